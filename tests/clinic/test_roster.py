"""The list of patients: a page at a time, found by a part of the name, each read leaving a line."""

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from tests.clinic.people import Everybody

from hipwise.clinic.care.models import Patient, ReadAudit
from hipwise.clinic.care.roster import roster_page

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def names(page: dict[str, Any]) -> list[str]:
    """The names on a page."""
    return [row["name"] for row in page["patients"]]


def add_people(everybody: Everybody, count: int) -> None:
    clinic = everybody.record(everybody.patient).clinic
    Patient.objects.bulk_create(Patient(clinic=clinic, name=f"Person {n:03}") for n in range(count))


def test_the_pages_show_everybody_once_by_name(everybody: Everybody) -> None:
    add_people(everybody, 100)
    membership = everybody.therapist.membership
    assert membership is not None
    pages = [roster_page(membership, "", number, NOW) for number in (1, 2, 3)]
    shown = [name for page in pages for name in names(page)]
    assert shown == sorted(shown)
    assert (len(shown), pages[0]["people"], len(pages[0]["pages"])) == (102, 102, 3)


def test_only_who_stands_on_the_page_leaves_a_line(everybody: Everybody) -> None:
    add_people(everybody, 100)
    membership = everybody.therapist.membership
    assert membership is not None
    page = roster_page(membership, "", 1, NOW)
    assert ReadAudit.objects.count() == len(page["patients"])


def test_a_part_of_a_name_finds_across_pages_and_not_in_another_clinic(everybody: Everybody) -> None:
    add_people(everybody, 100)
    membership = everybody.therapist.membership
    assert membership is not None
    assert names(roster_page(membership, " patient ", 1, NOW)) == ["Anna Patient", "Ben Patient"]


def test_a_search_that_finds_nobody_says_so(everybody: Everybody, browser: Any) -> None:
    page = browser(everybody.therapist).get(reverse("patients"), {"search": "50% _"}).content.decode()
    assert "Nobody of that name" in page
