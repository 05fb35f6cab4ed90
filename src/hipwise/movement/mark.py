"""Where the eye should look when a movement is done wrongly: named points that hang on bones.

Points are in neutral coordinates, metres, of the working RIGHT side; `body.mirror` makes the left.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.body.rotation import Vector
from hipwise.body.skeleton import mirrored
from hipwise.library.side import Side


@dataclass(frozen=True, slots=True)
class Mark:
    """A point (metres, neutral coordinates) that hangs on a bone."""

    bone: str
    point: Vector


# Places on the skin of the figure's proportions (see `body.skeleton`), or a little outside it.
_MIDLINE: Mapping[str, Mark] = {
    "back": Mark("spine1", (-0.08, 1.06, 0.0)),
    "chest": Mark("spine3", (0.0, 1.30, 0.0)),
    "pelvis": Mark("pelvis", (0.05, 0.97, 0.0)),
    "tailbone": Mark("pelvis", (-0.11, 0.88, 0.0)),
}
_PAIRED: Mapping[str, Mark] = {
    "pelvis-side": Mark("pelvis", (0.0, 0.97, 0.13)),
    "hip": Mark("femur_r", (0.04, 0.86, 0.12)),
    "knee": Mark("tibia_r", (0.03, 0.49, 0.085)),
    "foot": Mark("foot_r", (0.10, 0.04, 0.09)),
    "heel": Mark("foot_r", (-0.05, 0.01, 0.085)),
    "hand": Mark("hand_r", (0.0, 0.75, 0.19)),
}
PLACES: tuple[str, ...] = (
    *_MIDLINE,
    *(f"{role}.{name}" for role in ("working", "other") for name in _PAIRED),
)


def mark_of(look: str, side: Side) -> Mark:
    """The point of a place, for the side that works. Raises KeyError for a place that is not in PLACES."""
    role, _, name = look.rpartition(".")
    if not role:
        mark = _MIDLINE[name]
        return _mirrored(mark) if side is Side.LEFT else mark
    is_left = {"working": side is Side.LEFT, "other": side is not Side.LEFT}[role]
    return _mirrored(_PAIRED[name]) if is_left else _PAIRED[name]


def _mirrored(mark: Mark) -> Mark:
    bone = f"{mark.bone[:-2]}_l" if mark.bone.endswith("_r") else mark.bone
    return Mark(bone, mirrored(mark.point))
