"""Who changed the plan, when, why and on whose authority, for the desk and for the patient."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.people import Everybody
from tests.clinic.test_overrides import BOARD, CATALOGUE, NOW, anna, grant, sign_board

from hipwise.clinic.care.delegation import delegate_steps, end_delegation
from hipwise.clinic.care.overrides import withdraw_override
from hipwise.clinic.care.plan_history import own_plan_history, plan_history

__all__ = ["anna"]


def test_each_signature_says_who_when_and_why(anna: Any, everybody: Everybody) -> None:
    grant(anna, everybody.therapist, NOW + timedelta(minutes=1))
    sign_board(anna, everybody.therapist, NOW + timedelta(minutes=2))
    newest = plan_history(anna, CATALOGUE)[0]
    assert (newest["title"], newest["who"], newest["reason"]) == (
        "Plan 2",
        "Signed by Therese Therapist",
        "Ankle",
    )
    assert newest["is_in_force"]
    assert [change["exercise"] for change in newest["changes"]] == [BOARD]


def test_overrides_and_delegations_stand_between_the_plans(anna: Any, everybody: Everybody) -> None:
    moments = [NOW + timedelta(minutes=minute) for minute in range(1, 5)]
    given = grant(anna, everybody.therapist, moments[0])
    withdraw_override(given, everybody.therapist, "Too early", CATALOGUE, moments[1])
    limits = {"repetitions": "15", "phase": "2"}
    delegate_steps(anna, everybody.therapist, limits, CATALOGUE, moments[2])
    end_delegation(anna, everybody.therapist, moments[3])
    kinds = [event["kind"] for event in plan_history(anna, CATALOGUE)]
    assert kinds == ["delegation-end", "delegation", "withdrawal", "override", "revision"]


def test_the_patient_reads_what_changed_and_not_the_clinicians_reason(
    anna: Any, everybody: Everybody
) -> None:
    grant(anna, everybody.therapist, reason="Between us clinicians")
    sign_board(anna, everybody.therapist, NOW + timedelta(minutes=2))
    history = own_plan_history(anna, NOW, CATALOGUE)
    assert history is not None
    assert history[0]["title"] == "Ankle platform board is new"
    assert "Between us" not in str(history)


def test_the_patient_s_history_is_shut_while_questions_are_due(anna: Any) -> None:
    assert own_plan_history(anna, NOW + timedelta(days=29), CATALOGUE) is None


def test_a_locked_person_is_led_to_the_stop_page(anna: Any, everybody: Everybody, browser: Any) -> None:
    anna.locked_since = NOW
    anna.save()
    answer = browser(everybody.patient).get(reverse("patient-plan-changes"))
    assert answer.headers["Location"] == reverse("patient-stop")


def post_override(browser: Any, everybody: Everybody, patient: Any, **fields: Any) -> Any:
    """Post the form of a red check."""
    form = {"exercise": BOARD, "side": "both", "rule": ["plan-clinic-only"], "reason": "Beside her", **fields}
    return browser(everybody.therapist).post(reverse("override-grant", args=(patient.pk,)), form)


def test_a_red_check_offers_one_form_for_all_that_may_be_lifted_of_a_line(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    client = browser(everybody.therapist)
    client.post(reverse("plan-edit", args=(anna.pk,)), {"op": "add", "exercise": BOARD})
    page = client.get(reverse("plan-editor", args=(anna.pk,))).content.decode()
    assert page.count(f'id="override-{BOARD}"') == 1


def test_with_a_reason_it_is_lifted_and_leads_back_to_the_editor(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    answer = post_override(browser, everybody, anna)
    assert answer.headers["Location"] == reverse("plan-editor", args=(anna.pk,))
    assert anna.overrides.count() == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_it_is_refused_and_nothing_changes(
    anna: Any, everybody: Everybody, browser: Any, reason: str
) -> None:
    answer = post_override(browser, everybody, anna, reason=reason)
    assert answer.status_code == 422
    assert "Reason: say why" in answer.content.decode()
    assert anna.overrides.count() == 0


def test_one_rule_that_may_not_be_lifted_refuses_them_all(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    answer = post_override(browser, everybody, anna, rule=["plan-clinic-only", "plan-age"])
    assert answer.status_code == 422
    assert anna.overrides.count() == 0


def test_the_record_shows_what_is_lifted_and_how_long(anna: Any, everybody: Everybody, browser: Any) -> None:
    grant(anna, everybody.therapist)
    page = browser(everybody.therapist).get(reverse("patient-record", args=(anna.pk,))).content.decode()
    assert "14 days left" in page


def test_taking_one_back_takes_back_all_of_its_line(anna: Any, everybody: Everybody, browser: Any) -> None:
    first = grant(anna, everybody.therapist)
    grant(anna, everybody.therapist, rule="plan-equipment")
    url = reverse("override-withdraw", args=(anna.pk, first.pk))
    browser(everybody.therapist).post(url, {"reason": "Her ankle turned"})
    assert not anna.overrides.filter(withdrawal__isnull=True).exists()


def test_another_clinic_finds_no_override(anna: Any, everybody: Everybody, browser: Any) -> None:
    given = grant(anna, everybody.therapist)
    url = reverse("override-withdraw", args=(anna.pk, given.pk))
    assert browser(everybody.other_therapist).post(url, {"reason": "x"}).status_code == 404


def test_delegated_limits_are_kept_as_they_were_written(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    url = reverse("delegation", args=(anna.pk,))
    form = {"op": "set", "repetitions": "15", "sets": "", "hold_s": "", "phase": "2", "expires_on": ""}
    client = browser(everybody.therapist)
    client.post(url, form)
    page = client.get(reverse("plan-history", args=(anna.pk,))).content.decode()
    assert "Repetitions up to 15" in page


def test_the_locked_stretch_asks_for_its_test_before_it_can_be_lifted(
    anna: Any, everybody: Everybody, browser: Any
) -> None:
    stretch = "piriformis-knee-to-opposite-shoulder"
    client = browser(everybody.therapist)
    client.post(reverse("plan-edit", args=(anna.pk,)), {"op": "add", "exercise": stretch})
    page = client.get(reverse("plan-editor", args=(anna.pk,))).content.decode()
    assert "An override needs a FADIR test without pain on this side: Locked." in page
