"""Plain solids as triangle meshes: rounded boxes, bodies turned on a lathe, sheets bent round a limb."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array

Faces = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Solid:
    """A mesh in the room: `vertices` and unit `normals` (n, 3), `faces` (m, 3) counter-clockwise outside."""

    vertices: Array
    normals: Array
    faces: Faces

    def moved(self, by: Array) -> "Solid":
        """The solid shifted by (3,) metres."""
        return Solid(self.vertices + by, self.normals, self.faces)

    def turned(self, rotation: Array) -> "Solid":
        """The solid turned about the origin by a rotation (3, 3)."""
        return Solid(self.vertices @ rotation.T, self.normals @ rotation.T, self.faces)


def joined(solids: Sequence[Solid]) -> Solid:
    """Several solids as one mesh."""
    starts = np.cumsum([0] + [len(s.vertices) for s in solids[:-1]])
    return Solid(
        np.concatenate([s.vertices for s in solids]),
        np.concatenate([s.normals for s in solids]),
        np.concatenate([s.faces + start for s, start in zip(solids, starts, strict=True)]).astype(np.int32),
    )


def rounded_box(low: Array, high: Array, radius_m: float, segments: int = 2) -> Solid:
    """A box between two corners (3,) with rounded edges; `segments` facets round a quarter turn.

    A sphere cut in eight and pulled apart. The radius is at most half of the shortest edge.
    """
    middle, half = (low + high) / 2, (high - low) / 2
    radius = min(radius_m, float(half.min()))
    quarter = np.linspace(0.0, np.pi / 2, segments + 1)
    around = np.concatenate([quarter + i * np.pi / 2 for i in range(4)])
    upward = np.concatenate([quarter - np.pi / 2, quarter])
    signs_x, signs_z = (
        np.repeat([1.0, -1.0, -1.0, 1.0], segments + 1),
        np.repeat([1.0, 1.0, -1.0, -1.0], segments + 1),
    )
    signs_y = np.repeat([-1.0, 1.0], segments + 1)
    normals = _sphere(around, upward)
    corners = np.stack(
        [
            np.broadcast_to(signs_x, (len(upward), len(around))),
            np.broadcast_to(signs_y[:, None], (len(upward), len(around))),
            np.broadcast_to(signs_z, (len(upward), len(around))),
        ],
        axis=-1,
    )
    vertices = middle + corners * (half - radius) + normals * radius
    return _wound(
        vertices.reshape(-1, 3), normals.reshape(-1, 3), _tube(len(upward), len(around), capped=True)
    )


def _sphere(around: Array, upward: Array) -> Array:
    flat = np.cos(upward)[:, None]
    out: Array = np.stack(
        [
            flat * np.cos(around),
            np.broadcast_to(np.sin(upward)[:, None], (len(upward), len(around))),
            flat * np.sin(around),
        ],
        axis=-1,
    )
    return out


def lathe(runs: Sequence[Sequence[tuple[float, float]]], sectors: int = 28) -> Solid:
    """A body of revolution about y. Each run is a smooth profile of (radius, height), bottom to top outside.

    Runs meet in sharp edges. Metres.
    """
    turns = np.arange(sectors) * 2 * np.pi / sectors
    solids = [_turned_profile(np.array(run), turns) for run in runs]
    return joined(solids)


def _turned_profile(profile: Array, turns: Array) -> Solid:
    along = np.gradient(profile, axis=0)
    out = np.stack([along[:, 1], -along[:, 0]], axis=1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    # At a pole the surface is square to the axis.
    pole = profile[:, 0] < 1e-9
    out[pole] = np.stack([np.zeros(pole.sum()), np.sign(out[pole, 1])], axis=1)
    vertices, normals = _spun(profile, turns), _spun(out, turns)
    return _wound(vertices.reshape(-1, 3), normals.reshape(-1, 3), _tube(len(profile), len(turns)))


def _spun(profile: Array, turns: Array) -> Array:
    r, y = profile[:, :1], profile[:, 1:]
    out: Array = np.stack(
        [r * np.cos(turns), np.broadcast_to(y, (len(r), len(turns))), r * np.sin(turns)], axis=-1
    )
    return out


def _tube(rows: int, columns: int, capped: bool = False) -> Faces:
    """Faces of a closed tube of rings; `capped` closes its two ends by fans."""
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(columns), indexing="ij")
    a, b = i * columns + j, i * columns + (j + 1) % columns
    c, d = a + columns, b + columns
    faces = [np.stack([a, b, d], -1).reshape(-1, 3), np.stack([a, d, c], -1).reshape(-1, 3)]
    if capped:
        fan = np.array([[0, k, k + 1] for k in range(1, columns - 1)])
        faces += [fan, fan + (rows - 1) * columns]
    return np.concatenate(faces).astype(np.int32)


def _wound(vertices: Array, normals: Array, faces: Faces) -> Solid:
    """Drop faces without area, and turn the others so that they look where their normals point."""
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    square = np.cross(b - a, c - a)
    kept = np.linalg.norm(square, axis=1) > 1e-10
    faces, square = faces[kept], square[kept]
    inward = np.einsum("fi,fi->f", square, normals[faces].sum(axis=1)) < 0.0
    faces[inward] = faces[inward][:, ::-1]
    return _compact(Solid(vertices, normals, faces))


def _compact(solid: Solid) -> Solid:
    """Without vertices that no face uses, and with one vertex where several agree."""
    keys = np.concatenate([solid.vertices, solid.normals], axis=1).round(7)
    _, first, place = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    faces = place.reshape(-1)[solid.faces]
    used = np.unique(faces)
    number = np.full(len(first), -1)
    number[used] = np.arange(len(used))
    return Solid(solid.vertices[first[used]], solid.normals[first[used]], number[faces].astype(np.int32))


def grid_solid(vertices: Array, normals: Array) -> Solid:
    """A closed tube of rings (rows, columns, 3) with the given normals."""
    rows, columns = vertices.shape[:2]
    return _wound(vertices.reshape(-1, 3), normals.reshape(-1, 3), _tube(rows, columns, capped=True))


def smooth_normals(vertices: Array) -> Array:
    """Normals of a closed tube of rings (rows, columns, 3) from its slopes, away from its middle."""
    around = np.roll(vertices, -1, axis=1) - np.roll(vertices, 1, axis=1)
    along = np.gradient(vertices, axis=0)
    normals = np.cross(around, along)
    length = np.linalg.norm(normals, axis=-1, keepdims=True)
    middle = vertices.reshape(-1, 3).mean(axis=0)
    away = vertices - middle
    fallback = away / np.maximum(np.linalg.norm(away, axis=-1, keepdims=True), 1e-9)
    normals = np.where(length > 1e-12, normals / np.maximum(length, 1e-12), fallback)
    turned = np.einsum("rci,rci->rc", normals, away)[..., None] < 0.0
    out: Array = np.where(turned, -normals, normals)
    return out


def bent_sheet(inner: Array, outer: Array, edge: Array) -> Solid:
    """A closed band of some thickness: `inner` and `outer` (n, 3) lines of its middle, run once round.

    `edge` (n, 3) is half of its width. Its faces are inner, outer and the two narrow edges.
    """
    rings = np.stack([outer - edge, outer + edge, inner + edge, inner - edge], axis=1)
    out = outer - inner
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    normals = np.stack([out, out, -out, -out], axis=1)
    count = len(rings)
    i, k = np.meshgrid(np.arange(count), np.arange(4), indexing="ij")
    a, b = i * 4 + k, i * 4 + (k + 1) % 4
    c, d = ((i + 1) % count) * 4 + k, ((i + 1) % count) * 4 + (k + 1) % 4
    faces = np.concatenate([np.stack([a, b, d], -1).reshape(-1, 3), np.stack([a, d, c], -1).reshape(-1, 3)])
    vertices = rings.reshape(-1, 3)
    faces = _turned_outward(vertices, faces, rings)
    return Solid(vertices, normals.reshape(-1, 3), faces.astype(np.int32))


def _turned_outward(vertices: Array, faces: Faces, rings: Array) -> Faces:
    """Faces that look away from the middle of their own ring's cross-section."""
    middle = np.repeat(rings.mean(axis=1), 4, axis=0)
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    away = (a + b + c) / 3 - middle[faces].mean(axis=1)
    inward = np.einsum("fi,fi->f", np.cross(b - a, c - a), away) < 0.0
    faces[inward] = faces[inward][:, ::-1]
    return faces
