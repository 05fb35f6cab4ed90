"""A movement over time as JSON: joint coordinates with OpenSim names, one row a moment."""

import json
from typing import Any

from hipwise.exchange.motion.repetition import FRAMES_PER_S, Repetition
from hipwise.movement.motion import Motion


def json_bytes(repetition: Repetition) -> bytes:
    """The file's content, one line of JSON."""
    return (json.dumps(motion_mapping(repetition.motion)) + "\n").encode()


def motion_mapping(motion: Motion) -> dict[str, Any]:
    """One repetition of an exercise on one side, ready to be written as JSON."""
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
