"""A set before the camera becomes a replay: the patient says yes, points are sent, the therapist looks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from benchmarks.figure_film import film_of
from playwright.sync_api import Browser, Page, Playwright, expect
from tests.journeys.server import Served
from tests.journeys.test_accessibility import violations
from tests.journeys.test_camera import PATIENCE_MS, filmed, go_to_exercise, wait_for_count
from tests.journeys.visit import DESK, PHONE, open_as

from hipwise.library.side import Side


@dataclass
class Replay:
    """The therapist's page of a demonstration set."""

    page: Page
    problems: list[str] = field(default_factory=list)

    @property
    def clock(self) -> str:
        """The time that is shown."""
        return self.page.locator("[data-clock]").inner_text()


@pytest.fixture
def replay(chromium: Browser, demonstration: Served) -> Iterator[Replay]:
    """The last set of single-leg squats of a demonstration patient, with faults in it."""
    context, page = open_as(chromium, demonstration, "therapist", DESK)
    opened = Replay(page)
    page.on("console", lambda m: opened.problems.append(m.text) if m.type == "error" else None)
    page.goto(f"{demonstration.url}/clinic/patients/")
    page.get_by_role("link", name="Demo patient 7").first.click()
    page.get_by_role("link", name="Replays of sets").click()
    page.get_by_role("link", name=re.compile("Single-leg squat")).first.click()
    page.locator("[data-replay][data-ready]").wait_for(timeout=60_000)
    yield opened
    context.close()


def test_space_plays_and_stands(replay: Replay) -> None:
    page = replay.page
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(page.locator("[data-clock]")).not_to_have_text(re.compile("^0:00"), timeout=20_000)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_shift_and_arrow_go_to_the_next_fault_and_say_it(replay: Replay) -> None:
    page = replay.page
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-said]")).to_have_text(re.compile(r"^0:\d\d, repetition \d+"))
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-patient-tag]")).to_be_visible()


def test_before_the_first_fault_there_is_no_earlier_one(replay: Replay) -> None:
    replay.page.keyboard.press("Shift+ArrowLeft")
    expect(replay.page.locator("[data-said]")).to_have_text("No earlier fault.")


def test_a_digit_sets_the_speed(replay: Replay) -> None:
    replay.page.keyboard.press("1")
    expect(replay.page.locator("[data-speed='0.5']")).to_have_attribute("aria-pressed", "true")
    replay.page.keyboard.press("3")
    expect(replay.page.locator("[data-speed='2']")).to_have_attribute("aria-pressed", "true")


def test_a_press_on_the_chart_goes_there(replay: Replay) -> None:
    box = replay.page.locator("[data-trace] svg").bounding_box()
    assert box is not None
    replay.page.mouse.click(box["x"] + 0.7 * box["width"], box["y"] + 60)
    # The clock is written with the next picture, which a busy computer draws late.
    expect(replay.page.locator("[data-clock]")).not_to_have_text(re.compile("^0:00"))


def test_keys_that_are_typed_stay_in_the_text(replay: Replay) -> None:
    page = replay.page
    page.get_by_text("Send the patient one cue").click()
    cue = page.get_by_label(re.compile("One sentence helps most"))
    cue.fill("")
    cue.press_sequentially("Up 2 3")
    expect(cue).to_have_value("Up 2 3")
    assert replay.clock.startswith("0:00")


def test_without_a_graphics_card_the_page_says_so_and_complains_of_nothing(replay: Replay) -> None:
    expect(replay.page.locator("[data-no-figure]")).to_be_visible()
    assert [p for p in replay.problems if "WebGL" not in p] == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_the_page(replay: Replay, size: dict[str, int]) -> None:
    replay.page.set_viewport_size(size)
    assert violations(replay.page) == []


@pytest.mark.slow
def test_with_consent_the_points_of_a_set_reach_the_therapist(
    playwright_of: Playwright, demonstration: Served, chromium: Browser, tmp_path: Path
) -> None:
    film = tmp_path / "clamshell.mjpeg"
    film.write_bytes(film_of("clamshell", Side.RIGHT))
    with filmed(playwright_of, film) as browser:
        _, page = open_as(browser, demonstration, "patient1", PHONE, permissions=["camera"])
        page.set_default_timeout(PATIENCE_MS)
        page.goto(f"{demonstration.url}/replays/")
        stop = page.get_by_role("button", name="Stop sharing")
        if stop.is_visible():
            stop.click()
        page.get_by_role("button", name="Yes, share my replays").click()
        expect(page.get_by_role("heading", name="You share replays")).to_be_visible()
        page.goto(f"{demonstration.url}/session/")
        go_to_exercise(page, "Clamshell")
        page.locator("[data-camera]").click()
        expect(page.locator("[data-camera-sheet]")).to_be_hidden(timeout=PATIENCE_MS)
        wait_for_count(page, 2)
        page.locator("[data-skip]").click()
        with page.expect_response("**/api/recordings/**", timeout=PATIENCE_MS) as answered:
            page.locator("[data-skip-reason='time']").click()
        assert answered.value.status == 200
        sent = answered.value.request.post_data_buffer
        assert sent is not None
        assert sent.startswith(b"HWR2")
        assert len(sent) < 40_000
    context, desk = open_as(chromium, demonstration, "therapist", DESK)
    desk.goto(f"{demonstration.url}/clinic/patients/")
    desk.get_by_role("link", name="Demo patient 1", exact=True).first.click()
    desk.get_by_role("link", name="Replays of sets").click()
    desk.get_by_role("link", name=re.compile("Clamshell")).click()
    expect(desk.get_by_role("heading", name="Clamshell replay")).to_be_visible()
    context.close()
