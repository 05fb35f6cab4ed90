import json
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.plan.entry import PainEntry, RedFlagEntry, SetEntry
from hipwise.plan.flare import find_flares
from hipwise.plan.history import Log, LogError, build_sessions, parse_log, since_day
from hipwise.plan.progression import progress
from hipwise.plan.session_pain import hip_history
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, item, plan

EXAMPLE = Path(__file__).parent.parent / "reference" / "log.example.jsonl"


def example() -> list[dict[str, object]]:
    return [json.loads(line) for line in EXAMPLE.read_text("utf-8").splitlines()]


def refused(*lines: object) -> LogError:
    with pytest.raises(LogError) as error:
        parse_log(lines, CATALOGUE, "log.jsonl")  # type: ignore[arg-type]
    return error.value


def test_the_contract_log_is_read():
    log = parse_log(example(), CATALOGUE)
    assert len(log.entries) == 9


def test_a_correction_replaces_and_the_original_stays_on_record():
    log = parse_log(example(), CATALOGUE)
    (corrected,) = [e for e in log.entries if isinstance(e, SetEntry)]
    (original,) = log.replaced
    assert isinstance(original, SetEntry)
    assert (corrected.repetitions, original.repetitions) == (12, 15)
    assert corrected.at == original.at


@settings(max_examples=20)
@given(st.permutations(example()))
def test_the_order_of_lines_means_nothing(lines):
    assert parse_log(lines, CATALOGUE) == parse_log(example(), CATALOGUE)


@settings(max_examples=20)
@given(st.lists(st.sampled_from(example())))
def test_a_repeated_line_is_ignored(repeats):
    assert parse_log([*example(), *repeats], CATALOGUE) == parse_log(example(), CATALOGUE)


@pytest.mark.parametrize("again", [True, "1", None])
def test_a_value_of_another_kind_is_other_content(again):
    line = entry("effort", at(0, 18), "one", exercise="clamshell", score=1)
    assert refused(line, line | {"score": again}).place == "id"


def test_a_number_with_and_without_decimals_is_the_same_content():
    line = entry("effort", at(0, 18), "one", exercise="clamshell", score=1)
    assert len(parse_log([line, line | {"score": 1.0}], CATALOGUE).entries) == 1


def test_the_same_id_with_other_content_is_an_error():
    error = refused(
        entry("effort", at(0, 18), "one", exercise="clamshell", score=4),
        entry("effort", at(0, 18), "one", exercise="clamshell", score=5),
    )
    assert str(error) == (
        "log.jsonl: entry 2: id: expected the same content under the same id, found the text 'one'; "
        "give each entry its own id (entry 1 has this one too)."
    )


def test_a_correction_may_lower_pain():
    lines = [
        entry("pain", at(0, 18), "one", when="during", exercise="clamshell", score=8),
        entry(
            "correction",
            at(0, 19),
            "two",
            supersedes="one",
            entry={"kind": "pain", "when": "during", "exercise": "clamshell", "score": 1},
        ),
    ]
    (pain,) = parse_log(lines, CATALOGUE).entries
    assert isinstance(pain, PainEntry)
    assert pain.score == 1


def test_of_two_corrections_the_later_counts():
    wrong = entry("effort", at(0, 18), "one", exercise="clamshell", score=1)
    first = entry("correction", at(0, 19), "a", supersedes="one", entry={**_effort(2)})
    second = entry("correction", at(0, 20), "b", supersedes="one", entry={**_effort(3)})
    (effort,) = parse_log([second, wrong, first], CATALOGUE).entries
    assert effort.score == 3  # type: ignore[attr-defined]


def test_a_correction_of_a_correction_counts():
    wrong = entry("effort", at(0, 18), "one", exercise="clamshell", score=1)
    first = entry("correction", at(0, 20), "a", supersedes="one", entry={**_effort(2)})
    second = entry("correction", at(0, 19), "b", supersedes="a", entry={**_effort(3)})
    (effort,) = parse_log([wrong, first, second], CATALOGUE).entries
    assert effort.score == 3  # type: ignore[attr-defined]


def _effort(score: int) -> dict[str, object]:
    return {"kind": "effort", "exercise": "clamshell", "score": score}


