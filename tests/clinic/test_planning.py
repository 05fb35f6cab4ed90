"""From a proposal to a signature."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.clinic.people import Everybody, an_intake, give_intake, give_plan

from hipwise.clinic.care.locking import NoteMissingError, clear_lock, flag_cards, lock_plan
from hipwise.clinic.care.models import Entry, PlanRevision
from hipwise.clinic.care.plan_edit import EditError, add_item, change_item, move_item, remove_item
from hipwise.clinic.care.planning import (
    SigningError,
    check_plan,
    edit_plan,
    finish_and_propose,
    propose_anew,
    propose_plan,
    sign_plan,
)
from hipwise.library.catalogue import load_catalogue

LOCKED_EXERCISE = "piriformis-knee-to-opposite-shoulder"


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    """Anna's record."""
    return Everybody.record(everybody.patient)


def edit(patient: Any, user: Any, change: Any) -> PlanRevision:
    """One edit, now."""
    return edit_plan(patient, user, change, load_catalogue(), timezone.now())


def test_a_proposal_is_not_in_force(anna: Any, everybody: Everybody, browser: Any) -> None:
    propose_plan(anna, give_intake(anna, an_intake()), load_catalogue(), timezone.now())
    document = browser(everybody.patient).get("/api/today").json()
    assert (document["state"], document["items"]) == ("waiting", [])


def test_a_signed_plan_is_in_force_and_says_who_signed(anna: Any, everybody: Everybody) -> None:
    revision = give_plan(anna, everybody.therapist)
    assert (revision.status, revision.authority, revision.signed_by) == (
        "signed",
        "clinician",
        everybody.therapist,
    )


def test_the_first_edit_of_a_plan_in_force_begins_a_draft(anna: Any, everybody: Everybody) -> None:
    signed = give_plan(anna, everybody.therapist)
    draft = edit(anna, everybody.therapist, change_item(0, {"rest_s": ["60"]}, load_catalogue()))
    signed.refresh_from_db()
    assert (signed.status, draft.status, draft.number) == ("signed", "draft", signed.number + 1)


def test_a_second_edit_changes_the_same_draft(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist)
    first = edit(anna, everybody.therapist, change_item(0, {"rest_s": ["60"]}, load_catalogue()))
    second = edit(anna, everybody.therapist, move_item(0, 1))
    assert first.pk == second.pk


def test_a_changed_dose_changes_the_minutes_and_says_who_chose_it(anna: Any, everybody: Everybody) -> None:
    signed = give_plan(anna, everybody.therapist)
    before = signed.plan["items"][0]
    posted = {"sets": [str(before["sets"] + 1)]}
    item = edit(anna, everybody.therapist, change_item(0, posted, load_catalogue())).plan["items"][0]
    assert item["sets"] == before["sets"] + 1
    assert item["minutes"] > before["minutes"]
    assert item["reasons"][0]["rule"] == "edited-by-hand"


def test_signing_replaces_the_plan_in_force(anna: Any, everybody: Everybody) -> None:
    first = give_plan(anna, everybody.therapist)
    draft = edit(anna, everybody.therapist, move_item(0, 1))
    sign_plan(anna, draft.number, everybody.therapist, "Order", load_catalogue(), timezone.now())
    first.refresh_from_db()
    assert first.status == "superseded"
    assert PlanRevision.objects.get(status="signed").pk == draft.pk


def test_a_locked_exercise_stops_the_signature(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist)
    draft = edit(anna, everybody.therapist, add_item(LOCKED_EXERCISE, load_catalogue()))
    with pytest.raises(SigningError) as refused:
        sign_plan(anna, draft.number, everybody.therapist, "", load_catalogue(), timezone.now())
    assert {finding.item for finding in refused.value.findings} == {LOCKED_EXERCISE}
    assert PlanRevision.objects.get(status="draft").pk == draft.pk


