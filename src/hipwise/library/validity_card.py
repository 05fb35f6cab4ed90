"""What a camera can judge of one exercise, measured with the figure whose every moment is known.

Made by `python -m benchmarks.closed_loop --write`, one card an exercise; what is in it was measured on other
runs than those to which its calibrations were fitted.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable

from hipwise.library.decode import decode
from hipwise.library.share import Share

# A recording that does not say which pose model made it. Its angles are read with the widest error.
ANY_MODEL = "any"
# The error of a calibration covers all sets but this share.
BEYOND_ERROR = 0.1
# The pose model that the session's page runs.
PAGE_MODEL = "lite"


class Grade(StrEnum):
    """How far a fault may be judged, in the words of an exercise's page."""

    JUDGES = "judges"
    ROUGHLY = "roughly"
    CANNOT = "cannot judge"


@dataclass(frozen=True, slots=True)
class Bar:
    """What a judgement has to reach: share of faults found at least, share of false alarms at most (0-1)."""

    found_least: float
    alarms_most: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a pose model makes of a true value: seen = slope × true + offset, true known to ± `error`.

    In the unit of the quantity, both counted from the person's own start. `error` covers nine of ten sets;
    `margin` is how far over its limit a fault is told, so that few right sets are.
    """

    slope: float
    offset: float
    error: float
    margin: float

    def true_of(self, seen: float) -> float:
        """The most likely true value behind a seen one; NaN stays NaN."""
        return (seen - self.offset) / self.slope


@dataclass(frozen=True, slots=True)
class Deviation:
    """Told minus true over `tries`: mean (bias), standard deviation about it, and mean without sign."""

    bias: float
    spread: float
    mean: float
    tries: int


@dataclass(frozen=True, slots=True)
class FilmedFault:
    """The fault in films: sets drawn picture by picture before the pose model itself, far fewer of them.

    `beyond` are readings farther from the truth than the calibration's error allows, `error` what covers nine
    of ten of them; None without a calibration or an angle.
    """

    found: Share
    alarms: Share
    corrected: Deviation | None
    beyond: Share
    error: float | None


@dataclass(frozen=True, slots=True)
class FilmedSets:
    """Counting in films, as in `ModelValidity`. `range_deg` compares the corrected range of
    repetitions."""

    runs: int
    begun: Share
    exact: Share
    off_by_one: Share
    exact_faulty: Share
    hold_s: Deviation | None
    range_deg: Deviation | None


def believed(measured: Share, filmed: Share | None, bar: float, more_is_better: bool) -> Share:
    """The share that counts: that of the films where it is worse, beyond chance, than the bar or than what
    was measured by the pose model's fitted errors; else what was measured.
    """
    if filmed is None:
        return measured
    low, high = measured.interval
    if more_is_better:
        return filmed if filmed.is_clearly_below(max(bar, low)) else measured
    return filmed if filmed.is_clearly_above(min(bar, high)) else measured


@dataclass(frozen=True, slots=True)
class FaultValidity:
    """One fault. `found` of the sets that had it beyond its limit, `alarms` of those that clearly had it not.

    `said_ok` is how many of those that had it were called ok; the rest were "not judgeable". `told_from` is
    the smallest size from which four of five are found, in `unit`; None where that was never reached.
    `raw` and `corrected` are the readings against the truth, without and with `calibration`.
    """

    code: str
    unit: str
    found: Share
    alarms: Share
    said_ok: Share
    told_from: float | None = None
    calibration: Calibration | None = None
    raw: Deviation | None = None
    corrected: Deviation | None = None
    films: FilmedFault | None = None

    def grade(self, bar: Bar) -> Grade:
        """May it be judged? Roughly, where only chance may have lifted it over the bar."""
        found, alarms = self.believed(bar)
        if not found.tries or not alarms.tries:
            return Grade.CANNOT
        if found.value < bar.found_least or alarms.value > bar.alarms_most:
            return Grade.CANNOT
        is_sure = found.interval[0] >= bar.found_least and alarms.interval[1] <= bar.alarms_most
        return Grade.JUDGES if is_sure else Grade.ROUGHLY

    def believed(self, bar: Bar) -> tuple[Share, Share]:
        """Found and false alarms as they count: the films' where these contradict to the worse."""
        films = self.films
        return (
            believed(self.found, films.found if films else None, bar.found_least, True),
            believed(self.alarms, films.alarms if films else None, bar.alarms_most, False),
        )

    @property
    def believed_calibration(self) -> Calibration | None:
        """How the angle is read, with the films' error where it is larger beyond chance."""
        films, c = self.films, self.calibration
        if c is None or films is None or films.error is None:
            return c
        return (
            replace(c, error=max(c.error, films.error)) if films.beyond.is_clearly_above(BEYOND_ERROR) else c
        )


