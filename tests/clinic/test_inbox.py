"""The list "Who needs me today": rows are kept, marked as old by every change, and nobody is dropped."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.clinic.entries import a_pain, a_red_flag, an_entry
from tests.clinic.inbox import open_inbox, rows_of
from tests.clinic.people import Everybody, an_intake, give_intake, give_plan

from hipwise.clinic.care.decisions import log_and_decide
from hipwise.clinic.care.goals import add_goal
from hipwise.clinic.care.inbox import inbox_page
from hipwise.clinic.care.list_order import read_positions
from hipwise.clinic.care.list_row import (
    AsideError,
    old_rows,
    put_need_aside,
    take_back,
    work_out_all,
    work_out_everywhere,
)
from hipwise.clinic.care.locking import clear_lock
from hipwise.clinic.care.models import ListRow, Patient
from hipwise.clinic.care.patient_settings import set_threshold
from hipwise.clinic.care.planning import propose_plan
from hipwise.clinic.care.stored_need import need_of_mapping
from hipwise.clinic.people.models import Membership
from hipwise.library.catalogue import load_catalogue

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
CATALOGUE = load_catalogue()


@pytest.fixture
def therapist(everybody: Everybody) -> Membership:
    membership: Membership | None = everybody.therapist.membership
    assert membership is not None
    return membership


@pytest.fixture
def anna(everybody: Everybody) -> Patient:
    """A patient with a plan of ten days ago and nothing logged: silent."""
    patient = everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, NOW - timedelta(days=10))
    return patient


def log(patient: Patient, user: Any, *entries: dict[str, Any]) -> None:
    log_and_decide(patient, list(entries), user, CATALOGUE, datetime.now(UTC))


def rule_of(membership: Membership, now: datetime = NOW) -> list[str]:
    return [row["rule"] for row in rows_of(open_inbox(membership, now))]


def test_a_silent_person_is_asked_about(anna: Patient, therapist: Membership) -> None:
    assert rule_of(therapist) == ["need-silence"]


def test_the_page_works_nothing_out_and_says_that_rows_are_old(anna: Patient, therapist: Membership) -> None:
    page = inbox_page(therapist, NOW, CATALOGUE)
    assert (page["old_count"], page["needs_count"]) == (2, 0)


def test_a_worked_out_row_stays_the_rest_of_the_day(anna: Patient, therapist: Membership) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    assert old_rows(therapist, NOW + timedelta(hours=8)) == []
    assert len(old_rows(therapist, NOW + timedelta(days=1))) == 2


def _log_something(anna: Patient, everybody: Everybody) -> None:
    log(anna, everybody.patient, an_entry())


def _red_flag(anna: Patient, everybody: Everybody) -> None:
    log(anna, everybody.patient, a_red_flag("blood-clot"))


def _new_goal(anna: Patient, everybody: Everybody) -> None:
    add_goal(anna, "Climb stairs", "", everybody.therapist, CATALOGUE, NOW)


def _new_limit(anna: Patient, everybody: Everybody) -> None:
    posted = {"setting": "pain.target", "value": "1", "reason": "A careful start."}
    set_threshold(anna, everybody.therapist, posted, CATALOGUE, NOW)


def _new_answers(anna: Patient, everybody: Everybody) -> None:
    record = give_intake(anna, an_intake(today=NOW.date().isoformat()), NOW)
    propose_plan(anna, record, CATALOGUE, NOW)


@pytest.mark.parametrize("change", [_log_something, _red_flag, _new_goal, _new_limit, _new_answers])
def test_every_change_makes_the_row_old(
    change: Any, anna: Patient, everybody: Everybody, therapist: Membership
) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    change(anna, everybody)
    assert old_rows(therapist, NOW) == [anna.pk]


def test_a_kept_row_equals_one_worked_out_from_nothing(
    anna: Patient, everybody: Everybody, therapist: Membership
) -> None:
    now = datetime.now(UTC)
    work_out_all(therapist, now, CATALOGUE)
    log(anna, everybody.patient, a_pain(1, "before", 60), an_entry(50), a_pain(6, "during", 45))
    work_out_all(therapist, now, CATALOGUE)
    kept = ListRow.objects.get(patient=anna)
    ListRow.objects.all().delete()
    work_out_all(therapist, now, CATALOGUE)
    fresh = ListRow.objects.get(patient=anna)
    assert (fresh.row["need"], fresh.row["decision"]) == (kept.row["need"], kept.row["decision"])
    assert fresh.facts == kept.facts


def test_a_red_flag_stands_at_the_top_before_anything_is_worked_out(
    anna: Patient, everybody: Everybody, therapist: Membership
) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    _red_flag(anna, everybody)
    page = inbox_page(therapist, NOW, CATALOGUE)
    assert [row["rule"] for row in page["groups"][0]["rows"]] == ["need-red-flag"]


def test_a_cleared_red_flag_leaves_the_top(
    anna: Patient, everybody: Everybody, therapist: Membership
) -> None:
    now = datetime.now(UTC)
    _red_flag(anna, everybody)
    anna.refresh_from_db()
    work_out_all(therapist, now, CATALOGUE)
    clear_lock(anna, everybody.therapist, "Seen, no clot.", now)
    assert "need-red-flag" not in rule_of(therapist, now)


def test_answers_that_allow_no_plan_are_not_forgotten(everybody: Everybody, therapist: Membership) -> None:
    record = an_intake(diagnosis={"confirmed": False, "by": "self"}, today=NOW.date().isoformat())
    give_intake(everybody.record(everybody.patient), record, NOW)
    assert rule_of(therapist) == ["need-no-plan"]


def test_a_proposal_beside_a_plan_in_force_is_not_forgotten(
    anna: Patient, everybody: Everybody, therapist: Membership
) -> None:
    _new_answers(anna, everybody)
    told = [line["reason"] for line in open_inbox(therapist, NOW)["later"]]
    assert "need-draft" in rule_of(therapist) or any("waits" in text or "open since" in text for text in told)


def test_what_is_put_aside_is_listed_with_its_day_and_comes_back(
    anna: Patient, therapist: Membership
) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    put_need_aside(anna, "need-silence", 3, NOW, CATALOGUE)
    page = open_inbox(therapist, NOW)
    assert (rows_of(page), [line["day_words"] for line in page["aside"]]) == ([], ["30 November"])
    assert rule_of(therapist, NOW + timedelta(days=3)) == ["need-silence"]


def test_what_was_put_aside_is_brought_back_by_hand(anna: Patient, therapist: Membership) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    put_need_aside(anna, "need-silence", 3, NOW, CATALOGUE)
    take_back(anna, "need-silence")
    assert rule_of(therapist) == ["need-silence"]


def test_what_is_not_on_the_list_cannot_be_put_aside(anna: Patient, therapist: Membership) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    with pytest.raises(AsideError, match="not on the list"):
        put_need_aside(anna, "need-flare", 3, NOW, CATALOGUE)


def test_another_clinic_cannot_put_it_aside(
    anna: Patient, everybody: Everybody, client: Client, therapist: Membership
) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    client.force_login(everybody.other_therapist)
    answer = client.post(reverse("need-aside", args=(anna.pk,)), {"key": "need-silence", "days": "3"})
    assert answer.status_code == 404
    assert rule_of(therapist) == ["need-silence"]


def test_a_long_week_is_counted_and_shown_part_by_part(everybody: Everybody, therapist: Membership) -> None:
    for number in range(30):
        patient = Patient.objects.create(clinic=therapist.clinic, name=f"Person {number:02}")
        raw = an_intake(diagnosis={"confirmed": False, "by": "self"}, today=NOW.date().isoformat())
        give_intake(patient, raw, NOW)
    page = open_inbox(therapist, NOW)
    assert (page["needs_count"], len(rows_of(page)), page["more_count"]) == (30, 25, 5)


def test_the_pages_of_the_list_show_everybody_once_and_in_order(
    everybody: Everybody, therapist: Membership
) -> None:
    for number in range(60):
        patient = Patient.objects.create(clinic=therapist.clinic, name=f"Person {number:02}")
        raw = an_intake(diagnosis={"confirmed": False, "by": "self"}, today=NOW.date().isoformat())
        give_intake(patient, raw, NOW)
    work_out_all(therapist, NOW, CATALOGUE)
    pages = [inbox_page(therapist, NOW, CATALOGUE, number) for number in (1, 2, 3)]
    shown = [row for page in pages for row in rows_of(page)]
    assert [row["rank"] for row in shown] == list(range(1, 61))
    assert len({row["patient"]["id"] for row in shown}) == 60
    assert (pages[0]["before_page"], pages[2]["next_page"]) == (None, None)


def test_the_nightly_look_leaves_nothing_old_in_any_clinic(
    anna: Patient, everybody: Everybody, therapist: Membership
) -> None:
    bruno = everybody.record(everybody.other_patient)
    looked_at = work_out_everywhere(NOW, CATALOGUE)
    boris = everybody.other_therapist.membership
    assert boris is not None
    assert (looked_at, old_rows(therapist, NOW), old_rows(boris, NOW)) == (3, [], [])
    assert ListRow.objects.filter(patient=bruno).exists()


def test_a_page_beyond_the_last_is_the_last(anna: Patient, therapist: Membership) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    assert inbox_page(therapist, NOW, CATALOGUE, 99)["page"] == 1


def test_the_columns_order_the_list_as_the_needs_do(
    anna: Patient, everybody: Everybody, therapist: Membership
) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    (position,) = [each for each in read_positions(therapist, NOW) if each.patient_id == anna.pk]
    need = need_of_mapping(ListRow.objects.get(patient=anna).row["need"])
    assert (position.order, position.urgency) == (need.order, need.urgency)


def test_what_waits_is_counted_in_the_columns(anna: Patient, therapist: Membership) -> None:
    work_out_all(therapist, NOW, CATALOGUE)
    put_need_aside(anna, "need-silence", 3, NOW, CATALOGUE)
    work_out_all(therapist, NOW, CATALOGUE)
    (position,) = [each for each in read_positions(therapist, NOW) if each.patient_id == anna.pk]
    assert (position.aside_count, position.order) == (1, None)


def test_looking_again_gives_the_list_as_it_is_then(
    anna: Patient, everybody: Everybody, client: Client
) -> None:
    client.force_login(everybody.therapist)
    page = client.post(reverse("inbox-look"), headers={"HX-Request": "true"}).content.decode()
    assert "Silent for" in page
    assert "Looking at" not in page
