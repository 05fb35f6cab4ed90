"""The session player in a real browser: time is the test's, everything else is real."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect
from tests.journeys.server import Served
from tests.journeys.visit import PHONE, open_page, sign_in

from hipwise.browser import call

LONGEST_SESSION_MS = 40 * 60 * 1000
CORE_WAIT_MS = 60_000


@pytest.fixture
def session(chromium: Browser, demonstration: Served) -> Iterator[Page]:
    """The session page of a patient whose clock the test turns."""
    context, page = open_page(chromium, PHONE)
    page.clock.install()
    sign_in(page, demonstration, "patient1")
    yield page
    context.close()


def begin(page: Page, server: Served) -> None:
    """Open the session and skip the countdown."""
    page.goto(f"{server.url}/session/")
    expect(page.locator("[data-right]")).to_have_text("Get ready")
    page.locator("[data-ring]").click()
    expect(page.locator("[data-right-label]")).to_have_text("Now")


def pass_time(page: Page, ms: int) -> None:
    """Let the session's time pass, a quarter of a second at a time."""
    page.clock.run_for(ms)
    page.wait_for_timeout(20)


def answer_pain(page: Page, strength: str, kind: str) -> None:
    """The three taps of the pain sheet, in the right groin."""
    page.locator("label.at.groin.viewer-left").click()
    page.get_by_role("radiogroup", name="How strong").get_by_text(strength, exact=True).click()
    page.get_by_role("radiogroup", name="What kind").get_by_text(kind, exact=True).click()


def wait_for_core(page: Page) -> None:
    """Wait until the Python core is loaded in its worker."""
    page.locator("html[data-core='ready']").wait_for(state="attached", timeout=CORE_WAIT_MS)


def test_repetitions_are_counted_by_tempo(session: Page, demonstration: Served) -> None:
    begin(session, demonstration)
    pass_time(session, 11_000)
    expect(session.locator("[data-count]")).to_have_text("2")


def test_the_press_of_pain_stops_the_set_before_anything_is_asked(
    session: Page, demonstration: Served
) -> None:
    begin(session, demonstration)
    pass_time(session, 6_000)
    session.keyboard.press("p")
    expect(session.get_by_role("heading", name="We stopped the set")).to_be_focused()
    expect(session.locator("[data-alarm]")).to_have_text("Set stopped")
    before = session.locator("[data-count]").inner_text()
    pass_time(session, 20_000)
    assert before == session.locator("[data-count]").inner_text()


def test_closing_the_pain_sheet_without_answers_keeps_the_set_paused(
    session: Page, demonstration: Served
) -> None:
    begin(session, demonstration)
    session.keyboard.press("p")
    session.keyboard.press("Escape")
    expect(session.get_by_role("button", name="Go on", exact=True)).to_be_focused()


def test_until_the_core_is_loaded_the_answer_to_pain_is_stop(session: Page, demonstration: Served) -> None:
    session.route("**/core-*.tar", lambda route: route.abort())
    begin(session, demonstration)
    session.keyboard.press("p")
    answer_pain(session, "1", "Pinch")
    expect(session.locator("[data-answer-title]")).to_have_text("Stop this exercise for today")
    expect(session.locator("[data-go-on]")).to_be_hidden()


def test_with_the_network_cut_the_core_answers_as_it_does_here(session: Page, demonstration: Served) -> None:
    begin(session, demonstration)
    document = json.loads(session.locator("#today-document").inner_text())
    wait_for_core(session)
    session.context.set_offline(True)
    session.keyboard.press("p")
    answer_pain(session, "1", "Ache")
    facts = {"exercise": document["items"][0]["exercise"], "place": "groin", "place_side": "right"}
    press = {**document["pain_context"], **facts, "strength": 1, "kind": "ache"}
    here = json.loads(call("answer-pain", json.dumps(press)))
    expect(session.locator("[data-answer-title]")).to_have_text(here["title"])
    expect(session.locator("[data-go-on]")).to_have_text(here["go_on"])
    session.locator("[data-go-on]").click()
    expect(session.locator("[data-right]")).to_have_text("Rest")


