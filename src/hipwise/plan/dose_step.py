"""One step of a dose, up or back.

A step up is at most `progress.max_wk` more than was lately done: repetitions climb their ladder first
(seconds for a hold), then a set is added with fewer repetitions, so that the step stays as small. It never
leaves the range that the exercise's source allows. A step back takes away between `regress.least` and
`regress.most`; a plan begins at the low end of the range, so the step may go below it.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Amount, Exercise
from hipwise.plan.dose import HOLD_STEP_S, ItemDose
from hipwise.plan.plan import PlanItem

# Keeps a product such as 1.2 * 35 = 42 from being floored to 41.
_ROUNDING = 1e-9

_FIELDS = ("sets", "repetitions", "hold_s", "range_share")

DoseValue = float | str | None | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in an item. `field` is a dose field, `range_share`, `exercise`, or `dose`.

    `dose` is one step that moves two fields at once; its values are mappings from field to number.
    An `exercise` that becomes None is left out; one that becomes another is replaced by `item`.
    """

    field: str
    before: DoseValue
    after: DoseValue
    item: PlanItem | None = None

    def values(self, side: DoseValue) -> dict[str, float]:
        """`before` or `after`, field by field. Raises ValueError for anything but numbers of a dose."""
        values: Mapping[str, object] = side if isinstance(side, Mapping) else {self.field: side}
        numbers: dict[str, float] = {}
        for name, number in values.items():
            if name not in _FIELDS or not isinstance(number, int | float):
                raise ValueError(f"expected a number for a dose field, found {name} = {number!r}")
            numbers[str(name)] = float(number)
        return numbers


def dose_after(item: PlanItem, change: Change) -> ItemDose:
    """The dose of the line once the change is made."""
    afters = change.values(change.after)
    return ItemDose(
        sets=round(afters.get("sets", item.sets)),
        repetitions=round(afters.get("repetitions", item.repetitions)),
        hold_s=afters.get("hold_s", item.hold_s),
        rest_s=item.rest_s,
        days_per_week=len(item.days),
    )


@dataclass(frozen=True, slots=True)
class _Dose:
    """Sets, repetitions and seconds held; `seconds` is 1 where repetitions are counted."""

    sets: int
    repetitions: int
    seconds: int
    is_hold: bool

    @property
    def amount(self) -> int:
        return self.sets * self.repetitions * self.seconds


def _dose(item: PlanItem, exercise: Exercise) -> _Dose:
    seconds = int(item.hold_s) if exercise.is_hold else 1
    return _Dose(item.sets, item.repetitions, seconds, exercise.is_hold)


def _change(old: _Dose, new: _Dose) -> Change:
    pairs = (
        ("sets", old.sets, new.sets),
        ("repetitions", old.repetitions, new.repetitions),
        ("hold_s", old.seconds, new.seconds),
    )
    moved = [(name, float(a), float(b)) for name, a, b in pairs if a != b]
    if len(moved) == 1:
        return Change(moved[0][0], moved[0][1], moved[0][2])
    return Change("dose", {name: a for name, a, _ in moved}, {name: b for name, _, b in moved})


def step_up(item: PlanItem, exercise: Exercise, lately_done: float, catalogue: Catalogue) -> Change | None:
    """The next dose, at most a week's share above `lately_done`; None when there is none inside the range.

    `lately_done` is the smallest amount of one session in the last week, as `done_amount` counts it.
    """
    old = _dose(item, exercise)
    most = lately_done * (1 + catalogue.setting("progress.max_wk")) + _ROUNDING
    for new in _larger(old, exercise, most, catalogue):
        if old.amount < new.amount <= most and _is_allowed(new, old, exercise):
            return _change(old, new)
    return None


