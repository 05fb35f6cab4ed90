"""What the rules decide after entries, and what people answer."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from tests.clinic.entries import a_pain, an_entry
from tests.clinic.people import Everybody, an_intake, give_intake, give_plan

from hipwise.clinic.care.decisions import (
    DecisionError,
    accept_decision,
    decline_decision,
    log_and_decide,
    propose_after,
    snooze_decision,
    undo_acceptance,
)
from hipwise.clinic.care.entries import LogResult, log_entries
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.locking import flag_cards, lock_plan
from hipwise.clinic.care.models import DecisionRecord, Entry, PlanRevision
from hipwise.clinic.care.planning import accept_own_plan, propose_plan
from hipwise.clinic.care.standing import standing_decisions
from hipwise.clinic.care.stored_decision import decision_of
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.decision import Decision, DecisionKind, decision_to_mapping
from hipwise.plan.done_sets import working_sides
from hipwise.plan.dose_step import Change
from hipwise.plan.history import Log
from hipwise.plan.intake import DAYS, parse_intake
from hipwise.plan.look import look_at
from hipwise.plan.plan import plan_from_mapping
from hipwise.plan.revision import revise
from hipwise.plan.rung import easier_item, harder_item

NOW = datetime.now(UTC).replace(microsecond=0)
_A_MINUTE = timedelta(minutes=1)


def minutes_since(moment: datetime) -> int:
    """Whole minutes from a moment to now."""
    return int((datetime.now(UTC) - moment).total_seconds() // 60)


def log(patient: Any, user: Any, entries: list[dict[str, Any]], at: datetime = NOW) -> bool:
    """Log entries and ask the rules, as the interface does."""
    result = log_entries(patient, entries, user, load_catalogue(), at)
    assert not result.refused, result.refused
    return propose_after(patient, result, load_catalogue(), at)


def a_calm_session(plan_mapping: dict[str, Any], start: datetime) -> list[dict[str, Any]]:
    """Everything that the plan asks for on that day, without pain, and the next morning."""
    catalogue = load_catalogue()
    plan = plan_from_mapping(plan_mapping, "test")
    ago = minutes_since(start)
    known = {"limp": False, "analgesic": False, "site": "groin", "quality": "ache"}
    entries = [a_pain(1, "before", ago, **known)]
    for item in plan.items:
        if DAYS[start.weekday()] not in item.days:
            continue
        exercise = catalogue.exercise(item.exercise)
        for side in working_sides(item, exercise):
            entries += [
                an_entry(
                    ago - 1,
                    exercise=item.exercise,
                    side=side.value,
                    set=number + 1,
                    repetitions=item.repetitions,
                    hold_s=item.hold_s,
                )
                for number in range(item.sets)
            ]
        entries.append(a_pain(1, "during", ago - 2, exercise=item.exercise, site="groin", quality="ache"))
    entries.append(a_pain(1, "after", ago - 3, **known))
    morning = {"limp": False, "analgesic": False, "night_waking": False}
    entries.append(a_pain(1, "next_morning", ago - 14 * 60, **morning))
    return entries


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    """Anna's record with a plan in force since two weeks."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, NOW - timedelta(days=14))
    return patient


@pytest.fixture
def step_up(anna: Any, everybody: Everybody) -> DecisionRecord:
    """A step up that waits, after eleven calm days."""
    plan = PlanRevision.objects.get(patient=anna, status="signed").plan
    for ago in range(12, 0, -1):
        start = (NOW - timedelta(days=ago)).replace(hour=17, minute=0)
        log(
            anna,
            everybody.patient,
            a_calm_session(plan, start),
            min(start + timedelta(hours=20), NOW - _A_MINUTE),
        )
    waiting = standing_decisions(
        DecisionRecord.objects.filter(patient=anna).order_by("date", "updated_at"), local_day(anna, NOW)
    )
    found = [row for row in waiting if row.kind == "progress"]
    assert found, [(row.kind, row.decision["reasons"][0]["text"]) for row in waiting]
    record = DecisionRecord.objects.select_related("patient__clinic", "revision__intake", "result")
    return record.get(pk=found[0].pk)


