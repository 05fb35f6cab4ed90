"""What the camera should see when the exercise is done as defined: every reading along one repetition."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from hipwise.body.placement import place
from hipwise.body.rotation import Vector
from hipwise.coach.angles import ReadPoints, turned_deg
from hipwise.coach.camera import CameraPlace, camera_place
from hipwise.coach.landmarks import Frame
from hipwise.coach.picture import room_points, seen_frame
from hipwise.coach.reading import (
    READINGS,
    Points,
    ReadAngle,
    Reading,
    Spot,
    angle_reader,
    spot_reader,
)
from hipwise.coach.roles import Roles, roles_for
from hipwise.coach.settings import CoachSettings
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.library.solved_movement import SolvedMovement
from hipwise.movement.motion import ground_of
from hipwise.movement.timeline import build_timeline

_SAMPLES_PER_STRETCH = 8
_ROLES = roles_for(Side.RIGHT)
# The places whose distances from one to the next make up the size of the body in the picture.
SIZE_CHAIN: tuple[Spot, ...] = tuple((f"working_{name}",) for name in ("shoulder", "hip", "knee", "ankle"))
# Shoulder to hip of the reference body, metres (`body.skeleton`).
TORSO_M = 0.478


@dataclass(frozen=True, slots=True)
class Expected:
    """One reading along the repetition, unwrapped, and its jitter (sd) at the worst sample; degrees.

    The camera never stands exactly at its place: `start_shift_deg` is how far the start value moves with
    the camera's usual error, `way_low_deg` and `way_high_deg` the extremes from all those places, and
    `range_least_deg` the smallest range from any of them.
    """

    reading: Reading
    samples_deg: tuple[float, ...]
    jitter_deg: float
    start_shift_deg: float
    way_low_deg: float
    way_high_deg: float
    range_least_deg: float

    @property
    def start_deg(self) -> float:
        """At the start posture."""
        return self.samples_deg[0]

    @property
    def centre_deg(self) -> float:
        """Half way between least and greatest."""
        return (min(self.samples_deg) + max(self.samples_deg)) / 2

    @property
    def range_deg(self) -> float:
        """From least to greatest."""
        return max(self.samples_deg) - min(self.samples_deg)

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
    (shoulder to ankle) in the picture, `hips_m` where the hips are in it, seen from where they began (right,
    down).
    """

    exercise: Exercise
    camera: str
    times_s: tuple[float, ...]
    parts: tuple[str, ...]
    expected: Mapping[str, Expected]
    coordinates: Mapping[str, tuple[float, ...]]
    size_m: tuple[float, ...]
    hips_m: tuple[tuple[float, float], ...]
    repetition_s: float

    @property
    def travel_m(self) -> float:
        """How far the hips move in the picture."""
        return max(math.hypot(*place) for place in self.hips_m)

    @property
    def net_m(self) -> tuple[float, float]:
        """Where they end."""
        return self.hips_m[-1]

    @property
    def moving_s(self) -> float:
        """Seconds of the ways out and back, without what is held."""
        steps = zip(pairwise(self.times_s), self.parts, strict=False)
        return sum(after - before for (before, after), part in steps if part != "hold")


def build_template(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    settings: CoachSettings,
    range_share: float = 1.0,
    solved: SolvedMovement | None = None,
) -> Template:
    """Let the definition perform one repetition before its own camera, and before misplaced ones.

    The exercise's camera must not be `none` (KeyError).
    """
    timeline = build_timeline(exercise, arms, exercise.dose.hold_s.default, range_share, solved=solved)
    ground = ground_of(exercise)
    times = [
        s.start_s + (s.end_s - s.start_s) * i / _SAMPLES_PER_STRETCH
        for s in timeline.stretches
        for i in range(_SAMPLES_PER_STRETCH)
    ] + [timeline.duration_s]
    postures = [timeline.posture_at(t) for t in times]
    bodies = [
        timeline.body_at(t) or place(posture, ground) for t, posture in zip(times, postures, strict=True)
    ]
    points = [room_points(body) for body in bodies]
    films = [_film(points, times, camera) for camera in _cameras(exercise, settings)]
    jitter_m = settings.jitter_share_of_torso * TORSO_M
    other_m = jitter_m * (settings.other_limb_jitter_factor if exercise.watch.camera == "oblique" else 1.0)
    expected = {
        name: _expect(reading, films, other_m if reading.uses_other_limb else jitter_m)
        for name, reading in READINGS.items()
        if exercise.watch.camera != "side" or not reading.uses_other_limb
    }
    read_hip = spot_reader(("working_hip",), _ROLES, 0.0)
    hips = [read_hip(frame.landmarks) for frame in films[0]]
    read_size = size_reader(_ROLES, 0.0)
    return Template(
        exercise,
        exercise.watch.camera,
        tuple(times),
        tuple(timeline.stretch_at(t).part for t in times),
        {name: e for name, e in expected.items() if not math.isnan(e.jitter_deg)},
        {name: tuple(p[name] for p in postures) for name in postures[0]},
        tuple(read_size(frame.landmarks) for frame in films[0]),
        tuple((x - hips[0][0], y - hips[0][1]) for x, y in hips),
        timeline.duration_s,
    )


