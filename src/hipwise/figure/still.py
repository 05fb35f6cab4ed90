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

from hipwise.figure.paint import paint_table
from hipwise.figure.palette import DEFAULT_SKIN_TONE
from hipwise.library.side import Side

MOMENTS = ("start", "end", "both", "views", "thumb")
# Between two pictures of a sheet, millimetres of the picture.
_GAP = 120
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
    """A still: `moment` is start, end, both (beside each other), views (end from two sides) or thumb.

    `title` is read to screen readers. `range_share` (0-1) shows the end of a smaller movement, never of a
    larger one than asked for. `tone` is a skin tone of the palette. Raises NoDrawingError for an unknown
    exercise or moment, KeyError for an unknown tone.
    """
    panels = [(plate, picture) for plate, picture in _panels(exercise, moment, range_share)]
    paints = paint_table(tone)
    width = sum(plate.width for plate, _ in panels) + _GAP * (len(panels) - 1)
    height = max(plate.height for plate, _ in panels)
    groups, left = [], 0
    for plate, picture in panels:
        layers = "".join(_path(paints[paint], data) for paint, data in plate.pictures[picture])
        groups.append(f'<g transform="{_placed(plate, left, height - plate.height, side)}">{layers}</g>')
        left += plate.width + _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(title)}</title>{''.join(groups)}</svg>\n"
    )


def _panels(exercise: str, moment: str, range_share: float) -> list[tuple[Plate, str]]:
    plates = load_plates(exercise, moment)
    main = plates["main"]
    end = end_name(main, range_share)
    if moment == "start":
        return [(main, "start")]
    if moment == "end":
        return [(main, end)]
    if moment == "both":
        return [(main, "start"), (main, end)]
    if moment == "views":
        return [(plate, end) for name, plate in plates.items() if name != "thumb"]
    if moment == "thumb":
        return [(plates.get("thumb", main), "end")]
    raise NoDrawingError(exercise, moment)


def end_name(plate: Plate, range_share: float) -> str:
    """The end posture of the largest drawn range that is not larger than `range_share`; else the smallest."""
    drawn = {100: "end", **{int(n[4:]): n for n in plate.pictures if n.startswith("end-")}}
    fitting = [percent for percent in drawn if percent / 100 <= range_share + _SHARE_TOLERANCE]
    return drawn[max(fitting, default=min(drawn))]


def _placed(plate: Plate, left: int, down: int, side: Side) -> str:
    """The left side is the exact mirror image."""
    if side is Side.LEFT:
        return f"translate({left + plate.width} {down}) scale(-1 1)"
    return f"translate({left} {down})"


def _path(paint: str, data: str) -> str:
    return f'<path {paint} d="{data}"/>'


@lru_cache(maxsize=_KEPT_PLATES)
def load_plates(exercise: str, moment: str) -> dict[str, Plate]:
    """The generated plates of an exercise by the name of their view. Raises NoDrawingError."""
    folder = resources.files("hipwise.figure") / "generated" / "drawings"
    file = folder / f"{exercise}.json"
    if "/" in exercise or not file.is_file():
        raise NoDrawingError(exercise, moment)
    kept = json.loads(file.read_text(encoding="utf-8"))
    return {
        name: Plate(plate["width"], plate["height"], plate["pictures"])
        for name, plate in kept["plates"].items()
    }
