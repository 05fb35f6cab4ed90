"""The figure's body drawn to a person's points: every bone turned as the picture shows it.

One camera sees no depth. In the picture's plane each bone has the direction that was seen; how far it comes
towards the camera or goes away is taken from the planned posture with the same angle. So the drawing says
nothing about depth that the plan does not say, and what is judged, angles in the picture, is what was seen.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from hipwise.body.kinematics import JOINTS, Frame, forward_kinematics
from hipwise.body.rotation import IDENTITY, Rotation, Vector, about_z, compose, cross, inverse, turn
from hipwise.body.skeleton import origin
from hipwise.coach.camera import CameraPlace, camera_place
from hipwise.coach.filter import smooth_both_ways
from hipwise.coach.landmarks import Recording
from hipwise.coach.picture import room_points
from hipwise.coach.trace import SetTrace
from hipwise.coach.watch_plan import WatchPlan
from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.motion import frames_at

Point = tuple[float, float]
Places = Mapping[str, Point]

_UPRIGHT = ("standing", "sitting", "half-kneeling")
_TRUNK_BONES = ("pelvis", "spine1", "spine2", "spine3", "neck", "head")
# Bones of a limb in the order of their parents: the points between which they lie, and who follows them.
_LIMB: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("femur", "hip", "knee", ()),
    ("tibia", "knee", "ankle", ()),
    ("foot", "heel", "foot_index", ("toes",)),
    ("humerus", "shoulder", "elbow", ()),
    ("forearm", "elbow", "wrist", ("hand",)),
)
_PARENTS = {"tibia": "femur", "foot": "tibia", "forearm": "humerus"}
_CHAIN = ("shoulder", "hip", "knee", "ankle")
# Lying bodies lie on the floor, however the phone was turned; more than this is no turned phone.
_MOST_ROLL_DEG = 25.0
_NOWHERE: Point = (math.nan, math.nan)
_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class FittedMoment:
    """One moment: where every bone is in the room. `plan_t_s` is the planned moment that gave the depth."""

    t_s: float
    plan_t_s: float
    frames: Mapping[str, Frame]


@dataclass(frozen=True, slots=True)
class _Planned:
    """One planned posture: its moment, the angle that carries the set, its bones, and its points."""

    t_s: float
    value_deg: float
    frames: Mapping[str, Frame]
    points: Mapping[str, Vector]


def fit_bodies(
    recording: Recording, trace: SetTrace, catalogue: Catalogue, times_s: Sequence[float]
) -> tuple[FittedMoment, ...]:
    """The body at those moments of the recording that are among `times_s`; empty without a camera place.

    x and y of the recording share one unit; what was hidden follows the bone that carries it.
    """
    plan = trace.plan
    if plan is None:
        return ()
    fitter = _Fitter.of(recording, trace, plan, catalogue)
    wanted = set(times_s)
    return tuple(
        fitter.fit(t_s, value, number)
        for number, (t_s, value) in enumerate(zip(trace.times_s, trace.values_deg, strict=True))
        if t_s in wanted
    )


@dataclass(slots=True)
class _Fitter:
    """Knows the plan, the camera and the smoothed points of a set."""

    way: Sequence[_Planned]
    camera: CameraPlace
    working: Side
    is_side: bool
    columns: Mapping[str, Sequence[Point]]
    roll: Rotation
    metres: float
    home: Point

    @classmethod
    def of(cls, recording: Recording, trace: SetTrace, plan: WatchPlan, catalogue: Catalogue) -> "_Fitter":
        """Everything that is the same for all moments of the set."""
        movement, working = plan.exercise.movement, trace.working
        camera = camera_place(movement.orientation, plan.template.camera, working)
        own = cls(
            _way(plan, trace, catalogue),
            camera,
            working,
            plan.template.camera == "side",
            _smoothed(recording, trace, plan),
            IDENTITY,
            1.0,
            (0.0, 0.0),
        )
        numbers = [i for i, t_s in enumerate(trace.times_s) if trace.is_in_position(t_s)]
        if numbers:
            if movement.orientation not in _UPRIGHT:
                own.roll = own.roll_at(trace, numbers)
            own.metres = own.metres_per_unit(trace, numbers)
            own.home = _middle_of(own.hips(number) for number in numbers[: len(numbers) // 8 + 1])
        return own

    def fit(self, t_s: float, value_deg: float, number: int) -> FittedMoment:
        """The body at one moment of the recording."""
        planned = self.planned(value_deg)
        turns = self.turns(planned, number)
        frames: dict[str, Frame] = {}
        for joint in JOINTS:
            rotation = compose(turns[joint.bone], planned.frames[joint.bone].rotation)
            if joint.parent is None:
                frames[joint.bone] = Frame(rotation, self.place(planned, number))
            else:
                place = frames[joint.parent].carry(joint.parent, origin(joint.bone))
                frames[joint.bone] = Frame(rotation, place)
        return FittedMoment(t_s, planned.t_s, frames)

    def planned(self, value_deg: float) -> _Planned:
        """The planned posture with this angle; the first one where the angle was not seen."""
        if math.isnan(value_deg) or len(self.way) == 1:
            return self.way[0]
        is_falling = self.way[-1].value_deg < self.way[0].value_deg
        sign = -1.0 if is_falling else 1.0
        place = bisect_left(self.way, sign * value_deg, key=lambda each: sign * each.value_deg)
        return self.way[min(place, len(self.way) - 1)]

    def turns(self, planned: _Planned, number: int) -> dict[str, Rotation]:
        """How each bone is turned from its planned direction to the one that was seen."""
        begin: tuple[str, ...] = ("left_hip", "right_hip")
        end: tuple[str, ...] = ("left_shoulder", "right_shoulder")
        if self.is_side:
            begin, end = (f"{self.working.value}_hip",), (f"{self.working.value}_shoulder",)
        trunk = self.turn_of(planned, begin, end, number, IDENTITY)
        turns = dict.fromkeys(_TRUNK_BONES, trunk)
        if not self.is_side:
            turns["pelvis"] = self.turn_of(planned, ("left_hip",), ("right_hip",), number, trunk)
        for side in Side.LEFT, Side.RIGHT:
            self._add_limb(turns, planned, side, number, trunk)
        return turns

    def turn_of(
        self,
        planned: _Planned,
        begin: tuple[str, ...],
        end: tuple[str, ...],
        number: int,
        otherwise: Rotation,
    ) -> Rotation:
        """The least turn of the planned line to the seen one; `otherwise` where it was not seen."""
        a, b = _middle(self.at(name, number) for name in begin), _middle(self.at(n, number) for n in end)
        across, up = b[0] - a[0], b[1] - a[1]
        length = math.hypot(across, up)
        if not length > _TINY:
            return otherwise
        first, last = (_centre(planned.points[name] for name in names) for names in (begin, end))
        line = _unit((last[0] - first[0], last[1] - first[1], last[2] - first[2]))
        depth = turn(self.camera.rotation, line)[2]
        flat = math.sqrt(max(0.0, 1.0 - depth * depth)) / length
        seen = turn(inverse(self.camera.rotation), (across * flat, up * flat, depth))
        return least_turn(line, seen)

    def at(self, name: str, number: int) -> Point:
        """A point in the picture at a moment, x right and y UP, the phone's own turn taken out."""
        column = self.columns.get(name)
        x, y = column[number] if column else _NOWHERE
        turned = turn(self.roll, (x, -y, 0.0))
        return turned[0], turned[1]

    def hips(self, number: int) -> Point:
        """Where the hips are in the picture; the near one alone from the side."""
        names = (f"{self.working.value}_hip",) if self.is_side else ("left_hip", "right_hip")
        return _middle(self.at(name, number) for name in names)

    def place(self, planned: _Planned, number: int) -> Vector:
        """Where the pelvis is: as far from its start as was seen, as near to the camera as planned."""
        begin = self.way[0].frames["pelvis"].place
        x, y = self.hips(number)
        across, up = self.metres * (x - self.home[0]), self.metres * (y - self.home[1])
        if not math.isfinite(across + up):
            return planned.frames["pelvis"].place
        here = turn(self.camera.rotation, begin)
        depth = turn(self.camera.rotation, planned.frames["pelvis"].place)[2]
        return turn(inverse(self.camera.rotation), (here[0] + across, here[1] + up, depth))

    def roll_at(self, trace: SetTrace, numbers: Sequence[int]) -> Rotation:
        """The turn of the picture that lays the trunk where the plan has it."""
        ends = f"{self.working.value}_hip", f"{self.working.value}_shoulder"
        off: list[float] = []
        for number in numbers:
            a, b = (self.at(name, number) for name in ends)
            planned = self.planned(trace.values_deg[number])
            first, last = (turn(self.camera.rotation, planned.points[name]) for name in ends)
            angle = math.atan2(last[1] - first[1], last[0] - first[0]) - math.atan2(b[1] - a[1], b[0] - a[0])
            if math.isfinite(angle):
                off.append((math.degrees(angle) + 180.0) % 360.0 - 180.0)
        deg = median(off) if off else 0.0
        return about_z(deg) if abs(deg) <= _MOST_ROLL_DEG else IDENTITY

    def metres_per_unit(self, trace: SetTrace, numbers: Sequence[int]) -> float:
        """Metres of the figure for one unit of the picture, from the near side's chain."""
        names = [f"{self.working.value}_{name}" for name in _CHAIN]
        shares: list[float] = []
        for number in numbers:
            planned = self.planned(trace.values_deg[number])
            places = [turn(self.camera.rotation, planned.points[name])[:2] for name in names]
            seen = _length([self.at(name, number) for name in names])
            if seen > _TINY:
                shares.append(_length(places) / seen)
        return median(shares) if shares else 1.0

    def _add_limb(
        self, turns: dict[str, Rotation], planned: _Planned, side: Side, number: int, trunk: Rotation
    ) -> None:
        """The far limbs of a side view are guessed by the pose model: they follow the trunk, as planned."""
        suffix = f"_{side.value[0]}"
        is_seen = not self.is_side or side is self.working
        for bone, begin, end, followers in _LIMB:
            carried = turns[_PARENTS[bone] + suffix] if bone in _PARENTS else trunk
            own = carried
            if is_seen:
                names = (f"{side.value}_{begin}",), (f"{side.value}_{end}",)
                own = self.turn_of(planned, *names, number, carried)
            for name in (bone, *followers):
                turns[name + suffix] = own


