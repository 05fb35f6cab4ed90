"""A reminder from end to end: switched on in a browser, sent by `hipwise remind`, shown on the screen.

The push service stands on this machine; what it took is handed to the browser as that service would.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect
from py_vapid import Vapid02
from tests.journeys.chromium import ROOT_OPTIONS, chromium_or_skip
from tests.journeys.push_service import HOST, TOKEN, Posted, push_service
from tests.journeys.server import Served
from tests.journeys.test_reminders import ADDRESS, SHOWN
from tests.journeys.visit import PHONE, sign_in

_WHO = "patient6"
_PATIENCE_MS = 60_000


@dataclass(frozen=True)
class Reminded:
    """What came of one reminder."""

    words: str
    key: str
    endpoint: str
    told: dict[str, Any]
    posted: list[Posted]
    shown: list[str]


@pytest.fixture(scope="module")
def reminded(
    playwright_of: Playwright, demonstration: Served, tmp_path_factory: pytest.TempPathFactory
) -> Reminded:
    """One person switches it on, and their hour comes."""
    with push_service(Path(tmp_path_factory.mktemp("service"))) as service:
        profile = tmp_path_factory.mktemp("profile")
        with own_profile(playwright_of, profile, service.browser_options) as page:
            sign_in(page, demonstration, _WHO)
            page.context.grant_permissions(["notifications"], origin=demonstration.url)
            words, key, endpoint = _switch_on(page, demonstration)
            told = _remind(demonstration, service.environment)
            shown = _deliver(page, demonstration, service.posted)
    return Reminded(words, key, endpoint, told, service.posted, shown)


@contextmanager
def own_profile(playwright: Playwright, folder: Path, options: list[str]) -> Iterator[Page]:
    """A page in a profile that stays: a private one takes no pushes."""
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium_or_skip(),
        viewport=PHONE,
        args=["--disable-gpu", "--disable-3d-apis", *options, *ROOT_OPTIONS],
        # Without a network of its own the browser would register nowhere.
        ignore_default_args=["--disable-background-networking"],
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def _switch_on(page: Page, server: Served) -> tuple[str, str, str]:
    """Tick the choice, save it for this quarter of an hour; the page's words and key, and the address."""
    page.goto(server.url + ADDRESS)
    way = page.locator("[data-push]")
    key = way.get_attribute("data-push-key") or ""
    way.locator("input").check()
    expect(way.locator("[data-push-words]")).to_have_text("Switched on here. Now save.", timeout=_PATIENCE_MS)
    words = way.locator("[data-push-words]").inner_text()
    now = datetime.now(UTC)
    page.get_by_label("At what time?").fill(f"{now.hour:02}:{now.minute // 15 * 15:02}")
    page.get_by_role("button", name="Save").click()
    endpoint = page.evaluate(
        """async () => {
          const [made] = await navigator.serviceWorker.getRegistrations();
          return (await made.pushManager.getSubscription()).endpoint;
        }"""
    )
    return words, key, endpoint


def _remind(server: Served, environment: dict[str, str]) -> dict[str, Any]:
    """What cron does every quarter of an hour."""
    command = [str(Path(sys.executable).with_name("hipwise")), "remind", "--json"]
    env = {**os.environ, "HIPWISE_DATA": str(server.data / "demonstration"), **environment}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _deliver(page: Page, server: Served, posted: list[Posted]) -> list[str]:
    """Hand on what the service took, again until a note stands there; the notes on the screen.

    A note takes the place of the one before it, so that handing on twice shows nothing twice.
    """
    ids: list[str] = []
    devtools = page.context.new_cdp_session(page)
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: ids.extend(
            each["registrationId"]
            for each in said["registrations"]
            if each["scopeURL"].startswith(server.url) and not each["isDeleted"]
        ),
    )
    devtools.send("ServiceWorker.enable")
    page.reload()  # the browser tells of its workers once a page is theirs
    for _ in range(_PATIENCE_MS // 1000):
        page.wait_for_timeout(1000)
        for each in posted if ids else []:
            push = {"origin": server.url, "registrationId": ids[-1], "data": each.body.decode()}
            devtools.send("ServiceWorker.deliverPushMessage", push)
        page.wait_for_timeout(1000)
        shown: list[str] = page.evaluate(SHOWN)
        if shown:
            return shown
    return []


@pytest.mark.slow
def test_the_browser_gives_an_address_that_the_server_takes(reminded: Reminded) -> None:
    assert reminded.endpoint == f"https://{HOST}/fcm/send/{TOKEN}"


@pytest.mark.slow
def test_the_reminder_goes_out_once_and_carries_nothing(reminded: Reminded) -> None:
    assert (reminded.told["sent"], reminded.told["failed"]) == (1, 0)
    assert [(each.path, each.body) for each in reminded.posted] == [(f"/fcm/send/{TOKEN}", b"")]


@pytest.mark.slow
def test_it_is_signed_with_the_key_that_the_browser_was_given(reminded: Reminded) -> None:
    (posted,) = reminded.posted
    assert Vapid02.verify(posted.headers["Authorization"])
    assert posted.headers["Authorization"].endswith(f"k={reminded.key}")


@pytest.mark.slow
def test_the_note_on_the_screen_tells_nothing_of_the_hip(reminded: Reminded) -> None:
    assert reminded.shown == ["Your reminder for today Open it to see what waits for you."]
