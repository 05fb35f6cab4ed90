"""Saying why a session does not come about: one tap, words at once, a way on, also without a connection."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.journeys.server import Served
from tests.journeys.visit import DESK, PHONE, open_as

WHO = "patient1"


@pytest.fixture
def phone(chromium: Browser, demonstration: Served) -> Iterator[Page]:
    """A patient's phone on today's page."""
    context, page = open_as(chromium, demonstration, WHO, PHONE)
    page.goto(f"{demonstration.url}/today/")
    yield page
    context.close()


def told(server: Served) -> list[dict[str, Any]]:
    """The whole days that the person has told about, the oldest first."""
    entries = server.entries_of(WHO)
    return [entry for entry in entries if entry["kind"] == "skip" and "exercise" not in entry]


def open_choices(page: Page) -> None:
    """Open the choices for today, whether the day was told before or not."""
    page.evaluate("document.querySelector('[data-barrier-open=today]').hidden = false")
    page.get_by_role("button", name="Not today? Say why").click()
    expect(page.get_by_role("heading", name="What keeps you from it?")).to_be_visible()


def test_one_tap_is_logged_and_answered(phone: Page, demonstration: Served) -> None:
    before = len(told(demonstration))
    open_choices(phone)
    with phone.expect_response("**/api/entries"):
        phone.get_by_role("button", name="I worry that it harms the hip").click()
    expect(phone.get_by_role("heading", name="Many people with this hip worry about that")).to_be_focused()
    assert [entry["reason"] for entry in told(demonstration)[before:]] == ["fear"]
    phone.get_by_role("link", name="Does it hurt, or does it harm?").click()
    expect(phone.get_by_role("heading", name="Does it hurt, or does it harm?")).to_be_visible()


def test_the_short_session_has_fewer_exercises(phone: Page, demonstration: Served) -> None:
    today = phone.request.get(f"{demonstration.url}/api/today").json()
    open_choices(phone)
    phone.get_by_role("button", name="No time").click()
    phone.get_by_role("link", name="Start the short one").click()
    expect(phone.locator("[data-place]")).to_have_text(f"Exercise 1 of {today['short_count']}")
    assert today["short_count"] <= today["exercise_count"]


def test_without_a_connection_it_is_kept_and_sent_later(phone: Page, demonstration: Served) -> None:
    before = len(told(demonstration))
    phone.context.set_offline(True)
    open_choices(phone)
    phone.get_by_role("button", name="Travelling").click()
    expect(phone.get_by_role("heading", name="One exercise fits any room")).to_be_visible()
    phone.wait_for_timeout(300)
    assert len(told(demonstration)) == before
    with phone.expect_response("**/api/entries"):
        phone.context.set_offline(False)
    assert [entry["reason"] for entry in told(demonstration)[before:]] == ["away"]


def test_the_therapist_hears_of_a_worry(phone: Page, chromium: Browser, demonstration: Served) -> None:
    open_choices(phone)
    with phone.expect_response("**/api/entries"):
        phone.get_by_role("button", name="I worry that it harms the hip").click()
    context, page = open_as(chromium, demonstration, "therapist", DESK)
    page.goto(f"{demonstration.url}/clinic/")
    expect(page.get_by_text("Looking at")).to_have_count(0)
    line = page.get_by_text("as told: fear of harm").first
    # Beside something more urgent of the same person it stands among what can wait.
    if not line.is_visible():
        page.locator("#needs-later summary").click()
    expect(line).to_be_visible()
    context.close()


def test_what_is_unfolded_stays_so_when_the_list_is_looked_at_again(
    phone: Page, chromium: Browser, demonstration: Served
) -> None:
    held: list[Route] = []
    context, page = open_as(chromium, demonstration, "therapist", DESK)

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/clinic/look/", hold)
    open_choices(phone)
    with phone.expect_response("**/api/entries"):
        phone.get_by_role("button", name="I worry that it harms the hip").click()
    page.goto(f"{demonstration.url}/clinic/")
    expect(page.get_by_text("Looking at")).to_be_visible()
    page.locator("#needs-later summary").click()
    held[0].continue_()
    expect(page.get_by_text("Looking at")).to_have_count(0)
    expect(page.locator("#needs-later")).to_have_attribute("open", "")
    context.close()
