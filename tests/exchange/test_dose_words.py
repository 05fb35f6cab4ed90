"""A plan item in words names the side in full and says holds as seconds."""

from dataclasses import replace

import pytest

from hipwise.exchange.dose_words import (
    days_in_short,
    days_in_words,
    dose_in_words,
    range_in_words,
    side_in_words,
    tempo_in_words,
)
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.plan import PlanItem

CATALOGUE = load_catalogue()
CLAMSHELL = CATALOGUE.exercise("clamshell")
ITEM = PlanItem("clamshell", Side.LEFT, 2, 12, 1.0, 45.0, "2-1-2", ("mon", "wed", "fri"), 5, ())


def test_repetitions_are_sets_times_repetitions() -> None:
    assert dose_in_words(ITEM, CLAMSHELL) == "2 × 12"


def test_a_hold_is_said_in_seconds() -> None:
    hold = replace(ITEM, exercise="single-leg-stance", sets=3, repetitions=1, hold_s=30.0)
    assert dose_in_words(hold, CATALOGUE.exercise("single-leg-stance")) == "3 × 30 seconds"


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (ITEM, "LEFT leg on top"),
        (replace(ITEM, side=Side.RIGHT), "RIGHT leg on top"),
        (replace(ITEM, side=Side.BOTH, first_side=Side.LEFT), "Both sides, LEFT first: leg on top"),
    ],
)
def test_the_side_is_always_said_in_words(item: PlanItem, words: str) -> None:
    assert side_in_words(item, CLAMSHELL) == words


def test_both_legs_together_are_said_so() -> None:
    item = replace(ITEM, exercise="bridge", side=Side.BOTH)
    assert side_in_words(item, CATALOGUE.exercise("bridge")) == "Both sides together"


def test_the_tempo_uses_the_words_of_the_exercise() -> None:
    assert tempo_in_words(ITEM, CLAMSHELL) == "Lift 2 s, hold 1 s, lower 2 s"


def test_all_the_ways_of_a_part_share_its_seconds() -> None:
    clock = CATALOGUE.exercise("pelvic-clock")
    rolled = replace(ITEM, exercise=clock.id, tempo="1-0-4")
    assert tempo_in_words(rolled, clock) == "Twelve 1 s, three, six, nine, middle 4 s"


def test_another_tempo_is_said_as_it_is_written() -> None:
    assert tempo_in_words(replace(ITEM, tempo="one step a second"), CLAMSHELL) == "Tempo one step a second"


@pytest.mark.parametrize(
    ("days", "words", "short"),
    [
        (("mon", "wed", "fri"), "Monday, Wednesday and Friday", "Mon Wed Fri"),
        (("sun",), "Sunday", "Sun"),
        (("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "Every day", "daily"),
        ((), "", ""),
    ],
)
def test_days_are_said_in_the_order_of_the_week(days: tuple[str, ...], words: str, short: str) -> None:
    item = replace(ITEM, days=days)
    assert (words, short) == (days_in_words(item), days_in_short(item))


def test_only_a_smaller_range_is_mentioned() -> None:
    assert range_in_words(ITEM) == ""
    smaller = replace(ITEM, range_share=0.7)
    assert range_in_words(smaller) == "Smaller movement: go only 70 % of the way."
