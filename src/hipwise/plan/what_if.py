"""A question about a person's limits: what would fit if one of them were different? Nothing is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hipwise.body.envelope import EnvelopeLimits, irritable
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.given import Given
from hipwise.plan.intake import Intake
from hipwise.plan.limits import HipLimits
from hipwise.plan.phase import PhaseNow, phases_by_number
from hipwise.plan.situation import Situation, assess, assess_in_phase

_SURGEON_LIMIT = "hip_flexion_deg"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is supposed: degrees of hip flexion, soreness, phase. None leaves a thing as it is."""

    flexion_cap_deg: float | None = None
    pinch_starts_at_flexion_deg: float | None = None
    is_irritable: bool | None = None
    surgeon_flexion_deg: float | None = None
    phase: int | None = None

    @property
    def is_empty(self) -> bool:
        """Is nothing supposed?"""
        return self == WhatIf()


def read_what_if(given: Mapping[str, Given]) -> WhatIf:
    """The supposition in the given answers; a missing one supposes nothing. Raises GivenError."""
    sore = given["irritable"]
    return WhatIf(
        flexion_cap_deg=_degrees(given["flexion"]),
        pinch_starts_at_flexion_deg=_degrees(given["pinch"]),
        is_irritable=None if sore.is_missing else sore.word_of(("yes", "no")) == "yes",
        surgeon_flexion_deg=_degrees(given["surgeon"]),
        phase=None if given["phase"].is_missing else given["phase"].whole_number(1, 4, "phase"),
    )


def _degrees(given: Given) -> float | None:
    return None if given.is_missing else given.number(0, 140, "degrees of hip flexion")


def suppose(what_if: WhatIf, intake: Intake, catalogue: Catalogue, phase: int | None = None) -> Situation:
    """The situation as it would be, for a plan of that `phase` where there is one.

    Screening stays: no supposition lifts a red flag.

    A supposed flexion cap moves every flexion edge of the hips that hurt. The hard limits of an operation
    stay where they are; only the surgeon's limit itself is supposed by its own answer.
    """
    supposed = _supposed_intake(what_if, intake, catalogue)
    situation = assess(supposed, catalogue) if phase is None else assess_in_phase(supposed, phase, catalogue)
    if what_if.flexion_cap_deg is not None:
        situation = replace(situation, limits=_with_cap(what_if.flexion_cap_deg, situation))
    if what_if.phase is not None:
        now = PhaseNow(phases_by_number(catalogue)[what_if.phase], ())
        situation = replace(situation, phase=now)
    return situation


def supposed_in_words(what_if: WhatIf, catalogue: Catalogue) -> tuple[Reason, ...]:
    """What is supposed, one sentence each."""
    sore = None if what_if.is_irritable is None else ("yes" if what_if.is_irritable else "no")
    asked = (
        ("what-if-flexion", what_if.flexion_cap_deg),
        ("what-if-pinch", what_if.pinch_starts_at_flexion_deg),
        ("what-if-irritable", sore),
        ("what-if-surgeon", what_if.surgeon_flexion_deg),
        ("what-if-phase", what_if.phase),
    )
    return tuple(catalogue.reason(rule, value=value) for rule, value in asked if value is not None)


def _supposed_intake(what_if: WhatIf, intake: Intake, catalogue: Catalogue) -> Intake:
    pain = intake.pain
    if what_if.pinch_starts_at_flexion_deg is not None:
        pain = replace(pain, pinch_starts_at_flexion_deg=what_if.pinch_starts_at_flexion_deg)
    if what_if.is_irritable is not None:
        # Sore without a flare: a flare would close exercises for a reason of its own.
        limit = catalogue.setting("plan.irritable_rest_pain")
        rest = limit + 1 if what_if.is_irritable else min(pain.rest or 0, limit)
        pain = replace(pain, rest=rest, flare_last_7_days=False)
    supposed = replace(intake, pain=pain)
    surgery = intake.surgery
    if what_if.surgeon_flexion_deg is not None and surgery is not None and intake.is_post_operative:
        limits = {**surgery.limits, _SURGEON_LIMIT: what_if.surgeon_flexion_deg}
        supposed = replace(supposed, surgery=replace(surgery, limits=limits))
    return supposed


def _with_cap(cap_deg: float, situation: Situation) -> HipLimits:
    limits, hurts = situation.limits, situation.intake.symptomatic_sides
    reason = situation.reason("what-if-flexion", value=cap_deg)
    keeps_hard = situation.intake.is_post_operative
    return HipLimits(
        left=_capped(limits.left, cap_deg, keeps_hard) if Side.LEFT in hurts else limits.left,
        right=_capped(limits.right, cap_deg, keeps_hard) if Side.RIGHT in hurts else limits.right,
        reasons={
            side: (reason, *limits.reasons[side]) if side in hurts else limits.reasons[side]
            for side in (Side.LEFT, Side.RIGHT)
        },
    )


def _capped(limits: EnvelopeLimits, cap_deg: float, keeps_hard: bool) -> EnvelopeLimits:
    moved = irritable(limits, limits.flexion_cap_deg - cap_deg)
    return moved if keeps_hard or moved.max_flexion_deg is None else replace(moved, max_flexion_deg=cap_deg)
