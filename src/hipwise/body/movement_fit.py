"""A compiled movement held against a hip's limits: peaks, verdict, and how much of the range fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from hipwise.body.envelope import (
    EnvelopeLimits,
    Finding,
    HipSample,
    Verdict,
    is_any_blocked,
    judge,
    verdict_of,
)
from hipwise.library.compiled_movement import CompiledMovement
from hipwise.library.same import Same
from hipwise.library.side import Limb

_RANGE_STEP = 0.05


@dataclass(frozen=True, slots=True)
class HipPeaks:
    """Worst values of one hip over a repetition, degrees; 0 where the hip never goes there."""

    hip_flexion_deg: float
    hip_adduction_deg: float
    hip_internal_rotation_deg: float
    hip_extension_deg: float


@dataclass(frozen=True, slots=True)
class EnvelopeJudgement:
    """What the envelope says of a movement: verdict, findings, and the share of the range that fits.

    `range_share` is 1 for the full range, less when only a smaller range is allowed, 0 when none is.
    """

    verdict: Verdict
    findings: tuple[Finding, ...]
    range_share: float


def hip_samples(movement: CompiledMovement, limb: Limb, range_share: float = 1.0) -> tuple[HipSample, ...]:
    """The hip over one repetition with the range shortened towards the first posture.

    Positions that come again (a hold, the way back) are given once: a verdict needs where the hip goes,
    not how often.
    """
    return _samples(Same(movement), limb, range_share)


@lru_cache(maxsize=1024)
def _samples(of: Same[CompiledMovement], limb: Limb, range_share: float) -> tuple[HipSample, ...]:
    """There are few movements and shares of them, and each is held against many people's limits."""
    movement = of.value
    series = [movement.of_limb(name, limb) for name in ("hip_flexion", "hip_adduction", "hip_rotation")]
    flexion, adduction, rotation = (values[0] for values in series)
    return tuple(
        HipSample(
            flexion + range_share * (f - flexion),
            adduction + range_share * (a - adduction),
            rotation + range_share * (r - rotation),
        )
        for f, a, r in dict.fromkeys(zip(*series, strict=True))
    )


def hip_peaks(movement: CompiledMovement, limb: Limb) -> HipPeaks:
    """The peaks of one limb, never below 0."""
    samples = hip_samples(movement, limb)
    return HipPeaks(
        max(0.0, *(s.flexion_deg for s in samples)),
        max(0.0, *(s.adduction_deg for s in samples)),
        max(0.0, *(s.rotation_deg for s in samples)),
        max(0.0, *(s.extension_deg for s in samples)),
    )


def judge_movement(
    movement: CompiledMovement, limits: Mapping[Limb, EnvelopeLimits], smallest_range: float
) -> EnvelopeJudgement:
    """Hold both limbs against their limits (a limb without limits is not judged).

    When the full range is blocked, the largest share down to `smallest_range` that is not blocked is
    looked for, in steps of a twentieth; found, the verdict is WARN with that share.
    """
    full = _findings(movement, limits)
    if verdict_of(full) is not Verdict.BLOCKED:
        return EnvelopeJudgement(verdict_of(full), full, 1.0)
    if any(is_any_blocked(hip_samples(movement, limb)[:1], limits[limb]) for limb in limits):
        return EnvelopeJudgement(Verdict.BLOCKED, full, 0.0)  # the first posture belongs to every range
    share = 1.0 - _RANGE_STEP
    while share >= smallest_range - 1e-9:
        if not any(is_any_blocked(hip_samples(movement, limb, share), limits[limb]) for limb in limits):
            return EnvelopeJudgement(Verdict.WARN, full, round(share, 2))
        share -= _RANGE_STEP
    return EnvelopeJudgement(Verdict.BLOCKED, full, 0.0)


def _findings(movement: CompiledMovement, limits: Mapping[Limb, EnvelopeLimits]) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for limb, limit in limits.items():
        found.extend(judge(hip_samples(movement, limb), limit, limb.value))
    return tuple(sorted(found, key=lambda f: (-f.verdict.strictness, f.rule, f.limb)))
