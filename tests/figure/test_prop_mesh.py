"""A prop can be kept, read, mirrored and placed."""

from dataclasses import replace

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.figure.prop_mesh import (
    MATERIALS,
    THROW_S,
    PropMesh,
    mirror_prop,
    prop_from_mapping,
    prop_mapping,
    props_of,
)
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side

half_a_millimetre = 0.5e-3
EXERCISES = sorted(load_catalogue().exercises)
BAND = PropMesh(
    "loop-band",
    "rubber",
    ((0.0, 0.5, 0.1), (0.0, 0.5, 0.2), (0.1, 0.5, -0.1)),
    ((0.0, 0.0, 1.0),) * 3,
    ((0, 1, 2),),
    ("femur_r", "femur_r", "femur_l"),
)
BALL = PropMesh(
    "light-ball",
    "vinyl",
    ((0.0, 1.0, 0.0),) * 3,
    ((0.0, 1.0, 0.0),) * 3,
    ((0, 1, 2),),
    ("",) * 3,
    (((0.0, 0.0, 0.0), (0.2, 0.0, 0.1)), ((0.2, 0.0, 0.1), (0.0, 0.0, 0.0))),
)


@pytest.mark.parametrize("prop", [BAND, BALL])
def test_reading_gives_what_was_kept(prop: PropMesh) -> None:
    assert prop_from_mapping(prop_mapping(prop)) == prop


@pytest.mark.parametrize("prop", [BAND, BALL])
def test_mirroring_twice_changes_nothing(prop: PropMesh) -> None:
    assert mirror_prop(mirror_prop(prop)) == prop


def test_mirroring_swaps_the_bones_that_a_band_hangs_on() -> None:
    assert mirror_prop(BAND).bones == ("femur_l", "femur_l", "femur_r")


def test_a_vertex_goes_with_its_bone() -> None:
    straight, bent = (forward_kinematics({"hip_flexion_r": deg}) for deg in (0.0, 90.0))
    assert BAND.placed(straight)[2] == pytest.approx(BAND.placed(bent)[2])
    assert BAND.placed(bent)[0][0] > BAND.placed(straight)[0][0] + 0.3


def test_a_path_leads_evenly_in_time() -> None:
    assert BALL.shift_at(0, 0.5) == pytest.approx((0.1, 0.0, 0.05))
    assert BALL.shift_at(1, 2.0) == (0.0, 0.0, 0.0)


def test_a_throw_is_repeated_while_its_leg_lasts() -> None:
    thrown = replace(BALL, path=(((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 0.0)),))
    assert thrown.shift_at(0, 0.125, 4 * THROW_S) == pytest.approx((1.0, 0.0, 0.0))
    assert thrown.shift_at(0, 0.25, 4 * THROW_S) == pytest.approx((0.0, 0.0, 0.0))


def test_a_prop_without_path_stays() -> None:
    assert BAND.shift_at(3, 0.7) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_its_props(exercise: str) -> None:
    wanted = {prop.kind for prop in load_catalogue().exercise(exercise).movement.props}
    assert {prop.kind for prop in props_of(exercise)} == wanted


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_left_side_has_the_mirrored_props(exercise: str) -> None:
    assert props_of(exercise, Side.LEFT) == tuple(mirror_prop(p) for p in props_of(exercise))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_material_is_known(exercise: str) -> None:
    assert {prop.material for prop in props_of(exercise)} <= set(MATERIALS)
