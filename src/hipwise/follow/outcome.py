"""The scores of one questionnaire over time, from the intake and the log, and what its thresholds are.

Thresholds hold for the people they were found in. Of several the first counts whose cohort is nearest to
this person: after surgery that of surgery, for everybody else that of people without an operation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hipwise.library.catalogue import Catalogue
from hipwise.library.measure import Measure, Subscale, Threshold
from hipwise.plan.entry import MeasureEntry
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.score import score

ERROR_KINDS = ("sdc", "mdc")
MINIMAL_KINDS = ("mcii", "mcid")
_WORST = "nprs-worst-24h"
_AFTER_SURGERY = ("surgical", "non-operative", "mixed-musculoskeletal")
_OTHERWISE = ("non-operative", "mixed-musculoskeletal", "surgical")


@dataclass(frozen=True, slots=True)
class ScoreOn:
    """A score and the day it belongs to."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the thresholds of one part say of this person; None where no source says it.

    `error`: a smaller change is noise. `minimal`: the least change people notice. `acceptable`: a score that
    people can live with.
    """

    error: Threshold | None
    minimal: Threshold | None
    acceptable: Threshold | None


@dataclass(frozen=True, slots=True)
class Course:
    """One part of one measure: its scores, the oldest first, and what its thresholds are."""

    measure: Measure
    part: Subscale
    scores: tuple[ScoreOn, ...]
    meaning: Meaning


def outcome_courses(log: Log, intake: Intake, today: date, catalogue: Catalogue) -> tuple[Course, ...]:
    """Every part of every measure that has a score by that day, in the order of the content."""
    told = _answers_by_measure(log, today)
    courses = []
    for measure in catalogue.measures.values():
        for part in measure.subscales:
            scores = outcome_scores(measure, part.id, told.get(measure.id, ()), intake, today)
            if scores:
                courses.append(Course(measure, part, scores, meaning_of(measure, part.id, intake)))
    return tuple(courses)


def scores_in_log(
    measure_id: str, log: Log, intake: Intake, today: date, catalogue: Catalogue
) -> tuple[ScoreOn, ...]:
    """The total of one measure over time, the oldest first; the intake's own answer comes first."""
    entries = _answers_by_measure(log, today).get(measure_id, ())
    return outcome_scores(catalogue.measures[measure_id], "total", entries, intake, today)


def outcome_scores(
    measure: Measure, part_id: str, entries: Iterable[MeasureEntry], intake: Intake, today: date
) -> tuple[ScoreOn, ...]:
    """The scores of one part: the intake's, and one for each day that was answered, the last of a day."""
    found: dict[date, float] = {}
    stated = stated_score(measure, part_id, intake)
    if stated is not None and intake.today <= today:
        found[intake.today] = stated
    for entry in entries:
        value = score(measure, entry.answers, part_id)
        if value is not None:
            found[entry.at.date()] = value
    return tuple(ScoreOn(day, found[day]) for day in sorted(found))


def meaning_of(measure: Measure, part_id: str, intake: Intake) -> Meaning:
    """The thresholds of one part that count for this person."""
    known = [t for t in measure.thresholds if t.subscale in (None, part_id)]
    order = _AFTER_SURGERY if intake.is_post_operative else _OTHERWISE
    return Meaning(*(_nearest(known, kinds, order) for kinds in (ERROR_KINDS, MINIMAL_KINDS, ("pass",))))


def _nearest(known: list[Threshold], kinds: tuple[str, ...], order: tuple[str, ...]) -> Threshold | None:
    fitting = [t for t in known if t.kind in kinds]
    return min(fitting, key=lambda t: order.index(t.cohort), default=None)


def stated_score(measure: Measure, part_id: str, intake: Intake) -> float | None:
    """What the intake says of a part; None where it does not ask for it or got no answer."""
    if part_id != "total":
        return None
    if measure.id == _WORST:
        return intake.pain.worst_24h
    value = getattr(intake.outcomes, measure.id.replace("-", "_"), None)
    return value if isinstance(value, float) else None


def _answers_by_measure(log: Log, today: date) -> dict[str, list[MeasureEntry]]:
    found: dict[str, list[MeasureEntry]] = {}
    for entry in log.of(MeasureEntry):
        if entry.at.date() <= today:
            found.setdefault(entry.measure, []).append(entry)
    return found
