"""Faults of the working knee."""

from hipwise.coach.angles import turned_deg
from hipwise.coach.faults.angle_fault import AngleFault

# Frontal projection angle: thigh against shank, positive when the knee lies towards the middle.
DYN_VALGUS = AngleFault(
    "DYN_VALGUS", ("working_thigh", "working_shank"), lambda row: turned_deg(*row), from_start=True
)
DEPTH_OVER = AngleFault("DEPTH_OVER", ("working_knee",), lambda row: 180.0 - row[0], from_start=True)
KNEE_BEND = AngleFault("KNEE_BEND", ("working_knee",), lambda row: 180.0 - row[0], from_start=True)
