"""What the camera can do in a home test: time it, count it, say how far it goes, or nothing; with what error.

The card of the movement decides (`docs/validity`): what is below its bar is "not judgeable", and not offered.
"""

import math
from dataclasses import dataclass
from typing import ClassVar

from hipwise.coach.capability import REPETITIONS, SECONDS_HELD, counting, live_entries
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.home_test import HomeTest
from hipwise.library.rule import Reason
from hipwise.library.validity_card import Deviation, Grade, ModelValidity

# So many standard deviations hold 95 of 100 of what is spread normally.
_SPREADS_OF_95 = 1.96
# What is read: the way of testing in which it is a result, and what of the movement has to be judged for it.
_NEEDS = {
    "held": ("stopwatch", SECONDS_HELD),
    "count": ("count", REPETITIONS),
    "range": ("tilt", REPETITIONS),
}


@dataclass(frozen=True, slots=True)
class TestCamera:
    """The camera beside a home test. `movement` is what it watches, None where there is none that it could.

    `reasons` say how well it does it, or why it does not. Of 100 readings of a range 95 lie within
    `error_deg`; None for all else.
    """

    __test__: ClassVar[bool] = False  # not a test of this programme

    movement: Exercise | None
    reasons: tuple[Reason, ...]
    error_deg: float | None = None

    @property
    def can_help(self) -> bool:
        """Is the camera's number good enough to be proposed?"""
        return self.movement is not None

    @property
    def change_deg(self) -> float | None:
        """Two readings differ by no more than this, 95 times of 100, where nothing has changed."""
        return None if self.error_deg is None else math.sqrt(2.0) * self.error_deg


def camera_of(test: HomeTest, catalogue: Catalogue) -> TestCamera:
    """What the camera can do in this test, with whichever pose model the phone takes."""
    if test.camera is None or test.drawn is None:
        rule = "test-camera-distance" if test.way == "tape" else "test-camera-none"
        return TestCamera(None, (catalogue.reason(rule),))
    movement = catalogue.performed(test.drawn)
    able = counting(movement, catalogue)
    entries = live_entries(catalogue.card(movement))
    if able.grade is None or not entries:
        return TestCamera(None, (catalogue.reason("test-camera-unmeasured"),))
    if able.grade is Grade.CANNOT or _NEEDS[test.camera] != (test.way, able.what):
        return TestCamera(None, (catalogue.reason("test-camera-cannot", why=able.why),))
    if test.camera == "range":
        return _ranging(movement, entries, catalogue)
    say = _how_well_timed if test.camera == "held" else _how_well_counted
    return TestCamera(movement, (say(entries, catalogue),))


def _ranging(movement: Exercise, entries: list[ModelValidity], catalogue: Catalogue) -> TestCamera:
    """A range is told where its error is small enough, in the projected sets and in the films."""
    measured = [each for entry in entries for each in _range_errors(entry)]
    if not measured:
        return TestCamera(None, (catalogue.reason("test-camera-unmeasured"),))
    most = math.ceil(max(measured))
    if most > catalogue.setting("coach.validity_range_error_most_deg"):
        return TestCamera(None, (catalogue.reason("test-camera-too-rough", most=most),))
    return TestCamera(movement, (catalogue.reason("test-camera-ranges", most=most),), float(most))


def _range_errors(entry: ModelValidity) -> list[float]:
    """Degrees that hold 95 of 100 corrected readings; infinite where a model was not measured."""
    if entry.quantity is None:
        return [math.inf]
    films = None if entry.films is None else entry.films.range_deg
    return [_within(each) for each in (entry.quantity.corrected, films) if each is not None]


def _within(error: Deviation) -> float:
    return abs(error.bias) + _SPREADS_OF_95 * error.spread


def _how_well_timed(entries: list[ModelValidity], catalogue: Catalogue) -> Reason:
    found = [entry.hold_s for entry in entries if entry.hold_s is not None]
    mean, most = max(each.mean for each in found), max(_within(each) for each in found)
    return catalogue.reason("test-camera-times", mean=f"{mean:.1f}", most=f"{most:.1f}")


def _how_well_counted(entries: list[ModelValidity], catalogue: Catalogue) -> Reason:
    least = catalogue.setting("coach.validity_exact_least")
    exact = min(entry.believed_exact(least)[0].value for entry in entries)
    return catalogue.reason("test-camera-counts", exact=f"{100 * exact:.0f}")
