"""A run and a walk on the phone: the parts, pain, the answers, and what is kept without a connection."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.server import Served, served
from tests.journeys.visit import DESK, PHONE, open_as

# All signs of the running gate are there; only the therapist's word is missing in the demonstration.
WHO, NAME = "patient7", "Demo patient 7"
_CORE_MS = 60_000


@pytest.fixture(scope="module")
def opened(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The therapist has said yes to running, in a clinic where no other test took a sign of it away."""
    with served(Path(tmp_path_factory.mktemp("outing")), "--demo") as server:
        _open_running(chromium, server)
        yield server


def _open_running(chromium: Browser, server: Served) -> None:
    context, page = open_as(chromium, server, "therapist", DESK)
    page.goto(f"{server.url}/clinic/patients/")
    page.get_by_text(NAME, exact=True).first.click()
    page.get_by_text("Running: the gate and its signs").click()
    for box in page.locator("input[name=seen]").all():
        box.check()
    page.get_by_role("button", name="Open running").click()
    expect(page.get_by_text("Running is open")).to_be_visible()
    context.close()


@pytest.fixture
def phone(chromium: Browser, opened: Served) -> Iterator[Page]:
    """The runner's phone, whose clock the test moves."""
    context, page = open_as(chromium, opened, WHO, PHONE)
    page.clock.install()
    yield page
    context.close()


def stored(server: Served, kind: str) -> list[dict[str, Any]]:
    """The runs or walks of the person as the log has them now, the latest last: each with its corrections."""
    said: dict[str, dict[str, Any]] = {}
    for entry in server.entries_of(WHO):
        if entry["kind"] == kind:
            said[entry["id"]] = entry
        elif entry["kind"] == "correction" and entry["supersedes"] in said:
            said[entry["supersedes"]] |= entry["entry"]
    return list(said.values())


def begin(page: Page, server: Served, kind: str) -> None:
    """Start the run or walk, and wait out the countdown."""
    page.goto(f"{server.url}/beside/{kind}/")
    page.wait_for_selector("html[data-core=ready]", timeout=_CORE_MS)
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(11_000)
    expect(page.locator("[data-player]")).to_have_attribute("data-stage", "going")


def answer(page: Page, name: str, score: int) -> None:
    page.locator(f"[data-answers] label:has(input[name={name}][value='{score}'])").click()


def test_a_walk_goes_by_the_clock_and_its_end_is_logged(phone: Page, opened: Served) -> None:
    before = len(stored(opened, "walk"))
    begin(phone, opened, "walk")
    expect(phone.locator("[data-part-word]")).to_have_text("Walk")
    with phone.expect_response("**/api/entries"):
        phone.clock.run_for(31 * 60_000)
    expect(phone.get_by_role("heading", name="All of it done")).to_be_focused()
    answer(phone, "score", 1)
    phone.get_by_role("button", name="Save and finish").click()
    phone.wait_for_url("**/beside/")
    walks = stored(opened, "walk")
    assert len(walks) == before + 1
    assert (walks[-1]["minutes"], walks[-1]["score"]) == (30, 1)


def test_parts_follow_each_other_and_a_pause_stands_still(phone: Page, opened: Served) -> None:
    begin(phone, opened, "run")
    phone.clock.run_for(4 * 60_000)
    expect(phone.locator("[data-part-word]")).to_have_text("Run")
    expect(phone.locator("[data-say]")).to_have_text("Run 1 minute.")
    phone.get_by_role("button", name="Pause").click()
    left = phone.locator("[data-left]").inner_text()
    phone.clock.run_for(5 * 60_000)
    assert phone.locator("[data-left]").inner_text() == left
    phone.reload()
    expect(phone.locator("[data-part-word]")).to_have_text("Paused")
    assert phone.locator("[data-left]").inner_text() == left


def test_without_a_connection_a_run_is_kept_and_sent_later(phone: Page, opened: Served) -> None:
    before = len(stored(opened, "run"))
    begin(phone, opened, "run")
    phone.context.set_offline(True)
    phone.clock.run_for(16 * 60_000)
    for name in ("score", "after", "pinch"):
        answer(phone, name, 0)
    phone.get_by_role("button", name="Save and finish").click()
    expect(phone.get_by_text("Kept on this phone. It goes out by itself.")).to_be_visible()
    assert len(stored(opened, "run")) == before
    with phone.expect_response("**/api/entries"):
        phone.context.set_offline(False)
    phone.wait_for_timeout(500)
    run = stored(opened, "run")[-1]
    kept = {name: run.get(name) for name in ("step", "finished", "score", "after", "pinch")}
    assert kept == {"step": 1, "finished": True, "score": 0, "after": 0, "pinch": 0}


def test_pain_over_the_limit_ends_a_walk(phone: Page, opened: Served) -> None:
    begin(phone, opened, "walk")
    phone.clock.run_for(3 * 60_000)
    phone.get_by_role("button", name="Pain", exact=True).click()
    sheet = phone.locator("[data-pain-sheet]")
    expect(sheet).to_contain_text("We stopped the walk")
    sheet.locator("[data-map-part] label").filter(has_text="Left outer hip").first.click()
    sheet.locator("label:has(input[name=strength][value='3'])").click()
    sheet.locator("label:has(input[name=kind][value='ache'])").click()
    expect(sheet).to_contain_text("Stop walking for today")
    expect(sheet.locator("[data-go-on]")).to_be_hidden()
    sheet.get_by_role("button", name="End it here").click()
    expect(phone.get_by_role("heading", name="Ended here")).to_be_focused()
    phone.wait_for_timeout(500)
    walk = stored(opened, "walk")[-1]
    assert (walk["minutes"], walk["score"]) == (3, 3)


def test_a_walk_that_is_typed_in_without_a_connection_is_kept(phone: Page, opened: Served) -> None:
    phone.goto(f"{opened.url}/beside/")
    before = len(stored(opened, "walk"))
    phone.context.set_offline(True)
    phone.locator("summary", has_text="I walked").click()
    phone.get_by_label("Minutes walked").first.fill("12")
    form = phone.locator("[data-beside-form]:has(input[value=walk])").first
    form.locator("label:has(input[name=score][value='0'])").click()
    form.get_by_role("button", name="Log the walk").click()
    expect(phone.get_by_text("Kept on this phone. It goes out by itself.")).to_be_visible()
    with phone.expect_response("**/api/entries"):
        phone.context.set_offline(False)
    phone.wait_for_timeout(500)
    walks = stored(opened, "walk")
    assert len(walks) == before + 1
    assert walks[-1]["minutes"] == 12
