"""How far an exercise suits one person now, in one word and one number: what the editor's library shows."""

from dataclasses import dataclass
from enum import StrEnum

from hipwise.body.envelope import Verdict
from hipwise.body.movement_fit import hip_peaks
from hipwise.library.exercise import Exercise
from hipwise.library.rule import Reason
from hipwise.library.side import Limb
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.lint import A_THERAPIST_MAY
from hipwise.plan.situation import Situation

# What passes with time, a calmer hip or a test. Everything else that stands against an exercise blocks it.
_PASSES = (
    "plan-phase-later",
    "plan-week-later",
    "plan-standing-later",
    "plan-severe-pain",
    "plan-flare",
    "plan-flare-unknown",
    "plan-stretch-irritable",
    "plan-stretch-pinch",
    "plan-stretch-pinch-unknown",
    "plan-stretch-not-tested",
    "plan-gate",
)


class Suits(StrEnum):
    """From fitting to blocked. `check` may be signed, after a look."""

    FITS = "fits"
    CHECK = "check"
    SMALLER_RANGE = "smaller-range"
    LATER = "later"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Suitability:
    """The verdict, the number behind it in few words, and every reason."""

    verdict: Suits
    number: str
    reasons: tuple[Reason, ...]


def suitability(exercise: Exercise, situation: Situation) -> Suitability:
    """Ask every rule that a plan has to pass."""
    judged = judge(exercise, situation)
    if isinstance(judged, Eligible):
        return _of_eligible(judged, situation)
    verdict = _verdict(judged, situation)
    passing = (*_PASSES, *A_THERAPIST_MAY)
    telling = [reason for reason in judged if verdict is not Suits.BLOCKED or reason.rule not in passing]
    others = [reason for reason in judged if reason not in telling]
    return Suitability(verdict, _number(exercise, telling[0], situation), (*telling, *others))


def _of_eligible(judged: Eligible, situation: Situation) -> Suitability:
    fits = judged.fit
    if fits.range_share < 1:
        return Suitability(Suits.SMALLER_RANGE, f"{round(100 * fits.range_share)} % of the way", fits.reasons)
    verdict = Suits.FITS if fits.verdict is Verdict.ALLOWED else Suits.CHECK
    return Suitability(verdict, reach_words(judged.exercise, situation), fits.reasons)


def _verdict(against: tuple[Reason, ...], situation: Situation) -> Suits:
    rules = {reason.rule for reason in against if not reason.rule.startswith("override-")}
    if rules <= set(A_THERAPIST_MAY) and situation.intake.therapist:
        return Suits.CHECK
    return Suits.LATER if rules <= {*_PASSES, *A_THERAPIST_MAY} else Suits.BLOCKED


def _number(exercise: Exercise, reason: Reason, situation: Situation) -> str:
    """The number of the reason that tells: the week, the phase, or degrees against their limit."""
    facts = dict(reason.facts)
    if reason.rule == "plan-phase-later":
        return f"phase {exercise.restrictions.phase_min}"
    if reason.rule == "plan-week-later":
        return f"week {facts['limit']}"
    if reason.rule.startswith(("envelope-", "limit-")):
        return f"{facts['value']}°, limit {facts['limit']}°"
    if reason.rule == "plan-equipment":
        return "not at hand"
    return situation.catalogue.rules[reason.rule].title.lower()


def reach_words(exercise: Exercise, situation: Situation) -> str:
    """ "bends 45°", or "goes back 10°" where that comes nearer to its limit: how far the working hip goes."""
    return _reach(exercise, situation)[0]


def limit_words(exercise: Exercise, situation: Situation) -> str:
    """ "limit 80°": what the hip that hurts allows in that direction."""
    return f"limit {round(_reach(exercise, situation)[1])}°"


def _reach(exercise: Exercise, situation: Situation) -> tuple[str, float]:
    """How far the working hip goes in the direction that comes nearest to its limit, and that limit."""
    peaks = hip_peaks(situation.catalogue.movements[exercise.id], Limb.WORKING)
    hips = [situation.limits.of(side) for side in situation.intake.symptomatic_sides]
    bend = min(_stricter(hip.flexion_cap_deg, hip.max_flexion_deg) for hip in hips)
    back = min(_stricter(hip.extension_cap_deg, hip.max_extension_deg) for hip in hips)
    if peaks.hip_extension_deg * bend > peaks.hip_flexion_deg * back:
        return f"goes back {round(peaks.hip_extension_deg)}°", back
    return f"bends {round(peaks.hip_flexion_deg)}°", bend


def _stricter(cap_deg: float, hard_deg: float | None) -> float:
    """The cap of every hip, or the hard limit of this one where that comes first."""
    return cap_deg if hard_deg is None else min(cap_deg, hard_deg)
