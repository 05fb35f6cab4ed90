"""What was done of what was planned: sets over days, and the whole dose in one session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.entry import SetEntry, SkipEntry
from hipwise.plan.history import Log, is_for_pain
from hipwise.plan.in_force import PlansInForce
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
    newest = max(log.set_days, default=plans.begun_on)
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
    due, eased = _due_sets(plans, dates, _eased_days(log), catalogue)
    done = sum(min(sets, _sets_done(log, dates, plans, catalogue.exercise(n))) for n, sets in due.items())
    return done, sum(due.values()), eased


def _due_sets(
    plans: PlansInForce, dates: Iterable[date], eased_of: Mapping[str | None, set[date]], catalogue: Catalogue
) -> tuple[dict[str, float], float]:
    """The sets of each exercise planned on these days, and the number of sets left out for pain."""
    due: dict[str, float] = {}
    eased = 0.0
    whole_days = eased_of.get(None, set())
    for day in dates:
        for item in plans.lines_on(day):
            name = item.exercise
            sets = item.sets * len(working_sides(item, catalogue.exercise(name)))
            if day in whole_days or (name in eased_of and day in eased_of[name]):
                eased += sets
            else:
                due[name] = due.get(name, 0.0) + sets
    return due, eased


def _eased_days(log: Log) -> dict[str | None, set[date]]:
    """The days on which an exercise was left out for pain; under None those of the whole day."""
    days: dict[str | None, set[date]] = {}
    for entry in log.of(SkipEntry):
        if is_for_pain(entry):
            days.setdefault(entry.exercise, set()).add(entry.about)
    return days


def _sets_done(log: Log, dates: Iterable[date], plans: PlansInForce, exercise: Exercise) -> float:
    """Sets with at least one repetition or second; holds are counted singly and turned into sets."""
    total = 0.0
    logged, counted = log.sets_of_days.get(exercise.id, {}), _counted(log)
    for day in dates:
        entries = logged.get(day)
        item = None if entries is None else plans.item_on(day, exercise.id)
        if entries is not None and item is not None:
            for done in _done_on(day, entries, item, exercise, counted):
                total += done
    return total


# By exercise and day, the number of its sets, and what of the dose the count hangs on.
_Counted = dict[tuple[str, date, int, Side, Side | None, int], tuple[float, ...]]


def _done_on(
    day: date, entries: Sequence[SetEntry], item: PlanItem, exercise: Exercise, counted: _Counted
) -> tuple[float, ...]:
    """The sets of each side with something done on that day."""
    key = exercise.id, day, len(entries), item.side, item.first_side, item.repetitions
    if key not in counted:
        rounds = [_rounds(entries, side) for side in working_sides(item, exercise)]
        counted[key] = tuple(_in_sets(each, item, exercise) for each in rounds)
    return counted[key]


def _in_sets(rounds: Sequence[SetEntry], item: PlanItem, exercise: Exercise) -> float:
    if not exercise.is_hold:
        return len(rounds)
    return sum(max(entry.repetitions or 1, 1) for entry in rounds) / item.repetitions


def _counted(log: Log) -> _Counted:
    """What was counted before, shared with a log that goes on: its days with further sets have other keys."""

    def begin() -> _Counted:
        return {} if log.before is None else _counted(log.before)

    return log.remember("sets done", (), begin)


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
