"""Is the right person on top? `python -m benchmarks.attention [--patients N] [--clinics C] [--seed K]`.

A clinic of invented people who all began within the weeks before. On each day of the last four weeks every
one of them is looked at, and the list is held against the truth: what was told, read here from the log by
rules of its own, which know nothing of the list's. Two baselines rank the same people on the same days: by
the strongest pain of two days, and by who was silent longest. The invented therapist deals with each row on
the day: what can wait is then put aside for a week, what is urgent stands there again while it is true.
A small clinic may see nobody in need now for four weeks; several of them are then watched, one seed each.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from benchmarks.table import print_json, print_rows, progress
from hipwise.follow.attention import Case, needs_of
from hipwise.follow.list_memory import ListMemory, Shown, choose, put_aside
from hipwise.follow.need import Need, Urgency, minutes_of, rank
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.plan.entry import ClearanceEntry, PainEntry, RedFlagEntry
from hipwise.plan.history import Log
from hipwise.plan.plan import PlanStatus
from hipwise.simulate.course import Programme, Visit
from hipwise.simulate.patient import choose_kind, invent_patient

_DAY = timedelta(days=1)
_WATCHED_DAYS = 28
_WORDS_A_MINUTE = 200
# The truth: warning signs and strong pain without the questions; then a bad day; then nothing.
_NOW, _TODAY, _CALM = 2, 1, 0
_STRONG, _BAD, _PINCH = 7, 5, 3
_TOP = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """One person on one day: what the list shows, how urgent it is in truth, and what baselines go by."""

    need: Need | None
    truth: int
    worst: float
    silent_days: int
    is_new: bool


@dataclass(slots=True)
class Tally:
    """Counts over all days of a clinic. `ranks` are the places of people in need now."""

    days: int = 0
    rows: int = 0
    words: int = 0
    minutes: float = 0.0
    needed_now: int = 0
    missed_now: int = 0
    below_three: int = 0
    under_calmer: int = 0
    days_with_urgency: int = 0
    on_top: Counter[str] = field(default_factory=Counter)
    by_rule: Counter[str] = field(default_factory=Counter)
    most_new_in_a_week: int = 0
    clinics: int = 1
    clinics_with_now: int = 0

    def add(self, other: "Tally") -> None:
        """Count another clinic as well."""
        for name in (each.name for each in fields(self) if each.name != "most_new_in_a_week"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.most_new_in_a_week = max(self.most_new_in_a_week, other.most_new_in_a_week)


def watch_person(number: int, weeks: int, seed: int, catalogue: Catalogue) -> list[Seen]:
    """The last days of one invented person; empty for people who never get a plan."""
    chance = Random(f"{seed}:{number}")
    programme = Programme(
        invent_patient(choose_kind(chance, catalogue), chance, catalogue), chance, catalogue
    )
    if programme.plan.status is PlanStatus.BLOCKED:
        return []
    lived = chance.randint(max(1, weeks - 4), weeks + 4)
    visits = list(programme.visits(lived))
    last = programme.patient.starts_on + lived * 7 * _DAY
    if programme.course.ended and visits:
        last = visits[-1].day
    return list(_watch_days(visits, last, catalogue))


def _watch_days(visits: Sequence[Visit], last: date, catalogue: Catalogue) -> Iterator[Seen]:
    """Each day by the log as the next visit knows it; between visits all proposals are answered."""
    memory, place = ListMemory(), 0
    first = last - (_WATCHED_DAYS - 1) * _DAY
    for day in (first + ago * _DAY for ago in range(_WATCHED_DAYS)):
        while place < len(visits) and visits[place].day < day:
            place += 1
        if not visits or (place == 0 and visits[0].day > day):
            continue
        visit = visits[min(place, len(visits) - 1)]
        is_visit = visit.day == day
        before = visits[place - 1] if place else visit
        plan = visit.plan if is_visit else before.signed
        log = visit.log.until(day)
        decisions = visit.decisions if is_visit else ()
        case = Case(plan, log, visit.intake, day, decisions)
        shown = choose(needs_of(case, catalogue), memory, day, catalogue)
        is_new = shown.need is not None and shown.need.can_wait and shown.memory.raised_on == day
        memory = _dealt_with(shown, day, catalogue)
        yield Seen(shown.need, truth_of(log, visit, day), _worst(log, day), _silence(log, day), is_new)


def _dealt_with(shown: Shown, day: date, catalogue: Catalogue) -> ListMemory:
    if shown.need is None or not shown.need.can_wait:
        return shown.memory
    return put_aside(shown.need, day + 7 * _DAY, shown.memory, day, catalogue)


def truth_of(log: Log, visit: Visit, day: date) -> int:
    """How urgent it is, read from the entries alone."""
    if _open_flags(log, visit) or _is_strong_unasked(log, visit):
        return _NOW
    return _TODAY if _had_a_bad_day(log, day) else _CALM


def _open_flags(log: Log, visit: Visit) -> set[str]:
    found = set(visit.intake.red_flags)
    for entry in log.entries:
        if isinstance(entry, RedFlagEntry):
            found |= set(entry.flags)
        elif isinstance(entry, ClearanceEntry):
            found -= set(entry.flags)
    return found


def _is_strong_unasked(log: Log, visit: Visit) -> bool:
    """Was very strong pain told, or a first bad night, since the questions were last answered?"""
    asked = [entry.at for entry in log.entries if isinstance(entry, RedFlagEntry)]
    last = max(asked, default=None)
    told = [e for e in log.entries if isinstance(e, PainEntry) and e.at.date() >= visit.intake.today]
    strong = [e.at for e in told if (e.score or 0) >= _STRONG]
    return any(last is None or at > last for at in (*strong, *_first_bad_nights(told)))


def _first_bad_nights(told: Sequence[PainEntry]) -> list[datetime]:
    """Mornings after a night that woke, when the night told before it did not."""
    nights = [(e.at, e.night_waking) for e in told if e.night_waking is not None]
    return [at for (_, before), (at, woke) in pairwise(nights) if woke and not before]


def _had_a_bad_day(log: Log, day: date) -> bool:
    lately = [e for e in log.entries if isinstance(e, PainEntry) and e.at.date() == day]
    return any((e.score or 0) > _BAD or (e.pinch or 0) >= _PINCH or e.limp for e in lately)


def _worst(log: Log, day: date) -> float:
    told = [e for e in log.entries if isinstance(e, PainEntry) and day - _DAY <= e.at.date() <= day]
    return max((e.score or 0.0 for e in told), default=0.0)


def _silence(log: Log, day: date) -> int:
    return 0 if log.last_day is None else (day - log.last_day).days


def count_clinic(people: Sequence[Sequence[Seen]], catalogue: Catalogue) -> Tally:
    """The tally of a clinic in which all these people are seen on the same days, counted from the end."""
    tally = Tally()
    for ago in range(_WATCHED_DAYS, 0, -1):
        today = {f"{n:05d}": seen[-ago] for n, seen in enumerate(people) if len(seen) >= ago}
        _count_day(today, tally, catalogue)
    tally.most_new_in_a_week = max((_most_new(seen) for seen in people), default=0)
    tally.clinics_with_now = int(tally.needed_now > 0)
    return tally


def _most_new(seen: Sequence[Seen]) -> int:
    """The most new things that can wait of one person within seven days."""
    return max(sum(each.is_new for each in seen[i : i + 7]) for i in range(len(seen))) if seen else 0


def _count_day(today: dict[str, Seen], tally: Tally, catalogue: Catalogue) -> None:
    needs = {person: seen.need for person, seen in today.items() if seen.need is not None}
    order = rank(needs)
    tally.days += 1
    tally.rows += len(order)
    for person in order:
        need = needs[person]
        tally.words += len(f"{need.reason.text} {need.detail}".split())
        tally.minutes += minutes_of(need.urgency, catalogue)
        tally.by_rule[need.reason.rule] += 1
    _count_ranks(today, order, tally)
    highest = max((seen.truth for seen in today.values()), default=_CALM)
    if highest is _CALM:
        return
    tally.days_with_urgency += 1
    for name, first in _firsts(today, order).items():
        tally.on_top[name] += first is not None and today[first].truth == highest


def _count_ranks(today: dict[str, Seen], order: Sequence[str], tally: Tally) -> None:
    now = [person for person, seen in today.items() if seen.truth == _NOW]
    tally.needed_now += len(now)
    for person in now:
        if person not in order:
            tally.missed_now += 1
            continue
        above = order[: order.index(person)]
        calmer = [other for other in above if today[other].truth < _NOW and not _is_now(today[other])]
        tally.under_calmer += bool(calmer)
        tally.below_three += order.index(person) >= max(_TOP, sum(_is_now(today[p]) for p in order))


def _is_now(seen: Seen) -> bool:
    return seen.need is not None and seen.need.urgency is Urgency.NOW


def _firsts(today: dict[str, Seen], order: Sequence[str]) -> dict[str, str | None]:
    """Who is on top: in the list, and by the baselines."""

    def first_by(key: Callable[[Seen], float]) -> str | None:
        return max(today, key=lambda person: key(today[person]), default=None)

    return {
        "list": order[0] if order else None,
        "strongest pain": first_by(lambda seen: seen.worst),
        "longest silence": first_by(lambda seen: seen.silent_days),
    }


def figures(tally: Tally, patients: int, seconds: float) -> dict[str, object]:
    """The figures of clinics of that many people as plain values; days are those of one clinic."""
    urgent = max(1, tally.days_with_urgency)
    return {
        "patients": patients,
        "clinics": tally.clinics,
        "clinics_with_somebody_now": tally.clinics_with_now,
        "days": tally.days,
        "rows_a_day": tally.rows / tally.days,
        "minutes_a_day": tally.minutes / tally.days,
        "reading_minutes_a_day": tally.words / _WORDS_A_MINUTE / tally.days,
        "needed_now": tally.needed_now,
        "missed_now": tally.missed_now,
        "now_below_rank_3": tally.below_three,
        "now_under_somebody_calmer": tally.under_calmer,
        "right_on_top": {name: tally.on_top[name] / urgent for name in _firsts({}, ())},
        "most_new_that_can_wait_in_a_week": tally.most_new_in_a_week,
        "by_rule_a_day": {rule: n / tally.days for rule, n in tally.by_rule.most_common()},
        "seconds": seconds,
    }


def watch_clinic(patients: int, weeks: int, seed: int, catalogue: Catalogue) -> Tally:
    """Watch a clinic of that many people with a plan."""
    people: list[list[Seen]] = []
    number = 0
    while len(people) < patients:
        seen = watch_person(number, weeks, seed, catalogue)
        number += 1
        if seen:
            people.append(seen)
            progress(len(people), patients, f"people, seed {seed}")
    return count_clinic(people, catalogue)


def run(patients: int, weeks: int, seed: int, clinics: int = 1) -> dict[str, object]:
    """Watch so many clinics, with seeds from `seed` on."""
    catalogue, begun = load_catalogue(), time.perf_counter()
    tally = watch_clinic(patients, weeks, seed, catalogue)
    for further in range(seed + 1, seed + clinics):
        tally.add(watch_clinic(patients, weeks, further, catalogue))
    return figures(tally, patients, time.perf_counter() - begun)


def main() -> int:
    """Watch, print one table. Exits 1 when somebody in need now is missed or stands too low."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attention", description=__doc__)
    parser.add_argument("--patients", type=int, default=50, help="people with a plan in the clinic")
    parser.add_argument("--clinics", type=int, default=1, help="clinics of that size, one seed each")
    parser.add_argument("--weeks", type=int, default=8, help="weeks they have lived, four more or less")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random numbers")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args()
    found = run(options.patients, options.weeks, options.seed, options.clinics)
    if options.json:
        print_json(found)
    else:
        rows = [(name, value, None) for name, value in found.items() if not isinstance(value, dict)]
        for name in ("right_on_top", "by_rule_a_day"):
            table = found[name]
            assert isinstance(table, dict)
            rows += [(f"{name}: {key}", value, None) for key, value in table.items()]
        title = f"The list of {options.clinics} clinic{'s' * (options.clinics > 1)} of {options.patients}"
        print_rows(title, ("what", "figure", ""), rows)
    return int(bool(found["missed_now"] or found["now_below_rank_3"] or found["now_under_somebody_calmer"]))


if __name__ == "__main__":
    raise SystemExit(main())
