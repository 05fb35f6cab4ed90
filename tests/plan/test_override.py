"""What an override states, when it counts, and that without a reason and a name there is none."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.given import Given, GivenError
from hipwise.plan.override import end_of, is_in_force, override_to_mapping, read_override
from tests.plan.intakes import TODAY
from tests.plan.overriding import an_override, read

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("key", ["exercise", "rule", "reason", "by", "granted_on"])
def test_what_it_cannot_do_without_is_asked_for(key):
    with pytest.raises(GivenError, match=rf"overrides\[0\]\.{key}: expected .*, found nothing; "):
        read_override(Given("overrides[0]", an_override(**{key: None})))


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("exercise", "expected an exercise id, found nothing; name the exercise"),
        ("rule", "expected the rule that it lifts, found nothing; copy the rule from the finding"),
        ("reason", "expected a reason, found nothing; say why the rule does not hold here"),
        ("by", "expected the clinician's name, found nothing; say who answers for it"),
        ("granted_on", "expected the day it was given, found nothing; write it as 2026-11-22"),
    ],
)
def test_it_says_what_is_missing_and_what_to_write(key, asked):
    with pytest.raises(GivenError, match=asked):
        read_override(Given("one", an_override(**{key: None})))


@pytest.mark.parametrize(("key", "longest"), [("reason", 500), ("by", 120)])
def test_a_text_has_a_longest_length(key, longest):
    assert getattr(read(**{key: longest * "x"}), key) == longest * "x"
    with pytest.raises(GivenError, match=key):
        read(**{key: (longest + 1) * "x"})


@pytest.mark.parametrize("key", ["reason", "by"])
def test_blanks_are_no_reason_and_no_name(key):
    with pytest.raises(GivenError, match=key):
        read(**{key: "  \n "})


def test_without_a_side_it_is_about_both():
    assert read(side=None).side is Side.BOTH


def test_it_counts_from_the_day_it_was_given():
    override = read(granted_on=TODAY.isoformat())
    assert is_in_force(override, TODAY, CATALOGUE)
    assert not is_in_force(override, TODAY - timedelta(days=1), CATALOGUE)


def test_it_counts_for_fourteen_days_and_not_on_the_fifteenth():
    override = read(granted_on=TODAY.isoformat())
    assert is_in_force(override, TODAY + timedelta(days=13), CATALOGUE)
    assert not is_in_force(override, TODAY + timedelta(days=14), CATALOGUE)


def test_an_earlier_end_counts():
    override = read(granted_on=TODAY.isoformat(), expires_on=(TODAY + timedelta(days=3)).isoformat())
    assert end_of(override, CATALOGUE) == TODAY + timedelta(days=3)


@given(st.integers(-30, 400))
def test_no_end_is_later_than_fourteen_days(days):
    override = read(granted_on=TODAY.isoformat(), expires_on=(TODAY + timedelta(days=days)).isoformat())
    assert end_of(override, CATALOGUE) <= TODAY + timedelta(days=14)


@pytest.mark.parametrize("end", [None, "2026-11-24"])
def test_it_is_read_back_as_it_was_written(end):
    override = read(side="left", expires_on=end)
    assert read_override(Given("one", override_to_mapping(override))) == override


def test_it_is_about_its_own_exercise_and_side_alone():
    override = read(side="left")
    assert override.covers(override.exercise, Side.LEFT)
    assert not override.covers(override.exercise, Side.RIGHT)
    assert not override.covers(override.exercise, Side.BOTH)
    assert not override.covers("bridge", Side.LEFT)
