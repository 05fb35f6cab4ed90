import json
from importlib import resources

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.mirror import mirror
from hipwise.body.shape import placed_capsules
from hipwise.figure.camera import camera_for
from hipwise.figure.drawing import draw_body, draw_props
from hipwise.figure.flat_shape import Group, Shape
from hipwise.figure.props import DRAWERS, DrawnProp, Layer, PlaceError, Scene, draw_prop, lay_among
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Prop
from hipwise.library.side import Side
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import build_timeline

CATALOGUE = load_catalogue()
EXERCISES = sorted(CATALOGUE.exercises)
VIEWS = ("side", "front", "oblique", "top")
a_micrometre = 1e-6
# Picture points are compared to a tenth of a millimetre.
PLACES = 4
DEEPEST_M = -0.03
# Parts that go deeper, and how deep at most: the plain figure is placed by its named contacts only, and its
# shoulder blade does not glide, so the shoulder it lies on sinks in; in the steep bridge the head hangs low.
KNOWN_DEEPER_M: dict[tuple[str, str], float] = {
    ("clamshell", "upper_arm"): -0.065,
    ("isometric-hip-raise", "upper_arm"): -0.065,
    ("side-lying-adduction", "upper_arm"): -0.065,
    ("side-lying-leg-raise", "upper_arm"): -0.065,
    ("ball-bridge", "head"): -0.04,
    ("ball-bridge", "hair"): -0.04,
}


def postures(exercise_id, count=9):
    exercise = CATALOGUE.exercise(exercise_id)
    timeline = build_timeline(exercise, CATALOGUE.arm_postures, 0.0)
    times = [timeline.duration_s * i / (count - 1) for i in range(count)]
    return [f.coordinates for f in frames_at(exercise, timeline, Side.RIGHT, [*times, timeline.out_s])]


def mirrored_outline(shape: Shape) -> frozenset[tuple[float, float]]:
    return frozenset((round(-x, PLACES) + 0.0, round(y, PLACES) + 0.0) for x, y in shape.points)


def outline(shape: Shape) -> frozenset[tuple[float, float]]:
    return frozenset((round(x, PLACES) + 0.0, round(y, PLACES) + 0.0) for x, y in shape.points)


def nearly_equal(these, those) -> bool:
    """Every point has a twin within a few tenths of a millimetre (rounding may fall either way)."""
    return all(any(abs(x - u) + abs(y - v) < 4e-4 for u, v in those) for x, y in these)


def twin(name: str) -> str:
    return name[:-1] + {"r": "l", "l": "r"}[name[-1]] if name[:-1] in ("leg", "arm") else name


def scene(side: Side, coordinates: dict[str, float] | None = None) -> Scene:
    frames = forward_kinematics(coordinates or {})
    return Scene(placed_capsules(frames), frames, camera_for("standing", "front"), side)


@pytest.mark.parametrize("exercise_id", EXERCISES)
@pytest.mark.parametrize("view", VIEWS)
def test_groups_are_painted_from_far_to_near(exercise_id, view):
    exercise = CATALOGUE.exercise(exercise_id)
    camera = camera_for(exercise.movement.orientation, view)
    for coordinates in postures(exercise_id, 3):
        groups = draw_body(coordinates, camera, exercise.muscles, Side.RIGHT)
        nearness = [group.nearness_m for group in groups]
        assert nearness == sorted(nearness)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_body_of_the_left_side_is_the_mirror_image_of_the_right(exercise_id):
    exercise = CATALOGUE.exercise(exercise_id)
    camera = camera_for(exercise.movement.orientation, exercise.movement.view)
    for coordinates in postures(exercise_id, 3):
        right = draw_body(coordinates, camera, exercise.muscles, Side.RIGHT)
        left = draw_body(mirror(coordinates), camera.mirrored, exercise.muscles, Side.LEFT)
        theirs = {twin(g.name): g for g in left}
        for here in right:
            there = theirs[here.name]
            assert there.nearness_m == pytest.approx(here.nearness_m, abs=a_micrometre)
            assert [s.fill for s in there.shapes] == [s.fill for s in here.shapes]
            for mine, other in zip(here.shapes, there.shapes, strict=True):
                assert nearly_equal(mirrored_outline(mine), outline(other))


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_props_of_the_left_side_are_the_mirror_image_of_the_right(exercise_id):
    exercise = CATALOGUE.exercise(exercise_id)
    camera = camera_for(exercise.movement.orientation, exercise.movement.view)
    start, *_, end = postures(exercise_id, 3)
    right = draw_props(exercise.movement.props, end, start, camera, Side.RIGHT)
    left = draw_props(exercise.movement.props, mirror(end), mirror(start), camera.mirrored, Side.LEFT)
    for here, there in zip(right, left, strict=True):
        mine = [mirrored_outline(s) for s in here.group.shapes]
        theirs = [outline(s) for s in there.group.shapes]
        assert len(mine) == len(theirs)
        assert all(any(nearly_equal(a, b) for b in theirs) for a in mine)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_no_part_of_the_body_is_more_than_three_centimetres_under_the_floor(exercise_id):
    for coordinates in postures(exercise_id):
        for capsule in placed_capsules(forward_kinematics(coordinates)):
            deepest = KNOWN_DEEPER_M.get((exercise_id, capsule.part), DEEPEST_M)
            assert capsule.lowest_m > deepest, f"{capsule.part} {capsule.side}"


