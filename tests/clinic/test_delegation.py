"""Delegated steps up in the clinic: off by default, inside limits, with the therapist's name."""

from datetime import timedelta
from typing import Any

import pytest
from tests.clinic.people import Everybody
from tests.clinic.test_decisions import NOW, anna, dose, step_up

from hipwise.clinic.care.decisions import _step_up
from hipwise.clinic.care.delegation import (
    DelegationError,
    delegate_steps,
    end_delegation,
    standing_delegation,
    take_delegated_steps,
)
from hipwise.clinic.care.models import DecisionRecord, PlanRevision
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
WIDE = {"sets": "9", "repetitions": "99", "hold_s": "99", "phase": "4", "expires_on": ""}
__all__ = ["anna", "step_up"]


def take(patient: Any) -> bool:
    """Let the steps of today act."""
    return take_delegated_steps(patient, CATALOGUE, NOW, _step_up)


def made_today(record: DecisionRecord) -> DecisionRecord:
    """The same step, proposed today."""
    DecisionRecord.objects.filter(pk=record.pk).update(date=NOW.date())
    record.refresh_from_db()
    return record


def signed(patient: Any) -> PlanRevision:
    """The plan in force."""
    found: PlanRevision = PlanRevision.objects.get(patient=patient, status="signed")
    return found


def test_it_is_off_by_default(step_up: DecisionRecord) -> None:
    made_today(step_up)
    assert standing_delegation(step_up.patient) is None
    assert take(step_up.patient) is False


def test_a_step_inside_the_limits_acts_in_the_name_of_the_therapist(
    step_up: DecisionRecord, everybody: Everybody
) -> None:
    before = dose(step_up.patient, step_up.exercise)
    made_today(step_up)
    delegate_steps(step_up.patient, everybody.therapist, WIDE, CATALOGUE, NOW)
    assert take(step_up.patient) is True
    now = signed(step_up.patient)
    assert dose(step_up.patient, step_up.exercise) != before
    assert (now.authority, now.signed_by) == ("delegated", everybody.therapist)
    assert now.reason == "One step up, inside the limits that Therese Therapist set."
    step_up.refresh_from_db()
    assert (step_up.status, step_up.decided_by) == ("delegated", everybody.therapist)


def test_a_step_over_the_limits_waits(step_up: DecisionRecord, everybody: Everybody) -> None:
    made_today(step_up)
    tight = {**WIDE, "sets": "1", "repetitions": "1", "hold_s": "1"}
    delegate_steps(step_up.patient, everybody.therapist, tight, CATALOGUE, NOW)
    assert take(step_up.patient) is False
    step_up.refresh_from_db()
    assert step_up.status == "waiting"


def test_taken_back_it_does_not_act(step_up: DecisionRecord, everybody: Everybody) -> None:
    made_today(step_up)
    delegate_steps(step_up.patient, everybody.therapist, WIDE, CATALOGUE, NOW)
    assert end_delegation(step_up.patient, everybody.therapist, NOW) is True
    assert take(step_up.patient) is False


def test_a_locked_plan_takes_no_step(step_up: DecisionRecord, everybody: Everybody) -> None:
    made_today(step_up)
    delegate_steps(step_up.patient, everybody.therapist, WIDE, CATALOGUE, NOW)
    step_up.patient.locked_since = NOW
    assert take(step_up.patient) is False


def test_after_a_step_back_it_waits(step_up: DecisionRecord, everybody: Everybody) -> None:
    made_today(step_up)
    delegate_steps(step_up.patient, everybody.therapist, WIDE, CATALOGUE, NOW)
    DecisionRecord.objects.create(
        clinic_id=step_up.clinic_id,
        patient=step_up.patient,
        date=NOW.date() - timedelta(days=5),
        exercise="pelvic-tilt",
        kind="regress",
        decision={},
        status="applied",
    )
    assert take(step_up.patient) is False


def test_a_second_one_replaces_the_first(anna: Any, everybody: Everybody) -> None:
    delegate_steps(anna, everybody.therapist, WIDE, CATALOGUE, NOW)
    later = NOW + timedelta(minutes=1)
    second = delegate_steps(anna, everybody.therapist, {**WIDE, "phase": "2"}, CATALOGUE, later)
    assert standing_delegation(anna) == second


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sets": "", "repetitions": "", "hold_s": ""}, "at least one number"),
        ({"sets": "many"}, "Most sets: write a number from 1 to 10"),
        ({"repetitions": "0"}, "Most repetitions"),
        ({"phase": "7"}, "Phase"),
        ({"expires_on": "2020-01-01"}, "Choose an end after today"),
        ({"expires_on": "2090-01-01"}, "Choose an end after today"),
        ({"expires_on": "soon"}, "End"),
    ],
)
def test_what_makes_no_sense_is_refused(
    anna: Any, everybody: Everybody, changes: dict[str, str], sentence: str
) -> None:
    with pytest.raises(DelegationError, match=sentence):
        delegate_steps(anna, everybody.therapist, {**WIDE, **changes}, CATALOGUE, NOW)


def test_a_person_alone_delegates_nothing(everybody: Everybody) -> None:
    solveig = Everybody.record(everybody.solo)
    with pytest.raises(DelegationError, match="Only a therapist"):
        delegate_steps(solveig, everybody.solo, WIDE, CATALOGUE, NOW)