def _cameras(exercise: Exercise, settings: CoachSettings) -> list[CameraPlace]:
    """The camera at its place first, then with its usual errors."""
    azimuth, elevation = settings.camera_azimuth_error_deg, settings.camera_elevation_error_deg
    errors = ((0.0, 0.0), (azimuth, 0.0), (-azimuth, 0.0), (0.0, elevation), (0.0, -elevation))
    return [
        camera_place(exercise.movement.orientation, exercise.watch.camera, Side.RIGHT, *error)
        for error in errors
    ]


def _film(points: list[dict[str, Vector]], times: list[float], camera: CameraPlace) -> list[Frame]:
    return [seen_frame(t, moment, camera) for t, moment in zip(times, points, strict=True)]


def size_reader(roles: Roles, visibility_least: float) -> ReadAngle:
    """A function from landmarks to the length of the near side's chain in the picture, in its unit.

    NaN when shoulder, hip, knee or ankle is not seen.
    """
    points = Points(SIZE_CHAIN, roles, visibility_least)
    size = chain_length(points)
    return lambda landmarks: size(points.read(landmarks))


def chain_length(points: Points) -> ReadPoints:
    """A function from what `points` reads to the length of the near side's chain (`SIZE_CHAIN`)."""
    a, b, c, d = map(points.place_of, SIZE_CHAIN)
    return lambda at: math.dist(at[a], at[b]) + math.dist(at[b], at[c]) + math.dist(at[c], at[d])


def _expect(reading: Reading, films: list[list[Frame]], jitter_m: float) -> Expected:
    series = [_read_all(reading, film) for film in films]
    exact = series[0]
    starts = [exact[0] + _difference(reading, other[0], exact[0]) for other in series]
    ways = [
        [start + value - other[0] for value in other] for start, other in zip(starts, series, strict=True)
    ]
    return Expected(
        reading,
        tuple(exact),
        _jitter_most_deg(reading, films[0], jitter_m),
        max(abs(start - exact[0]) for start in starts),
        min(min(way) for way in ways),
        max(max(way) for way in ways),
        min(max(way) - min(way) for way in ways),
    )


def _read_all(reading: Reading, film: list[Frame]) -> list[float]:
    """The reading along the film; directions are unwrapped."""
    read = angle_reader(reading, _ROLES, 0.0)
    values = [read(frame.landmarks) for frame in film]
    unwrapped = values[:1]
    for value in values[1:]:
        unwrapped.append(unwrapped[-1] + _difference(reading, value, unwrapped[-1]))
    return unwrapped


def _difference(reading: Reading, value: float, from_value: float) -> float:
    return turned_deg(value, from_value) if reading.kind == "incline" else value - from_value


def _jitter_most_deg(reading: Reading, film: list[Frame], jitter_m: float) -> float:
    """Standard deviation of the reading at its worst moment of the film.

    Each landmark jitters by `jitter_m` across its segment.
    """
    points = Points(reading.spots, _ROLES, 0.0)
    lines = [(points.place_of(a), points.place_of(b)) for a, b in reading.segments]
    moments = (points.read(frame.landmarks) for frame in film)
    lengths = [[math.dist(at[a], at[b]) for a, b in lines] for at in moments]
    return max(_jitter_deg(reading, lengths_m, jitter_m) for lengths_m in lengths)


def _jitter_deg(reading: Reading, lengths_m: list[float], jitter_m: float) -> float:
    if reading.kind == "growth":
        return 100.0 * math.sqrt(2.0) * jitter_m / max(1e-6, lengths_m[0])
    if reading.kind == "length":
        line, whole = lengths_m
        return 100.0 * math.sqrt(2.0) * jitter_m * math.hypot(1.0, line / max(1e-6, whole)) / max(1e-6, whole)
    squares = sum((math.sqrt(2.0) * jitter_m / max(1e-6, length)) ** 2 for length in lengths_m)
    return math.degrees(math.sqrt(squares))
