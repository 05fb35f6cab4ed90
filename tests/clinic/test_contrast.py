"""Each pair of colours that stands together is told apart, in light and in dark.

The colours are read from the style sheet, not repeated here.
"""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "src/hipwise/clinic/static/css/tokens.css"
PAIR = re.compile(r"--([a-z0-9]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)", re.IGNORECASE)

# WCAG 2.2: 1.4.3 for text, 1.4.11 for the parts of controls and drawings that carry meaning.
TEXT_AT_LEAST = 4.5
MARK_AT_LEAST = 3.0

TEXT = [
    *[("ink", ground) for ground in ("paper", "surface", "sunken", "key", "soft", "stops", "cares", "greys")],
    *[("ink", ground) for ground in ("bandok", "bandmid", "bandhi")],
    *[("ink2", ground) for ground in ("paper", "surface", "sunken", "key", "soft", "bandok")],
    *[("accent", ground) for ground in ("paper", "surface", "sunken", "soft", "key", "bandok")],
    *[("stop", ground) for ground in ("paper", "surface", "stops", "bandhi")],
    *[("care", ground) for ground in ("paper", "surface", "cares", "bandmid")],
    *[("grey", ground) for ground in ("surface", "greys")],
    ("on", "accent"),
    ("lensink", "lens"),
    ("near", "lens"),
    ("paper", "ink"),
    ("paper", "stop"),
    ("surface", "stop"),
]
MARKS = [
    *[("edge", ground) for ground in ("paper", "surface")],
    *[("accent", ground) for ground in ("paper", "surface", "soft", "line", "tile", "stage1", "stage2")],
    *[("ink", ground) for ground in ("paper", "surface", "bandok", "bandmid", "bandhi", "stage1", "stage2")],
    *[("stop", ground) for ground in ("surface", "stops", "paper")],
    ("care", "cares"),
    ("grey", "greys"),
    ("surface", "accent"),
    ("near", "lens"),
    ("far", "lens"),
    ("lensedge", "lens"),
]
# The dark tile keeps its pale ground for line art; nothing of the dark theme is drawn on it.
NOT_IN_DARK = {("accent", "tile")}


def colours(theme: str) -> dict[str, str]:
    """The tokens of a theme by name."""
    place = {"light": 1, "dark": 2}[theme]
    return {match[0]: match[place] for match in PAIR.findall(TOKENS.read_text("utf-8"))}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, definition)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, definition)."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_names() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_is_read_on_its_ground(theme: str, ink: str, ground: str) -> None:
    known = colours(theme)
    assert contrast(known[ink], known[ground]) >= TEXT_AT_LEAST


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_a_mark_is_seen_on_its_ground(theme: str, mark: str, ground: str) -> None:
    if theme == "dark" and (mark, ground) in NOT_IN_DARK:
        pytest.skip("the dark tile is a pale ground for line art only")
    known = colours(theme)
    assert contrast(known[mark], known[ground]) >= MARK_AT_LEAST


def test_every_colour_token_is_in_a_pair() -> None:
    paired = {name for pair in (*TEXT, *MARKS) for name in pair}
    assert set() == set(colours("light")) - paired


def test_no_colour_is_typed_outside_the_tokens() -> None:
    allowed = {"tokens.css", "body_map.css", "print.css", "form.css"}
    typed = {
        file.name
        for file in TOKENS.parent.glob("*.css")
        if file.name not in allowed and re.search(r"#[0-9a-f]{3,6}\b", file.read_text("utf-8"), re.IGNORECASE)
    }
    assert set() == typed
