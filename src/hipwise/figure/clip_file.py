"""A clip as the viewer reads it: few digits, each number as its change, with camera, muscles and props.

Imports the standard library only: it runs while a page is served.
"""

import itertools
from collections.abc import Iterable, Sequence

from hipwise.figure.camera import camera_for
from hipwise.figure.prop_mesh import MATERIALS, PropMesh, prop_mapping, props_of
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.movement.clip import Clip

# Numbers travel in ten-thousandths: rotations err by 0.01 degrees, places by 0.05 mm.
PER_UNIT = 10_000
SQUARE_VIEWS = ("front", "side", "top")
VIEWS = (*SQUARE_VIEWS, "oblique")
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
        "camera": _camera(exercise, clip.side),
        "key_moments": [{"t_s": round(m.t_s, 3), "name": m.name, "text": m.text} for m in clip.key_moments],
        "muscles": _muscles(exercise, clip.side),
        "props": [_prop(prop, clip) for prop in props_of(exercise.id, clip.side)],
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


def _camera(exercise: Exercise, side: Side) -> Mapped:
    """Directions from the body to the camera: the recommended one and the named ones."""
    views = {name: _direction(exercise, name, side) for name in VIEWS}
    return {"from": views[exercise.movement.view], "views": {name: views[name] for name in SQUARE_VIEWS}}


def _direction(exercise: Exercise, view: str, side: Side) -> list[float]:
    x, y, z = camera_for(exercise.movement.orientation, view).rotation[6:]
    return [round(value, 3) + 0.0 for value in (x, y, -z if side is Side.LEFT else z)]


def _prop(prop: PropMesh, clip: Clip) -> Mapped:
    material = MATERIALS[prop.material]
    mapping = prop_mapping(prop)
    shifts = [prop.shift_at(leg, share) for leg, share in clip.legs]
    return {
        **{key: mapping[key] for key in ("kind", "vertices", "normals", "faces", "bones")},
        "colour": material.colour,
        "roughness": material.roughness,
        "path": changes(shifts) if prop.path else [],
    }


def _muscles(exercise: Exercise, side: Side) -> list[Mapped]:
    both = exercise.laterality is Laterality.BOTH_TOGETHER
    own = "both" if both else "left" if side is Side.LEFT else "right"
    return [
        {"id": muscle.id, "role": muscle.role, "side": "both" if muscle.id in _OF_BOTH_SIDES else own}
        for muscle in exercise.muscles
    ]
