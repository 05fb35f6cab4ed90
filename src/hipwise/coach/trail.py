"""Where the body was a little while ago: its place in the picture and the directions of its pose."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

# How far back the trail reaches, and how close its marks lie: engineering, seconds. A slow repetition with
# its hold takes less; where one takes longer the oldest mark stands for its begin.
_LONGEST_S = 40.0
_APART_S = 0.1
_LATELY_S = 0.3


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment: hips in the picture, length of the near side, and directions of the pose, degrees."""

    t_s: float
    x: float
    y: float
    size: float
    pose: tuple[float, ...]


@dataclass(slots=True)
class Trail:
    """Marks in the order of time, about ten a second. A row begins with `width` directions that are kept."""

    width: int
    _marks: deque[Mark] = field(default_factory=deque)

    def keep(self, t_s: float, row: Sequence[float]) -> None:
        """Remember this row, unless one was just kept."""
        marks = self._marks
        if marks and t_s - marks[-1].t_s < _APART_S:
            return
        marks.append(Mark(t_s, row[-3], row[-2], row[-1], tuple(row[: self.width])))
        while t_s - marks[0].t_s > _LONGEST_S:
            marks.popleft()

    def at(self, t_s: float) -> Mark | None:
        """The mark nearest to that time; None before the first row."""
        return min(self._marks, key=lambda mark: abs(mark.t_s - t_s), default=None)

    @property
    def lately(self) -> list[Mark]:
        """The newest marks."""
        return [] if not self._marks else self.between(self._marks[-1].t_s - _LATELY_S, math.inf)

    def between(self, start_s: float, end_s: float) -> list[Mark]:
        """The marks from one time to another."""
        return [mark for mark in self._marks if start_s <= mark.t_s <= end_s]

    def has_risen_since(self, t_s: float, share: float) -> bool:
        """Were the hips ever so much higher than then? A share of the body's length in the picture."""
        begin = self.at(t_s)
        if begin is None:
            return False
        return any(begin.y - mark.y > share * begin.size for mark in self._marks if mark.t_s >= t_s)

    def forget(self) -> None:
        """Begin anew."""
        self._marks.clear()


def moved_m(begin: Mark, end: Mark, size_m: float, expected_m: tuple[float, float]) -> float:
    """How far the hips ended from where they should, metres of the reference body; NaN when not seen.

    `size_m` is the near side's length on that body, `expected_m` the way that the definition itself goes.
    """
    per_m = begin.size / size_m
    if not per_m > 0.0:
        return math.nan
    x, y = (end.x - begin.x) / per_m, (end.y - begin.y) / per_m
    return math.hypot(x - expected_m[0], y - expected_m[1])
