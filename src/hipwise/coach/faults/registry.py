"""The faults that this coach can judge. A code that is not here is answered with "not judgeable"."""

from collections.abc import Mapping

from hipwise.coach.faults.angle_fault import AngleFault
from hipwise.coach.faults.bounce import BOUNCE
from hipwise.coach.faults.foot_touch import FOOT_TOUCH
from hipwise.coach.faults.hip import HIP_ADD, HIP_FLEX_OVER, HIP_HYPEREXT
from hipwise.coach.faults.knee import DEPTH_OVER, DYN_VALGUS, KNEE_BEND
from hipwise.coach.faults.landing_fault import ASYMMETRY, LOST_STICK, STIFF_LANDING, LandingFault
from hipwise.coach.faults.pelvis import PELVIC_DROP, PELVIC_RISE
from hipwise.coach.faults.range_over import range_over
from hipwise.coach.faults.tempo import TEMPO_FAST
from hipwise.coach.faults.trunk import TRUNK_FLEX_EXCESS, TRUNK_LEAN
from hipwise.coach.quantity import PhaseQuantity

ANGLE_FAULTS: Mapping[str, AngleFault] = {
    fault.code: fault
    for fault in (
        TRUNK_LEAN,
        TRUNK_FLEX_EXCESS,
        PELVIC_DROP,
        PELVIC_RISE,
        HIP_ADD,
        HIP_FLEX_OVER,
        HIP_HYPEREXT,
        DYN_VALGUS,
        DEPTH_OVER,
        KNEE_BEND,
    )
}
REPETITION_FAULTS = (TEMPO_FAST,)
HOLD_FAULTS = (BOUNCE,)
LANDING_FAULTS: Mapping[str, LandingFault] = {
    fault.code: fault for fault in (STIFF_LANDING, ASYMMETRY, LOST_STICK)
}
TOUCH_FAULTS = (FOOT_TOUCH,)


def angle_fault(code: str, quantity: PhaseQuantity | None) -> AngleFault | None:
    """How that fault shows in angles, or None when it does not."""
    if code == "RANGE_OVER":
        return None if quantity is None else range_over(quantity)
    return ANGLE_FAULTS.get(code)
