"""The colours of the figure; those that a reader chooses among in the browser are the palette's."""

import re
from pathlib import Path

import pytest

from hipwise.figure.palette import DEFAULT_SKIN_TONE, SKIN_TONES, skin_tone

ROOT = Path(__file__).parents[2]
TONE = re.compile(r'\{ name: "([^"]+)", skin: "(#\w{6})", hair: "(#\w{6})" \}')


def test_the_viewer_has_the_tones_of_the_palette() -> None:
    found = TONE.findall((ROOT / "frontend/src/figure/look.ts").read_text("utf-8"))
    assert found == [(tone.words, tone.skin, tone.hair) for tone in SKIN_TONES]


def test_the_page_offers_the_tones_of_the_palette() -> None:
    style = (ROOT / "src/hipwise/clinic/static/css/figure.css").read_text("utf-8")
    assert re.findall(r"--tone: (#\w{6})", style) == [tone.skin for tone in SKIN_TONES]
    page = (ROOT / "src/hipwise/clinic/templates/figure/look.html").read_text("utf-8")
    assert ",".join(tone.words for tone in SKIN_TONES) in page


def test_every_tone_is_a_pair_of_colours():
    for tone in SKIN_TONES:
        assert re.fullmatch("#[0-9a-f]{6}", tone.skin)
        assert re.fullmatch("#[0-9a-f]{6}", tone.hair)


def test_tones_run_from_light_to_dark():
    light = [sum(int(tone.skin[i : i + 2], 16) for i in (1, 3, 5)) for tone in SKIN_TONES]
    assert light == sorted(light, reverse=True)


def test_the_default_tone_exists():
    assert skin_tone(DEFAULT_SKIN_TONE).id == DEFAULT_SKIN_TONE


def test_an_unknown_tone_is_refused():
    with pytest.raises(KeyError):
        skin_tone("tone-0")
