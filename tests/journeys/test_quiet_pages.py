"""Every page in a real browser: nothing complains, and nothing is asked of anybody else."""

import re

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.server import Served
from tests.journeys.visit import DESK, PHONE, open_page, sign_in

OPEN = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/join/no-such-secret/",
    "/none/",
]
PATIENT = [
    "/today/",
    "/session/",
    "/morning/",
    "/beside/",
    "/beside/walk/",
    "/progress/",
    "/plan/",
    "/plan/bridge/",
    "/handout/",
    "/help/",
    "/lessons/first-days/",
    "/intake/",
    "/account/",
    "/accounts/password/change/",
    "/accounts/email/",
    "/accounts/2fa/",
    "/accounts/logout/",
    "/clinic/",
]
CLINICIAN = [
    "/clinic/",
    "/clinic/patients/",
    "/clinic/library/",
    "/clinic/library/bridge/",
    "/clinic/clinic/",
    "/clinic/monitoring/",
    "/clinic/invite/",
    "/account/",
    "/today/",
]
_EXPECTED = {"/join/no-such-secret/": 410, "/none/": 404}
_INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*(?:src=|application/json))")
_SETTLE_MS = 250


def look_at(page: Page, server: Served, paths: list[str], forbidden: str = "") -> list[str]:
    """What is wrong on those pages, one line each."""
    wrong: list[str] = []
    here = ""
    page.on("pageerror", lambda error: wrong.append(f"{here}: {error}"))
    page.on(
        "console",
        lambda message: (
            wrong.append(f"{here}: {message.type} {message.text}")
            if message.type in ("error", "warning")
            and "the server responded with a status" not in message.text
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((f"{server.url}/", "data:", f"blob:{server.url}"))
            else wrong.append(f"{here}: asks {request.url}")
        ),
    )
    for here in paths:
        answer = page.goto(server.url + here)
        assert answer is not None
        expected = 403 if here == forbidden else _EXPECTED.get(here, 200)
        if answer.status != expected:
            wrong.append(f"{here}: answers {answer.status}")
        wrong += [f"{here}: inline {found}" for found in _INLINE.findall(answer.text())]
        page.wait_for_timeout(_SETTLE_MS)
    return wrong


@pytest.mark.slow
def test_the_way_in_is_quiet(chromium: Browser, demonstration: Served) -> None:
    context, page = open_page(chromium, PHONE)
    assert look_at(page, demonstration, OPEN) == []
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("who", ["patient1", "patient4"])
def test_a_patients_pages_are_quiet(who: str, chromium: Browser, demonstration: Served) -> None:
    context, page = open_page(chromium, PHONE)
    sign_in(page, demonstration, who)
    assert look_at(page, demonstration, PATIENT, forbidden="/clinic/") == []
    context.close()


@pytest.mark.slow
def test_a_clinicians_pages_are_quiet(chromium: Browser, demonstration: Served) -> None:
    context, page = open_page(chromium, DESK)
    sign_in(page, demonstration, "therapist")
    page.goto(f"{demonstration.url}/clinic/patients/")
    links = page.locator("a[href^='/clinic/patients/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    records = sorted({link for link in links if re.fullmatch(r"/clinic/patients/[0-9a-f-]{36}/", link)})
    assert records
    pages = [record + part for record in records[:2] for part in ("", "plan/", "intake/", "reads/")]
    assert look_at(page, demonstration, CLINICIAN + pages, forbidden="/today/") == []
    context.close()
