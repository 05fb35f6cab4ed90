"""axe-core finds no violation on any page, in light and dark, on the phone and at the desk."""

from pathlib import Path

import pytest
from tests.journeys.visit import DESK, PHONE, open_as, open_page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
PATIENT_PAGES = [
    "/tests/",
    "/tests/sit-to-stand/",
    "/today/",
    "/progress/",
    "/plan/",
    "/plan/bridge/",
    "/plan/piriformis-knee-to-opposite-shoulder/",
    "/help/",
    "/messages/",
    "/replays/",
    "/account/reminders/",
    "/account/data/",
    "/account/delete/",
    "/handout/",
    "/morning/",
    "/account/",
    "/session/",
]
CLINICIAN_PAGES = [
    "/clinic/",
    "/clinic/patients/",
    "/clinic/library/",
    "/clinic/library/clamshell/",
    "/clinic/clinic/",
    "/clinic/monitoring/",
    "/clinic/invite/",
    "/account/",
]
DOOR_PAGES = ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]


def violations(page):
    """What axe finds once nothing moves any more: rule, and the elements it finds it on."""
    page.evaluate(
        "() => Promise.all(document.getAnimations()"
        ".filter(a => isFinite(a.effect.getComputedTiming().endTime)).map(a => a.finished.catch(() => null)))"
    )
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [(found["id"], [node["target"] for node in found["nodes"]][:3]) for found in result["violations"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PATIENT_PAGES)
def test_no_violation_on_the_patients_phone(chromium, demonstration, path, theme):
    context, page = open_as(chromium, demonstration, "patient1", PHONE, color_scheme=theme)
    page.goto(demonstration.url + path)
    found = violations(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_violation_while_a_home_test_is_done(chromium, demonstration, theme):
    context, page = open_as(chromium, demonstration, "patient7", PHONE, color_scheme=theme)
    page.goto(demonstration.url + "/tests/single-leg-stance/")
    page.get_by_role("button", name="I am ready", exact=True).click()
    found = violations(page)
    page.locator("[data-camera]").click()
    found += violations(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", CLINICIAN_PAGES)
def test_no_violation_at_the_therapists_desk(chromium, demonstration, path, theme):
    context, page = open_as(chromium, demonstration, "therapist", DESK, color_scheme=theme)
    page.goto(demonstration.url + path)
    found = violations(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_violation_in_a_record_and_its_pages(chromium, demonstration, theme):
    context, page = open_as(chromium, demonstration, "therapist", DESK, color_scheme=theme)
    page.goto(f"{demonstration.url}/clinic/patients/")
    record = page.locator("tbody a").first.get_attribute("href")
    found = []
    for part in ("", "plan/", "intake/", "letter/", "close/", "messages/", "replays/"):
        page.goto(f"{demonstration.url}{record}{part}")
        found += violations(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("path", DOOR_PAGES)
def test_no_violation_at_the_door(chromium, demonstration, path):
    context, page = open_page(chromium, PHONE)
    page.goto(demonstration.url + path)
    found = violations(page)
    context.close()
    assert found == []
