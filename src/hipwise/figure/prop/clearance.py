"""How deep points lie inside a closed mesh: whether a body passes through a prop."""

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array
from hipwise.figure.prop.solid import Faces

# A ray straight up along an edge would meet two triangles or none: rays start this far beside their points.
_BESIDE_M = np.array([1.3e-7, 0.0, 0.7e-7])
_CHUNK = 256


def depths_inside(points: Array, vertices: Array, faces: Faces) -> Array:
    """For each point (n, 3) how far it lies under the surface of a closed mesh; 0 for points outside."""
    depths = np.zeros(len(points))
    boxed = ((points > vertices.min(axis=0)) & (points < vertices.max(axis=0))).all(axis=1)
    candidates = np.flatnonzero(boxed)
    corners = vertices[faces]
    for i in range(0, len(candidates), _CHUNK):
        some = candidates[i : i + _CHUNK]
        inside = some[_are_inside(points[some], corners)]
        depths[inside] = distances(points[inside], corners)
    return depths


def _are_inside(points: Array, corners: Array) -> npt.NDArray[np.bool_]:
    """Points from which a ray straight up leaves the mesh an odd number of times."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    area = (b[:, 0] - a[:, 0]) * (c[:, 2] - a[:, 2]) - (c[:, 0] - a[:, 0]) * (b[:, 2] - a[:, 2])
    lying = np.abs(area) > 1e-14
    a, b, c, area = a[lying], b[lying], c[lying], area[lying]
    x, y, z = (points + _BESIDE_M).T[:, :, None]
    v = ((x - a[:, 0]) * (c[:, 2] - a[:, 2]) - (c[:, 0] - a[:, 0]) * (z - a[:, 2])) / area
    w = ((b[:, 0] - a[:, 0]) * (z - a[:, 2]) - (x - a[:, 0]) * (b[:, 2] - a[:, 2])) / area
    height = a[:, 1] + v * (b[:, 1] - a[:, 1]) + w * (c[:, 1] - a[:, 1])
    met = (v >= 0.0) & (w >= 0.0) & (v + w <= 1.0) & (height > y)
    odd: npt.NDArray[np.bool_] = met.sum(axis=1) % 2 == 1
    return odd


def distances(points: Array, corners: Array) -> Array:
    """Distance of each point (n, 3) to the nearest of some triangles (m, 3, 3); empty for no points."""
    if len(points) == 0:
        return np.zeros(0)
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    nearest: Array = np.minimum.reduce(
        [
            _to_segments(points, a, b),
            _to_segments(points, b, c),
            _to_segments(points, c, a),
            _to_planes(points, a, b, c),
        ]
    ).min(axis=1)
    return nearest


def _to_segments(points: Array, a: Array, b: Array) -> Array:
    """Distances (n, m) to the segments from a to b (m, 3)."""
    way = b - a
    share = np.einsum("nmi,mi->nm", points[:, None] - a, way) / np.maximum((way * way).sum(axis=1), 1e-18)
    foot = a + np.clip(share, 0.0, 1.0)[..., None] * way
    out: Array = np.linalg.norm(points[:, None] - foot, axis=2)
    return out


def _to_planes(points: Array, a: Array, b: Array, c: Array) -> Array:
    """Distances (n, m) to the planes of triangles, infinite where the foot lies outside the triangle."""
    u, v, d = b - a, c - a, points[:, None] - a
    normal = np.cross(u, v)
    size = np.maximum((normal * normal).sum(axis=1), 1e-24)
    w2 = np.einsum("nmi,mi->nm", np.cross(u, d), normal) / size
    w1 = np.einsum("nmi,mi->nm", np.cross(d, v), normal) / size
    over = (w1 >= 0.0) & (w2 >= 0.0) & (w1 + w2 <= 1.0)
    away = np.abs(np.einsum("nmi,mi->nm", d, normal)) / np.sqrt(size)
    out: Array = np.where(over, away, np.inf)
    return out
