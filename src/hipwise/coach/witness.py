"""What has to move along, mostly a foot: who shifts the weight bends the same joints, but lifts no foot.

Where a standing person's repetition is told by one angle, a second reading, of an ankle that the first does
not use, has to go its share of its own way. Which one that is follows from the movement; lying people shift
nothing. But where a shank cannot be told (`covered_leg`), a leg that is let down bends the hip as a bridge
does: there the trunk has to go along. Nor does a body sink when its weight is shifted: a count by its height
needs no witness. A hold is looked at for longer, so a smaller way tells: the legs of who stands on one
open, those of who shifts the weight lean alike. A foot that is lifted behind tells nothing, since pose models
hardly show it (films: 0 to 8 of 26 degrees).

Who lies has company instead: every part of the body beyond the line that carries the count and that clearly
moves with it, while the parts that do not move lie still. The drift of a pose model turns all of them alike,
and who rolls over moves all.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hipwise.coach.covered_leg import is_shank_told
from hipwise.coach.quantity import PhaseQuantity
from hipwise.coach.settings import CoachSettings
from hipwise.coach.start_pose import PoseReading
from hipwise.coach.template import Expected, Template
from hipwise.coach.trail import Mark

_STANDING = "standing"
_LYING = ("supine", "prone", "side")
_ANKLE = "_ankle"
_TRUNK, _SHANK = "working_trunk_side", "_shank"
# A line as short as that between two feet turns by degrees when one is seen a centimetre too low.
_JITTER_MOST_DEG = 1.5
# From one end of the body to the other.
_CHAIN = ("shoulder", "hip", "knee", "ankle")


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
    if quantity is None or quantity.expected.reading.is_relative:
        return None
    if template.exercise.movement.orientation == _STANDING:
        feet = _with_free_foot(template, quantity)
        if template.exercise.is_hold:
            return max(_of_a_hold(feet, quantity, settings), key=_signal, default=None)
        return max(_witnesses(feet, quantity, settings), key=_clarity, default=None)
    if template.exercise.is_hold or is_shank_told(template):
        return None
    return next(_witnesses([template.expected[_TRUNK]], quantity, settings), None)


def _with_free_foot(template: Template, quantity: PhaseQuantity) -> list[Expected]:
    """Readings of an ankle that the count does not use."""
    used = set(quantity.expected.reading.landmarks)
    return [
        expected
        for expected in template.expected.values()
        if expected.reading.kind not in ("length", "growth")
        and any(name.endswith(_ANKLE) and name not in used for name in expected.reading.landmarks)
    ]


def _of_a_hold(of: Iterable[Expected], quantity: PhaseQuantity, settings: CoachSettings) -> Iterator[Witness]:
    """What is asked anew until it went along may be small, and may be smaller before a phone that stands a
    little wrong.
    """
    for expected in of:
        witness = _witness_of(expected, quantity)
        if expected.jitter_deg <= _JITTER_MOST_DEG and abs(witness.way_deg) >= settings.range_least_deg:
            yield witness


def _signal(witness: Witness) -> float:
    return abs(witness.way_deg) / witness.expected.jitter_deg


def _witnesses(of: Iterable[Expected], quantity: PhaseQuantity, settings: CoachSettings) -> Iterator[Witness]:
    for expected in of:
        witness = _witness_of(expected, quantity)
        is_clear = _clarity(witness) >= settings.witness_signal_least
        if is_clear and abs(witness.way_deg) >= settings.range_least_deg:
            yield witness


def _witness_of(expected: Expected, quantity: PhaseQuantity) -> Witness:
    return Witness(expected, expected.samples_deg[quantity.turn] - expected.start_deg)


def choose_company(
    template: Template, quantity: PhaseQuantity, poses: Sequence[PoseReading], settings: CoachSettings
) -> Mapping[int, Witness]:
    """The poses of a lying body that go along with the count, by their place in `poses`."""
    if _is_on_feet(template):
        return {}
    witnesses = {
        place: _witness_of(pose.expected, quantity)
        for place, pose in enumerate(poses)
        if pose.must_be_seen and not _is_spanned(pose.expected, quantity.expected)
    }
    return {
        place: witness
        for place, witness in witnesses.items()
        if _clarity(witness) >= settings.witness_signal_least
    }


def still_poses(template: Template, poses: Sequence[PoseReading], settings: CoachSettings) -> tuple[int, ...]:
    """The places of those that a lying body keeps where they are.

    Who stands sways and leans with trunk and thighs; in a hold a shank that hangs or stands does not.
    """
    lies, is_hold = not _is_on_feet(template), template.exercise.is_hold
    return tuple(
        place
        for place, pose in enumerate(poses)
        if pose.must_be_seen and pose.expected.range_deg < settings.range_least_deg
        if lies or (is_hold and pose.expected.reading.name.endswith(_SHANK))
    )


def _is_on_feet(template: Template) -> bool:
    return template.exercise.movement.orientation.split("-")[0] not in _LYING


def _is_spanned(expected: Expected, carrier: Expected) -> bool:
    """Does the carrier's own line already go over this part? Thigh and shank lie within the leg's line."""
    spanned, own = _along_the_body(carrier), _along_the_body(expected)
    if not own or own.keys() - spanned.keys():
        return False
    return all(min(spanned[role]) <= min(own[role]) and max(own[role]) <= max(spanned[role]) for role in own)


def _along_the_body(expected: Expected) -> dict[str, list[int]]:
    """Where the landmarks of a reading lie along the body, by the side that works or does not."""
    places: dict[str, list[int]] = {}
    for name in expected.reading.landmarks:
        role, _, part = name.partition("_")
        if part in _CHAIN:
            places.setdefault(role, []).append(_CHAIN.index(part))
    return places


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
