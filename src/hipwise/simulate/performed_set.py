"""An invented person does a set before a camera: the points that a pose model would find.

Repetitions are a little uneven and get smaller, the phone stands a little off its place, points jitter, far
limbs are hardly seen. For the demonstration; it says nothing about how well real people are watched.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hipwise.body.rotation import Vector
from hipwise.coach.camera import camera_place
from hipwise.coach.landmarks import MISSING, Landmark, Recording
from hipwise.coach.packed_recording import KEPT_POINTS
from hipwise.coach.picture import room_points
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.departure import performed
from hipwise.movement.motion import frames_at

Points = dict[str, Vector]
_Cycle = tuple[tuple[float, Points], ...]

WIDTH = 4 / 3
_FRAMES_PER_S = 15.0
_KEYS_PER_S = 8.0
# The body fills about two thirds of the picture.
_HEIGHTS_PER_M = 0.42
_SD_M = 0.0022
_SEEN, _FAR_SEEN = 0.95, 0.6
_STILL_S, _AFTER_S = 2.0, 1.0
_SHARES = (1.0, 0.94, 0.88)
_PACES = (0.92, 1.0, 1.0, 1.12)
_PAUSES_S = (0.2, 0.4, 0.7)
_AZIMUTHS_DEG, _ELEVATIONS_DEG = (-6.0, 6.0), (-3.0, 3.0)


@dataclass(frozen=True, slots=True)
class Performance:
    """What is done: repetitions with a hold, which of them (from 1) with a fault or too quickly back.

    `hidden_s` are seconds in which the working foot is out of sight, (0, 0) for never.
    """

    exercise: Exercise
    side: Side
    repetitions: int
    hold_s: float
    range_share: float = 1.0
    fault: Fault | None = None
    faulty: range = range(0)
    hurried: range = range(0)
    hidden_s: tuple[float, float] = (0.0, 0.0)


def performed_set(what: Performance, catalogue: Catalogue, chance: random.Random) -> Recording:
    """The recording of a set, x and y in heights of a picture that is `WIDTH` of them wide."""
    scene = _Scene()
    start = _cycle(what, catalogue, False, 1.0)[0][1]
    scene.add(_STILL_S, lambda _: start)
    for number in range(1, what.repetitions + 1):
        share = _SHARES[(number - 1) * len(_SHARES) // what.repetitions]
        cycle = _cycle(what, catalogue, number in what.faulty, share)
        pace = 2.0 if number in what.hurried else chance.choice(_PACES)
        scene.repeat(cycle, pace)
        scene.add(chance.choice(_PAUSES_S), lambda _: start)
    scene.add(_AFTER_S, lambda _: start)
    return _filmed(scene, what, chance)


class _Scene:
    """Pieces of movement one after the other."""

    def __init__(self) -> None:
        self._pieces: list[tuple[float, Callable[[float], Points]]] = []
        self.seconds = 0.0

    def add(self, seconds: float, at: Callable[[float], Points]) -> None:
        """Go on for so long; `at` takes the share of it that is over, 0 to 1."""
        self._pieces.append((seconds, at))
        self.seconds += seconds

    def repeat(self, cycle: _Cycle, pace: float) -> None:
        """One repetition, so many times as fast as planned."""
        length_s = cycle[-1][0]
        self.add(length_s / pace, lambda share: _between(cycle, share * length_s))

    def at(self, t_s: float) -> Points:
        """Where the points of the body are."""
        for seconds, at in self._pieces:
            if t_s < seconds:
                return at(t_s / seconds)
            t_s -= seconds
        return self._pieces[-1][1](1.0)


def _filmed(scene: _Scene, what: Performance, chance: random.Random) -> Recording:
    side = Side.RIGHT if what.side is Side.BOTH else what.side
    camera = camera_place(
        what.exercise.movement.orientation,
        what.exercise.watch.camera,
        side,
        chance.uniform(*_AZIMUTHS_DEG),
        chance.uniform(*_ELEVATIONS_DEG),
    )
    times = [i / _FRAMES_PER_S for i in range(int(scene.seconds * _FRAMES_PER_S))]
    columns: dict[str, list[Landmark]] = {name: [] for name in KEPT_POINTS}
    far = side.opposite.value if what.exercise.watch.camera == "side" else ""
    begin, end = what.hidden_s
    for t_s in times:
        points = scene.at(t_s)
        for name, column in columns.items():
            is_hidden = begin <= t_s < end and name.startswith(side.value) and _is_foot(name)
            if is_hidden or name not in points:
                column.append(MISSING)
                continue
            x, y, _ = camera.see(points[name])
            x, y = x + chance.gauss(0.0, _SD_M), y + chance.gauss(0.0, _SD_M)
            visibility = _FAR_SEEN if far and name.startswith(far) else _SEEN
            place = (WIDTH / 2 + _HEIGHTS_PER_M * x, 0.85 + _HEIGHTS_PER_M * y)
            column.append((*place, 0.0, visibility))
    return Recording(tuple(times), {name: tuple(column) for name, column in columns.items()}, scaled=True)


def _is_foot(name: str) -> bool:
    return name.endswith(("ankle", "heel", "foot_index"))


def _cycle(what: Performance, catalogue: Catalogue, is_faulty: bool, share: float) -> _Cycle:
    fault = what.fault if is_faulty else None
    key = (what.exercise.id, what.side, what.hold_s, what.range_share * share, fault and fault.code)
    return _kept_cycle(key, _Passed(what.exercise, catalogue, fault))


class _Passed:
    """Goes past the cache, which looks at the key alone: one catalogue is one key."""

    def __init__(self, exercise: Exercise, catalogue: Catalogue, fault: Fault | None) -> None:
        self.exercise, self.catalogue, self.fault = exercise, catalogue, fault

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Passed) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@lru_cache(maxsize=64)
def _kept_cycle(key: tuple[str, Side, float, float, str | None], passed: _Passed) -> _Cycle:
    _, side, hold_s, share, _ = key
    done, solved = performed(passed.exercise, passed.catalogue, passed.fault)
    manner = Manner(hold_s=hold_s, range_share=share)
    timeline = timeline_of(done, passed.catalogue.arm_postures, manner, solved)
    count = max(2, round(timeline.duration_s * _KEYS_PER_S) + 1)
    times = [timeline.duration_s * i / (count - 1) for i in range(count)]
    frames = frames_at(done, timeline, Side.RIGHT if side is Side.BOTH else side, times)
    return tuple((frame.t_s, room_points(frame.coordinates)) for frame in frames)


def _between(cycle: _Cycle, t_s: float) -> Points:
    step = cycle[1][0] - cycle[0][0]
    place = min(len(cycle) - 2, int(t_s / step))
    return _mix(cycle[place][1], cycle[place + 1][1], (t_s - cycle[place][0]) / step)


def _mix(a: Points, b: Points, share: float) -> Points:
    return {name: _on_the_way(a[name], b[name], share) for name in a}


def _on_the_way(a: Sequence[float], b: Sequence[float], share: float) -> Vector:
    x, y, z = (p + share * (q - p) for p, q in zip(a, b, strict=True))
    return x, y, z
