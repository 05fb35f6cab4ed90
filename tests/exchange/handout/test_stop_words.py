"""Stop rules name the limit that holds for this person, and nowhere a higher one."""

from dataclasses import replace

import pytest

from hipwise.exchange.handout.stop_words import stop_rule_words, stop_rules, with_limit
from hipwise.exchange.handout.words import handout_words
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.pain_response import stopping_pain_of
from tests.exchange.handout.samples import full_plan

CATALOGUE = load_catalogue()
USUAL, EARLY = full_plan(), replace(full_plan(), postoperative_week=2)


def test_early_after_surgery_the_pain_limit_is_the_stricter_one() -> None:
    assert stop_rules(USUAL, CATALOGUE)["stop"][1] == "Stop it when pain goes above 5 of 10."
    assert stop_rules(EARLY, CATALOGUE)["stop"][1] == "Stop it when pain goes above 2 of 10."


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("Stop if pain goes over 5 of 10.", "Stop if pain goes over 2 of 10."),
        (
            "Stop if pain runs down the leg, or if pain goes over 5 of 10.",
            "Stop if pain runs down the leg, or if pain goes over 2 of 10.",
        ),
        ("Stop if hip or knee hurts over 2 of 10.", "Stop if hip or knee hurts over 2 of 10."),
        ("Stop when the hip pinches 3 of 10.", "Stop when the hip pinches 3 of 10."),
        ("A step of 10 to 15 centimetres.", "A step of 10 to 15 centimetres."),
    ],
)
def test_a_pain_limit_is_lowered_and_nothing_else_changes(text: str, limited: str) -> None:
    assert limited == with_limit(text, 2)


@pytest.mark.parametrize("exercise", list(CATALOGUE.exercises))
def test_at_the_usual_limit_the_library_says_what_it_says(exercise: str) -> None:
    content = CATALOGUE.exercise(exercise)
    assert content.stop_rule.during == stop_rule_words(content, stopping_pain_of(USUAL, CATALOGUE))[0]


def test_no_sentence_of_an_early_sheet_allows_more() -> None:
    words = handout_words(EARLY, CATALOGUE)
    said = [*words["good_to_know"], *(line for item in words["items"] for line in item["stop"])]
    assert not any("5 of 10" in line for line in said)
