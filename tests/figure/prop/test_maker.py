"""Props lie where the body needs them, in every exercise."""

import json
from functools import cache
from importlib import resources
from itertools import product

import numpy as np
import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.figure.prop.capsule_skin import capsule_skin
from hipwise.figure.prop.course import placed_course
from hipwise.figure.prop.maker import KINDS, make_props
from hipwise.figure.prop.scene import PlaceError, Scene, scene_of
from hipwise.figure.prop_mesh import ROOM, PropMesh
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Prop

five_millimetres = 5e-3
CATALOGUE = load_catalogue()
EXERCISES = sorted(CATALOGUE.exercises)
SKIN = capsule_skin()


@cache
def scene(exercise: str) -> Scene:
    return scene_of(SKIN, placed_course(CATALOGUE.exercise(exercise), CATALOGUE))


@cache
def made(exercise: str) -> tuple[PropMesh, ...]:
    return make_props(CATALOGUE.exercise(exercise).movement.props, scene(exercise))


def test_every_kind_that_content_may_name_has_a_maker() -> None:
    file = resources.files("hipwise.content") / "schemas" / "exercise.schema.json"
    schema = json.loads(file.read_text("utf-8"))
    kinds = schema["properties"]["movement"]["properties"]["props"]["items"]["properties"]["kind"]["enum"]
    assert set(kinds) == set(KINDS)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_sinks_below_the_mat(exercise: str) -> None:
    for prop in made(exercise):
        if prop.kind != "mat" and set(prop.bones) == {ROOM}:
            assert min(v[1] for v in prop.vertices) > -1e-9


@pytest.mark.parametrize("exercise", [e for e in EXERCISES if CATALOGUE.exercise(e).movement.props])
def test_the_mat_lies_under_the_whole_body(exercise: str) -> None:
    for mat in (p for p in made(exercise) if p.kind == "mat"):
        corners, points = np.array(mat.vertices), scene(exercise).points.reshape(-1, 3)
        near = points[points[:, 1] < 0.3]
        for axis, (low, high) in product((0, 2), [(corners.min(0), corners.max(0))]):
            assert low[axis] < near[:, axis].min()
            assert near[:, axis].max() < high[axis]


@pytest.mark.parametrize(
    ("exercise", "kind", "at"),
    [
        ("step-down", "step", "working.foot"),
        ("hip-hike", "step", "working.foot"),
        ("wobble-board", "wobble-board", "feet"),
        ("bosu", "bosu", "feet"),
        ("single-leg-stance-unstable", "pillow", "working.foot"),
    ],
)
def test_what_carries_a_foot_is_as_high_as_the_sole(exercise: str, kind: str, at: str) -> None:
    here = scene(exercise)
    top = max(v[1] for p in made(exercise) if p.kind == kind for v in p.vertices)
    sole = float(here.part(at)[:, 1].min())
    # A pillow stays higher around the foot that presses it down.
    assert sole - five_millimetres < top < sole + 0.03


def test_the_back_of_the_chair_is_under_the_hand() -> None:
    hand = scene("hip-hike").part("working.hand")
    chair = next(np.array(p.vertices) for p in made("hip-hike") if p.kind == "chair")
    assert chair[:, 1].max() == pytest.approx(hand[:, 1].min(), abs=five_millimetres)


def test_the_ankle_board_tips_with_the_foot() -> None:
    coordinates = placed_course(CATALOGUE.exercise("baps-board"), CATALOGUE)[0]
    board = next(p for p in made("baps-board") if p.kind == "baps-board")
    assert set(board.bones) == {"foot_r"}
    level, tipped = (np.array(board.placed(forward_kinematics(c))) for c in (coordinates[0], coordinates[-1]))
    assert np.ptp(tipped[:, 1]) > np.ptp(level[:, 1])


def test_the_band_hangs_on_both_thighs() -> None:
    band = next(p for p in made("lateral-band-walk") if p.kind == "loop-band")
    assert set(band.bones) == {"femur_r", "femur_l"}


def test_the_thrown_ball_leaves_the_hands_and_comes_back() -> None:
    ball = next(p for p in made("single-leg-stance-ball-toss") if p.kind == "light-ball")
    held, away, caught = (ball.shift_at(1, share) for share in (0.0, 0.625, 1.0))
    assert away[0] > held[0] + 1.0
    assert caught == pytest.approx(held)


def test_a_ball_that_is_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a height below"):
        make_props((Prop("exercise-ball", "heels", 0.9),), scene("ball-bridge"))


def test_a_step_that_lies_on_no_part_of_the_body_is_refused() -> None:
    with pytest.raises(PlaceError, match="no place 'floor'"):
        make_props((Prop("step", "floor", 0.1),), scene("step-down"))


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(PlaceError, match="no place 'tail'"):
        make_props((Prop("pillow", "tail", 0.1),), scene("clamshell"))
