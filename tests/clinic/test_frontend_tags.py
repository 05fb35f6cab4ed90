"""Template tags over what the front-end build made."""

import json
import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from hipwise.clinic.templatetags import frontend
from hipwise.clinic.templatetags.frontend import figure_palette
from hipwise.figure.palette import DEFAULT_SKIN_TONE, skin_tone

MANIFEST = {
    "src/page.ts": {
        "file": "assets/page-aaaaaaaa.js",
        "name": "page",
        "isEntry": True,
        "imports": ["_queue.js"],
    },
    "_queue.js": {"file": "assets/queue-bbbbbbbb.js", "name": "queue", "imports": ["_part.js"]},
    "_part.js": {"file": "assets/part-cccccccc.js", "name": "part"},
    "css/hipwise.css": {"file": "assets/hipwise-dddddddd.css", "name": "hipwise", "isEntry": True},
    "icons.svg": {"file": "assets/icons-eeeeeeee.svg", "src": "icons.svg"},
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build's folder with a manifest."""
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    monkeypatch.setattr(frontend, "BUILT", tmp_path)
    return tmp_path


def render(text: str, **context: object) -> str:
    return Template("{% load frontend %}" + text).render(Context(context))


@pytest.mark.usefixtures("built")
def test_a_plain_name_leads_to_the_hashed_file() -> None:
    assert render("{% asset 'hipwise.css' %}") == "/static/built/assets/hipwise-dddddddd.css"


@pytest.mark.usefixtures("built")
def test_an_icon_lies_in_the_built_sprite() -> None:
    assert render("{% icon_address 'play' %}") == "/static/built/assets/icons-eeeeeeee.svg#play"


@pytest.mark.usefixtures("built")
def test_a_script_brings_preloads_of_all_it_imports() -> None:
    assert render("{% script 'page' %}") == (
        '<link rel="modulepreload" href="/static/built/assets/queue-bbbbbbbb.js">'
        '<link rel="modulepreload" href="/static/built/assets/part-cccccccc.js">'
        '<script type="module" src="/static/built/assets/page-aaaaaaaa.js"></script>'
    )


def test_without_a_build_the_source_style_sheet_is_served_and_no_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontend, "BUILT", tmp_path)
    assert render("{% asset 'hipwise.css' %}").startswith("/static/css/hipwise.css")
    assert render("{% script 'page' %}") == ""


@pytest.mark.parametrize(
    ("cookie", "attribute"),
    [("dark", ' data-theme="dark"'), ("light", ' data-theme="light"'), ("", ""), ('"><script>', "")],
)
def test_only_a_known_theme_is_written_into_the_page(cookie: str, attribute: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = cookie
    assert render("{% theme %}", request=request) == attribute


def test_only_numbers_that_a_patient_compares_are_told() -> None:
    assert frontend.told_facts([("Limit", "3"), ("Value", "5")]) == [
        ("What you told us", "5"),
        ("The limit", "3"),
    ]
    assert frontend.told_facts([("Sessions", "2")]) == []


def test_the_page_states_the_palette_of_the_figure() -> None:
    stated = json.loads(figure_palette())
    assert stated["skin"] == skin_tone(DEFAULT_SKIN_TONE).skin
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in stated.values())
