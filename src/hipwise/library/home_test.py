"""A physical test that a person does at home: how, how often, what counts, and what a result means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from hipwise.library.side import Side
from hipwise.library.source import Citation, Evidence

WAYS = ("stopwatch", "count", "tape", "tilt")


@dataclass(frozen=True, slots=True)
class Norm:
    """What a group of people reached: ages from `age_from` to `age_to` (None: and older).

    `kind`: mean, or most (most people reach it, fewer is below average). `sex` is female, male, or None for
    both.
    """

    kind: str
    age_from: int
    age_to: int | None
    sex: str | None
    value: float
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TestError:
    """The smallest detectable change: a smaller difference of two results of one person is noise.

    In the test's unit, or in percent of the earlier result where `is_share`.
    """

    __test__: ClassVar[bool] = False  # not a test of this programme

    value: float
    is_share: bool
    source: str
    evidence: Evidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction of a reach test: its word in the log and its name for people."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class HomeTest:
    """One test. The log keeps it under `measure`, which is a test of the intake where a rule asks for it.

    `way`: stopwatch (seconds held, at most `longest_s`), count (repetitions, in `longest_s` where it is
    given, at `beat_s` seconds each), tape (centimetres), tilt (degrees, by the phone's own sensor). `sides`:
    each, the side that hurts less first, or together; `side_words` is what the side does.

    There are `practice` trials, which do not count, then `trials`, with `rest_s` between. `shown` and
    `counted` say which of the trials is the result, and which one the doors of the programme ask: mean, best
    or least. With `directions` each trial is one reach in each, and the result their sum over three times
    the leg's length, in percent.

    `exercise` is the same movement, if it is one of the library. `drawn` is the exercise, or movement of a
    test, that the drawing shows; None without one. `camera` is what a camera could read of that movement:
    held (seconds), count, range (degrees), or None; whether it may is the movement's validity card's to say.
    `half_counts`: a repetition that is more than half done when time is up counts. `rules_of` are exercises
    that together ask the hip for as much, the nearest first: what speaks against one of them speaks against
    the test. `reach` is how far the hip goes where no exercise shows it (`hip_flexion_deg`,
    `hip_internal_rotation_deg`), held against its limits.
    """

    id: str
    order: int
    name: str
    measure: str
    way: str
    unit: str
    sides: str
    side_words: str
    practice: int
    trials: int
    rest_s: float
    longest_s: float | None
    beat_s: float | None
    shown: str
    counted: str
    directions: tuple[Direction, ...]
    exercise: str | None
    camera: str | None
    drawn: str | None
    rules_of: tuple[str, ...]
    reach: Mapping[str, float]
    equipment: tuple[str, ...]
    minutes: float
    aim: str
    steps: tuple[str, ...]
    ends: tuple[str, ...]
    repeat_if: tuple[str, ...]
    stop: str
    reading: str
    norms: tuple[Norm, ...]
    error: TestError | None
    citations: tuple[Citation, ...]
    source: str
    evidence: Evidence
    half_counts: bool = False

    def side_phrase(self, side: Side) -> str:
        """The side as the guide says it: "RIGHT foot on the step"; empty for both together."""
        return "" if side is Side.BOTH else f"{side.value.upper()} {self.side_words}"

    @property
    def is_sided(self) -> bool:
        """Is each side tested?"""
        return self.sides == "each"

    @property
    def tested_sides(self) -> tuple[Side, ...]:
        """Left and right, or both together."""
        return (Side.LEFT, Side.RIGHT) if self.is_sided else (Side.BOTH,)

    def norm_for(self, age: int, sex: str | None) -> Norm | None:
        """What people of that age reached; None where no source says it, or says it by a sex not known."""
        fitting = [norm for norm in self.norms if norm.age_from <= age <= (norm.age_to or age)]
        return next((norm for norm in fitting if norm.sex is None or norm.sex == sex), None)
