"""What the sheet says: who stands behind it, limits, stop rules, codes."""

from dataclasses import replace
from datetime import date

import pytest

from hipwise.exchange.handout.cover import Cover, cover_at
from hipwise.exchange.handout.words import handout_words
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from tests.exchange.handout.samples import a_plan, an_item, full_plan
from tests.exchange.samples import example_plan

CATALOGUE = load_catalogue()


def test_left_and_right_change_the_words_and_the_drawing() -> None:
    left, right = (
        handout_words(a_plan(an_item("clamshell", side=side)), CATALOGUE)["items"][0]
        for side in (Side.LEFT, Side.RIGHT)
    )
    assert left["side_words"].replace("LEFT", "RIGHT") == right["side_words"]
    assert left["end"]["svg"] != right["end"]["svg"]


def test_a_smaller_range_is_said_and_drawn() -> None:
    whole, less = (
        handout_words(a_plan(an_item("clamshell", range_share=share)), CATALOGUE)["items"][0]
        for share in (1.0, 0.6)
    )
    assert "60 %" in less["note"]
    assert whole["end"]["svg"] != less["end"]["svg"]


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        (Cover(), "Proposed by rules. Not signed by a therapist yet."),
        (
            Cover(signed="clinician", signed_by="A. Therapist", signed_on=date(2026, 11, 3)),
            "Signed by A. Therapist on 3 November 2026.",
        ),
        (Cover(signed="clinician"), "Signed by your therapist."),
        (Cover(signed="patient-alone"), "Not signed by a therapist."),
        (Cover(signed="rule", signed_on=date(2026, 11, 3)), "Made easier by a rule on 3 November 2026"),
    ],
)
def test_the_sheet_says_who_stands_behind_it(cover: Cover, said: str) -> None:
    assert said in handout_words(example_plan(), CATALOGUE, cover=cover)["state"]


@pytest.mark.parametrize(
    ("without_therapist", "title"), [(False, "Call your therapist"), (True, "Ask a doctor or therapist")]
)
def test_it_says_whom_to_ask(without_therapist: bool, title: str) -> None:
    plan = replace(example_plan(), without_therapist=without_therapist)
    assert title == handout_words(plan, CATALOGUE)["whom_to_ask"]


@pytest.mark.parametrize("signed", ["nobody", "patient-alone", "rule"])
def test_without_a_clinician_every_number_is_called_a_default(signed: str) -> None:
    assert "default" in handout_words(example_plan(), CATALOGUE, cover=Cover(signed=signed))["state"]


def test_without_a_server_there_is_no_code() -> None:
    words = handout_words(full_plan(), CATALOGUE)
    assert words["link"] is None
    assert {item["link"] for item in words["items"]} == {None}


def test_the_codes_lead_to_the_patients_own_pages() -> None:
    cover = cover_at("https://clinic.example.org/", ["clamshell"])
    words = handout_words(a_plan(an_item("clamshell")), CATALOGUE, cover=cover)
    assert words["link"]["address"] == "https://clinic.example.org/today/"
    assert words["items"][0]["link"]["address"] == "https://clinic.example.org/plan/clamshell/"


@pytest.mark.parametrize(
    ("item", "squares"),
    [
        (an_item("clamshell", sets=2), ["", ""]),
        (an_item("clamshell", sets=2, side=Side.BOTH, first_side=Side.LEFT), ["L", "L", "R", "R"]),
        (an_item("bridge", sets=3), ["", "", ""]),
        (an_item("hip-flexor-stretch", sets=1, repetitions=3), ["", "", ""]),
        (an_item("bridge", sets=9), []),
    ],
)
def test_there_is_a_square_for_each_set_of_each_side(item: object, squares: list[str]) -> None:
    assert squares == handout_words(a_plan(item), CATALOGUE)["items"][0]["squares"]  # type: ignore[arg-type]


def test_a_paused_exercise_has_nothing_to_tick() -> None:
    cover = Cover(paused={"clamshell": ("It hurt.",)})
    [item] = handout_words(a_plan(an_item("clamshell")), CATALOGUE, cover=cover)["items"]
    assert item["planned"] == [False] * 7


@pytest.mark.parametrize("exercise", list(CATALOGUE.exercises))
def test_each_exercise_of_the_library_can_be_printed(exercise: str) -> None:
    [item] = handout_words(a_plan(an_item(exercise)), CATALOGUE)["items"]
    assert item["start"]["caption"] != item["end"]["caption"]
    assert item["steps"]


def test_what_this_person_minds_stands_with_the_care() -> None:
    reason = load_catalogue().reason("plan-care", text="Keep one hand on a chair.")
    words = handout_words(a_plan(an_item("bridge", reasons=(reason,))), load_catalogue())
    assert words["items"][0]["care"][-1] == "Keep one hand on a chair."
