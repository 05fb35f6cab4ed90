"""What goes on beside the exercises on one day: running behind its gate, walking, swimming, cycling."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.catalogue import Catalogue
from hipwise.plan.activity import ActivityNow, WalkNow, activities_now, activity_to_mapping, next_walk
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.known_today import known_today
from hipwise.plan.look import Look
from hipwise.plan.outing import RUNNING, WALKING
from hipwise.plan.overall import overall_view
from hipwise.plan.pain_response import Verdict
from hipwise.plan.plan import Plan, reason_to_mapping
from hipwise.plan.running import (
    RunningToday,
    gate_to_mapping,
    running_gate,
    running_to_mapping,
    running_today,
    wants_programme,
)


@dataclass(frozen=True, slots=True)
class Beside:
    """Running where a goal asks for it, the activities that are told, and the next walk.

    Nothing of it while the plan is blocked or stopped.
    """

    running: RunningToday | None
    activities: tuple[ActivityNow, ...]
    walk: WalkNow | None

    def shortest(self, now: ActivityNow) -> float:
        """The fewest minutes that are told of an activity: a walk that hurts earlier is shorter."""
        low = now.activity.minutes_low
        if self.walk is None or now.activity.id != WALKING:
            return low
        return min(low, self.walk.minutes)


def beside_today(look: Look) -> Beside:
    """What goes on beside the exercises on that day."""
    catalogue, known = look.catalogue, look.known
    overall = overall_view(look.plan, look.log, look.history, look.today, look.flares, catalogue).verdict
    if look.plan.phase == 0 or overall >= Verdict.STOP:
        return Beside(None, (), None)
    programme = catalogue.programmes[RUNNING]
    running = None
    if wants_programme(programme, look.intake):
        phase = look.plan.phase
        running = running_today(programme, known, phase, look.log, look.intake, overall, catalogue)
    told = activities_now(known.intake, catalogue)
    walk = next_walk(known.intake, look.log, look.today, overall, catalogue) if _may_walk(told) else None
    return Beside(running, told, walk)


def beside_to_mapping(beside: Beside) -> dict[str, object]:
    """The same as plain JSON values."""
    return {
        "running": None if beside.running is None else running_to_mapping(beside.running),
        "activities": [activity_to_mapping(each, beside.shortest(each)) for each in beside.activities],
        "walk": None
        if beside.walk is None
        else {"minutes": beside.walk.minutes, "reason": reason_to_mapping(beside.walk.reason)},
    }


def beside_proposed(plan: Plan, intake: Intake, catalogue: Catalogue) -> Beside:
    """What goes on beside a proposed plan, of which no day is logged; running waits for its gate."""
    if plan.phase == 0:
        return Beside(None, (), None)
    told = activities_now(intake, catalogue)
    walk = next_walk(intake, Log(), intake.today, Verdict.HOLD, catalogue) if _may_walk(told) else None
    return Beside(None, told, walk)


def beside_proposal(plan: Plan, intake: Intake, catalogue: Catalogue) -> Mapping[str, object]:
    """The gate of running and the activities of a proposed plan, as plain JSON values."""
    programme = catalogue.programmes[RUNNING]
    gate = None
    # Whoever was discharged has run or not by the record of the programme, which is not at hand here.
    if plan.phase and wants_programme(programme, intake) and not plan.is_maintenance:
        known = known_today(intake, Log(), intake.today, catalogue)
        gate = gate_to_mapping(running_gate(programme, known, plan.phase, Log(), catalogue))
    return beside_to_mapping(beside_proposed(plan, intake, catalogue)) | {"running": gate}


def _may_walk(told: tuple[ActivityNow, ...]) -> bool:
    return any(each.activity.id == WALKING and each.waits is None for each in told)
