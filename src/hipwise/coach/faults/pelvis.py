"""Faults of the pelvis that a camera in front can see in the line of the hips."""

from hipwise.coach.faults.angle_fault import AngleFault

# The line runs from the other hip to the working, standing one, towards the picture's left; when the
# free side sinks it turns clockwise, when it rises the other way.
PELVIC_DROP = AngleFault("PELVIC_DROP", ("hip_line",), lambda row: -row[0], from_start=True)
PELVIC_RISE = AngleFault("PELVIC_RISE", ("hip_line",), lambda row: row[0], from_start=True)
