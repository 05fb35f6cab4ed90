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
from hipwise.movement.departure import DEPARTURES
from hipwise.movement.range_arc import RangeArc

# Numbers travel in ten-thousandths: rotations err by 0.01 degrees, places by 0.05 mm.
PER_UNIT = 10_000
VIEWS = ("front", "side", "top")
# A body in perspective reads better a little from the front and from above than exactly square: degrees
# around and up, added to the views that are square.
_THREE_QUARTERS = {"side": (20.0, 9.0), "front": (-16.0, 7.0)}
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
        "camera": _camera(exercise, clip.side),
        "key_moments": [{"t_s": round(m.t_s, 3), "name": m.name, "text": m.text} for m in clip.key_moments],
        "muscles": _muscles(exercise, clip.side),
        "props": [_prop(prop, clip) for prop in props],
        "limit": _limit(limit) if limit else None,
        "fault": clip.fault,
        "mark": _mark(clip) if clip.fault else None,
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
    """Directions from the body to the camera: where the figure is first seen from, and the named views."""
    seen = exercise.movement.view
    around_deg, up_deg = _THREE_QUARTERS.get(seen, (0.0, 0.0))
    return {
        "from": _direction(exercise, seen, side, around_deg, up_deg),
        "views": {name: _direction(exercise, name, side) for name in VIEWS},
    }


def _direction(
    exercise: Exercise, view: str, side: Side, around_deg: float = 0.0, up_deg: float = 0.0
) -> list[float]:
    x, y, z = camera_for(exercise.movement.orientation, view).rotation[6:]
    azimuth = math.atan2(x, z) + math.radians(around_deg)
    elevation = math.asin(y) + math.radians(up_deg)
    out = math.cos(elevation)
    direction = (out * math.sin(azimuth), math.sin(elevation), out * math.cos(azimuth))
    shown = mirrored(direction) if side is Side.LEFT else direction
    return _rounded(shown)


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


def _mark(clip: Clip) -> Mapped:
    """Where the fault is seen, on the working side."""
    bone, point = DEPARTURES[clip.fault or ""].mark
    if clip.side is not Side.LEFT:
        return {"bone": bone, "point": _rounded(point)}
    sided = f"{bone[:-2]}_l" if bone.endswith("_r") else bone
    return {"bone": sided, "point": _rounded(mirrored(point))}


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
