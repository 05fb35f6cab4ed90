"""A picture of triangles as pixels: for every pixel the nearest triangle and where in it the pixel lies.

Deferred: corners are weighed once, attributes are spread over the pixels afterwards. No perspective, no
antialiasing; the curves drawn from it are smoothed instead.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.figure.pose import Array

Indices = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

NOTHING = -1
# Candidate pixels that are weighed at once; more only costs memory.
_CHUNK_PIXELS = 2_000_000
# Twice the area, square pixels, below which a triangle is seen from its edge and covers nothing.
_FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Raster:
    """`face` (h, w) is the nearest triangle or `NOTHING`; `shares` (h, w, 3) weigh its corners."""

    faces: Indices
    face: Indices
    shares: Array

    @property
    def covered(self) -> Mask:
        """Pixels that show a triangle, (h, w)."""
        covered: Mask = self.face != NOTHING
        return covered

    def spread(self, values: Array) -> Array:
        """Values per vertex (n, k) at every pixel, (h, w, k); 0 where nothing is."""
        covered = self.covered
        corners = values[self.faces[self.face[covered]]]
        out: Array = np.zeros((*self.face.shape, values.shape[1]))
        out[covered] = np.einsum("pc,pck->pk", self.shares[covered], corners)
        return out

    def pick(self, labels: Indices) -> Indices:
        """Labels per triangle (m,) at every pixel, (h, w); `NOTHING` where nothing is."""
        return np.where(self.covered, labels[np.maximum(self.face, 0)], NOTHING).astype(np.int32)


def rasterise(points: Array, faces: Indices, shape: tuple[int, int]) -> Raster:
    """Rasterise triangles.

    `points` (n, 3): column and row in pixels, and nearness (greater is nearer). `faces` (m, 3). `shape` is
    rows, columns; what lies outside is cut off. Both sides of a triangle are drawn.
    """
    pixels, owners, weights = [], [], []
    for group, size in _by_size(points, faces):
        step = max(1, _CHUNK_PIXELS // (size[0] * size[1]))
        for i in range(0, len(group), step):
            found = _weigh(points, faces, group[i : i + step], size, shape)
            pixels.append(found[0])
            owners.append(found[1])
            weights.append(found[2])
    return _nearest(
        points, faces, np.concatenate(pixels), np.concatenate(owners), np.concatenate(weights), shape
    )


def _by_size(points: Array, faces: Indices) -> list[tuple[Indices, tuple[int, int]]]:
    """Triangles in groups of like bounding boxes: (places in `faces`, rows and columns of the box)."""
    corners = points[faces, :2]
    flat = np.abs(_cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])) < _FLAT
    extent = np.ceil(np.ptp(corners, axis=1)).astype(int) + 1
    power = np.ceil(np.log2(np.maximum(extent, 1))).astype(int)
    groups = []
    for key in np.unique(power[~flat], axis=0):
        group = np.flatnonzero((power == key).all(axis=1) & ~flat).astype(np.int32)
        columns, rows = extent[group].max(axis=0) + 1
        groups.append((group, (int(rows), int(columns))))
    return groups


def _weigh(
    points: Array, faces: Indices, group: Indices, size: tuple[int, int], shape: tuple[int, int]
) -> tuple[npt.NDArray[np.intp], Indices, Array]:
    """Pixels inside the triangles of a group: (pixel, triangle, weights of its corners)."""
    a, b, c = (points[faces[group, i], :2] for i in range(3))
    low = np.floor(np.minimum(np.minimum(a, b), c))
    rows, columns = np.mgrid[0 : size[0], 0 : size[1]].reshape(2, -1)
    x = low[:, :1] + columns
    y = low[:, 1:] + rows
    area = _cross(b - a, c - a)[:, None]
    wa = ((b[:, :1] - x) * (c[:, 1:] - y) - (b[:, 1:] - y) * (c[:, :1] - x)) / area
    wb = ((c[:, :1] - x) * (a[:, 1:] - y) - (c[:, 1:] - y) * (a[:, :1] - x)) / area
    wc = 1.0 - wa - wb
    seen = (x >= 0) & (x < shape[1]) & (y >= 0) & (y < shape[0])
    inside = seen & (wa >= -1e-9) & (wb >= -1e-9) & (wc >= -1e-9)
    which = np.nonzero(inside)
    pixel = (y[which] * shape[1] + x[which]).astype(np.intp)
    return pixel, group[which[0]], np.stack([wa[which], wb[which], wc[which]], axis=1)


def _cross(u: Array, v: Array) -> Array:
    product: Array = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    return product


def _nearest(
    points: Array,
    faces: Indices,
    pixel: npt.NDArray[np.intp],
    owner: Indices,
    weights: Array,
    shape: tuple[int, int],
) -> Raster:
    nearness = (weights * points[faces[owner], 2]).sum(axis=1)
    order = np.lexsort((nearness, pixel))
    last = np.append(pixel[order][1:] != pixel[order][:-1], True) if len(order) else order.astype(bool)
    winner = order[last]
    face = np.full(shape[0] * shape[1], NOTHING, dtype=np.int32)
    shares = np.zeros((shape[0] * shape[1], 3))
    face[pixel[winner]] = owner[winner]
    shares[pixel[winner]] = weights[winner]
    return Raster(faces, face.reshape(shape), shares.reshape(*shape, 3))
