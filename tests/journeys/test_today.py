"""Today on the phone: the morning check, the weight of the page, light and dark."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.server import Served
from tests.journeys.visit import PHONE, open_page, sign_in

HEAVIEST_PAGE_BYTES = 60_000


@pytest.fixture
def phone(chromium: Browser, demonstration: Served) -> Iterator[Page]:
    """A patient's phone, signed in."""
    context, page = open_page(chromium, PHONE, color_scheme="light")
    sign_in(page, demonstration, "patient5")
    yield page
    context.close()


def morning(page: Page, server: Served) -> dict[str, Any]:
    """The morning answer that the server knows."""
    return page.request.get(f"{server.url}/api/today").json()["morning"]["answer"] or {}


def begin_check(page: Page, server: Served) -> None:
    """Open today with the first question of the check."""
    page.goto(f"{server.url}/today/")
    if page.get_by_role("link", name="Change").is_visible():
        page.get_by_role("link", name="Change").click()
    expect(page.get_by_role("heading", name="Hip pain this morning?")).to_be_visible()


def test_the_first_tap_of_the_morning_check_is_logged_at_once(phone: Page, demonstration: Served) -> None:
    begin_check(phone, demonstration)
    with phone.expect_response("**/api/entries"):
        phone.get_by_role("radiogroup", name="Hip pain this morning").get_by_text("3", exact=True).click()
    expect(phone.get_by_role("heading", name="A pinch in the front of the hip?")).to_be_visible()
    assert morning(phone, demonstration)["score"] == 3


def test_no_answer_is_chosen_beforehand(phone: Page, demonstration: Served) -> None:
    begin_check(phone, demonstration)
    assert phone.locator("[data-morning-form] input:checked").count() == 0


def test_the_later_answers_correct_the_first(phone: Page, demonstration: Served) -> None:
    begin_check(phone, demonstration)
    phone.get_by_role("radiogroup", name="Hip pain this morning").get_by_text("2", exact=True).click()
    phone.get_by_role("radiogroup", name="A pinch").get_by_text("Yes").click()
    phone.get_by_role("radiogroup", name="Strength of the pinch").get_by_text("1", exact=True).click()
    phone.get_by_role("radiogroup", name="Limp").get_by_text("Yes").click()
    phone.get_by_role("radiogroup", name="Woken").get_by_text("No").click()
    with phone.expect_response("**/api/entries"):
        phone.get_by_role("radiogroup", name="Painkiller").get_by_text("No").click()
    expect(phone.get_by_role("heading", name="Morning check done")).to_be_visible()
    # The answer that was waited for may have been that to the first tap.
    phone.wait_for_function(
        "async () => (await (await fetch('/api/today')).json()).morning.answer?.pinch === 1"
    )
    answer = morning(phone, demonstration)
    kept = {key: answer[key] for key in ("score", "pinch", "limp", "night_waking", "analgesic")}
    assert kept == {"score": 2, "pinch": 1, "limp": True, "night_waking": False, "analgesic": False}


def test_arrow_keys_move_through_the_scale_and_space_answers(phone: Page, demonstration: Served) -> None:
    begin_check(phone, demonstration)
    phone.get_by_role("radio", name="0", exact=True).first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        phone.keyboard.press(key)
    expect(phone.get_by_role("heading", name="Hip pain this morning?")).to_be_visible()
    phone.keyboard.press("Space")
    expect(phone.get_by_role("heading", name="A pinch in the front of the hip?")).to_be_visible()


def test_today_is_light(phone: Page, demonstration: Served) -> None:
    # What the page after the sign-in still loads is not this visit's.
    phone.wait_for_load_state("networkidle")
    session = phone.context.new_cdp_session(phone)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    phone.goto(f"{demonstration.url}/today/", wait_until="networkidle")
    assert 0 < sum(sizes) <= HEAVIEST_PAGE_BYTES


def test_a_chosen_theme_is_painted_by_the_server(phone: Page, demonstration: Served) -> None:
    phone.goto(f"{demonstration.url}/account/")
    phone.get_by_role("button", name="Dark").click()
    page = phone.request.get(f"{demonstration.url}/today/").text()
    assert '<html lang="en" data-theme="dark">' in page


def test_no_page_asks_for_anything_from_elsewhere(phone: Page, demonstration: Served) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for path in ("/today/", "/plan/", "/progress/", "/help/", "/session/"):
        phone.goto(f"{demonstration.url}{path}", wait_until="networkidle")
    assert [url for url in asked if not url.startswith((demonstration.url, "data:", "blob:"))] == []
