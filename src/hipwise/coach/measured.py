"""What an exercise's validity card says with one pose model: what may be judged, and how angles are read."""

from dataclasses import dataclass

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.rule import Reason
from hipwise.library.validity_card import (
    ANY_MODEL,
    Calibration,
    FaultValidity,
    Grade,
    ModelValidity,
    percent,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The card's entry for the pose model, and the reading that counts best ("" when that is not known).

    Without a card everything is judged, with the widest errors.
    """

    has_card: bool
    entry: ModelValidity | None
    carrier: str

    def calibration(self, code: str) -> Calibration | None:
        """How that fault's angle is read; None where that was not measured."""
        fault = self._fault(code)
        return None if fault is None else fault.believed_calibration

    @property
    def of_range(self) -> Calibration | None:
        """How the range of a repetition is read; None where that was not measured."""
        quantity = None if self.entry is None else self.entry.quantity
        return None if quantity is None else quantity.calibration

    def why_not_counted(self, exercise: Exercise, catalogue: Catalogue) -> Reason | None:
        """Why the card does not let this pose model count, or time, the exercise; None when it does.

        The card speaks of the pose models that were measured: landmarks of another source are counted.
        """
        entry = self.entry
        if entry is None or entry.model == ANY_MODEL or not entry.exact.tries:
            return None
        if grade_of_count(entry, exercise.is_hold, catalogue) is not Grade.CANNOT:
            return None
        return catalogue.reason("coach-count-below-bar")

    def why_not_judged(self, code: str, catalogue: Catalogue) -> Reason | None:
        """Why the card does not let the fault be judged; None when it does."""
        if not self.has_card:
            return None
        fault = self._fault(code)
        if fault is not None and fault.grade(catalogue.validity_bar) is not Grade.CANNOT:
            return None
        return below_bar(fault, catalogue)

    def _fault(self, code: str) -> FaultValidity | None:
        return None if self.entry is None else self.entry.fault(code)


def measured_with(model: str, exercise: Exercise, catalogue: Catalogue) -> Measured:
    """What was measured of an exercise with that pose model."""
    card = catalogue.card(exercise)
    if card is None:
        return Measured(False, None, "")
    return Measured(True, card.of(model), card.carrier)


def by_no_camera(fault: Fault, catalogue: Catalogue) -> Reason:
    """The reason for a fault that no camera sees: who can tell it instead."""
    word = "clinician" if "clinician" in fault.measurable_by else "self-report"
    return catalogue.reason(f"coach-fault-{word}")


def grade_of_count(entry: ModelValidity, is_hold: bool, catalogue: Catalogue) -> Grade:
    """Judged where nearly all sets are counted exactly (and held seconds are near), roughly where all but
    one.
    """
    least = catalogue.setting("coach.validity_exact_least")
    exact, off_by_one = entry.believed_exact(least)
    if off_by_one.value < least:
        return Grade.CANNOT
    most_s = catalogue.setting("coach.validity_hold_error_most_s")
    is_near = not is_hold or (entry.hold_s is not None and entry.hold_s.mean <= most_s)
    return Grade.JUDGES if exact.value >= least and is_near else Grade.ROUGHLY


def below_bar(measured: FaultValidity | None, catalogue: Catalogue) -> Reason:
    """The reason for a fault that was measured and not found well enough, or never measured."""
    if measured is None or not measured.found.tries or not measured.alarms.tries:
        return catalogue.reason("coach-fault-not-measured")
    found, alarms = measured.believed(catalogue.validity_bar)
    return catalogue.reason("coach-fault-below-bar", found=percent(found), alarms=percent(alarms))
