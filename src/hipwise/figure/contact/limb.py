"""Round limbs that must not pass through each other, as capsules of `body.shape`."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.body.shape import CAPSULES
from hipwise.body.skeleton import mirrored
from hipwise.figure.contact.jacobian import SkinPoints
from hipwise.figure.contact.part import patches_of
from hipwise.figure.contact.residual import Apart
from hipwise.figure.pose import Array
from hipwise.library.exercise import Contact

_GOOD_APART_M = 0.002
_TRUNK = ("hips", "waist", "chest", "head")
_ARM = ("forearm", "hand")
_LEG = ("thigh", "shank", "heel", "toes")
# Parts that meet by themselves at a joint, or that clothes and flesh let touch.
_NEIGHBOURS = {
    ("shank", "heel"),
    ("shank", "toes"),
    ("heel", "toes"),
    ("thigh", "shank"),
    ("forearm", "hand"),
}


@cache
def limbs() -> tuple[tuple[str, ...], SkinPoints, SkinPoints, Array]:
    """Names with side, both ends and both radii of every capsule."""
    names: list[str] = []
    ends: tuple[list[object], list[object]] = ([], [])
    bones: list[list[int]] = []
    radii: list[tuple[float, float]] = []
    for c in CAPSULES:
        for side in ("_r", "_l") if c.paired else ("",):
            names.append(c.part + side)
            for kept, end in zip(ends, (c.start, c.end), strict=True):
                kept.append(mirrored(end) if side == "_l" else end)
            bones.append([BONE_NAMES.index(c.bone + side)])
            radii.append((c.start_radius_m, c.end_radius_m))
    ones = np.ones((len(names), 1))
    starts, stops = (SkinPoints(np.array(e), np.array(bones), ones) for e in ends)
    return tuple(names), starts, stops, np.array(radii)


def apart(contacts: Sequence[Contact]) -> Apart:
    """The residual that keeps limbs out of each other."""
    names, starts, ends, radii = limbs()
    meant = {pair for contact in contacts if contact.kind == "touches" for pair in _meeting(contact)}
    pairs = [
        (i, j)
        for i, first in enumerate(names)
        for j, second in enumerate(names)
        if i < j and may_not_meet(first, second) and frozenset((first, second)) not in meant
    ]
    return Apart(starts, ends, radii, np.array(pairs), _GOOD_APART_M)


def _meeting(contact: Contact) -> Iterator[frozenset[str]]:
    """The pairs of capsules that a contact brings together."""
    for first in _capsules_of(contact.part):
        for second in _capsules_of(contact.on):
            yield frozenset((first, second))


def _capsules_of(part: str) -> set[str]:
    bones = {bone for patch in patches_of(part) for bone in patch.bones}
    names, starts, _, _ = limbs()
    return {name for name, bone in zip(names, starts.bones[:, 0], strict=True) if BONE_NAMES[bone] in bones}


def may_not_meet(first: str, second: str) -> bool:
    """Are these two capsules of parts that have to stay out of each other?"""
    (a, _, a_side), (b, _, b_side) = first.rpartition("_"), second.rpartition("_")
    a, b = a or first, b or second
    if a in _LEG and b in _LEG:
        return a_side != b_side
    if a in _ARM or b in _ARM:
        rest = b if a in _ARM else a
        return rest in (*_TRUNK, *_LEG) or (rest in _ARM and a_side != b_side)
    return False
