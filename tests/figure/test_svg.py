import re
from xml.etree import ElementTree

import pytest

from hipwise.figure.svg import loop_frames, still_svg, views_svg
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side

CATALOGUE = load_catalogue()
EXERCISES = sorted(CATALOGUE.exercises)
SVG = "{http://www.w3.org/2000/svg}"
SIDES = (Side.RIGHT, Side.LEFT)


def read(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("moment", ["start", "end", "both"])
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_a_still_is_well_formed_and_has_a_title(exercise_id, moment, side):
    svg = still_svg(CATALOGUE.exercise(exercise_id), CATALOGUE.arm_postures, side, moment, "Knee & hip")
    root = read(svg)
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == "Knee & hip"
    assert len(root.findall(f"{SVG}g")) == (2 if moment == "both" else 1)


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_the_views_show_side_front_and_top(exercise_id, side):
    root = read(views_svg(CATALOGUE.exercise(exercise_id), CATALOGUE.arm_postures, side, 0.5, "Three views"))
    assert root.findtext(f"{SVG}title") == "Three views"
    assert len(root.findall(f"{SVG}g")) == 3


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_every_frame_of_a_loop_has_the_same_shapes(exercise_id, side):
    loop = loop_frames(CATALOGUE.exercise(exercise_id), CATALOGUE.arm_postures, side)
    count = sum(len(group["shapes"]) for group in loop["groups"])
    assert {len(frame) for frame in loop["frames"]} == {count}
    assert len(loop["frames"]) == len(loop["parts"]) == len(loop["words"]) == 25


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_a_loop_ends_where_it_began(exercise_id):
    frames = loop_frames(CATALOGUE.exercise(exercise_id), CATALOGUE.arm_postures, Side.RIGHT)["frames"]
    assert frames[0] == frames[-1]


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_a_loop_stays_inside_its_view_box(exercise_id):
    loop = loop_frames(CATALOGUE.exercise(exercise_id), CATALOGUE.arm_postures, Side.LEFT)
    _, _, width, height = (float(x) for x in loop["viewBox"].split())
    numbers = [
        tuple(map(float, pair.split()))
        for frame in loop["frames"]
        for path in frame
        for pair in re.split("[MLZ]", path)
        if pair
    ]
    assert all(-0.5 <= x <= width + 0.5 and -0.5 <= y <= height + 0.5 for x, y in numbers)


def test_the_middle_frame_of_a_loop_is_the_end_posture():
    exercise = CATALOGUE.exercise("bridge")
    loop = loop_frames(exercise, CATALOGUE.arm_postures, Side.RIGHT)
    assert loop["parts"].index("back") == 12


def test_a_smaller_range_moves_less():
    exercise = CATALOGUE.exercise("straight-leg-raise")
    heights = []
    for share in (1.0, 0.5):
        loop = loop_frames(exercise, CATALOGUE.arm_postures, Side.RIGHT, range_share=share)
        heights.append(float(loop["viewBox"].split()[3]))
    assert heights[1] < heights[0]


def test_nothing_in_a_title_can_break_out_of_it():
    exercise = CATALOGUE.exercise("bridge")
    svg = still_svg(exercise, CATALOGUE.arm_postures, Side.RIGHT, "start", "</title><script>x</script>")
    assert read(svg).find(f".//{SVG}script") is None


def test_an_unknown_moment_is_an_error():
    with pytest.raises(KeyError, match="middle"):
        still_svg(CATALOGUE.exercise("bridge"), CATALOGUE.arm_postures, Side.RIGHT, "middle", "x")


@pytest.mark.parametrize("side", SIDES)
def test_the_same_figure_is_drawn_twice_alike(side):
    exercise = CATALOGUE.exercise("step-down")
    drawn = {still_svg(exercise, CATALOGUE.arm_postures, side, "both", "x") for _ in range(2)}
    assert len(drawn) == 1
