"""Solids looked at by a camera: what each pixel shows, how near it is and how much light falls on it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hipwise.figure.camera import Camera
from hipwise.figure.illustration.raster import NOTHING, Indices, Mask, rasterise
from hipwise.figure.illustration.solid import Solid
from hipwise.figure.pose import Array

PIXELS_PER_M = 500.0
# Towards the light, in the picture: from above, a little from the left and from the viewer.
_LIGHT = np.array([-0.38, 0.78, 0.50])
# The shadow lies in the plane of the floor; this much of depth, metres, is not worth telling from it.
_FLOOR_TOLERANCE_M = 0.012
# Nearness of where nothing is, metres: behind everything.
_FAR_M = -100.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of a picture: its left and top edge in the camera's metres (y up), its size in pixels."""

    left_m: float
    top_m: float
    rows: int
    columns: int

    def pixels(self, seen: Array) -> Array:
        """Camera metres (…, 3) to columns, rows and nearness in metres."""
        column = (seen[..., 0] - self.left_m) * PIXELS_PER_M
        row = (self.top_m - seen[..., 1]) * PIXELS_PER_M
        return np.stack([column, row, seen[..., 2]], axis=-1)


@dataclass(frozen=True, slots=True)
class Look:
    """Pixels (h, w). `owner`: place of the solid in the list, or `NOTHING`. `nearness` metres to the viewer.

    `light` 0-1 without the skin's own occlusion; `facing` 1 where the surface looks at the viewer;
    `values` (h, w, k) of the body; `shadow`: is the floor or mat here in the body's shadow?
    """

    owner: Indices
    nearness: Array
    normals: Array
    light: Array
    values: Array
    shadow: Mask

    def shows(self, place: int) -> Mask:
        """Pixels of one solid."""
        shown: Mask = self.owner == place
        return shown

    def shows_any(self, places: Sequence[int]) -> Mask:
        """Pixels of some solids."""
        return np.isin(self.owner, places)


def axes(camera: Camera) -> Array:
    """The camera's rotation from the room, (3, 3)."""
    return np.array(camera.rotation).reshape(3, 3)


def frame_around(camera: Camera, points: Array, margin_m: float) -> Frame:
    """The smallest frame that shows points (n, 3) of the room with a margin."""
    seen = points @ axes(camera).T
    low, high = seen[:, :2].min(axis=0) - margin_m, seen[:, :2].max(axis=0) + margin_m
    columns, rows = np.ceil((high - low) * PIXELS_PER_M).astype(int)
    return Frame(float(low[0]), float(high[1]), int(rows), int(columns))


def look(solids: Sequence[Solid], camera: Camera, frame: Frame) -> Look:
    """Look at solids. Values belong to the first solid, the body; those of others are not read."""
    turn = axes(camera)
    points = frame.pixels(np.concatenate([s.vertices for s in solids]) @ turn.T)
    normals = np.nan_to_num(np.concatenate([s.normals for s in solids])) @ turn.T
    faces, labels = _faces(solids, points)
    raster = rasterise(points, faces, (frame.rows, frame.columns))
    owner = raster.pick(labels)
    body = solids[0]
    values = np.zeros((len(points), body.values.shape[1]))
    if body.values.size:
        values[: len(body.vertices)] = body.values
    planes = raster.spread(np.concatenate([points[:, 2:], normals, values], axis=1))
    nearness = np.where(raster.covered, planes[..., 0], _FAR_M)
    turned = planes[..., 1:4] / np.maximum(np.linalg.norm(planes[..., 1:4], axis=-1, keepdims=True), 1e-9)
    light = turned @ (_LIGHT / np.linalg.norm(_LIGHT))
    shadow = _shadow(body, turn, frame, nearness)
    return Look(owner, nearness, turned, light, planes[..., 4:], shadow & (owner != 0))


def _faces(solids: Sequence[Solid], points: Array) -> tuple[Indices, Indices]:
    """All triangles that can be seen, and the place of the solid that each belongs to."""
    faces, labels, first = [], [], 0
    for place, solid in enumerate(solids):
        kept = solid.faces + first
        if solid.closed:
            kept = kept[_looks_here(points, kept)]
        faces.append(kept)
        labels.append(np.full(len(kept), place, dtype=np.int32))
        first += len(solid.vertices)
    return np.concatenate(faces).astype(np.int32), np.concatenate(labels)


def _looks_here(points: Array, faces: Indices) -> Mask:
    """Triangles that turn counter-clockwise in the picture, whose rows run down."""
    a, b, c = (points[faces[:, i], :2] for i in range(3))
    turning: Array = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    return turning < 0.0


def _shadow(body: Solid, turn: Array, frame: Frame, nearness: Array) -> Mask:
    """Where the floor, seen by the camera, lies straight under the body."""
    flat = body.vertices * np.array([1.0, 0.0, 1.0])
    upward = body.faces[np.nan_to_num(body.normals)[body.faces[:, 0], 1] > 0.0]
    raster = rasterise(frame.pixels(flat @ turn.T), upward, nearness.shape)
    depth = raster.spread((flat @ turn.T)[:, 2:])[..., 0]
    return raster.covered & (depth > nearness - _FLOOR_TOLERANCE_M)


__all__ = ["NOTHING", "PIXELS_PER_M", "Frame", "Look", "axes", "frame_around", "look"]
