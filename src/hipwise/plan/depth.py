"""How deep a phase lets an exercise bend the knee, and how much of its movement that leaves."""

import math
from dataclasses import replace

from hipwise.body.envelope import Verdict
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Limb
from hipwise.plan.limits import Fit

# An earlier phase has the depth of the first one that says it: what a clinician opens early is no deeper.
_FIRST, _LAST = 3, 4


def knee_cap(exercise: Exercise, phase: int, catalogue: Catalogue) -> float | None:
    """How far the working knee may bend in this phase, degrees; None where the phase does not say."""
    name = exercise.restrictions.knee_cap
    return None if name is None else catalogue.setting(f"{name}.p{max(_FIRST, min(phase, _LAST))}")


def depth_share(exercise: Exercise, phase: int, catalogue: Catalogue) -> float:
    """The share of the movement at which the working knee reaches the depth of the phase, 1 at most."""
    cap = knee_cap(exercise, phase, catalogue)
    if cap is None:
        return 1.0
    bend = catalogue.movements[exercise.id].of_limb("knee_angle", Limb.WORKING)
    way = max(bend) - bend[0]
    share = 1.0 if way <= 0 else (cap - bend[0]) / way
    return min(1.0, max(0.0, math.floor(share * 100) / 100))


def within_depth(fits: Fit, exercise: Exercise, phase: int, catalogue: Catalogue) -> Fit:
    """The fit with the movement shortened to the depth of the phase, and why."""
    share = depth_share(exercise, phase, catalogue)
    if fits.verdict is Verdict.BLOCKED or share >= fits.range_share:
        return fits
    reason = catalogue.reason("plan-depth", limit=knee_cap(exercise, phase, catalogue))
    verdict = max(fits.verdict, Verdict.WARN, key=lambda each: each.strictness)
    kept = fits.reasons if fits.range_share >= 1 else ()
    return replace(fits, verdict=verdict, reasons=(reason, *kept), range_share=share)
