"""Pictures of the figure for films: the colours and the light of `figure_picture`, some ten times as fast.

OpenCV fills the triangles. Colour and light are worked out at the corners of the body's triangles, about a
centimetre apart, where `figure_picture` works them out at every pixel: an edge of cloth is frayed by so much.
Needs OpenCV 5.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.figure_picture import (
    TANGENT,
    Lens,
    Moment,
    ground,
    light_on,
    prop_colour,
    prop_part,
    skin_at,
    skin_colours,
)
from hipwise.figure.body_mesh import BodyMesh
from hipwise.figure.illustration.solid import vertex_normals
from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import PropMesh

# What is nearer or farther than this is not drawn, metres.
_NEAR_M, _FAR_M = 0.05, 50.0


class Painter:
    """Draws one body and its props before one lens, moment by moment."""

    def __init__(self, body: BodyMesh, props: tuple[PropMesh, ...], lens: Lens) -> None:
        self._body, self._props, self._lens = body, props, lens
        self._empty = np.ascontiguousarray(ground(lens, 1) / 255.0, np.float32)

    def picture(self, coordinates: Mapping[str, float]) -> npt.NDArray[np.uint8]:
        """The picture (480, 640, 3), red, green, blue. Raises ModuleNotFoundError without OpenCV."""
        import cv2

        skin = skin_at(self._body, coordinates)
        parts = [(skin, vertex_normals(skin, self._body.faces), self._body.faces)]
        parts += [prop_part(prop, Moment(coordinates, self._props)) for prop in self._props]
        corners, normals = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
        starts = np.cumsum([0] + [len(part[0]) for part in parts[:-1]])
        faces = np.concatenate([part[2] + start for part, start in zip(parts, starts, strict=True)])
        lit = self._colours * light_on(normals, self._lens)[:, None] / 255.0
        filled, _ = cv2.triangleRasterize(
            corners.astype(np.float32),
            faces.astype(np.int32),
            lit.clip(0.0, 1.0).astype(np.float32),
            self._empty.copy(),
            np.full(self._empty.shape[:2], _FAR_M, np.float32),
            self._to_camera,
            2.0 * float(np.arctan(TANGENT)),
            _NEAR_M,
            _FAR_M,
            _smooth(cv2),
        )
        return (255.0 * filled).astype(np.uint8)

    @cached_property
    def _colours(self) -> Array:
        """Of every corner, without light."""
        props = [np.broadcast_to(prop_colour(prop), (len(prop.normals), 3)) for prop in self._props]
        return np.concatenate([skin_colours(self._body.fields), *props])

    @cached_property
    def _to_camera(self) -> npt.NDArray[np.float32]:
        """(4, 4): OpenCV's camera looks along its own negative z."""
        there = np.eye(4, dtype=np.float32)
        there[:3, :3] = self._lens.rotation
        there[:3, 3] = -self._lens.rotation @ self._lens.middle - (0.0, 0.0, self._lens.distance_m)
        return there


def _smooth(cv2: Any) -> Any:
    """Colours between the corners, both sides of a triangle."""
    settings = cv2.TriangleRasterizeSettings()
    settings.setShadingType(cv2.RASTERIZE_SHADING_SHADED)
    settings.setCullingMode(cv2.RASTERIZE_CULLING_NONE)
    return settings
