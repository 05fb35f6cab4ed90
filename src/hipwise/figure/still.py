"""Stills of an exercise as SVG, put together from the generated drawings.

Standard library only, so that a page is served without numpy. The drawings show a working right side in
layers without colour; side, colours and title are given here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib import resources

from hipwise.figure.paint import paint_table, weight_of
from hipwise.figure.palette import DEFAULT_SKIN_TONE
from hipwise.library.side import Side

MOMENTS = ("start", "end", "both", "views", "thumb")
# Between two pictures of a sheet, millimetres of the picture.
_GAP = 120
_SECOND_SCALE, _LARGEST_SECOND_SCALE = 0.5, 0.8
_SMALL_WEIGHT = 1.3
# A permitted share may be this much smaller than a drawn one and still be shown by it.
_SHARE_TOLERANCE = 0.005
_KEPT_PLATES = 32


class NoDrawingError(LookupError):
    """There is no drawing of that exercise or moment. `exercise`, `moment`."""

    def __init__(self, exercise: str, moment: str) -> None:
        self.exercise, self.moment = exercise, moment
        super().__init__(f"{exercise}: no drawing of {moment!r}; expected one of {', '.join(MOMENTS)}")


@dataclass(frozen=True, slots=True)
class Plate:
    """Pictures by name, each a list of (paint, path data), in a common frame of millimetres."""

    width: int
    height: int
    pictures: Mapping[str, Sequence[tuple[str, str]]]


def still_svg(
    exercise: str,
    side: Side,
    moment: str,
    title: str,
    range_share: float = 1.0,
    tone: str = DEFAULT_SKIN_TONE,
) -> str:
    """A still: `moment` is start, end, views, both or thumb.

    Views show the end, what comes before it where the movement leaves the ground, and a second view, small,
    where the exercise has one; both are the start and these, beside each other.

    `title` is read to screen readers. `range_share` (0-1) shows the end of a smaller movement, never of a
    larger one than asked for. `tone` is a skin tone of the palette. Raises NoDrawingError for an unknown
    exercise or moment, KeyError for an unknown tone.
    """
    panels = _panels(exercise, moment, range_share)
    width = sum(panel.width for panel in panels) + _GAP * (len(panels) - 1)
    height = max(panel.height for panel in panels)
    groups, left = [], 0
    for panel in panels:
        paints = paint_table(tone, panel.weight)
        layers = "".join(_path(paints[paint], data) for paint, data in panel.layers)
        groups.append(f'<g transform="{_placed(panel, left, height - panel.height, side)}">{layers}</g>')
        left += panel.width + _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(title)}</title>{''.join(groups)}</svg>\n"
    )


@dataclass(frozen=True, slots=True)
class _Panel:
    """A picture on a sheet, drawn at `scale`."""

    plate: Plate
    picture: str
    scale: float = 1.0

    @property
    def width(self) -> int:
        return round(self.plate.width * self.scale)

    @property
    def height(self) -> int:
        return round(self.plate.height * self.scale)

    @property
    def weight(self) -> float:
        # A second view is small on the sheet; its lines should not be.
        return weight_of(self.plate.width) * (_SMALL_WEIGHT if self.scale < 1.0 else 1.0)

    @property
    def layers(self) -> Sequence[tuple[str, str]]:
        return self.plate.pictures[self.picture]


def _panels(exercise: str, moment: str, range_share: float) -> list[_Panel]:
    plates = load_plates(exercise, moment)
    main, end = plates["main"], end_name(plates["main"], range_share)
    second = [_second_panel(main, plates["second"], end)] if "second" in plates else []
    between = sorted(name for name in main.pictures if name.startswith("between"))
    views = [*(_Panel(main, name) for name in between), _Panel(main, end), *second]
    if moment == "both":
        return [_Panel(main, "start"), *views]
    if moment == "views":
        return views
    if moment == "thumb":
        return [_Panel(plates["thumb"], "end")]
    if moment in ("start", "end"):
        return [_Panel(main, end if moment == "end" else "start")]
    raise NoDrawingError(exercise, moment)


def _second_panel(main: Plate, second: Plate, picture: str) -> _Panel:
    """The second view: half as large beside a standing figure, as high as the first beside a lying one."""
    is_lying = main.width > main.height
    scale = min(_LARGEST_SECOND_SCALE, main.height / second.height) if is_lying else _SECOND_SCALE
    return _Panel(second, picture, round(scale, 2))


def end_name(plate: Plate, range_share: float) -> str:
    """The end posture of the largest drawn range that is not larger than `range_share`; else the smallest."""
    drawn = {100: "end", **{int(n[4:]): n for n in plate.pictures if n.startswith("end-")}}
    fitting = [percent for percent in drawn if percent / 100 <= range_share + _SHARE_TOLERANCE]
    return drawn[max(fitting, default=min(drawn))]


def _placed(panel: _Panel, left: int, down: int, side: Side) -> str:
    """The left side is the exact mirror image."""
    s = panel.scale
    if side is Side.LEFT:
        return f"translate({left + panel.width} {down}) scale({-s:g} {s:g})"
    return f"translate({left} {down})" + (f" scale({s:g})" if s != 1.0 else "")


def _path(paint: str, data: str) -> str:
    return f'<path {paint} d="{data}"/>'


def load_plates(exercise: str, moment: str) -> Mapping[str, Plate]:
    """The generated plates of an exercise by the name of their view; `moment` is told when there are none.

    Raises NoDrawingError.
    """
    plates = _kept_plates(exercise)
    if plates is None:
        raise NoDrawingError(exercise, moment)
    return plates


@lru_cache(maxsize=_KEPT_PLATES)
def _kept_plates(exercise: str) -> Mapping[str, Plate] | None:
    file = resources.files("hipwise.figure") / "generated" / "drawings" / f"{exercise}.json"
    if "/" in exercise or not file.is_file():
        return None
    plates = json.loads(file.read_text(encoding="utf-8"))["plates"]
    return {name: Plate(kept["width"], kept["height"], kept["pictures"]) for name, kept in plates.items()}
