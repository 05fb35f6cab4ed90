"""Limits of one person in the clinic: set with a reason, kept, and asked by the rules and the phone."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_today import a_day_with_exercises

from hipwise.clinic.care.handout import handout_page, patient_handout
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.patient_settings import (
    ThresholdError,
    catalogue_of,
    set_threshold,
    settings_of,
    threshold_rows,
    values_of,
)
from hipwise.clinic.care.plan_page import plan_page
from hipwise.clinic.care.planning import intake_on
from hipwise.clinic.care.revisions import signed_revision
from hipwise.clinic.care.today import today_document
from hipwise.exchange.handout.edition import Edition
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.situation import assess

NOW = datetime.now(UTC)
STRICTER = {"setting": "pain.accept.p1", "value": "2", "reason": "Sleeps badly after more"}


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, NOW - timedelta(days=14))
    return patient


def set_one(patient: Any, everybody: Everybody, **fields: str) -> Any:
    set_threshold(patient, everybody.therapist, {**STRICTER, **fields}, load_catalogue(), NOW)
    return Patient.objects.get(clinic_id=patient.clinic_id, pk=patient.pk)


def test_a_limit_keeps_its_author_reason_and_day(anna: Any, everybody: Everybody) -> None:
    (kept,) = settings_of(set_one(anna, everybody))
    assert (kept.setting, kept.value, kept.reason) == ("pain.accept.p1", 2, "Sleeps badly after more")
    assert kept.by == str(everybody.therapist)


def test_the_rules_ask_the_limit_of_the_person(anna: Any, everybody: Everybody) -> None:
    own = catalogue_of(set_one(anna, everybody), load_catalogue())
    assert own.setting("pain.accept.p1") == 2


def test_checks_and_edits_ask_the_limit_of_the_person(anna: Any, everybody: Everybody) -> None:
    patient = set_one(anna, everybody)
    revision = signed_revision(patient)
    assert revision is not None
    situation = assess(intake_on(revision, NOW.date()), load_catalogue())
    assert situation.catalogue.setting("pain.accept.p1") == 2


def test_the_phone_gets_the_limit_for_its_pain_button(anna: Any, everybody: Everybody) -> None:
    patient = set_one(anna, everybody)
    context = today_document(patient, NOW, load_catalogue())["pain_context"]
    assert context is None or context["settings"] == {"pain.accept.p1": 2}


def test_pages_and_papers_name_the_limit_of_the_person(everybody: Everybody) -> None:
    patient, catalogue = Everybody.record(everybody.patient), load_catalogue()
    give_plan(patient, everybody.therapist)
    patient = set_one(patient, everybody, setting="pain.stop", value="4")
    day = a_day_with_exercises(patient)
    today, sheet = today_document(patient, day, catalogue), handout_page(patient, day, catalogue)
    pdf = PdfReader(io.BytesIO(patient_handout(patient, Edition(), "", day, catalogue)))
    printed = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    items = [*today["items"], *plan_page(patient, day, catalogue)["items"]]
    during = [item["stop_rule"]["during"] for item in items]
    lines = [item["line"]["stop"][0] for item in sheet["items"]]
    for said in (during, lines, sheet["sheet"]["rules"]["stop"], [printed]):
        assert "4 of 10" in " ".join(said)
        assert "5 of 10" not in " ".join(said)


def test_an_empty_value_goes_back_to_the_usual_one_and_the_history_stays(
    anna: Any, everybody: Everybody
) -> None:
    patient = set_one(set_one(anna, everybody), everybody, value="", reason="Calm for weeks")
    assert values_of(patient) == {}
    assert [one.reason for one in settings_of(patient)] == ["Sleeps badly after more", "Calm for weeks"]


def test_a_share_is_written_in_percent(anna: Any, everybody: Everybody) -> None:
    patient = set_one(anna, everybody, setting="progress.max_wk", value="10")
    assert values_of(patient) == {"progress.max_wk": 0.1}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": " "}, "Write why"),
        ({"value": "much"}, "as a number"),
        ({"value": "nan"}, "expected a number"),
        ({"value": "9"}, "choose 0 to 5"),
        ({"setting": "pain.red_flag_form"}, "same for everybody"),
        ({"setting": "pain.stop", "value": "2"}, "in this order"),
        ({"reason": "x" * 501}, "at most 500"),
    ],
)
def test_what_may_not_be_set_is_refused_and_nothing_is_kept(
    anna: Any, everybody: Everybody, fields: dict[str, str], words: str
) -> None:
    with pytest.raises(ThresholdError, match=words):
        set_one(anna, everybody, **fields)
    assert Patient.objects.get(clinic_id=anna.clinic_id, pk=anna.pk).settings == []


def test_the_record_shows_a_set_limit_beside_its_usual_value(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    page_of = browser(everybody.therapist)
    page_of.post(reverse("patient-limits", args=(anna.pk,)), STRICTER)
    page = page_of.get(reverse("patient-record", args=(anna.pk,))).content.decode()
    assert "Sleeps badly after more" in page
    assert "usual 3" in page


def test_a_refused_limit_says_so_on_the_record(anna: Any, everybody: Everybody, browser: Any) -> None:
    page_of = browser(everybody.therapist)
    answer = page_of.post(reverse("patient-limits", args=(anna.pk,)), {**STRICTER, "value": "9"}, follow=True)
    assert "choose 0 to 5" in answer.content.decode()


def test_a_patient_sets_no_limits(anna: Any, everybody: Everybody, browser: Any) -> None:
    page_of = browser(everybody.patient)
    assert page_of.post(reverse("patient-limits", args=(anna.pk,)), STRICTER).status_code in (302, 403, 404)
    assert Patient.objects.get(clinic_id=anna.clinic_id, pk=anna.pk).settings == []


def test_every_threshold_has_a_row_with_its_bounds(anna: Any) -> None:
    rows = {row["id"]: row for row in threshold_rows(anna, load_catalogue())}
    assert rows["pain.accept.p1"]["range_words"] == "0 to 5"
    assert rows["progress.max_wk"]["usual"] == "20%"
