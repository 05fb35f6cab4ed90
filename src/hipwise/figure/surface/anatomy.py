"""The body as a table: which shape hangs on which bone.

Neutral coordinates, metres, right side; paired parts are mirrored by whoever reads the table. Sizes follow
an adult of average build and 1.72 m; they are drawn to look human and carry no measurement.
"""

import math
from dataclasses import dataclass

from hipwise.body.rotation import Vector
from hipwise.figure.surface.primitive import Ellipsoid, RoundCone, Shape

# How far two shapes of one group melt into each other, unless a part says otherwise.
SOFT_M = 0.03
# A hand at rest: how far each phalanx is curled from the plane of the palm.
_CURL_DEG = (9.0, 19.0, 26.0)
# First phalanges melt into the web between them; where two cones share an end nothing needs to melt.
_WEB_M, _SEAMLESS_M = 0.006, 0.0005


@dataclass(frozen=True, slots=True)
class Part:
    """A shape on a bone. Parts of one `group` melt together in the order of the table, by `blend_m`.

    `paired` parts exist on both sides, and then `bone` and `group` carry no side. A `flat` part ends at the
    plane of the sole.
    """

    bone: str
    group: str
    shape: Shape
    blend_m: float = SOFT_M
    paired: bool = False
    flat: bool = False


def _ell(
    bone: str,
    group: str,
    centre: Vector,
    radii: Vector,
    blend_m: float = SOFT_M,
    *,
    paired: bool = False,
    flat: bool = False,
) -> Part:
    return Part(bone, group, Ellipsoid(centre, radii), blend_m, paired, flat)


def _cone(
    bone: str,
    group: str,
    ends: tuple[Vector, Vector],
    radii: tuple[float, float],
    blend_m: float = SOFT_M,
    *,
    stretch: Vector = (1.0, 1.0, 1.0),
    paired: bool = True,
    flat: bool = False,
) -> Part:
    return Part(bone, group, RoundCone(*ends, *radii, stretch), blend_m, paired, flat)


_TRUNK = (
    _ell("pelvis", "trunk", (-0.008, 0.965, 0.0), (0.098, 0.095, 0.150)),
    _ell("pelvis", "trunk", (-0.005, 0.905, 0.0), (0.088, 0.085, 0.150)),
    _ell("pelvis", "trunk", (-0.005, 0.858, 0.0), (0.065, 0.050, 0.050)),
    _ell("spine1", "trunk", (-0.002, 1.060, 0.0), (0.088, 0.120, 0.128), 0.05),
    _ell("spine2", "trunk", (-0.002, 1.160, 0.0), (0.095, 0.120, 0.134), 0.05),
    _ell("spine3", "trunk", (-0.003, 1.275, 0.0), (0.113, 0.155, 0.152), 0.05),
    _ell("spine3", "trunk", (-0.010, 1.360, 0.0), (0.082, 0.078, 0.158)),
    _ell("spine3", "trunk", (0.050, 1.318, 0.064), (0.042, 0.055, 0.075), 0.04, paired=True),
    _ell("spine3", "trunk", (-0.062, 1.290, 0.085), (0.040, 0.115, 0.066), 0.04, paired=True),
    _ell("hiphalf", "trunk", (-0.054, 0.902, 0.070), (0.073, 0.094, 0.080), 0.04, paired=True),
    _ell("spine3", "trunk", (-0.040, 1.420, 0.0), (0.040, 0.070, 0.060), 0.04),
    _cone("spine3", "trunk", ((-0.030, 1.475, 0.025), (-0.018, 1.418, 0.150)), (0.036, 0.042), 0.04),
    _cone("neck", "trunk", ((-0.022, 1.420, 0.0), (0.0, 1.540, 0.0)), (0.054, 0.049), paired=False),
)

_HEAD = (
    # Skull, hair, face, chin, line of the jaw, nose, ears. No eyes and no mouth: a face that
    # is only hinted at looks calm, one that is nearly right does not.
    _ell("head", "head", (-0.006, 1.630, 0.0), (0.093, 0.087, 0.076), 0.02),
    _ell("head", "head", (0.024, 1.592, 0.0), (0.062, 0.078, 0.058), 0.03),
    _ell("head", "head", (0.046, 1.540, 0.0), (0.036, 0.034, 0.034), 0.03),
    _ell("head", "head", (0.068, 1.520, 0.0), (0.018, 0.016, 0.020), 0.025),
    _cone("head", "head", ((0.000, 1.556, 0.046), (0.050, 1.522, 0.020)), (0.012, 0.012), 0.02),
    _cone("head", "head", ((0.080, 1.616, 0.0), (0.0945, 1.579, 0.0)), (0.0070, 0.0105), 0.020, paired=False),
    _cone(
        "head",
        "head",
        ((-0.006, 1.568, 0.0700), (-0.013, 1.600, 0.0790)),
        (0.0095, 0.0140),
        0.010,
        stretch=(1.0, 1.0, 0.60),
    ),
)

