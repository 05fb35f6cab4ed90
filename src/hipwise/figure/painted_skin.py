"""The skin cut along the edges of clothes, hair and muscles, so that each part has one plain colour.

For programs that know nothing of the fields of the body: they get crisp edges from the mesh itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.body_mesh import FIELD_NAMES, BodyMesh
from hipwise.figure.pose import Array

Faces = npt.NDArray[np.int32]
_MOST_BONES = 4


@dataclass(frozen=True, slots=True)
class PaintedSkin:
    """Vertices in neutral coordinates (n, 3) with `normals` (n, 3), `light` (n,) from 0 to 1, and bones.

    `bones` and `weights` (n, 4) as in `BodyMesh`; `faces` gives for each paint its triangles (m, 3).
    """

    vertices: Array
    normals: Array
    light: Array
    bones: npt.NDArray[np.uint8]
    weights: Array
    faces: dict[str, Faces]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A mesh while it is cut: every number of a vertex in one row, so that a cut mixes them alike."""

    rows: Array
    fields: Array
    faces: Faces


def painted_skin(body: BodyMesh, patches: Sequence[tuple[str, Array]] = ()) -> PaintedSkin:
    """The body as skin, shorts, shirt and hair; each later paint covers the earlier ones.

    `patches` are further paints on top, each a name and its field (n,): positive inside.
    """
    paints = ["shorts", "shirt", "hair", *(name for name, _ in patches)]
    fields = [body.fields[:, FIELD_NAMES.index(name)] for name in ("shorts", "shirt", "hair")]
    fields += [field for _, field in patches]
    rows = np.concatenate(
        [body.vertices, body.normals, body.fields[:, [FIELD_NAMES.index("occlusion")]], _dense(body)], axis=1
    )
    sheet = _Sheet(rows, np.stack(fields, axis=1), body.faces)
    for k in range(len(paints)):
        sheet = _cut(sheet, k)
    return _finished(sheet, paints)


def _dense(body: BodyMesh) -> Array:
    """Weights of all bones (n, n_bones)."""
    dense = np.zeros((len(body.vertices), len(BONE_NAMES)))
    for k in range(body.bones.shape[1]):
        dense[np.arange(len(dense)), body.bones[:, k]] += body.weights[:, k]
    return dense


def _cut(sheet: _Sheet, k: int) -> _Sheet:
    """The sheet with new vertices where its field `k` passes zero."""
    inside = sheet.fields[:, k] > 0.0
    faces = sheet.faces
    count = inside[faces].sum(axis=1)
    crossed = (count == 1) | (count == 2)
    if not crossed.any():
        return sheet
    # Turn each crossed triangle so that the corner which is alone on its side comes first.
    mixed = faces[crossed]
    alone = (inside[mixed] == (count[crossed] == 1)[:, None]).argmax(axis=1)
    a, b, c = (mixed[np.arange(len(mixed)), (alone + i) % 3] for i in range(3))
    edges, place = np.unique(
        np.sort(np.concatenate([np.stack([a, b], 1), np.stack([a, c], 1)]), axis=1),
        axis=0,
        return_inverse=True,
    )
    sheet = _with_vertices(sheet, edges, k)
    first = len(sheet.rows) - len(edges)
    ab, ac = np.split(first + place.reshape(-1), 2)
    pieces = [np.stack(corners, axis=1) for corners in ((a, ab, ac), (ab, b, c), (ab, c, ac))]
    return replace(sheet, faces=np.concatenate([faces[~crossed], *pieces]).astype(np.int32))


def _with_vertices(sheet: _Sheet, edges: Faces, k: int) -> _Sheet:
    """The sheet with a vertex more on each edge (m, 2), where field `k` is zero."""
    f0, f1 = (sheet.fields[edges[:, i], k] for i in (0, 1))
    share = (f0 / (f0 - f1))[:, None]

    def mix(values: Array) -> Array:
        mixed: Array = values[edges[:, 0]] * (1.0 - share) + values[edges[:, 1]] * share
        return mixed

    fields = mix(sheet.fields)
    fields[:, k] = 0.0
    return _Sheet(
        np.concatenate([sheet.rows, mix(sheet.rows)]), np.concatenate([sheet.fields, fields]), sheet.faces
    )


def _finished(sheet: _Sheet, paints: Sequence[str]) -> PaintedSkin:
    chosen = np.full(len(sheet.faces), -1)
    for k in range(len(paints)):
        # Corners on the edge are zero: the others tell on which side a triangle lies.
        chosen[sheet.fields[sheet.faces, k].sum(axis=1) > 0.0] = k
    normals = sheet.rows[:, 3:6]
    bones, weights = _strongest(sheet.rows[:, 7:])
    return PaintedSkin(
        sheet.rows[:, :3],
        normals / np.linalg.norm(normals, axis=1, keepdims=True),
        sheet.rows[:, 6],
        bones,
        weights,
        {name: sheet.faces[chosen == k] for k, name in enumerate(("skin", *paints), start=-1)},
    )


def _strongest(dense: Array) -> tuple[npt.NDArray[np.uint8], Array]:
    """The four heaviest bones of each row and their weights, which sum to 1."""
    bones = np.argsort(-dense, axis=1, kind="stable")[:, :_MOST_BONES]
    weights = np.take_along_axis(dense, bones, axis=1)
    return np.where(weights > 0.0, bones, 0).astype(np.uint8), weights / weights.sum(axis=1, keepdims=True)
