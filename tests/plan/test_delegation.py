"""What a delegated step up may do, and that it never goes beyond its limits."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.delegation import FIELDS, Delegation, latest_end, why_it_waits
from hipwise.plan.dose_step import Change
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import READY, TODAY, intake

CATALOGUE = load_catalogue()
PLAN = prescribe(intake(READY), CATALOGUE)
LINE = next(item for item in PLAN.items if not CATALOGUE.exercise(item.exercise).impact)
WIDE = Delegation("Ada", TODAY, TODAY + timedelta(days=28), 4, {"sets": 9, "repetitions": 99, "hold_s": 99})


def step(field="repetitions", after=None, exercise=LINE.exercise, kind=DecisionKind.PROGRESS):
    """A step up of one number of the line by one."""
    before = getattr(LINE, field)
    change = Change(field, before, before + 1 if after is None else after)
    return Decision(TODAY, exercise, kind, (), change)


def said(kind, days_ago):
    """A decision of that kind about something else, so long ago."""
    return Decision(TODAY - timedelta(days=days_ago), "bridge", kind, ())


def waits(decision, delegation=WIDE, plan=PLAN, before=(), today=TODAY):
    """The rule for which a step waits, None when it acts."""
    reason = why_it_waits(decision, plan, delegation, before, today, CATALOGUE)
    return None if reason is None else reason.rule


def test_a_step_inside_the_limits_acts():
    assert waits(step()) is None


def test_on_the_day_of_its_end_a_delegation_is_over():
    last = WIDE.expires_on - timedelta(days=1)
    assert waits(step(), today=last) is None
    assert waits(step(), today=WIDE.expires_on) == "delegation-over"


def test_before_it_was_given_it_does_not_count():
    assert waits(step(), today=TODAY - timedelta(days=1)) == "delegation-over"


def test_the_highest_value_still_acts_and_one_more_waits():
    limits = replace(WIDE, most={"repetitions": LINE.repetitions + 1})
    assert waits(step(), limits) is None
    assert waits(step(after=LINE.repetitions + 2), limits) == "delegation-too-far"


def test_a_number_that_nobody_delegated_waits():
    assert waits(step("sets"), replace(WIDE, most={"repetitions": 99})) == "delegation-other-number"


def test_the_range_is_never_delegated():
    limits = replace(WIDE, most={**WIDE.most, "range_share": 1.0})
    assert waits(step("range_share", after=1.0), limits) == "delegation-other-number"


@pytest.mark.parametrize("less", [0, 1])
def test_a_number_that_falls_or_stays_needs_no_delegation(less):
    change = Change(
        "dose",
        {"sets": LINE.sets, "repetitions": LINE.repetitions},
        {"sets": LINE.sets + 1, "repetitions": LINE.repetitions - less},
    )
    limits = replace(WIDE, most={"sets": 9})
    assert waits(replace(step(), change=change), limits) is None


def test_another_exercise_in_its_place_waits():
    change = Change("exercise", LINE.exercise, "bridge", replace(LINE, exercise="bridge"))
    assert waits(replace(step(), change=change)) == "delegation-not-a-step"


@pytest.mark.parametrize(
    "change",
    [
        Change("exercise", LINE.exercise, None),
        Change("repetitions", LINE.repetitions, LINE.repetitions + 1, replace(LINE, exercise="bridge")),
        None,
    ],
    ids=["left-out", "a-number-of-another-line", "nothing"],
)
def test_what_is_no_change_of_the_lines_own_numbers_waits(change):
    assert waits(replace(step(), change=change)) == "delegation-not-a-step"


@pytest.mark.parametrize("kind", [kind for kind in DecisionKind if kind is not DecisionKind.PROGRESS])
def test_only_a_step_up_acts_by_delegation(kind):
    assert waits(step(kind=kind)) == "delegation-not-a-step"


def test_the_last_call_for_less_is_the_day_that_is_named():
    calls = [said(DecisionKind.REGRESS, 9), said(DecisionKind.STOP, 2), said(DecisionKind.REGRESS, 5)]
    reason = why_it_waits(step(), PLAN, WIDE, calls, TODAY, CATALOGUE)
    assert reason is not None
    assert dict(reason.facts) == {"day": "20 November", "days": "14"}


def test_an_exercise_that_the_plan_does_not_have_waits():
    assert waits(step(exercise="pelvic-clock")) == "delegation-not-a-step"


def test_a_later_phase_waits():
    assert waits(step(), replace(WIDE, phase=3)) == "delegation-phase"


def test_a_line_that_rests_on_an_override_waits():
    items = tuple(replace(item, expires_on=TODAY + timedelta(days=9)) for item in PLAN.items)
    assert waits(step(), plan=replace(PLAN, items=items)) == "delegation-override"


def test_a_landing_waits():
    jump = next(item for item in PLAN.items if CATALOGUE.exercise(item.exercise).impact)
    change = Change("repetitions", jump.repetitions, jump.repetitions + 1)
    assert waits(Decision(TODAY, jump.exercise, DecisionKind.PROGRESS, (), change)) == "delegation-impact"


@pytest.mark.parametrize("kind", [DecisionKind.STOP, DecisionKind.REGRESS, DecisionKind.ESCALATE])
@pytest.mark.parametrize(("days_ago", "acts"), [(0, False), (13, False), (14, True)])
def test_after_a_call_for_less_it_waits_for_two_weeks(kind, days_ago, acts):
    rule = waits(step(), before=[said(kind, days_ago)])
    assert rule == (None if acts else "delegation-not-calm")


@pytest.mark.parametrize("kind", [DecisionKind.HOLD, DecisionKind.PROGRESS])
def test_what_asks_for_no_less_leaves_it_calm(kind):
    assert waits(step(), before=[said(kind, 1)]) is None


@given(
    st.dictionaries(st.sampled_from(FIELDS), st.integers(1, 40)),
    st.sampled_from(FIELDS),
    st.integers(0, 60),
    st.integers(1, 4),
    st.integers(-5, 40),
    st.lists(st.tuples(st.sampled_from(list(DecisionKind)), st.integers(0, 30)), max_size=4),
)
def test_what_acts_lies_inside_every_limit(most, field, after, phase, day, before):
    limits, today = replace(WIDE, most=most, phase=phase), TODAY + timedelta(days=day)
    decisions = [said(kind, ago) for kind, ago in before]
    if waits(step(field, after), limits, before=decisions, today=today) is not None:
        return
    assert limits.granted_on <= today < limits.expires_on
    assert PLAN.phase <= phase
    assert after <= max(getattr(LINE, field), most.get(field, 0))
    less = (DecisionKind.STOP, DecisionKind.REGRESS, DecisionKind.ESCALATE)
    assert not any(one.kind in less and (today - one.date).days < 14 for one in decisions)


def test_no_delegation_lasts_longer_than_four_weeks():
    assert latest_end(TODAY, CATALOGUE) == TODAY + timedelta(days=28)
