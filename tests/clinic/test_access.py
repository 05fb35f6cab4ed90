"""Every address, every role, and the other clinic."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import DecisionRecord, Patient, ReadAudit
from hipwise.plan.intake import DAYS

OK, FOUND, FORBIDDEN, MISSING, SIGN_IN = 200, 302, 403, 404, 401


@dataclass(frozen=True, slots=True)
class Address:
    """One address and the answer that each kind of person gets. `patient` reads their own record."""

    name: str
    arguments: tuple[str, ...] = ()
    method: str = "get"
    nobody: int = FOUND
    patient: int = OK
    therapist: int = FORBIDDEN
    other_therapist: int | None = None
    stranger: int = FORBIDDEN


def patients_page(name: str, *arguments: str, patient: int = OK, method: str = "get") -> Address:
    """A page that only patients open."""
    return Address(name, arguments, method, patient=patient)


def clinicians_page(
    name: str, *arguments: str, therapist: int = OK, other: int | None = None, method: str = "get"
) -> Address:
    """A page that only clinicians open."""
    return Address(name, arguments, method, patient=FORBIDDEN, therapist=therapist, other_therapist=other)


def open_page(name: str, *arguments: str, status: int = OK) -> Address:
    """A page without sign-in."""
    return Address(name, arguments, nobody=status, patient=status, therapist=status, stranger=status)


ADDRESSES = [
    Address("home", nobody=FOUND, patient=FOUND, therapist=FOUND, stranger=FOUND),
    Address("account", therapist=OK, stranger=OK),
    open_page("join", "no-such-secret", status=410),
    open_page("figure-still", "bridge", "left", "end"),
    open_page("figure-clip", "bridge", "left"),
    patients_page("patient-today"),
    patients_page("patient-session", patient=FOUND),
    patients_page("patient-morning"),
    patients_page("patient-stop", patient=FOUND),
    patients_page("patient-progress"),
    patients_page("patient-why", "{decision}"),
    patients_page("patient-plan"),
    patients_page("patient-plan-changes"),
    patients_page("patient-beside"),
    patients_page("patient-outing", "walk"),
    patients_page("patient-tests"),
    patients_page("patient-test", "single-leg-stance"),
    patients_page("patient-questionnaire", "psfs"),
    patients_page("patient-close", patient=FORBIDDEN),
    patients_page("patient-exercise", "bridge"),
    patients_page("patient-handout"),
    patients_page("patient-handout-pdf"),
    patients_page("patient-messages"),
    patients_page("patient-reminders"),
    patients_page("patient-device", patient=400, method="post"),
    patients_page("patient-own-data"),
    patients_page("patient-everything"),
    patients_page("patient-summary"),
    patients_page("patient-leave"),
    patients_page("patient-keep", patient=FOUND, method="post"),
    patients_page("patient-calendar", method="post"),
    open_page("calendar-feed", "no-such-secret", status=MISSING),
    open_page("reminder-stop", "no-such-token"),
    patients_page("patient-own-replays"),
    patients_page("patient-replay-consent", patient=FOUND, method="post"),
    patients_page("patient-replay-delete", "{decision}", patient=FOUND, method="post"),
    patients_page("patient-help"),
    patients_page("patient-lesson", "{lesson}"),
    patients_page("patient-intake"),
    patients_page("patient-intake-done"),
    patients_page("patient-intake-question", "age", patient=FOUND),
    open_page("api-1:api-root", status=MISSING),
    Address("api-1:today", nobody=SIGN_IN),
    Address("api-1:entries", method="post", nobody=SIGN_IN, patient=400),
    Address("api-1:recordings", ("{decision}",), method="post", nobody=SIGN_IN, patient=FORBIDDEN),
    clinicians_page("inbox"),
    clinicians_page("inbox-look", therapist=FOUND, method="post"),
    clinicians_page("need-aside", "{patient}", therapist=FOUND, other=MISSING, method="post"),
    clinicians_page("patient-time-line", "{patient}", therapist=FOUND, other=MISSING),
    clinicians_page("patient-letter", "{patient}", other=MISSING),
    clinicians_page("patient-document", "{patient}", "note", other=MISSING),
    clinicians_page("patient-limits", "{patient}", therapist=FOUND, other=MISSING, method="post"),
    clinicians_page("programme-close", "{patient}", other=MISSING),
    clinicians_page("programme-again", "{patient}", therapist=FOUND, other=MISSING, method="post"),
    clinicians_page("decision-answer", "{decision}", therapist=MISSING, other=MISSING, method="post"),
    clinicians_page("patients"),
    clinicians_page("patient-record", "{patient}", other=MISSING),
    clinicians_page("patient-reads", "{patient}", other=MISSING),
    clinicians_page("patient-sheet", "{patient}", other=MISSING),
    clinicians_page("patient-replays", "{patient}", other=MISSING),
    clinicians_page("patient-replay", "{patient}", "{decision}", therapist=MISSING, other=MISSING),
    clinicians_page("patient-replay-figure", "{patient}", "{decision}", therapist=MISSING, other=MISSING),
    clinicians_page("replay-keep", therapist=FOUND, method="post"),
    clinicians_page("patient-record-file", "{patient}", other=MISSING),
    clinicians_page("patient-note", "{patient}", therapist=FOUND, other=MISSING, method="post"),
    clinicians_page("patient-talk", "{patient}", other=MISSING),
    clinicians_page("patient-unlock", "{patient}", therapist=FOUND, other=MISSING, method="post"),
    clinicians_page("invite-patient", "{patient}", other=MISSING, method="post"),
    clinicians_page("patient-intake-form", "{patient}", other=MISSING),
    clinicians_page("plan-editor", "{patient}", other=MISSING),
    clinicians_page("plan-edit", "{patient}", therapist=FOUND, other=MISSING, method="post"),
    clinicians_page("plan-goals", "{patient}", therapist=FOUND, other=MISSING, method="post"),
    clinicians_page("plan-own-dose", "{patient}", therapist=FOUND, other=MISSING, method="post"),
    clinicians_page("plan-sign", "{patient}", therapist=409, other=MISSING, method="post"),
    clinicians_page("plan-history", "{patient}", other=MISSING),
    clinicians_page("patient-running", "{patient}", other=MISSING),
    clinicians_page("override-grant", "{patient}", therapist=422, other=MISSING, method="post"),
    clinicians_page(
        "override-withdraw", "{patient}", "{decision}", therapist=MISSING, other=MISSING, method="post"
    ),
    clinicians_page("delegation", "{patient}", therapist=422, other=MISSING, method="post"),
    clinicians_page("clinic"),
    clinicians_page("monitoring"),
    clinicians_page("monitoring-file"),
    clinicians_page("monitoring-switch", therapist=FOUND, method="post"),
    clinicians_page("patient-monitoring", "{patient}", other=MISSING),
    clinicians_page("library"),
    clinicians_page("library-exercise", "bridge"),
    clinicians_page("invite"),
    clinicians_page("questionnaires"),
]


def every_name(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """The names of all addresses but those of the account pages, which are allauth's."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if "accounts/" not in str(pattern.pattern):
                space = f"{pattern.namespace}:" if pattern.namespace else ""
                yield from every_name(pattern.url_patterns, prefix + space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield prefix + pattern.name


@pytest.fixture
def filled(everybody: Everybody) -> Everybody:
    """Everybody, with a decision and a plan for Anna that rests today."""
    patient = Everybody.record(everybody.patient)
    today = DAYS[local_day(patient, timezone.now()).weekday()]
    other_days = [day for day in DAYS if day != today]
    revision = give_plan(patient, everybody.therapist, days=other_days)
    DecisionRecord.objects.create(
        clinic=patient.clinic,
        patient=patient,
        revision=revision,
        date="2026-11-20",
        exercise="bridge",
        kind="hold",
        decision={
            "date": "2026-11-20",
            "exercise": "bridge",
            "decision": "hold",
            "change": None,
            "reasons": [
                {"rule": "progress-no-data", "text": "No data.", "source": "hipwise-default", "evidence": "D"}
            ],
        },
    )
    return everybody


def ask(address: Address, browser: Any, user: Any, people: Everybody) -> int:
    """The status that a user gets for an address about Anna."""
    patient = Everybody.record(people.patient)
    from hipwise.library.catalogue import load_catalogue

    places = {
        "patient": str(patient.pk),
        "decision": str(DecisionRecord.objects.get(patient=patient).pk),
        "lesson": next(iter(load_catalogue().lessons)),
    }
    url = reverse(address.name, args=[argument.format(**places) for argument in address.arguments])
    return int(getattr(browser(user), address.method)(url).status_code)


def test_every_address_is_in_the_table() -> None:
    assert {address.name for address in ADDRESSES} == set(every_name(get_resolver().url_patterns))


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_an_address_answers_each_role_as_the_table_says(
    address: Address, filled: Everybody, browser: Any
) -> None:
    answers = {
        "nobody": ask(address, browser, None, filled),
        "patient": ask(address, browser, filled.patient, filled),
        "therapist": ask(address, browser, filled.therapist, filled),
        "admin": ask(address, browser, filled.admin, filled),
        "other_therapist": ask(address, browser, filled.other_therapist, filled),
        "stranger": ask(address, browser, filled.stranger, filled),
    }
    other = address.therapist if address.other_therapist is None else address.other_therapist
    assert answers == {
        "nobody": address.nobody,
        "patient": address.patient,
        "therapist": address.therapist,
        "admin": address.therapist,
        "other_therapist": other,
        "stranger": address.stranger,
    }


def test_another_patient_cannot_read_a_decision(filled: Everybody, browser: Any) -> None:
    decision = DecisionRecord.objects.get()
    for user in (filled.second_patient, filled.other_patient, filled.solo):
        assert browser(user).get(reverse("patient-why", args=(decision.pk,))).status_code == MISSING


def test_a_patient_who_does_not_exist_is_missing_and_not_forbidden(filled: Everybody, browser: Any) -> None:
    url = reverse("patient-record", args=(uuid.uuid4(),))
    assert browser(filled.therapist).get(url).status_code == MISSING


def test_an_ended_membership_opens_nothing(filled: Everybody, browser: Any) -> None:
    from django.utils import timezone

    membership = filled.therapist.membership
    assert membership is not None
    membership.ended_at = timezone.now()
    membership.save()
    assert browser(filled.therapist).get(reverse("inbox")).status_code == FORBIDDEN


def test_a_scoped_query_shows_a_patient_only_themselves(everybody: Everybody) -> None:
    visible = Patient.objects.visible_to(everybody.patient.membership)
    assert [patient.name for patient in visible] == ["Anna Patient"]


def test_a_scoped_query_shows_a_therapist_only_their_clinic(everybody: Everybody) -> None:
    visible = Patient.objects.visible_to(everybody.therapist.membership).order_by("name")
    assert [patient.name for patient in visible] == ["Anna Patient", "Ben Patient"]


@pytest.mark.parametrize("name", ["patient-record", "plan-editor", "patient-intake-form"])
def test_a_therapist_who_reads_a_record_leaves_one_line(name: str, filled: Everybody, browser: Any) -> None:
    patient = Everybody.record(filled.patient)
    browser(filled.therapist).get(reverse(name, args=(patient.pk,)))
    lines = ReadAudit.objects.filter(patient=patient)
    assert [(line.reader, line.role) for line in lines] == [(filled.therapist, "therapist")]


def test_a_list_leaves_a_line_for_each_patient_on_it(filled: Everybody, browser: Any) -> None:
    browser(filled.admin).get(reverse("patients"))
    read = {line.patient.name for line in ReadAudit.objects.select_related("patient")}
    assert read == {"Anna Patient", "Ben Patient"}


def test_the_list_of_today_leaves_a_line_for_whom_it_shows(filled: Everybody, browser: Any) -> None:
    page = browser(filled.admin).post(reverse("inbox-look"), headers={"HX-Request": "true"})
    shown = {row["patient"]["name"] for group in page.context["groups"] for row in group["rows"]}
    waiting = {line["patient"] for line in page.context["later"]}
    read = {line.patient.name for line in ReadAudit.objects.select_related("patient")}
    assert read == shown | waiting


def test_a_patient_who_reads_their_own_record_leaves_no_line(filled: Everybody, browser: Any) -> None:
    for name in ("patient-today", "patient-plan", "patient-progress", "api-1:today"):
        browser(filled.patient).get(reverse(name))
    assert not ReadAudit.objects.exists()


def test_a_refused_read_leaves_no_line(filled: Everybody, browser: Any) -> None:
    patient = Everybody.record(filled.patient)
    browser(filled.other_therapist).get(reverse("patient-record", args=(patient.pk,)))
    assert not ReadAudit.objects.exists()