@pytest.mark.parametrize(
    ("line", "place", "found"),
    [
        (entry("pain", at(0, 1), when="during", score=11), "score", "11"),
        (entry("pain", at(0, 1), when="during", score=float("nan")), "score", "not a number"),
        (entry("pain", at(0, 1), when="during", score=True), "score", "true"),
        (entry("pain", at(0, 1), when="noon", score=1), "when", "noon"),
        (entry("pain", at(0, 1), when="during", scor=1), "scor", "scor"),
        (entry("pain", at(0, 1), when="during", score=1, limp="no"), "limp", "no"),
        (entry("set", at(0, 1), exercise="squat", side="left", set=1), "exercise", "squat"),
        (entry("set", at(0, 1), exercise="clamshell", side="L", set=1), "side", "L"),
        (entry("set", at(0, 1), exercise="clamshell", side="left", set=0), "set", "0"),
        (entry("set", at(0, 1), exercise="clamshell", side="left", set=1, faults={"X": 1}), "faults.X", "X"),
        (entry("dance", at(0, 1)), "kind", "dance"),
        ({"id": "one", "at": "2026-11-23T18:00:00", "kind": "walk", "minutes": 5}, "at", "18:00:00"),
        ({"id": "one", "at": "yesterday", "kind": "walk", "minutes": 5}, "at", "yesterday"),
        ({"id": "", "at": at(0, 1).isoformat(), "kind": "walk", "minutes": 5}, "id", "text"),
        ({"at": at(0, 1).isoformat(), "kind": "walk", "minutes": 5}, "id", "nothing"),
        ([], "the whole entry", "an empty list"),
        (entry("correction", at(0, 1), supersedes="nobody", entry=_effort(1)), "supersedes", "nobody"),
        (entry("correction", at(0, 1), "me", supersedes="me", entry=_effort(1)), "supersedes", "a circle"),
        (entry("red_flag", at(0, 1), flags=["headache"]), "flags[0]", "headache"),
    ],
)
def test_what_cannot_be_read_is_named(line, place, found):
    error = refused(line)
    assert error.place == place
    assert found in error.found
    assert error.number == 1


def test_a_pause_of_more_than_three_hours_begins_a_new_session():
    log = parse_log(bout(0) + bout(1), CATALOGUE)
    sessions = build_sessions(log, CATALOGUE)
    assert [session.day for session in sessions] == [START, START + timedelta(days=1)]


@pytest.mark.parametrize(("hours", "belongs"), [(5.9, False), (6, True), (36, True), (36.1, False)])
def test_a_morning_belongs_to_a_session_that_ended_6_to_36_hours_before(hours, belongs):
    lines = [
        entry("pain", at(0, 10), when="during", exercise="clamshell", score=1),
        entry("pain", at(0, 10 + hours), when="next_morning", score=1),
    ]
    (session,) = build_sessions(parse_log(lines, CATALOGUE), CATALOGUE)
    assert bool(session.next_mornings) is belongs


def test_a_morning_belongs_to_the_latest_such_session():
    lines = [
        entry("pain", at(0, 8), when="during", exercise="clamshell", score=1),
        entry("pain", at(0, 18), when="during", exercise="clamshell", score=1),
        entry("pain", at(1, 7), when="next_morning", score=1),
    ]
    first, second = build_sessions(parse_log(lines, CATALOGUE), CATALOGUE)
    assert (len(first.next_mornings), len(second.next_mornings)) == (0, 1)


def test_a_morning_check_also_says_how_the_hip_was_before_that_days_session():
    first, second = build_sessions(parse_log(bout(0) + bout(1), CATALOGUE), CATALOGUE)
    assert first.next_mornings == second.check


def test_clocks_that_change_do_not_move_a_morning():
    lines = [
        entry("pain", at(0, 10), when="during", exercise="clamshell", score=1),
        {**entry("pain", at(0, 15), when="next_morning", score=1), "at": "2026-11-23T18:00:00+03:00"},
    ]
    (session,) = build_sessions(parse_log(lines, CATALOGUE), CATALOGUE)
    assert session.next_mornings == ()


