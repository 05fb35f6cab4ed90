"""A therapist's and a patient's first day, from an empty clinic to a logged session."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.server import served
from tests.journeys.visit import DESK, PHONE, open_page

from hipwise.plan.intake import DAYS

PASSWORD = "a-long-invented-pass-phrase"
MOST_QUESTIONS = 80
# Answers by the last part of the question's address; every other question is answered by ANSWERS_BY_KIND.
ANSWERS = {
    "age": "31",
    "diagnosis": "clinician",
    "side": "left",
    "surgery": "no-surgery",
    "pain-at-rest": "1",
    "pain-worst": "3",
    "pain-pinch": "1",
    "minutes": "20",
}
MANY = {
    "conditions": ["none"],
    "equipment": ["mat", "chair", "loop-band"],
    "goals": ["walk-without-pain"],
}


def wanted(slug: str) -> list[str]:
    """What is ticked where several answers are allowed; the days begin with today, also after midnight."""
    if slug == "days":
        return [DAYS[(datetime.now(UTC).weekday() + ahead) % 7] for ahead in (0, 2, 4)]
    return MANY.get(slug, [])


def new_clinic(data: Path) -> str:
    """Make a clinic from the command line; returns the path of the link for its first admin."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("hipwise")), "clinic", "Test clinic", "--json"],
        env={**os.environ, "HIPWISE_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return re.sub(r"^https?://[^/]+", "", json.loads(done.stdout)["link"])


def sign_up(page, url, name, email):
    """Open an invitation and make the account it leads to."""
    page.goto(url)
    page.get_by_role("button", name="Go on").click()
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password1]").fill(PASSWORD)
    page.get_by_role("button", name="Make an account").click()
    page.wait_for_load_state()
    if page.get_by_role("button", name=re.compile("^Join as")).count():
        page.get_by_role("button", name=re.compile("^Join as")).click()


def answer_question(page):
    """Answer the question that is open, by the keyboard's own controls, and go on."""
    slug = page.url.rstrip("/").rsplit("/", 1)[-1]
    many = wanted(slug)
    for value in many:
        page.locator(f"input[name=answer][value={value}]").check(force=True)
    if not many:
        fields = page.locator("main form input[name^=answer], main form select[name^=answer]")
        kind = fields.first.get_attribute("type") if fields.count() else None
        if kind == "radio":
            value = ANSWERS.get(slug, "no")
            field = page.locator(f"input[name=answer][value='{value}']")
            if field.count():
                field.check(force=True)
        elif slug in ANSWERS:
            fields.first.fill(ANSWERS[slug])
    page.locator("main form footer button").first.click()
    page.wait_for_load_state()


def answer_all(page, url):
    """Walk the intake to its end; each question is one page."""
    page.goto(f"{url}/intake/")
    for _ in range(MOST_QUESTIONS):
        if page.url.endswith("/intake/done/"):
            return
        before = page.url
        answer_question(page)
        assert page.url != before, f"{before}: {page.locator('main').inner_text()[:300]}"
    raise AssertionError(f"more than {MOST_QUESTIONS} questions, last {page.url}")


def do_first_set(page, url):
    """Start the session and let the first set pass by tempo; the test turns the clock."""
    page.clock.install()
    page.goto(f"{url}/session/")
    page.locator("[data-ring]").click()
    expect(page.locator("[data-right-label]")).to_have_text("Now")
    for _ in range(100):
        page.clock.run_for(5_000)
        page.wait_for_timeout(20)
        if (
            page.locator("[data-right]").inner_text() == "Rest"
            or page.locator("[data-ask-sheet]").is_visible()
        ):
            return
    raise AssertionError("the first set never ended")


@pytest.mark.slow
def test_the_first_day_of_a_therapist_and_a_patient(chromium, tmp_path):
    link = new_clinic(tmp_path)
    with served(tmp_path) as server:
        desk_context, desk = open_page(chromium, DESK)
        sign_up(desk, server.url + link, "Thea Therapist", "thea@clinic.example")
        desk.goto(f"{server.url}/clinic/patients/")
        desk.get_by_label("Name of a new patient").fill("Pat Patient")
        desk.get_by_role("button", name="Add").click()
        expect(desk.get_by_role("heading", level=1)).to_have_text("Pat Patient")
        record = desk.url
        desk.get_by_role("button", name="Invite").click()
        invitation = re.sub(r"^https?://[^/]+", "", desk.locator(".invite-link code").inner_text())

        phone_context, phone = open_page(chromium, PHONE)
        sign_up(phone, server.url + invitation, "Pat Patient", "pat@home.example")
        answer_all(phone, server.url)
        phone.goto(f"{server.url}/today/")
        assert phone.locator("a[href='/session/']").count() == 0, "nothing may be started before a signature"

        desk.goto(f"{record}plan/")
        lines = desk.locator("[data-line]").count()
        assert 2 <= lines <= 6
        desk.locator("#sign-reason").fill("First plan")
        desk.get_by_role("button", name="Sign plan").click()
        desk.wait_for_load_state()

        phone.goto(f"{server.url}/today/")
        phone.locator("a[href='/session/']").wait_for()
        phone.get_by_role("radiogroup", name="Hip pain this morning").get_by_text("2", exact=True).click()
        do_first_set(phone, server.url)
        phone.clock.run_for(5_000)
        phone.wait_for_timeout(500)
        done = {
            i["exercise"]: i["sets_done"]
            for i in phone.request.get(f"{server.url}/api/today").json()["items"]
        }
        assert sum(done.values()) == 1

        desk.goto(record)
        expect(desk.get_by_role("heading", name="Last session")).to_be_visible()
        phone_context.close()
        desk_context.close()
