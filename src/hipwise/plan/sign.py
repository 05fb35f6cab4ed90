"""Signs: what a door asks for, where it stands in words, and on which day that was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hipwise.library.criterion import Criterion
from hipwise.library.phase import Phase
from hipwise.library.side import Side
from hipwise.plan.criterion import is_met
from hipwise.plan.day_words import day_in_words
from hipwise.plan.intake import Intake
from hipwise.plan.known_today import KnownToday
from hipwise.plan.measure import measured


class SignState(StrEnum):
    """Is a sign there? `unknown` is a test that was not done, or a sign that only a person can confirm."""

    YES = "yes"
    NOT_YET = "not-yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its text, where it stands in words, whether it is there, and when that was found.

    `measured` is the value with its unit ("31 seconds"), empty where there is none. `confirmed_by_person`
    marks a sign that no test shows.
    """

    text: str
    value: str
    state: SignState
    measured: str = ""
    day: date | None = None
    confirmed_by_person: bool = False

    @property
    def found_words(self) -> str:
        """What was found and when: "31 seconds on 23 November"; "met on 23 November" without a number."""
        found = self.measured or ("met" if self.state is SignState.YES else self.value)
        return found if self.day is None else f"{found} on {day_in_words(self.day)}"

    @property
    def where_words(self) -> str:
        """Where it stands, for the person: a sign that is there with its value and its day."""
        is_found = self.state is SignState.YES and self.measured and self.day is not None
        return self.found_words if is_found else self.value


def door_signs(phase: Phase, following: Phase, known: KnownToday) -> tuple[Sign, ...]:
    """What opens the door from a phase to the next: the week, every measured sign, what a person confirms."""
    measured_signs = criteria_signs((*phase.exit, *following.entry), known)
    return (_week_sign(following, known.intake), *measured_signs, *confirmed_signs(phase.confirm))


def is_week_there(phase: Phase, intake: Intake) -> bool:
    """Has the phase's week come? Weeks that nobody knows have not."""
    return _week_sign(phase, intake).state is SignState.YES


def criteria_signs(criteria: Iterable[Criterion], known: KnownToday) -> Iterator[Sign]:
    """The measured signs, in their order."""
    return (_sign(criterion, known) for criterion in criteria)


def confirmed_signs(texts: Iterable[str]) -> Iterator[Sign]:
    """The signs that only a person can see: never there by themselves."""
    return (Sign(text, "a person looks", SignState.UNKNOWN, confirmed_by_person=True) for text in texts)


def _week_sign(following: Phase, now: Intake) -> Sign:
    weeks = now.postoperative_week if now.is_post_operative else now.weeks_in_programme
    needed = following.postoperative_week_from if now.is_post_operative else following.week_from
    after = " after surgery" if now.is_post_operative else ""
    text = f"{needed} weeks{after} are over."
    if weeks is None:
        return Sign(text, "not known", SignState.UNKNOWN)
    state = SignState.YES if weeks >= needed else SignState.NOT_YET
    return Sign(text, f"week {weeks + 1}", state, measured=f"{weeks} weeks", day=now.today)


def _sign(criterion: Criterion, known: KnownToday) -> Sign:
    now, sides = known.intake, known.intake.symptomatic_sides
    days = [day for side in sides if (day := known.day_of(criterion.measure, side)) is not None]
    words, day = _value_words(criterion, now, sides), min(days, default=None)
    if is_met(criterion, now, sides):
        return Sign(criterion.text, "yes", SignState.YES, words, day)
    values = [measured(now, criterion.measure, side) for side in sides]
    if any(value is None for value in values) or (criterion.relation == "symmetry-at-least" and not words):
        return Sign(criterion.text, "not known yet", SignState.UNKNOWN)
    where = f"now {words}" if words else "not there yet"
    return Sign(criterion.text, where, SignState.NOT_YET, words, day)


def _value_words(criterion: Criterion, now: Intake, sides: tuple[Side, ...]) -> str:
    """The value that decides, the worse side's, with its unit; empty where there is no number."""
    values = [measured(now, criterion.measure, side) for side in sides]
    numbers = [value for value in values if isinstance(value, float)]
    if criterion.relation == "symmetry-at-least":
        shares = list(_shares(criterion, now, sides))
        return f"{min(shares):.0f} percent" if shares else ""
    if not numbers or criterion.relation == "no":
        return ""
    worst = min(numbers) if criterion.relation == "at-least" else max(numbers)
    # On a scale the number stands before its end: "1 of 10".
    return f"{worst:g} {_unit_words(criterion.unit.removeprefix('points '), worst)}"


def _unit_words(unit: str, number: float) -> str:
    """The unit after that number: "1 second", "2 seconds"."""
    first, *others = unit.split(" ")
    return " ".join([first.removesuffix("s") if number == 1 else first, *others])


def _shares(criterion: Criterion, now: Intake, sides: tuple[Side, ...]) -> Iterator[float]:
    """Each sore side in percent of the other, where both are known."""
    for side in sides:
        value = measured(now, criterion.measure, side)
        other = measured(now, criterion.measure, side.opposite)
        if isinstance(value, float) and isinstance(other, float) and other > 0:
            yield 100 * value / other
