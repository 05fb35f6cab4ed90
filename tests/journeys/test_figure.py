"""The figure on a page: first picture, both sides, keyboard, less motion, and a machine without WebGL."""

import base64
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, expect
from tests.journeys.chromium import ROOT_OPTIONS, chromium_or_skip
from tests.journeys.server import Served
from tests.journeys.visit import DESK, PHONE, open_page, sign_in

# Draws WebGL on the processor, so that these tests see the figure on any machine.
_DRAWING = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]
_NOT_DRAWING = ["--disable-gpu", "--disable-3d-apis"]
# One first picture takes a second here; a busy machine may need many.
_PATIENCE_MS = 60_000


def launch(playwright: Playwright, options: list[str]) -> Browser:
    """A Chromium with these options; skips where there is none."""
    path = chromium_or_skip()
    return playwright.chromium.launch(executable_path=path, args=[*options, *ROOT_OPTIONS])


@pytest.fixture(scope="module")
def drawing_browser(playwright_of: Playwright) -> Iterator[Browser]:
    """A browser with WebGL."""
    browser = launch(playwright_of, _DRAWING)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def plain_browser(playwright_of: Playwright) -> Iterator[Browser]:
    """A browser without WebGL."""
    browser = launch(playwright_of, _NOT_DRAWING)
    yield browser
    browser.close()


@pytest.fixture
def desk(drawing_browser: Browser, demonstration: Served) -> Iterator[Page]:
    """A therapist's desk that draws the figure."""
    context, page = open_page(drawing_browser, DESK)
    sign_in(page, demonstration, "therapist")
    yield page
    context.close()


def open_exercise(page: Page, server: Served, exercise: str, question: str = "") -> None:
    """Open an exercise of the library and wait until its stage has settled."""
    page.goto(f"{server.url}/clinic/library/{exercise}/{question}")
    stage = page.locator("[data-figure] [data-stage]")
    expect(stage).to_have_attribute("data-shown", re.compile("figure|drawing"), timeout=_PATIENCE_MS)


def picture(page: Page) -> bytes:
    """The figure's canvas as it is seen, after it has come to rest."""
    page.wait_for_timeout(600)
    return page.locator("[data-figure] [data-canvas]").screenshot()


def test_the_first_picture_replaces_the_drawing(desk: Page, demonstration: Served) -> None:
    open_exercise(desk, demonstration, "clamshell", "?moment=0.4")
    expect(desk.locator("[data-figure] [data-canvas]")).to_be_visible()
    expect(desk.locator("[data-figure] [data-still]")).to_be_hidden()
    assert picture(desk) != b""


def test_one_moment_stands_still_and_another_looks_different(desk: Page, demonstration: Served) -> None:
    open_exercise(desk, demonstration, "straight-leg-raise", "?moment=0")
    start = picture(desk)
    assert picture(desk) == start
    open_exercise(desk, demonstration, "straight-leg-raise", "?moment=0.4")
    assert picture(desk) != start


def test_arrow_keys_turn_the_figure_and_buttons_look_from_a_side(desk: Page, demonstration: Served) -> None:
    open_exercise(desk, demonstration, "bridge", "?moment=0.4")
    seen = [picture(desk)]
    desk.locator("[data-figure] [data-canvas]").focus()
    for _ in range(3):
        desk.keyboard.press("ArrowRight")
    seen.append(picture(desk))
    desk.get_by_role("button", name="Top").click()
    seen.append(picture(desk))
    assert len(set(seen)) == 3


def test_the_figure_is_stopped_slowed_down_and_stepped_by_keyboard(desk: Page, demonstration: Served) -> None:
    open_exercise(desk, demonstration, "clamshell")
    desk.get_by_role("button", name="Pause the figure").press("Enter")
    expect(desk.get_by_role("button", name="Play the figure")).to_be_visible()
    desk.get_by_role("button", name="1×, normal speed").press("Enter")
    expect(desk.get_by_role("button", name="½×, half speed")).to_be_visible()
    desk.get_by_role("slider", name="Place in the movement").press("Home")
    desk.get_by_role("button", name="Step forward").press("Enter")
    expect(desk.locator("[data-figure-word]")).to_have_text("Top knee lifted")
    expect(desk.locator("[data-figure-text]")).to_contain_text("lift the top knee slowly")


