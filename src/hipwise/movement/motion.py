"""A movement placed in the room: OpenSim coordinates over time for a chosen side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hipwise.body.mirror import mirror
from hipwise.body.placement import Ground, place
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.library.solved_movement import SolvedMovement
from hipwise.movement.timeline import Timeline, build_timeline


@dataclass(frozen=True, slots=True)
class MotionFrame:
    """One moment: time, OpenSim coordinates (degrees, pelvis_t* metres), part of the tempo, spoken word."""

    t_s: float
    coordinates: dict[str, float]
    part: str
    word: str


@dataclass(frozen=True, slots=True)
class Motion:
    """One repetition of an exercise on one side."""

    exercise: str
    side: Side
    duration_s: float
    frames: tuple[MotionFrame, ...]


def ground_of(exercise: Exercise) -> Ground:
    """What carries the body in this exercise, with the heights of the props under it."""
    movement = exercise.movement
    heights = {prop.at: prop.height_m for prop in movement.props}
    return Ground(
        movement.orientation,
        movement.fixed,
        movement.level,
        heights.get(movement.fixed, 0.0),
        heights.get(movement.level or "", 0.0),
    )


def build_motion(
    exercise: Exercise,
    arms: Mapping[str, ArmPosture],
    side: Side,
    frames_per_s: float,
    hold_s: float | None = None,
    range_share: float = 1.0,
    solved: SolvedMovement | None = None,
) -> Motion:
    """Sample one repetition. A working side `BOTH` is shown like the right.

    `hold_s` replaces the dose's default hold; `range_share` (0-1) the full range. Without a solved movement
    the body is placed by rule (`body.placement`).
    """
    hold = exercise.dose.hold_s.default if hold_s is None else hold_s
    timeline = build_timeline(exercise, arms, hold, range_share, solved=solved)
    ground = ground_of(exercise)
    count = max(2, round(timeline.duration_s * frames_per_s) + 1)
    times = [timeline.duration_s * i / (count - 1) for i in range(count)]
    frames = tuple(_frame(timeline, ground, side, t) for t in times)
    return Motion(exercise.id, side, timeline.duration_s, frames)


def frames_at(
    exercise: Exercise, timeline: Timeline, side: Side, times_s: Sequence[float]
) -> tuple[MotionFrame, ...]:
    """Only these moments of a repetition; times outside it are clamped to its ends."""
    ground = ground_of(exercise)
    return tuple(_frame(timeline, ground, side, t) for t in times_s)


def _frame(timeline: Timeline, ground: Ground, side: Side, t_s: float) -> MotionFrame:
    stretch = timeline.stretch_at(t_s)
    placed = timeline.body_at(t_s) or place(timeline.posture_at(t_s), ground)
    coordinates = mirror(placed) if side is Side.LEFT else placed
    return MotionFrame(t_s, coordinates, stretch.part, stretch.word)
