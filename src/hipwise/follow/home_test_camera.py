"""What the camera can do in a home test: time it, count it, or nothing, and with what error.

The card of the movement decides (`docs/validity`): what is below its bar is "not judgeable", and not offered.
"""

from dataclasses import dataclass
from typing import ClassVar

from hipwise.coach.capability import SECONDS_HELD, counting, live_entries
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.home_test import HomeTest
from hipwise.library.rule import Reason
from hipwise.library.validity_card import Grade, ModelValidity

# So many standard deviations hold 95 of 100 of what is spread normally.
_SPREADS_OF_95 = 1.96


@dataclass(frozen=True, slots=True)
class TestCamera:
    """The camera beside a home test. `movement` is what it watches, None where there is none that it could.

    `reasons` say how well it does it, or why it does not.
    """

    __test__: ClassVar[bool] = False  # not a test of this programme

    movement: Exercise | None
    reasons: tuple[Reason, ...]

    @property
    def can_help(self) -> bool:
        """Is the camera's number good enough to be proposed?"""
        return self.movement is not None


def camera_of(test: HomeTest, catalogue: Catalogue) -> TestCamera:
    """What the camera can do in this test, with whichever pose model the phone takes."""
    if test.camera is None or test.drawn is None:
        return TestCamera(None, (catalogue.reason("test-camera-none"),))
    movement = catalogue.performed(test.drawn)
    able = counting(movement, catalogue)
    entries = live_entries(catalogue.card(movement))
    is_timed = able.what == SECONDS_HELD
    if able.grade is None or not entries:
        return TestCamera(None, (catalogue.reason("test-camera-unmeasured"),))
    if able.grade is Grade.CANNOT or is_timed is not (test.way == "stopwatch"):
        return TestCamera(None, (catalogue.reason("test-camera-cannot", why=able.why),))
    say = _how_well_timed if is_timed else _how_well_counted
    return TestCamera(movement, (say(entries, catalogue),))


def _how_well_timed(entries: list[ModelValidity], catalogue: Catalogue) -> Reason:
    found = [entry.hold_s for entry in entries if entry.hold_s is not None]
    mean = max(each.mean for each in found)
    most = max(abs(each.bias) + _SPREADS_OF_95 * each.spread for each in found)
    return catalogue.reason("test-camera-times", mean=f"{mean:.1f}", most=f"{most:.1f}")


def _how_well_counted(entries: list[ModelValidity], catalogue: Catalogue) -> Reason:
    least = catalogue.setting("coach.validity_exact_least")
    exact = min(entry.believed_exact(least)[0].value for entry in entries)
    return catalogue.reason("test-camera-counts", exact=f"{100 * exact:.0f}")