def test_a_fault_is_shown_beside_the_right_movement(desk: Page, demonstration: Served) -> None:
    open_exercise(desk, demonstration, "single-leg-squat", "?moment=0.4")
    compare = desk.locator("[data-fault-compare]")
    compare.scroll_into_view_if_needed()
    expect(compare.locator("[data-stage]")).to_have_attribute("data-shown", "figure", timeout=_PATIENCE_MS)
    button = compare.get_by_role("button", name="Show pelvis drops")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(compare.locator("[data-fault-mark]")).to_be_visible()


def test_less_motion_steps_from_posture_to_posture(drawing_browser: Browser, demonstration: Served) -> None:
    context, page = open_page(drawing_browser, DESK, reduced_motion="reduce")
    sign_in(page, demonstration, "therapist")
    open_exercise(page, demonstration, "clamshell")
    words = page.locator("[data-figure-word]")
    expect(words).to_have_text("Knees together", timeout=10_000)
    expect(words).to_have_text("Top knee lifted", timeout=10_000)
    context.close()


def test_without_webgl_the_drawings_take_turns(plain_browser: Browser, demonstration: Served) -> None:
    context, page = open_page(plain_browser, PHONE)
    sign_in(page, demonstration, "therapist")
    open_exercise(page, demonstration, "clamshell")
    still = page.locator("[data-figure] [data-still]")
    expect(still).to_be_visible()
    expect(still).to_have_attribute("src", re.compile("/end.svg"), timeout=10_000)
    expect(still).to_have_attribute("src", re.compile("/start.svg"), timeout=10_000)
    expect(page.locator("[data-fault-compare] [data-canvas]")).to_be_hidden()
    context.close()


# Of two pictures (as base64) the share of pixels that differ when the second is turned left to right.
_DIFFERING_SHARE = """async ([a, b]) => {
  const pixels = async (data, mirrored) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    if (mirrored) { context.translate(image.width, 0); context.scale(-1, 1); }
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data;
  };
  const [one, other] = [await pixels(a, false), await pixels(b, true)];
  let differing = 0;
  for (let i = 0; i < one.length; i += 4) if (Math.abs(one[i] - other[i]) > 40) differing += 1;
  return differing / (one.length / 4);
}"""
_EDGES = 0.02


def side_picture(browser: Browser, server: Served, side: str) -> str:
    """A moment of the clamshell for a working side, without what lies over the stage."""
    context, page = open_page(browser, DESK)
    sign_in(page, server, "therapist")

    def send(route: Route) -> None:
        route.continue_(url=route.request.url.replace("/right.json", f"/{side}.json"))

    page.route(re.compile("/figure/clamshell/right"), send)
    open_exercise(page, server, "clamshell", "?moment=0.4")
    page.evaluate("document.querySelectorAll('[data-figure-views], .foot').forEach(e => e.remove())")
    seen = base64.b64encode(picture(page)).decode()
    context.close()
    return seen


def test_the_left_side_is_the_mirror_image(drawing_browser: Browser, demonstration: Served) -> None:
    pictures = [side_picture(drawing_browser, demonstration, side) for side in ("right", "left")]
    context, page = open_page(drawing_browser, DESK)
    assert page.evaluate(_DIFFERING_SHARE, pictures) < _EDGES
    assert page.evaluate(_DIFFERING_SHARE, [pictures[0], pictures[0]]) > _EDGES
    context.close()


def chosen_figure(page: Page) -> bytes:
    """The figure of the account page, at rest."""
    stage = page.locator("[data-figure-look] [data-stage]")
    expect(stage).to_have_attribute("data-shown", "figure", timeout=_PATIENCE_MS)
    page.wait_for_timeout(600)
    return stage.screenshot()


def test_a_chosen_height_is_seen_at_once_and_kept(desk: Page, demonstration: Served) -> None:
    desk.goto(f"{demonstration.url}/account/")
    usual = chosen_figure(desk)
    height = desk.get_by_role("slider", name="Height")
    height.press("End")
    expect(desk.locator("[data-height-words]")).to_have_text("200 cm")
    assert chosen_figure(desk) != usual
    desk.reload()
    expect(desk.get_by_role("slider", name="Height")).to_have_value("200")
