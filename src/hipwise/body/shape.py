"""The body's outline as capsules: what touches the floor and what the plain drawing shows.

Each capsule is two spheres and the hull between them, fixed to one bone, in neutral coordinates
(metres, right side for paired bones). Radii follow the proportions of an adult of average build.
"""

from dataclasses import dataclass

from hipwise.body.kinematics import Frame
from hipwise.body.rotation import Vector
from hipwise.body.skeleton import mirrored


@dataclass(frozen=True, slots=True)
class Capsule:
    """A part of the outline. `part` names it for contacts and drawing."""

    part: str
    bone: str
    start: Vector
    end: Vector
    start_radius_m: float
    end_radius_m: float
    paired: bool = False


CAPSULES: tuple[Capsule, ...] = (
    Capsule("hips", "pelvis", (-0.012, 0.925, 0.058), (-0.012, 0.925, -0.058), 0.098, 0.098),
    Capsule("waist", "spine1", (-0.008, 1.02, 0.0), (-0.008, 1.12, 0.0), 0.100, 0.098),
    Capsule("chest", "spine3", (-0.012, 1.20, 0.0), (-0.015, 1.34, 0.0), 0.108, 0.098),
    Capsule("shoulders", "spine3", (-0.020, 1.375, 0.115), (-0.020, 1.375, -0.115), 0.062, 0.062),
    Capsule("neck", "neck", (-0.018, 1.43, 0.0), (0.0, 1.55, 0.0), 0.050, 0.046),
    Capsule("head", "head", (0.006, 1.585, 0.0), (-0.004, 1.632, 0.0), 0.072, 0.086),
    Capsule("hair", "head", (-0.022, 1.615, 0.0), (-0.012, 1.650, 0.0), 0.070, 0.082),
    Capsule("nose", "head", (0.070, 1.604, 0.0), (0.086, 1.578, 0.0), 0.012, 0.014),
    Capsule("thigh", "femur", (-0.004, 0.88, 0.088), (0.0, 0.50, 0.085), 0.082, 0.052, paired=True),
    Capsule("shank", "tibia", (-0.004, 0.47, 0.085), (-0.004, 0.10, 0.085), 0.054, 0.034, paired=True),
    Capsule("heel", "foot", (-0.035, 0.034, 0.085), (0.02, 0.034, 0.087), 0.034, 0.034, paired=True),
    Capsule("toes", "foot", (0.03, 0.030, 0.087), (0.165, 0.020, 0.088), 0.030, 0.020, paired=True),
    Capsule("upper_arm", "humerus", (-0.010, 1.37, 0.187), (-0.010, 1.07, 0.192), 0.052, 0.040, paired=True),
    Capsule("forearm", "forearm", (-0.010, 1.06, 0.192), (-0.006, 0.83, 0.195), 0.040, 0.027, paired=True),
    Capsule("hand", "hand", (-0.004, 0.80, 0.195), (0.0, 0.70, 0.188), 0.028, 0.020, paired=True),
)


@dataclass(frozen=True, slots=True)
class PlacedCapsule:
    """A capsule where the posture puts it. `side` is r, l or empty."""

    part: str
    side: str
    start: Vector
    end: Vector
    start_radius_m: float
    end_radius_m: float

    @property
    def lowest_m(self) -> float:
        """Height of its lowest point above the floor."""
        return min(self.start[1] - self.start_radius_m, self.end[1] - self.end_radius_m)


def placed_capsules(frames: dict[str, Frame]) -> tuple[PlacedCapsule, ...]:
    """All capsules in the posture that `frames` describes."""
    placed: list[PlacedCapsule] = []
    for c in CAPSULES:
        for side in ("r", "l") if c.paired else ("",):
            bone = f"{c.bone}_{side}" if side else c.bone
            start, end = (mirrored(c.start), mirrored(c.end)) if side == "l" else (c.start, c.end)
            frame = frames[bone]
            placed.append(
                PlacedCapsule(
                    c.part,
                    side,
                    frame.carry(bone, start),
                    frame.carry(bone, end),
                    c.start_radius_m,
                    c.end_radius_m,
                )
            )
    return tuple(placed)
