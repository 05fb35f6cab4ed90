"""Charts of a person on paper: in the summary that they take along, and after a report or visit summary."""

import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.clinic.entries import a_pain, an_entry
from tests.clinic.people import Everybody, days_ago, give_plan
from tests.exchange.handout.test_structure import structure

from hipwise.clinic.care.entries import log_entries
from hipwise.library.catalogue import load_catalogue

_DAY_MINUTES = 24 * 60


@pytest.fixture
def anna(everybody: Everybody) -> Everybody:
    """Anna has a plan and a week of entries."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, days_ago(8))
    sent = []
    for day in range(7, 0, -1):
        ago = day * _DAY_MINUTES
        sent += [an_entry(ago), a_pain(2, minutes_ago=ago), a_pain(1, "next_morning", ago - 12 * 60)]
    log_entries(patient, sent, everybody.patient, load_catalogue(), days_ago(0))
    return everybody


def figures(content: bytes) -> list[str]:
    """The words of each figure in a tagged PDF."""
    found = structure(PdfReader(io.BytesIO(content)))
    return [str(each.entries["/Alt"]) for each in found if each.role == "Figure"]


def test_the_own_summary_has_the_chart_of_pain_in_words(anna: Everybody, browser: Any) -> None:
    (words,) = figures(browser(anna.patient).get(reverse("patient-summary")).content)
    assert words.startswith("Pain and")
    assert "Morning pain was 1 of 10" in words


@pytest.mark.parametrize(("kind", "count"), [("report", 1), ("summary", 1), ("note", 0)])
def test_a_chart_follows_the_papers_that_are_read_by_others(
    kind: str, count: int, anna: Everybody, browser: Any
) -> None:
    client, url = (
        browser(anna.therapist),
        reverse("patient-document", args=(Everybody.record(anna.patient).pk, kind)),
    )
    assert len(client.get(url).context["charts"]) == count
    answer = client.post(url, {"text": "## Who\nAnna", "kind": "pdf", "charts": "1"})
    assert len(figures(answer.content)) == count


def test_without_the_tick_no_chart_follows(anna: Everybody, browser: Any) -> None:
    url = reverse("patient-document", args=(Everybody.record(anna.patient).pk, "report"))
    answer = browser(anna.therapist).post(url, {"text": "## Who\nAnna", "kind": "pdf"})
    assert figures(answer.content) == []
