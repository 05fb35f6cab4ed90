"""Where the plain figure shows a muscle: a patch on the skin, fixed to a bone.

Points in neutral coordinates (metres, right side), after the muscle's course in an anatomy atlas [B];
schematic, for orientation only.
"""

from dataclasses import dataclass

from hipwise.body.rotation import Vector


@dataclass(frozen=True, slots=True)
class MusclePatch:
    """A patch from `start` to `end` on `bone`; `outward` is the direction the skin faces there."""

    bone: str
    start: Vector
    end: Vector
    radius_m: float
    outward: Vector


# Each patch lies just under the skin of its capsule, so that it stays inside the outline from every side.
PATCHES: dict[str, tuple[MusclePatch, ...]] = {
    "gluteus-medius": (
        MusclePatch("pelvis", (-0.03, 0.975, 0.112), (-0.01, 0.905, 0.124), 0.031, (-0.3, 0.2, 1.0)),
    ),
    "gluteus-minimus": (
        MusclePatch("pelvis", (0.0, 0.96, 0.118), (0.0, 0.91, 0.128), 0.022, (0.1, 0.2, 1.0)),
    ),
    "gluteus-maximus": (
        MusclePatch("pelvis", (-0.066, 0.955, 0.07), (-0.06, 0.89, 0.095), 0.042, (-1.0, 0.0, 0.5)),
    ),
    "deep-external-rotators": (
        MusclePatch("pelvis", (-0.08, 0.925, 0.05), (-0.07, 0.905, 0.11), 0.02, (-1.0, 0.0, 0.5)),
    ),
    "tensor-fasciae-latae": (
        MusclePatch("pelvis", (0.045, 0.955, 0.105), (0.035, 0.89, 0.118), 0.02, (0.7, 0.0, 0.8)),
    ),
    "hamstrings": (
        MusclePatch("femur", (-0.036, 0.78, 0.088), (-0.028, 0.60, 0.086), 0.032, (-1.0, 0.0, 0.25)),
    ),
    "quadriceps": (MusclePatch("femur", (0.034, 0.78, 0.092), (0.026, 0.59, 0.088), 0.034, (1.0, 0.0, 0.3)),),
    "rectus-femoris": (
        MusclePatch("femur", (0.044, 0.80, 0.092), (0.034, 0.60, 0.088), 0.025, (1.0, 0.0, 0.2)),
    ),
    "iliopsoas": (MusclePatch("pelvis", (0.058, 0.96, 0.06), (0.056, 0.89, 0.075), 0.022, (1.0, 0.1, 0.3)),),
    "adductors": (MusclePatch("femur", (0.02, 0.81, 0.048), (0.01, 0.64, 0.058), 0.027, (0.45, 0.0, -1.0)),),
    "calf": (MusclePatch("tibia", (-0.022, 0.42, 0.087), (-0.02, 0.30, 0.086), 0.030, (-1.0, 0.0, 0.2)),),
    "abdominals": (
        MusclePatch("spine1", (0.054, 1.11, 0.035), (0.052, 1.01, 0.035), 0.034, (1.0, 0.0, 0.3)),
    ),
    "erector-spinae": (
        MusclePatch("spine1", (-0.078, 1.13, 0.03), (-0.078, 1.01, 0.03), 0.025, (-1.0, 0.0, 0.2)),
    ),
}
