"""The plan editor in a real browser: mend, take back, suppose, template, drawers, keys."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.server import served
from tests.journeys.test_accessibility import violations
from tests.journeys.test_desk import new_plan
from tests.journeys.visit import DESK, PHONE, open_page, sign_in


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A demonstration of its own, because these people change it."""
    with served(Path(tmp_path_factory.mktemp("editor")), "--demo") as server:
        yield server


@pytest.fixture
def desk(chromium, clinic):
    context, page = open_page(chromium, DESK)
    sign_in(page, clinic, "therapist")
    yield page
    context.close()


def type_sets(page, count):
    """Type the sets of the first line and leave the field."""
    field = page.locator("[data-line] input[name=sets]").first
    field.fill(str(count))
    field.press("Tab")


def test_a_red_item_stops_signing_until_its_mend_is_pressed(desk, clinic):
    new_plan(desk, clinic, "Ann Lee")
    type_sets(desk, 9)
    expect(desk.locator(".lint.stop h3")).to_contain_text("1 thing stops signing")
    expect(desk.locator("#sign")).to_be_disabled()
    expect(desk.locator("[data-announce]")).to_contain_text("over the range")
    desk.locator(".lint.stop").get_by_role("button", name="Use").click()
    expect(desk.locator(".lint.stop")).to_have_count(0)
    expect(desk.locator("#sign")).to_be_enabled()


def test_keys_take_an_edit_back_and_make_it_again(desk, clinic):
    new_plan(desk, clinic, "Un Done")
    before = desk.locator("[data-line] input[name=sets]").first.input_value()
    type_sets(desk, 9)
    expect(desk.locator("#undo")).to_be_enabled()
    desk.locator("#plan-title").focus()
    desk.keyboard.press("Control+z")
    expect(desk.locator("[data-line] input[name=sets]").first).to_have_value(before)
    desk.keyboard.press("Control+y")
    expect(desk.locator("[data-line] input[name=sets]").first).to_have_value("9")


def test_a_supposed_limit_changes_badges_and_the_way_back_restores_them(desk, clinic):
    new_plan(desk, clinic, "What If")
    fitting = desk.locator("#shelf li[data-badge=fits]").count()
    desk.locator("#plan-title").focus()
    desk.keyboard.press("w")
    expect(desk.locator("#if-flexion")).to_be_focused()
    desk.keyboard.type("40")
    desk.keyboard.press("Tab")
    expect(desk.locator(".what-if-notice")).to_contain_text("Nothing is saved")
    assert desk.locator("#shelf li[data-badge=fits]").count() < fitting
    expect(desk.locator("[data-line] input[name=sets]").first).to_be_disabled()
    desk.get_by_role("link", name="Back to this hip").click()
    expect(desk.locator(".what-if-notice")).to_have_count(0)
    expect(desk.locator("#shelf li[data-badge=fits]")).to_have_count(fitting)


def test_a_template_says_what_it_left_out(desk, clinic):
    new_plan(desk, clinic, "Tem Plate")
    desk.locator("#templates summary").click()
    desk.get_by_role("button", name="Use Return to running, strength").click()
    expect(desk.locator(".left-out-notes")).to_contain_text("Single-leg squat")
    expect(desk.locator(".lint.stop")).to_have_count(0)


def test_the_library_is_narrowed_and_stays_so_after_an_edit(desk, clinic):
    new_plan(desk, clinic, "Nar Row")
    desk.locator("#shelf-all").click()
    desk.locator("#shelf-more summary").click()
    desk.locator("#filter-group").select_option("balance")
    shown = desk.locator("#shelf li:visible").count()
    assert 0 < shown < 28
    type_sets(desk, 3)
    desk.wait_for_timeout(800)
    assert desk.locator("#shelf li:visible").count() == shown


def test_a_goal_is_named_and_survives_an_edit(desk, clinic):
    new_plan(desk, clinic, "Go Al")
    desk.locator("#goal-add summary").click()
    desk.locator("#goal-words").fill("Tie my shoes without pain")
    desk.get_by_role("button", name="Keep goal").click()
    expect(desk.locator(".goals")).to_contain_text("Tie my shoes without pain")
    type_sets(desk, 9)
    expect(desk.locator(".lint.stop")).to_have_count(1)
    expect(desk.locator(".goals")).to_contain_text("Tie my shoes without pain")


def test_on_a_phone_library_and_checks_are_drawers(chromium, clinic):
    context, page = open_page(chromium, PHONE)
    sign_in(page, clinic, "therapist")
    new_plan(page, clinic, "Draw Er")
    expect(page.locator("#drawer-checks")).not_to_be_visible()
    page.locator("#open-checks").click()
    expect(page.locator("#drawer-checks")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#open-checks")).to_be_focused()
    page.locator("#open-shelf").click()
    expect(page.locator("#shelf-search")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_violation_with_findings_and_under_a_supposition(chromium, clinic, theme):
    context, page = open_page(chromium, DESK, color_scheme=theme)
    sign_in(page, clinic, "therapist")
    new_plan(page, clinic, f"Axe {theme}")
    type_sets(page, 9)
    expect(page.locator(".lint.stop")).to_have_count(1)
    for summary in page.locator("#editor summary").all():
        if summary.is_visible():
            summary.click()
    found = violations(page)
    page.goto(f"{page.url}?flexion=40")
    found += violations(page)
    context.close()
    assert found == []
