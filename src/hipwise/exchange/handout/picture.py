"""The two drawings of an exercise, start and end, at one scale. Only here the figure is asked for them."""

import re
from dataclasses import dataclass
from typing import Any

from hipwise.figure.still import still_svg
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side

# Above this ratio of width to height two drawings come out larger side by side than in a column.
_WIDE = 1.9
_VIEW_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing: SVG, its width and height in the drawing's own units, and what it shows in words."""

    svg: str
    width: float
    height: float
    caption: str
    alt: str


@dataclass(frozen=True, slots=True)
class PicturePair:
    """Start and end. Both have the same scale, so that units may be compared."""

    start: Picture
    end: Picture

    @property
    def is_wide(self) -> bool:
        """Do the two need the width of the page, as lying people do, or standing ones from two sides?"""
        return self.start.width + self.end.width > _WIDE * max(self.start.height, self.end.height)


def picture_pair(exercise: Exercise, side: Side, side_words: str, range_share: float) -> PicturePair:
    """The drawings of an exercise for that side and range, with the names of its two postures.

    Where one view hides the point, the end is shown from a second side, too.
    """
    start, end = posture_names(exercise)
    of = f"{exercise.name}, {side_words}"
    return PicturePair(
        _picture(exercise, side, range_share, "start", start, f"Start of {of}: {start}."),
        _picture(exercise, side, range_share, "views", end, f"End of {of}: {end}."),
    )


def posture_names(exercise: Exercise) -> tuple[str, str]:
    """The names of the postures at the start and at the end of the way out."""
    path, postures = exercise.movement.path, exercise.movement.postures
    out = [leg.to for leg in path if leg.part == "out"]
    return postures[path[-1].to].name, postures[out[-1] if out else path[0].to].name


def _picture(
    exercise: Exercise,
    side: Side,
    range_share: float,
    moment: str,
    caption: str,
    alt: str,
) -> Picture:
    svg = still_svg(exercise.id, side, moment, alt, range_share)
    found = _VIEW_BOX.search(svg)
    if found is None:
        raise ValueError(f"expected a viewBox in the drawing of {exercise.id}, found none; draw it anew")
    return Picture(svg, float(found[1]), float(found[2]), caption, alt)


def picture_values(picture: Picture) -> dict[str, Any]:
    """The drawing as the layout takes it."""
    return {
        "svg": picture.svg,
        "width": picture.width,
        "height": picture.height,
        "caption": picture.caption,
        "alt": picture.alt,
    }
