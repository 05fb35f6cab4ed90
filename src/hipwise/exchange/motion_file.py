"""A movement over time as a file: joint coordinates with OpenSim names, one row a moment."""

from typing import Any

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.motion import Motion, build_motion

FRAMES_PER_S = 30.0
FORMATS = (".json",)


def motion_mapping(exercise: Exercise, side: Side, catalogue: Catalogue) -> dict[str, Any]:
    """One repetition of an exercise on one side, ready to be written as JSON."""
    motion = build_motion(exercise, catalogue.arm_postures, side, FRAMES_PER_S)
    return {
        "exercise": motion.exercise,
        "side": motion.side.value,
        "seconds": motion.duration_s,
        "frames_per_s": FRAMES_PER_S,
        "units": {"angles": "degrees", "positions": "metres", "t": "seconds"},
        "signs": "OpenSim: hip flexion +, adduction +, internal rotation +; knee flexion +; dorsiflexion +",
        "times_s": [round(frame.t_s, 4) for frame in motion.frames],
        "parts": [frame.part for frame in motion.frames],
        "words": [frame.word for frame in motion.frames],
        "coordinates": _coordinates(motion),
    }


def _coordinates(motion: Motion) -> dict[str, list[float]]:
    names = motion.frames[0].coordinates
    return {name: [round(f.coordinates[name], 4) + 0.0 for f in motion.frames] for name in names}
