"""A letter about a long programme: it reads the last months, and what stands since the beginning."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.clinic.entries import an_entry
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.letter_page import letter_page
from hipwise.clinic.care.patient_settings import set_threshold
from hipwise.exchange.letter.kind import LETTER_KINDS
from hipwise.library.catalogue import load_catalogue

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CATALOGUE = load_catalogue()
LONG_AGO, LATELY = 400, 3


def entry(days_ago: float, **fields: Any) -> dict[str, Any]:
    """One entry of that day."""
    return {"id": str(uuid.uuid4()), "at": (NOW - timedelta(days=days_ago)).isoformat(), **fields}


@pytest.fixture
def told(everybody: Everybody) -> Any:
    """A function that gives the text of a kind of letter about a programme of more than a year."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, NOW - timedelta(days=LONG_AGO + 2))
    sent = [
        {**an_entry(), "at": (NOW - timedelta(days=ago)).isoformat()} for ago in (*range(20, 0, -1), LONG_AGO)
    ]
    for ago, score in ((LONG_AGO, 5), (LATELY, 2)):
        for day in range(5):
            sent.append(entry(ago - day * 0.5, kind="pain", when="next_morning", score=score, pinch=0))
        sent.append(entry(ago, kind="measure", measure="nprs-worst-24h", answers={"score": score + 1}))
    result = log_entries(patient, sent, everybody.patient, CATALOGUE, NOW)
    assert not result.refused, result.refused

    def text_of(kind: str) -> str:
        patient = Everybody.record(everybody.patient)
        return str(letter_page(patient, everybody.therapist, LETTER_KINDS[kind], NOW, CATALOGUE)["text"])

    return text_of


def test_a_score_of_the_beginning_is_compared_with_the_last(told: Any) -> None:
    assert "14 October 2025 to 17 November 2026: 3 to 3" in told("report")


def test_the_visit_summary_names_the_limit_of_the_person(told: Any, everybody: Everybody) -> None:
    asked = {"setting": "pain.stop", "value": "4", "reason": "Sleeps badly after more"}
    set_threshold(Everybody.record(everybody.patient), everybody.therapist, asked, CATALOGUE, NOW)
    assert "pain goes over 4 of 10" in told("summary")


def test_the_weeks_told_are_the_last_ones(told: Any) -> None:
    weeks = [line for line in told("report").split("\n") if line.startswith("Week from")]
    assert weeks[0].startswith("Week from 31 July")
    assert "usual morning 2" in weeks[-2]
