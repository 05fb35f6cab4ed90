"""An outcome measure: how it is answered and scored, and what a change means. No licensed texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.source import Citation, Evidence


@dataclass(frozen=True, slots=True)
class Question:
    """A question in our own words, for measures that anybody may ask."""

    id: str
    text: str
    low_words: str
    high_words: str


@dataclass(frozen=True, slots=True)
class Subscale:
    """A part with a score of its own. Items are numbered from 1; `not_scored` ones are asked, not counted.

    With fewer than `least_answered` answers there is no score. `points` gives, for measures that score each
    item on its own table, the points of each answer.
    """

    id: str
    name: str
    items: int
    least_answered: int
    not_scored: tuple[int, ...] = ()
    points: Mapping[str, tuple[float, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Scoring:
    """How answers become a score.

    `rule` is raw (the answer itself), mean (of the answers), share-of-best (mean divided by the highest
    answer, times 100), share-of-best-reversed (100 minus that), or sum-times-factor (at most `score_high`).
    """

    rule: str
    answer_low: float
    answer_high: float
    score_low: float
    score_high: float
    better: str
    source: str
    evidence: Evidence
    factor: float = 1.0
    formula: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a score or a change means, in which people.

    `kind`: mdc or sdc (a smaller change is noise), mcid or mcii (the least change that people notice),
    scb (a change that people call large), pass (a score that people can live with).
    """

    kind: str
    value: float
    cohort: str
    when: str
    source: str
    evidence: Evidence
    subscale: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `text_included` is False where a licence forbids or does not clearly allow it."""

    id: str
    name: str
    short: str
    text_included: bool
    licence: str
    questions: tuple[Question, ...]
    subscales: tuple[Subscale, ...]
    scoring: Scoring
    thresholds: tuple[Threshold, ...]
    citations: tuple[Citation, ...]
