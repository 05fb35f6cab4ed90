"""A change of phase: proposed by rule, confirmed by a person sign by sign, signed like any plan."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.clinic.entries import a_pain, an_entry
from tests.clinic.inbox import open_inbox, rows_of
from tests.clinic.people import Everybody, an_intake, days_ago, give_plan
from tests.clinic.test_decisions import a_calm_session, log

from hipwise.clinic.care.decisions import DecisionError, accept_decision, decline_decision, undo_acceptance
from hipwise.clinic.care.models import DecisionRecord, PlanRevision
from hipwise.clinic.care.planning import propose_anew, sign_plan
from hipwise.clinic.care.revisions import open_revision, signed_revision
from hipwise.clinic.care.today import today_document
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
NOW = datetime.now(UTC).replace(microsecond=0)
WALK = {"tests": {**an_intake()["tests"], "walk_minutes_pain_free": 20}, "weeks_in_programme": 1}
CONFIRMED = CATALOGUE.phases["phase-1"].confirm

pytestmark = pytest.mark.django_db


def train(everybody: Everybody, user: Any, **intake: Any) -> Any:
    """A plan of three weeks ago, and calm sessions in the last week."""
    patient = everybody.record(user)
    revision = give_plan(patient, everybody.therapist, days_ago(20), **{**WALK, **intake})
    for days in (13, 9, 6, 4, 2):
        start = (NOW - timedelta(days=days)).replace(hour=12, minute=0, second=0)
        log(patient, user, a_calm_session(revision.plan, start), NOW)
    patient.refresh_from_db()
    return patient


def waiting(patient: Any) -> DecisionRecord:
    found: DecisionRecord = DecisionRecord.objects.get(
        patient=patient, exercise="", status=DecisionRecord.Status.WAITING
    )
    return found


def test_the_next_phase_waits_for_a_person_and_changes_nothing(everybody: Everybody):
    patient = train(everybody, everybody.patient)
    record = waiting(patient)
    assert (record.kind, record.decision["change"]) == ("progress", {"field": "phase", "from": 1, "to": 2})
    assert signed_revision(patient).plan["phase"] == 1
    assert open_revision(patient) is None


def test_each_sign_that_only_a_person_can_see_is_confirmed(everybody: Everybody):
    record = waiting(train(everybody, everybody.patient))
    with pytest.raises(DecisionError, match="Confirm each sign first"):
        accept_decision(record, everybody.therapist, CATALOGUE, NOW, CONFIRMED[:-1])
    assert open_revision(record.patient) is None


def test_saying_yes_proposes_a_plan_that_waits_for_a_signature(everybody: Everybody):
    record = waiting(train(everybody, everybody.patient))
    before = {item["exercise"]: item for item in record.revision.plan["items"]}
    accept_decision(record, everybody.therapist, CATALOGUE, NOW, CONFIRMED)
    proposal = open_revision(record.patient)
    assert (proposal.status, proposal.plan["phase"]) == (PlanRevision.Status.PROPOSED, 2)
    assert signed_revision(record.patient).plan["phase"] == 1
    for item in proposal.plan["items"]:
        old = before.get(item["exercise"], item)
        assert (item["sets"], item["repetitions"]) == (old["sets"], old["repetitions"])


def test_the_proposed_plan_of_the_phase_can_be_signed(everybody: Everybody):
    record = waiting(train(everybody, everybody.patient))
    accept_decision(record, everybody.therapist, CATALOGUE, NOW, CONFIRMED)
    number = open_revision(record.patient).number
    sign_plan(record.patient, number, everybody.therapist, "Phase 2", CATALOGUE, NOW)
    assert signed_revision(record.patient).plan["phase"] == 2


def test_a_proposal_that_waits_is_not_proposed_again(everybody: Everybody):
    record = waiting(train(everybody, everybody.patient))
    accept_decision(record, everybody.therapist, CATALOGUE, NOW, CONFIRMED)
    log(record.patient, everybody.patient, [a_pain(0, "before", 3)], NOW + timedelta(days=1))
    assert not DecisionRecord.objects.filter(exercise="", kind="progress", date__gt=record.date).exists()


def test_a_phase_that_was_declined_is_not_proposed_the_next_day(everybody: Everybody):
    record = waiting(train(everybody, everybody.patient))
    decline_decision(record, everybody.therapist, "Not yet.", NOW)
    log(record.patient, everybody.patient, [a_pain(0, "before", 3)], NOW + timedelta(days=1))
    assert not DecisionRecord.objects.filter(exercise="", status=DecisionRecord.Status.WAITING).exists()


def test_an_acceptance_can_be_taken_back_while_nobody_has_signed(everybody: Everybody):
    record = waiting(train(everybody, everybody.patient))
    accept_decision(record, everybody.therapist, CATALOGUE, NOW, CONFIRMED)
    undo_acceptance(record, everybody.therapist, NOW + timedelta(minutes=1))
    assert open_revision(record.patient) is None
    assert record.status == DecisionRecord.Status.WAITING


def test_a_pinch_since_then_makes_the_yes_void(everybody: Everybody):
    record = waiting(train(everybody, everybody.patient))
    log(record.patient, everybody.patient, [a_pain(2, "during", 2, pinch=4)], NOW)
    record.refresh_from_db()
    with pytest.raises(DecisionError):
        accept_decision(record, everybody.therapist, CATALOGUE, NOW, CONFIRMED)


def test_a_test_of_the_log_is_known_when_a_plan_is_proposed_anew(everybody: Everybody):
    patient = train(everybody, everybody.patient)
    proposal = propose_anew(patient, everybody.therapist, CATALOGUE, NOW)
    assert proposal.plan["phase"] == 2
    assert proposal.intake.known["weeks_in_programme"] == 3


def test_the_record_lists_each_measured_sign_with_its_value(everybody: Everybody, client: Client):
    patient = train(everybody, everybody.patient)
    client.force_login(everybody.therapist)
    page = client.get(reverse("patient-record", args=(patient.pk,))).content.decode()
    assert "Measured signs, all there" in page
    assert "<b>20 minutes on" in page
    assert "There: " not in page


def test_the_list_leads_to_the_signs_and_accepts_nothing_by_itself(everybody: Everybody):
    patient = train(everybody, everybody.patient)
    page = open_inbox(everybody.therapist.membership, NOW)
    rows = [row for row in rows_of(page) if row["patient"]["name"] == patient.name]
    assert [row["can_accept"] for row in rows] == [False]
    told = [rows[0]["reason"], *(line["reason"] for line in page["later"])]
    assert any(reason.startswith("All measured signs are there") for reason in told)


def test_the_record_asks_for_each_sign(everybody: Everybody, client: Client):
    patient = train(everybody, everybody.patient)
    client.force_login(everybody.therapist)
    page = client.get(reverse("patient-record", args=(patient.pk,))).content.decode()
    assert page.count('name="confirmed"') == len(CONFIRMED)
    answer = {"answer": "accept", "confirmed": list(CONFIRMED), "next": "/"}
    client.post(reverse("decision-answer", args=(waiting(patient).pk,)), answer)
    assert open_revision(patient).plan["phase"] == 2


def test_a_patient_cannot_change_their_own_phase(everybody: Everybody, client: Client):
    patient = train(everybody, everybody.patient)
    client.force_login(everybody.patient)
    answer = {"answer": "accept", "confirmed": list(CONFIRMED)}
    client.post(reverse("decision-answer", args=(waiting(patient).pk,)), answer)
    assert open_revision(patient) is None


def test_the_patients_today_goes_on_while_a_phase_waits(everybody: Everybody):
    patient = train(everybody, everybody.patient)
    assert today_document(patient, NOW, CATALOGUE)["state"] in ("plan", "rest")


def test_somebody_without_a_therapist_sees_their_day_while_a_phase_waits(everybody: Everybody):
    patient = train(everybody, everybody.solo)
    assert today_document(patient, NOW, CATALOGUE)["proposals"] is not None


def test_a_pinch_in_phase_two_waits_as_a_step_back(everybody: Everybody):
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, days_ago(20), **{**WALK, "weeks_in_programme": 3})
    log(patient, everybody.patient, [an_entry(9), a_pain(1, "during", 8, pinch=3)], NOW)
    record = waiting(patient)
    assert (record.kind, record.decision["change"]["to"]) == ("regress", 1)
    accept_decision(record, everybody.therapist, CATALOGUE, NOW)
    assert open_revision(patient).plan["phase"] == 1


def alone(everybody: Everybody) -> Any:
    """Somebody without a therapist before whom the next phase lies open."""
    return train(everybody, everybody.solo, therapist=False)


def test_somebody_alone_reads_of_the_next_phase_on_today(everybody: Everybody):
    patient = alone(everybody)
    [step] = today_document(patient, NOW, CATALOGUE)["proposals"]
    assert (step["name"], step["is_back"]) == ("", False)
    assert step["url"] == reverse("patient-why", args=(waiting(patient).pk,))


def test_somebody_alone_confirms_each_sign_and_begins_the_next_phase(everybody: Everybody, client: Client):
    patient = alone(everybody)
    address = reverse("patient-why", args=(waiting(patient).pk,))
    client.force_login(everybody.solo)
    page = client.get(address).content.decode()
    assert all(sign in page for sign in CONFIRMED)
    client.post(address, {"accept": "1", "confirmed": CONFIRMED})
    now_in_force = signed_revision(patient)
    assert (now_in_force.plan["phase"], now_in_force.authority) == (2, "patient-alone")


def test_somebody_alone_stays_where_a_sign_is_not_confirmed(everybody: Everybody, client: Client):
    patient = alone(everybody)
    client.force_login(everybody.solo)
    client.post(
        reverse("patient-why", args=(waiting(patient).pk,)), {"accept": "1", "confirmed": CONFIRMED[:-1]}
    )
    assert signed_revision(patient).plan["phase"] == 1
    assert open_revision(patient) is None
