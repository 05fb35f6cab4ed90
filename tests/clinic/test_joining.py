"""How people come to belong to a clinic."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests.clinic.people import Everybody

from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.joining import InvitationError, find_invitation, invite, join_clinic, open_clinic
from hipwise.clinic.people.models import Clinic, Invitation, Membership, Role, User

PASSWORD = "a rather long password"


def sign_up(client: Any, email: str = "new@person.example", name: str = "New Person") -> Any:
    """Post the sign-up form."""
    return client.post(
        reverse("account_signup"), {"email": email, "password1": PASSWORD, "name": name}, follow=True
    )


def link_of(answer: Any) -> str:
    """The path of the invitation link on an answer."""
    link: str = answer.context["link"]
    return "/join/" + link.split("/join/")[1]


def test_who_signs_up_alone_gets_a_clinic_of_one_without_a_therapist(db: None, browser: Any) -> None:
    client = browser(None)
    answer = sign_up(client)
    assert answer.redirect_chain[-1][0] == reverse("patient-today")
    membership = User.objects.get(email="new@person.example").membership
    assert membership is not None
    assert (membership.role, membership.clinic.is_solo) == ("patient", True)
    assert Patient.objects.get(membership=membership).name == "New Person"


@pytest.mark.parametrize(
    ("given", "kept"), [("America/New_York", "America/New_York"), ("Mars/Olympus", ""), ("", "")]
)
def test_who_signs_up_keeps_the_time_zone_of_their_device(
    given: str, kept: str, db: None, browser: Any
) -> None:
    form = {"email": "new@person.example", "password1": PASSWORD, "name": "New Person", "time_zone": given}
    browser(None).post(reverse("account_signup"), form)
    assert Patient.objects.get().time_zone == kept


def test_signing_up_without_a_place_leaves_no_account(db: None, browser: Any, everybody: Everybody) -> None:
    """The invitation was used by somebody else in the meantime: neither account nor membership is made."""
    secret = invite(Clinic.objects.get(name="Clinic One"), Role.PATIENT, everybody.admin).secret
    client = browser(None)
    client.post(reverse("join", args=(secret,)))
    join_clinic(everybody.stranger, secret)
    sign_up(client)
    assert not User.objects.filter(email="new@person.example").exists()


def test_a_therapist_invites_a_patient_who_joins_with_the_link(everybody: Everybody, browser: Any) -> None:
    answer = browser(everybody.therapist).post(reverse("invite"), {"role": "patient", "name": "Carla"})
    client = browser(None)
    assert client.get(link_of(answer)).status_code == 200
    client.post(link_of(answer))
    sign_up(client)
    membership = User.objects.get(email="new@person.example").membership
    assert membership is not None
    assert (membership.role, membership.clinic.name) == ("patient", "Clinic One")
    assert Patient.objects.get(membership=membership).name == "Carla"


def test_the_link_of_a_prepared_record_connects_that_record(everybody: Everybody, browser: Any) -> None:
    clinician = browser(everybody.therapist)
    clinician.post(reverse("patients"), {"name": "Dora"})
    dora = Patient.objects.get(name="Dora")
    answer = clinician.post(reverse("invite-patient", args=(dora.pk,)))
    client = browser(None)
    client.post(link_of(answer))
    sign_up(client)
    dora.refresh_from_db()
    assert dora.membership is not None
    assert dora.membership.user.email == "new@person.example"


def test_looking_at_an_invitation_does_not_use_it_up(everybody: Everybody, browser: Any) -> None:
    secret = invite(Clinic.objects.get(name="Clinic One"), Role.PATIENT, everybody.admin).secret
    for _ in range(3):
        assert browser(None).get(reverse("join", args=(secret,))).status_code == 200
    assert find_invitation(secret).used_at is None


def test_an_invitation_works_once(everybody: Everybody) -> None:
    secret = invite(Clinic.objects.get(name="Clinic One"), Role.PATIENT, everybody.admin).secret
    join_clinic(everybody.stranger, secret)
    with pytest.raises(InvitationError, match="already used"):
        join_clinic(everybody.solo, secret)


def test_an_invitation_runs_out(everybody: Everybody) -> None:
    made = invite(Clinic.objects.get(name="Clinic One"), Role.PATIENT, everybody.admin)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationError, match="run out"):
        find_invitation(made.secret)


def test_an_invitation_for_an_address_is_for_that_address_alone(everybody: Everybody) -> None:
    clinic = Clinic.objects.get(name="Clinic One")
    secret = invite(clinic, Role.PATIENT, everybody.admin, email="Carla@Example.org").secret
    with pytest.raises(InvitationError, match="another e-mail address"):
        join_clinic(everybody.stranger, secret)


def test_the_secret_is_long_and_only_its_hash_is_kept(everybody: Everybody) -> None:
    made = invite(Clinic.objects.get(name="Clinic One"), Role.PATIENT, everybody.admin)
    assert len(made.secret) >= 43
    assert made.secret not in str(Invitation.objects.values().get())


def test_an_unknown_link_is_gone_and_says_what_to_do(db: None, browser: Any) -> None:
    answer = browser(None).get(reverse("join", args=("x" * 43,)))
    assert answer.status_code == 410
    assert "Ask your clinic for a new link" in answer.content.decode()


def test_a_therapist_cannot_invite_a_therapist(everybody: Everybody, browser: Any) -> None:
    browser(everybody.therapist).post(reverse("invite"), {"role": "therapist", "name": "Colleague"})
    assert not Invitation.objects.exists()


def test_an_admin_invites_a_therapist(everybody: Everybody, browser: Any) -> None:
    browser(everybody.admin).post(reverse("invite"), {"role": "therapist", "name": "Colleague"})
    assert Invitation.objects.get().role == "therapist"


def test_nobody_becomes_an_admin_by_the_form(everybody: Everybody, browser: Any) -> None:
    browser(everybody.admin).post(reverse("invite"), {"role": "admin", "name": "Colleague"})
    assert not Invitation.objects.exists()


def test_the_operator_opens_a_clinic_with_an_invitation_for_its_admin(db: None, browser: Any) -> None:
    made = open_clinic("Hip House", "Europe/Zurich")
    client = browser(None)
    client.post(reverse("join", args=(made.secret,)))
    sign_up(client)
    membership = Membership.objects.get()
    assert (membership.role, membership.clinic.name) == ("admin", "Hip House")


def test_signing_in_with_a_wrong_password_says_nothing_about_the_address(
    everybody: Everybody, browser: Any
) -> None:
    wrong = browser(None).post(
        reverse("account_login"), {"login": everybody.patient.email, "password": "wrong"}
    )
    unknown = browser(None).post(
        reverse("account_login"), {"login": "nobody@nowhere.example", "password": "wrong"}
    )
    assert wrong.context["form"].errors.as_data().keys() == unknown.context["form"].errors.as_data().keys()


def test_many_wrong_passwords_are_slowed_down(everybody: Everybody, browser: Any) -> None:
    client = browser(None)
    guess = {"login": everybody.patient.email, "password": "wrong"}
    for _ in range(12):
        client.post(reverse("account_login"), guess)
    answer = client.post(
        reverse("account_login"), {"login": everybody.patient.email, "password": "a long password"}
    )
    assert answer.status_code != 302


def test_a_forgotten_password_is_reset_by_mail(everybody: Everybody, browser: Any) -> None:
    browser(None).post(reverse("account_reset_password"), {"email": everybody.patient.email})
    assert mail.outbox[0].to == [everybody.patient.email]


def test_a_short_password_is_refused(db: None, browser: Any) -> None:
    client = browser(None)
    client.post(
        reverse("account_signup"), {"email": "a@b.example", "password1": "short", "name": "A"}, follow=True
    )
    assert not User.objects.exists()


def test_the_address_is_compared_without_capitals(db: None, browser: Any) -> None:
    sign_up(browser(None), email="New@Person.Example")
    assert User.objects.get().email == "new@person.example"
    answer = browser(None).post(
        reverse("account_login"), {"login": "NEW@person.example", "password": PASSWORD}
    )
    assert answer.status_code == 302