def dose(patient: Any, exercise: str) -> tuple[int, int, float]:
    """Sets, repetitions and range of an exercise in the plan in force."""
    plan = PlanRevision.objects.get(patient=patient, status="signed").plan
    item = next(item for item in plan["items"] if item["exercise"] == exercise)
    return item["sets"], item["repetitions"], item["range_share"]


def test_a_step_up_waits_and_changes_nothing_by_itself(step_up: DecisionRecord) -> None:
    assert step_up.status == "waiting"
    assert PlanRevision.objects.filter(patient=step_up.patient).count() == 1


def test_an_accepted_step_up_is_the_next_signed_plan(step_up: DecisionRecord, everybody: Everybody) -> None:
    before = dose(step_up.patient, step_up.exercise)
    accept_decision(step_up, everybody.therapist, load_catalogue(), NOW)
    assert dose(step_up.patient, step_up.exercise) != before
    signed = PlanRevision.objects.get(patient=step_up.patient, status="signed")
    assert (signed.authority, signed.signed_by) == ("clinician", everybody.therapist)


def test_a_step_up_is_accepted_once(step_up: DecisionRecord, everybody: Everybody) -> None:
    accept_decision(step_up, everybody.therapist, load_catalogue(), NOW)
    with pytest.raises(DecisionError, match="answered already"):
        accept_decision(step_up, everybody.therapist, load_catalogue(), NOW)


def test_an_acceptance_can_be_taken_back_at_once(step_up: DecisionRecord, everybody: Everybody) -> None:
    before = dose(step_up.patient, step_up.exercise)
    accept_decision(step_up, everybody.therapist, load_catalogue(), NOW)
    undo_acceptance(step_up, everybody.therapist, NOW + timedelta(seconds=9))
    assert dose(step_up.patient, step_up.exercise) == before
    assert step_up.status == "waiting"


def test_an_acceptance_stands_after_a_while(step_up: DecisionRecord, everybody: Everybody) -> None:
    accept_decision(step_up, everybody.therapist, load_catalogue(), NOW)
    with pytest.raises(DecisionError):
        undo_acceptance(step_up, everybody.therapist, NOW + timedelta(hours=1))


def test_nobody_takes_back_what_somebody_else_accepted(step_up: DecisionRecord, everybody: Everybody) -> None:
    accept_decision(step_up, everybody.therapist, load_catalogue(), NOW)
    with pytest.raises(DecisionError):
        undo_acceptance(step_up, everybody.admin, NOW)


def test_a_declined_step_up_leaves_the_plan(step_up: DecisionRecord, everybody: Everybody) -> None:
    decline_decision(step_up, everybody.therapist, "Travelling next week.", NOW)
    assert step_up.status == "declined"
    assert PlanRevision.objects.filter(patient=step_up.patient).count() == 1


def test_a_step_up_is_not_accepted_while_a_red_flag_is_open(
    step_up: DecisionRecord, everybody: Everybody
) -> None:
    lock_plan(step_up.patient, flag_cards(["infection"], load_catalogue()), NOW)
    with pytest.raises(DecisionError, match="red flag"):
        accept_decision(step_up, everybody.therapist, load_catalogue(), NOW)


def test_a_step_up_is_not_accepted_after_the_rules_have_said_otherwise(
    step_up: DecisionRecord, everybody: Everybody
) -> None:
    log(step_up.patient, everybody.patient, [a_pain(6, exercise=step_up.exercise)])
    with pytest.raises(DecisionError):
        accept_decision(step_up, everybody.therapist, load_catalogue(), NOW)


def test_a_snoozed_decision_comes_back_by_itself(step_up: DecisionRecord) -> None:
    snooze_decision(step_up, 3, NOW)
    today = local_day(step_up.patient, NOW)
    assert step_up not in standing_decisions([step_up], today)
    assert step_up in standing_decisions([step_up], today + timedelta(days=3))


@pytest.mark.parametrize("days", [0, -1, 15])
def test_a_decision_is_snoozed_for_1_to_14_days(days: int, step_up: DecisionRecord) -> None:
    with pytest.raises(DecisionError, match="1 to 14"):
        snooze_decision(step_up, days, NOW)


