"""What every answer tells the browser."""

from typing import Any

import pytest
from django.urls import reverse
from tests.clinic.people import Everybody, give_plan

PATIENT_PAGES = [
    "patient-today",
    "patient-progress",
    "patient-plan",
    "patient-help",
    "patient-messages",
    "patient-reminders",
    "patient-own-data",
    "patient-leave",
    "account",
    "api-1:today",
]
CLINIC_PAGES = ["inbox", "patients", "library", "invite", "account"]
OPEN_PAGES = ["account_login", "account_signup", "account_reset_password"]


def directives(answer: Any) -> dict[str, set[str]]:
    """The Content-Security-Policy of an answer by directive."""
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";")]
    return {part[0]: set(part[1:]) for part in parts}


def answers(everybody: Everybody, browser: Any) -> dict[str, Any]:
    """An answer of every page, and of one that does not exist."""
    give_plan(Everybody.record(everybody.patient), everybody.therapist)
    patient, clinician, nobody = browser(everybody.patient), browser(everybody.therapist), browser(None)
    return {
        **{name: patient.get(reverse(name)) for name in PATIENT_PAGES},
        **{f"clinic {name}": clinician.get(reverse(name)) for name in CLINIC_PAGES},
        **{name: nobody.get(reverse(name)) for name in OPEN_PAGES},
        "missing": nobody.get("/no-such-page/"),
        "forbidden": patient.get(reverse("inbox")),
        "figure": nobody.get("/figure/bridge/left/end.svg"),
        "static": nobody.get("/static/favicon.svg"),
    }


def test_every_answer_forbids_foreign_and_inline_code(everybody: Everybody, browser: Any) -> None:
    for name, answer in answers(everybody, browser).items():
        found = directives(answer)
        assert found["script-src"] == {"'self'", "'wasm-unsafe-eval'"}, name
        assert found["style-src"] == {"'self'"}, name
        assert found["connect-src"] == {"'self'"}, name
        assert found["worker-src"] == {"'self'"}, name
        assert found["default-src"] == {"'self'"}, name
        assert found["frame-ancestors"] == {"'none'"}, name
        assert "unsafe-inline" not in answer["Content-Security-Policy"], name


@pytest.mark.parametrize("address", [reverse("patient-session"), reverse("patient-test", args=("plank",))])
def test_a_session_and_a_home_test_may_use_the_camera(
    everybody: Everybody, browser: Any, address: str
) -> None:
    give_plan(Everybody.record(everybody.patient), everybody.therapist)
    answer = browser(everybody.patient).get(address)
    assert "camera=(self)" in answer["Permissions-Policy"]


def test_no_other_answer_opens_the_camera_or_looks_where_somebody_is(
    everybody: Everybody, browser: Any
) -> None:
    for name, answer in answers(everybody, browser).items():
        policy = answer["Permissions-Policy"]
        assert "camera=()" in policy, name
        assert "geolocation=()" in policy, name
        assert "microphone=()" in policy, name


def test_every_answer_is_of_the_type_it_says_and_cannot_be_framed(everybody: Everybody, browser: Any) -> None:
    for name, answer in answers(everybody, browser).items():
        assert answer["X-Content-Type-Options"] == "nosniff", name
        assert answer["X-Frame-Options"] == "DENY", name
        assert answer["Referrer-Policy"] == "same-origin", name


def test_a_patients_page_is_not_kept_by_any_cache(everybody: Everybody, browser: Any) -> None:
    answer = browser(everybody.patient).get(reverse("patient-today"))
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_no_page_has_inline_code_or_style(name: str, browser: Any, db: None) -> None:
    text = browser(None).get(reverse(name)).content.decode()
    assert " style=" not in text
    assert "<style" not in text
    assert " onclick=" not in text


def test_no_page_of_a_person_has_inline_code_or_style(everybody: Everybody, browser: Any) -> None:
    for name, answer in answers(everybody, browser).items():
        if answer["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            assert " style=" not in text, name
            assert "<style" not in text, name
