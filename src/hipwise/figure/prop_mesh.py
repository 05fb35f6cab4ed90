"""The things an exercise uses, as triangle meshes that hang on the figure's bones or stand in the room.

One representation for the viewer, the drawings and the exports. The meshes are made by `figure.prop` when
`make figure` runs; this reader needs the standard library only, so that a server can use it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, groupby

from hipwise.body.kinematics import Frame
from hipwise.body.rotation import Vector
from hipwise.library.side import Side

ROOM = ""
Face = tuple[int, int, int]
# Displacements of a prop from its first place, metres: one series for each leg of the movement's path,
# at even shares of that leg's time. A series that ends where it began is repeated while its leg lasts.
Path = tuple[tuple[Vector, ...], ...]

# A ball is thrown, comes back and is caught in about this time.
THROW_S = 2.4
_MM = 1000.0
_NORMAL_STEPS = 100.0


@dataclass(frozen=True, slots=True)
class Material:
    """How a surface looks: colour as sRGB hex; `roughness` 0 (mirror) to 1 (chalk)."""

    colour: str
    roughness: float


# Calm and close to the page's teal, so that red stays the working muscle's alone.
MATERIALS: dict[str, Material] = {
    "mat": Material("#6f9aa0", 0.9),
    "cloth": Material("#e9e4d8", 1.0),
    "foam": Material("#8fb0b4", 0.9),
    "rubber": Material("#4f8288", 0.6),
    "dark-rubber": Material("#45545c", 0.8),
    "vinyl": Material("#7fa9b5", 0.35),
    "wood": Material("#c9b393", 0.6),
    "webbing": Material("#5c6b74", 0.9),
    "wall": Material("#dfe5e6", 1.0),
}


@dataclass(frozen=True, slots=True)
class PropMesh:
    """A part of a prop made of one material.

    `vertices` and `normals` (n) and counter-clockwise `faces` (m). `bones` (n) names for each vertex the bone
    of the rig that it hangs on, with its place in neutral coordinates as the skin has them; `ROOM` names a
    vertex that stands in the room. `path` moves the whole prop through the room; empty when it stays.
    """

    kind: str
    material: str
    vertices: tuple[Vector, ...]
    normals: tuple[Vector, ...]
    faces: tuple[Face, ...]
    bones: tuple[str, ...]
    path: Path = ()

    def placed(self, frames: Mapping[str, Frame], shift: Vector = (0.0, 0.0, 0.0)) -> tuple[Vector, ...]:
        """Where its vertices are when the bones are at `frames` and the path has led to `shift`, metres."""
        return tuple(
            _moved(v if bone == ROOM else frames[bone].carry(bone, v), shift)
            for v, bone in zip(self.vertices, self.bones, strict=True)
        )

    def shift_at(self, leg: int, time_share: float, leg_s: float = 0.0) -> Vector:
        """How far the path has led `time_share` (0-1) into a leg of the movement; nowhere without a path.

        A throw is repeated as often as it fits into the leg's seconds; without these it is done once.
        """
        if not self.path:
            return (0.0, 0.0, 0.0)
        series, share = self.path[leg], min(1.0, max(0.0, time_share))
        if series[0] == series[-1] and share < 1.0:
            share = share * max(1, round(leg_s / THROW_S)) % 1.0
        at = share * (len(series) - 1)
        i = min(int(at), len(series) - 2)
        a, b, u = series[i], series[i + 1], at - i
        return (a[0] + u * (b[0] - a[0]), a[1] + u * (b[1] - a[1]), a[2] + u * (b[2] - a[2]))


def _moved(point: Vector, shift: Vector) -> Vector:
    return (point[0] + shift[0], point[1] + shift[1], point[2] + shift[2])


def props_of(exercise: str, side: Side = Side.RIGHT) -> tuple[PropMesh, ...]:
    """The props of an exercise for its working side; `BOTH` is shown like the right.

    Raises KeyError for an exercise that `make figure` has not seen.
    """
    props = _kept(exercise)
    return tuple(mirror_prop(prop) for prop in props) if side is Side.LEFT else props


@lru_cache(maxsize=4)
def _kept(exercise: str) -> tuple[PropMesh, ...]:
    return tuple(prop_from_mapping(value) for value in json.loads(_texts()[exercise]))


@cache
def _texts() -> dict[str, str]:
    """The props of each exercise as they are written: as values all of them would take ten times the room."""
    file = resources.files("hipwise.figure") / "generated" / "props.json"
    kept = json.loads(file.read_text("utf-8"))["exercises"]
    return {name: json.dumps(props, separators=(",", ":")) for name, props in kept.items()}


def mirror_prop(prop: PropMesh) -> PropMesh:
    """The same prop for the mirrored body. Its own inverse."""
    return replace(
        prop,
        vertices=tuple(_mirrored(v) for v in prop.vertices),
        normals=tuple(_mirrored(n) for n in prop.normals),
        faces=tuple((a, c, b) for a, b, c in prop.faces),
        bones=tuple(_other_side(bone) for bone in prop.bones),
        path=tuple(tuple(_mirrored(p) for p in series) for series in prop.path),
    )


def _mirrored(v: Vector) -> Vector:
    return (v[0], v[1], -v[2])


def _other_side(bone: str) -> str:
    swapped = {"_r": "_l", "_l": "_r"}
    return bone[:-2] + swapped[bone[-2:]] if bone[-2:] in swapped else bone


def prop_mapping(prop: PropMesh) -> dict[str, object]:
    """A prop as JSON: places in millimetres, normals in hundredths, everything flat, bones as runs."""
    return {
        "kind": prop.kind,
        "material": prop.material,
        "vertices": [round(c * _MM) for c in chain.from_iterable(prop.vertices)],
        "normals": [round(c * _NORMAL_STEPS) for c in chain.from_iterable(prop.normals)],
        "faces": list(chain.from_iterable(prop.faces)),
        "bones": [[bone, len(list(run))] for bone, run in groupby(prop.bones)],
        "path": [[round(c * _MM) for c in chain.from_iterable(series)] for series in prop.path],
    }


def prop_from_mapping(value: Mapping[str, object]) -> PropMesh:
    """The prop that `prop_mapping` wrote."""
    vertices, normals, faces, runs, path = (
        value[k] for k in ("vertices", "normals", "faces", "bones", "path")
    )
    assert isinstance(vertices, list)
    assert isinstance(normals, list)
    assert isinstance(faces, list)
    assert isinstance(runs, list)
    assert isinstance(path, list)
    return PropMesh(
        str(value["kind"]),
        str(value["material"]),
        _triples(vertices, _MM),
        _triples(normals, _NORMAL_STEPS),
        tuple((faces[i], faces[i + 1], faces[i + 2]) for i in range(0, len(faces), 3)),
        tuple(chain.from_iterable([str(bone)] * count for bone, count in runs)),
        tuple(_triples(series, _MM) for series in path),
    )


def _triples(numbers: Sequence[int], unit: float) -> tuple[Vector, ...]:
    return tuple(
        (numbers[i] / unit, numbers[i + 1] / unit, numbers[i + 2] / unit) for i in range(0, len(numbers), 3)
    )
