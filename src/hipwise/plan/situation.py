"""Everything that decides about an exercise for one person on one day, worked out once."""

from dataclasses import dataclass

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.intake import Intake
from hipwise.plan.limits import HipLimits, hip_limits
from hipwise.plan.patient_settings import catalogue_for
from hipwise.plan.phase import PhaseNow, find_phase
from hipwise.plan.plan import Screening
from hipwise.plan.screening import screen


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
