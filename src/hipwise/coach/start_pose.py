"""The gate: nothing counts before the start position was held still, or after it was left for good.

Still means that the body stays where it is, too: who walks towards the phone holds the legs much as one who
stands before it.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from hipwise.coach.angles import turned_deg
from hipwise.coach.covered_leg import is_shank_told
from hipwise.coach.quantity import PhaseQuantity
from hipwise.coach.settings import CoachSettings
from hipwise.coach.template import Expected, Template

# Readings that say how the body lies or stands, and which way it faces.
_SIDE_POSE = ("working_trunk_side", "working_thigh", "working_shank", "working_foot")
# Below a knee of which nobody can say whose it is.
_BELOW_KNEE = ("working_shank", "working_foot")
_FRONT_POSE = ("trunk", "working_thigh", "working_shank", "other_thigh", "other_shank")
_FEET = "ankle_line"
# A direction that jitters more than this says nothing about a pose, degrees.
_JITTER_MOST_DEG = 7.0
# A foot that hangs may point anywhere on the way.
_HALF_TURN_DEG = 180.0
# Nor does one that turns further than this when the camera stands a little wrong, degrees.
_SHIFT_MOST_DEG = 30.0


@dataclass(frozen=True, slots=True)
class PoseReading:
    """One direction of the pose: where it points at the start and along the way, degrees, and its slack."""

    expected: Expected
    start_slack_deg: float
    way_slack_deg: float
    must_be_seen: bool

    @property
    def start_way_deg(self) -> tuple[float, float]:
        """From where to where the direction may point in the start position."""
        start_deg, slack_deg = self.expected.start_deg, self.start_slack_deg
        return start_deg - slack_deg, start_deg + slack_deg

    @property
    def way_deg(self) -> tuple[float, float]:
        """From where to where the direction may point along the way."""
        e = self.expected
        return e.way_low_deg - self.way_slack_deg, e.way_high_deg + self.way_slack_deg


def pose_readings(
    template: Template, quantity: PhaseQuantity | None, settings: CoachSettings
) -> tuple[PoseReading, ...]:
    """The directions that make up the pose in this camera, the phase reading first."""
    names = _SIDE_POSE if template.camera == "side" else _FRONT_POSE
    poses = []
    for name in names:
        expected = template.expected.get(name)
        if expected is None or expected.jitter_deg > _JITTER_MOST_DEG:
            continue
        if name in _BELOW_KNEE and not is_shank_told(template):
            continue
        if expected.start_shift_deg > _SHIFT_MOST_DEG:
            continue
        is_foot = name.endswith("_foot")
        start = settings.facing_tolerance_deg if is_foot else settings.start_tolerance_deg
        way = _HALF_TURN_DEG if is_foot else settings.corridor_tolerance_deg
        shift = expected.start_shift_deg
        poses.append(PoseReading(expected, start + shift, way + shift, must_be_seen=not is_foot))
    if quantity is not None and quantity.expected.reading.is_relative:
        poses += _side_told_by_feet(template, settings)
    if quantity is not None:
        # Where a relative reading begins says nothing.
        shift = math.inf if quantity.expected.reading.is_relative else quantity.expected.start_shift_deg
        slack = max(settings.start_tolerance_deg / 3, quantity.range_deg / 2) + shift
        poses = [p for p in poses if p.expected.reading.name != quantity.expected.reading.name]
        poses.insert(0, PoseReading(quantity.expected, slack, settings.corridor_tolerance_deg + shift, True))
    return tuple(poses)


def _side_told_by_feet(template: Template, settings: CoachSettings) -> list[PoseReading]:
    """A body sinks on either leg: the feet tell on which, where the start position has one higher."""
    feet = template.expected.get(_FEET)
    if feet is None:
        return []
    slack = settings.start_tolerance_deg + feet.start_shift_deg
    # The other side's feet, read as if this side worked, lean the other way.
    if abs(turned_deg(feet.start_deg, -feet.start_deg)) <= slack:
        return []
    return [PoseReading(feet, slack, _HALF_TURN_DEG, must_be_seen=False)]


@dataclass(slots=True)
class StillPose:
    """Notices when every direction fitted, and kept still, for long enough.

    In the start position, or `on_the_way` anywhere along the movement. Only the moments of the last
    `start_still_s` matter. They are looked at together, and not again before the latest thing that was
    wrong among them lies that long ago: for who walks about that is twice a second.
    """

    settings: CoachSettings
    poses: tuple[PoseReading, ...]
    on_the_way: bool = False
    _fitting: tuple[tuple[float, float, bool], ...] = field(init=False)
    _still_s: float = field(init=False)
    _recent: deque[tuple[float, Sequence[float]]] = field(default_factory=deque)
    _not_before_s: float = -math.inf

    def __post_init__(self) -> None:
        self._still_s = self.settings.start_still_s
        self._fitting = tuple(
            (*(pose.way_deg if self.on_the_way else pose.start_way_deg), pose.must_be_seen)
            for pose in self.poses
        )

    def observe(self, t_s: float, row: Sequence[float]) -> bool:
        """Take a row that begins with the directions of `poses` and ends with hips and size in the picture;
        True at the moment it was long enough. Rows come in the order of time.
        """
        recent = self._recent
        # What is seen only at both ends was not seen to be still.
        if recent and t_s - recent[-1][0] >= self._still_s:
            recent.clear()
        recent.append((t_s, row))
        if t_s < self._not_before_s:
            return False
        while len(recent) > 1 and t_s - recent[1][0] >= self._still_s:
            recent.popleft()
        if t_s - recent[0][0] < self._still_s:
            return False
        wrong_s = self._wrong_at_s()
        if wrong_s is not None:
            self._not_before_s = wrong_s + self._still_s
            return False
        recent.clear()
        return True

    def forget(self) -> None:
        """Begin anew."""
        self._recent.clear()

    def _wrong_at_s(self) -> float | None:
        """A time that no still position includes: the latest of one direction, or the begin; or None."""
        columns = zip(*(row for _, row in self._recent), strict=True)
        for column, (low, high, must_be_seen) in zip(columns, self._fitting, strict=False):
            # One NaN among them makes the sum NaN.
            seen = column if (total := sum(column)) == total else [v for v in column if v == v]
            if len(seen) < len(column) and must_be_seen:
                return self._latest_wrong_s(column, low, high, must_be_seen)
            if not seen:
                continue
            least, most = min(seen), max(seen)
            if least < low or most > high or most - least > self.settings.start_spread_deg:
                return self._latest_wrong_s(column, low, high, must_be_seen)
        return self._recent[0][0] if self._has_moved() else None

    def _has_moved(self) -> bool:
        """Was the body ever elsewhere, nearer or farther than at the begin? Unseen, it has not moved."""
        was_x, was_y, was_size = self._recent[0][1][-3:]
        most = self.settings.start_place_share * was_size
        for _, row in self._recent:
            x, y, size = row[-3:]
            if abs(x - was_x) > most or abs(y - was_y) > most or abs(size - was_size) > most:
                return True
        return False

    def _latest_wrong_s(self, column: Sequence[float], low: float, high: float, must_be_seen: bool) -> float:
        """Of one direction: when it was last elsewhere, not seen, or far from where it was later."""
        least, most = math.inf, -math.inf
        for (t_s, _), value in zip(reversed(self._recent), reversed(column), strict=True):
            if not low <= value <= high and (must_be_seen or value == value):
                return t_s
            least, most = min(least, value), max(most, value)
            if most - least > self.settings.start_spread_deg:
                return t_s
        raise AssertionError("expected something wrong in this direction, found nothing")


@dataclass(slots=True)
class Corridor:
    """Notices when the body leaves the movement's way for longer than allowed.

    Where it was is not asked before that could be: for who keeps to the way that is once in that time.
    """

    settings: CoachSettings
    poses: tuple[PoseReading, ...]
    _ways_deg: tuple[tuple[float, float], ...] = field(init=False)
    _unasked: list[tuple[float, Sequence[float]]] = field(default_factory=list)
    _inside_s: float = math.nan

    def __post_init__(self) -> None:
        self._ways_deg = tuple(pose.way_deg for pose in self.poses)

    def enter(self, t_s: float) -> None:
        """The set begins now."""
        self._inside_s = t_s
        self._unasked.clear()

    def has_left(self, t_s: float, row: Sequence[float]) -> bool:
        """Was it left too long? A row begins with the directions of `poses`; unseen ones say nothing here."""
        self._unasked.append((t_s, row))
        if t_s - self._inside_s <= self.settings.corridor_left_s:
            return False
        for at_s, each in reversed(self._unasked):
            if self._is_inside(each):
                self._inside_s = at_s
                break
        self._unasked.clear()
        return t_s - self._inside_s > self.settings.corridor_left_s

    def _is_inside(self, row: Sequence[float]) -> bool:
        for value, (low, high) in zip(row, self._ways_deg, strict=False):
            if value < low or value > high:
                return False
        return True
