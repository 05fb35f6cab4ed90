"""A movement over time as JSON: joint coordinates with OpenSim names, one row a moment."""

import json
from typing import Any

from hipwise.exchange.motion.repetition import FRAMES_PER_S, PLACES, Repetition
from hipwise.movement.motion import Motion


def json_bytes(repetition: Repetition) -> bytes:
    """The file's content, one line of JSON."""
    return (json.dumps(motion_mapping(repetition.motion, repetition.scale)) + "\n").encode()


def motion_mapping(motion: Motion, scale: float = 1.0) -> dict[str, Any]:
    """One repetition of an exercise on one side, ready to be written as JSON; lengths times `scale`."""
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
        "coordinates": _coordinates(motion, scale),
    }


def _coordinates(motion: Motion, scale: float) -> dict[str, list[float]]:
    sizes = {name: scale if name in PLACES else 1.0 for name in motion.frames[0].coordinates}
    return {
        name: [round(size * f.coordinates[name], 4) + 0.0 for f in motion.frames]
        for name, size in sizes.items()
    }
