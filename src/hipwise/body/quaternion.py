"""Rotations as unit quaternions (x, y, z, w): the form in which they travel and are halved."""

import math
from collections.abc import Iterable
from itertools import accumulate

from hipwise.body.rotation import Rotation

Quaternion = tuple[float, float, float, float]

IDENTITY: Quaternion = (0.0, 0.0, 0.0, 1.0)


def from_rotation(a: Rotation) -> Quaternion:
    """The quaternion of a rotation, with w >= 0 except for the last bits (Shepperd 1978).

    The largest component is taken from a root, so that none is ever divided by a small one.
    """
    trace = a[0] + a[4] + a[8]
    largest = max(range(4), key=lambda i: (a[0], a[4], a[8], trace)[i])
    if largest == 3:
        q = (a[7] - a[5], a[2] - a[6], a[3] - a[1], 1.0 + trace)
    elif largest == 0:
        q = (1.0 + a[0] - a[4] - a[8], a[1] + a[3], a[2] + a[6], a[7] - a[5])
    elif largest == 1:
        q = (a[1] + a[3], 1.0 - a[0] + a[4] - a[8], a[5] + a[7], a[2] - a[6])
    else:
        q = (a[2] + a[6], a[5] + a[7], 1.0 - a[0] - a[4] + a[8], a[3] - a[1])
    unit = _unit(q)
    return negated(unit) if unit[3] < 0.0 else unit


def to_rotation(q: Quaternion) -> Rotation:
    """The rotation of a unit quaternion."""
    x, y, z, w = q
    return (
        1.0 - 2.0 * (y * y + z * z),
        2.0 * (x * y - w * z),
        2.0 * (x * z + w * y),
        2.0 * (x * y + w * z),
        1.0 - 2.0 * (x * x + z * z),
        2.0 * (y * z - w * x),
        2.0 * (x * z - w * y),
        2.0 * (y * z + w * x),
        1.0 - 2.0 * (x * x + y * y),
    )


def half_of(q: Quaternion) -> Quaternion:
    """The same axis and half the angle, for w >= 0; a half turn (w = 0) becomes a quarter turn."""
    return _unit((q[0], q[1], q[2], q[3] + 1.0))


def negated(q: Quaternion) -> Quaternion:
    """The other quaternion of the same rotation."""
    return (-q[0], -q[1], -q[2], -q[3])


def near(q: Quaternion, before: Quaternion) -> Quaternion:
    """Of the two quaternions of a rotation the one nearer to `before`, so that a series does not jump."""
    return negated(q) if sum(a * b for a, b in zip(q, before, strict=True)) < 0.0 else q


def without_jumps(series: Iterable[Quaternion]) -> tuple[Quaternion, ...]:
    """The same rotations, each as the quaternion nearer to the one before it."""
    return tuple(accumulate(series, lambda before, q: near(q, before)))


def _unit(q: Quaternion) -> Quaternion:
    x, y, z, w = q
    length = math.sqrt(x * x + y * y + z * z + w * w)
    return (x / length, y / length, z / length, w / length)
