"""Is a change of a score real? Only what is larger than the error of measurement is called a change.

The smallest detectable change (SDC or MDC) is the error of the difference of two scores of one person. A
difference up to it is noise. Where no source gives the error, a difference that people would notice is
called "perhaps", and a smaller one is not called a change at all.
"""

from dataclasses import dataclass
from enum import StrEnum

from hipwise.follow.outcome import Course, Meaning
from hipwise.library.catalogue import Catalogue
from hipwise.library.measure import Measure
from hipwise.library.rule import Reason

_RATED = {"too-small": "rated-small", "better": "rated-better", "worse": "rated-worse"}


class ChangeVerdict(StrEnum):
    """What a difference of two scores is. PERHAPS: noticed by most, but the error is not known.

    SLIGHT: beyond the error, less than most people notice. UNKNOWN: no source says what it means.
    """

    FIRST = "first"
    WITHIN_ERROR = "within-error"
    TOO_SMALL = "too-small"
    PERHAPS = "perhaps"
    SLIGHT = "slight"
    REAL = "real"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """The change from the first score to the last; `gain` in points, positive is better."""

    verdict: ChangeVerdict
    before: float | None
    now: float
    gain: float | None
    is_acceptable: bool | None
    reasons: tuple[Reason, ...]

    @property
    def is_change(self) -> bool:
        """May it be called a change? Not within the error, and not while the error is unknown."""
        return self.verdict in (ChangeVerdict.SLIGHT, ChangeVerdict.REAL)


def judge_change(course: Course, catalogue: Catalogue) -> Change:
    """The change of one part from its first score to its last. `course` has at least one score."""
    measure, meaning = course.measure, course.meaning
    now = course.scores[-1].value
    before = _before(course)
    gain = None if before is None else (now - before) * (1 if measure.scoring.better == "high" else -1)
    verdict = ChangeVerdict.FIRST if gain is None else change_verdict(gain, meaning)
    acceptable = is_acceptable(measure, now, meaning)
    reasons = [_reason(course, verdict, before, gain or 0.0, catalogue)]
    if acceptable is not None:
        reasons.append(_acceptable_reason(measure, meaning, acceptable, catalogue))
    return Change(verdict, before, now, gain, acceptable, tuple(reasons))


def change_verdict(gain: float, meaning: Meaning) -> ChangeVerdict:
    """What a difference is, by its size; the direction does not matter."""
    size = abs(gain)
    if meaning.error is not None:
        if size <= meaning.error.value:
            return ChangeVerdict.WITHIN_ERROR
        noticed = meaning.minimal is None or size >= meaning.minimal.value
        return ChangeVerdict.REAL if noticed else ChangeVerdict.SLIGHT
    if meaning.minimal is None:
        return ChangeVerdict.UNKNOWN
    return ChangeVerdict.PERHAPS if size >= meaning.minimal.value else ChangeVerdict.TOO_SMALL


def is_acceptable(measure: Measure, value: float, meaning: Meaning) -> bool | None:
    """Is it a score that people can live with? None where no source says where that begins."""
    if meaning.acceptable is None:
        return None
    limit = meaning.acceptable.value
    return value >= limit if measure.scoring.better == "high" else value <= limit


def _before(course: Course) -> float | None:
    """What the last score is compared with; a rating of change with "no change"."""
    if course.measure.is_change:
        return 0.0
    return course.scores[0].value if len(course.scores) > 1 else None


def _reason(
    course: Course, verdict: ChangeVerdict, before: float | None, gain: float, catalogue: Catalogue
) -> Reason:
    meaning = course.meaning
    facts = {
        "before": "" if before is None else f"{before:.3g}",
        "now": _now_words(course),
        "scale": f"{course.measure.scoring.score_high:g}",
        "error": "" if meaning.error is None else f"{meaning.error.value:g}",
        "minimal": "" if meaning.minimal is None else f"{meaning.minimal.value:g}",
    }
    return catalogue.reason(f"outcome-{_rule(course.measure, verdict, gain)}", **facts)


def _rule(measure: Measure, verdict: ChangeVerdict, gain: float) -> str:
    direction = "better" if gain > 0 else "worse"
    if measure.is_change and verdict in (ChangeVerdict.PERHAPS, ChangeVerdict.TOO_SMALL):
        return _RATED[direction if verdict is ChangeVerdict.PERHAPS else "too-small"]
    return {
        ChangeVerdict.TOO_SMALL: "small",
        ChangeVerdict.PERHAPS: f"maybe-{direction}",
        ChangeVerdict.SLIGHT: f"slightly-{direction}",
        ChangeVerdict.REAL: direction,
    }.get(verdict, verdict.value)


def _now_words(course: Course) -> str:
    now = course.scores[-1].value
    return f"{now:+g}" if course.measure.is_change and now else f"{now:.3g}"


def _acceptable_reason(measure: Measure, meaning: Meaning, is_there: bool, catalogue: Catalogue) -> Reason:
    assert meaning.acceptable is not None
    return catalogue.reason(
        "outcome-acceptable" if is_there else "outcome-not-yet-acceptable",
        cohort=catalogue.reason(f"cohort-{meaning.acceptable.cohort}").text,
        limit=f"{meaning.acceptable.value:g}",
        direction="more" if measure.scoring.better == "high" else "less",
    )
