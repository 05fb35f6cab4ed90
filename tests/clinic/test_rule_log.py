"""The rules read the weeks of the log that they can use, and say what they would say of all of it."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.clinic.entries import a_correction, a_pain
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.aftercare import AftercareError, prepare_closing
from hipwise.clinic.care.decisions import decide, log_and_decide
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import Entry, Patient
from hipwise.clinic.care.revisions import signed_revision
from hipwise.clinic.care.rule_log import read_for_rules
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.decision import Decision
from hipwise.plan.intake import Intake
from hipwise.plan.plan import Plan, plan_from_mapping

NOW = datetime.now(UTC).replace(microsecond=0)
DAYS = 200
CALM = {"score": 1, "pinch": 0, "limp": False, "analgesic": False}


def a_year(plan: Plan, days: int) -> Iterator[dict[str, Any]]:
    """Calm days up to yesterday: one set and the pain of each exercise, mornings, the questions in time."""
    for back in range(days, 0, -1):
        day = datetime.combine((NOW - timedelta(days=back)).date(), time(7), UTC)
        yield entry(day, "pain", when="next_morning", night_waking=False, **CALM)
        if back % 20 == 0:
            yield entry(day, "red_flag", flags=[])
        for place, item in enumerate(plan.items):
            at = day + timedelta(hours=10, minutes=place)
            done = {"exercise": item.exercise, "repetitions": item.repetitions, "source": "manual"}
            yield entry(at, "set", side=item.side.value, set=1, hold_s=item.hold_s, **done)
            yield entry(at, "pain", when="during", exercise=item.exercise, **CALM)
        yield entry(day + timedelta(hours=11), "pain", when="after", **CALM)


def entry(at: datetime, kind: str, **body: Any) -> dict[str, Any]:
    """One raw entry."""
    return {"id": str(uuid.uuid4()), "at": at.isoformat(), "kind": kind, **body}


def store(patient: Patient, entries: Iterator[dict[str, Any]]) -> None:
    """Put entries into the log without asking the rules."""
    rows = [
        Entry(
            clinic_id=patient.clinic_id,
            patient=patient,
            client_id=raw["id"],
            kind=raw["kind"],
            at=datetime.fromisoformat(raw["at"]),
            received_at=NOW,
            payload=raw,
        )
        for raw in entries
    ]
    Entry.objects.bulk_create(rows)


@pytest.fixture
def anna(everybody: Everybody) -> Patient:
    """Anna with many months of a calm log, of which the rules have found the start."""
    patient = everybody.record(everybody.patient)
    made = NOW - timedelta(days=DAYS + 1)
    plan = plan_from_mapping(give_plan(patient, everybody.therapist, made).plan, "test")
    store(patient, a_year(plan, DAYS))
    send(patient, everybody, a_pain(1, "next_morning"))
    patient.refresh_from_db()
    return patient


def send(patient: Patient, everybody: Everybody, *entries: dict[str, Any]) -> None:
    """Log entries and ask the rules."""
    result, _ = log_and_decide(patient, entries, everybody.patient, load_catalogue(), NOW)
    assert not result.refused, result.refused


def said(patient: Patient) -> list[Decision]:
    """What the rules say today about the plan and its exercises."""
    revision = signed_revision(patient)
    assert revision is not None
    plan = plan_from_mapping(revision.plan, "test")
    named = {None, *(item.exercise for item in plan.items)}
    decisions = decide(patient, plan, revision, local_day(patient, NOW), load_catalogue())
    return [decision for decision in decisions if decision.exercise in named]


def reads_of_the_log(asked: CaptureQueriesContext) -> int:
    """How often entries were read."""
    asks = [query["sql"] for query in asked.captured_queries]
    return sum("SELECT" in sql and "care_entry" in sql for sql in asks)


def test_only_the_last_weeks_are_read(anna: Patient) -> None:
    read = read_for_rules(anna)
    oldest = min(p["at"] for p in read.payloads if p["kind"] not in ("red_flag", "correction"))
    assert NOW - datetime.fromisoformat(oldest) < timedelta(days=82)


@pytest.mark.parametrize("score", [1, 4, 6])
def test_the_decisions_are_those_of_the_whole_log(anna: Patient, score: int) -> None:
    assert anna.log_start is not None
    store(anna, iter([a_pain(score, "next_morning")]))
    of_the_part = said(anna)
    anna.log_start = None
    assert said(anna) == of_the_part


@pytest.mark.parametrize("score", [0, 3, 6])
def test_closing_leaves_what_the_whole_log_would_leave(anna: Patient, score: int) -> None:
    assert anna.log_start is not None
    store(anna, iter([a_pain(score, "next_morning")]))
    of_the_part = closing(anna)
    anna.log_start = None
    assert closing(anna) == of_the_part


def closing(patient: Patient) -> Intake | str:
    """What is known when the programme is closed, or why it cannot be."""
    try:
        return prepare_closing(patient, NOW, load_catalogue()).intake
    except AftercareError as error:
        return str(error)


def test_closing_reads_the_last_weeks_only(anna: Patient) -> None:
    with CaptureQueriesContext(connection) as asked:
        closing(anna)
    assert reads_of_the_log(asked) == 1
    assert anna.log_start is not None  # what was read was enough


def test_asking_costs_no_more_after_a_year(anna: Patient, everybody: Everybody) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        send(anna, everybody, a_pain(1, "after"))
    assert reads_of_the_log(asked) == 1


@pytest.mark.parametrize("what", ["late", "corrected"])
def test_what_lies_before_the_start_has_the_whole_log_read_again(
    anna: Patient, what: str, everybody: Everybody
) -> None:
    day = NOW - timedelta(days=DAYS - 5)
    old = Entry.objects.filter(patient=anna, kind="pain", at__lt=day).order_by("at").last()
    assert old is not None
    late = entry(day, "pain", when="before", score=3)
    with CaptureQueriesContext(connection) as asked:
        send(anna, everybody, late if what == "late" else a_correction(old.payload, score=2))
    assert reads_of_the_log(asked) == 2


def test_an_old_id_with_other_content_is_still_a_conflict(anna: Patient, everybody: Everybody) -> None:
    old = Entry.objects.filter(patient=anna, kind="set").order_by("at").first()
    assert old is not None
    other = {**old.payload, "repetitions": 99}
    result, _ = log_and_decide(anna, [other], everybody.patient, load_catalogue(), NOW)
    assert [conflict.stored for conflict in result.conflicts] == [old.payload]


def test_an_old_warning_sign_that_nobody_cleared_is_never_forgotten(
    anna: Patient, everybody: Everybody
) -> None:
    day = NOW - timedelta(days=DAYS - 5)
    store(anna, iter([entry(day, "red_flag", flags=["blood-clot"])]))
    assert any(p.get("flags") == ["blood-clot"] for p in read_for_rules(anna).payloads)
