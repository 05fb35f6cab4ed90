"""What differs between two plans."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.difference import FieldDifference, Kind, differences
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import intake

ITEMS = prescribe(intake(), load_catalogue()).items


def test_the_same_lines_do_not_differ() -> None:
    assert differences(ITEMS, ITEMS) == ()


def test_a_changed_dose_is_one_row_with_its_fields() -> None:
    after = (replace(ITEMS[0], sets=ITEMS[0].sets + 1), *ITEMS[1:])
    (row,) = differences(ITEMS, after)
    assert (row.exercise, row.kind) == (ITEMS[0].exercise, Kind.CHANGED)
    assert row.fields == (FieldDifference("sets", ITEMS[0].sets, ITEMS[0].sets + 1),)


def test_a_new_line_is_added_and_a_lost_one_removed() -> None:
    assert [row.kind for row in differences(ITEMS[1:], ITEMS)] == [Kind.ADDED]
    assert [row.kind for row in differences(ITEMS, ITEMS[1:])] == [Kind.REMOVED]


def test_one_line_that_moved_is_named_alone() -> None:
    after = (*ITEMS[1:], ITEMS[0])
    rows = differences(ITEMS, after)
    assert [(row.exercise, row.kind) for row in rows] == [(ITEMS[0].exercise, Kind.MOVED)]


def test_reasons_are_no_difference() -> None:
    assert differences(ITEMS, tuple(replace(item, reasons=()) for item in ITEMS)) == ()


@given(st.permutations(ITEMS), st.permutations(ITEMS))
def test_no_row_means_the_same_order(before: list, after: list) -> None:
    same = [item.exercise for item in before] == [item.exercise for item in after]
    assert (differences(before, after) == ()) is same
