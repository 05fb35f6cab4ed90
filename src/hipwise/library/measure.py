"""An outcome measure: how it is answered and scored, and what a change means. No licensed texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.source import Citation, Evidence


@dataclass(frozen=True, slots=True)
class Question:
    """A question in our own words, for measures that anybody may ask.

    `named_by_patient`: the patient writes what it is about, and the next time the same is asked.
    """

    id: str
    text: str
    low_words: str
    high_words: str
    named_by_patient: bool = False


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
    answer, times 100), share-of-best-reversed (100 minus that), sum-times-factor (at most `score_high`), or
    stated (only a score that was worked out elsewhere is taken).
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
class Asked:
    """When a measure is asked, in completed weeks of the programme; each time once."""

    weeks: tuple[int, ...]
    source: str
    evidence: Evidence


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
    """One measure. `text_included` is False where a licence forbids or does not clearly allow it.

    `is_change`: the answer itself tells a change since the start. Without `asked` nobody is asked by itself.
    """

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
    asked: Asked | None = None
    is_change: bool = False

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The key of each item in the log, in order: `3`, `pain-3` where parts count anew, `limp` by name."""
        if self.questions:
            return tuple(question.id for question in self.questions)
        return tuple(key for part in self.subscales for key in self.keys_of(part))

    def keys_of(self, part: Subscale) -> tuple[str, ...]:
        """The keys of one part's items, in order."""
        if part.points is not None:
            return tuple(part.points)
        prefix = f"{part.id}-" if len(self.subscales) > 1 else ""
        return tuple(f"{prefix}{number}" for number in range(1, part.items + 1))
