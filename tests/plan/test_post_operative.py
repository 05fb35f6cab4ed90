from dataclasses import replace

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import Surgery
from hipwise.plan.post_operative import full_weight_bearing_week, unknown_procedures, week_row
from tests.plan.intakes import TODAY, after_surgery, intake

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("days", "row"),
    [
        (0, "weeks-0-2"),
        (13, "weeks-0-2"),
        (14, "weeks-2-3"),
        (20, "weeks-2-3"),
        (21, "weeks-3-6"),
        (41, "weeks-3-6"),
        (42, "weeks-6-12"),
        (83, "weeks-6-12"),
        (84, "weeks-12-on"),
        (5000, "weeks-12-on"),
    ],
)
def test_the_row_follows_completed_weeks(days, row):
    found = week_row(intake(after_surgery(days)), CATALOGUE)
    assert found is not None
    assert found.id == row


def test_without_an_operation_there_is_no_row():
    assert week_row(intake(), CATALOGUE) is None


def test_of_several_operations_the_one_that_stands_latest_decides():
    done = ["labral-repair", "microfracture"]
    assert full_weight_bearing_week(intake(after_surgery(10, procedures=done)), CATALOGUE) == 8
    assert full_weight_bearing_week(intake(), CATALOGUE) == 0


def test_operations_without_a_template_are_named():
    done = ["osteoplasty", "arthroplasty", "unheard-of"]
    assert unknown_procedures(intake(after_surgery(10, procedures=done)), CATALOGUE) == (
        "arthroplasty",
        "unheard-of",
    )


def test_the_rows_follow_each_other_without_a_gap():
    rows = list(CATALOGUE.post_operative_weeks.values())
    assert [row.week_to for row in rows] == [*(row.week_from for row in rows[1:]), None]


def test_an_operation_that_is_still_to_come_keeps_nobody_off_the_leg():
    done = {"pathway": "pre-operative", "surgery": {"date": "2026-12-22", "procedures": ["microfracture"]}}
    assert full_weight_bearing_week(intake(done), CATALOGUE) == 0


@pytest.mark.parametrize("surgery", [None, Surgery(TODAY, (), {})])
def test_where_no_operation_is_named_no_week_of_standing_is_known(surgery):
    """Screening gives such a person no plan."""
    unnamed = replace(intake(after_surgery(10)), surgery=surgery)
    assert full_weight_bearing_week(unnamed, CATALOGUE) == 0
    assert unknown_procedures(unnamed, CATALOGUE) == ()


@pytest.mark.parametrize(("days", "row"), [(7, "weeks-0-2"), (30, "weeks-3-6"), (100, "weeks-12-on")])
def test_the_row_does_not_depend_on_the_order_of_the_template(days, row):
    backwards = dict(reversed(CATALOGUE.post_operative_weeks.items()))
    found = week_row(intake(after_surgery(days)), replace(CATALOGUE, post_operative_weeks=backwards))
    assert found.id == row
