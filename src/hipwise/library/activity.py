"""Everyday movement beside the exercises, such as walking: how much, how, and what to leave out."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence with its source.

    `before_week`: told only before this completed week after surgery, with 0 only until the activity begins.
    """

    text: str
    source: str
    evidence: Evidence
    before_week: int | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity. It is told to everybody, or to those with one of its goals.

    `minutes_low` and `minutes_high` bound one outing. After surgery it begins in `postop_week_min` completed
    weeks, a `weight_bearing` one not before full weight, with `after_surgery` to read. It is told to all
    who were operated on where `for_after_surgery` says so. `loads_like` is the exercise whose rules of pain
    hold in it.
    """

    id: str
    order: int
    name: str
    goals: tuple[str, ...]
    for_everybody: bool
    for_after_surgery: bool
    weight_bearing: bool
    postop_week_min: int
    loads_like: str
    minutes_low: float
    minutes_high: float
    how: tuple[Advice, ...]
    leave_out: tuple[Advice, ...]
    after_surgery: tuple[Advice, ...]
    source: str
    evidence: Evidence
