"""A need: why one person needs the therapist, how soon, and the step that is proposed.

The order follows the rules: escalate, stop, step back, hold, silence, progress; then the size of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason


class Urgency(StrEnum):
    """When somebody has to look."""

    NOW = "now"
    TODAY = "today"
    THIS_WEEK = "this-week"

    @property
    def rank(self) -> int:
        """0 for what is most urgent."""
        return list(Urgency).index(self)


class Place(IntEnum):
    """The place in the list within and across urgencies."""

    ESCALATE = 0
    STOP = 1
    STEP_BACK = 2
    HOLD = 3
    SILENCE = 4
    PROGRESS = 5


# Urgency, place, size: the smallest comes first.
Order = tuple[int, int, float]


def order_of(urgency: Urgency, place: Place, size: float) -> Order:
    """A need's place among all needs; of equal urgency and place the larger comes first."""
    return urgency.rank, place.value, -size


@dataclass(frozen=True, slots=True)
class Need:
    """Why one person needs the therapist.

    `reason` is one line with its fact, `detail` a second line or empty. `step` is the proposed step as a
    word for programs: call, questions, accept, look, screen, ask, letter; `step_words` is its button.
    `exercise` names the decision that it is about. `size` orders equal places, larger first.
    """

    urgency: Urgency
    place: Place
    reason: Reason
    detail: str
    step: str
    step_words: str
    exercise: str | None = None
    size: float = 0.0

    @property
    def key(self) -> str:
        """What it is about, whatever its numbers say today: the rule, and the exercise if there is one."""
        return f"{self.reason.rule}:{self.exercise}" if self.exercise else self.reason.rule

    @property
    def order(self) -> Order:
        """Its place among all needs; the smallest comes first."""
        return order_of(self.urgency, self.place, self.size)

    @property
    def can_wait(self) -> bool:
        """May it come up once a week only?"""
        return self.urgency is Urgency.THIS_WEEK


_MINUTES = {Urgency.NOW: "now", Urgency.TODAY: "today", Urgency.THIS_WEEK: "week"}


def minutes_of(urgency: Urgency, catalogue: Catalogue) -> float:
    """How long the therapist is told that a need of that urgency takes."""
    return catalogue.setting(f"attention.minutes.{_MINUTES[urgency]}")


def first_of(needs: Iterable[Need]) -> Need | None:
    """The need that comes first; None when there is none."""
    return min(needs, key=lambda need: need.order, default=None)


def rank(needs: Mapping[str, Need]) -> list[str]:
    """The persons' ids in the order in which they need the therapist; equal needs keep their order."""
    return sorted(needs, key=lambda person: needs[person].order)
