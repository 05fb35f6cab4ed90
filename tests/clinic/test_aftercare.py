"""Closing a programme, the small plan, and what begins a programme again."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.clinic.entries import a_red_flag
from tests.clinic.people import Everybody, days_ago, give_plan
from tests.clinic.test_alone_and_locked import post
from tests.clinic.test_planning import answers_for

from hipwise.clinic.care.aftercare import AftercareError, begin_again, close_programme, prepare_closing
from hipwise.clinic.care.intake import begin_intake
from hipwise.clinic.care.models import IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.planning import finish_and_propose
from hipwise.clinic.care.revisions import open_revision, signed_revision
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.fixture
def patient(everybody: Everybody) -> Patient:
    """Anna, with a plan that was signed three days ago."""
    record = everybody.record(everybody.patient)
    give_plan(record, everybody.therapist, days_ago(3))
    return record


def close(patient: Patient, everybody: Everybody) -> PlanRevision:
    return close_programme(patient, everybody.therapist, "Goals reached.", timezone.now(), CATALOGUE)


def test_closing_puts_the_small_plan_in_force_with_who_and_why(
    patient: Patient, everybody: Everybody
) -> None:
    close(patient, everybody)
    signed = signed_revision(patient)
    assert signed is not None
    assert (signed.plan["care"], len(signed.plan["items"]) <= 3) == ("maintenance", True)
    assert (signed.signed_by, signed.reason) == (everybody.therapist, "Programme closed. Goals reached.")


def test_closing_is_no_answer_to_the_warning_sign_questions(patient: Patient, everybody: Everybody) -> None:
    before = signed_revision(patient)
    assert before is not None
    after = close(patient, everybody)
    assert after.plan["screen_again_on"] == before.plan["screen_again_on"]


def test_the_programme_stays_on_record(patient: Patient, everybody: Everybody) -> None:
    close(patient, everybody)
    statuses = PlanRevision.objects.filter(patient=patient).values_list("status", flat=True)
    assert sorted(statuses) == ["signed", "superseded"]


def test_a_locked_plan_cannot_be_closed(patient: Patient) -> None:
    patient.locked_since = timezone.now()
    with pytest.raises(AftercareError, match="red flag"):
        prepare_closing(patient, timezone.now(), CATALOGUE)


def test_a_programme_with_questions_due_cannot_be_closed(everybody: Everybody) -> None:
    record = everybody.record(everybody.patient)
    give_plan(record, everybody.therapist, days_ago(29))
    with pytest.raises(AftercareError, match="due"):
        prepare_closing(record, timezone.now(), CATALOGUE)


def test_it_cannot_be_closed_twice(patient: Patient, everybody: Everybody) -> None:
    close(patient, everybody)
    with pytest.raises(AftercareError, match="closed already"):
        prepare_closing(patient, timezone.now(), CATALOGUE)


def test_the_patient_reads_the_flare_plan(patient: Patient, everybody: Everybody, browser: Any) -> None:
    close(patient, everybody)
    page = browser(everybody.patient).get("/plan/").content.decode()
    assert "If the hip flares" in page
    assert "Call your therapist" in page


def test_a_patient_with_a_therapist_does_not_close_it_themselves(
    patient: Patient, everybody: Everybody, browser: Any
) -> None:
    assert browser(everybody.patient).post("/close/").status_code == 403
    assert PlanRevision.objects.filter(patient=patient, status="signed").get().plan["care"] == "programme"


def test_another_clinic_cannot_close_it(patient: Patient, everybody: Everybody, browser: Any) -> None:
    for place in ("close", "letter", "begin-again"):
        answer = browser(everybody.other_therapist).post(f"/clinic/patients/{patient.pk}/{place}/")
        assert answer.status_code == 404


def test_two_weeks_without_an_entry_bring_the_questions(
    patient: Patient, everybody: Everybody, browser: Any
) -> None:
    close_programme(patient, everybody.therapist, "", days_ago(2), CATALOGUE)
    record = signed_revision(patient)
    assert record is not None
    record.plan["made_on"] = (timezone.now() - timedelta(days=14)).date().isoformat()
    record.save()
    page = browser(everybody.patient).get("/today/").content.decode()
    assert "First, a few questions" in page
    assert "pause of 14 days" in page


def test_answering_brings_the_doses_back_after_a_pause(
    patient: Patient, everybody: Everybody, browser: Any
) -> None:
    record = signed_revision(patient)
    assert record is not None
    record.plan["made_on"] = (timezone.now() - timedelta(days=14)).date().isoformat()
    record.save()
    client = browser(everybody.patient)
    assert "First, a few questions" in client.get("/today/").content.decode()
    post(client, a_red_flag())
    assert "First, a few questions" not in client.get("/today/").content.decode()


def test_a_new_programme_is_proposed_and_waits_for_a_signature(
    patient: Patient, everybody: Everybody
) -> None:
    close(patient, everybody)
    begin_again(patient, everybody.therapist, timezone.now(), CATALOGUE)
    proposed, signed = open_revision(patient), signed_revision(patient)
    assert proposed is not None
    assert signed is not None
    assert (proposed.plan["care"], signed.plan["care"]) == ("programme", "maintenance")
    last = IntakeRecord.objects.filter(patient=patient).order_by("-number").first()
    assert last is not None
    assert last.stated["episode"]["resumed_on"] is not None


def test_a_programme_under_way_does_not_begin_again(patient: Patient, everybody: Everybody) -> None:
    with pytest.raises(AftercareError, match="under way"):
        begin_again(patient, everybody.therapist, timezone.now(), CATALOGUE)


def test_a_flare_in_the_answers_ends_the_small_plan_and_proposes_a_programme(
    patient: Patient, everybody: Everybody
) -> None:
    closed = close(patient, everybody)
    record = begin_intake(patient, everybody.patient, timezone.now())
    record.answers = {**answers_for({}), "flare": "yes"}
    finish_and_propose(record, CATALOGUE, timezone.now())
    closed.refresh_from_db()
    proposed = open_revision(patient)
    assert closed.status == "superseded"
    assert proposed is not None
    assert proposed.plan["care"] == "programme"
    assert all(CATALOGUE.exercise(item["exercise"]).tier <= 1 for item in proposed.plan["items"])


def test_calm_answers_keep_the_small_plan(patient: Patient, everybody: Everybody) -> None:
    close(patient, everybody)
    record = begin_intake(patient, everybody.patient, timezone.now())
    record.answers = {**answers_for({}), "flare": "no"}
    finish_and_propose(record, CATALOGUE, timezone.now())
    signed = signed_revision(patient)
    assert signed is not None
    assert signed.plan["care"] == "maintenance"


def test_a_summary_that_was_read_carries_a_name_and_no_mark(everybody: Everybody, client: Any) -> None:
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist)
    client.force_login(everybody.therapist)
    url = f"/clinic/patients/{patient.pk}/letter/summary/"
    answer = client.post(url, {"text": "## About\nYour left hip", "kind": "txt", "checked": "1"})
    said = answer.content.decode()
    assert "Read and corrected by Therese Therapist" in said
    assert 'filename="summary.txt"' in answer.headers["Content-Disposition"]


def test_a_referral_stays_a_draft_whatever_is_ticked(everybody: Everybody, client: Any) -> None:
    patient = everybody.record(everybody.patient)
    client.force_login(everybody.therapist)
    answer = client.post(
        f"/clinic/patients/{patient.pk}/letter/", {"text": "Dear colleague", "kind": "txt", "checked": "1"}
    )
    assert "Not sent, not checked" in answer.content.decode()


def test_the_letter_is_edited_and_taken_along_as_pdf(
    patient: Patient, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.therapist)
    page = client.get(f"/clinic/patients/{patient.pk}/letter/").content.decode()
    assert "Not sent, not checked" in page
    answer = client.post(f"/clinic/patients/{patient.pk}/letter/", {"text": "## Who\nAnna", "kind": "pdf"})
    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")


def test_the_draft_mark_stays_in_an_edited_text(patient: Patient, everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.therapist)
    answer = client.post(f"/clinic/patients/{patient.pk}/letter/", {"text": "Dear colleague", "kind": "txt"})
    assert "Not sent, not checked" in answer.content.decode()
    assert "Dear colleague" in answer.content.decode()