def least_turn(a: Vector, b: Vector) -> Rotation:
    """The smallest rotation that turns the direction of unit vector `a` to that of unit vector `b`."""
    cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    if cosine < -1.0 + _TINY:
        # Half a turn about any axis across `a`.
        axis = _unit(cross(a, (1.0, 0.0, 0.0) if abs(a[0]) < 0.9 else (0.0, 1.0, 0.0)))
        x, y, z = axis
        return (
            2 * x * x - 1,
            2 * x * y,
            2 * x * z,
            2 * x * y,
            2 * y * y - 1,
            2 * y * z,
            2 * x * z,
            2 * y * z,
            2 * z * z - 1,
        )
    x, y, z = cross(a, b)
    k = 1.0 / (1.0 + cosine)
    return (
        cosine + k * x * x,
        k * x * y - z,
        k * x * z + y,
        k * x * y + z,
        cosine + k * y * y,
        k * y * z - x,
        k * x * z - y,
        k * y * z + x,
        cosine + k * z * z,
    )


def _way(plan: WatchPlan, trace: SetTrace, catalogue: Catalogue) -> list[_Planned]:
    """The planned postures on the way out, in the order of the angle that carries the set."""
    exercise, template, quantity = plan.exercise, plan.template, plan.quantity
    manner, solved = Manner(range_share=trace.range_share), catalogue.solved.get(exercise.id)
    timeline = timeline_of(exercise, catalogue.arm_postures, manner, solved)
    if quantity is None:
        values, times = [0.0], [timeline.out_s]
    else:
        readings = quantity.expected.samples_deg
        turns_at = readings.index(quantity.far_deg)
        pairs = _rising(
            [quantity.in_coordinate(reading) for reading in readings[: turns_at + 1]],
            template.times_s[: turns_at + 1],
        )
        values, times = [value for value, _ in pairs], [t_s for _, t_s in pairs]
    moments = frames_at(exercise, timeline, trace.working, times)
    return [
        _Planned(moment.t_s, value, forward_kinematics(moment.coordinates), room_points(moment.coordinates))
        for value, moment in zip(values, moments, strict=True)
    ]


