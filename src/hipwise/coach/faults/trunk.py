"""Faults of the trunk."""

from hipwise.coach.faults.angle_fault import AngleFault

# From the front: the line from hips to shoulders against the person's own start, to either side.
TRUNK_LEAN = AngleFault("TRUNK_LEAN", ("trunk",), lambda row: row[0], from_start=True, both_ways=True)

# From the side: forward lean of the line hip-shoulder from upright; the body faces the picture's right.
TRUNK_FLEX_EXCESS = AngleFault(
    "TRUNK_FLEX_EXCESS", ("working_trunk_side",), lambda row: 90.0 - row[0], from_start=False
)
