"""The clinic's figures: nobody by name, no small number, and only the own clinic."""

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.clinic_page import clinic_page
from hipwise.clinic.care.list_row import work_out_all
from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import Membership
from hipwise.library.catalogue import load_catalogue

NOW = datetime.now(UTC)
CATALOGUE = load_catalogue()


def therapist_of(everybody: Everybody) -> Membership:
    membership: Membership | None = everybody.therapist.membership
    assert membership is not None
    return membership


def cards(everybody: Everybody) -> dict[str, dict[str, Any]]:
    work_out_all(therapist_of(everybody), NOW, CATALOGUE)
    page = clinic_page(therapist_of(everybody), NOW, CATALOGUE)
    return {card["id"]: card for card in page["cards"]}


def table(card: dict[str, Any]) -> dict[str, Any]:
    return {line["name"]: line["people"] for line in card["table"]}


def add_people(everybody: Everybody, count: int) -> None:
    clinic = therapist_of(everybody).clinic
    Patient.objects.bulk_create(Patient(clinic=clinic, name=f"Person {n}") for n in range(count))


def test_a_small_number_is_hidden_with_its_neighbour(everybody: Everybody) -> None:
    give_plan(Everybody.record(everybody.patient), everybody.therapist, NOW)
    add_people(everybody, 10)
    counts = table(cards(everybody)["caseload"])
    assert counts["No plan in force"] == "few"
    assert list(counts.values()).count("few") == 2


def test_large_numbers_are_shown(everybody: Everybody) -> None:
    add_people(everybody, 10)
    assert table(cards(everybody)["caseload"])["No plan in force"] == 12


def test_people_of_another_clinic_are_not_counted(everybody: Everybody) -> None:
    add_people(everybody, 4)
    assert clinic_page(therapist_of(everybody), NOW, CATALOGUE)["people"] == 6


def test_the_page_names_nobody(everybody: Everybody, browser: Any) -> None:
    add_people(everybody, 10)
    page = browser(everybody.therapist).get(reverse("clinic")).content.decode()
    assert "Person 3" not in page
    assert "Caseload" in page
