"""The limits of each hip of this person, each with its reason, and whether an exercise fits them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

from hipwise.body.envelope import (
    EnvelopeLimits,
    Finding,
    Verdict,
    default_limits,
    irritable,
    with_personal_pinch,
)
from hipwise.body.movement_fit import EnvelopeJudgement, judge_movement
from hipwise.library.catalogue import Catalogue
from hipwise.library.compiled_movement import CompiledMovement
from hipwise.library.exercise import Exercise, Laterality, Unlock
from hipwise.library.rule import Reason
from hipwise.library.same import Same
from hipwise.library.side import Limb, Side
from hipwise.plan.intake import Intake
from hipwise.plan.post_operative import week_row
from hipwise.plan.soreness import is_irritable

_MAX_OF_LIMIT = {
    "hip_flexion_deg": ("max_flexion_deg", "bends"),
    "hip_extension_deg": ("max_extension_deg", "goes backwards"),
    "hip_abduction_deg": ("max_abduction_deg", "moves outwards"),
    "hip_external_rotation_deg": ("max_external_rotation_deg", "turns out"),
    "hip_internal_rotation_deg": ("max_internal_rotation_deg", "turns in"),
}


_SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Fit:
    """Does an exercise fit? `range_share`: 1 the full range, less when only a smaller one fits, 0 none."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    range_share: float


@dataclass(frozen=True, slots=True)
class HipLimits:
    """The limits of the left and the right hip, and why each is narrower than the default."""

    left: EnvelopeLimits
    right: EnvelopeLimits
    reasons: Mapping[Side, tuple[Reason, ...]]
    _kept: dict[tuple[str, Side, float], tuple[Catalogue, Fit]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, side: Side) -> EnvelopeLimits:
        """The limits of one hip. Raises ValueError for `both`."""
        if side is Side.BOTH:
            raise ValueError("expected left or right, got both: each hip has its own limits")
        return self.left if side is Side.LEFT else self.right


def hip_limits(intake: Intake, catalogue: Catalogue) -> HipLimits:
    """The limits of both hips. Findings narrow the hips that hurt; the other keeps the default envelope."""
    settings = catalogue.setting_values
    default = default_limits(settings)
    narrow, reasons = _narrowed(default, intake, catalogue)
    hurts = intake.symptomatic_sides
    left, right = (narrow if side in hurts else default for side in _SIDES)
    return _limits(left, right, tuple(reasons if side in hurts else () for side in _SIDES))


@lru_cache(maxsize=32)
def _limits(
    left: EnvelopeLimits, right: EnvelopeLimits, reasons: tuple[tuple[Reason, ...], ...]
) -> HipLimits:
    """The same limits are the very same value, so that what fits them is held against them once.

    A person's limits change with the week after surgery and when the hip turns irritable or calm.
    """
    return HipLimits(left, right, MappingProxyType(dict(zip(_SIDES, reasons, strict=True))))


def _narrowed(
    limits: EnvelopeLimits, intake: Intake, catalogue: Catalogue
) -> tuple[EnvelopeLimits, tuple[Reason, ...]]:
    reasons: list[Reason] = []
    if is_irritable(intake, catalogue):
        limits = irritable(limits, catalogue.setting("envelope.irritable_by"))
        known = intake.pain.rest is not None and intake.pain.flare_last_7_days is not None
        rule = "hip-irritable" if known else "hip-irritable-unknown"
        reasons.append(catalogue.reason(rule, limit=limits.flexion_cap_deg))
    pinch_deg = intake.pain.pinch_starts_at_flexion_deg
    if pinch_deg is not None:
        limits = with_personal_pinch(limits, pinch_deg, catalogue.setting("envelope.pinch_margin"))
        reasons.append(catalogue.reason("hip-pinch-angle", value=pinch_deg, limit=limits.flexion_cap_deg))
    template = week_row(intake, catalogue)
    if template is not None:
        limits, more = _with_hard_limits(limits, template.limits, "hip-week-limit", catalogue)
        reasons.extend(replace(r, source=template.source, evidence=template.evidence) for r in more)
    if intake.is_post_operative and intake.surgery is not None:
        limits, more = _with_hard_limits(limits, intake.surgery.limits, "hip-surgeon-limit", catalogue)
        reasons.extend(more)
    return limits, tuple(reasons)


