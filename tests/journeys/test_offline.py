"""What was logged without a connection arrives, and arrives once."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect
from tests.journeys.chromium import ROOT_OPTIONS, chromium_or_skip
from tests.journeys.server import Served
from tests.journeys.test_session import begin, finish_set
from tests.journeys.visit import PHONE, open_page, sign_in


@pytest.fixture
def profile(tmp_path: Path, chromium: Browser) -> Path:
    """The folder of a browser that is closed and opened again."""
    return tmp_path / "profile"


def open_profile(playwright: Playwright, profile: Path) -> BrowserContext:
    """The browser of that folder."""
    options = ["--disable-gpu", "--disable-3d-apis", "--no-first-run", *ROOT_OPTIONS]
    return playwright.chromium.launch_persistent_context(
        str(profile), executable_path=chromium_or_skip(), args=options, viewport=PHONE
    )


def wait_until_stored(page: Page, server: Served, who: str, expected: int) -> None:
    """Wait until so many sets of this person are stored, and see that no further one follows."""
    for _ in range(100):
        if server.count_stored_sets(who) >= expected:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(500)
    assert server.count_stored_sets(who) == expected


@pytest.mark.slow
def test_what_was_done_offline_outlives_a_closed_browser(
    chromium: Browser, playwright_of: Playwright, profile: Path, demonstration: Served
) -> None:
    context = open_profile(playwright_of, profile)
    page = context.new_page()
    page.clock.install()
    sign_in(page, demonstration, "patient5")
    before = demonstration.count_stored_sets("patient5")
    begin(page, demonstration)
    context.set_offline(True)
    finish_set(page)
    page.wait_for_timeout(300)
    context.close()
    again = open_profile(playwright_of, profile)
    page = again.new_page()
    page.goto(f"{demonstration.url}/today/")
    wait_until_stored(page, demonstration, "patient5", before + 1)
    again.close()


@pytest.mark.slow
def test_an_entry_whose_answer_was_lost_is_sent_again_and_counts_once(
    chromium: Browser, demonstration: Served
) -> None:
    context, page = open_page(chromium, PHONE)
    page.clock.install()
    sign_in(page, demonstration, "patient1")
    before = demonstration.count_stored_sets("patient1")
    begin(page, demonstration)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/entries", lose_the_answer)
    finish_set(page)
    page.wait_for_timeout(500)
    assert demonstration.count_stored_sets("patient1") == before + 1
    page.unroute("**/api/entries")
    with page.expect_response("**/api/entries") as answered:
        page.reload()
    assert answered.value.json()["acknowledged"]
    wait_until_stored(page, demonstration, "patient1", before + 1)
    context.close()


@pytest.mark.slow
def test_without_a_connection_the_page_says_that_everything_is_kept(
    chromium: Browser, demonstration: Served
) -> None:
    context, page = open_page(chromium, PHONE)
    sign_in(page, demonstration, "patient1")
    page.goto(f"{demonstration.url}/today/")
    context.set_offline(True)
    expect(page.locator("[data-connection]")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("[data-connection]")).to_be_hidden()
    context.close()


@pytest.mark.slow
def test_with_a_network_but_no_server_the_page_says_that_everything_is_kept(
    chromium: Browser, demonstration: Served
) -> None:
    context, page = open_page(chromium, PHONE)
    page.clock.install()
    sign_in(page, demonstration, "patient1")
    begin(page, demonstration)
    page.route("**/api/entries", lambda route: route.abort())
    finish_set(page)
    expect(page.locator("[data-connection]")).to_be_visible()
    context.close()
