import re
from xml.etree import ElementTree

import pytest

from hipwise.figure.palette import SKIN_TONES
from hipwise.figure.still import MOMENTS, NoDrawingError, end_name, load_plates, still_svg
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side

EXERCISES = sorted(load_catalogue().exercises)
SVG = "{http://www.w3.org/2000/svg}"
LARGEST_BYTES = 60_000
# A curve's handles may leave the frame by this much, millimetres; the ink does not.
HANDLES_MM = 12


def read(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


@pytest.mark.parametrize("side", [Side.RIGHT, Side.LEFT])
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_still_is_well_formed_small_and_has_a_title(exercise: str, moment: str, side: Side) -> None:
    svg = still_svg(exercise, side, moment, "Knee & hip")
    root = read(svg)
    assert (root.tag, root.attrib["role"], root[0].text) == (f"{SVG}svg", "img", "Knee & hip")
    assert len(svg.encode()) <= LARGEST_BYTES


@pytest.mark.parametrize("exercise", EXERCISES)
def test_start_and_end_differ(exercise: str) -> None:
    assert still_svg(exercise, Side.RIGHT, "start", "x") != still_svg(exercise, Side.RIGHT, "end", "x")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_is_outside_the_frame(exercise: str) -> None:
    for plate in load_plates(exercise, "both").values():
        for picture in plate.pictures.values():
            for _, data in picture:
                for x, y in places(data):
                    assert -HANDLES_MM <= x <= plate.width + HANDLES_MM
                    assert -HANDLES_MM <= y <= plate.height + HANDLES_MM


def places(data: str) -> list[tuple[int, int]]:
    """The ends of all pieces of relative path data with the commands M, c, l and z."""
    found, here = [], (0, 0)
    for command, text in re.findall(r"([Mcl])([^Mclz]*)", data):
        numbers = [int(n) for n in re.findall(r"-?\d+", text)]
        size = {"M": 2, "l": 2, "c": 6}[command]
        for i in range(0, len(numbers), size):
            dx, dy = numbers[i + size - 2 : i + size]
            here = (dx, dy) if command == "M" else (here[0] + dx, here[1] + dy)
            found.append(here)
    return found


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_left_side_is_the_right_one_in_the_mirror(exercise: str) -> None:
    for moment in ("start", "end", "thumb"):
        right, left = (still_svg(exercise, side, moment, "x") for side in (Side.RIGHT, Side.LEFT))
        width = read(right).attrib["viewBox"].split()[2]
        assert left.replace(f"translate({width} 0) scale(-1 1)", "translate(0 0)") == right
        assert left != right


def test_a_sheet_keeps_its_order_when_it_is_mirrored() -> None:
    right, left = (read(still_svg("clamshell", side, "both", "x")) for side in (Side.RIGHT, Side.LEFT))
    for one, other in zip(right.iter(f"{SVG}g"), left.iter(f"{SVG}g"), strict=True):
        assert [path.attrib for path in one] == [path.attrib for path in other]
        assert "scale(-" in other.attrib["transform"]


def test_both_stands_start_beside_end() -> None:
    assert len(read(still_svg("bridge", Side.RIGHT, "both", "x")).findall(f"{SVG}g")) == 2


def test_a_smaller_range_shows_a_picture_of_no_larger_range() -> None:
    plate = load_plates("straight-leg-raise", "end")["main"]
    drawn = {100: "end", **{int(n[4:]): n for n in plate.pictures if n.startswith("end-")}}
    for percent in range(min(drawn), 101):
        name = end_name(plate, percent / 100)
        assert name == drawn[max(p for p in drawn if p <= percent)]


def test_a_range_below_all_drawn_ones_shows_the_smallest() -> None:
    plate = load_plates("straight-leg-raise", "end")["main"]
    smallest = min((int(n[4:]) for n in plate.pictures if n.startswith("end-")), default=100)
    assert end_name(plate, 0.01) == (f"end-{smallest}" if smallest < 100 else "end")


def test_nothing_in_a_title_can_break_out_of_it() -> None:
    svg = still_svg("bridge", Side.RIGHT, "start", "</title><script>x</script>")
    assert read(svg).find(f".//{SVG}script") is None


@pytest.mark.parametrize("tone", [tone.id for tone in SKIN_TONES])
def test_every_skin_tone_changes_the_skin_and_no_line(tone: str) -> None:
    paths = [
        [
            path.attrib["d"]
            for path in read(still_svg("bridge", Side.RIGHT, "end", "x", tone=t)).iter(f"{SVG}path")
        ]
        for t in (tone, "tone-2")
    ]
    assert paths[0] == paths[1]


@pytest.mark.parametrize(
    ("exercise", "moment"), [("handstand", "end"), ("../bridge", "end"), ("bridge", "middle")]
)
def test_a_still_that_does_not_exist_is_an_error(exercise: str, moment: str) -> None:
    with pytest.raises(NoDrawingError, match=f"no drawing of '{moment}'"):
        still_svg(exercise, Side.RIGHT, moment, "x")
