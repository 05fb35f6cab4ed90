"""A dose as dots: a row for each set, a dot for each repetition, so that a change can be seen."""

from dataclasses import dataclass

_STEP, _MARGIN = 20.5, 8.0
# Beyond this the dots get too small to count, and words say it better.
MOST_REPETITIONS = 20
MOST_SETS = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """One repetition: `kind` is kept, gone or added."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class DoseDots:
    """The drawing of a change of dose, in the units of its view box."""

    width: float
    height: float
    words: str
    marks: tuple[Dot, ...]


def dose_dots(old: tuple[int, int], new: tuple[int, int]) -> DoseDots | None:
    """The dots of a change from `old` to `new`, each (sets, repetitions); None when there are too many."""
    sets, repetitions = max(old[0], new[0]), max(old[1], new[1])
    if repetitions > MOST_REPETITIONS or sets > MOST_SETS:
        return None
    marks = tuple(
        Dot(_MARGIN + column * _STEP, _MARGIN + row * _STEP, _kind(row, column, old, new))
        for row in range(sets)
        for column in range(repetitions)
        if _is_in(row, column, old) or _is_in(row, column, new)
    )
    words = f"{new[0]} sets of {new[1]} instead of {old[0]} sets of {old[1]}"
    return DoseDots(2 * _MARGIN + (repetitions - 1) * _STEP, 2 * _MARGIN + (sets - 1) * _STEP, words, marks)


def _is_in(row: int, column: int, dose: tuple[int, int]) -> bool:
    return row < dose[0] and column < dose[1]


def _kind(row: int, column: int, old: tuple[int, int], new: tuple[int, int]) -> str:
    if _is_in(row, column, old):
        return "kept" if _is_in(row, column, new) else "gone"
    return "added"
