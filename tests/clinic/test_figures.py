"""Drawings by address."""

import gzip
import json
from typing import Any

import pytest

from hipwise.clinic.care.figure_address import figure_urls
from hipwise.library.side import Side


@pytest.mark.parametrize("moment", ["start", "end", "both", "views", "thumb"])
@pytest.mark.parametrize("side", ["left", "right", "both"])
def test_a_still_is_an_svg(moment: str, side: str, browser: Any) -> None:
    answer = browser(None).get(f"/figure/bridge/{side}/{moment}.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


def test_a_clip_is_rotations_as_json(browser: Any) -> None:
    clip = json.loads(browser(None).get("/figure/bridge/left.json?range=0.8").content)
    assert (clip["exercise"], clip["side"]) == ("bridge", "left")
    assert clip["bones"]["femur_l"]


def test_a_browser_that_can_gets_it_compressed(browser: Any) -> None:
    answer = browser(None).get("/figure/bridge/left.json", headers={"Accept-Encoding": "gzip, br"})
    assert answer["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content))["bones"]


def test_a_drawing_that_the_browser_has_is_not_sent_again(browser: Any) -> None:
    client = browser(None)
    tag = client.get("/figure/bridge/left/end.svg")["ETag"]
    again = client.get("/figure/bridge/left/end.svg", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_drawing_may_be_kept_and_names_no_person(browser: Any) -> None:
    answer = browser(None).get("/figure/bridge/left/end.svg")
    assert "max-age=604800" in answer["Cache-Control"]
    assert "Set-Cookie" not in answer


def test_a_smaller_range_is_another_clip(browser: Any) -> None:
    client = browser(None)
    full, half = (client.get(f"/figure/bridge/left.json?range={r}").content for r in ("1", "0.6"))
    assert full != half


@pytest.mark.parametrize(("asked", "drawn"), [("1", "1"), ("0.99", "0.75"), ("0.75", "0.75"), ("0.1", "0.4")])
def test_a_still_never_shows_more_than_is_permitted(asked: str, drawn: str, browser: Any) -> None:
    client = browser(None)
    address = "/figure/straight-leg-raise/left/end.svg?range="
    assert client.get(address + asked).content == client.get(address + drawn).content


def test_a_skin_tone_changes_the_still(browser: Any) -> None:
    client = browser(None)
    usual, dark = (client.get(f"/figure/bridge/left/end.svg?tone={t}").content for t in ("tone-2", "tone-6"))
    assert usual == client.get("/figure/bridge/left/end.svg").content
    assert usual != dark


@pytest.mark.parametrize(
    "path",
    [
        "/figure/handstand/left/end.svg",
        "/figure/bridge/up/end.svg",
        "/figure/bridge/left/middle.svg",
        "/figure/bridge/left/end.svg?range=2",
        "/figure/bridge/left/end.svg?tone=tone-9",
        "/figure/handstand/left.json",
        "/figure/bridge/left.json?range=0",
        "/figure/bridge/left.json?range=2",
        "/figure/bridge/left.json?range=wide",
        "/figure/bridge/left.json?range=nan",
        "/figure/bridge/left.json?fault=BREATH_HOLD",
    ],
)
def test_a_drawing_that_does_not_exist_is_missing(path: str, browser: Any, db: None) -> None:
    assert browser(None).get(path).status_code == 404


def test_both_sides_one_after_the_other_have_a_clip_each() -> None:
    urls = figure_urls("clamshell", (Side.LEFT, Side.RIGHT), 0.8)
    assert list(urls["clip"]) == ["left", "right"]
    assert "range=0.8" in urls["clip"]["left"]


def test_a_fault_is_another_clip_and_says_where_to_look(browser: Any) -> None:
    client = browser(None)
    right = json.loads(client.get("/figure/single-leg-stance/left.json").content)
    wrong = json.loads(client.get("/figure/single-leg-stance/left.json?fault=PELVIC_DROP").content)
    assert (right["fault"], wrong["fault"]) == (None, "PELVIC_DROP")
    assert wrong["mark"]["bone"] == "pelvis"
    assert wrong["bones"] != right["bones"]