def _larger(old: _Dose, exercise: Exercise, most: float, catalogue: Catalogue) -> Iterator[_Dose]:
    """Larger doses in the order in which they are tried."""
    if old.is_hold:
        seconds = min(_whole(exercise.dose.hold_s.high), math.floor(most / (old.sets * old.repetitions)))
        yield _Dose(old.sets, old.repetitions, seconds, True)
        for sets, repetitions in ((old.sets, old.repetitions + 1), (old.sets + 1, old.repetitions)):
            seconds = min(_whole(exercise.dose.hold_s.high), math.floor(most / (sets * repetitions)))
            # 4 holds of 25 s are easier to say than 4 of 27 s; where that is no step up, the odd number.
            yield _Dose(sets, repetitions, seconds // HOLD_STEP_S * HOLD_STEP_S, True)
            yield _Dose(sets, repetitions, seconds, True)
        return
    high = _whole(exercise.dose.repetitions.high)
    yield _Dose(old.sets, min(_next_rung(old, high, catalogue), math.floor(most / old.sets)), 1, False)
    yield _Dose(old.sets + 1, min(high, math.floor(most / (old.sets + 1))), 1, False)


def _next_rung(old: _Dose, high: int, catalogue: Catalogue) -> int:
    """The next step of the repetition ladder above the dose, at most the range's upper end."""
    rungs = [int(catalogue.setting(f"progress.rung.{i}")) for i in (1, 2, 3)]
    return min([rung for rung in rungs if rung > old.repetitions and rung <= high] or [high])


def _whole(value: float) -> int:
    return math.floor(value + _ROUNDING)


def _is_allowed(dose: _Dose, old: _Dose, exercise: Exercise) -> bool:
    """Inside the source's range, or on the way back up to it."""
    ranges = exercise.dose
    amounts = [(dose.sets, old.sets, ranges.sets), (dose.repetitions, old.repetitions, ranges.repetitions)]
    if dose.is_hold:
        amounts.append((dose.seconds, old.seconds, ranges.hold_s))
    return all(new <= amount.high and new >= min(was, amount.low) for new, was, amount in amounts)


def step_back(
    item: PlanItem, exercise: Exercise, wanted_cut: float, catalogue: Catalogue, *, is_exact: bool = False
) -> Change | None:
    """A smaller dose with a cut near `wanted_cut`, a share of the dose; None without one.

    Cuts between `regress.least` and `regress.most` inside the source's range come first, then such cuts
    below it, then larger ones inside it. Repetitions (seconds) are lowered before sets. `is_exact` takes
    the cut nearest to the wanted one, also below the range: half the dose is half of it.
    """
    old = _dose(item, exercise)
    least, most = catalogue.setting("regress.least"), catalogue.setting("regress.most")
    options = [(1 - new.amount / old.amount, new) for new in _smaller(old, exercise)]
    inside = [option for option in options if least - _ROUNDING <= option[0] <= most + _ROUNDING]
    below = [
        (cut, new)
        for new in _lower(old)
        if least - _ROUNDING <= (cut := 1 - new.amount / old.amount) <= most + _ROUNDING
        and _leads_back(new, item, exercise, catalogue)
    ]
    larger = [option for option in options if option[0] > most + _ROUNDING]
    groups = ([*inside, *below], larger) if is_exact else (inside, below, larger)
    for group in groups:
        if group:
            return _change(old, min(group, key=lambda option: abs(option[0] - wanted_cut))[1])
    return None


def _lower(old: _Dose) -> Iterator[_Dose]:
    """Doses that are lower in one field, whatever the range."""
    if old.is_hold:
        for seconds in range(old.seconds - 1, 0, -1):
            yield _Dose(old.sets, old.repetitions, seconds, True)
    for repetitions in range(old.repetitions - 1, 0, -1):
        yield _Dose(old.sets, repetitions, old.seconds, old.is_hold)
    for sets in range(old.sets - 1, 0, -1):
        yield _Dose(sets, old.repetitions, old.seconds, old.is_hold)


def _leads_back(low: _Dose, item: PlanItem, exercise: Exercise, catalogue: Catalogue) -> bool:
    """At least half of the range's least dose, and large enough that a step up from it exists."""
    ranges = exercise.dose
    least = ranges.sets.low * ranges.repetitions.low * (ranges.hold_s.low if low.is_hold else 1)
    if low.amount < least * catalogue.setting("regress.most") - _ROUNDING:
        return False
    seconds = float(low.seconds) if low.is_hold else item.hold_s
    lowered = replace(item, sets=low.sets, repetitions=low.repetitions, hold_s=seconds)
    return step_up(lowered, exercise, low.amount, catalogue) is not None


def _smaller(old: _Dose, exercise: Exercise) -> Iterator[_Dose]:
    """Doses inside the range that are lower in one field."""
    dose = exercise.dose
    if old.is_hold:
        for seconds in _below(old.seconds, dose.hold_s):
            yield _Dose(old.sets, old.repetitions, seconds, True)
    for repetitions in _below(old.repetitions, dose.repetitions):
        yield _Dose(old.sets, repetitions, old.seconds, old.is_hold)
    for sets in _below(old.sets, dose.sets):
        yield _Dose(sets, old.repetitions, old.seconds, old.is_hold)


def _below(value: int, amount: Amount) -> range:
    """Whole numbers below the value and not below the range, from the largest down."""
    return range(min(value - 1, _whole(amount.high)), math.ceil(amount.low - _ROUNDING) - 1, -1)


def smaller_range(item: PlanItem, exercise: Exercise, catalogue: Catalogue) -> Change | None:
    """The same dose in a smaller movement; None when the movement cannot get that small."""
    after = item.range_share * catalogue.setting("pinch.smaller_share")
    if after < exercise.movement.smallest_range - _ROUNDING:
        return None
    return Change("range_share", item.range_share, round(after, 3))
