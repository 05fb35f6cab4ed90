"""One repetition as rotations of bones: all that the viewer knows of movement.

Rotations are of a bone to its parent; where the bones lie, the viewer reads from the body. Frames are so
near to each other that what lies between two of them may be taken as a straight line.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.quaternion import Quaternion, without_jumps
from hipwise.body.rig import BONE_NAMES, local_quaternions
from hipwise.body.rotation import Vector
from hipwise.body.shape import placed_capsules
from hipwise.body.skeleton import origin
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise, Tempo
from hipwise.library.fault import Fault
from hipwise.library.side import Side
from hipwise.library.solved_movement import SolvedMovement
from hipwise.movement.leg_time import LegTime, lasting_legs, leg_times
from hipwise.movement.mark import Mark, mark_of
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import Timeline, build_timeline

# A way of minimum jerk in so many straight pieces errs by less than 1 % of the way.
PIECES_OF_A_WAY = 16
FRAMES_OF_A_FLIGHT_PER_S = 8
# A body moves little between frames: every fourth tells how far it goes, to about a centimetre.
_REACH_EVERY = 4
_EDGE = math.sqrt(1.0 / 3.0)
_DIRECTIONS: tuple[Vector, ...] = (
    *((s, 0.0, 0.0) for s in (-1.0, 1.0)),
    *((0.0, s, 0.0) for s in (-1.0, 1.0)),
    *((0.0, 0.0, s) for s in (-1.0, 1.0)),
    *((x, y, z) for x in (-_EDGE, _EDGE) for y in (-_EDGE, _EDGE) for z in (-_EDGE, _EDGE)),
)


@dataclass(frozen=True, slots=True)
class KeyMoment:
    """A posture of the path: when it is reached, its name, and the steps that lead to it."""

    t_s: float
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Clip:
    """One repetition for one side: `rotations` by bone and `root` (place of the pelvis, metres) per frame.

    `parts` and `words` are those of the stretch that begins at the frame; `legs` say where in the
    movement's path the frame lies. `reach` are the points of the
    body that go furthest to all sides, metres. A `fault` has a `mark` where it is seen, and
    perhaps a `view` from which.
    """

    exercise: str
    side: Side
    times_s: tuple[float, ...]
    parts: tuple[str, ...]
    words: tuple[str, ...]
    legs: tuple[LegTime, ...]
    rotations: Mapping[str, tuple[Quaternion, ...]]
    root: tuple[Vector, ...]
    reach: tuple[Vector, ...]
    key_moments: tuple[KeyMoment, ...]
    fault: str | None = None
    mark: Mark | None = None
    view: str = ""

    @property
    def duration_s(self) -> float:
        """Length of the repetition."""
        return self.times_s[-1]


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is done: seconds of hold and tempo (None: the dose's default), share of the range."""

    hold_s: float | None = None
    out_s: float | None = None
    back_s: float | None = None
    range_share: float = 1.0


def build_clip(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    side: Side,
    manner: Manner,
    solved: SolvedMovement | None = None,
    fault: Fault | None = None,
) -> Clip:
    """The clip of an exercise, with the body as `solved`; without it the body is placed by rule.

    A working side `BOTH` is shown like the right. A `fault` is what `exercise` is already done with, as
    `movement.departure.performed` gives it.
    """
    timeline = timeline_of(exercise, arms, manner, solved)
    times = _times(timeline, _throws(exercise))
    bodies = [frame.coordinates for frame in frames_at(exercise, timeline, side, times)]
    showing = fault.showing_in(exercise.id) if fault else None
    local = [local_quaternions(body) for body in bodies]
    return Clip(
        exercise.id,
        side,
        tuple(times),
        tuple(timeline.stretch_at(t).part for t in times),
        tuple(timeline.stretch_at(t).word for t in times),
        leg_times(exercise, timeline, times),
        {bone: without_jumps(pose[bone] for pose in local) for bone in BONE_NAMES},
        tuple(_root(body) for body in bodies),
        _reach(bodies),
        _key_moments(exercise, timeline),
        fault.code if fault else None,
        mark_of(showing.look, side) if showing else None,
        showing.view if showing else "",
    )