def test_a_log_seen_on_an_earlier_day_is_as_it_was_then():
    log = parse_log(bout(0) + bout(1), CATALOGUE)
    assert log.until(START) == parse_log(bout(0, morning=None), CATALOGUE)


def test_a_check_alone_is_no_session():
    lines = [entry("pain", at(0, 10), when="before", score=1)]
    assert build_sessions(parse_log(lines, CATALOGUE), CATALOGUE) == ()


@st.composite
def told_weeks(draw: st.DrawFn) -> list[dict[str, object]]:
    """Some weeks of evenings: calm and sore ones, mornings told or not, now and then a walk."""
    score = st.sampled_from((0, 1, 2, 4, 6))
    lines: list[dict[str, object]] = []
    for day in draw(st.lists(st.integers(0, 40), unique=True, max_size=16)):
        pain, limp, waking = draw(score), draw(st.booleans()), draw(st.sampled_from((None, False, True)))
        told = {"before": pain, "after": pain, "morning": draw(st.one_of(st.none(), score))}
        exercise = draw(st.sampled_from(("clamshell", "bridge")))
        lines += bout(day, exercise, **told, limp=limp and pain > 4, night_waking=waking)  # type: ignore[arg-type]
        if draw(st.booleans()):
            lines.append(entry("walk", at(day, 12), minutes=20, score=pain))
    return lines


@settings(max_examples=40)
@given(told_weeks(), st.lists(st.integers(0, 400), max_size=5), st.booleans())
def test_a_log_that_grew_says_what_the_same_log_read_at_once_says(lines, cuts, is_late):
    """Also when entries come late: earlier than what was there."""
    whole = parse_log(lines, CATALOGUE)
    entries = list(whole.entries[::-1] if is_late else whole.entries)
    grown = Log()
    for first, last in pairwise([0, *sorted(cuts), len(entries)]):
        said(grown)  # works out all that the longer log works on from
        grown = grown.plus(entries[first:last])
    assert grown == whole
    assert said(grown) == said(whole)


def said(log: Log) -> tuple[object, ...]:
    """All that is worked out of a log, and what is decided from it."""
    person = intake()
    history = hip_history(log, person, 2)
    return (
        log.days,
        log.mornings,
        log.told_pains,
        log.worst_of_days,
        log.sets_of_days,
        build_sessions(log, CATALOGUE),
        find_flares(log, history, CATALOGUE),
        [history.usual_morning(each.at, CATALOGUE) for each in log.entries],
        progress(plan(item(), item("bridge")), log, person, START + timedelta(days=41), CATALOGUE),
    )


def test_a_log_keeps_only_the_one_before_it_alive():
    first = parse_log(bout(0), CATALOGUE)
    second = first.plus(parse_log(bout(2), CATALOGUE).entries)
    third = second.plus(parse_log(bout(4), CATALOGUE).entries)
    assert third.before is second
    assert second.before is None


def test_what_a_log_remembers_is_worked_out_anew_for_another_question():
    log = parse_log(bout(0), CATALOGUE)
    asked = iter(range(10))
    assert [log.remember("count", (key,), lambda: next(asked)) for key in ("a", "a", "b", "a")] == [
        0,
        0,
        1,
        2,
    ]


@pytest.mark.parametrize("offset_h", [-12, 0, 14])
def test_the_entries_since_a_day_are_those_of_its_own_date_in_every_zone(offset_h):
    zone = timezone(timedelta(hours=offset_h))
    moments = [datetime(2026, 11, day, hour, tzinfo=zone) for day in (22, 23, 24) for hour in (0, 23)]
    entries = tuple(RedFlagEntry(str(moment), moment, ()) for moment in moments)
    assert since_day(entries, date(2026, 11, 23)) == list(entries[2:])


@pytest.mark.parametrize(("hours", "sessions"), [(3, 1), (3.01, 2)])
def test_a_pause_of_more_than_three_hours_ends_a_session(hours, sessions):
    lines = [
        entry("set", at(0, hour), exercise="clamshell", side="right", set=number, repetitions=12)
        for number, hour in enumerate((12, 12 + hours), start=1)
    ]
    assert len(build_sessions(parse_log(lines, CATALOGUE), CATALOGUE)) == sessions
