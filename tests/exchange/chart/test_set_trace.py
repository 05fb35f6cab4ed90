"""The chart of a set says in words what it draws, and draws what was not judged as such."""

from functools import cache
from xml.etree import ElementTree

import pytest
from tests.coach.performer import Performer, unmeasured

from hipwise.coach.landmarks import Recording
from hipwise.coach.trace import SetTrace, trace_set
from hipwise.exchange.chart.set_trace import clock_words, describe_trace, set_trace_svg, with_own_colours
from hipwise.exchange.picture_file import png_of
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.library.validity_card import PAGE_MODEL

CATALOGUE = unmeasured()


@cache
def _trace(exercise_id: str, pace: float = 1.0) -> SetTrace:
    return trace_set(*_performed(exercise_id, pace), CATALOGUE)


def _performed(exercise_id: str, pace: float) -> tuple[Recording, Exercise, Side]:
    exercise = CATALOGUE.exercise(exercise_id)
    side = Side.BOTH if exercise.laterality is Laterality.BOTH_TOGETHER else Side.RIGHT
    if exercise.watch.camera == "none":
        return Recording((0.0, 1.0), {}, scaled=True), exercise, side
    performer = Performer(exercise, side, CATALOGUE).stand_still(1.5)
    performer.repeat(1, pause_s=0.5).repeat(2, pace=pace, pause_s=0.5).stand_still(0.5)
    return performer.record(10.0), exercise, side


@pytest.mark.parametrize("exercise_id", sorted(CATALOGUE.exercises))
def test_every_exercise_can_be_drawn(exercise_id: str) -> None:
    root = ElementTree.fromstring(set_trace_svg(_trace(exercise_id), CATALOGUE))
    assert "nan" not in ElementTree.tostring(root, "unicode")


def test_it_has_a_title_and_a_description() -> None:
    root = ElementTree.fromstring(set_trace_svg(_trace("straight-leg-raise"), CATALOGUE, "one"))
    assert [each.tag.rpartition("}")[2] for each in root[0]][:2] == ["title", "desc"]
    assert root.attrib["aria-labelledby"] == "one-title one-desc"


def test_the_description_tells_count_faults_and_what_was_not_judged() -> None:
    assert describe_trace(_trace("straight-leg-raise", 3.0), CATALOGUE) == (
        "3 repetitions. Knee bends: not seen. Movement is too large: not seen. "
        "Too fast: repetitions 2 to 3. "
        "Not judged: Low back arches, Pinch in the front of the hip, Pelvic tilt, Hip rotation."
    )


def test_a_fault_below_the_bar_of_its_card_is_told_as_not_judged() -> None:
    measured = load_catalogue()
    trace = trace_set(*_performed("straight-leg-raise", 3.0), measured, model=PAGE_MODEL)
    _, not_judged = describe_trace(trace, measured).split("Not judged: ")
    assert "Knee bends" in not_judged


def test_every_repetition_has_its_number() -> None:
    svg = set_trace_svg(_trace("straight-leg-raise"), CATALOGUE)
    assert [f">{number}</text>" in svg for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_hold_tells_its_seconds() -> None:
    assert ">1: 20 s</text>" in set_trace_svg(_trace("hip-flexor-stretch"), CATALOGUE)


def test_where_nothing_can_be_counted_that_is_said() -> None:
    assert describe_trace(_trace("pelvic-tilt"), CATALOGUE).startswith("Nothing could be counted.")


def test_a_file_of_its_own_carries_its_colours() -> None:
    svg = with_own_colours(set_trace_svg(_trace("clamshell"), CATALOGUE), "Clamshell & co")
    ElementTree.fromstring(svg)
    assert "var(--" not in svg
    assert "Clamshell &amp; co" in svg


def test_a_file_of_its_own_becomes_a_picture() -> None:
    svg = with_own_colours(set_trace_svg(_trace("clamshell"), CATALOGUE), "Clamshell")
    assert png_of(svg, 300).startswith(b"\x89PNG")


def test_the_clock_counts_minutes() -> None:
    assert [clock_words(seconds) for seconds in (0.0, 7.9, 61.0)] == ["0:00", "0:07", "1:01"]
