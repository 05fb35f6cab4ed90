"""What must never stand in a plan. The numbers are typed from the hazard list (see the registry)."""

from collections.abc import Iterator

from hipwise.body.movement_fit import hip_samples
from hipwise.library.exercise import Laterality
from hipwise.library.side import Limb, Side
from hipwise.plan.plan import PlanItem
from hipwise.simulate.safety_check import PlanInForce, plan_check

LOCKED = "piriformis-knee-to-opposite-shoulder"
STRETCHES = ("hip-flexor-stretch", "piriformis-figure-four", LOCKED, "groin-butterfly")
EYES_CLOSED = "single-leg-stance-eyes-closed"
UNSTABLE = ("single-leg-stance-unstable", "wobble-board", "bosu", "baps-board")
IMPACT = ("jump-and-land", "single-leg-hop")
SQUAT = "single-leg-squat"
# Earliest completed week after surgery; what is not listed may begin at once.
EARLIEST_WEEK = {
    "hip-flexor-stretch": 6,
    "piriformis-figure-four": 6,
    "groin-butterfly": 6,
    "ball-bridge": 8,
    "bridge": 3,
    "clamshell": 3,
    "hip-hike": 7,
    "isometric-hip-raise": 3,
    "lateral-band-walk": 8,
    "single-leg-bridge": 8,
    "straight-leg-raise": 6,
    "side-lying-leg-raise": 3,
    "side-lying-adduction": 6,
    "prone-leg-raise": 4,
    "pelvic-clock": 1,
    "single-leg-stance": 6,
    "single-leg-stance-eyes-closed": 8,
    "single-leg-stance-unstable": 8,
    "single-leg-squat": 12,
    "single-leg-stance-ball-toss": 8,
    "wobble-board": 8,
    "bosu": 8,
    "baps-board": 8,
    "jump-and-land": 12,
    "single-leg-hop": 14,
    "step-down": 8,
    LOCKED: 10_000,
}
_TINY = 1e-6
# Furthest bend, stretch back, outwards and turning in of a movement at a share of its range, degrees.
_Reach = tuple[float, float, float, float, float]
_reaches: dict[tuple[int, str, float], _Reach] = {}


@plan_check("H01-red-flag")
def no_item_with_a_red_flag(seen: PlanInForce) -> Iterator[str]:
    """No exercise for anybody with a warning sign in the intake."""
    if seen.plan.items and seen.intake.red_flags:
        yield f"exercises although {', '.join(seen.intake.red_flags)} was told"


@plan_check("H03-locked")
def never_the_locked_stretch(seen: PlanInForce) -> Iterator[str]:
    """Knee to the opposite shoulder is never prescribed by rule."""
    if any(item.exercise == LOCKED for item in seen.plan.items):
        yield f"{LOCKED} is in the plan"


@plan_check("H03-envelope")
def never_beyond_the_envelope(seen: PlanInForce) -> Iterator[str]:
    """No sore hip bends over 90 degrees (80 when irritable, 10 before its own pinch) or goes back over 15."""
    cap = _flexion_cap(seen)
    for item in seen.plan.items:
        for limb in _sore_limbs(item, seen):
            bend, back, *_ = reach(item, limb, seen)
            if bend > cap + _TINY:
                yield f"{item.exercise} bends the hip {bend:.0f} of {cap:.0f} degrees"
            if back > 15 + _TINY:
                yield f"{item.exercise} takes the hip {back:.0f} of 15 degrees back"


def _flexion_cap(seen: PlanInForce) -> float:
    pain, caps = seen.intake.pain, [90.0]
    if pain.rest is None or pain.rest > 2 or pain.flare_last_7_days is not False:
        caps.append(80.0)
    if pain.pinch_starts_at_flexion_deg is not None:
        caps.append(pain.pinch_starts_at_flexion_deg - 10)
    return min(caps)


