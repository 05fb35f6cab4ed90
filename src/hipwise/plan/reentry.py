"""After discharge: does the maintenance plan go on, or does a programme begin again, and from which phase?

A new episode of pain, a pause, or anything not known ends the maintenance plan. What begins then is the
lower of the phase at discharge and what pain and tests allow now; after a long pause it is the first phase.
Nothing resumes by itself: a screening comes first, and a person signs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.episode import Episode
from hipwise.plan.intake import Intake

_WEEK = timedelta(weeks=1)


class Stage(StrEnum):
    """A programme, the small plan after it, or a programme that begins again."""

    PROGRAMME = "programme"
    MAINTENANCE = "maintenance"
    REENTRY = "re-entry"


@dataclass(frozen=True, slots=True)
class StageNow:
    """The stage, and what ended the maintenance plan (empty otherwise)."""

    stage: Stage
    reasons: tuple[Reason, ...] = ()


def find_stage(intake: Intake, catalogue: Catalogue) -> StageNow:
    """The stage of an intake; without an episode it is a programme."""
    if intake.episode is None:
        return StageNow(Stage.PROGRAMME)
    reasons = tuple(_what_ends_maintenance(intake.episode, intake, catalogue))
    return StageNow(Stage.REENTRY if reasons else Stage.MAINTENANCE, reasons)


def _what_ends_maintenance(episode: Episode, intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    if episode.resumed_on is not None:
        yield catalogue.reason("reentry-resumed")
    idle = episode.days_idle(intake.today)
    if idle >= catalogue.setting("gap_days"):
        yield catalogue.reason("reentry-gap", days=idle)
    pain, limit = intake.pain, catalogue.setting("reentry.pain")
    if episode.new_pain is True or pain.flare_last_7_days is True:
        yield catalogue.reason("reentry-flare")
    if episode.new_pain is None or None in (pain.flare_last_7_days, pain.rest, pain.worst_24h):
        yield catalogue.reason("reentry-unknown")
    at_rest = catalogue.setting("plan.irritable_rest_pain")
    if pain.rest is not None and pain.rest > at_rest:
        yield catalogue.reason("reentry-pain-at-rest", value=pain.rest, limit=at_rest)
    if pain.worst_24h is not None and pain.worst_24h > limit:
        yield catalogue.reason("reentry-pain", value=pain.worst_24h, limit=limit)


def highest_phase(intake: Intake, catalogue: Catalogue) -> int | None:
    """The highest phase that is open after discharge, whatever tests say; None is no such limit.

    A programme that began again opens later phases as its own weeks go by, as the first one did.
    """
    episode = intake.episode
    if episode is None or find_stage(intake, catalogue).stage is Stage.MAINTENANCE:
        return None if episode is None else episode.phase
    entered = _entry_phase(episode, intake, catalogue)
    begun = {phase.number: phase.week_from for phase in catalogue.phases.values()}
    weeks = (intake.today - (episode.resumed_on or intake.today)) // _WEEK
    return max(number for number, week in begun.items() if week <= begun[entered] + weeks)


def _entry_phase(episode: Episode, intake: Intake, catalogue: Catalogue) -> int:
    """Where it began again: the phase at discharge, the first after a long pause or when it is not known."""
    idle = episode.days_idle(episode.resumed_on or intake.today)
    is_long = idle >= catalogue.setting("reentry.long_gap_days")
    return 1 if is_long or episode.phase is None else episode.phase