_LEG = (
    _cone("femur", "thigh", ((0.0, 0.885, 0.092), (0.0, 0.49, 0.085)), (0.083, 0.050)),
    _ell("femur", "thigh", (0.028, 0.72, 0.092), (0.052, 0.17, 0.060), paired=True),
    _ell("femur", "thigh", (-0.032, 0.69, 0.086), (0.045, 0.15, 0.055), paired=True),
    _ell("femur", "thigh", (0.0, 0.80, 0.06), (0.06, 0.10, 0.05), paired=True),
    _ell("kneehalf", "thigh", (0.020, 0.494, 0.085), (0.034, 0.038, 0.035), 0.025, paired=True),
    _cone("tibia", "shank", ((0.0, 0.48, 0.085), (-0.004, 0.085, 0.085)), (0.0475, 0.032)),
    _ell("tibia", "shank", (-0.026, 0.365, 0.080), (0.042, 0.115, 0.048), paired=True),
    _ell("tibia", "shank", (-0.020, 0.37, 0.098), (0.038, 0.10, 0.035), paired=True),
)

_FOOT = (
    _ell("foot", "foot", (-0.035, 0.035, 0.085), (0.034, 0.042, 0.031), 0.02, paired=True, flat=True),
    _ell("foot", "foot", (-0.002, 0.068, 0.085), (0.040, 0.042, 0.036), paired=True),
    _ell("foot", "foot", (-0.002, 0.080, 0.057), (0.013, 0.016, 0.012), 0.015, paired=True),
    _ell("foot", "foot", (-0.014, 0.072, 0.114), (0.012, 0.016, 0.011), 0.015, paired=True),
    _cone("foot", "foot", ((0.005, 0.057, 0.080), (0.118, 0.024, 0.070)), (0.036, 0.019), 0.03),
    _cone("foot", "foot", ((-0.005, 0.045, 0.094), (0.108, 0.018, 0.110)), (0.030, 0.017), 0.03),
    _cone("foot", "foot", ((-0.030, 0.02, 0.087), (0.110, 0.018, 0.092)), (0.026, 0.020), 0.02, flat=True),
    _cone(
        "toes", "foot", ((0.126, 0.019, 0.067), (0.180, 0.0135, 0.064)), (0.0185, 0.0125), 0.012, flat=True
    ),
    _cone("toes", "foot", ((0.128, 0.017, 0.084), (0.182, 0.010, 0.084)), (0.0145, 0.0088), 0.008, flat=True),
    _cone(
        "toes", "foot", ((0.122, 0.016, 0.097), (0.172, 0.0095, 0.099)), (0.0135, 0.0084), 0.008, flat=True
    ),
    _cone("toes", "foot", ((0.114, 0.015, 0.109), (0.160, 0.009, 0.112)), (0.0130, 0.0080), 0.008, flat=True),
    _cone("toes", "foot", ((0.104, 0.014, 0.120), (0.145, 0.009, 0.124)), (0.0125, 0.0080), 0.008, flat=True),
)

_ARM = (
    _ell("shoulderhalf", "upper_arm", (-0.008, 1.386, 0.189), (0.048, 0.060, 0.044), paired=True),
    _cone("humerus", "upper_arm", ((-0.01, 1.37, 0.190), (-0.01, 1.07, 0.192)), (0.046, 0.036)),
    _ell("humerus", "upper_arm", (0.010, 1.225, 0.190), (0.035, 0.09, 0.036), 0.02, paired=True),
    _ell("humerus", "upper_arm", (-0.030, 1.24, 0.192), (0.032, 0.09, 0.036), 0.02, paired=True),
    _cone(
        "forearm",
        "forearm",
        ((-0.01, 1.07, 0.192), (-0.006, 0.819, 0.195)),
        (0.036, 0.0215),
        stretch=(1.18, 1.0, 1.0),
    ),
    _ell("forearm", "forearm", (-0.004, 1.005, 0.194), (0.039, 0.080, 0.036), paired=True),
)