def timeline_of(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    manner: Manner,
    solved: SolvedMovement | None = None,
) -> Timeline:
    """One repetition done in that manner."""
    dose = exercise.dose
    hold_s = dose.hold_s.default if manner.hold_s is None else manner.hold_s
    tempo = Tempo(
        dose.tempo.out_s if manner.out_s is None else manner.out_s,
        dose.tempo.back_s if manner.back_s is None else manner.back_s,
        dose.tempo.evidence,
        dose.tempo.source,
    )
    return build_timeline(exercise, arms, hold_s, manner.range_share, tempo, solved)


def _throws(exercise: Exercise) -> bool:
    """Is something thrown from the hands, so that it moves while the body rests?"""
    return any(prop.at == "hands" for prop in exercise.movement.props)


def _times(timeline: Timeline, throws: bool) -> list[float]:
    """When frames are taken: many on a way; none within a hold, unless something flies meanwhile."""
    times = [0.0]
    for stretch in timeline.stretches:
        length = stretch.end_s - stretch.start_s
        pieces = PIECES_OF_A_WAY
        if stretch.start == stretch.end:
            pieces = max(1, round(length * FRAMES_OF_A_FLIGHT_PER_S)) if throws else 1
        times += [stretch.start_s + length * i / pieces for i in range(1, pieces + 1)]
    return times


def _root(c: Mapping[str, float]) -> Vector:
    x, y, z = origin("pelvis")
    return (x + c.get("pelvis_tx", 0.0), y + c.get("pelvis_ty", 0.0), z + c.get("pelvis_tz", 0.0))


def _reach(bodies: Sequence[Mapping[str, float]]) -> tuple[Vector, ...]:
    """The points of the body that go furthest in each of 14 directions."""
    balls = [
        (centre, radius_m)
        for body in bodies[::_REACH_EVERY]
        for capsule in placed_capsules(forward_kinematics(body))
        for centre, radius_m in (
            (capsule.start, capsule.start_radius_m),
            (capsule.end, capsule.end_radius_m),
        )
    ]
    return tuple(_furthest(balls, direction) for direction in _DIRECTIONS)


def _furthest(balls: Sequence[tuple[Vector, float]], direction: Vector) -> Vector:
    dx, dy, dz = direction
    (x, y, z), radius_m = max(balls, key=lambda b: b[0][0] * dx + b[0][1] * dy + b[0][2] * dz + b[1])
    return (x + radius_m * dx, y + radius_m * dy, z + radius_m * dz)


def _key_moments(exercise: Exercise, timeline: Timeline) -> tuple[KeyMoment, ...]:
    """The first posture and every other at its first arrival, with the steps spread over them in order."""
    postures = exercise.movement.postures
    first = next(iter(postures))
    arrivals = {first: 0.0}
    for leg, stretch in zip(lasting_legs(exercise, timeline), timeline.stretches, strict=True):
        arrivals.setdefault(exercise.movement.path[leg].to, stretch.end_s)
    preparation = [step.text for step in exercise.steps if step.kind == "preparation"]
    steps = [step.text for step in exercise.steps if step.kind == "step"]
    shares = [preparation, *_spread(steps, len(arrivals) - 1)]
    return tuple(
        KeyMoment(t_s, postures[name].name, " ".join(texts))
        for (name, t_s), texts in zip(arrivals.items(), shares, strict=True)
    )


def _spread(texts: Sequence[str], count: int) -> list[list[str]]:
    """The texts in order over `count` places, the later places taking what is left over."""
    bounds = [len(texts) * i // count for i in range(count + 1)] if count else [0]
    return [list(texts[a:b]) for a, b in itertools.pairwise(bounds)]
