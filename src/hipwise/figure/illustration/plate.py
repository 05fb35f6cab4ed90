"""All pictures of one exercise, from its body, props and storyboard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hipwise.figure.body_mesh import BodyMesh
from hipwise.figure.camera import Camera, camera_for
from hipwise.figure.illustration.arrow import arrow
from hipwise.figure.illustration.ghost import ghost_lines
from hipwise.figure.illustration.layer import UNITS_PER_PIXEL, Layer, area_layer, line_layer
from hipwise.figure.illustration.look import Frame, Look, axes, frame_around, look
from hipwise.figure.illustration.path import path_of_lines
from hipwise.figure.illustration.picture import body_layers, prop_layers
from hipwise.figure.illustration.prop_solid import prop_solids
from hipwise.figure.illustration.solid import Solid
from hipwise.figure.illustration.storyboard import Storyboard
from hipwise.figure.illustration.subject import Subject, make_subject
from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import PropMesh
from hipwise.figure.rig import BONE_NAMES
from hipwise.library.exercise import Exercise

_MARGIN_M = 0.05
# One vertex in so many is asked for its way.
_EVERY = 7
# How much the way of a point says about an exercise of the hip, by the bone it hangs on; others count whole.
_WORTH_OF_OTHER_LEG = 0.7
_WORTH = {
    **dict.fromkeys(("humerus", "forearm", "hand", "shoulderhalf", "elbowhalf"), 0.12),
    **dict.fromkeys(("head", "neck"), 0.4),
    **dict.fromkeys(("spine1", "spine2", "spine3"), 0.7),
}


@dataclass(frozen=True, slots=True)
class Plate:
    """Pictures by name (start, end, end-80 …), all in one frame of `width` and `height` millimetres."""

    width: int
    height: int
    pictures: Mapping[str, Sequence[Layer]]


def draw_plate(
    exercise: Exercise, body: BodyMesh, props: Sequence[PropMesh], story: Storyboard, view: str
) -> Plate:
    """The plate of an exercise, right side working, from a named view."""
    subject = make_subject(body, exercise.muscles, exercise.laterality)
    camera = camera_for(exercise.movement.orientation, view)
    start = [subject.solid(subject.skins([story.start])[0]), *prop_solids(props, story.start, 0, 0.0)]
    ways = {share: subject.skins(way) for share, way in story.ways.items()}
    ends = {
        share: [subject.solid(way[-1]), *prop_solids(props, story.ends[share], story.last_leg, 1.0)]
        for share, way in ways.items()
    }
    frame = frame_around(camera, _reach([start, *ends.values()]), _MARGIN_M)
    scene = _Scene(subject, camera, frame)
    before = scene.look(start)
    pictures = {"start": scene.layers(start, before, with_marks=False)}
    for share, end in ends.items():
        pictures[_name(share)] = scene.end_layers(before, end, ways[share])
    return Plate(round(frame.columns * UNITS_PER_PIXEL), round(frame.rows * UNITS_PER_PIXEL), pictures)


def _name(share: float) -> str:
    return "end" if share == 1.0 else f"end-{round(100 * share)}"


def _reach(moments: Sequence[Sequence[Solid]]) -> Array:
    """All points that must be in the frame."""
    return np.concatenate([solid.vertices for solids in moments for solid in solids])


def bone_worth() -> dict[str, float]:
    """Worth by bone of the rig. Of the legs, that of the working right side says most."""
    worth = {}
    for bone in BONE_NAMES:
        part, _, side = bone.partition("_")
        worth[bone] = _WORTH.get(part, _WORTH_OF_OTHER_LEG if side == "l" else 1.0)
    return worth


@dataclass(frozen=True, slots=True)
class _Scene:
    subject: Subject
    camera: Camera
    frame: Frame

    def look(self, solids: Sequence[Solid]) -> Look:
        return look(solids, self.camera, self.frame)

    def layers(
        self, solids: Sequence[Solid], seen: Look, with_marks: bool, ghost: Sequence[Layer] = ()
    ) -> list[Layer]:
        shadow = area_layer("shadow", seen.shadow, 60.0, 4.0)
        ground = [*prop_layers(seen, solids), *shadow, *ghost]
        return [*ground, *body_layers(seen, self.subject, with_marks)]

    def end_layers(self, before: Look, solids: Sequence[Solid], way: Array) -> list[Layer]:
        seen = self.look(solids)
        ghost = line_layer("ghost", ghost_lines(before.shows(0), seen.shows(0)))
        return [*self.layers(solids, seen, True, ghost), *self.arrow_layer(way, seen)]

    def arrow_layer(self, way: Array, seen: Look) -> list[Layer]:
        points = self.frame.pixels(way[:, ::_EVERY] @ axes(self.camera).T)[..., :2]
        worth = self.subject.weighed(bone_worth())
        found = arrow(points, worth[::_EVERY], seen.shows(0))
        if found is None:
            return []
        return [Layer("arrow", path_of_lines([found.outline * UNITS_PER_PIXEL], closed=True))]
