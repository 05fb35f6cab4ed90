"""The gate: nothing counts before the start position was held still, or after it was left for good.

Still means that the body stays where it is, too: who walks towards the phone holds the legs much as one who
stands before it.
"""

import math
from collections import deque
from collections.abc import Callable, Sequence
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


Fits = Callable[[float], bool]


@dataclass(frozen=True, slots=True)
class PoseReading:
    """One direction of the pose: where it points at the start and along the way, degrees, and its slack."""

    expected: Expected
    start_slack_deg: float
    way_slack_deg: float
    must_be_seen: bool

    @property
    def fits_start(self) -> Fits:
        """Asks of a value, degrees: is this the start position? Not seen is not."""
        start_deg, slack_deg = self.expected.start_deg, self.start_slack_deg
        return lambda value_deg: abs(value_deg - start_deg) <= slack_deg

    @property
    def way_deg(self) -> tuple[float, float]:
        """From where to where the direction may point along the way."""
        e = self.expected
        return e.way_low_deg - self.way_slack_deg, e.way_high_deg + self.way_slack_deg

    @property
    def fits_way(self) -> Fits:
        """Asks of a value, degrees: is this somewhere on the movement's way? Not seen is not."""
        low, high = self.way_deg
        return lambda value_deg: low <= value_deg <= high


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

    In the start position, or `on_the_way` anywhere along the movement.
    """

    settings: CoachSettings
    poses: tuple[PoseReading, ...]
    on_the_way: bool = False
    _checks: tuple[tuple[int, Fits, bool], ...] = field(init=False)
    _recent: deque[tuple[float, tuple[float, ...]]] = field(default_factory=deque)
    _bounds: list[tuple[float, float]] = field(default_factory=list)
    _place: tuple[float, float, float] = (math.nan, math.nan, math.nan)

    def __post_init__(self) -> None:
        self._checks = tuple(
            (place, pose.fits_way if self.on_the_way else pose.fits_start, pose.must_be_seen)
            for place, pose in enumerate(self.poses)
        )

    def observe(self, t_s: float, row: Sequence[float]) -> bool:
        """Take a row that begins with the directions of `poses` and ends with hips and size in the picture;
        True at the moment it was long enough.
        """
        values_deg = tuple(row[: len(self.poses)])
        recent = self._recent
        if not self._fits(values_deg):
            recent.clear()
            return False
        x, y, size = row[-3:]
        if self._has_moved(x, y, size):
            recent.clear()
        if not recent:
            self._bounds = [_NOTHING_SEEN] * len(values_deg)
            self._place = x, y, size
        recent.append((t_s, values_deg))
        while t_s - recent[0][0] > 2.0 * self.settings.start_still_s and len(recent) > 2:
            recent.popleft()
        if not self._stays_close(values_deg):
            self._forget_the_move(t_s)
        if t_s - recent[0][0] < self.settings.start_still_s:
            return False
        recent.clear()
        return True

    def _has_moved(self, x: float, y: float, size: float) -> bool:
        """Is the body elsewhere, or nearer or farther, than when it began to be still?

        What is not seen has not moved.
        """
        was_x, was_y, was_size = self._place
        most = self.settings.start_place_share * was_size
        return abs(x - was_x) > most or abs(y - was_y) > most or abs(size - was_size) > most

    def _fits(self, values_deg: tuple[float, ...]) -> bool:
        for place, fits, must_be_seen in self._checks:
            value = values_deg[place]
            if value != value:
                if must_be_seen:
                    return False
            elif not fits(value):
                return False
        return True

    def _stays_close(self, values_deg: tuple[float, ...]) -> bool:
        """Are these near all recent ones? Bounds that older ones widened can only make it seem less so."""
        widest = 0.0
        for place, value in enumerate(values_deg):
            low, high = self._bounds[place]
            if not low <= value <= high and value == value:
                low, high = self._bounds[place] = min(low, value), max(high, value)
            widest = max(widest, high - low)
        return widest <= self.settings.start_spread_deg

    def _forget_the_move(self, t_s: float) -> None:
        """Let go of old moments until those that are left lie close together."""
        recent, most_deg = self._recent, self.settings.start_spread_deg
        while True:
            columns = zip(*(values for _, values in recent), strict=True)
            self._bounds = [_bounds_of(column) for column in columns]
            if t_s <= recent[0][0] or all(high - low <= most_deg for low, high in self._bounds):
                return
            recent.popleft()


# The bounds of directions of which none was seen: any value is outside, and they are no width apart.
_NOTHING_SEEN = (math.inf, -math.inf)


def _bounds_of(column: Sequence[float]) -> tuple[float, float]:
    seen = [value for value in column if value == value]
    return (min(seen), max(seen)) if seen else _NOTHING_SEEN


@dataclass(slots=True)
class Corridor:
    """Notices when the body leaves the movement's way for longer than allowed."""

    settings: CoachSettings
    poses: tuple[PoseReading, ...]
    _ways_deg: tuple[tuple[int, float, float], ...] = field(init=False)
    _inside_s: float = math.nan

    def __post_init__(self) -> None:
        self._ways_deg = tuple((place, *pose.way_deg) for place, pose in enumerate(self.poses))

    def enter(self, t_s: float) -> None:
        """The set begins now."""
        self._inside_s = t_s

    def has_left(self, t_s: float, row: Sequence[float]) -> bool:
        """Was it left too long? A row begins with the directions of `poses`; unseen ones say nothing here."""
        for place, low, high in self._ways_deg:
            value = row[place]
            if value < low or value > high:
                return t_s - self._inside_s > self.settings.corridor_left_s
        self._inside_s = t_s
        return False