def test_no_exception_from_the_floor_is_kept_that_is_not_needed():
    for (exercise_id, part), _ in KNOWN_DEEPER_M.items():
        lowest = min(
            c.lowest_m
            for coordinates in postures(exercise_id)
            for c in placed_capsules(forward_kinematics(coordinates))
            if c.part == part
        )
        assert lowest <= DEEPEST_M


@pytest.mark.parametrize(
    "exercise_id", [e for e in EXERCISES if CATALOGUE.exercise(e).movement.fixed == "working.foot"]
)
def test_the_standing_foot_stays_at_its_spot(exercise_id):
    spots = []
    for coordinates in postures(exercise_id):
        feet = [c for c in placed_capsules(forward_kinematics(coordinates)) if c.part in ("heel", "toes")]
        right = [c for c in feet if c.side == "r"]
        spots.append(
            (sum(c.start[0] + c.end[0] for c in right) / 4, sum(c.start[2] + c.end[2] for c in right) / 4)
        )
    assert all(spot == pytest.approx(spots[0], abs=a_micrometre) for spot in spots)


def test_every_kind_of_prop_that_content_may_name_has_a_drawer():
    schema = json.loads(
        (resources.files("hipwise") / "content/schemas/exercise.schema.json").read_text("utf-8")
    )
    props = schema["properties"]["movement"]["properties"]["props"]["items"]["properties"]
    assert set(DRAWERS) == set(props["kind"]["enum"])


@pytest.mark.parametrize("kind", sorted(DRAWERS))
def test_every_prop_can_be_drawn(kind):
    at = "floor" if kind in ("mat", "wall") else "feet"
    drawn = draw_prop(Prop(kind, at, 0.2), scene(Side.RIGHT), 0)
    assert drawn.group.shapes
    assert all(len(shape.points) >= 3 for shape in drawn.group.shapes)


def test_an_unknown_kind_of_prop_is_an_error():
    with pytest.raises(KeyError, match="trampoline"):
        draw_prop(Prop("trampoline", "feet", 0.2), scene(Side.RIGHT), 0)


@pytest.mark.parametrize("at", ["moon", "working.moon", "floor"])
def test_a_prop_at_a_place_that_the_body_does_not_have_is_an_error(at):
    with pytest.raises(PlaceError, match=at):
        draw_prop(Prop("step", at, 0.2), scene(Side.RIGHT), 0)


@pytest.mark.parametrize(("side", "outward"), [(Side.RIGHT, -1.0), (Side.LEFT, 1.0)])
def test_a_step_reaches_outwards_from_the_working_foot(side, outward):
    # Seen from the front the subject's right is on the left of the picture.
    drawn = draw_prop(Prop("step", "working.foot", 0.15), scene(side), 0)
    xs = [x for shape in drawn.group.shapes for x, _ in shape.points]
    assert max(x * outward for x in xs) > 0.3
    assert min(x * outward for x in xs) > -0.05


def test_what_carries_a_leg_is_painted_just_before_it():
    groups = [Group(name, float(i), ()) for i, name in enumerate(["legl", "trunk", "legr", "head"])]
    board = DrawnProp(Group("board", 9.0, ()), Layer.UNDER, ("legr",))
    assert [g.name for g in lay_among(groups, [board])] == ["legl", "trunk", "board", "legr", "head"]


def test_what_wraps_both_legs_is_painted_after_the_nearer_one():
    groups = [Group(name, float(i), ()) for i, name in enumerate(["legl", "trunk", "legr", "head"])]
    band = DrawnProp(Group("band", 0.0, ()), Layer.OVER, ("legr", "legl"))
    assert [g.name for g in lay_among(groups, [band])] == ["legl", "trunk", "legr", "band", "head"]


def test_a_chair_is_painted_by_its_distance():
    groups = [Group(name, float(i), ()) for i, name in enumerate(["legl", "trunk", "legr", "head"])]
    chair = DrawnProp(Group("chair", 1.5, ()), Layer.BY_DISTANCE)
    assert [g.name for g in lay_among(groups, [chair])] == ["legl", "trunk", "chair", "legr", "head"]