def _rising(values: Sequence[float], times_s: Sequence[float]) -> list[tuple[float, float]]:
    """Only where the value goes on towards its far end, so that each has one moment."""
    sign = 1.0 if values[-1] >= values[0] else -1.0
    pairs = [(values[0], times_s[0])]
    for value, t_s in zip(values[1:], times_s[1:], strict=True):
        if sign * (value - pairs[-1][0]) > _TINY:
            pairs.append((value, t_s))
    return pairs


def _smoothed(recording: Recording, trace: SetTrace, plan: WatchPlan) -> dict[str, list[Point]]:
    """The points of the moments that the trace keeps, smoothed like the angles; hidden ones are NaN."""
    s = plan.settings
    cutoff_hz = s.offline_hold_cutoff_hz if plan.exercise.is_hold else s.offline_cutoff_hz
    kept = set(trace.times_s)
    places = {t_s: i for i, t_s in enumerate(recording.times_s) if t_s in kept}
    order = [places[t_s] for t_s in trace.times_s]
    smoothed: dict[str, list[Point]] = {}
    for name, column in recording.landmarks.items():
        seen = [column[i] if column[i][3] >= s.visibility_least else (*_NOWHERE, 0.0, 0.0) for i in order]
        axes = [
            smooth_both_ways(trace.times_s, [point[axis] for point in seen], cutoff_hz, s.gap_bridged_s)
            for axis in (0, 1)
        ]
        smoothed[name] = list(zip(*axes, strict=True))
    return smoothed


def _middle(points: Iterable[Point]) -> Point:
    xs, ys = zip(*points, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys)


def _middle_of(points: Iterable[Point]) -> Point:
    """The medians; (0, 0) where nothing was seen."""
    seen = [point for point in points if math.isfinite(point[0])]
    return (median(x for x, _ in seen), median(y for _, y in seen)) if seen else (0.0, 0.0)


def _centre(points: Iterable[Vector]) -> Vector:
    xs, ys, zs = zip(*points, strict=True)
    return sum(xs) / len(xs), sum(ys) / len(ys), sum(zs) / len(zs)


def _length(points: Sequence[Sequence[float]]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(points))


def _unit(v: Vector) -> Vector:
    length = math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]) or 1.0
    return v[0] / length, v[1] / length, v[2] / length
