"""Makes triangles even: long thin ones shade badly and fold when a joint bends."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array

Faces = npt.NDArray[np.int32]
Index = npt.NDArray[np.intp]
# Angles that are equal within this are left alone, so that passes come to an end.
_LEAST_GAIN_RAD = 0.02


def neighbour_mean(values: Array, faces: Faces) -> Array:
    """Mean of `values` (n, k) over the neighbours of each vertex."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    total, count = np.zeros_like(values), np.zeros(len(values))
    for a, b in ((0, 1), (1, 0)):
        np.add.at(total, edges[:, a], values[edges[:, b]])
        np.add.at(count, edges[:, a], 1.0)
    mean: Array = total / np.maximum(count, 1.0)[:, None]
    return mean


def slide(vertices: Array, faces: Faces, normals: Array, share: float) -> Array:
    """Vertices moved by `share` towards the middle of their neighbours, along the skin only.

    Those of the midline (z exactly 0) stay in it.
    """
    way = share * (neighbour_mean(vertices, faces) - vertices)
    way -= (way * normals).sum(axis=1, keepdims=True) * normals
    way[vertices[:, 2] == 0.0, 2] = 0.0
    moved: Array = vertices + way
    return moved


def split_edges(vertices: Array, faces: Faces, longest: Callable[[Array], Array]) -> tuple[Array, Faces]:
    """Edges cut in their middle that are longer than `longest` says (metres) for a place; one pass.

    A triangle is cut once at most.
    """
    start, end = (np.roll(faces, -k, axis=1).reshape(-1).astype(np.intp) for k in range(2))
    length = np.linalg.norm(vertices[end] - vertices[start], axis=1)
    owners: dict[tuple[int, int], list[int]] = {}
    excess = length / longest((vertices[start] + vertices[end]) / 2.0)
    for i in np.flatnonzero(excess > 1.0)[np.argsort(-excess[excess > 1.0], kind="stable")]:
        owners.setdefault((min(start[i], end[i]), max(start[i], end[i])), []).append(int(i))
    used: set[int] = set()
    places, cut_faces = [vertices], faces.copy()
    count, added = len(vertices), []
    for (a, b), edges in owners.items():
        if used & {edge // 3 for edge in edges}:
            continue
        used |= {edge // 3 for edge in edges}
        places.append((vertices[a] + vertices[b])[None] / 2.0)
        for edge in edges:
            face, corner = divmod(edge, 3)
            other = faces[face].copy()
            cut_faces[face, (corner + 1) % 3] = count
            other[corner] = count
            added.append(other)
        count += 1
    return np.concatenate(places), np.concatenate([cut_faces, *(face[None] for face in added)])


@dataclass(frozen=True, slots=True)
class _Diamonds:
    """Pairs of triangles (a, b, c) and (b, a, d) over a common edge a-b; all (n,)."""

    left: Index
    right: Index
    a: Index
    b: Index
    c: Index
    d: Index


def flip_edges(vertices: Array, faces: Faces) -> Faces:
    """Pairs of triangles cut along their better diagonal (Delaunay), where that folds nothing.

    One pass: a triangle takes part in one flip at most.
    """
    flipped = faces.copy()
    pairs = _diamonds(faces)
    used: set[int] = set()
    made: set[tuple[int, int]] = set()
    for i in np.flatnonzero(_are_better_flipped(vertices, faces, pairs)):
        left, right = int(pairs.left[i]), int(pairs.right[i])
        a, b, c, d = (int(x[i]) for x in (pairs.a, pairs.b, pairs.c, pairs.d))
        edge = (min(c, d), max(c, d))
        if left in used or right in used or edge in made:
            continue
        used |= {left, right}
        made.add(edge)
        flipped[left], flipped[right] = (c, a, d), (d, b, c)
    return flipped


def _diamonds(faces: Faces) -> _Diamonds:
    start, end, tip = (np.roll(faces, -k, axis=1).reshape(-1).astype(np.intp) for k in range(3))
    face = np.repeat(np.arange(len(faces)), 3)
    key = _edge_keys(start, end, len(faces))
    order = np.argsort(key, kind="stable")
    twin = np.flatnonzero(key[order][1:] == key[order][:-1])
    first, second = order[twin], order[twin + 1]
    return _Diamonds(face[first], face[second], start[first], end[first], tip[first], tip[second])


def _edge_keys(start: Index, end: Index, base: int) -> Index:
    return np.minimum(start, end) * base + np.maximum(start, end)


def _are_better_flipped(vertices: Array, faces: Faces, pairs: _Diamonds) -> npt.NDArray[np.bool_]:
    a, b, c, d = (vertices[x] for x in (pairs.a, pairs.b, pairs.c, pairs.d))
    wide = _angle(c, a, b) + _angle(d, a, b) > np.pi + _LEAST_GAIN_RAD
    start, end = (np.roll(faces, -k, axis=1).reshape(-1).astype(np.intp) for k in (0, 1))
    joined = np.isin(_edge_keys(pairs.c, pairs.d, len(faces)), _edge_keys(start, end, len(faces)))
    old = np.cross(b - a, c - a) + np.cross(a - b, d - b)
    upright = [
        np.einsum("ni,ni->n", old, new) > 0.0 for new in (np.cross(a - c, d - c), np.cross(b - d, c - d))
    ]
    better: npt.NDArray[np.bool_] = wide & ~joined & upright[0] & upright[1]
    return better


def _angle(tip: Array, p: Array, q: Array) -> Array:
    """Angle (n,) at `tip` between the directions to p and q, radians."""
    u, v = p - tip, q - tip
    cosine = np.einsum("ni,ni->n", u, v) / np.maximum(
        np.linalg.norm(u, axis=1) * np.linalg.norm(v, axis=1), 1e-15
    )
    angle: Array = np.arccos(np.clip(cosine, -1.0, 1.0))
    return angle
