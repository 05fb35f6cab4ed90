"""A home test on the phone: the guide, what counts, pain, the tape and the tilt."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.server import Served
from tests.journeys.visit import PHONE, open_as

# Who may do every test in the demonstration: the last phase, a calm hip.
_WHO = "patient7"
_CORE_MS = 60_000
_TELL_TILT = """() => setInterval(() => dispatchEvent(new DeviceOrientationEvent(
  "deviceorientation", { alpha: 0, beta: window.beta ?? 0, gamma: 0 })), 50)"""


@pytest.fixture
def phone(chromium: Browser, demonstration: Served) -> Iterator[Page]:
    """Signed in on a phone."""
    context, page = open_as(chromium, demonstration, _WHO, PHONE)
    yield page
    context.close()


def open_test(page: Page, server: Served, test: str) -> None:
    page.goto(f"{server.url}/tests/{test}/")
    page.wait_for_selector("html[data-core=ready]", timeout=_CORE_MS)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_trial_is_timed_and_may_be_done_again(phone: Page, demonstration: Served) -> None:
    open_test(phone, demonstration, "plank")
    press(phone, "I am ready")
    press(phone, "Start")
    expect(phone.locator("[data-stage=going]")).to_be_visible(timeout=10_000)
    press(phone, "Stop")
    press(phone, "It does not count, again")
    press(phone, "Start")
    expect(phone.locator("[data-stage=going]")).to_be_visible(timeout=10_000)
    press(phone, "Stop")
    press(phone, "It counts")
    expect(phone.locator("[data-result]")).to_contain_text("Both together")


def test_pain_stops_the_test_and_opens_no_door(phone: Page, demonstration: Served) -> None:
    open_test(phone, demonstration, "side-plank")
    press(phone, "I am ready")
    press(phone, "Start")
    press(phone, "Pain")
    sheet = phone.locator("[data-pain-sheet]")
    expect(sheet).to_contain_text("We stopped the test")
    sheet.locator("[data-map-part] label").filter(has_text="Left outer hip").first.click()
    sheet.locator("label:has(input[name=strength][value='3'])").click()
    sheet.locator("label:has(input[name=kind][value='pinch'])").click()
    expect(sheet).to_contain_text("Leave side plank out today")
    expect(sheet.locator("[data-go-on]")).to_be_hidden()
    sheet.locator("[data-leave-out]").click()
    expect(phone.locator("[data-result]")).to_contain_text("It opens no door until it goes calmly.")


def test_what_a_tape_measured_gives_percent_of_the_leg(chromium: Browser, demonstration: Served) -> None:
    context, page = open_as(chromium, demonstration, "patient8", PHONE)
    open_test(page, demonstration, "y-balance")
    press(page, "Write it down")
    page.get_by_label("Length of the leg").fill("80")
    for field in page.locator(".tape-row input").all():
        field.fill("80")
    press(page, "Keep it")
    expect(page.locator("[data-result-sides]")).to_contain_text("100")
    expect(page.locator("[data-result]")).to_contain_text("reaches 100 of 100")
    context.close()


def test_the_tilt_is_taken_where_the_limb_comes_to_rest(chromium: Browser, demonstration: Served) -> None:
    context, page = open_as(chromium, demonstration, "patient8", PHONE)
    open_test(page, demonstration, "hip-flexion")
    page.evaluate(_TELL_TILT)
    press(page, "I am ready")
    press(page, "Start")
    expect(page.locator("[data-stage=going]")).to_be_visible(timeout=10_000)
    page.wait_for_timeout(3000)
    page.evaluate("window.beta = 62")
    expect(page.locator("[data-stage=measured]")).to_be_visible(timeout=10_000)
    expect(page.locator("[data-count]")).to_have_text("62")
    context.close()