def _with_hard_limits(
    limits: EnvelopeLimits, given: Mapping[str, float], rule: str, catalogue: Catalogue
) -> tuple[EnvelopeLimits, list[Reason]]:
    """The limits with hard limits added where they are stricter, and a reason for each that is."""
    reasons: list[Reason] = []
    for name, limit in given.items():
        field, direction = _MAX_OF_LIMIT[name]
        held: float | None = getattr(limits, field)
        if held is None or limit < held:
            limits = replace(limits, **{field: limit})
            reasons.append(catalogue.reason(rule, direction=direction, limit=limit))
    return limits, reasons


def with_unlock(limits: HipLimits, unlock: Unlock) -> HipLimits:
    """The limits of both hips for what a clinician unlocked of an exercise: never wider than they were."""
    return replace(limits, left=_narrowed_to(unlock, limits.left), right=_narrowed_to(unlock, limits.right))


def _narrowed_to(unlock: Unlock, limits: EnvelopeLimits) -> EnvelopeLimits:
    flexion, adduction = unlock.hip_flexion_deg, unlock.hip_adduction_deg
    return replace(
        limits,
        flexion_cap_deg=min(limits.flexion_cap_deg, flexion),
        flexion_hard_deg=min(limits.flexion_hard_deg, flexion),
        max_adduction_deg=adduction
        if limits.max_adduction_deg is None
        else min(limits.max_adduction_deg, adduction),
    )


def fit(
    exercise: Exercise,
    side: Side,
    limits: HipLimits,
    catalogue: Catalogue,
    smallest_range: float | None = None,
) -> Fit:
    """Hold an exercise against the hips. For `both` the stricter of the two ways round stands.

    `smallest_range` is the least share of the movement that still counts; None is the exercise's own.
    """
    smallest = exercise.movement.smallest_range if smallest_range is None else smallest_range
    key = exercise.id, side, smallest
    kept = limits._kept.get(key)
    if kept is None or kept[0] is not catalogue:
        kept = limits._kept[key] = catalogue, _fit(exercise, side, limits, catalogue, smallest)
    return kept[1]


def _fit(exercise: Exercise, side: Side, limits: HipLimits, catalogue: Catalogue, smallest: float) -> Fit:
    if side is not Side.BOTH and exercise.laterality is Laterality.ONE_SIDE:
        return _fit_working(exercise, side, limits, catalogue, smallest)
    ways = [_fit_working(exercise, way, limits, catalogue, smallest) for way in (Side.LEFT, Side.RIGHT)]
    return max(ways, key=lambda way: (way.verdict.strictness, -way.range_share))


def _fit_working(
    exercise: Exercise, working: Side, limits: HipLimits, catalogue: Catalogue, smallest_range: float
) -> Fit:
    movement = catalogue.movements[exercise.id]
    judgement = _judge(Same(movement), limits.of(working), limits.of(working.opposite), smallest_range)
    differ = limits.left != limits.right
    reasons = tuple(_reason(finding, working, differ, catalogue) for finding in _telling(judgement.findings))
    return Fit(judgement.verdict, reasons, judgement.range_share)


def _telling(findings: Sequence[Finding]) -> list[Finding]:
    """What blocks, if anything does; of two rules about one flexion limit the person's own."""
    blocking = [finding for finding in findings if finding.verdict is Verdict.BLOCKED]
    own = {(finding.limb, finding.limit_deg) for finding in blocking if finding.rule == "limit-flexion"}
    return [
        finding
        for finding in blocking or findings
        if finding.rule != "envelope-flexion-hard" or (finding.limb, finding.limit_deg) not in own
    ]


def _reason(finding: Finding, working: Side, differ: bool, catalogue: Catalogue) -> Reason:
    """The finding in words; the hip has its side where the limits of the two `differ`."""
    side = working if finding.limb == Limb.WORKING.value else working.opposite
    hip = f"{side.value} hip" if differ else "hip"
    return catalogue.reason(
        finding.rule, value=round(finding.value_deg), limit=round(finding.limit_deg), hip=hip
    )


@lru_cache(maxsize=4096)
def _judge(
    movement: Same[CompiledMovement], working: EnvelopeLimits, other: EnvelopeLimits, smallest_range: float
) -> EnvelopeJudgement:
    """The same limits come back for each exercise, side and edit of a plan, so answers are kept."""
    return judge_movement(movement.value, {Limb.WORKING: working, Limb.OTHER: other}, smallest_range)
