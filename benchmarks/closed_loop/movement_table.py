"""An exercise done rightly and with each fault that a picture shows, as arrays of coordinates to mix.

A fault of half the size is half the way from the right movement to the faulty one, coordinate by coordinate.
Contacts that were fitted at both ends give way by millimetres in between, which no camera sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from hipwise.figure.pose import Array
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.side import Side
from hipwise.movement.departure import performed, shown_faults
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import build_timeline

# Moments of a stretch; between two of them coordinates lie on a straight line.
SAMPLES = 21


@dataclass(frozen=True, slots=True)
class MovementTable:
    """One repetition for a working RIGHT side.

    `parts` (out, hold, back) and `seconds` of each stretch; `right` (n_stretches, SAMPLES, n_names) in
    degrees, pelvis_t* metres, at even shares of the stretch's time; `faults` maps a code to what is added at
    full size.
    """

    names: tuple[str, ...]
    parts: tuple[str, ...]
    seconds: tuple[float, ...]
    right: Array
    faults: Mapping[str, Array]

    def mixed(self, sizes: Mapping[str, float], range_share: float = 1.0) -> Array:
        """The movement with these faults, each of its size (1 as drawn), and with a smaller or larger way."""
        first = self.right[0, 0]
        mixed: Array = first + range_share * (self.right - first)
        for code, size in sizes.items():
            mixed = mixed + size * self.faults[code]
        return mixed


@cache
def movement_table(exercise_id: str) -> MovementTable:
    """The table of an exercise of the library, or of the movement of a home test."""
    catalogue = load_catalogue()
    exercise = catalogue.performed(exercise_id)
    plain = _stretches(exercise, None, catalogue)
    shown = {
        fault.code: _stretches(exercise, fault, catalogue)
        for fault in shown_faults(exercise, catalogue.faults)
    }
    shown = {code: rows for code, rows in shown.items() if len(rows) == len(plain)}
    names = tuple(sorted({name for rows in (plain, *shown.values()) for row in rows for name in row[2][0]}))
    right = _array(plain, names)
    return MovementTable(
        names,
        tuple(part for part, _, _ in plain),
        tuple(seconds for _, seconds, _ in plain),
        right,
        {code: _array(rows, names) - right for code, rows in shown.items()},
    )


_Row = tuple[str, float, list[dict[str, float]]]


def _stretches(exercise: Exercise, fault: Fault | None, catalogue: Catalogue) -> list[_Row]:
    done, solved = performed(exercise, catalogue, fault)
    timeline = build_timeline(done, catalogue.arm_postures, exercise.dose.hold_s.default, solved=solved)
    rows: list[_Row] = []
    for stretch in timeline.stretches:
        length = stretch.end_s - stretch.start_s
        # Just before the end, where the next stretch would begin.
        times = [stretch.start_s + min(i / (SAMPLES - 1), 1.0 - 1e-9) * length for i in range(SAMPLES)]
        frames = frames_at(done, timeline, Side.RIGHT, times)
        rows.append((stretch.part, length, [frame.coordinates for frame in frames]))
    return rows


def _array(rows: list[_Row], names: tuple[str, ...]) -> Array:
    return np.array([[[moment.get(name, 0.0) for name in names] for moment in row[2]] for row in rows])
