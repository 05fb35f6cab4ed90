"""What the camera should see when the exercise is done as defined: every reading along one repetition."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from hipwise.body.placement import place
from hipwise.coach.angles import turned_deg
from hipwise.coach.camera import camera_place
from hipwise.coach.landmarks import Frame, Landmark
from hipwise.coach.picture import seen_frame
from hipwise.coach.reading import READINGS, Reading, Spot, angle_reader, spot_reader
from hipwise.coach.roles import Roles, roles_for
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.motion import ground_of
from hipwise.movement.timeline import build_timeline

_SAMPLES_PER_STRETCH = 8
_ROLES = roles_for(Side.RIGHT)
_CHAIN = ("shoulder", "hip", "knee", "ankle")
# Shoulder to hip of the reference body, metres (`body.skeleton`).
TORSO_M = 0.478


@dataclass(frozen=True, slots=True)
class Expected:
    """One reading along the repetition, unwrapped, and its jitter at the worst sample; degrees."""

    reading: Reading
    samples_deg: tuple[float, ...]
    jitter_deg: float

    @property
    def start_deg(self) -> float:
        """At the start posture."""
        return self.samples_deg[0]

    @property
    def low_deg(self) -> float:
        """The least along the repetition."""
        return min(self.samples_deg)

    @property
    def high_deg(self) -> float:
        """The greatest along the repetition."""
        return max(self.samples_deg)

    @property
    def range_deg(self) -> float:
        """From least to greatest."""
        return self.high_deg - self.low_deg

    @property
    def straightness(self) -> float:
        """1 when it goes out once and comes back once; less when it wavers on the way."""
        travelled = sum(abs(b - a) for a, b in pairwise(self.samples_deg))
        return min(1.0, 2.0 * self.range_deg / travelled) if travelled > 0.0 else 1.0


@dataclass(frozen=True, slots=True)
class Template:
    """An exercise as its camera should see it, for a working right side.

    `parts` names each sample's part of the tempo (out, hold, back); `coordinates` holds the role
    coordinates of the definition at the same samples; `size_m` the length of the near side's chain
    (shoulder to ankle) in the picture.
    """

    exercise: Exercise
    camera: str
    times_s: tuple[float, ...]
    parts: tuple[str, ...]
    expected: Mapping[str, Expected]
    coordinates: Mapping[str, tuple[float, ...]]
    size_m: tuple[float, ...]
    repetition_s: float


def build_template(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    jitter_share: float,
    other_limb_factor: float,
    range_share: float = 1.0,
) -> Template:
    """Let the definition perform one repetition before its own camera.

    `jitter_share` is the landmark jitter as a share of torso length, `other_limb_factor` how much larger
    it is for the other limb in an oblique view. The exercise's camera must not be `none` (KeyError).
    """
    timeline = build_timeline(exercise, arms, exercise.dose.hold_s.default, range_share)
    ground = ground_of(exercise)
    camera = camera_place(exercise.movement.orientation, exercise.watch.camera)
    times = [
        s.start_s + (s.end_s - s.start_s) * i / _SAMPLES_PER_STRETCH
        for s in timeline.stretches
        for i in range(_SAMPLES_PER_STRETCH)
    ] + [timeline.duration_s]
    postures = [timeline.posture_at(t) for t in times]
    frames = [seen_frame(t, place(p, ground), camera) for t, p in zip(times, postures, strict=True)]
    factor = other_limb_factor if exercise.watch.camera == "oblique" else 1.0
    expected = {
        name: _expect(reading, frames, jitter_share * TORSO_M * (factor if reading.uses_other_limb else 1.0))
        for name, reading in READINGS.items()
        if exercise.watch.camera != "side" or not reading.uses_other_limb
    }
    return Template(
        exercise,
        exercise.watch.camera,
        tuple(times),
        tuple(timeline.stretch_at(t).part for t in times),
        {name: e for name, e in expected.items() if not math.isnan(e.jitter_deg)},
        {name: tuple(p[name] for p in postures) for name in postures[0]},
        tuple(size_of(frame.landmarks, _ROLES, 0.0) for frame in frames),
        timeline.duration_s,
    )


def size_of(landmarks: tuple[Landmark, ...], roles: Roles, visibility_least: float) -> float:
    """Length of the near side's chain shoulder, hip, knee, ankle in the picture, in the picture's unit.

    NaN when one of the four is not seen.
    """
    spots = [spot_reader((f"working_{name}",), roles, visibility_least)(landmarks) for name in _CHAIN]
    return sum(math.dist(a, b) for a, b in pairwise(spots))


def _expect(reading: Reading, frames: list[Frame], jitter_m: float) -> Expected:
    read = angle_reader(reading, _ROLES, 0.0)
    values = [read(frame.landmarks) for frame in frames]
    if reading.kind == "incline":
        unwrapped = values[:1]
        for value in values[1:]:
            unwrapped.append(unwrapped[-1] + turned_deg(value, unwrapped[-1]))
        values = unwrapped
    jitter = max(_jitter_deg(reading, frame, jitter_m) for frame in frames)
    return Expected(reading, tuple(values), jitter)


def _jitter_deg(reading: Reading, frame: Frame, jitter_m: float) -> float:
    """Standard deviation of the reading when each landmark jitters by `jitter_m` across its segment."""
    if reading.kind == "length":
        line, whole = (_length_m(segment, frame) for segment in reading.segments)
        return 100.0 * math.sqrt(2.0) * jitter_m * math.hypot(1.0, line / max(1e-6, whole)) / max(1e-6, whole)
    squares = sum((math.sqrt(2.0) * jitter_m / max(1e-6, _length_m(s, frame))) ** 2 for s in reading.segments)
    return math.degrees(math.sqrt(squares))


def _length_m(segment: tuple[Spot, Spot], frame: Frame) -> float:
    a, b = (spot_reader(spot, _ROLES, 0.0)(frame.landmarks) for spot in segment)
    return math.dist(a, b)
