"""Rotations in three dimensions on plain floats.

A rotation is nine floats, row by row. Axes: x forward, y up, z to the subject's right. Plain floats
because the same code runs in the browser; one product costs about 2 µs in CPython.
"""

import math

Vector = tuple[float, float, float]
Rotation = tuple[float, float, float, float, float, float, float, float, float]

IDENTITY: Rotation = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def about_x(deg: float) -> Rotation:
    """Rotation about x by `deg` degrees, right-handed."""
    c, s = math.cos(math.radians(deg)), math.sin(math.radians(deg))
    return (1.0, 0.0, 0.0, 0.0, c, -s, 0.0, s, c)


def about_y(deg: float) -> Rotation:
    """Rotation about y by `deg` degrees, right-handed."""
    c, s = math.cos(math.radians(deg)), math.sin(math.radians(deg))
    return (c, 0.0, s, 0.0, 1.0, 0.0, -s, 0.0, c)


def about_z(deg: float) -> Rotation:
    """Rotation about z by `deg` degrees, right-handed."""
    c, s = math.cos(math.radians(deg)), math.sin(math.radians(deg))
    return (c, -s, 0.0, s, c, 0.0, 0.0, 0.0, 1.0)


def compose(a: Rotation, b: Rotation) -> Rotation:
    """The rotation that applies `b` first, then `a`."""
    a0, a1, a2, a3, a4, a5, a6, a7, a8 = a
    b0, b1, b2, b3, b4, b5, b6, b7, b8 = b
    return (
        a0 * b0 + a1 * b3 + a2 * b6,
        a0 * b1 + a1 * b4 + a2 * b7,
        a0 * b2 + a1 * b5 + a2 * b8,
        a3 * b0 + a4 * b3 + a5 * b6,
        a3 * b1 + a4 * b4 + a5 * b7,
        a3 * b2 + a4 * b5 + a5 * b8,
        a6 * b0 + a7 * b3 + a8 * b6,
        a6 * b1 + a7 * b4 + a8 * b7,
        a6 * b2 + a7 * b5 + a8 * b8,
    )


def inverse(a: Rotation) -> Rotation:
    """The inverse, which for a rotation is the transpose."""
    return (a[0], a[3], a[6], a[1], a[4], a[7], a[2], a[5], a[8])


def turn(a: Rotation, v: Vector) -> Vector:
    """The vector `v` turned by `a`."""
    x, y, z = v
    return (
        a[0] * x + a[1] * y + a[2] * z,
        a[3] * x + a[4] * y + a[5] * z,
        a[6] * x + a[7] * y + a[8] * z,
    )


def cross(a: Vector, b: Vector) -> Vector:
    """The vector across both, right-handed; as long as the area between them."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def from_zxy(z_deg: float, x_deg: float, y_deg: float) -> Rotation:
    """Intrinsic Z-X-Y Cardan rotation, degrees (OpenSim's hip and pelvis order)."""
    return compose(compose(about_z(z_deg), about_x(x_deg)), about_y(y_deg))


def to_zxy(a: Rotation) -> Vector:
    """Intrinsic Z-X-Y angles in degrees; x in [-90, 90].

    At x = ±90 the split between z and y is not defined; y is then 0.
    """
    x = math.degrees(math.asin(max(-1.0, min(1.0, a[7]))))
    if abs(a[7]) > 1.0 - 1e-9:
        return (math.degrees(math.atan2(a[3], a[0])), x, 0.0)
    return (math.degrees(math.atan2(-a[1], a[4])), x, math.degrees(math.atan2(-a[6], a[8])))
