"""All pictures of one exercise from one view, from its body, props and storyboard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hipwise.figure.body_mesh import BodyMesh
from hipwise.figure.camera import Camera, camera_for
from hipwise.figure.illustration.arrow import arrow, covering_costs, outline
from hipwise.figure.illustration.curve import smooth
from hipwise.figure.illustration.ghost import ghost_lines
from hipwise.figure.illustration.layer import UNITS_PER_PIXEL, Layer, area_layer, line_layer
from hipwise.figure.illustration.look import Frame, Look, axes, frame_around, look
from hipwise.figure.illustration.path import path_of_lines
from hipwise.figure.illustration.picture import body_layers, ground_layers, muscle_mask, prop_layers
from hipwise.figure.illustration.prop_solid import prop_solids
from hipwise.figure.illustration.round import round_way, turning_way
from hipwise.figure.illustration.solid import Solid
from hipwise.figure.illustration.storyboard import Moment, Stage, Storyboard, bodies
from hipwise.figure.illustration.subject import Subject, make_subject
from hipwise.figure.illustration.travel import flight, worth_of_points
from hipwise.figure.paint import weight_of
from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import PropMesh
from hipwise.library.exercise import Exercise

_MARGIN_M = 0.05
# One vertex in so many is asked for its way.
_EVERY = 7
# Skin that moves less than this, metres, shows no way of its own.
_HARDLY_M = 0.06


@dataclass(frozen=True, slots=True)
class Plate:
    """Pictures by name (start, end, end-80 …), all in one frame of `width` and `height` millimetres."""

    width: int
    height: int
    pictures: Mapping[str, Sequence[Layer]]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what takes part in an exercise."""

    exercise: Exercise
    subject: Subject
    props: tuple[PropMesh, ...]

    def solids(self, moment: Moment) -> list[Solid]:
        """Body, first, and props at a moment."""
        body = self.subject.solid(self.subject.skins([moment.body])[0])
        return [body, *prop_solids(self.props, moment.body, moment.leg, moment.time_share)]


def make_cast(exercise: Exercise, body: BodyMesh, props: tuple[PropMesh, ...]) -> Cast:
    """The cast of an exercise whose right side works."""
    return Cast(exercise, make_subject(body, exercise.muscles, exercise.laterality), props)


def draw_plate(cast: Cast, story: Storyboard, view: str, with_start: bool = True) -> Plate:
    """The plate of an exercise, right side working, from a named view."""
    camera = camera_for(cast.exercise.movement.orientation, view)
    first = cast.solids(story.start)
    ends = [cast.solids(stage.way[-1]) for stage in story.stages]
    points = [solid.vertices for solids in (first, *ends) for solid in solids]
    points += [w for s in story.stages if (w := _drawn_way(cast, s, story.round_way)) is not None]
    frame = frame_around(camera, np.concatenate(points), _MARGIN_M)
    easel = _Easel(cast, camera, frame, tuple(ground_layers(first, camera, frame)))
    before = easel.look(first)
    pictures = {"start": easel.layers(first, before, with_marks=False)} if with_start else {}
    for stage, solids in zip(story.stages, ends, strict=True):
        origin = stage.way[0]
        past = before if origin == story.start else easel.look(cast.solids(origin))
        pictures[stage.name] = easel.stage(stage, past, solids, story.round_way)
    return Plate(round(frame.columns * UNITS_PER_PIXEL), round(frame.rows * UNITS_PER_PIXEL), pictures)


def _rise_m(stage: Stage) -> float:
    return stage.way[-1].body["pelvis_ty"] - stage.way[0].body["pelvis_ty"]


def _drawn_way(cast: Cast, stage: Stage, around: Sequence[Moment]) -> Array | None:
    """The way (n, 3) of an arrow that may cover anything: a round, a turn or a flight. None for others."""
    if around:
        return round_way(around, cast.props)
    if cast.exercise.movement.fixed == "pelvis" and _only_turns(cast, stage):
        return turning_way(stage.way)
    return flight(cast.props, stage.way[-1].leg)


def _only_turns(cast: Cast, stage: Stage) -> bool:
    """Does the skin hardly move, so that a turn of the pelvis is the whole movement?"""
    first, last = cast.subject.skins(bodies([stage.way[0], stage.way[-1]]))[:, ::_EVERY]
    return float(np.linalg.norm(last - first, axis=1).max()) < _HARDLY_M


@dataclass(frozen=True, slots=True)
class _Easel:
    cast: Cast
    camera: Camera
    frame: Frame
    ground: tuple[Layer, ...]

    @property
    def weight(self) -> float:
        return weight_of(round(self.frame.columns * UNITS_PER_PIXEL))

    def look(self, solids: Sequence[Solid]) -> Look:
        return look(solids, self.camera, self.frame)

    def stage(
        self, stage: Stage, past: Look, solids: Sequence[Solid], around: Sequence[Moment]
    ) -> list[Layer]:
        seen = self.look(solids)
        ghost = line_layer("ghost", ghost_lines(past.shows(0), seen.shows(0)))
        layers = self.layers(solids, seen, True, ghost)
        arrow_outline = self._arrow(stage, seen, around)
        if arrow_outline is None:
            return layers
        return [*layers, Layer("arrow", path_of_lines([arrow_outline * UNITS_PER_PIXEL], closed=True))]

    def layers(
        self, solids: Sequence[Solid], seen: Look, with_marks: bool, ghost: Sequence[Layer] = ()
    ) -> list[Layer]:
        shadow = area_layer("shadow", seen.shadow, 60.0, 4.0)
        around = [*self.ground, *shadow, *prop_layers(seen, solids), *ghost]
        return [*around, *body_layers(seen, self.cast.subject, with_marks, self.weight)]

    def _arrow(self, stage: Stage, seen: Look, around: Sequence[Moment]) -> Array | None:
        cast = self.cast
        drawn = _drawn_way(cast, stage, around)
        if drawn is not None:
            return outline(smooth(self._pixels(drawn), 4.0, closed=False), self.weight)
        worth = worth_of_points(cast.exercise, cast.props, cast.subject, _rise_m(stage))[::_EVERY]
        props = (seen.owner > 0) & ~seen.shows_any(
            [i for i, s in enumerate(cast.props, 1) if s.kind == "mat"]
        )
        costs = covering_costs(seen.shows(0), muscle_mask(seen, cast.subject), props)
        return arrow(self._ways(stage.way), worth, costs, self.weight)

    def _ways(self, moments: Sequence[Moment]) -> Array:
        return self._pixels(self.cast.subject.skins(bodies(moments))[:, ::_EVERY])

    def _pixels(self, points: Array) -> Array:
        return self.frame.pixels(points @ axes(self.camera).T)[..., :2]
