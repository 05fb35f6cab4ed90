"""Compiles a movement to the samples that the envelope, the coach and the browser read."""

from collections.abc import Mapping

from hipwise.library.arm_posture import ArmPosture
from hipwise.library.compiled_movement import CompiledMovement
from hipwise.library.exercise import Exercise
from hipwise.library.side import Limb
from hipwise.library.solved_movement import SolvedMovement
from hipwise.movement.timeline import build_timeline

SAMPLES_PER_STRETCH = 8
_COORDINATES = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_angle", "ankle_angle")
_BODY = ("pelvic_tilt", "pelvic_drop", "pelvic_roll", "trunk_flexion", "trunk_lean")


def compile_movement(
    exercise: Exercise, arms: Mapping[str, ArmPosture], solved: SolvedMovement | None = None
) -> CompiledMovement:
    """Coordinates by role along one repetition at the default dose, rounded to a hundredth of a degree.

    The limbs are as solved, where they are; pelvis and trunk as authored.
    """
    timeline = build_timeline(exercise, arms, exercise.dose.hold_s.default, solved=solved)
    times = [
        stretch.start_s + (stretch.end_s - stretch.start_s) * i / SAMPLES_PER_STRETCH
        for stretch in timeline.stretches
        for i in range(SAMPLES_PER_STRETCH)
    ]
    times.append(timeline.duration_s)
    postures = [timeline.posture_at(t) for t in times]
    stretches = [timeline.stretch_at(t) for t in times]
    names = [f"{c}_{limb.value}" for c in _COORDINATES for limb in Limb] + list(_BODY)
    return CompiledMovement(
        exercise=exercise.id,
        times_s=tuple(round(t, 3) for t in times),
        parts=tuple(s.part for s in stretches),
        words=tuple(s.word for s in stretches),
        coordinates={name: tuple(round(p[name], 2) + 0.0 for p in postures) for name in names},
    )
