import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.given import GivenError
from hipwise.plan.lint import is_ok
from hipwise.plan.plan import item_to_mapping, plan_to_mapping
from hipwise.plan.plan_check import check_finding_to_mapping, check_mapping
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import READY, intake
from tests.plan.test_lint import ALL, item

CATALOGUE = load_catalogue()


def a_file(phase, *exercises):
    """The file of a plan of that phase with these exercises, and the person."""
    person = intake(READY, ALL)
    raw = plan_to_mapping(prescribe(person, CATALOGUE))
    items = [item_to_mapping(item(exercise)) for exercise in exercises]
    return {**raw, "phase": phase, "items": items}, person


def answers(phase, *exercises):
    """What the check says about each error, by exercise and rule."""
    check = check_mapping(*a_file(phase, *exercises), CATALOGUE)
    found = [check_finding_to_mapping(check, f) for f in check.findings]
    return {(one["item"], one["rule"]): one for one in found if one["severity"] == "error"}


@pytest.mark.parametrize(
    "change", [{"side": None}, {"side": "l"}, {"sets": "three"}, {"sets": -1}, {"extra": 1}]
)
def test_an_item_of_a_file_that_cannot_be_read_is_an_error_about_that_item(change):
    person = intake()
    raw = plan_to_mapping(prescribe(person, CATALOGUE))
    raw["items"][0] |= change
    findings = check_mapping(raw, person, CATALOGUE).findings
    assert [(finding.severity, finding.item, finding.rule) for finding in findings][:1] == [
        ("error", "pelvic-tilt", "lint-unreadable")
    ]
    assert not is_ok(findings)


def test_a_file_without_a_list_of_items_is_refused():
    with pytest.raises(GivenError, match="items"):
        check_mapping({}, intake(), CATALOGUE)


def test_an_exercise_of_a_later_phase_is_answered_with_an_easier_rung():
    said = answers(2, "single-leg-bridge")["single-leg-bridge", "plan-phase-later"]
    assert said["change"] == "Use Bridge on a ball instead"
    assert said["may_be_lifted"]


def test_where_no_easier_rung_is_left_the_change_is_to_take_the_line_out():
    said = answers(1, "pelvic-tilt", "hip-hike")["hip-hike", "plan-phase-later"]
    assert said["change"]


def test_what_nobody_may_lift_says_so():
    assert not answers(3, "jump-and-land")["jump-and-land", "plan-phase-later"]["may_be_lifted"]


def test_a_file_that_names_no_phase_is_read_in_that_of_the_answers():
    raw, person = a_file(2, "step-down")
    del raw["phase"]
    rules = {finding.rule for finding in check_mapping(raw, person, CATALOGUE).findings}
    assert "lint-phase-missing" in rules
    assert "plan-phase-later" not in rules


@pytest.mark.parametrize("phase", [5, "two", -1])
def test_a_phase_that_there_is_not_is_refused(phase):
    raw, person = a_file(2, "clamshell")
    with pytest.raises(GivenError, match="phase"):
        check_mapping({**raw, "phase": phase}, person, CATALOGUE)