def test_a_later_word_about_the_same_exercise_overtakes(step_up: DecisionRecord) -> None:
    later = DecisionRecord(
        patient=step_up.patient, exercise=step_up.exercise, kind="hold", date=step_up.date, status="applied"
    )
    assert standing_decisions([step_up, later], step_up.date) == []


WAYS = {
    "accept": lambda flag, user: accept_decision(flag, user, load_catalogue(), NOW),
    "decline": lambda flag, user: decline_decision(flag, user, "", NOW),
    "snooze": lambda flag, user: snooze_decision(flag, 1, NOW),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_red_flag_is_neither_accepted_nor_put_aside(way: str, anna: Any, everybody: Everybody) -> None:
    lock_plan(anna, flag_cards(["infection"], load_catalogue()), NOW)
    flag = DecisionRecord.objects.select_related("patient__clinic").get(kind="escalate")
    with pytest.raises(DecisionError, match="red flag"):
        WAYS[way](flag, everybody.therapist)


def test_pain_over_the_stop_limit_eases_the_exercise_at_once(anna: Any, everybody: Everybody) -> None:
    before = dose(anna, "bridge")
    assert log(anna, everybody.patient, [an_entry(), a_pain(7)]) is True
    assert dose(anna, "bridge") < before
    signed = PlanRevision.objects.get(patient=anna, status="signed")
    assert (signed.authority, signed.signed_by) == ("rule", None)


def test_easing_by_rule_never_raises_any_dose(anna: Any, everybody: Everybody) -> None:
    before = PlanRevision.objects.get(patient=anna, status="signed").plan["items"]
    log(anna, everybody.patient, [an_entry(), a_pain(7), a_pain(6, exercise="clamshell")])
    after = {
        item["exercise"]: item
        for item in PlanRevision.objects.get(patient=anna, status="signed").plan["items"]
    }
    for item in before:
        eased = after.get(item["exercise"])
        if eased is not None:
            assert eased["sets"] * eased["repetitions"] <= item["sets"] * item["repetitions"]
            assert eased["range_share"] <= item["range_share"]


def test_the_same_entries_again_do_not_ease_twice(anna: Any, everybody: Everybody) -> None:
    entries = [an_entry(), a_pain(7)]
    log(anna, everybody.patient, entries)
    once = dose(anna, "bridge")
    assert log(anna, everybody.patient, entries) is False
    assert dose(anna, "bridge") == once


def break_log(patient: Any) -> LogResult:
    """Something that nobody can read lies in the log, and something was added to it."""
    entry = {"patient": patient, "clinic": patient.clinic, "client_id": uuid.uuid4(), "at": NOW}
    Entry.objects.create(**entry, received_at=NOW, kind="set", payload={"kind": "nonsense"})
    return LogResult(added=[{"kind": "set"}])


def test_when_the_rules_cannot_be_asked_a_clinician_is_told(anna: Any, everybody: Everybody) -> None:
    broken = break_log(anna)
    assert propose_after(anna, broken, load_catalogue(), NOW) is False
    record = DecisionRecord.objects.get(patient=anna)
    assert (record.status, record.decision["reasons"][0]["rule"]) == ("waiting", "decision-not-computed")


def test_a_hold_that_waits_stands_for_the_clinician(anna: Any) -> None:
    broken = break_log(anna)
    propose_after(anna, broken, load_catalogue(), NOW)
    record = DecisionRecord.objects.get(patient=anna)
    assert standing_decisions([record], local_day(anna, NOW)) == [record]


def test_the_clinician_accepts_on_the_page(
    step_up: DecisionRecord, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.therapist)
    client.post(reverse("decision-answer", args=(step_up.pk,)), {"answer": "accept"})
    step_up.refresh_from_db()
    assert step_up.status == "accepted"


def test_the_clinician_sees_the_sentence_that_the_patient_reads(
    step_up: DecisionRecord, everybody: Everybody, browser: Any
) -> None:
    sentence = step_up.decision["reasons"][0]["text"]
    patient = browser(everybody.patient).get(reverse("patient-why", args=(step_up.pk,)))
    clinician = browser(everybody.therapist).get(reverse("patient-record", args=(step_up.patient_id,)))
    assert sentence in patient.content.decode()
    assert sentence in clinician.content.decode()


def test_a_patient_with_a_therapist_cannot_accept_a_step_up(
    step_up: DecisionRecord, everybody: Everybody, browser: Any
) -> None:
    browser(everybody.patient).post(reverse("patient-why", args=(step_up.pk,)), {"accept": "1"})
    step_up.refresh_from_db()
    assert step_up.status == "waiting"


def test_after_an_answer_the_browser_stays_on_this_site(
    step_up: DecisionRecord, everybody: Everybody, browser: Any
) -> None:
    answer = browser(everybody.therapist).post(
        reverse("decision-answer", args=(step_up.pk,)),
        {"answer": "snooze", "days": "3", "next": "https://elsewhere.example/"},
    )
    assert answer.headers["Location"] == reverse("inbox")


def test_a_step_up_is_not_accepted_after_days_of_silence(
    step_up: DecisionRecord, everybody: Everybody
) -> None:
    with pytest.raises(DecisionError, match="no longer ask"):
        accept_decision(step_up, everybody.therapist, load_catalogue(), NOW + timedelta(days=13))


def test_entries_and_what_follows_from_them_are_stored_together_or_not_at_all(
    anna: Any, everybody: Everybody
) -> None:
    """A server that dies in between has stored nothing, so that the phone sends again and the rules look."""

    class PowerCutError(BaseException):
        pass

    entries = [an_entry(), a_pain(7)]

    @transaction.atomic
    def post_and_die() -> None:
        log_and_decide(anna, entries, everybody.patient, load_catalogue(), NOW)
        raise PowerCutError

    with pytest.raises(PowerCutError):
        post_and_die()
    assert not Entry.objects.filter(patient=anna, kind="pain").exists()
    _, changed = log_and_decide(anna, entries, everybody.patient, load_catalogue(), NOW)
    assert changed is True


def test_a_person_alone_takes_a_step_up_by_themselves(everybody: Everybody, browser: Any) -> None:
    solveig = Everybody.record(everybody.solo)
    raw = an_intake(therapist=False, today=(NOW - timedelta(days=14)).date().isoformat())
    then = NOW - timedelta(days=14)
    assert propose_plan(solveig, give_intake(solveig, raw, then), load_catalogue(), then) is not None
    accept_own_plan(solveig, everybody.solo, load_catalogue(), then)
    plan = PlanRevision.objects.get(patient=solveig, status="signed").plan
    for ago in range(12, 0, -1):
        start = (NOW - timedelta(days=ago)).replace(hour=17, minute=0)
        told_at = min(start + timedelta(hours=20), NOW - _A_MINUTE)
        log(solveig, everybody.solo, a_calm_session(plan, start), told_at)
    proposals = browser(everybody.solo).get("/api/today").json()["proposals"]
    assert proposals
    page = browser(everybody.solo).get(proposals[0]["url"])
    assert page.context["can_accept"] is True
    browser(everybody.solo).post(proposals[0]["url"], {"accept": "1"})
    signed = PlanRevision.objects.get(patient=solveig, status="signed")
    assert (signed.number, signed.authority) == (2, "patient-alone")


def test_a_stored_rung_is_read_back_and_replaces_the_exercise(everybody: Everybody) -> None:
    patient = Everybody.record(everybody.patient)
    revision = give_plan(patient, everybody.therapist, NOW - timedelta(days=14))
    plan = plan_from_mapping(revision.plan, "test")
    catalogue = load_catalogue()
    look = look_at(plan, Log(), parse_intake(revision.intake.stated, "test"), plan.made_on, catalogue)
    old, new = next(
        (item, rung) for item in plan.items if (rung := easier_item(item, look) or harder_item(item, look))
    )
    change = Change("exercise", old.exercise, new.exercise, new)
    decision = Decision(local_day(patient, NOW), old.exercise, DecisionKind.PROGRESS, (), change)
    record = DecisionRecord(
        clinic_id=patient.clinic_id, patient=patient, decision=decision_to_mapping(decision)
    )
    assert decision_of(record) == decision
    following = revise(plan, [decision_of(record)], NOW, catalogue)
    assert [item.exercise for item in following.items].count(new.exercise) == 1
    assert old.exercise not in [item.exercise for item in following.items]
