"""The impingement envelope: does a movement stay inside what this hip tolerates?

One function for every exercise. The numbers are content (`envelope.*` settings, clinical source
Patel 2020, Ross 2014, Lewis 2007); this module knows only how they combine.

All flexion here is femur relative to PELVIS, in degrees. Where only the thigh against the trunk or
the horizontal is known, add the anterior tilt first; where the tilt is unknown too, use
`with_unknown_tilt`. Hip rotation cannot be seen by one camera: this judges prescribed movements only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Verdict(StrEnum):
    """From permissive to strict."""

    ALLOWED = "allowed"
    WARN = "warn"
    BLOCKED = "blocked"

    @property
    def strictness(self) -> int:
        """0 for allowed, 2 for blocked."""
        return (Verdict.ALLOWED, Verdict.WARN, Verdict.BLOCKED).index(self)


@dataclass(frozen=True, slots=True)
class EnvelopeLimits:
    """What this hip tolerates, degrees. `max_*` are hard limits (None: no such limit)."""

    flexion_warn_deg: float
    flexion_cap_deg: float
    flexion_hard_deg: float
    adduction_at_cap_deg: float
    extension_warn_deg: float
    extension_cap_deg: float
    max_flexion_deg: float | None = None
    max_extension_deg: float | None = None
    max_abduction_deg: float | None = None
    max_external_rotation_deg: float | None = None
    max_internal_rotation_deg: float | None = None
    max_adduction_deg: float | None = None


@dataclass(frozen=True, slots=True)
class HipSample:
    """One moment of one hip, degrees, signs as OpenSim: adduction +, internal rotation +."""

    flexion_deg: float
    adduction_deg: float
    rotation_deg: float

    @property
    def extension_deg(self) -> float:
        """Extension beyond neutral; negative in flexion."""
        return -self.flexion_deg


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that a sample touched: rule id, verdict, measured value and limit."""

    rule: str
    verdict: Verdict
    value_deg: float
    limit_deg: float
    limb: str = ""


def default_limits(settings: Mapping[str, float]) -> EnvelopeLimits:
    """Limits of a hip without further findings. `settings` maps `envelope.*` ids to degrees."""
    return EnvelopeLimits(
        flexion_warn_deg=settings["envelope.flex_warn"],
        flexion_cap_deg=settings["envelope.flex_cap"],
        flexion_hard_deg=settings["envelope.flex_hard"],
        adduction_at_cap_deg=settings["envelope.adduction_at_cap"],
        extension_warn_deg=settings["envelope.extension_warn"],
        extension_cap_deg=settings["envelope.extension_cap"],
    )


def irritable(limits: EnvelopeLimits, by_deg: float) -> EnvelopeLimits:
    """Limits of an irritable hip: every flexion edge comes earlier by `by_deg`."""
    return replace(
        limits,
        flexion_warn_deg=limits.flexion_warn_deg - by_deg,
        flexion_cap_deg=limits.flexion_cap_deg - by_deg,
        flexion_hard_deg=limits.flexion_hard_deg - by_deg,
    )


def with_personal_pinch(limits: EnvelopeLimits, pinch_deg: float, margin_deg: float) -> EnvelopeLimits:
    """Limits of a hip that pinches from `pinch_deg` of flexion on: the margin below is a hard limit."""
    cap = min(limits.flexion_cap_deg, pinch_deg - margin_deg)
    hardest = cap if limits.max_flexion_deg is None else min(cap, limits.max_flexion_deg)
    return replace(
        limits,
        flexion_warn_deg=min(limits.flexion_warn_deg, cap),
        flexion_cap_deg=cap,
        flexion_hard_deg=min(limits.flexion_hard_deg, cap),
        max_flexion_deg=hardest,
    )


def with_unknown_tilt(samples: Sequence[HipSample], tilt_deg: float) -> list[HipSample]:
    """The same samples where the pelvis was not known: flexion is taken `tilt_deg` worse."""
    return [replace(sample, flexion_deg=sample.flexion_deg + tilt_deg) for sample in samples]


def judge(samples: Sequence[HipSample], limits: EnvelopeLimits, limb: str = "") -> tuple[Finding, ...]:
    """The worst finding of each rule over the samples, strictest first; empty when all is inside."""
    worst: dict[str, Finding] = {}
    for sample in samples:
        if _is_well_inside(sample, limits):
            continue
        for finding in _findings(sample, limits, limb):
            known = worst.get(finding.rule)
            if known is None or finding.value_deg > known.value_deg:  # a rule has one limit
                worst[finding.rule] = finding
    return tuple(sorted(worst.values(), key=lambda f: (-f.verdict.strictness, f.rule)))


