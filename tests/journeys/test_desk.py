"""A therapist's work at the desk, in a real browser: questions, plan, decisions, by mouse and by keyboard."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.server import served
from tests.journeys.test_accessibility import violations
from tests.journeys.visit import DESK, open_page, sign_in

from hipwise.plan.intake import RED_FLAGS

CHOSEN = {
    "sex": "female",
    "diagnosis": "clinician",
    "side": "left",
    "surgery": "no-surgery",
    "pain-site": "groin",
    "flare": "no",
    "thomas-left": "positive",
    "thomas-right": "negative",
    "abductor-strength-left": "weak",
    "abductor-strength-right": "normal",
}
WRITTEN = {
    "age": "31",
    "pain-at-rest": "1",
    "pain-worst": "3",
    "pain-pinch": "1",
    "weeks-in-programme": "0",
    "walk": "30",
    "minutes": "20",
}
TICKED = {
    "conditions": ["none"],
    "goals": ["walk-without-pain"],
    "equipment": ["mat", "chair", "pillow", "loop-band"],
    "days": ["mon", "tue", "wed", "thu", "fri", "sat"],
}


@pytest.fixture(scope="module")
def clinic(tmp_path_factory):
    """A demonstration of its own, because these people change it."""
    with served(Path(tmp_path_factory.mktemp("desk")), "--demo") as server:
        yield server


@pytest.fixture
def desk(chromium, clinic):
    context, page = open_page(chromium, DESK)
    sign_in(page, clinic, "therapist")
    yield page
    context.close()


def add_patient(page, clinic, name):
    """Make a record; returns its address."""
    page.goto(f"{clinic.url}/clinic/patients/")
    page.get_by_label("Name of a new patient").fill(name)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page.url


def answer_form(page, **changes):
    """Fill the form of questions; `changes` replace answers, with _ for -."""
    changes = {name.replace("_", "-"): value for name, value in changes.items()}
    chosen = dict.fromkeys(RED_FLAGS, "no") | CHOSEN
    for name, value in (chosen | {k: v for k, v in changes.items() if k in chosen}).items():
        page.locator(f"input[name='{name}'][value='{value}']").check(force=True)
    for name, values in TICKED.items():
        for value in values:
            page.locator(f"input[name='{name}'][value='{value}']").check(force=True)
    written = WRITTEN | {k: v for k, v in changes.items() if k not in chosen}
    for name, value in written.items():
        page.locator(f"input[name='{name}']").fill(value)


def send(page):
    page.get_by_role("button", name="Screen and propose a plan").click()
    page.wait_for_load_state()


def new_plan(page, clinic, name):
    """A new patient with a proposed plan, open in the editor; returns the record's address."""
    record = add_patient(page, clinic, name)
    page.goto(f"{record}intake/")
    answer_form(page)
    send(page)
    expect(page.locator("#plan-title")).to_contain_text("proposed")
    return record


def test_a_sentence_in_a_number_field_is_kept_and_mended(desk, clinic):
    record = add_patient(desk, clinic, "Sentence Sender")
    desk.goto(f"{record}intake/")
    answer_form(desk, pain_worst="four or so")
    send(desk)
    expect(desk.get_by_role("alert")).to_contain_text("1 answer to mend")
    expect(desk.locator("input[name='pain-worst']")).to_have_value("four or so")
    expect(desk.locator("input[name='age']")).to_have_value("31")
    desk.locator("input[name='pain-worst']").fill("4")
    send(desk)
    expect(desk.locator("#plan-title")).to_contain_text("proposed")


def test_questions_about_an_operation_appear_with_the_operation(desk, clinic):
    record = add_patient(desk, clinic, "Post Operative")
    desk.goto(f"{record}intake/")
    expect(desk.locator("input[name='surgery-date']")).to_be_hidden()
    desk.locator("input[name='surgery'][value='done']").check(force=True)
    expect(desk.locator("input[name='surgery-date']")).to_be_visible()


