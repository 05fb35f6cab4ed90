"""Ways in that are shut, worn out or crowded: each answers with a page that says what to do."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_alone_and_locked import printed

from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.joining import invite, join_clinic
from hipwise.clinic.people.models import Clinic, Invitation, Role, User

PASSWORD = "a rather long password"


def a_stranger() -> Client:
    """A browser without a person; an unexpected error shows as it would on the web."""
    client = Client()
    client.raise_request_exception = False
    return client


def an_invitation(everybody: Everybody, email: str = "") -> str:
    """The secret of a fresh invitation as a patient."""
    return invite(Clinic.objects.get(name="Clinic One"), Role.PATIENT, everybody.admin, email=email).secret


def sign_up(client: Client, email: str = "new@person.example", **fields: Any) -> Any:
    """Post the sign-up form."""
    form = {"email": email, "password1": PASSWORD, "name": "New Person", **fields}
    return client.post(reverse("account_signup"), form, follow=True)


def test_an_invitation_used_up_meanwhile_is_told_and_leaves_no_account(everybody: Everybody) -> None:
    secret, client = an_invitation(everybody), a_stranger()
    client.post(reverse("join", args=(secret,)))
    join_clinic(everybody.stranger, secret)
    answer = sign_up(client)
    assert answer.status_code == 410
    assert "already used" in answer.content.decode()
    assert not User.objects.filter(email="new@person.example").exists()


def test_after_a_dead_invitation_one_can_still_sign_up_alone(everybody: Everybody) -> None:
    secret, client = an_invitation(everybody), a_stranger()
    client.post(reverse("join", args=(secret,)))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    sign_up(client)
    assert sign_up(client).redirect_chain[-1][0] == reverse("patient-today")


def test_an_invitation_for_another_address_is_told_and_waits_for_the_right_one(everybody: Everybody) -> None:
    secret, client = an_invitation(everybody, "carla@example.org"), a_stranger()
    client.post(reverse("join", args=(secret,)))
    answer = sign_up(client, email="new@person.example")
    assert "another e-mail address" in answer.content.decode()
    assert not User.objects.filter(email="new@person.example").exists()
    sign_up(client, email="carla@example.org")
    membership = User.objects.get(email="carla@example.org").membership
    assert membership is not None
    assert membership.clinic.name == "Clinic One"


def test_a_used_invitation_cannot_be_used_by_a_second_person(everybody: Everybody, browser: Any) -> None:
    secret = an_invitation(everybody)
    join_clinic(everybody.stranger, secret)
    answer = browser(everybody.solo).post(reverse("join", args=(secret,)))
    assert answer.status_code == 410
    everybody.solo.refresh_from_db()
    assert everybody.solo.membership.clinic.is_solo


def test_who_belongs_to_the_clinic_already_is_told_so(everybody: Everybody, browser: Any) -> None:
    secret = an_invitation(everybody)
    answer = browser(everybody.patient).post(reverse("join", args=(secret,)))
    assert "You already belong to this clinic" in answer.content.decode()
    assert Invitation.objects.get().used_at is None


@pytest.mark.parametrize("secret", ["x", "..", "%00", "a" * 3000, "ü", "' OR 1=1"])
def test_a_made_up_link_is_answered_with_a_page(secret: str, db: None) -> None:
    from urllib.parse import quote

    assert a_stranger().get(f"/join/{quote(secret, safe='%')}/").status_code in (404, 410)


def test_signing_up_with_an_address_that_is_taken_makes_no_second_account(everybody: Everybody) -> None:
    answer = sign_up(a_stranger(), email=everybody.patient.email.upper())
    assert answer.status_code == 200
    assert User.objects.filter(email__iexact=everybody.patient.email).count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "   "},
        {"name": "x" * 81},
        {"name": "a\x00b"},
        {"email": "no address"},
        {"email": "a" * 300 + "@b.example"},
        {"password1": "password12"},
        {"password1": ""},
    ],
    ids=lambda fields: repr(fields)[:30],
)
def test_a_wrong_sign_up_is_asked_again(fields: dict[str, str], db: None) -> None:
    answer = sign_up(a_stranger(), **fields)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_logout", "account"]
)
def test_a_form_without_its_token_is_refused_with_a_page_in_our_words(
    name: str, everybody: Everybody
) -> None:
    client = Client(enforce_csrf_checks=True)
    if name == "account":
        client.force_login(everybody.patient)
    answer = client.post(reverse(name), {"login": "x"})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "<style" not in text
    assert "style=" not in text
    assert "Hipwise" in text


@pytest.mark.parametrize("host", ["evil.example", "a b", ""])
def test_a_foreign_host_is_answered_without_inline_style(host: str, db: None) -> None:
    answer = a_stranger().get("/accounts/login/", headers={"host": host})
    assert answer.status_code in (200, 400)
    assert "<style" not in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/accounts/login/?next=//evil.example", "/accounts/login/?next=https://evil.example"]
)
def test_signing_in_leads_to_no_foreign_place(path: str, everybody: Everybody) -> None:
    answer = a_stranger().post(path, {"login": everybody.patient.email, "password": "a long password"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith("//")


def test_a_password_is_reset_once_by_the_link_in_the_mail(everybody: Everybody) -> None:
    client = a_stranger()
    client.post(reverse("account_reset_password"), {"email": everybody.patient.email})
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    assert link is not None
    page = client.get(link.group(1), follow=True)
    form = {"password1": "another long password", "password2": "another long password"}
    client.post(page.redirect_chain[-1][0], form)
    everybody.patient.refresh_from_db()
    assert everybody.patient.check_password("another long password")
    again = a_stranger().get(link.group(1), follow=True)
    assert again.status_code == 200
    assert "password1" not in again.content.decode()


def test_the_mail_says_the_same_for_an_address_nobody_has(everybody: Everybody) -> None:
    known = a_stranger().post(reverse("account_reset_password"), {"email": everybody.patient.email})
    unknown = a_stranger().post(reverse("account_reset_password"), {"email": "nobody@nowhere.example"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_a_changed_password_ends_the_other_sessions(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.patient)
    everybody.patient.set_password("another long password")
    everybody.patient.save()
    assert client.get(reverse("patient-today")).status_code == 302


def test_too_many_sign_ups_from_one_place_are_slowed_down(db: None) -> None:
    statuses = [
        a_stranger()
        .post(reverse("account_signup"), {"email": f"p{i}@x.example", "password1": PASSWORD, "name": "P"})
        .status_code
        for i in range(25)
    ]
    assert 429 in statuses
    assert 500 not in statuses


LOCKABLE = ["patient-today", "patient-session", "patient-plan", "patient-handout", "patient-handout-pdf"]


def test_a_locked_person_finds_no_dose_anywhere(everybody: Everybody, browser: Any) -> None:
    patient = Everybody.record(everybody.patient)
    revision = give_plan(patient, everybody.therapist)
    first = revision.plan["items"][0]["exercise"]
    Patient.objects.filter(pk=patient.pk).update(locked_since=timezone.now())
    client = browser(everybody.patient)
    for url in [*map(reverse, LOCKABLE), reverse("patient-exercise", args=(first,))]:
        answer = client.get(url)
        assert answer.status_code in (200, 302, 404), url
        if answer["Content-Type"] == "application/pdf":
            assert "Tick what you did" not in printed(answer)
        elif answer.status_code == 200:
            assert answer.context["document"]["items"] == [] if "document" in answer.context else True, url
            assert not answer.context.get("item"), url
    document = client.get("/api/today").json()
    assert (document["state"], document["items"], document["script"], document["tomorrow"]) == (
        "locked",
        [],
        [],
        None,
    )


def test_only_a_note_opens_a_locked_plan(everybody: Everybody, browser: Any) -> None:
    patient = Everybody.record(everybody.patient)
    Patient.objects.filter(pk=patient.pk).update(locked_since=timezone.now())
    url = reverse("patient-unlock", args=(patient.pk,))
    for user, note in (
        (everybody.patient, "I feel fine"),
        (everybody.other_therapist, "Not mine"),
        (everybody.therapist, "   "),
        (everybody.therapist, ""),
    ):
        browser(user).post(url, {"note": note})
        assert Everybody.record(everybody.patient).is_locked
    browser(everybody.therapist).post(url, {"note": "Seen and examined."})
    assert not Everybody.record(everybody.patient).is_locked
