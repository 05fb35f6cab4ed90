"""One patient's record: what waits is said once, and only what can be answered can be pressed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.inbox import open_inbox, rows_of
from tests.clinic.people import Everybody, an_intake, give_intake, give_plan
from tests.clinic.test_intake import ANSWERS

from hipwise.clinic.care.decisions import DecisionError, accept_decision
from hipwise.clinic.care.history_view import first_of_runs
from hipwise.clinic.care.locking import flag_cards, lock_plan
from hipwise.clinic.care.models import DecisionRecord, PlanRevision
from hipwise.clinic.care.planning import propose_plan
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import RED_FLAGS

NOW = datetime.now(UTC)


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, NOW - timedelta(days=14))
    return patient


def propose(
    patient: Any, exercise: str, ago: int = 0, kind: str = "progress", **words: Any
) -> DecisionRecord:
    """A decision of some days ago, as the rules store it."""
    day = (NOW - timedelta(days=ago)).date()
    reason = {
        "rule": "progress-calm",
        "text": "Two calm sessions.",
        "source": "hipwise-default",
        "evidence": "D",
    }
    change = {"field": "repetitions", "from": 10, "to": 12} if kind == "progress" else None
    record: DecisionRecord = DecisionRecord.objects.create(
        clinic=patient.clinic,
        patient=patient,
        revision=PlanRevision.objects.get(patient=patient, status="signed"),
        date=day,
        exercise=exercise,
        kind=kind,
        decision={
            "date": day.isoformat(),
            "exercise": exercise or None,
            "decision": kind,
            "change": change,
            "reasons": [reason],
            "old_words": "2 × 10",
            "new_words": "2 × 12",
            **words,
        },
        updated_at=NOW - timedelta(days=ago),
    )
    return record


def planned(patient: Any) -> list[str]:
    plan = PlanRevision.objects.get(patient=patient, status="signed").plan
    return [item["exercise"] for item in plan["items"]]


def record_of(everybody: Everybody, browser: Any) -> Any:
    url = reverse("patient-record", args=(Everybody.record(everybody.patient).pk,))
    return browser(everybody.therapist).get(url)


def test_the_same_proposal_for_several_exercises_is_one_card(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    for exercise in planned(anna)[:2]:
        propose(anna, exercise)
    waiting = record_of(everybody, browser).context["waiting"]
    assert [len(group["cards"]) for group in waiting] == [2]


def test_a_newer_proposal_replaces_the_older_one(anna: Any, everybody: Everybody, browser: Any) -> None:
    exercise = planned(anna)[0]
    older, newer = propose(anna, exercise, ago=2), propose(anna, exercise, ago=0)
    page = record_of(everybody, browser)
    assert [card["id"] for group in page.context["waiting"] for card in group["cards"]] == [str(newer.pk)]
    assert page.context["decisions"] == []
    with pytest.raises(DecisionError, match="changed since"):
        accept_decision(older, everybody.therapist, load_catalogue(), NOW)


def test_a_locked_record_offers_nothing_to_accept(anna: Any, everybody: Everybody, browser: Any) -> None:
    propose(anna, planned(anna)[0])
    lock_plan(anna, flag_cards(["blood-clot"], load_catalogue()), NOW)
    page = record_of(everybody, browser)
    assert "escalate" not in [group["kind"] for group in page.context["waiting"]]
    assert b'value="accept"' not in page.content
    assert b"What did you find?" in page.content


def test_what_is_said_again_each_day_is_told_once(anna: Any) -> None:
    rows = [propose(anna, "clamshell", ago, "stop", new_words="") for ago in (3, 2, 1)]
    assert [row.date for row in first_of_runs(rows)] == [rows[0].date]
    assert isinstance(rows[0].date, date)


def test_one_answer_can_cover_a_whole_card(anna: Any, everybody: Everybody, browser: Any) -> None:
    first, second = (propose(anna, exercise) for exercise in planned(anna)[:2])
    url = reverse("decision-answer", args=(first.pk,))
    browser(everybody.therapist).post(url, {"answer": "snooze", "days": "3", "also": str(second.pk)})
    assert all(row.snoozed_until is not None for row in DecisionRecord.objects.all())


def test_a_further_decision_of_another_clinic_does_not_exist(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    other = Everybody.record(everybody.other_patient)
    give_plan(other, everybody.other_therapist, NOW - timedelta(days=14))
    mine, foreign = propose(anna, planned(anna)[0]), propose(other, planned(other)[0])
    url = reverse("decision-answer", args=(mine.pk,))
    answer = browser(everybody.therapist).post(url, {"answer": "decline", "also": str(foreign.pk)})
    assert answer.status_code == 404
    assert {row.status for row in DecisionRecord.objects.all()} == {"waiting"}


def test_answers_alone_draw_no_axis(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.therapist)
    url = reverse("patient-intake-form", args=(Everybody.record(everybody.patient).pk,))
    client.post(url, dict.fromkeys(RED_FLAGS, "no") | ANSWERS | {"conditions": ["none"]})
    assert record_of(everybody, browser).context["chart"] is None


def test_after_an_operation_the_weeks_since_then_are_said(everybody: Everybody, browser: Any) -> None:
    patient = Everybody.record(everybody.patient)
    operated = (NOW - timedelta(weeks=3)).date().isoformat()
    surgery = {"date": operated, "procedures": ["labral-repair"]}
    raw = an_intake(pathway="post-operative", surgery=surgery, today=NOW.date().isoformat())
    propose_plan(patient, give_intake(patient, raw, NOW), load_catalogue(), NOW)
    assert record_of(everybody, browser).context["patient"]["surgery_words"] == "3 weeks after surgery"
    rows = rows_of(open_inbox(everybody.therapist.membership, NOW))
    assert [row["place_words"] for row in rows] == ["Left hip, week 3 after surgery"]