def test_a_dose_that_is_too_high_stops_signing_on_the_line_and_in_the_panel(desk, clinic):
    record = new_plan(desk, clinic, "High Dose")
    line = desk.locator("[data-line]").first
    sets = line.locator("input[name='sets']")
    before = sets.input_value()
    sets.fill("40")
    sets.press("Tab")
    expect(desk.locator(".lint.stop")).to_contain_text("stop")
    expect(desk.locator("[data-line]").first).to_have_class(re.compile("barred"))
    expect(desk.get_by_role("button", name="Sign plan")).to_be_disabled()
    expect(desk.locator("[data-announce]")).to_contain_text("signing")
    desk.locator("[data-line]").first.locator("input[name='sets']").fill(before)
    desk.locator("[data-line]").first.locator("input[name='sets']").press("Enter")
    expect(desk.locator(".lint.stop")).to_have_count(0)
    desk.locator("#sign-reason").fill("First plan")
    desk.get_by_role("button", name="Sign plan").click()
    expect(desk).to_have_url(record)
    expect(desk.get_by_role("status").first).to_contain_text("in force")


def test_a_refused_edit_says_why_and_changes_nothing(desk, clinic):
    new_plan(desk, clinic, "Refused Edit")
    sets = desk.locator("[data-line] input[name='sets']").first
    before = sets.input_value()
    sets.fill("many")
    sets.press("Tab")
    expect(desk.locator("#editor [role=alert]")).to_contain_text("Nothing was changed")
    expect(desk.locator("[data-line] input[name='sets']").first).to_have_value(before)


def test_the_keyboard_searches_adds_moves_and_keeps_its_place(desk, clinic):
    new_plan(desk, clinic, "Key Board")
    lines = desk.locator("[data-line]")
    count = lines.count()
    desk.locator("#plan-title").focus()
    desk.keyboard.press("/")
    expect(desk.locator("#shelf-search")).to_be_focused()
    wanted = desk.locator("#shelf li[data-badge=fits]:not([data-in=yes]) b").first.inner_text()
    desk.keyboard.type(wanted)
    desk.keyboard.press("Enter")
    expect(lines).to_have_count(count + 1)
    expect(desk.locator("#shelf-search")).to_be_focused()
    expect(desk.locator("#shelf-search")).to_have_value(wanted)
    expect(lines.last).to_contain_text(wanted)
    last = lines.last.locator("input[name='sets']")
    identity = last.get_attribute("id")
    last.focus()
    desk.keyboard.press("Alt+ArrowUp")
    expect(lines.nth(count - 1)).to_contain_text(wanted)
    expect(desk.locator(f"#{identity}")).to_be_focused()
    desk.get_by_role("button", name=f"Remove {wanted}", exact=True).click()
    expect(lines).to_have_count(count)


def test_unfolded_days_stay_unfolded_after_a_change(desk, clinic):
    new_plan(desk, clinic, "Day Changer")
    line = desk.locator("[data-line]").first
    line.locator("summary").click()
    box = line.locator("input[name=days]:checked").first
    identity = box.get_attribute("id")
    box.uncheck(force=True)
    expect(desk.locator(f"#{identity}")).not_to_be_checked()
    desk.wait_for_timeout(800)
    expect(desk.locator("[data-line]").first.locator("details")).to_have_attribute("open", "")
    expect(desk.locator(f"#{identity}")).not_to_be_checked()


def test_a_red_flag_leads_to_a_locked_record_without_a_plan(desk, clinic):
    record = add_patient(desk, clinic, "Clara Calf")
    desk.goto(f"{record}intake/")
    answer_form(desk, blood_clot="yes")
    send(desk)
    expect(desk.get_by_role("alert")).to_contain_text("Locked since")
    expect(desk.get_by_role("button", name="Accept")).to_have_count(0)
    desk.goto(f"{clinic.url}/clinic/")
    row = desk.locator("[data-need]", has_text="Clara Calf")
    expect(row).to_have_class(re.compile("now"))
    expect(row.locator("[data-snooze], [data-accept]")).to_have_count(0)


def test_an_unconfirmed_diagnosis_says_why_there_is_no_plan(desk, clinic):
    record = add_patient(desk, clinic, "No Diagnosis")
    desk.goto(f"{record}intake/")
    answer_form(desk, diagnosis="self")
    send(desk)
    expect(desk).to_have_url(record)
    expect(desk.locator("main")).to_contain_text("No plan")


