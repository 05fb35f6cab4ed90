"""Everything that decides about an exercise for one person on one day, worked out once."""

from dataclasses import dataclass, replace

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.intake import Intake
from hipwise.plan.limits import HipLimits, hip_limits
from hipwise.plan.patient_settings import catalogue_for
from hipwise.plan.phase import PhaseNow, find_phase, phases_by_number
from hipwise.plan.plan import Screening
from hipwise.plan.screening import screen

PLAN_BEHIND = "phase-plan-behind"
PLAN_AHEAD = "phase-plan-ahead"


@dataclass(frozen=True, slots=True)
class Situation:
    """The intake with what follows from it: screening, phase and the limits of both hips."""

    intake: Intake
    catalogue: Catalogue
    screening: Screening
    phase: PhaseNow
    limits: HipLimits

    def reason(self, rule: str, **facts: object) -> Reason:
        """The reason a rule gives for these facts."""
        return self.catalogue.reason(rule, **facts)

    def setting(self, name: str) -> float:
        """A threshold."""
        return self.catalogue.setting(name)


def assess(intake: Intake, catalogue: Catalogue, highest_phase: int | None = None) -> Situation:
    """Work out the situation of an intake, in no later phase than `highest_phase`."""
    catalogue = catalogue_for(intake.settings, catalogue)
    return Situation(
        intake=intake,
        catalogue=catalogue,
        screening=screen(intake, catalogue),
        phase=find_phase(intake, catalogue, highest_phase),
        limits=hip_limits(intake, catalogue),
    )


def assess_in_phase(intake: Intake, phase: int, catalogue: Catalogue) -> Situation:
    """The situation in which a plan of that phase is judged: in the lower of its phase and the person's.

    What keeps the next phase shut begins with the word that the two differ. Nothing is allowed in phase 0.
    """
    situation = assess(intake, catalogue)
    now, phases = situation.phase, phases_by_number(situation.catalogue)
    if phase == now.number:
        return situation
    rule = PLAN_AHEAD if phase > now.number else PLAN_BEHIND
    reason = situation.reason(rule, plan=phases[phase].name, open=now.phase.name)
    if rule == PLAN_AHEAD:
        return replace(situation, phase=PhaseNow(now.phase, (reason, *now.reasons)))
    return replace(situation, phase=PhaseNow(phases[phase], (reason,)))
