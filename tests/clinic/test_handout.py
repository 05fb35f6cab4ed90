"""The printed sheet on the web: editions, who may print it, where its codes lead, and the same as a page."""

import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.clinic.conftest import NOON
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_alone_and_locked import printed

from hipwise.clinic.care.handout import patient_handout
from hipwise.clinic.care.models import PlanRevision
from hipwise.exchange.handout.edition import Edition
from hipwise.library.catalogue import load_catalogue

LETTER_WIDTH_PT = 612


@pytest.fixture
def revision(everybody: Everybody) -> PlanRevision:
    """Anna's plan, signed by Therese."""
    return give_plan(Everybody.record(everybody.patient), everybody.therapist)


def _links(sheet: bytes) -> set[str]:
    pages = PdfReader(io.BytesIO(sheet)).pages
    notes = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    return {str(note["/A"]["/URI"]) for note in notes}


def test_the_sheet_names_patient_clinic_and_who_signed(
    revision: PlanRevision, everybody: Everybody, browser: Any
) -> None:
    sheet = printed(browser(everybody.patient).get(reverse("patient-handout-pdf")))
    for words in ("Anna Patient", "Clinic One", "+41 00 000 00 00", "Signed by Therese Therapist on"):
        assert words in sheet


def test_the_therapist_prints_the_same_sheet(
    revision: PlanRevision, everybody: Everybody, browser: Any
) -> None:
    url = reverse("patient-sheet", args=(revision.patient_id,))
    own, handed_out = (
        browser(user).get(place)
        for user, place in (
            (everybody.patient, reverse("patient-handout-pdf")),
            (everybody.therapist, url),
        )
    )
    assert own.content == handed_out.content


def test_the_editions_can_be_asked_for(revision: PlanRevision, everybody: Everybody, browser: Any) -> None:
    client, url = browser(everybody.patient), reverse("patient-handout-pdf")
    letter = PdfReader(io.BytesIO(client.get(f"{url}?paper=letter").content)).pages[0]
    assert float(letter.mediabox.width) == LETTER_WIDTH_PT
    assert "Sets done" in printed(client.get(f"{url}?sessions=1"))
    assert client.get(f"{url}?paper=a0").status_code == 404


def test_the_codes_lead_to_the_server_that_was_asked(
    revision: PlanRevision, everybody: Everybody, settings: Any
) -> None:
    patient = Everybody.record(everybody.patient)
    sheet = patient_handout(patient, Edition(), "https://clinic.example.org/", NOON, load_catalogue())
    first = revision.plan["items"][0]["exercise"]
    expected = {"https://clinic.example.org/today/", f"https://clinic.example.org/plan/{first}/"}
    assert expected <= _links(sheet)


@pytest.mark.parametrize("server", ["http://localhost:8000/", "http://127.0.0.1/", "http://[::1]:8000/"])
def test_an_address_that_only_this_machine_knows_is_not_printed(
    server: str, revision: PlanRevision, everybody: Everybody
) -> None:
    patient = Everybody.record(everybody.patient)
    assert _links(patient_handout(patient, Edition(), server, NOON, load_catalogue())) == set()


def test_the_addresses_on_the_sheet_exist(revision: PlanRevision) -> None:
    assert reverse("patient-today") == "/today/"
    assert reverse("patient-exercise", args=("bridge",)) == "/plan/bridge/"


def test_the_page_says_the_same_as_the_file(
    revision: PlanRevision, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.patient)
    page = client.get(reverse("patient-handout"))
    sheet = printed(client.get(reverse("patient-handout-pdf")))
    for item in page.context["items"]:
        assert " ".join(item["line"]["dose_words"].split()) in sheet
        assert item["line"]["dose_words"] in page.content.decode()
    assert page.context["sheet"]["state"] in sheet


def test_without_a_plan_in_force_there_is_no_sheet(everybody: Everybody, browser: Any) -> None:
    assert browser(everybody.patient).get(reverse("patient-handout-pdf")).status_code == 404