def test_an_acceptance_is_undone_from_its_message(desk, clinic):
    desk.goto(f"{clinic.url}/clinic/patients/")
    desk.get_by_role("link", name="Demo patient 1", exact=True).click()
    card = desk.locator(".waits.decision").first
    said = card.get_by_role("list").inner_text()
    card.get_by_role("button", name="Accept").click()
    expect(desk.get_by_role("status").first).to_contain_text("Accepted")
    expect(desk.get_by_text(said, exact=True)).to_have_count(0)
    desk.get_by_role("button", name="Undo").click()
    expect(desk.get_by_role("status").first).to_contain_text("Taken back")
    assert desk.locator(".waits.decision").first.get_by_role("list").inner_text() == said


def test_the_inbox_is_walked_by_keys(desk, clinic):
    desk.goto(f"{clinic.url}/clinic/")
    rows = desk.locator("[data-need]")
    desk.keyboard.press("j")
    expect(rows.nth(0)).to_have_class(re.compile("chosen"))
    desk.keyboard.press("j")
    expect(rows.nth(1)).to_have_class(re.compile("chosen"))
    expect(rows.nth(1).locator("[data-more]")).to_have_attribute("aria-expanded", "true")
    desk.keyboard.press("k")
    expect(rows.nth(0).locator("[data-open]")).to_be_focused()
    name = rows.nth(0).locator("[data-open]").inner_text()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text(name)


def test_arrow_keys_read_one_day_of_the_axis(desk, clinic):
    desk.goto(f"{clinic.url}/clinic/patients/")
    desk.get_by_role("link", name="Demo patient 1", exact=True).click()
    axis = desk.get_by_role("slider", name="Day on the time axis")
    axis.focus()
    desk.keyboard.press("ArrowLeft")
    expect(axis).to_have_attribute("aria-valuetext", re.compile("next morning .* worst in exercise"))
    expect(desk.locator(".day-line")).to_have_count(1)


def test_a_note_stays_and_a_lock_opens_only_with_a_finding(desk, clinic):
    desk.goto(f"{clinic.url}/clinic/patients/")
    desk.get_by_role("link", name="Demo patient 4").click()
    desk.get_by_placeholder("Write a note").fill("Called at noon.")
    desk.get_by_role("button", name="Keep note").click()
    expect(desk.locator(".note").first).to_contain_text("Called at noon.")
    desk.get_by_role("button", name="Unlock").click()
    expect(desk.locator(".notice.locked")).to_have_count(1)
    desk.locator("#unlock-note").fill("Seen by a doctor, no clot.")
    desk.get_by_role("button", name="Unlock").click()
    expect(desk.locator(".notice.locked")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_violation_in_the_states_that_are_rare(chromium, clinic, theme):
    context, page = open_page(chromium, DESK, color_scheme=theme)
    sign_in(page, clinic, "therapist")
    record = add_patient(page, clinic, f"Rare State {theme}")
    found = violations(page)
    page.goto(f"{record}plan/")
    found += violations(page)
    page.goto(f"{record}intake/")
    answer_form(page, pain_worst="four or so", blood_clot="yes")
    send(page)
    found += violations(page)
    page.goto(record)
    found += violations(page)
    page.goto(f"{record}reads/")
    found += violations(page)
    context.close()
    assert found == []


def test_an_operation_three_weeks_ago_gives_a_plan_for_that_week(desk, clinic):
    record = add_patient(desk, clinic, "Oper Ated")
    desk.goto(f"{record}intake/")
    answer_form(desk, surgery="done")
    day = datetime.now(UTC).date() - timedelta(weeks=3)
    desk.locator("input[name='surgery-date']").fill(day.isoformat())
    desk.locator("input[name='surgery-procedures']").first.check(force=True)
    send(desk)
    said = desk.locator("main").inner_text()
    assert desk.locator("[data-line]").count() or "plan" in said.lower(), said
    desk.goto(record)
    expect(desk.locator("main")).to_contain_text("week")
