"""A clip as the viewer reads it: few digits, each number as its change, with camera, muscles and props.

Imports the standard library only: it runs while a page is served.
"""

import itertools
from collections.abc import Iterable, Sequence

from hipwise.body.rotation import Vector
from hipwise.figure.camera import camera_for
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.movement.clip import Clip

# Numbers travel in ten-thousandths: rotations err by 0.01 degrees, places by 0.05 mm.
PER_UNIT = 10_000
# Muscles of the middle of the body, which work on both sides.
_OF_BOTH_SIDES = frozenset({"abdominals", "erector-spinae"})

Mapped = dict[str, object]


def clip_mapping(clip: Clip, exercise: Exercise) -> Mapped:
    """The clip with what else the viewer shows of the exercise; see docs/for-developers/figure.md."""
    return {
        "exercise": clip.exercise,
        "side": clip.side.value,
        "duration_s": round(clip.duration_s, 3),
        "times_s": [round(t, 3) for t in clip.times_s],
        "parts": clip.parts,
        "words": clip.words,
        "bones": {bone: changes(series) for bone, series in clip.rotations.items()},
        "root": changes(clip.root),
        "box": [[round(value, 3) for value in corner] for corner in clip.corners],
        "camera": {"from": [round(value, 3) for value in _camera_direction(exercise, clip.side)]},
        "key_moments": [{"t_s": round(m.t_s, 3), "name": m.name, "text": m.text} for m in clip.key_moments],
        "muscles": _muscles(exercise, clip.side),
        "props": [],
        "limit": None,
    }


def changes(series: Sequence[Iterable[float]]) -> list[int]:
    """The first tuple and then each one's change, in ten-thousandths; one tuple where nothing ever moves."""
    whole = [[round(value * PER_UNIT) for value in entry] for entry in series]
    if all(entry == whole[0] for entry in whole):
        return whole[0]
    flat = list(whole[0])
    for before, entry in itertools.pairwise(whole):
        flat += [b - a for a, b in zip(before, entry, strict=True)]
    return flat


def _camera_direction(exercise: Exercise, side: Side) -> Vector:
    """From the body to the recommended place of the camera; mirrored for the left side."""
    camera = camera_for(exercise.movement.orientation, exercise.movement.view)
    x, y, z = camera.rotation[6:]
    return (x, y, -z if side is Side.LEFT else z)


def _muscles(exercise: Exercise, side: Side) -> list[Mapped]:
    both = exercise.laterality is Laterality.BOTH_TOGETHER
    own = "both" if both else "left" if side is Side.LEFT else "right"
    return [
        {"id": muscle.id, "role": muscle.role, "side": "both" if muscle.id in _OF_BOTH_SIDES else own}
        for muscle in exercise.muscles
    ]
