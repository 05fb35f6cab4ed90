"""What an invented person has told so far, kept apart from the log.

The safety checks read this and not the log, so that they do not lean on the rooms that they check: which
morning belongs to which session, and what is still open, is known here from the telling itself.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta


@dataclass(slots=True)
class ToldSession:
    """One session as it was told. None is not told; scores are 0 to 10.

    The morning is the worst of the checks up to 36 hours after it.

    `pinch` and `during` are by exercise; `amounts` the sets told; `shift` is how far the clock was ahead.
    """

    at: datetime
    ended: datetime
    before: float | None = None
    after: float | None = None
    during: dict[str, float | None] = field(default_factory=dict)
    pinch: dict[str, float | None] = field(default_factory=dict)
    pinch_around: float | None = None
    limp: bool | None = None
    analgesic: bool | None = None
    morning: float | None = None
    morning_at: datetime | None = None
    night_waking: bool | None = None
    shift: timedelta = timedelta(0)

    @property
    def is_muddled(self) -> bool:
        """Do its entries carry another moment than theirs, so that nobody can make sense of them?"""
        return bool(self.shift)

    @property
    def told_at(self) -> datetime:
        """The moment that the entries name."""
        return self.at + self.shift

    @property
    def worst(self) -> float:
        """The worst score that was told, 0 without any."""
        scores = (self.before, self.after, self.morning, *self.during.values())
        return max((score for score in scores if score is not None), default=0.0)


@dataclass(slots=True)
class Told:
    """The sessions in order, the flags nobody has cleared, and since when strong pain waits for questions."""

    sessions: list[ToldSession] = field(default_factory=list)
    open_flags: set[str] = field(default_factory=set)
    questions_since: datetime | None = None
    last_night_waking: bool | None = None
    mornings: list[tuple[date, float]] = field(default_factory=list)
    answered_on: date | None = None
    last_told_on: date | None = None
    muddled_on: list[date] = field(default_factory=list)