def _sore_limbs(item: PlanItem, seen: PlanInForce) -> Iterator[Limb]:
    """The limbs of the movement that a sore hip takes, whichever way round it is done."""
    sore = seen.intake.symptomatic_side
    if item.side is Side.BOTH or sore is Side.BOTH:
        yield from (Limb.WORKING, Limb.OTHER)
    else:
        yield Limb.WORKING if item.side is sore else Limb.OTHER


def reach(item: PlanItem, limb: Limb, seen: PlanInForce) -> _Reach:
    """How far the movement takes a hip: bent, back, outwards, turned out, turned in; degrees."""
    movement = seen.catalogue.movements[item.exercise]
    key = (id(movement), limb.value, item.range_share)
    if key not in _reaches:
        samples = hip_samples(movement, limb, item.range_share)
        _reaches[key] = (
            max(s.flexion_deg for s in samples),
            max(s.extension_deg for s in samples),
            max(-s.adduction_deg for s in samples),
            max(-s.rotation_deg for s in samples),
            max(s.rotation_deg for s in samples),
        )
    return _reaches[key]


@plan_check("H04-impact")
def impact_only_in_the_last_phase(seen: PlanInForce) -> Iterator[str]:
    """Jumping only in phase 4, with a therapist, up to 60 years, and with a goal that asks for it."""
    for item in seen.plan.items:
        if item.exercise in IMPACT:
            alone, old = not seen.intake.therapist, seen.intake.person.age > 60
            aimless = not {"dance", "run", "jump", "sport", "return-to-sport"} & set(seen.intake.goals)
            if seen.plan.phase < 4 or alone or old or aimless:
                yield f"{item.exercise} in phase {seen.plan.phase} at {seen.intake.person.age} years"


@plan_check("H04-depth")
def no_deeper_on_one_leg_than_the_phase(seen: PlanInForce) -> Iterator[str]:
    """The knee bends to 45 degrees in a single-leg squat before phase 4, to 60 in it."""
    cap = 60 if seen.plan.phase >= 4 else 45
    for item in seen.plan.items:
        if item.exercise == SQUAT:
            bend = seen.catalogue.movements[SQUAT].of_limb("knee_angle", Limb.WORKING)
            reached = bend[0] + item.range_share * (max(bend) - bend[0])
            if reached > cap + _TINY:
                yield f"{SQUAT} bends the knee to {reached:.0f} degrees in phase {seen.plan.phase}"


@plan_check("H05-side")
def the_side_that_hurts_works(seen: PlanInForce) -> Iterator[str]:
    """Left or right is always said, and no strength exercise leaves out the side that hurts."""
    sore = seen.intake.symptomatic_side
    for item in seen.plan.items:
        if seen.catalogue.exercise(item.exercise).laterality is Laterality.BOTH_TOGETHER:
            if item.side is not Side.BOTH:
                yield f"{item.exercise} works with one side only"
            continue
        if item.side is Side.BOTH and item.first_side not in (Side.LEFT, Side.RIGHT):
            yield f"{item.exercise} does not say which side begins"
        if item.exercise not in STRETCHES and sore is not Side.BOTH and item.side not in (sore, Side.BOTH):
            yield f"{item.exercise} works the {item.side.value} side, the {sore.value} hurts"


@plan_check("H06-week")
def nothing_before_its_week(seen: PlanInForce) -> Iterator[str]:
    """After surgery nothing before its week, and never without knowing the week."""
    if not seen.intake.is_post_operative:
        return
    week = seen.postoperative_week
    for item in seen.plan.items:
        earliest = EARLIEST_WEEK.get(item.exercise, 0)
        if week is None or week < earliest:
            yield f"{item.exercise} in week {week} after surgery, from week {earliest}"


