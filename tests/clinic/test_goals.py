"""Goals that a patient named, and the day on which they are looked at again."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.inbox import open_inbox, rows_of
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.goals import GoalError, add_goal, look_at_goal, open_goals
from hipwise.clinic.care.models import PatientGoal
from hipwise.library.catalogue import load_catalogue

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
CATALOGUE = load_catalogue()


@pytest.fixture
def anna(everybody: Everybody) -> Any:
    """Anna's record."""
    return Everybody.record(everybody.patient)


def test_a_signature_gives_the_goals_of_the_questions_their_day(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist, NOW)
    (goal,) = open_goals(anna)
    assert goal.words == "Walk without pain"
    assert goal.look_on == NOW.date() + timedelta(days=CATALOGUE.setting("goal.review_days"))


def test_a_second_signature_leaves_the_days_as_they_are(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist, NOW - timedelta(days=10))
    (before,) = open_goals(anna)
    give_plan(anna, everybody.therapist, NOW)
    assert [goal.look_on for goal in open_goals(anna)] == [before.look_on]


def test_a_goal_that_was_let_go_does_not_come_back_by_itself(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist, NOW)
    look_at_goal(anna, str(open_goals(anna)[0].pk), "let-go", "", everybody.therapist, NOW)
    give_plan(anna, everybody.therapist, NOW)
    assert open_goals(anna) == []


def test_a_goal_keeps_the_patients_own_words(anna: Any, everybody: Everybody) -> None:
    add_goal(anna, "  Tie my\nshoes ", "2027-01-04", everybody.therapist, CATALOGUE, NOW)
    (goal,) = open_goals(anna)
    assert (goal.words, goal.look_on.isoformat()) == ("Tie my shoes", "2027-01-04")


@pytest.mark.parametrize(
    ("words", "look_on"),
    [("", ""), ("x" * 121, ""), ("Run", "soon"), ("Run", "2026-11-24"), ("Run", "2029-01-01")],
)
def test_a_goal_without_sense_is_refused(words: str, look_on: str, anna: Any, everybody: Everybody) -> None:
    with pytest.raises(GoalError, match="expected"):
        add_goal(anna, words, look_on, everybody.therapist, CATALOGUE, NOW)


def test_a_goal_that_is_kept_gets_another_day(anna: Any, everybody: Everybody) -> None:
    goal = add_goal(anna, "Run", "", everybody.therapist, CATALOGUE, NOW)
    look_at_goal(anna, str(goal.pk), "keep", "2027-02-01", everybody.therapist, NOW)
    goal.refresh_from_db()
    assert (goal.look_on.isoformat(), goal.looked_by) == ("2027-02-01", everybody.therapist)


def test_a_goal_of_another_patient_is_not_there(anna: Any, everybody: Everybody) -> None:
    ben = Everybody.record(everybody.second_patient)
    goal = add_goal(ben, "Run", "", everybody.therapist, CATALOGUE, NOW)
    with pytest.raises(GoalError):
        look_at_goal(anna, str(goal.pk), "reached", "", everybody.therapist, NOW)


def test_a_goal_whose_day_has_come_is_in_the_inbox(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist)
    PatientGoal.objects.update(look_on=datetime.now(UTC).date() - timedelta(days=2))
    page = open_inbox(everybody.therapist.membership, datetime.now(UTC))
    rows = {row["rule"]: row for row in rows_of(page)}
    assert "Walk without pain" in rows["goal-due"]["reason"]
    assert rows["goal-due"]["patient"]["url"] == reverse("plan-editor", args=(anna.pk,))


def test_a_goal_whose_day_is_to_come_asks_for_nobody(anna: Any, everybody: Everybody) -> None:
    give_plan(anna, everybody.therapist)
    page = open_inbox(everybody.therapist.membership, datetime.now(UTC))
    assert "goal-due" not in [row["rule"] for row in rows_of(page)]


def test_the_editor_names_a_goal_and_says_why_it_is_refused(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    give_plan(anna, everybody.therapist)
    url = reverse("plan-goals", args=(anna.pk,))
    client = browser(everybody.therapist)
    kept = client.post(url, {"words": "Dance at a wedding"}, headers={"HX-Request": "true"})
    assert "Dance at a wedding" in [goal["words"] for goal in kept.context["goals"]]
    refused = client.post(url, {"words": "Run", "look_on": "soon"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
