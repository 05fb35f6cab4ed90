"""The way ahead: which phase a person is in, and what opens the next door."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hipwise.library.catalogue import Catalogue
from hipwise.library.phase import Phase
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.known_today import known_today
from hipwise.plan.phase import phases_by_number
from hipwise.plan.plan import Plan
from hipwise.plan.sign import Sign, door_signs


class RungState(StrEnum):
    """Where a phase lies from here."""

    PAST = "past"
    HERE = "here"
    AHEAD = "ahead"


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
    """The phases of the pathway, with the signs of the next door. A blocked plan has none."""
    if plan.phase == 0:
        return ()
    known = known_today(intake, log, today, catalogue)
    highest = catalogue.pathways[plan.pathway].highest_phase
    phases = {n: p for n, p in phases_by_number(catalogue).items() if 0 < n <= max(highest, plan.phase)}
    rungs = []
    for number, phase in phases.items():
        state = _state(number, plan.phase)
        following = phases.get(number + 1)
        signs: tuple[Sign, ...] = ()
        if state is RungState.HERE and following is not None:
            signs = door_signs(phase, following, known)
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