@plan_check("H06-limits")
def nothing_beyond_the_surgeons_limits(seen: PlanInForce) -> Iterator[str]:
    """Before week 3: bent 90, back 0, outwards 30, turned out 30; the surgeon's own limits at any time."""
    week, surgery = seen.postoperative_week, seen.intake.surgery
    if week is None or surgery is None:
        return
    names = ("hip_flexion_deg", "hip_extension_deg", "hip_abduction_deg", "hip_external_rotation_deg")
    early = dict(zip(names, (90.0, 0.0, 30.0, 30.0), strict=True)) if week < 3 else {}
    for item in seen.plan.items:
        for limb in _sore_limbs(item, seen):
            for name, far in zip((*names, "hip_internal_rotation_deg"), reach(item, limb, seen), strict=True):
                cap = min(early.get(name, 360.0), surgery.limits.get(name, 360.0))
                if far > cap + _TINY:
                    yield f"{item.exercise}, {name}: {far:.0f} of {cap:.0f} degrees in week {week}"


@plan_check("H07-leg-raise")
def no_straight_leg_raise_before_week_six(seen: PlanInForce) -> Iterator[str]:
    """The straight leg raise waits until six weeks after surgery are complete."""
    week = seen.postoperative_week
    raises = any(item.exercise == "straight-leg-raise" for item in seen.plan.items)
    if raises and seen.intake.is_post_operative and (week is None or week < 6):
        yield f"straight-leg-raise in week {week} after surgery"


@plan_check("H08-balance")
def no_two_difficulties_and_none_for_the_unsteady(seen: PlanInForce) -> Iterator[str]:
    """Never closed eyes and unstable ground in one plan; neither from 65 years or after falls."""
    ids = {item.exercise for item in seen.plan.items}
    unstable = ids & set(UNSTABLE)
    if EYES_CLOSED in ids and unstable:
        yield f"{EYES_CLOSED} together with {', '.join(sorted(unstable))}"
    old = seen.intake.person.age >= 65
    if (old or "falls-history" in seen.intake.conditions) and (unstable or EYES_CLOSED in ids):
        yield f"balance with closed eyes or unstable at {seen.intake.person.age} years"


@plan_check("H08-gate")
def stance_before_harder_balance(seen: PlanInForce) -> Iterator[str]:
    """Closed eyes, unstable ground and boards only after 30 seconds on the leg; not tested is not passed."""
    for item in seen.plan.items:
        if item.exercise == EYES_CLOSED or item.exercise in UNSTABLE:
            stance = seen.intake.tests.single_leg_stance_s
            sides = (Side.LEFT, Side.RIGHT) if item.side is Side.BOTH else (item.side,)
            held = [stance.of(side) for side in sides]
            if any(seconds is None or seconds < 30 for seconds in held):
                yield f"{item.exercise} after {held} seconds on one leg"


@plan_check("H12-age")
def no_plan_for_children(seen: PlanInForce) -> Iterator[str]:
    """No exercise up to 16 years; with 17 only with a therapist."""
    age = seen.intake.person.age
    if seen.plan.items and (age <= 16 or (age < 18 and not seen.intake.therapist)):
        yield f"exercises at {age} years"


@plan_check("H23-unconfirmed")
def no_plan_without_a_diagnosis(seen: PlanInForce) -> Iterator[str]:
    """Nobody trains before a clinician has confirmed what hurts."""
    if seen.plan.items and not (seen.intake.diagnosis.confirmed and seen.intake.diagnosis.by == "clinician"):
        yield "exercises without a confirmed diagnosis"


@plan_check("H29-pressure")
def no_pressing_with_high_blood_pressure(seen: PlanInForce) -> Iterator[str]:
    """No long pressing against a belt with high blood pressure."""
    presses = any(item.exercise == "isometric-hip-raise" for item in seen.plan.items)
    if presses and "high-blood-pressure" in seen.intake.conditions:
        yield "isometric-hip-raise with high blood pressure"


@plan_check("H30-loose")
def no_stretch_for_loose_hips(seen: PlanInForce) -> Iterator[str]:
    """No stretch for a hypermobile or dysplastic hip."""
    if {"hypermobility", "dysplasia"} & set(seen.intake.conditions):
        for item in seen.plan.items:
            if item.exercise in STRETCHES:
                yield f"{item.exercise} for a loose hip"
