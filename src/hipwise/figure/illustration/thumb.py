"""The small picture for lists: the end posture in bold lines, without what a small size cannot show."""

from dataclasses import replace

import numpy as np

from hipwise.figure.camera import camera_for
from hipwise.figure.illustration.layer import UNITS_PER_PIXEL, Layer
from hipwise.figure.illustration.look import frame_around, look
from hipwise.figure.illustration.picture import GROUND, body_layers, ground_layers, prop_layers
from hipwise.figure.illustration.plate import Cast, Plate
from hipwise.figure.illustration.storyboard import Storyboard

_MARGIN_M = 0.04
_BOLD = ("outline", "inner", "prop-outline")
_LEFT_OUT = ("shade", "hem", "edge", "steady", "working-marks", "stretched-marks")


def draw_thumb(cast: Cast, story: Storyboard, view: str) -> Plate:
    """The small picture of the full movement's end, right side working. The ground runs off the edge."""
    camera = camera_for(cast.exercise.movement.orientation, view)
    end = next(stage for stage in story.stages if stage.name == "end").way[-1]
    solids = cast.solids(end)
    points = np.concatenate([solid.vertices for solid in solids if solid.layer not in GROUND])
    frame = frame_around(camera, points, _MARGIN_M)
    seen = look(solids, camera, frame)
    ground = [layer for layer in ground_layers(solids, camera, frame) if layer.paint in GROUND]
    layers = [*ground, *prop_layers(seen, solids), *body_layers(seen, cast.subject, True)]
    kept = [_bold(layer) for layer in layers if layer.paint not in _LEFT_OUT]
    return Plate(round(frame.columns * UNITS_PER_PIXEL), round(frame.rows * UNITS_PER_PIXEL), {"end": kept})


def _bold(layer: Layer) -> Layer:
    return replace(layer, paint=f"{layer.paint}-bold") if layer.paint in _BOLD else layer
