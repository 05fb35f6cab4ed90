"""What a chart shows of one day."""

from dataclasses import dataclass
from datetime import date

from hipwise.plan.day_words import day_in_words, short_day_in_words


@dataclass(frozen=True, slots=True)
class ChartDay:
    """One day: pain 0-10 next morning and worst in exercise, repetitions of the charted exercise.

    None means not known.

    `morning_asked` is True when a morning answer was due; a due answer that is missing is drawn as "?".
    `form_least` and `form_most` are the ends of the share of judged repetitions without a fault, 0 to 1; None
    where no camera judged. `has_sets`: something was done.
    `mark` is a day mark of `follow.calendar`: done, partly, eased, left-out, rest, not-logged, today, or "".
    """

    day: date
    morning: float | None = None
    morning_asked: bool = False
    during: float | None = None
    dose_done: int | None = None
    dose_planned: int | None = None
    mark: str = ""
    form_least: float | None = None
    form_most: float | None = None
    has_sets: bool = False


@dataclass(frozen=True, slots=True)
class ChartEvent:
    """Something that happened: `kind` is up, hold, down, stop, test, score, message or told; short `text`."""

    day: date
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PainBands:
    """Edges of the pain bands, from the patient's settings: aim up to `aim`, stop above `stop` (0-10)."""

    aim: float
    stop: float


def short_date(day: date) -> str:
    """A day as people write it on an axis: 9 Mar."""
    return short_day_in_words(day)


def long_date(day: date) -> str:
    """A day as people say it: 9 March."""
    return day_in_words(day)
