"""Totals that are kept as entries come in are those of counting everything anew."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.day_total import DayTotal, add_entry, grow_totals, total_by_day
from hipwise.plan.entry import EffortEntry, Entry, PainEntry, SetEntry, SkipEntry, WalkEntry
from hipwise.plan.history import Log
from tests.plan.logs import START, at

SCORES = st.none() | st.integers(0, 10).map(float)


@st.composite
def entries(draw: st.DrawFn, number: int = 0) -> Entry:
    moment = at(draw(st.integers(0, 5)), draw(st.integers(6, 20)))
    key = f"e{draw(st.integers(0, 10_000))}-{number}"
    kinds: list[Entry] = [
        PainEntry(key, moment, when=draw(st.sampled_from(("before", "during", "after", "next_morning")))),
        SetEntry(key, moment, "clamshell", "right", 1, 10),
        SkipEntry(key, moment, None, "time"),
        EffortEntry(key, moment, "clamshell", float(draw(st.integers(0, 10)))),
        WalkEntry(key, moment, 20.0, draw(SCORES)),
    ]
    chosen = draw(st.sampled_from(kinds))
    if isinstance(chosen, PainEntry):
        return replace(chosen, score=draw(SCORES), pinch=draw(SCORES))
    return chosen


batches = st.lists(st.lists(entries(), max_size=6), max_size=5)


@given(batches, st.data())
def test_kept_totals_equal_counting_everything_anew(batches: list[list[Entry]], data: Any) -> None:
    log, totals = Log(), total_by_day(())
    for number, batch in enumerate(batches):
        fresh = {f"{entry.id}#{number}": entry for entry in batch}
        kept = list(log.entries)
        if kept and data.draw(st.booleans()):
            corrected = data.draw(st.integers(0, len(kept) - 1))
            kept[corrected] = replace(data.draw(entries()), id=kept[corrected].id)
        after = Log((*kept, *(replace(entry, id=key) for key, entry in fresh.items())))
        totals = grow_totals(totals, log, after)
        log = after
        assert totals == total_by_day(log.entries)


@given(st.lists(entries(), max_size=12), st.data())
def test_the_order_of_entries_does_not_matter(told: list[Entry], data: Any) -> None:
    assert total_by_day(told) == total_by_day(data.draw(st.permutations(told)))


def test_what_nobody_told_is_not_zero() -> None:
    total = add_entry(DayTotal(START), SetEntry("a", at(0, 9), "clamshell", "right", 1, 10))
    assert (total.sets, total.during, total.morning) == (1, None, None)


def test_an_entry_of_another_day_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an entry of"):
        add_entry(DayTotal(START + timedelta(days=1)), SkipEntry("a", at(0, 9), None, "time"))
