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


PATCHES: dict[str, tuple[MusclePatch, ...]] = {
    "gluteus-medius": (
        MusclePatch("pelvis", (-0.03, 0.985, 0.135), (-0.01, 0.915, 0.155), 0.034, (-0.3, 0.2, 1.0)),
    ),
    "gluteus-minimus": (
        MusclePatch("pelvis", (0.0, 0.965, 0.14), (0.0, 0.915, 0.155), 0.024, (0.1, 0.2, 1.0)),
    ),
    "gluteus-maximus": (
        MusclePatch("pelvis", (-0.10, 0.955, 0.05), (-0.085, 0.88, 0.10), 0.046, (-1.0, 0.0, 0.4)),
    ),
    "tensor-fasciae-latae": (
        MusclePatch("pelvis", (0.055, 0.96, 0.125), (0.04, 0.89, 0.145), 0.02, (0.7, 0.0, 0.8)),
    ),
    "hamstrings": (
        MusclePatch("femur", (-0.06, 0.78, 0.088), (-0.045, 0.60, 0.086), 0.034, (-1.0, 0.0, 0.25)),
    ),
    "quadriceps": (MusclePatch("femur", (0.058, 0.78, 0.092), (0.045, 0.59, 0.088), 0.038, (1.0, 0.0, 0.3)),),
    "rectus-femoris": (
        MusclePatch("femur", (0.06, 0.80, 0.092), (0.048, 0.60, 0.088), 0.026, (1.0, 0.0, 0.2)),
    ),
    "iliopsoas": (MusclePatch("pelvis", (0.075, 0.965, 0.06), (0.07, 0.89, 0.075), 0.022, (1.0, 0.1, 0.3)),),
    "adductors": (MusclePatch("femur", (0.02, 0.82, 0.03), (0.01, 0.64, 0.048), 0.03, (0.45, 0.0, -1.0)),),
    "calf": (MusclePatch("tibia", (-0.042, 0.42, 0.087), (-0.035, 0.30, 0.086), 0.032, (-1.0, 0.0, 0.2)),),
    "abdominals": (MusclePatch("spine1", (0.088, 1.12, 0.025), (0.085, 1.0, 0.025), 0.04, (1.0, 0.0, 0.2)),),
    "erector-spinae": (
        MusclePatch("spine1", (-0.10, 1.14, 0.03), (-0.10, 1.0, 0.03), 0.026, (-1.0, 0.0, 0.2)),
    ),
}