def _finger(
    knuckle: Vector, spread_deg: float, lengths: tuple[float, float, float], radii: tuple[float, float]
) -> tuple[Part, ...]:
    """Three phalanges from a knuckle, curled towards the palm (-z) and spread towards the thumb (+x)."""
    sideways = math.tan(math.radians(spread_deg))
    (x, y, z), radius = knuckle, radii[0]
    parts: list[Part] = []
    step = (radii[1] - radii[0]) / 3.0
    for length, curl_deg in zip(lengths, _CURL_DEG, strict=True):
        down, inward = math.cos(math.radians(curl_deg)), math.sin(math.radians(curl_deg))
        end = (x + length * down * sideways, y - length * down, z - length * inward)
        blend_m = _SEAMLESS_M if parts else _WEB_M
        parts.append(_cone("hand", "hand", ((x, y, z), end), (radius, radius + step), blend_m))
        (x, y, z), radius = end, radius + step
    return tuple(parts)


_HAND = (
    # One bone of the palm to each finger, the heel of the hand, the fingers, the thumb with its ball.
    _cone("hand", "hand", ((0.013, 0.806, 0.194), (0.031, 0.730, 0.194)), (0.0165, 0.0120), 0.012),
    _cone("hand", "hand", ((0.004, 0.806, 0.195), (0.010, 0.726, 0.196)), (0.0170, 0.0122), 0.016),
    _cone("hand", "hand", ((-0.008, 0.806, 0.195), (-0.011, 0.730, 0.195)), (0.0165, 0.0118), 0.016),
    _cone("hand", "hand", ((-0.017, 0.804, 0.194), (-0.031, 0.739, 0.192)), (0.0150, 0.0110), 0.016),
    _ell("hand", "hand", (-0.024, 0.775, 0.186), (0.014, 0.034, 0.014), 0.014, paired=True),
    _ell("hand", "hand", (0.000, 0.735, 0.188), (0.036, 0.019, 0.010), 0.014, paired=True),
    *_finger((0.032, 0.730, 0.194), 3.6, (0.038, 0.023, 0.017), (0.0095, 0.0080)),
    *_finger((0.0108, 0.726, 0.196), 0.6, (0.043, 0.027, 0.018), (0.0097, 0.0081)),
    *_finger((-0.0112, 0.730, 0.195), -2.8, (0.040, 0.025, 0.018), (0.0093, 0.0078)),
    *_finger((-0.0315, 0.739, 0.192), -7.0, (0.031, 0.019, 0.015), (0.0086, 0.0070)),
    _ell("hand", "hand", (0.024, 0.778, 0.184), (0.017, 0.036, 0.016), 0.016, paired=True),
    _cone("hand", "hand", ((0.028, 0.786, 0.184), (0.049, 0.746, 0.177)), (0.0140, 0.0115), 0.014),
    _cone("hand", "hand", ((0.049, 0.746, 0.177), (0.057, 0.719, 0.173)), (0.0112, 0.0102), 0.006),
    _cone("hand", "hand", ((0.057, 0.719, 0.173), (0.060, 0.698, 0.170)), (0.0102, 0.0080), 0.006),
)

PARTS: tuple[Part, ...] = (*_TRUNK, *_HEAD, *_LEG, *_FOOT, *_ARM, *_HAND)


@dataclass(frozen=True, slots=True)
class Join:
    """Where a group grows out of another: they melt by `blend_m` near the joint of `bone`, not further out.

    Within `radius_m` the blend is full, at twice that distance it is gone. Without it thighs would melt
    together, and an arm into the ribs.
    """

    parent: str
    child: str
    bone: str
    radius_m: float
    blend_m: float
    paired: bool = True


JOINS: tuple[Join, ...] = (
    Join("trunk", "head", "head", 0.12, 0.035, paired=False),
    Join("thigh", "shank", "tibia", 0.11, 0.022),
    Join("shank", "foot", "foot", 0.14, 0.035),
    Join("upper_arm", "forearm", "forearm", 0.10, 0.018),
    Join("forearm", "hand", "hand", 0.10, 0.014),
    Join("trunk", "thigh", "femur", 0.13, 0.048),
    Join("trunk", "upper_arm", "humerus", 0.10, 0.05),
)
