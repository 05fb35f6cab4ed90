"""The kept props are those that would be made now."""

import numpy as np
import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.figure.body_mesh import load_body
from hipwise.figure.pose import Array
from hipwise.figure.prop.course import course_of
from hipwise.figure.prop.kept import all_props
from hipwise.figure.prop.scene import Scene, scene_of, skin_of
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop_mesh import PropMesh, props_of
from hipwise.library.catalogue import load_catalogue

# Kept in whole millimetres; processors differ in the last bits, which may turn the rounding once.
two_millimetres = 2e-3
five_millimetres = 5e-3
one_millimetre = 1e-3
CATALOGUE = load_catalogue()
SKIN = skin_of(load_body())


@pytest.fixture(scope="module")
def made() -> dict[str, tuple[PropMesh, ...]]:
    return all_props(CATALOGUE, SKIN)


@pytest.mark.parametrize("exercise", sorted(CATALOGUE.exercises))
def test_make_figure_would_write_the_same(exercise: str, made: dict[str, tuple[PropMesh, ...]]) -> None:
    kept = props_of(exercise)
    assert [(p.kind, p.material, p.bones, p.faces) for p in made[exercise]] == [
        (p.kind, p.material, p.bones, p.faces) for p in kept
    ], "run: make figure"
    for now, before in zip(made[exercise], kept, strict=True):
        assert np.abs(np.subtract(now.vertices, before.vertices)).max() < two_millimetres, "run: make figure"


def scene(exercise: str) -> Scene:
    return scene_of(SKIN, course_of(CATALOGUE.exercise(exercise), CATALOGUE))


def top_under(prop: PropMesh, place: Array) -> float:
    """Height of a prop of the room straight under or over a place, metres; NaN beside it."""
    corners = np.array(prop.vertices)[np.array(prop.faces)]
    tops = [height_at(c, place) for c in corners]
    return float(np.nanmax(tops)) if not np.isnan(tops).all() else float("nan")


def height_at(corners: Array, place: Array) -> float:
    """Height of a triangle (3, 3) over or under a place; NaN beside it or where it stands upright."""
    (ax, az), (bx, bz), (cx, cz) = corners[:, [0, 2]]
    area = (bx - ax) * (cz - az) - (cx - ax) * (bz - az)
    if abs(area) < 1e-12:
        return float("nan")
    v = ((place[0] - ax) * (cz - az) - (cx - ax) * (place[2] - az)) / area
    w = ((bx - ax) * (place[2] - az) - (place[0] - ax) * (bz - az)) / area
    if v < 0.0 or w < 0.0 or v + w > 1.0:
        return float("nan")
    return float(corners[0, 1] + v * (corners[1, 1] - corners[0, 1]) + w * (corners[2, 1] - corners[0, 1]))


@pytest.mark.parametrize(
    ("exercise", "kind", "at"),
    [
        ("step-down", "step", "working.foot"),
        ("hip-hike", "step", "working.foot"),
        ("wobble-board", "wobble-board", "feet"),
        ("bosu", "bosu", "feet"),
        ("single-leg-stance-unstable", "pillow", "working.foot"),
        ("clamshell", "pillow", "head"),
        ("groin-butterfly", "yoga-block", "seat"),
        ("baps-board", "chair", "seat"),
    ],
)
def test_the_body_rests_on_what_carries_it(exercise: str, kind: str, at: str) -> None:
    part = scene(exercise).part(at)
    # A sole has many lowest points, and a pillow is a little higher in its middle.
    resting = part[part[:, 1] < part[:, 1].min() + one_millimetre]
    tops = [[top_under(p, place) for p in props_of(exercise) if p.kind == kind] for place in resting]
    top = np.nanmean(np.fmax.reduce(tops, axis=1))
    assert resting[:, 1].mean() == pytest.approx(top, abs=five_millimetres)


def test_the_legs_lie_on_the_ball_in_every_moment() -> None:
    here = scene("ball-bridge")
    ball = np.array(next(p for p in props_of("ball-bridge") if p.kind == "exercise-ball").vertices)
    centre, radius = (ball.min(axis=0) + ball.max(axis=0)) / 2, size_m("exercise ball radius")
    legs = np.concatenate([here.part_always("feet"), here.part_always("shanks")], axis=1)
    gaps = np.linalg.norm(legs - centre, axis=2).min(axis=1) - radius
    assert np.abs(gaps).max() < five_millimetres


def test_the_ankle_board_stands_on_the_floor_in_every_moment() -> None:
    board = [p for p in props_of("baps-board") if p.kind == "baps-board"]
    for leg in course_of(CATALOGUE.exercise("baps-board"), CATALOGUE):
        for coordinates in leg[::4]:
            frames = forward_kinematics(coordinates)
            lowest = min(v[1] for part in board for v in part.placed(frames))
            assert abs(lowest) < five_millimetres


def test_the_hand_rests_on_the_chair() -> None:
    hand = scene("hip-hike").part("working.hand")
    lowest = hand[hand[:, 1].argmin()]
    chair = next(p for p in props_of("hip-hike") if p.kind == "chair")
    assert lowest[1] == pytest.approx(top_under(chair, lowest), abs=five_millimetres)
