"""Named arm postures, so that an exercise says "by side" and not five angles."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArmPosture:
    """Arm angles (OpenSim coordinates without side suffix, degrees) for the working and the other side."""

    id: str
    words: str
    working: Mapping[str, float]
    other: Mapping[str, float]