def test_a_draft_that_changed_since_it_was_read_is_not_signed(anna: Any, everybody: Everybody) -> None:
    signed = give_plan(anna, everybody.therapist)
    edit(anna, everybody.therapist, move_item(0, 1))
    with pytest.raises(SigningError, match="has changed"):
        sign_plan(anna, signed.number, everybody.therapist, "", load_catalogue(), timezone.now())


def test_an_empty_plan_is_not_signed(anna: Any, everybody: Everybody) -> None:
    signed = give_plan(anna, everybody.therapist)
    for _ in signed.plan["items"]:
        draft = edit(anna, everybody.therapist, remove_item(0, load_catalogue()))
    with pytest.raises(SigningError):
        sign_plan(anna, draft.number, everybody.therapist, "", load_catalogue(), timezone.now())


def test_a_locked_plan_is_not_signed(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist)
    draft = edit(anna, everybody.therapist, move_item(0, 1))
    lock_plan(anna, flag_cards(["infection"], load_catalogue()), timezone.now())
    with pytest.raises(SigningError, match="red flag"):
        sign_plan(anna, draft.number, everybody.therapist, "", load_catalogue(), timezone.now())


def test_the_editor_says_what_stops_signing(anna: Any, everybody: Everybody, browser: Any) -> None:
    give_plan(anna, everybody.therapist)
    url = reverse("plan-edit", args=(anna.pk,))
    page = browser(everybody.therapist).post(url, {"op": "add", "exercise": LOCKED_EXERCISE}, follow=True)
    assert page.context["can_sign"] is False
    assert page.context["findings"]["errors"][0]["item"] == LOCKED_EXERCISE


def test_the_editor_shows_what_changes_for_the_patient(anna: Any, everybody: Everybody, browser: Any) -> None:
    signed = give_plan(anna, everybody.therapist)
    name = signed.plan["items"][0]["exercise"]
    page = browser(everybody.therapist).post(
        reverse("plan-edit", args=(anna.pk,)), {"op": "remove", "index": "0"}, follow=True
    )
    assert [(change["exercise"], change["new_words"]) for change in page.context["changes"]] == [
        (name, "left out")
    ]


def test_every_proposed_plan_passes_its_own_checks(anna: Any) -> None:
    catalogue, now = load_catalogue(), timezone.now()
    for changes in ({}, {"symptomatic_side": "both"}, {"person": {"age": 70}}, {"minutes_per_day": 15}):
        raw = an_intake(**{"today": now.date().isoformat(), **changes})
        proposed = propose_plan(anna, give_intake(anna, raw), catalogue, now)
        assert proposed is not None
        findings = check_plan(proposed, catalogue, now.date())
        assert [f.text for f in findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("posted", "place"),
    [
        ({"sets": ["0"]}, "Sets"),
        ({"sets": ["many"]}, "Sets"),
        ({"repetitions": ["1000"]}, "Times"),
        ({"side": ["up"]}, "Side"),
        ({"days": ["moonday"]}, "Days"),
        ({"days": [""]}, "Days"),
    ],
    ids=str,
)
def test_an_edit_that_makes_no_sense_names_its_place(
    posted: dict[str, list[str]], place: str, anna: Any, everybody: Everybody
) -> None:
    give_plan(anna, everybody.therapist)
    with pytest.raises(EditError, match=place):
        edit(anna, everybody.therapist, change_item(0, posted, load_catalogue()))
    assert PlanRevision.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda c: change_item(9, {}, c),
        lambda c: remove_item(-1, c),
        lambda c: move_item(0, 99),
        lambda c: add_item("handstand", c),
        lambda c: add_item("bridge", c),
    ],
    ids=["line", "remove", "move", "unknown", "twice"],
)
def test_an_edit_of_nothing_is_refused(change: Any, anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist)
    with pytest.raises(EditError):
        edit(anna, everybody.therapist, change(load_catalogue()))


def test_proposing_anew_replaces_the_draft(anna: Any, everybody: Everybody) -> None:
    signed = give_plan(anna, everybody.therapist)
    edit(anna, everybody.therapist, remove_item(0, load_catalogue()))
    again = propose_anew(anna, everybody.therapist, load_catalogue(), timezone.now())
    assert again.status == "proposed"
    assert len(again.plan["items"]) == len(signed.plan["items"])


