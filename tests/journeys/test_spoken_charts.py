"""What a screen reader finds of the charts: Chromium's own accessibility tree, read as it would be spoken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.server import Served
from tests.journeys.visit import DESK, PHONE, open_as

_SETTLE_MS = 300
_RECORD = re.compile(r"/clinic/patients/[0-9a-f-]{36}/$")
# A scale or a mark that stands alone says nothing: "0", "?", "aim".
_OUT_OF_PLACE = ("?", "aim", "stop", "hold or easier")


@dataclass(frozen=True, slots=True)
class Image:
    """One image as it is spoken: its name, what is said after it, and what is read inside it."""

    name: str
    description: str
    inside: tuple[str, ...]


def images(page: Page) -> list[Image]:
    """Every image of the page that a screen reader stops at, in reading order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    found = [node for node in nodes if not node["ignored"] and _said(node, "role") in ("image", "img")]
    return [
        Image(_said(node, "name"), _said(node, "description"), tuple(_inside(node, by_id))) for node in found
    ]


def _said(node: dict[str, Any], what: str) -> str:
    return str(node.get(what, {}).get("value", ""))


def _inside(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    for key in node.get("childIds", ()):
        child = by_id.get(key)
        if child is not None:
            if not child["ignored"] and _said(child, "name"):
                yield _said(child, "name")
            yield from _inside(child, by_id)


def charts(page: Page, url: str) -> list[Image]:
    """The charts of a page; each drawing with the class is one image with a name of its own."""
    page.goto(url)
    page.wait_for_timeout(_SETTLE_MS)
    count = page.locator("svg.chart[role=img]").count()
    named = page.locator("svg.chart[role=img]").evaluate_all(
        "all => all.map(one => one.getAttribute('aria-label') ?? (one.getAttribute('aria-labelledby') ?? '')"
        ".split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' '))"
    )
    spoken = [image for image in images(page) if image.name in named]
    assert len(spoken) == count, f"{url}: {count} charts are drawn, {len(spoken)} are spoken"
    return spoken


def wrong_with(image: Image) -> list[str]:
    """What would confuse somebody who hears it."""
    wrong = [f"reads inside: {text}" for text in image.inside]
    if image.description:
        wrong.append(f"says again: {image.description}")
    if any(part.strip() in _OUT_OF_PLACE for part in image.name.split(".")):
        wrong.append(f"a mark out of place: {image.name}")
    if re.search(r"\b1 (mornings|days|weeks|people)\b", image.name):
        wrong.append(f"one of several: {image.name}")
    return wrong


@pytest.mark.slow
def test_the_patients_charts_are_spoken_as_sentences(chromium: Browser, demonstration: Served) -> None:
    context, page = open_as(chromium, demonstration, "patient1@", PHONE)
    spoken = charts(page, f"{demonstration.url}/progress/")
    assert [wrong for image in spoken for wrong in wrong_with(image)] == []
    (pain,) = [image.name for image in spoken if image.name.startswith("Pain and")]
    assert re.match(r"Pain and .+ dose, \d+ \w+ to \d+ \w+\. Morning pain was \d", pain)
    assert re.search(r"(Done|Planned) on \d+ days?", pain)
    context.close()


@pytest.mark.slow
def test_the_therapists_charts_are_spoken_as_sentences(chromium: Browser, demonstration: Served) -> None:
    context, page = open_as(chromium, demonstration, "therapist@", DESK)
    page.goto(f"{demonstration.url}/clinic/patients/")
    links = page.locator("#patient-rows a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    records = [link for link in links if _RECORD.search(link)]
    assert records
    paths = ["/clinic/", "/clinic/clinic/", *records[:3], f"{records[0]}letter/report/"]
    spoken = {path: charts(page, demonstration.url + path) for path in paths}
    assert [
        f"{at}: {each}" for at, found in spoken.items() for image in found for each in wrong_with(image)
    ] == []
    (line,) = [image.name for image in spoken[records[0]] if image.name.startswith("Everything on one")]
    for track in ("Morning pain", "Days: ", "of sets"):
        assert track in line
    caseload = spoken["/clinic/clinic/"][0].name
    assert caseload.startswith("Caseload. ")
    assert "nobody" in caseload or "people" in caseload
    context.close()


@pytest.mark.slow
def test_the_time_line_says_its_days_and_describes_itself(chromium: Browser, demonstration: Served) -> None:
    context, page = open_as(chromium, demonstration, "therapist@", DESK)
    page.goto(f"{demonstration.url}/clinic/patients/")
    page.locator("#patient-rows a").first.click()
    slider = page.get_by_role("slider", name="Day on the time axis")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert re.match(r"\d+ \w+", slider.get_attribute("aria-valuetext") or "")
    described = (slider.get_attribute("aria-describedby") or "").split()
    told = [page.locator(f"#{key}").text_content() or "" for key in described]
    assert [bool(each) for each in told] == [True, True]
    context.close()
