import pytest

from hipwise.plan.score import score
from tests.plan.logs import CATALOGUE


def scored(measure: str, answers: dict[str, object], subscale: str = "total") -> float | None:
    return score(CATALOGUE.measures[measure], answers.items(), subscale)


def test_the_mean_of_eleven_of_twelve_answers_is_a_score():
    assert scored("ihot12", {str(item): 50 for item in range(1, 12)}) == 50


def test_more_than_two_missing_answers_give_no_score():
    assert scored("ihot12", {str(item): 50 for item in range(1, 10)}) is None


def test_two_items_of_daily_living_are_not_scored():
    answers = {str(item): 3 for item in range(1, 18)} | {"18": 0, "19": 0}
    assert scored("hos-adl", answers) == 75


def test_a_pain_subscale_of_all_ones_is_75():
    assert scored("hagos", {str(item): 1 for item in range(1, 11)}, "pain") == pytest.approx(75)


def test_an_answer_out_of_range_gives_no_score():
    assert scored("hos-sport", {str(item): 5 for item in range(1, 10)}) is None


def test_a_score_worked_out_elsewhere_is_taken_as_it_is():
    assert scored("ihot12", {"total": 66}) == 66


def test_a_stated_score_out_of_range_is_none():
    assert scored("ihot12", {"total": 166}) is None


def test_a_word_or_a_yes_is_no_answer():
    assert scored("ihot12", {"1": "fifty", "2": True}) is None


def test_a_part_that_the_measure_does_not_have_has_no_score():
    assert scored("ihot12", {"1": 50}, "pain") is None
