"""What was done of what was planned: sets over days, and the whole dose in one session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.entry import SetEntry, SkipEntry
from hipwise.plan.history import Log, is_for_pain
from hipwise.plan.in_force import PlansInForce, Span
from hipwise.plan.plan import Plan, PlanItem

_SIDES = tuple(Side)


@dataclass(frozen=True, slots=True)
class SetsShare:
    """Sets done and planned in the days from `first` to `last`; planned sets left out for pain are eased."""

    first: date
    last: date
    done: float
    planned: float
    eased: float

    @property
    def share(self) -> float | None:
        """Done over planned, 0 to 1; None when nothing was planned."""
        return self.done / self.planned if self.planned else None


def working_sides(item: PlanItem, exercise: Exercise) -> tuple[Side, ...]:
    """The sides that each need their own sets; one entry (`both`) when both work together."""
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        return (Side.BOTH,)
    if item.side is not Side.BOTH:
        return (item.side,)
    first = item.first_side or Side.RIGHT
    return (first, first.opposite)


def sets_share(log: Log, plan: Plan | PlansInForce, last: date, days: int, catalogue: Catalogue) -> SetsShare:
    """Sets done over sets planned in the `days` days up to `last`, not before the plan was made.

    Given several plans, each day is held against the one that was in force on it.

    When all sets are older than the plan, the days before it count from the first set on: a plan that is
    dated later than its log must not make every day look idle or every share unknown.
    The last day counts only when something was logged on it: the day may not be over. A set done on
    another day than planned counts; more than planned does not.
    """
    plans = PlansInForce.of(plan) if isinstance(plan, Plan) else plan
    newest = log.last_set_day or plans.begun_on
    begun = plans.begun_on if newest >= plans.begun_on else min(log.set_days)
    first = max(last - timedelta(days=days - 1), begun)
    is_told = last in log.set_days or any(skip.about == last for skip in log.of(SkipEntry))
    end = last if is_told else last - timedelta(days=1)
    dates = [first + timedelta(days=i) for i in range((end - first).days + 1)]
    return SetsShare(first, end, *_sets_of(log, plans, dates, catalogue))


def day_share(log: Log, plan: Plan, day: date, catalogue: Catalogue) -> float | None:
    """The share of that day alone, whenever the plan was made; None when nothing was planned on it."""
    done, planned, eased = _sets_of(log, PlansInForce.of(plan), (day,), catalogue)
    return SetsShare(day, day, done, planned, eased).share


def _sets_of(
    log: Log, plans: PlansInForce, dates: Sequence[date], catalogue: Catalogue
) -> tuple[float, float, float]:
    """The sets of these days: done, planned, left out for pain."""
    spans = tuple(plans.spans(dates))
    due, eased = _due_sets(spans, _eased_days(log), catalogue)
    done = sum(min(sets, _sets_done(log, spans, catalogue.exercise(name))) for name, sets in due.items())
    return done, sum(due.values()), eased


def _due_sets(
    spans: Iterable[Span], eased_of: Mapping[str | None, set[date]], catalogue: Catalogue
) -> tuple[dict[str, float], float]:
    """The sets of each exercise planned on these days, and the number of sets left out for pain."""
    due: dict[str, float] = {}
    eased = 0.0
    for item, days in (line for span in spans for line in span.due()):
        name = item.exercise
        sets = item.sets * len(working_sides(item, catalogue.exercise(name)))
        left_out = _left_out(name, days, eased_of) if eased_of else 0
        eased += sets * left_out
        if left_out < len(days):
            due[name] = due.get(name, 0.0) + sets * (len(days) - left_out)
    return due, eased


def _left_out(name: str, days: Iterable[date], eased_of: Mapping[str | None, set[date]]) -> int:
    """On how many of these days was the exercise, or the whole day, left out for pain?"""
    left_out = eased_of.get(None, set()) | eased_of.get(name, set())
    return sum(day in left_out for day in days)


def _eased_days(log: Log) -> dict[str | None, set[date]]:
    """The days on which an exercise was left out for pain; under None those of the whole day."""
    days: dict[str | None, set[date]] = {}
    for entry in log.of(SkipEntry):
        if is_for_pain(entry):
            days.setdefault(entry.exercise, set()).add(entry.about)
    return days


def _sets_done(log: Log, spans: Iterable[Span], exercise: Exercise) -> float:
    """Sets with at least one repetition or second; holds are counted singly and turned into sets."""
    total = 0.0
    for span in spans if exercise.id in log.sets_of_days else ():
        item = span.items.get(exercise.id)
        counted = {} if item is None else _done_days(log, item, exercise)
        for day in span.days if counted else ():
            for done in counted.get(day, ()):
                total += done
    return total


def _done_days(log: Log, item: PlanItem, exercise: Exercise) -> Mapping[date, Sequence[float]]:
    """The sets with something done on each day that has any, of each side for itself."""
    asked = item.side, item.first_side, item.repetitions  # what of the dose the count hangs on
    return log.remember(f"sets done of {exercise.id}", asked, lambda: _count_days(log, item, exercise))


def _count_days(log: Log, item: PlanItem, exercise: Exercise) -> Mapping[date, Sequence[float]]:
    """A log that goes on another goes on counting, on the days that have further sets."""
    logged, sides = log.sets_of_days.get(exercise.id, {}), working_sides(item, exercise)
    known: Mapping[date, Sequence[float]] = {}
    days: Iterable[date] = logged
    if log.before is not None:
        known = _done_days(log.before, item, exercise)
        days = {entry.at.date() for entry in log.later_of(SetEntry) if entry.exercise == exercise.id}
    rounds = {day: [_rounds(logged[day], side) for side in sides] for day in days}
    return {**known, **{day: [_in_sets(r, item, exercise) for r in each] for day, each in rounds.items()}}


def _in_sets(rounds: Sequence[SetEntry], item: PlanItem, exercise: Exercise) -> float:
    if not exercise.is_hold:
        return len(rounds)
    return sum(max(entry.repetitions or 1, 1) for entry in rounds) / item.repetitions


def _rounds(entries: Iterable[SetEntry], side: Side) -> list[SetEntry]:
    """The sets of one side with something done; of two entries for the same set the larger one counts."""
    best: dict[int, tuple[float, SetEntry]] = {}
    counted = _SIDES if side is Side.BOTH else (side, Side.BOTH)
    for entry in entries:
        if entry.side in counted:
            amount = amount_of(entry)
            known = best.get(entry.number)
            if amount > (0 if known is None else known[0]):
                best[entry.number] = amount, entry
    return [entry for _, entry in best.values()]


def amount_of(entry: SetEntry) -> float:
    """Repetitions times seconds held (1 where a hold is not told); 0 when nothing was done."""
    repetitions = 1 if entry.repetitions is None and entry.hold_s else entry.repetitions or 0
    return repetitions * (entry.hold_s or 1.0)


def planned_amount(item: PlanItem, exercise: Exercise) -> float:
    """The dose of one side in one session: repetitions, or seconds held for a hold."""
    return item.sets * item.repetitions * (item.hold_s if exercise.is_hold else 1.0)


def done_amount(entries: Iterable[SetEntry], item: PlanItem, exercise: Exercise) -> float:
    """What was done in one session, as `planned_amount` counts it, on the side with less of it."""
    entries = list(entries)
    return min(
        sum(_unit(entry, exercise) for entry in _rounds(entries, side))
        for side in working_sides(item, exercise)
    )


def _unit(entry: SetEntry, exercise: Exercise) -> float:
    """A hold without its seconds is worth nothing here: how long it was is not known."""
    if not exercise.is_hold:
        return float(entry.repetitions or 0)
    return (1 if entry.repetitions is None else entry.repetitions) * (entry.hold_s or 0.0)
