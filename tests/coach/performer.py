"""A performer whose every moment is known: the definition moves, a camera looks, landmarks come out."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from hipwise.body.rotation import Vector
from hipwise.coach.camera import camera_place
from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Landmark, Recording
from hipwise.coach.picture import room_points
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.side import Side
from hipwise.movement.departure import performed
from hipwise.movement.motion import build_motion

Points = dict[str, Vector]


@cache
def unmeasured() -> Catalogue:
    """The catalogue without validity cards: everything that the engine can judge is judged."""
    return replace(load_catalogue(), validity={})


_KEY_FRAMES_PER_S = 12.0
_PIXELS_PER_M = 260.0


@dataclass(frozen=True)
class Truth:
    """Begin and end of each repetition, and of each time in the far position, seconds."""

    repetitions: tuple[tuple[float, float], ...]
    holds: tuple[tuple[float, float], ...]


@dataclass
class Performer:
    """Builds a scene piece by piece; `record` films it."""

    exercise: Exercise
    side: Side = Side.RIGHT
    catalogue: Catalogue = field(default_factory=load_catalogue)
    seed: int = 7
    fault: Fault | None = None
    _pieces: list[tuple[float, Callable[[float], Points]]] = field(default_factory=list)
    _seconds: float = 0.0
    _repetitions: list[tuple[float, float]] = field(default_factory=list)
    _holds: list[tuple[float, float]] = field(default_factory=list)

    def stand_still(self, seconds: float) -> "Performer":
        """Keep the exercise's start position."""
        start = self._cycle(None, 1.0)[0][0][1]
        return self._add(seconds, lambda _: start)

    def stand_half_way(self, seconds: float) -> "Performer":
        """Keep still half way out."""
        half = self._half_way()
        return self._add(seconds, lambda _: half)

    def come_back_from_half_way(self, seconds: float) -> "Performer":
        """Get from half way out into the start position; no repetition."""
        half, start = self._half_way(), self._cycle(None, 1.0)[0][0][1]
        return self._add(seconds, lambda u: _mix(half, start, u))

    def _half_way(self) -> Points:
        cycle, _ = self._cycle(None, 0.5)
        return cycle[len(cycle) // 2][1]

    def repeat(
        self,
        times: int,
        range_share: float = 1.0,
        pace: float = 1.0,
        pause_s: float = 0.0,
        hold_s: float | None = None,
    ) -> "Performer":
        """Perform that many repetitions, `pace` times as fast as defined."""
        for _ in range(times):
            cycle, far = self._cycle(hold_s, range_share)
            length = cycle[-1][0] / pace
            self._repetitions.append((self._seconds, self._seconds + length))
            if far is not None:
                self._holds.append((self._seconds + far[0] / pace, self._seconds + far[1] / pace))
            self._add(length, lambda u, c=cycle, n=cycle[-1][0]: _between(c, u * n))
            if pause_s:
                self.stand_still(pause_s)
        return self

    def come_from_standing(self, seconds: float) -> "Performer":
        """Get from standing upright into the start position, every joint on a straight way."""
        start = self._cycle(None, 1.0)[0][0][1]
        upright = room_points({"arm_add_r": -12.0, "arm_add_l": -12.0})
        return self._add(seconds, lambda u: _mix(upright, start, u))

    def go_to_standing(self, seconds: float) -> "Performer":
        """Get up from the start position."""
        start = self._cycle(None, 1.0)[0][0][1]
        upright = room_points({"arm_add_r": -12.0, "arm_add_l": -12.0})
        return self._add(seconds, lambda u: _mix(start, upright, u))

    def walk_by(self, seconds: float) -> "Performer":
        """Walk across the picture at 1.2 m/s with a stride of one second."""
        across = _across(self.exercise)

        def stride(u: float) -> Points:
            phase = 2.0 * math.pi * u * seconds
            swing, knee = 28.0 * math.sin(phase), 30.0 * (1.0 - math.cos(phase))
            gone_m = 1.2 * seconds * (u - 0.5)
            points = room_points(
                {
                    "hip_flexion_r": swing,
                    "hip_flexion_l": -swing,
                    "knee_angle_r": knee,
                    "knee_angle_l": 60.0 - knee,
                    "pelvis_rotation": math.degrees(math.atan2(-across[1], across[0])),
                }
            )
            return {n: (x + gone_m * across[0], y, z + gone_m * across[1]) for n, (x, y, z) in points.items()}

        return self._add(seconds, stride)

    def wave(self, seconds: float) -> "Performer":
        """Stand upright and wave."""

        def waving(u: float) -> Points:
            lift = 120.0 + 30.0 * math.sin(2.0 * math.pi * 2.0 * u * seconds)
            return room_points({"arm_add_r": -lift, "arm_add_l": -12.0})

        return self._add(seconds, waving)

    @property
    def truth(self) -> Truth:
        """What happened so far."""
        return Truth(tuple(self._repetitions), tuple(self._holds))

    def record(
        self,
        frames_per_s: float = 30.0,
        noise: float = 0.004,
        jitter: float = 0.0,
        azimuth_off_deg: float = 0.0,
        elevation_off_deg: float = 0.0,
        pixels_per_m: float = _PIXELS_PER_M,
    ) -> Recording:
        """Film it. `noise` is the landmark jitter (sd, share of torso length); `jitter` that of the clock."""
        generator = random.Random(self.seed)
        camera = camera_place(
            self.exercise.movement.orientation,
            self.exercise.watch.camera,
            self.side if self.side is not Side.BOTH else Side.RIGHT,
            azimuth_off_deg,
            elevation_off_deg,
        )
        times: list[float] = []
        t_s = 0.0
        while t_s < self._seconds:
            times.append(t_s)
            t_s += (1.0 + jitter * generator.uniform(-1.0, 1.0)) / frames_per_s
        columns: dict[str, list[Landmark]] = {name: [] for name in LANDMARK_NAMES}
        shake_m = noise * 0.478
        for t_s in times:
            points = self._at(t_s)
            for name, column in columns.items():
                if name not in points:
                    column.append(MISSING)
                    continue
                x, y, z = camera.see(points[name])
                x, y = x + generator.gauss(0.0, shake_m), y + generator.gauss(0.0, shake_m)
                column.append((320.0 + pixels_per_m * x, 400.0 + pixels_per_m * y, pixels_per_m * z, 0.95))
        landmarks = {name: tuple(column) for name, column in columns.items()}
        return Recording(tuple(times), landmarks, scaled=False, image_height_px=480.0)

    def _add(self, seconds: float, at: Callable[[float], Points]) -> "Performer":
        self._pieces.append((seconds, at))
        self._seconds += seconds
        return self

    def _at(self, t_s: float) -> Points:
        for seconds, at in self._pieces:
            if t_s < seconds:
                return at(t_s / seconds)
            t_s -= seconds
        return self._pieces[-1][1](1.0)

    def _cycle(
        self, hold_s: float | None, range_share: float
    ) -> tuple[tuple[tuple[float, Points], ...], tuple[float, float] | None]:
        return _cycle(
            self.exercise.id,
            self.side,
            hold_s,
            range_share,
            _Handle(self.exercise, self.catalogue, self.fault),
        )


def _across(exercise: Exercise) -> tuple[float, float]:
    """The direction in the room (x, z) that is the picture's right."""
    r = camera_place(exercise.movement.orientation, exercise.watch.camera).rotation
    return r[0], r[2]


class _Handle:
    """Carries the exercise past the cache, which looks at the other arguments only."""

    def __init__(self, exercise: Exercise, catalogue: Catalogue, fault: Fault | None) -> None:
        self.exercise, self.catalogue, self.fault = exercise, catalogue, fault

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, _Handle) and other.exercise is self.exercise
        return same and other.fault is self.fault

    def __hash__(self) -> int:
        return hash((id(self.exercise), id(self.fault)))


@cache
def _cycle(
    _: str, side: Side, hold_s: float | None, range_share: float, handle: _Handle
) -> tuple[tuple[tuple[float, Points], ...], tuple[float, float] | None]:
    catalogue = handle.catalogue
    exercise, solved = performed(handle.exercise, catalogue, handle.fault)
    motion = build_motion(
        exercise,
        catalogue.arm_postures,
        side,
        _KEY_FRAMES_PER_S,
        hold_s,
        range_share,
        solved,
    )
    keys = tuple((frame.t_s, room_points(frame.coordinates)) for frame in motion.frames)
    held = [frame.t_s for frame in motion.frames if frame.part == "hold"]
    return keys, (held[0], held[-1] + 1.0 / _KEY_FRAMES_PER_S) if held else None


def _between(keys: tuple[tuple[float, Points], ...], t_s: float) -> Points:
    step = keys[1][0] - keys[0][0]
    place = min(len(keys) - 2, int(t_s / step))
    return _mix(keys[place][1], keys[place + 1][1], (t_s - keys[place][0]) / step)


def _mix(a: Points, b: Points, share: float) -> Points:
    return {name: tuple(p + share * (q - p) for p, q in zip(a[name], b[name], strict=True)) for name in a}  # type: ignore[misc]