def test_strong_pain_asks_the_warning_signs_instead_of_an_answer(
    chromium: Browser, demonstration: Served
) -> None:
    context, page = open_page(chromium, PHONE)
    page.clock.install()
    sign_in(page, demonstration, "patient3")
    begin(page, demonstration)
    wait_for_core(page)
    page.keyboard.press("p")
    page.get_by_role("radiogroup", name="How strong").get_by_text("8", exact=True).click()
    expect(page.get_by_role("heading", name="First, a few questions")).to_be_visible()
    expect(page.locator("[data-answer]")).to_be_hidden()
    for question in page.locator("[data-flag-list] fieldset").all():
        question.get_by_text("No", exact=True).click()
    page.locator("[data-flag-form]").get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Enough for today")).to_be_visible()
    context.close()


def test_after_a_reload_the_session_waits_where_it_was(session: Page, demonstration: Served) -> None:
    begin(session, demonstration)
    pass_time(session, 12_000)
    session.locator("[data-pause]").click()
    expect(session.locator("[data-pause-words]")).to_have_text("Go on")
    done = session.locator("[data-count]").inner_text()
    session.reload()
    expect(session.locator("[data-pause-words]")).to_have_text("Go on")
    expect(session.locator("[data-count]")).to_have_text(done)


def test_what_could_not_be_sent_goes_out_after_a_reload(session: Page, demonstration: Served) -> None:
    session.route("**/api/entries", lambda route: route.abort())
    begin(session, demonstration)
    finish_set(session)
    session.unroute("**/api/entries")
    acknowledged = collect_acknowledged_sets(session)
    with session.expect_response("**/api/entries") as answered:
        session.reload()
    assert answered.value.ok
    assert len(acknowledged) == 1


def test_a_whole_session_by_keyboard_alone(session: Page, demonstration: Served) -> None:
    acknowledged = collect_acknowledged_sets(session)
    session.goto(f"{demonstration.url}/today/")
    session.get_by_role("link", name="Start session").focus()
    session.keyboard.press("Enter")
    script = json.loads(session.locator("#today-document").inner_text())["script"]
    planned = [(s["exercise"], s["side"], s["set"]) for s in script if s["kind"] == "set"]
    for _ in range(LONGEST_SESSION_MS // 2_000):
        if session.locator("[data-finish]").is_visible():
            break
        if session.locator("[data-ask-sheet]").is_visible():
            answer_by_keyboard(session)
        pass_time(session, 2_000)
    expect(session.get_by_role("heading", name="Done for today")).to_be_focused()
    expect(session.locator("[data-kept-words]")).to_have_text("Everything is sent.")
    assert planned == acknowledged


def collect_acknowledged_sets(page: Page) -> list[tuple[str, str, int]]:
    """A list that grows with each set that the server says it has: exercise, side, number."""
    sets: list[tuple[str, str, int]] = []

    def read(response: Response) -> None:
        if not response.url.endswith("/api/entries"):
            return
        known = set(response.json()["acknowledged"])
        entries = json.loads(response.request.post_data or "{}")["entries"]
        sets.extend(
            (entry["exercise"], entry["side"], entry["set"])
            for entry in entries
            if entry["kind"] == "set" and entry["id"] in known
        )

    page.on("response", read)
    return sets


def answer_by_keyboard(page: Page) -> None:
    """Pain 1, no pinch, effort 3, with Tab, Space, arrow keys and Enter."""
    page.get_by_role("radiogroup", name="Worst pain").get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")


def finish_set(page: Page) -> None:
    """Let time pass until a rest or the questions follow the first set."""
    for _ in range(200):
        if (
            page.locator("[data-right]").inner_text() == "Rest"
            or page.locator("[data-ask-sheet]").is_visible()
        ):
            return
        pass_time(page, 2_000)
    raise AssertionError("the first set never ended")
