"""The library's pages for clinicians."""

import pytest

from hipwise.clinic.care.exercise_page import watch_card
from hipwise.clinic.care.library_page import library_page
from hipwise.clinic.care.validity_page import validity_page
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("exercise_id", sorted(CATALOGUE.exercises))
def test_only_what_a_camera_can_see_is_said_to_be_judged(exercise_id: str) -> None:
    exercise = CATALOGUE.exercise(exercise_id)
    views = {
        CATALOGUE.faults[f.code].name: CATALOGUE.faults[f.code].measurable_by for f in exercise.watch.faults
    }
    for line in watch_card(exercise, CATALOGUE)["lines"]:
        if line["what"] in views and line["kind"] in ("ok", "roughly"):
            assert {"front", "side", "oblique"} & set(views[line["what"]]), line


def test_a_pinch_is_asked_and_never_judged() -> None:
    card = watch_card(CATALOGUE.exercise("clamshell"), CATALOGUE)
    words = {line["what"]: line["words"] for line in card["lines"]}
    assert words["Pinch in the front of the hip"] == "Cannot judge"


@pytest.mark.parametrize("exercise_id", sorted(CATALOGUE.exercises))
def test_whatever_is_not_judged_says_why(exercise_id: str) -> None:
    page = validity_page(CATALOGUE.exercise(exercise_id), CATALOGUE)
    assert [
        line["what"] for line in page["lines"] if line["kind"] == "not-judgeable" and not line["why"]
    ] == []


@pytest.mark.parametrize("exercise_id", sorted(set(CATALOGUE.validity) & set(CATALOGUE.exercises)))
def test_a_measured_fault_shows_its_share_between_the_ends_of_its_interval(exercise_id: str) -> None:
    page = validity_page(CATALOGUE.exercise(exercise_id), CATALOGUE)
    for line in page["lines"]:
        for gauge in (line["found"], line["alarms"]):
            assert gauge is None or gauge["low"] <= gauge["value"] <= gauge["high"]


def test_a_direction_that_the_hip_never_takes_has_no_number() -> None:
    page = library_page("prone-leg-raise", CATALOGUE)
    assert page is not None
    assert [peak["name"] for peak in page["peaks"]] == ["Hip bend", "Going back"]
