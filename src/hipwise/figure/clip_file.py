"""A clip as the viewer reads it: few digits, each number as its change, with camera, muscles and props.

Imports the standard library only: it runs while a page is served.
"""

import itertools
import math
from collections.abc import Iterable, Sequence

from hipwise.body.rotation import Vector
from hipwise.body.skeleton import mirrored
from hipwise.figure.camera import camera_for
from hipwise.figure.prop_mesh import MATERIALS, ROOM, PropMesh, prop_mapping, props_of
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.movement.clip import Clip
from hipwise.movement.mark import Mark
from hipwise.movement.range_arc import RangeArc

# Numbers travel in ten-thousandths: rotations err by 0.01 degrees, places by 0.05 mm.
PER_UNIT = 10_000
# Square views, (azimuth, elevation) in degrees as in `figure.camera`. Lying on the back or the belly `front`
# looks from the feet; lying on the side, `side` does.
_UPRIGHT = {"front": (90.0, 4.0), "side": (0.0, 4.0), "top": (0.0, 80.0)}
_LYING = {"front": (90.0, 20.0), "side": (0.0, 10.0), "top": (0.0, 80.0)}
_SQUARE = {
    "supine": _LYING,
    "prone": _LYING,
    "side-lying": {"front": (90.0, 12.0), "side": (0.0, 20.0), "top": (90.0, 80.0)},
}
# A body in perspective reads better a little further round and from above than in a drawing: degrees around
# and up, added to where a drawing is seen from.
_FURTHER = {"side": (6.0, 6.0), "front": (-4.0, 4.0)}
# Muscles of the middle of the body, which work on both sides.
_OF_BOTH_SIDES = frozenset({"abdominals", "erector-spinae"})
_RUN_OFF = frozenset({"mat", "wall", "tape-measure"})

Mapped = dict[str, object]


def clip_mapping(clip: Clip, exercise: Exercise, limit: RangeArc | None = None) -> Mapped:
    """The clip with what else the viewer shows of the exercise; see docs/for-developers/figure.md."""
    props = props_of(exercise.id, clip.side)
    return {
        "exercise": clip.exercise,
        "side": clip.side.value,
        "duration_s": round(clip.duration_s, 3),
        "times_s": [round(t, 3) for t in clip.times_s],
        "parts": clip.parts,
        "words": clip.words,
        "bones": {bone: changes(series) for bone, series in clip.rotations.items()},
        "root": changes(clip.root),
        "reach": [_rounded(point) for point in (*clip.reach, *_reach_of(props))],
        "camera": _camera(exercise, clip.side, clip.view),
        "key_moments": [{"t_s": round(m.t_s, 3), "name": m.name, "text": m.text} for m in clip.key_moments],
        "muscles": _muscles(exercise, clip.side),
        "props": [_prop(prop, clip) for prop in props],
        "limit": _limit(limit) if limit else None,
        "fault": clip.fault,
        "mark": _mark(clip.mark) if clip.mark else None,
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


def _camera(exercise: Exercise, side: Side, best_view: str = "") -> Mapped:
    """Directions from the body to the camera: where the figure is first seen from, and the named views."""
    orientation, view = exercise.movement.orientation, best_view or exercise.movement.view
    x, y, z = camera_for(orientation, view).rotation[6:]
    around_deg, up_deg = _FURTHER.get(view, (0.0, 0.0))
    azimuth_deg = math.degrees(math.atan2(x, z)) + around_deg
    first = _direction(azimuth_deg, math.degrees(math.asin(y)) + up_deg, side)
    square = _SQUARE.get(orientation.partition("-working")[0], _UPRIGHT)
    return {"from": first, "views": {name: _direction(*angles, side) for name, angles in square.items()}}


def _direction(azimuth_deg: float, elevation_deg: float, side: Side) -> list[float]:
    """The unit vector of a direction; azimuth from +z towards +x, mirrored for a working left side."""
    azimuth, elevation = math.radians(azimuth_deg), math.radians(elevation_deg)
    out = math.cos(elevation)
    direction = (out * math.sin(azimuth), math.sin(elevation), out * math.cos(azimuth))
    return _rounded(mirrored(direction) if side is Side.LEFT else direction)


def _rounded(vector: Vector) -> list[float]:
    return [round(value, 3) + 0.0 for value in vector]


def _reach_of(props: Sequence[PropMesh]) -> list[Vector]:
    """Corners of what must stay in the picture; a mat or a wall may run off its edge."""
    seen = [v for prop in props if prop.kind not in _RUN_OFF for v in _standing(prop)]
    if not seen:
        return []
    spans = [(min(axis), max(axis)) for axis in zip(*seen, strict=True)]
    return [(x, y, z) for x in spans[0] for y in spans[1] for z in spans[2]]


def _standing(prop: PropMesh) -> list[Vector]:
    return [v for v, bone in zip(prop.vertices, prop.bones, strict=True) if bone == ROOM and not prop.path]


def _mark(mark: Mark) -> Mapped:
    return {"bone": mark.bone, "point": _rounded(mark.point)}


def _limit(arc: RangeArc) -> Mapped:
    return {
        "bone": arc.bone,
        "centre": _rounded(arc.centre),
        "permitted": [_rounded(point) for point in arc.permitted],
        "beyond": [_rounded(point) for point in arc.beyond],
    }


def _prop(prop: PropMesh, clip: Clip) -> Mapped:
    material = MATERIALS[prop.material]
    mapping = prop_mapping(prop)
    shifts = [prop.shift_at(at.leg, at.share, at.leg_s) for at in clip.legs]
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
