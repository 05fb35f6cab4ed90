"""The tones that a reader chooses among in the browser are those of the palette."""

import re
from pathlib import Path

from hipwise.figure.palette import SKIN_TONES

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
