"""What has to move along, mostly a foot: who shifts the weight bends the same joints, but lifts no foot.

Where a standing person's repetition is told by one angle, a second reading, of an ankle that the first does
not use, has to go its share of its own way. Which one that is follows from the movement; lying people shift
nothing. But where a shank cannot be told (`covered_leg`), a leg that is let down bends the hip as a bridge
does: there the trunk has to go along. Nor does a body sink when its weight is shifted: a count by its height
needs no witness. A hold has none: pose models show a foot that is lifted behind hardly at all (films: 0 to 8
of 26 degrees).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hipwise.coach.covered_leg import is_shank_told
from hipwise.coach.quantity import PhaseQuantity
from hipwise.coach.settings import CoachSettings
from hipwise.coach.template import Expected, Template
from hipwise.coach.trail import Mark

_STANDING = "standing"
_ANKLE = "_ankle"
_TRUNK = "working_trunk_side"


@dataclass(frozen=True, slots=True)
class Witness:
    """The second reading, and how far it goes by the far end of the way, degrees, with its sign."""

    expected: Expected
    way_deg: float

    def went_along(self, begin: float, during: Sequence[float], share: float) -> bool:
        """Did it go at least `share` of its way in the middle of `during`? What was not seen says nothing."""
        ways = sorted((value - begin) / self.way_deg for value in during if value == value)
        return not ways or begin != begin or ways[len(ways) // 2] >= share


def choose_witness(
    template: Template, quantity: PhaseQuantity | None, settings: CoachSettings
) -> Witness | None:
    """The clearest one; None for who lies with both shanks to be told, and where nothing moves clearly
    enough.
    """
    if quantity is None or quantity.expected.reading.is_relative or template.exercise.is_hold:
        return None
    if template.exercise.movement.orientation == _STANDING:
        feet = _with_free_foot(template, quantity)
        return max(_witnesses(feet, quantity, settings), key=_clarity, default=None)
    if is_shank_told(template):
        return None
    return next(_witnesses([template.expected[_TRUNK]], quantity, settings), None)


def _with_free_foot(template: Template, quantity: PhaseQuantity) -> list[Expected]:
    """Readings of an ankle that the count does not use."""
    used = set(quantity.expected.reading.landmarks)
    return [
        expected
        for expected in template.expected.values()
        if expected.reading.kind != "length"
        and any(name.endswith(_ANKLE) and name not in used for name in expected.reading.landmarks)
    ]


def _witnesses(of: Iterable[Expected], quantity: PhaseQuantity, settings: CoachSettings) -> Iterator[Witness]:
    turn = quantity.expected.samples_deg.index(quantity.far_deg)
    for expected in of:
        witness = Witness(expected, expected.samples_deg[turn] - expected.start_deg)
        is_clear = _clarity(witness) >= settings.witness_signal_least
        if is_clear and abs(witness.way_deg) >= settings.range_least_deg:
            yield witness


def _clarity(witness: Witness) -> float:
    least = min(abs(witness.way_deg), witness.expected.range_least_deg)
    return least / witness.expected.jitter_deg


def far_marks(marks: Sequence[Mark], direction: float, share: float) -> list[Mark]:
    """The marks in which the first reading of the pose was in the far `share` of what it reached."""
    values = [direction * mark.pose[0] for mark in marks]
    known = [value for value in values if not math.isnan(value)]
    if not known:
        return []
    least = max(known) - share * (max(known) - min(known))
    return [mark for mark, value in zip(marks, values, strict=True) if value >= least]