def is_any_blocked(samples: Iterable[HipSample], limits: EnvelopeLimits) -> bool:
    """Does any rule block any of the samples? The same rules as `judge`, left at the first answer."""
    return any(
        finding.verdict is Verdict.BLOCKED
        for sample in samples
        if not _is_well_inside(sample, limits)
        for finding in _findings(sample, limits, "")
    )


def verdict_of(findings: Sequence[Finding]) -> Verdict:
    """The strictest verdict; ALLOWED when there is no finding."""
    return max((f.verdict for f in findings), key=lambda v: v.strictness, default=Verdict.ALLOWED)


def _is_well_inside(s: HipSample, limits: EnvelopeLimits) -> bool:
    """Is no edge near? Most positions are like that, and need no closer look."""
    first_edge = min(limits.flexion_warn_deg, limits.flexion_cap_deg, limits.flexion_hard_deg)
    return (
        -min(limits.extension_warn_deg, limits.extension_cap_deg) <= s.flexion_deg <= first_edge
        and (limits.max_flexion_deg is None or s.flexion_deg <= limits.max_flexion_deg)
        and (limits.max_extension_deg is None or -s.flexion_deg <= limits.max_extension_deg)
        and (limits.max_abduction_deg is None or -s.adduction_deg <= limits.max_abduction_deg)
        and (limits.max_external_rotation_deg is None or -s.rotation_deg <= limits.max_external_rotation_deg)
        and (limits.max_internal_rotation_deg is None or s.rotation_deg <= limits.max_internal_rotation_deg)
        and (limits.max_adduction_deg is None or s.adduction_deg <= limits.max_adduction_deg)
    )


def _findings(s: HipSample, limits: EnvelopeLimits, limb: str) -> list[Finding]:
    found: list[Finding] = []

    def note(rule: str, verdict: Verdict, value: float, limit: float) -> None:
        found.append(Finding(rule, verdict, value, limit, limb))

    inward = s.adduction_deg > 0.0 and s.rotation_deg > 0.0
    if s.flexion_deg > limits.flexion_cap_deg and inward:
        note("envelope-fadir-zone", Verdict.BLOCKED, s.flexion_deg, limits.flexion_cap_deg)
    if s.flexion_deg > limits.flexion_hard_deg:
        note("envelope-flexion-hard", Verdict.BLOCKED, s.flexion_deg, limits.flexion_hard_deg)
    if s.flexion_deg > limits.flexion_cap_deg and s.adduction_deg > limits.adduction_at_cap_deg:
        note("envelope-flexion-adduction", Verdict.BLOCKED, s.flexion_deg, limits.flexion_cap_deg)
    if s.flexion_deg > limits.flexion_cap_deg:
        note("envelope-flexion-cap", Verdict.WARN, s.flexion_deg, limits.flexion_cap_deg)
    elif s.flexion_deg > limits.flexion_warn_deg and (s.adduction_deg > 0.0 or s.rotation_deg > 0.0):
        note("envelope-flexion-inward", Verdict.WARN, s.flexion_deg, limits.flexion_warn_deg)
    if s.extension_deg > limits.extension_cap_deg:
        note("envelope-extension-cap", Verdict.BLOCKED, s.extension_deg, limits.extension_cap_deg)
    elif s.extension_deg > limits.extension_warn_deg:
        note("envelope-extension-warn", Verdict.WARN, s.extension_deg, limits.extension_warn_deg)
    for rule, value, limit in (
        ("limit-flexion", s.flexion_deg, limits.max_flexion_deg),
        ("limit-extension", s.extension_deg, limits.max_extension_deg),
        ("limit-abduction", -s.adduction_deg, limits.max_abduction_deg),
        ("limit-external-rotation", -s.rotation_deg, limits.max_external_rotation_deg),
        ("limit-internal-rotation", s.rotation_deg, limits.max_internal_rotation_deg),
        ("limit-adduction", s.adduction_deg, limits.max_adduction_deg),
    ):
        if limit is not None and value > limit:
            note(rule, Verdict.BLOCKED, value, limit)
    return found