@dataclass(frozen=True, slots=True)
class QuantityValidity:
    """The range of a repetition, in the coordinate in which it is told, degrees."""

    name: str
    calibration: Calibration
    raw: Deviation
    corrected: Deviation


@dataclass(frozen=True, slots=True)
class ModelValidity:
    """One pose model at the exercise's own camera place.

    `exact` and `off_by_one` are sets done rightly in which all repetitions (or holds) were counted, or all
    but one, `count_error` is the mean of |error| / true in them; `exact_faulty` are sets with a fault.
    `hold_s` compares the seconds of holds.
    """

    model: str
    runs: int
    begun: Share
    exact: Share
    off_by_one: Share
    count_error: float | None
    exact_faulty: Share
    hold_s: Deviation | None
    quantity: QuantityValidity | None
    faults: tuple[FaultValidity, ...]
    films: FilmedSets | None = None

    def believed_exact(self, least: float) -> tuple[Share, Share]:
        """Sets counted exactly, and all but one, as they count against `least`: the films' where these
        contradict to the worse.
        """
        films = self.films
        return (
            believed(self.exact, films.exact if films else None, least, True),
            believed(self.off_by_one, films.off_by_one if films else None, least, True),
        )

    def fault(self, code: str) -> FaultValidity | None:
        """That fault; None when it was not measured."""
        return next((fault for fault in self.faults if fault.code == code), None)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a phone at another place makes of the same sets: sets counted exactly, and sets right that were
    faulted.
    """

    camera: str
    exact: Share
    alarms: Share


@dataclass(frozen=True, slots=True)
class UnjudgedFault:
    """A fault that the coach does not even try to judge here: the rule that says why, and that rule's
    facts.
    """

    code: str
    rule: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ValidityCard:
    """One exercise. `made_from` is the fingerprint of the movement that was measured.

    `carrier` is the reading that counted best; "" where that is the one which the definition alone suggests.
    """

    exercise: str
    camera: str
    made_from: str
    carrier: str
    models: tuple[ModelValidity, ...]
    elsewhere: tuple[Elsewhere, ...]
    unjudged: tuple[UnjudgedFault, ...]

    def of(self, model: str) -> ModelValidity | None:
        """What was measured with that pose model; one that was not measured counts as any."""
        by_name = {entry.model: entry for entry in self.models}
        return by_name.get(model) or by_name.get(ANY_MODEL)


def percent(share: Share) -> int:
    """A share as whole percent. Raises ValueError without a try."""
    if math.isnan(share.value):
        raise ValueError("expected at least one try")
    return round(100.0 * share.value)


class ValidityCards(Mapping[str, ValidityCard]):
    """The cards of a file by exercise, read when one is first asked for: most of a plan needs none."""

    def __init__(self, file: Traversable) -> None:
        self._file = file

    @cached_property
    def _cards(self) -> Mapping[str, ValidityCard]:
        raw = json.loads(self._file.read_text("utf-8"))
        return {
            key: decode(ValidityCard, card, f"validity/{key}")
            for key, card in raw.items()
            if not key.startswith("_")
        }

    def __getitem__(self, exercise_id: str) -> ValidityCard:
        return self._cards[exercise_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)


def shipped_cards() -> ValidityCards:
    """The cards of the package, by exercise."""
    return ValidityCards(resources.files("hipwise.library") / "generated" / "validity.json")
