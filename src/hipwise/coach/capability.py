"""What the camera can do in an exercise, line by line, in the three words of its page.

Read from the exercise's validity card; what was not measured is never said to be judged.
"""

from dataclasses import dataclass

from hipwise.coach.measured import below_bar, by_no_camera, grade_of_count
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.validity_card import (
    FaultValidity,
    Grade,
    ModelValidity,
    UnjudgedFault,
    ValidityCard,
)

# The pose models that the page may use; what is said holds for each of them.
LIVE_MODELS = ("lite", "full")
# What is counted of an exercise that is held, and of any other.
COUNTED = SECONDS_HELD, REPETITIONS = "Seconds held", "Repetitions"
_WORST_FIRST = (Grade.CANNOT, Grade.ROUGHLY, Grade.JUDGES)


@dataclass(frozen=True, slots=True)
class Capability:
    """One thing the camera does or does not do. `code` is the fault's, "" for counting, timing and range.

    `grade` is None where nothing was measured. `why` says why it is not judged, "" where it is. `measured` is
    the fault as measured with the pose model that does worse.
    """

    code: str
    what: str
    grade: Grade | None
    why: str = ""
    measured: FaultValidity | None = None


def capabilities(exercise: Exercise, catalogue: Catalogue) -> tuple[Capability, ...]:
    """Counting or timing, the range, every fault, and what no camera sees; in this order."""
    card = catalogue.card(exercise)
    entries = live_entries(card)
    lines = [_counting(exercise, entries, catalogue)]
    lines += [_fault(watched.code, exercise, card, entries, catalogue) for watched in exercise.watch.faults]
    lines += [Capability("", what, Grade.CANNOT, why) for what, why in exercise.watch.not_judgeable]
    return tuple(lines)


def counting(exercise: Exercise, catalogue: Catalogue) -> Capability:
    """Does the camera count, or time, this exercise?"""
    return _counting(exercise, live_entries(catalogue.card(exercise)), catalogue)


def live_entries(card: ValidityCard | None) -> list[ModelValidity]:
    """What was measured with each pose model that the page may use."""
    return [] if card is None else [entry for m in LIVE_MODELS if (entry := card.of(m)) is not None]


def worst(entries: list[ModelValidity], code: str, catalogue: Catalogue) -> FaultValidity | None:
    """The fault as measured with the model that does worse; None when it was not measured with all."""
    measured = [entry.fault(code) for entry in entries]
    known = [fault for fault in measured if fault is not None]
    if not known or len(known) < len(measured):
        return None
    bar = catalogue.validity_bar
    return min(known, key=lambda f: (_WORST_FIRST.index(f.grade(bar)), _least_found(f)))


def _least_found(fault: FaultValidity) -> float:
    return fault.found.value if fault.found.tries else -1.0


def _counting(exercise: Exercise, entries: list[ModelValidity], catalogue: Catalogue) -> Capability:
    what = SECONDS_HELD if exercise.is_hold else REPETITIONS
    if exercise.watch.camera == "none":
        return Capability("", what, Grade.CANNOT, catalogue.reason("coach-no-camera").text)
    if not entries:
        return Capability("", what, None)
    if any(not entry.exact.tries for entry in entries):
        return Capability("", what, Grade.CANNOT, catalogue.reason("coach-no-quantity").text)
    grades = [grade_of_count(entry, exercise.is_hold, catalogue) for entry in entries]
    grade = min(grades, key=_WORST_FIRST.index)
    why = catalogue.reason("coach-count-below-bar").text if grade is Grade.CANNOT else ""
    return Capability("", what, grade, why)


def _fault(
    code: str,
    exercise: Exercise,
    card: ValidityCard | None,
    entries: list[ModelValidity],
    catalogue: Catalogue,
) -> Capability:
    fault = catalogue.faults[code]
    if not fault.camera_places:
        return Capability(code, fault.name, Grade.CANNOT, by_no_camera(fault, catalogue).text)
    if exercise.watch.camera == "none":
        return Capability(code, fault.name, Grade.CANNOT, catalogue.reason("coach-no-camera").text)
    if card is None:
        return Capability(code, fault.name, None)
    measured = worst(entries, code, catalogue)
    if measured is None:
        return Capability(code, fault.name, Grade.CANNOT, _why_unjudged(card.unjudged, code, catalogue))
    grade = measured.grade(catalogue.validity_bar)
    why = "" if grade is not Grade.CANNOT else below_bar(measured, catalogue).text
    return Capability(code, fault.name, grade, why, measured)


def _why_unjudged(unjudged: tuple[UnjudgedFault, ...], code: str, catalogue: Catalogue) -> str:
    for entry in unjudged:
        if entry.code == code:
            return catalogue.reason(entry.rule, **entry.facts).text
    return below_bar(None, catalogue).text
