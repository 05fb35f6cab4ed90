"""The phase a person is in: by week and by criteria, the lower of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from hipwise.library.catalogue import Catalogue
from hipwise.library.phase import Phase
from hipwise.library.rule import Reason
from hipwise.library.same import Same
from hipwise.plan.criterion import unmet
from hipwise.plan.intake import Intake
from hipwise.plan.reentry import highest_phase


@dataclass(frozen=True, slots=True)
class PhaseNow:
    """The phase now, and what still keeps the next door shut (empty in the last phase)."""

    phase: Phase
    reasons: tuple[Reason, ...]

    @property
    def number(self) -> int:
        """1 to 4."""
        return self.phase.number


def phases_by_number(catalogue: Catalogue) -> Mapping[int, Phase]:
    """The phases by their number, lowest first."""
    return _by_number(Same(catalogue))


@lru_cache(maxsize=8)
def _by_number(catalogue: Same[Catalogue]) -> Mapping[int, Phase]:
    """Asked for by every rule about a phase, of each exercise anew."""
    phases = sorted(catalogue.value.phases.values(), key=lambda phase: phase.number)
    return MappingProxyType({phase.number: phase for phase in phases})


def find_phase(intake: Intake, catalogue: Catalogue, highest: int | None = None) -> PhaseNow:
    """The highest phase whose week has come, whose entry and all earlier exits are met.

    Weeks not known count as none. The pathway bounds the phase, and after discharge the new beginning;
    `highest` bounds it further, so that a person who goes from one phase to the next skips none.
    """
    phases = phases_by_number(catalogue)
    now = phases[1]
    last = catalogue.pathways[intake.pathway].highest_phase
    last = last if highest is None else min(last, highest)
    bound = highest_phase(intake, catalogue)
    for number in range(2, last + 1):
        shut = _what_shuts(now, phases[number], intake, catalogue)
        if bound is not None and number > bound:
            shut = (catalogue.reason("reentry-phase", now=now.name, next=phases[number].name), *shut)
        if shut:
            return PhaseNow(now, shut)
        now = phases[number]
    return PhaseNow(now, ())


def _what_shuts(now: Phase, following: Phase, intake: Intake, catalogue: Catalogue) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    week, needed = _weeks(following, intake)
    if week < needed:
        rule = "phase-week-after-surgery" if intake.is_post_operative else "phase-week"
        reasons.append(catalogue.reason(rule, next=following.name, limit=needed, value=week))
    for criterion in unmet((*now.exit, *following.entry), intake, intake.symptomatic_sides):
        reasons.append(catalogue.reason("phase-sign", next=following.name, sign=criterion.text))
    return tuple(reasons)


def _weeks(phase: Phase, intake: Intake) -> tuple[int, int]:
    """The completed weeks that count, and the week the phase begins at."""
    if intake.is_post_operative:
        return intake.postoperative_week or 0, phase.postoperative_week_from
    return intake.weeks_in_programme or 0, phase.week_from
