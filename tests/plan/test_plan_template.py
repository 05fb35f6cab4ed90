"""A template permits nothing that the rules do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.lint import ERROR, lint_in
from hipwise.plan.plan_template import fill_template
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, after_surgery, intake, intakes

CATALOGUE = load_catalogue()
TEMPLATES = CATALOGUE.plan_templates
NAMES = sorted(TEMPLATES)


def fill(name, *changes):
    """The template for the plain person with changes."""
    return fill_template(TEMPLATES[name], assess(intake(*changes), CATALOGUE))


@pytest.mark.parametrize("name", NAMES)
def test_every_template_gives_a_ready_person_a_line_of_each_row(name):
    if name == "first-weeks-after-arthroscopy":
        return
    assert len(fill(name, READY).items) == len(TEMPLATES[name].lines)


def test_after_arthroscopy_the_week_decides_what_is_left():
    early = {item.exercise for item in fill("first-weeks-after-arthroscopy", after_surgery(3)).items}
    later = {item.exercise for item in fill("first-weeks-after-arthroscopy", after_surgery(28)).items}
    assert early < later


def test_a_careful_template_begins_at_the_low_end():
    for item in fill("first-two-weeks-irritable").items:
        dose = CATALOGUE.exercise(item.exercise).dose
        assert (item.sets, item.repetitions) == (dose.sets.low, dose.repetitions.low)


def test_two_short_days_are_two_days_apart():
    used = {day for item in fill("two-short-days", READY).items for day in item.days}
    assert len(used) == 2
    assert used not in ({"mon", "tue"}, {"sun", "mon"})


def test_what_is_left_out_says_why_and_what_took_its_place():
    filled = fill("return-to-running-strength", {"weeks_in_programme": 0})
    left = {one.exercise: [reason.rule for reason in one.reasons] for one in filled.left_out}
    assert "plan-phase-later" in left["single-leg-bridge"]
    assert left["single-leg-bridge"][-1] == "template-instead"


def test_a_red_flag_leaves_nothing_of_any_template():
    for name in NAMES:
        filled = fill(name, {"red_flags": ["infection"]})
        assert filled.items == ()
        assert filled.left_out


@settings(max_examples=50)
@given(intakes(), st.sampled_from(NAMES))
def test_no_template_makes_a_plan_with_an_error(person, name):
    situation = assess(person, CATALOGUE)
    filled = fill_template(TEMPLATES[name], situation)
    assert [f for f in lint_in(filled.items, situation) if f.severity == ERROR] == []


@settings(max_examples=50)
@given(intakes(), st.sampled_from(NAMES))
def test_every_row_is_taken_or_has_a_reason(person, name):
    filled = fill_template(TEMPLATES[name], assess(person, CATALOGUE))
    known = {item.exercise for item in filled.items} | {left.exercise for left in filled.left_out}
    for row in TEMPLATES[name].lines:
        assert known & set(row)
    assert all(left.reasons for left in filled.left_out)
