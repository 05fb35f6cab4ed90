"""Layers of a picture: areas and lines in pixels become path data in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

from hipwise.figure.illustration.curve import Bezier
from hipwise.figure.illustration.look import PIXELS_PER_M
from hipwise.figure.illustration.path import path_of
from hipwise.figure.illustration.raster import Mask
from hipwise.figure.illustration.region import TOLERANCE, fitted, outlines
from hipwise.figure.pose import Array

# A picture's unit is a millimetre.
UNITS_PER_PIXEL = 1000.0 / PIXELS_PER_M
# Square pixels (a pixel is 2 mm): smaller patches are specks to the eye.
_LEAST_AREA = 30.0


@dataclass(frozen=True, slots=True)
class Layer:
    """Path data of one paint, in millimetres of the picture."""

    paint: str
    path: str


def area_layer(
    paint: str,
    mask: Mask,
    least_area: float = _LEAST_AREA,
    smoothing: float = 2.0,
    tolerance: float = TOLERANCE,
) -> list[Layer]:
    """A filled area, or nothing when it is too small to see."""
    lines = outlines(mask, least_area, smoothing)
    return [Layer(paint, path_of(_to_units(fitted(lines, True, tolerance))))] if lines else []


def line_layer(paint: str, lines: Sequence[Array], tolerance: float = TOLERANCE) -> list[Layer]:
    """Open lines."""
    curves = _to_units(fitted(list(lines), False, tolerance))
    return [Layer(paint, path_of(curves))] if curves else []


def _to_units(curves: Sequence[Bezier]) -> list[Bezier]:
    return [Bezier(curve.pieces * UNITS_PER_PIXEL, curve.closed) for curve in curves]
