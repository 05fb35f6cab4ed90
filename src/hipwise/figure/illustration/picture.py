"""One picture: what a camera sees, taken apart into flat layers with smooth edges, in paint order."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.ndimage import binary_dilation, binary_erosion, distance_transform_edt

from hipwise.figure.camera import Camera
from hipwise.figure.illustration.crease import depth_steps, trace
from hipwise.figure.illustration.curve import runs, smooth
from hipwise.figure.illustration.layer import Layer, area_layer, line_layer
from hipwise.figure.illustration.look import Frame, Look, look
from hipwise.figure.illustration.muscle import level_lines, muscle_layers, shown_area
from hipwise.figure.illustration.raster import Mask
from hipwise.figure.illustration.region import blurred_inside
from hipwise.figure.illustration.solid import Solid
from hipwise.figure.illustration.subject import Subject
from hipwise.figure.pose import Array

# The layers of what lies under or stands behind everything else.
GROUND = ("mat", "wall")
# Smoothing and tolerance, pixels, of things with straight edges: as little as takes the stairs out of them.
_EDGED = 1.1
# Light below which a side of a thing is painted as its shaded side.
_SIDE_BELOW = 0.45
# Square pixels (a pixel is 2 mm).
_LEAST_SHADE = 420.0
# Light on a smooth ball at which the shaded side begins; the skin's occlusion moves it.
_SHADE_BELOW = 0.16
_OCCLUSION_WEIGHT = 0.30
_SHADE_BLUR = 2.5
# Depth, metres, that one part must stand off another to be told from it by a line; less where it is fine.
_STEP_HIGH_M = 0.020
_STEP_LOW_M = 0.009
_FINE_HIGH_M = 0.008
_FINE_LOW_M = 0.004
_SHORTEST_LINE = 14
_HEM_SMOOTHING = 3.0
_SHORTEST_FINE_LINE = 8
# Nearer to the outline than this, pixels, a line would only thicken it.
_ALONG_EDGE = 4.0


def body_layers(seen: Look, subject: Subject, with_marks: bool, weight: float = 1.0) -> list[Layer]:
    """Skin, clothes, shade and lines of the body; `weight` sets the marks of muscles farther apart."""
    body = seen.shows(0)
    whole = area_layer("skin", body)
    layers = list(whole)
    for name in ("shirt", "shorts", "hair"):
        layers += area_layer(name, body & (subject.plane(seen, name) > 0.0))
    layers += muscle_layers(subject.muscle_planes(seen), body, with_marks, weight)
    layers += shade_layers(seen, subject)
    layers += line_layer("hem", hems(seen, subject))
    layers += line_layer("inner", inner_lines(seen, subject))
    return layers + [replace(layer, paint="outline") for layer in whole]


def muscle_mask(seen: Look, subject: Subject) -> Mask:
    """Where a muscle of any role shows."""
    return shown_area([planes for _, planes in subject.muscle_planes(seen)], seen.shows(0))


def shade_layers(seen: Look, subject: Subject) -> list[Layer]:
    """The one tone of shade: where the body turns from the light."""
    body = seen.shows(0)
    light = seen.light - _OCCLUSION_WEIGHT * (1.0 - subject.plane(seen, "occlusion"))
    dark = blurred_inside(light, body, _SHADE_BLUR) < _SHADE_BELOW
    return area_layer("shade", body & dark, _LEAST_SHADE, 4.0)


def inner_lines(seen: Look, subject: Subject) -> list[Array]:
    """Lines where one part of the body stands in front of another."""
    body = seen.shows(0)
    right, below = depth_steps(seen.nearness, body)
    fine = subject.plane(seen, "fine") > 0.5
    near_fine = binary_dilation(fine, iterations=2)
    coarse = trace(right * ~near_fine, below * ~near_fine, _STEP_LOW_M, _STEP_HIGH_M, _SHORTEST_LINE)
    close = trace(right * near_fine, below * near_fine, _FINE_LOW_M, _FINE_HIGH_M, _SHORTEST_FINE_LINE)
    return off_edge(coarse + close, body)


def hems(seen: Look, subject: Subject) -> list[Array]:
    """Where cloth ends on the skin, or a shirt on shorts; in grey, cloth and skin can be equally light."""
    body = seen.shows(0)
    right, below = depth_steps(seen.nearness, body)
    whole = binary_erosion(body, iterations=2) & ~binary_dilation(np.maximum(right, below) > _STEP_LOW_M)
    shirt, shorts = subject.plane(seen, "shirt"), subject.plane(seen, "shorts")
    lines = level_lines(shirt, 0.0, whole) + level_lines(shorts, 0.0, whole & (shirt < 0.0))
    return [smooth(line, _HEM_SMOOTHING, closed=False) for line in lines if len(line) >= _SHORTEST_LINE]


def off_edge(lines: Sequence[Array], body: Mask) -> list[Array]:
    """Lines without the stretches that only run along the outline; ends that run into it stay."""
    depth = distance_transform_edt(body)
    kept = []
    for line in lines:
        column, row = np.rint(line).astype(int).T
        inside = depth[row.clip(0, body.shape[0] - 1), column.clip(0, body.shape[1] - 1)] > _ALONG_EDGE
        for run in runs(binary_dilation(inside, iterations=round(_ALONG_EDGE) + 1)):
            if inside[run].sum() >= _SHORTEST_FINE_LINE / 2:
                kept.append(line[run])
    return kept


def ground_layers(solids: Sequence[Solid], camera: Camera, frame: Frame) -> list[Layer]:
    """What everything stands on, whole: the rest is painted over it."""
    layers: list[Layer] = []
    for solid in solids:
        if solid.layer in GROUND:
            layers += _thing_layers(solid, look([solid], camera, frame), 0)
    return layers


def prop_layers(seen: Look, solids: Sequence[Solid]) -> list[Layer]:
    """The visible part of the props in the order of the list, each with its shaded side and its edges."""
    layers: list[Layer] = []
    for place, solid in list(enumerate(solids))[1:]:
        if solid.layer not in GROUND:
            layers += _thing_layers(solid, seen, place)
    return layers


def _thing_layers(solid: Solid, seen: Look, place: int) -> list[Layer]:
    shown = seen.shows(place)
    whole = area_layer(solid.layer, shown, smoothing=_EDGED, tolerance=_EDGED)
    shade = area_layer(f"{solid.layer}-shade", shown & (seen.light < _SIDE_BELOW), 30.0, _EDGED, _EDGED)
    edges = line_layer("edge", prop_edges(seen, shown), _EDGED)
    return [*whole, *shade, *edges, *(replace(layer, paint="prop-outline") for layer in whole)]


def prop_edges(seen: Look, shown: Mask) -> list[Array]:
    """Edges of a prop between faces that look different ways."""

    def bend(axis: int) -> Array:
        other = np.roll(seen.normals, -1, axis=axis)
        both = shown & np.roll(shown, -1, axis=axis)
        turned: Array = np.where(both, 1.0 - (seen.normals * other).sum(axis=-1), 0.0)
        return turned

    return trace(bend(1), bend(0), 0.15, 0.3, _SHORTEST_LINE)
