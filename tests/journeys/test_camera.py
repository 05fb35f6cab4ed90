"""A set that the camera counts: the figure is filmed, the film is the browser's camera, the rest is real."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from benchmarks.figure_film import SHOWN_PER_S, film_of
from playwright.sync_api import Browser, Page, Playwright, Request, Worker, expect
from tests.journeys.server import Served
from tests.journeys.test_figure import _DRAWING, launch
from tests.journeys.visit import PHONE, open_as

from hipwise.library.side import Side

# Model and core load within seconds; a busy machine that draws by software may need many.
PATIENCE_MS = 240_000
# A set's result, and the few words around it.
LARGEST_BODY = 2_000


@dataclass
class Watched:
    """What happened on the page, and what left it."""

    requests: list[tuple[str, bytes]] = field(default_factory=list)
    outlines: int = 0
    count_offline: int = 0

    def note(self, request: Request) -> None:
        """Keep where a request went and what it carried."""
        self.requests.append((request.url, request.post_data_buffer or b""))

    @property
    def entries(self) -> list[dict[str, Any]]:
        """What was sent of the diary."""
        sent = [json.loads(body) for url, body in self.requests if url.endswith("/api/entries") and body]
        return [entry for part in sent for entry in part.get("entries", part)]

    @property
    def sets(self) -> list[dict[str, Any]]:
        """The sets among what was sent."""
        return [entry for entry in self.entries if entry["kind"] == "set"]


@pytest.fixture(scope="module")
def watched(
    playwright_of: Playwright, demonstration: Served, tmp_path_factory: pytest.TempPathFactory
) -> Watched:
    """A clamshell before the camera: counted, then on without a network, then skipped, then sent."""
    film = Path(tmp_path_factory.mktemp("film")) / "clamshell.mjpeg"
    film.write_bytes(film_of("clamshell", Side.RIGHT))
    with filmed(playwright_of, film) as browser:
        context, page = open_as(browser, demonstration, "patient1", PHONE, permissions=["camera"])
        page.set_default_timeout(PATIENCE_MS)
        seen = Watched()
        page.goto(f"{demonstration.url}/replays/")
        page.get_by_role("button", name="Stop sharing").click()
        expect(page.get_by_role("heading", name="You share no replays")).to_be_visible()
        page.on("request", seen.note)
        page.goto(f"{demonstration.url}/session/")
        go_to_exercise(page, "Clamshell")
        page.locator("[data-camera]").click()
        expect(page.locator("[data-camera-sheet]")).to_be_hidden(timeout=PATIENCE_MS)
        wait_for_count(page, 1)
        context.set_offline(True)
        wait_for_count(page, 2)
        seen.count_offline = count_of(page)
        page.locator("[data-skip]").click()
        page.locator("[data-skip-reason='time']").click()
        # The queue may send at once, before the page is there again: listen first.
        with page.expect_request("**/api/entries", timeout=PATIENCE_MS):
            context.set_offline(False)
            page.reload()
        page.wait_for_timeout(1_000)
    return seen


@contextmanager
def filmed(playwright: Playwright, film: Path) -> Iterator[Browser]:
    """A browser whose camera shows the film. It is closed whatever happens: it draws without end."""
    fake = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    browser = launch(playwright, [*_DRAWING, *fake, f"--use-file-for-fake-video-capture={film}"])
    try:
        yield browser
    finally:
        browser.close()


def go_to_exercise(page: Page, name: str) -> None:
    """Leave exercises out until this one is on."""
    heading = page.locator("[data-name]")
    for _ in range(6):
        if heading.inner_text() == name:
            return
        page.locator("[data-skip]").click()
        page.locator("[data-skip-reason='time']").click()
        page.wait_for_timeout(500)
    raise AssertionError(f"expected {name} in the session, found {heading.inner_text()} at its end")


def count_of(page: Page) -> int:
    """The number in the ring."""
    return int(page.locator("[data-count]").inner_text())


def wait_for_count(page: Page, least: int) -> None:
    """Wait until a set runs and the ring shows at least so many."""
    expect(page.locator("[data-right-label]")).to_have_text("Now", timeout=PATIENCE_MS)
    for _ in range(PATIENCE_MS // 500):
        if count_of(page) >= least:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"expected a count of {least}, found {count_of(page)}")


@pytest.mark.slow
def test_the_camera_goes_on_counting_without_a_network(watched: Watched) -> None:
    assert watched.count_offline >= 2


@pytest.mark.slow
def test_the_result_waits_and_is_sent_as_the_cameras(watched: Watched) -> None:
    (done,) = {entry["id"]: entry for entry in watched.sets}.values()
    assert (done["exercise"], done["side"], done["source"]) == ("clamshell", "right", "camera")
    assert done["repetitions"] >= watched.count_offline
    assert isinstance(done["faults"], dict)


@pytest.mark.slow
def test_what_was_logged_just_before_the_page_was_left_is_sent_too(watched: Watched) -> None:
    skips = {entry["id"]: entry for entry in watched.entries if entry["kind"] == "skip"}
    assert ("clamshell", "time") in [(skip["exercise"], skip["reason"]) for skip in skips.values()]


@pytest.mark.slow
def test_no_request_goes_anywhere_else(watched: Watched, demonstration: Served) -> None:
    own = urlsplit(demonstration.url).netloc
    elsewhere = [url for url, _ in watched.requests if urlsplit(url).netloc not in ("", own)]
    assert not elsewhere


@pytest.mark.slow
def test_without_consent_no_request_carries_more_than_the_result(watched: Watched) -> None:
    assert max(len(body) for _, body in watched.requests) <= LARGEST_BODY


Trying = Callable[[str, bytes], AbstractContextManager[Page]]


@pytest.fixture
def trying(playwright_of: Playwright, demonstration: Served, tmp_path: Path) -> Trying:
    """Opens the page of a home test whose first trial a camera watched that shows the film; it is over."""

    @contextmanager
    def begin(test: str, shown: bytes) -> Iterator[Page]:
        film = tmp_path / "film.mjpeg"
        film.write_bytes(shown)
        with filmed(playwright_of, film) as browser:
            _, page = open_as(browser, demonstration, "patient7", PHONE, permissions=["camera"])
            page.set_default_timeout(PATIENCE_MS)
            page.goto(f"{demonstration.url}/tests/{test}/")
            page.wait_for_selector("html[data-core=ready]")
            page.get_by_role("button", name="I am ready", exact=True).click()
            page.locator("[data-camera]").click()
            page.wait_for_selector("[data-stage=measured]")
            yield page

    return begin


@pytest.fixture
def stood(trying: Trying) -> Iterator[Page]:
    """Practice of standing on one leg before the camera: the figure stands, lifts a foot and sets it down."""
    with trying("single-leg-stance", film_of("single-leg-stance", Side.LEFT, 16.0, 4.0)) as page:
        yield page


@pytest.mark.slow
def test_a_home_test_begins_and_ends_by_what_the_camera_sees_and_the_own_number_can_be_chosen(
    stood: Page,
) -> None:
    assert stood.locator("[data-camera-sheet]").is_hidden()
    seen = float(stood.locator("[data-by-camera]").inner_text().split()[1])
    # The film does not wait for the tone: of its 4 seconds those before the tone do not count.
    assert 0 < seen <= 4 + 2.5
    own = float(stood.locator("[data-by-hand]").inner_text().split()[1])
    stood.locator("label", has=stood.locator("[data-by-hand]")).click()
    assert stood.locator("[data-count]").inner_text() == str(int(own))
    go_on_without_the_camera(stood)


def go_on_without_the_camera(stood: Page) -> None:
    """The next trial is timed by hand, though the camera was on."""
    stood.locator("[data-camera]").click()
    # The figure stands where a trial begins, which closes the guide by itself: no time for a real finger.
    stood.locator("[data-camera-off]").dispatch_event("click")
    expect(stood.locator("[data-whose]")).to_be_visible()
    for name in ("Go on", "End the rest", "Start"):
        stood.get_by_role("button", name=name, exact=True).click()
    expect(stood.locator("[data-stage=going]")).to_be_visible(timeout=PATIENCE_MS)
    stood.get_by_role("button", name="Stop", exact=True).click()
    expect(stood.locator("[data-whose]")).to_be_hidden()


@pytest.fixture
def rose(trying: Trying) -> Iterator[Page]:
    """Practice of standing up from a chair before the camera: the figure sits still, stands up, sits down."""
    with trying("sit-to-stand", film_of("sit-to-stand", Side.RIGHT, 8.0)) as page:
        yield page


@pytest.mark.slow
def test_standing_up_is_counted_until_the_time_is_over_and_may_be_corrected(rose: Page) -> None:
    # The film stands up about every ten seconds, and a trial has thirty.
    assert rose.locator("[data-by-camera]").inner_text() in ("Camera 2", "Camera 3", "Camera 4")
    seen = int(rose.locator("[data-by-camera]").inner_text().split()[1])
    rose.get_by_role("button", name="One more", exact=True).click()
    expect(rose.locator("[data-by-hand]")).to_have_text(f"You {seen + 1}")
    expect(rose.locator("[data-by-hand-chosen]")).to_be_checked()
    expect(rose.locator("[data-count]")).to_have_text(str(seen + 1))


@pytest.fixture
def lifted(trying: Trying) -> Iterator[Page]:
    """Practice of how far the hip bends, before the camera: the figure lies, lifts a thigh, lets it down."""
    with trying("hip-flexion", film_of("knee-lift", Side.LEFT, 16.0)) as page:
        yield page


@pytest.mark.slow
def test_how_far_the_hip_bends_is_told_as_about(lifted: Page) -> None:
    words = re.fullmatch(
        r"About (\d+) degrees, give or take (\d+)\. Was that a clean one\?",
        lifted.locator("[data-cue-words]").inner_text(),
    )
    assert words is not None
    told, error = map(int, words.groups())
    # As the movement is drawn.
    assert abs(told - 85) <= error
    # There is no second number beside a range.
    expect(lifted.locator("[data-whose]")).to_be_hidden()
    lifted.get_by_role("button", name="Go on", exact=True).click()
    expect(lifted.locator("[data-stage=rest]")).to_be_visible()


@pytest.fixture
def bridged(trying: Trying) -> Iterator[Page]:
    """The bridge on one leg before the camera: the figure lies, holds the bridge for 8 seconds, sinks."""
    with trying("single-leg-bridge", film_of("bridge-hold", Side.LEFT, 16.0, 8.0)) as page:
        yield page


@pytest.mark.slow
def test_a_bridge_that_is_held_ends_when_it_sinks(bridged: Page) -> None:
    seen = float(bridged.locator("[data-by-camera]").inner_text().split()[1])
    assert 0 < seen <= 8 + 2.5


# Notes what the page says to its workers, and which of them are ready.
_NOTED = """
const { postMessage, addEventListener } = Worker.prototype;
window.models = [];
window.bodies = window.ready = 0;
Worker.prototype.postMessage = function (message, moved) {
  if (message.kind === "watch") window.models.push(message.payload.model);
  return postMessage.call(this, message, moved);
};
Worker.prototype.addEventListener = function (kind, hear) {
  const note = ({ data }) => {
    if (data.kind === "ready") window.ready += 1;
    if (data.kind === "body" && data.landmarks.length > 0) window.bodies += 1;
  };
  if (kind === "message") addEventListener.call(this, kind, note);
  return addEventListener.call(this, kind, hear);
};
"""
# A worker whose clock goes slowly is one whose machine is quick; the other way round it is slow.
_PACED = """(times) => {
  const now = performance.now.bind(performance);
  performance.now = () => now() / times;
}"""
_QUICK, _SLOW = 100.0, 0.01
# Looks and taps at once: the camera counts too, and a tap in the rest that it began would end the rest.
_COUNTED_ONE_MORE = """() => {
  const goesOn = document.querySelector("[data-right]").textContent.trim() !== "Rest";
  if (goesOn) document.querySelector("[data-ring]").click();
  return goesOn;
}"""
# The first pictures, and those by which a model is judged.
_JUDGED_AFTER = 33


@dataclass
class Swapped:
    """The pose model of each set; seconds that a repetition takes in the film, and seconds between those
    that were counted with the full model.
    """

    models: list[str]
    film_s: float
    apart_s: list[float]


@pytest.fixture(scope="module")
def swapped(
    playwright_of: Playwright, demonstration: Served, tmp_path_factory: pytest.TempPathFactory
) -> Swapped:
    """Three sets: on a quick machine, with the full model, and after that turned out too slow."""
    film = Path(tmp_path_factory.mktemp("film")) / "clamshell.mjpeg"
    film.write_bytes(film_of("clamshell", Side.RIGHT))
    with filmed(playwright_of, film) as browser:
        _, page = open_as(browser, demonstration, "patient1", PHONE, permissions=["camera"])
        page.set_default_timeout(PATIENCE_MS)
        page.add_init_script(_NOTED)
        page.goto(f"{demonstration.url}/session/")
        go_to_exercise(page, "Clamshell")
        with page.expect_worker(_is_pose) as lite:
            page.locator("[data-camera]").click()
        lite.value.evaluate(_PACED, _QUICK)
        expect(page.locator("[data-camera-sheet]")).to_be_hidden(timeout=PATIENCE_MS)
        wait_for_count(page, 1)
        wait_for_number(page, "bodies", _JUDGED_AFTER)
        with page.expect_worker(_is_pose) as full:
            count_to_the_end(page)
        full.value.evaluate(_PACED, _SLOW)
        begin_next_set(page, ready=3)  # The core and the first model are.
        judged_after = page.evaluate("() => window.bodies") + _JUDGED_AFTER
        counted_at_s = [counted_after_s(page, number) for number in (1, 2, 3)]
        wait_for_number(page, "bodies", judged_after)
        with page.expect_worker(_is_pose):
            count_to_the_end(page)
        begin_next_set(page, ready=4)
        wait_for_count(page, 1)
        film_s = film.read_bytes().count(b"\xff\xd8\xff") / SHOWN_PER_S
        apart_s = [after - before for before, after in pairwise(counted_at_s)]
        return Swapped(page.evaluate("() => window.models"), film_s, apart_s)


def counted_after_s(page: Page, count: int) -> float:
    """When the ring first showed that number, seconds."""
    wait_for_count(page, count)
    assert count_of(page) == count
    return time.monotonic()


def _is_pose(worker: Worker) -> bool:
    return "pose_worker" in worker.url


def wait_for_number(page: Page, name: str, least: int) -> None:
    """Wait until what the page notes under that name is at least so much."""
    for _ in range(PATIENCE_MS // 500):
        if page.evaluate("(name) => window[name]", name) >= least:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"expected {least} {name}, found {page.evaluate('(name) => window[name]', name)}")


def count_to_the_end(page: Page) -> None:
    """The person counts what the camera does not wait for, until the rest begins."""
    for _ in range(60):
        if not page.evaluate(_COUNTED_ONE_MORE):
            return
        page.wait_for_timeout(700)  # What the ring shows is drawn.
    raise AssertionError("expected a rest after at most 60 repetitions")


def begin_next_set(page: Page, ready: int) -> None:
    """Rest until so many workers are ready, the other model's among them, then go on."""
    sets = page.evaluate("() => window.models.length")
    wait_for_number(page, "ready", ready)
    if page.locator("[data-right]").inner_text() == "Rest":
        page.locator("[data-ring]").click()
    for _ in range(PATIENCE_MS // 500):
        if page.evaluate("() => window.models.length") > sets:
            return
        page.wait_for_timeout(500)
    raise AssertionError("expected the next set after the rest")


@pytest.mark.slow
def test_a_quick_machine_takes_the_full_model_and_a_slow_one_goes_back(swapped: Swapped) -> None:
    # The guide before the first set is watched, too.
    assert swapped.models == ["lite", "lite", "full", "lite"]


@pytest.mark.slow
def test_the_set_after_the_change_misses_no_repetition(swapped: Swapped) -> None:
    assert max(swapped.apart_s) < 1.5 * swapped.film_s
