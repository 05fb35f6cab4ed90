"""The library's pages for clinicians."""

import pytest

from hipwise.clinic.care.exercise_page import watch_card
from hipwise.clinic.care.library_page import library_page
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("exercise_id", sorted(CATALOGUE.exercises))
def test_only_what_a_camera_can_see_is_listed_as_judged(exercise_id: str) -> None:
    exercise = CATALOGUE.exercise(exercise_id)
    views = {
        CATALOGUE.faults[f.code].name: CATALOGUE.faults[f.code].measurable_by for f in exercise.watch.faults
    }
    for name in watch_card(exercise, CATALOGUE)["judged"]:
        assert {"front", "side", "oblique"} & set(views[name]), name


def test_a_pinch_is_asked_and_never_judged() -> None:
    card = watch_card(CATALOGUE.exercise("clamshell"), CATALOGUE)
    assert "Pinch in the front of the hip" in [what for what, _ in card["not_judgeable"]]


def test_a_direction_that_the_hip_never_takes_has_no_number() -> None:
    page = library_page("prone-leg-raise", CATALOGUE)
    assert page is not None
    assert [peak["name"] for peak in page["peaks"]] == ["Hip bend", "Going back"]