def test_new_answers_that_block_withdraw_the_plan_in_force(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist)
    record = give_intake(anna, an_intake())
    record.status, record.answers = "started", answers_for({"conditions": ["arthroplasty"]})
    record.patient = anna
    assert finish_and_propose(record, load_catalogue(), timezone.now()) is None
    assert not PlanRevision.objects.filter(status="signed").exists()


def test_the_same_answers_again_leave_the_plan_in_force_alone(anna: Any, everybody: Everybody) -> None:
    signed = give_plan(anna, everybody.therapist)
    record = give_intake(anna, an_intake())
    record.status, record.answers = "started", answers_for({})
    record.patient = anna
    assert finish_and_propose(record, load_catalogue(), timezone.now()) is None
    assert PlanRevision.objects.get(status="signed").pk == signed.pk


def test_fewer_minutes_in_new_answers_propose_a_shorter_plan_and_the_plan_in_force_stays(
    anna: Any, everybody: Everybody
) -> None:
    signed = give_plan(anna, everybody.therapist)
    record = give_intake(anna, an_intake())
    record.status, record.answers = "started", answers_for({"minutes": 5})
    record.patient = anna
    proposed = finish_and_propose(record, load_catalogue(), timezone.now())
    assert proposed is not None
    lines = [item for item in signed.plan["items"] if item in proposed.plan["items"]]
    assert 0 < len(lines) == len(proposed.plan["items"]) < len(signed.plan["items"])
    assert PlanRevision.objects.get(status="signed").pk == signed.pk


def answers_for(changes: dict[str, Any]) -> dict[str, Any]:
    """Saved wizard answers that make the plain intake of these tests."""
    from hipwise.plan.intake import DAYS, RED_FLAGS

    plain = {"left": "negative", "right": "negative"}
    return {
        **dict.fromkeys(RED_FLAGS, "no"),
        "age": 31,
        "diagnosis": "clinician",
        "side": "left",
        "surgery": "no-surgery",
        "conditions": [],
        "pain-at-rest": 1,
        "pain-worst": 3,
        "pain-pinch": 1,
        "pinch-starts": 95,
        "flare": "no",
        "weeks-in-programme": 0,
        "goals": ["walk-without-pain"],
        "equipment": ["mat", "loop-band", "chair", "pillow"],
        "minutes": 20,
        "days": list(DAYS),
        "thomas": plain,
        "piriformis-tightness": plain,
        "adductor-tightness": plain,
        "abductor-strength": {"left": "weak", "right": "normal"},
        "extensor-strength": {"left": "normal", "right": "normal"},
        "core-control": "weak",
        **changes,
    }


def test_clearing_a_lock_needs_a_note(anna: Any, everybody: Everybody) -> None:
    lock_plan(anna, flag_cards(["infection"], load_catalogue()), timezone.now())
    with pytest.raises(NoteMissingError):
        clear_lock(anna, everybody.therapist, "  ", timezone.now())
    anna.refresh_from_db()
    assert anna.is_locked


def test_a_cleared_lock_opens_the_plan_and_is_in_the_log(anna: Any, everybody: Everybody) -> None:
    lock_plan(anna, flag_cards(["infection"], load_catalogue()), timezone.now())
    clear_lock(anna, everybody.therapist, "No fever, joint cool.", timezone.now())
    anna.refresh_from_db()
    assert not anna.is_locked
    clearance = Entry.objects.get(kind="clearance").payload
    assert (clearance["flags"], clearance["by"]) == (["infection"], "Therese Therapist")
    assert anna.decisions.get(kind="escalate").note == "No fever, joint cool."


def test_a_second_flag_keeps_the_first(anna: Any) -> None:
    for flag in ("infection", "blood-clot"):
        lock_plan(anna, flag_cards([flag], load_catalogue()), timezone.now())
    assert [flag["id"] for flag in anna.lock_flags] == ["infection", "blood-clot"]
