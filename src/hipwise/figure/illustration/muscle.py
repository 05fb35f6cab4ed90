"""Muscles in a picture: an area for each role, and marks whose direction tells the roles apart in grey.

Working muscles carry stripes along their fibres, stretched ones zigzags across them, steady ones a dotted
edge alone.
"""

from collections.abc import Sequence

import numpy as np
from skimage.measure import find_contours

from hipwise.figure.illustration.curve import smooth
from hipwise.figure.illustration.layer import Layer, area_layer, line_layer
from hipwise.figure.illustration.raster import Mask
from hipwise.figure.illustration.region import blurred_inside
from hipwise.figure.pose import Array

_EDGE = 0.5
# How far the edge is evened out, pixels, by role, first the one that is painted over others. A dotted edge
# shows every unevenness.
_BLUR = {"working": 3.0, "stretched": 3.0, "steady": 8.0}
_LEAST_AREA = 120.0
# Metres between stripes and between zigzags, and how wide and high one zig is.
_STRIPE_M = 0.013
_ZIGZAG_M, _ZIG_WIDTH_M, _ZIG_HEIGHT_M = 0.024, 0.026, 0.011
_SHORTEST = 6
# Strength, along and across for one muscle, each (h, w).
Planes = tuple[Array, Array, Array]


def muscle_layers(
    planes: Sequence[tuple[str, Planes]], body: Mask, with_marks: bool, weight: float
) -> list[Layer]:
    """Layers of muscles, each given with its role. Where roles meet, working hides stretched hides steady.

    Without marks the areas alone are drawn, paler: the muscle before it does its work.
    """
    layers: list[Layer] = []
    taken = np.zeros_like(body)
    areas = []
    for role in _BLUR:
        own = [p for r, p in planes if r == role]
        if not own:
            continue
        area = shown_area(own, body, _BLUR[role]) & ~taken
        taken |= area
        areas.append((role, own, area))
    for role, own, area in reversed(areas):
        layers += area_layer(f"{role}{'' if with_marks else '-pale'}", area, _LEAST_AREA, 2.0 * _BLUR[role])
        if with_marks:
            layers += _marks(role, own, area, weight)
    return layers


def shown_area(muscles: Sequence[Planes], body: Mask, blur: float = 3.0) -> Mask:
    """Where some muscles show together."""
    strength = np.max([planes[0] for planes in muscles], axis=0, initial=0.0)
    shown: Mask = body & (blurred_inside(strength, body, blur) > _EDGE)
    return shown


def _marks(role: str, muscles: Sequence[Planes], area: Mask, weight: float) -> list[Layer]:
    strongest = np.argmax([strength for strength, _, _ in muscles], axis=0)
    lines: list[Array] = []
    for i, (_, along, across) in enumerate(muscles):
        own = area & (strongest == i)
        if role == "working":
            lines += _every_level(across, weight * _STRIPE_M, own)
        if role == "stretched":
            phase = np.abs((across / _ZIG_WIDTH_M) % 1.0 - 0.5) * 2.0
            lines += _every_level(along + _ZIG_HEIGHT_M * phase, weight * _ZIGZAG_M, own)
    return line_layer(f"{role}-marks", lines)


def _every_level(values: Array, spacing: float, inside: Mask) -> list[Array]:
    """Smooth lines of equal value at every `spacing`, pixels."""
    if not inside.any():
        return []
    low, high = values[inside].min(), values[inside].max()
    levels = np.arange(np.ceil(low / spacing), np.floor(high / spacing) + 1) * spacing
    lines = [line for level in levels for line in level_lines(values, level, inside)]
    return [smooth(line, 1.5, closed=False) for line in lines if len(line) >= _SHORTEST]


def level_lines(values: Array, level: float, inside: Mask) -> list[Array]:
    """Lines where the values (h, w) are equal to a level, inside a mask; columns and rows."""
    return [line[:, ::-1] for line in find_contours(values, level, mask=inside)]
