"""The tempo of a line in the words of its own exercise."""

from dataclasses import replace

import pytest
from tests.clinic.people import an_intake

from hipwise.clinic.care.dose_line import tempo_columns, tempo_words
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import parse_intake
from hipwise.plan.plan import PlanItem
from hipwise.plan.prescribing import prescribe


@pytest.fixture
def item() -> PlanItem:
    """A line of a plan, as clamshell."""
    plan = prescribe(parse_intake(an_intake(), "test"), load_catalogue())
    return replace(plan.items[0], exercise="clamshell", tempo="2-1-2")


def test_words_and_seconds_stand_in_the_same_order(item: PlanItem) -> None:
    clamshell = load_catalogue().exercise("clamshell")
    assert tempo_columns(item, clamshell) == ("Lift · hold · lower", "2 · 1 · 2 s")


def test_a_part_of_no_time_is_left_out(item: PlanItem) -> None:
    clamshell = load_catalogue().exercise("clamshell")
    assert tempo_words(replace(item, tempo="2-0-2"), clamshell) == "Lift · lower 2 · 2 s"


def test_a_hold_has_no_tempo(item: PlanItem) -> None:
    balance = load_catalogue().exercise("hip-flexor-stretch")
    assert tempo_words(replace(item, exercise=balance.id), balance) == ""
