"""The way ahead: which phase a person is in, and what opens the next door."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hipwise.follow.known_now import known_now
from hipwise.library.catalogue import Catalogue
from hipwise.library.criterion import Criterion
from hipwise.library.phase import Phase
from hipwise.library.side import Side
from hipwise.plan.criterion import is_met
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.measure import measured
from hipwise.plan.phase import phases_by_number
from hipwise.plan.plan import Plan


class RungState(StrEnum):
    """Where a phase lies from here."""

    PAST = "past"
    HERE = "here"
    AHEAD = "ahead"


class SignState(StrEnum):
    """Is a sign there? `unknown` is a test that was not done, or a sign that only a person can confirm."""

    YES = "yes"
    NOT_YET = "not-yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign that the next door asks for: its text, where it stands in words, and whether it is there."""

    text: str
    value: str
    state: SignState


@dataclass(frozen=True, slots=True)
class Rung:
    """One phase of the ladder; only the one that is here has signs."""

    number: int
    name: str
    text: str
    state: RungState
    weeks_words: str
    signs: tuple[Sign, ...]


def phase_ladder(plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue) -> tuple[Rung, ...]:
    """The phases from the first to the last, with the signs of the next door. A blocked plan has none."""
    if plan.phase == 0:
        return ()
    now = known_now(intake, log, today)
    phases = phases_by_number(catalogue)
    rungs = []
    for number, phase in phases.items():
        if number == 0:
            continue
        state = _state(number, plan.phase)
        following = phases.get(number + 1)
        signs: tuple[Sign, ...] = ()
        if state is RungState.HERE and following is not None:
            signs = tuple(_signs(phase, following, now))
        rungs.append(
            Rung(number, phase.name, phase.text, state, weeks_words(phase, intake.is_post_operative), signs)
        )
    return tuple(rungs)


def _state(number: int, here: int) -> RungState:
    if number == here:
        return RungState.HERE
    return RungState.PAST if number < here else RungState.AHEAD


def weeks_words(phase: Phase, is_post_operative: bool) -> str:
    """When a phase is, in words: "from week 6", after surgery "from week 6 after surgery"."""
    if is_post_operative:
        return f"from week {phase.postoperative_week_from} after surgery"
    return f"from week {phase.week_from}" if phase.week_from else "from the start"


def _signs(phase: Phase, following: Phase, now: Intake) -> Iterator[Sign]:
    """The week, every measured sign, then the signs that a therapist confirms."""
    yield _week_sign(following, now)
    for criterion in (*phase.exit, *following.entry):
        yield _sign(criterion, now)
    for text in phase.confirm:
        yield Sign(text, "your therapist looks", SignState.UNKNOWN)


def _week_sign(following: Phase, now: Intake) -> Sign:
    weeks = now.postoperative_week if now.is_post_operative else now.weeks_in_programme
    needed = following.postoperative_week_from if now.is_post_operative else following.week_from
    after = " after surgery" if now.is_post_operative else ""
    text = f"{needed} weeks{after} are over."
    if weeks is None:
        return Sign(text, "not known", SignState.UNKNOWN)
    return Sign(text, f"week {weeks + 1}", SignState.YES if weeks >= needed else SignState.NOT_YET)


def _sign(criterion: Criterion, now: Intake) -> Sign:
    sides = now.symptomatic_sides
    if is_met(criterion, now, sides):
        return Sign(criterion.text, "yes", SignState.YES)
    values = [measured(now, criterion.measure, side) for side in sides]
    if any(value is None for value in values):
        return Sign(criterion.text, "not known yet", SignState.UNKNOWN)
    return Sign(criterion.text, _value_words(criterion, now, sides), SignState.NOT_YET)


def _value_words(criterion: Criterion, now: Intake, sides: tuple[Side, ...]) -> str:
    """Where it stands: the number with its unit, or "not yet" where it is no number."""
    values = [measured(now, criterion.measure, side) for side in sides]
    numbers = [value for value in values if isinstance(value, float)]
    if criterion.relation == "symmetry-at-least":
        shares = [
            100 * value / other
            for value, side in zip(values, sides, strict=True)
            if isinstance(value, float)
            and isinstance(other := measured(now, criterion.measure, side.opposite), float)
            and other > 0
        ]
        return f"now {min(shares):.0f} percent" if shares else "not known yet"
    if not numbers or criterion.relation == "no":
        return "not yet"
    worst = min(numbers) if criterion.relation == "at-least" else max(numbers)
    return f"now {worst:g} {criterion.unit}"
