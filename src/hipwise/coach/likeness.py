"""Was that a repetition of this exercise, or did another movement bend the same joint?

Somebody who jogs, kicks, throws a ball or lies down passes through angles of many exercises. A repetition
takes its time, does not go far beyond its own way, moves the rest of the body as it should, and ends where
and as it began.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hipwise.coach.hold import Hold
from hipwise.coach.quantity import PhaseQuantity
from hipwise.coach.repetition import Repetition
from hipwise.coach.settings import CoachSettings
from hipwise.coach.start_pose import PoseReading
from hipwise.coach.template import TORSO_M, Template
from hipwise.coach.trail import Mark, Trail, moved_m
from hipwise.coach.witness import Witness, far_marks

# The part of the way in which the foot has to be where it goes.
_FAR_SHARE = 0.4
# Who is larger or smaller in the end came nearer, went away, or turned. From the side one leg may have been
# taken for the other: real lunges seem to end at 0.75 of their size (UI-PRMD, Kinect).
_SIDE, _FRONT = "side", "front"


def _middle(values: Sequence[float]) -> float:
    """The middle one of those that are known; NaN without any."""
    known = sorted(value for value in values if value == value)
    return known[len(known) // 2] if known else math.nan


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares what was found with the definition. `poses` are those of the trail's marks, phase first;
    behind them stands the `witness`, where there is one that is not among them. `company` are the poses that
    move along, `still` those that keep still, both by their place.
    """

    settings: CoachSettings
    template: Template
    quantity: PhaseQuantity
    poses: Sequence[PoseReading]
    witness: Witness | None = None
    company: Mapping[int, Witness] = field(default_factory=dict)
    still: Sequence[int] = ()

    def is_repetition(self, done: Repetition, trail: Trail) -> bool:
        """Does it take long enough, keep to the way, and end where and as it began?"""
        s = self.settings
        if done.end_s - done.start_s < s.repetition_least_share * self.template.moving_s:
            return False
        if done.peak - done.low > s.range_most_share * self.quantity.range_deg + s.range_most_deg:
            return False
        begin, end = trail.at(done.start_s), trail.at(done.end_s)
        if begin is None or end is None:
            return True
        if not self._is_near(begin, end, self.template.net_m) or not self._is_back(begin, end):
            return False
        far = far_marks(trail.between(done.start_s, done.end_s), self.quantity.direction, _FAR_SHARE)
        reached = (done.peak - done.low) / self.quantity.range_deg
        return (
            self._went_along(begin, far, min(1.0, reached))
            and self._kept_still(begin, far, reached)
            and self._hips_went(begin, far, min(1.0, reached))
            and self._is_as_large(begin, far, reached)
        )

    def is_hold(self, done: Hold, trail: Trail) -> bool:
        """Did the body stay where it was?"""
        begin, end = trail.at(done.start_s), trail.at(done.end_s)
        return begin is None or end is None or self._is_near(begin, end, (0.0, 0.0))

    def is_held(self, home_s: float, trail: Trail) -> bool:
        """Has the body, since it was last at home, come into the position as the exercise does?"""
        begin, lately = trail.at(home_s), trail.lately
        if begin is None or not lately:
            return True
        quantity, x, y = self.quantity, *self._hips_m
        reached = quantity.direction * (lately[-1].pose[0] - begin.pose[0]) / quantity.range_deg
        if not self._is_near(begin, lately[-1], (reached * x, reached * y)):
            return False
        return self._is_witnessed(begin, lately) and self._kept_still(begin, lately, reached)

    def _is_witnessed(self, begin: Mark, lately: Sequence[Mark]) -> bool:
        """Is what has to move along in a hold as far as it should be, however far the count itself is?"""
        if self.witness is None:
            return True
        place = self._place_of(self.witness)
        during = [mark.pose[place] for mark in lately]
        return self.witness.went_along(begin.pose[place], during, self.settings.hold_witness_share)

    @property
    def _hips_m(self) -> tuple[float, float]:
        """How far the hips go (right, down) by the far end."""
        return self.template.hips_m[self.quantity.turn]

    def _went_along(self, begin: Mark, far: Sequence[Mark], reached: float) -> bool:
        """Did all that moves in this exercise move along, as far as the way out that was made?"""
        s = self.settings
        told = [(place, witness, s.company_share) for place, witness in self.company.items()]
        if self.witness is not None:
            told.append((self._place_of(self.witness), self.witness, s.witness_share))
        return all(
            witness.went_along(begin.pose[place], [mark.pose[place] for mark in far], share * reached)
            for place, witness, share in told
        )

    def _place_of(self, witness: Witness) -> int:
        """Where a mark has it: among the directions of the pose, or behind them."""
        names = [pose.expected.reading.name for pose in self.poses]
        name = witness.expected.reading.name
        return names.index(name) if name in names else len(names)

    def _hips_went(self, begin: Mark, far: Sequence[Mark], reached: float) -> bool:
        """Did the hips go where they go in this exercise?

        Small ways, and hips that were not seen, say nothing.
        """
        x, y = self._hips_m
        way_m, per_m = math.hypot(x, y), begin.size / self.template.size_m[0]
        if way_m < self.settings.hips_least_m or not per_m > 0.0:
            return True
        along = [((mark.x - begin.x) * x + (mark.y - begin.y) * y) / (per_m * way_m**2) for mark in far]
        return not _middle(along) < self.settings.hips_share * reached

    def _is_as_large(self, begin: Mark, far: Sequence[Mark], reached: float) -> bool:
        """Was the body, from the front, as long in the picture as it is at the far end of this exercise?"""
        if self.template.camera != _FRONT or self.quantity.swings > 1:
            return True
        size_m = self.template.size_m
        defined = 1.0 + reached * (size_m[self.quantity.turn] / size_m[0] - 1.0)
        off = _middle([abs(mark.size - defined * begin.size) for mark in far])
        return not off > self.settings.far_size_share * begin.size

    def _kept_still(self, begin: Mark, far: Sequence[Mark], reached: float) -> bool:
        """Did what lies still in this exercise lie still, or turn less than what is counted?

        What was not seen says nothing.
        """
        s = self.settings
        most_deg = min(s.still_most_deg, max(s.still_allowed_deg, reached * self.quantity.range_deg))
        turned = (_middle([mark.pose[place] for mark in far]) - begin.pose[place] for place in self.still)
        return not any(abs(each) > most_deg for each in turned)

    def _is_near(self, begin: Mark, end: Mark, way_m: tuple[float, float]) -> bool:
        """What was not seen did not go. A repetition is told on the last of its way back."""
        s = self.settings
        if self.template.camera != _SIDE and abs(end.size - begin.size) > s.return_size_share * begin.size:
            return False
        gone_m = moved_m(begin, end, self.template.size_m[0], way_m)
        slack_m = s.return_torsos * TORSO_M + (1.0 - s.back_share) * self.template.travel_m
        return not gone_m > slack_m

    def _is_back(self, begin: Mark, end: Mark) -> bool:
        """Does each part of the body point where it did? The phase has its own rule, and a foot may hang."""
        s = self.settings
        for pose, before, after in zip(self.poses[1:], begin.pose[1:], end.pose[1:], strict=False):
            slack = s.return_deg + (1.0 - s.back_share) * pose.expected.range_deg
            if pose.must_be_seen and abs(after - before) > slack:
                return False
        return True
