"""Faults of the working hip."""

from hipwise.coach.angles import turned_deg
from hipwise.coach.faults.angle_fault import AngleFault

# Thigh against trunk, seen from the side, flexion positive. The pelvis cannot be seen, so what the low
# back does is counted as hip: `Trust` of these faults is wide for that reason.
_SIDE = ("working_thigh", "working_trunk_side")


def _flexion_deg(thigh_deg: float, trunk_deg: float) -> float:
    return turned_deg(thigh_deg + 180.0, trunk_deg)


HIP_FLEX_OVER = AngleFault("HIP_FLEX_OVER", _SIDE, lambda row: _flexion_deg(*row), from_start=False)
HIP_HYPEREXT = AngleFault("HIP_HYPEREXT", _SIDE, lambda row: -_flexion_deg(*row), from_start=False)

# From the front: 90 degrees between the line of the hips and the thigh is neutral.
HIP_ADD = AngleFault("HIP_ADD", ("working_thigh_to_hips",), lambda row: row[0] - 90.0, from_start=False)
