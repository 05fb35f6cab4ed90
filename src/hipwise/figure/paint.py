"""How the layers of a drawing are painted: fill, line and dash by the name of the layer.

Tones differ in lightness, not in hue alone, so that a drawing copied in grey still tells its parts apart.
"""

import re
from functools import cache

from hipwise.figure import palette

INK = "#22343c"
_EDGE = "#6b7a82"
_ACCENT = "#0b686e"
_PAPER = "#ffffff"
# Flat paint has no light on it: it is mixed with this share of white to look as the lit figure does.
_WHITE_IN_SKIN, _WHITE_IN_SHIRT, _WHITE_IN_SHORTS = 0.28, 0.36, 0.16
# Face and shaded side of what props are made of.
_MATERIALS = {
    "mat": ("#b9d5d5", "#8fb4b6"),
    "foam": ("#d3e1e3", "#aec3c7"),
    "cloth": ("#f1ece1", "#d3cbba"),
    "wood": ("#e2cfaf", "#bfa680"),
    "rubber": ("#8fb4b6", "#6b959a"),
    "dark-rubber": ("#75858e", "#56656e"),
    "vinyl": ("#cbdbe2", "#a3bac5"),
    "webbing": ("#8b98a0", "#6b7982"),
    "wall": ("#edf0ef", "#dfe5e4"),
}
_WORKING, _STEADY = palette.MUSCLE_WORKING, palette.MUSCLE_STEADY
_STRETCHED = "#eeb243"
_ROUND = 'stroke-linejoin="round" stroke-linecap="round"'
_HALO = f'stroke="{_PAPER}" paint-order="stroke" stroke-linejoin="round" fill-rule="evenodd"'
_DOTS = f'stroke="{_STEADY}" stroke-dasharray="0 17" stroke-linecap="round"'


def _line(width: float, colour: str = INK, more: str = "") -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{width:g}" {_ROUND}{more}'


def _tint(colour: str, opacity: float) -> str:
    return f'fill="{colour}" fill-opacity="{opacity:g}" fill-rule="evenodd"'


# A picture this wide, millimetres, is drawn in lines of weight 1; wider ones are shown smaller on the same
# paper, so their lines are heavier.
_USUAL_WIDTH = 1350
_HEAVIEST = 1.4


def weight_of(width: int) -> float:
    """How heavy lines are in a picture `width` millimetres wide: 1 to 1.4."""
    return round(min(_HEAVIEST, max(1.0, width / _USUAL_WIDTH)), 2)


# Line widths and dashes in millimetres of the picture.
_LINES = {
    "outline": _line(10),
    "inner": _line(6.5),
    "hem": _line(4, more=' stroke-opacity=".75"'),
    "prop-outline": _line(6),
    # In a small picture lines are as thick as in a large one.
    "outline-bold": _line(22),
    "inner-bold": _line(14),
    "prop-outline-bold": _line(13),
    "edge": _line(4, more=' stroke-opacity=".7"'),
    "ghost": _line(6, _EDGE, ' stroke-dasharray="22 20"'),
    "shadow": _tint(INK, 0.13),
    "shade": _tint(INK, 0.16),
    "working": f'fill="{_WORKING}" stroke-width="7" {_HALO}',
    "working-pale": _tint(_WORKING, 0.35),
    "working-marks": _line(3.5, "#f6c8be"),
    "stretched": f'fill="{_STRETCHED}" stroke-width="7" {_HALO}',
    "stretched-pale": _tint(_STRETCHED, 0.4),
    "stretched-marks": _line(4.5),
    "steady": f'fill="{_PAPER}" fill-opacity=".3" stroke-width="9" {_DOTS}',
    "steady-pale": f'fill="none" stroke-width="6" {_DOTS}',
    "arrow": f'fill="{_ACCENT}" stroke-width="9" {_HALO}',
}


@cache
def paint_table(tone: str, weight: float = 1.0) -> dict[str, str]:
    """SVG attributes by layer, with line widths times `weight`.

    Raises KeyError for a skin tone that the palette does not have.
    """
    skin = palette.skin_tone(tone)
    fills = {
        "skin": mixed_with_white(skin.skin, _WHITE_IN_SKIN),
        "hair": skin.hair,
        "shirt": mixed_with_white(palette.SHIRT, _WHITE_IN_SHIRT),
        "shorts": mixed_with_white(palette.SHORTS, _WHITE_IN_SHORTS),
    }
    for material, (face, shaded) in _MATERIALS.items():
        fills[material], fills[f"{material}-shade"] = face, shaded
    areas = {name: f'fill="{colour}" fill-rule="evenodd"' for name, colour in fills.items()}
    lines = {name: _WIDTH.sub(lambda found: _heavier(found, weight), paint) for name, paint in _LINES.items()}
    return {**areas, **lines}


_WIDTH = re.compile(r'stroke-width="([0-9.]+)"')


def _heavier(found: re.Match[str], weight: float) -> str:
    return f'stroke-width="{float(found[1]) * weight:.3g}"'


def mixed_with_white(colour: str, share: float) -> str:
    """A colour `#rrggbb` with a share (0-1) of white in it."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(part + share * (255 - part)):02x}" for part in parts)
