"""Where the mass of the body is: segments as points, shares of the whole.

Shares and centres after de Leva 1996 (mean of women and men), trunk and pelvis split at the waist;
rounded to half a percent. Neutral coordinates, metres, right side.
"""

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.body.skeleton import mirrored
from hipwise.figure.contact.jacobian import SkinPoints
from hipwise.figure.pose import Array

_MIDLINE = (
    ("pelvis", (-0.010, 0.950, 0.0), 0.120),
    ("spine2", (-0.005, 1.140, 0.0), 0.150),
    ("spine3", (-0.010, 1.330, 0.0), 0.160),
    ("head", (0.000, 1.600, 0.0), 0.070),
)
_PAIRED = (
    ("femur", (0.0, 0.740, 0.087), 0.145),
    ("tibia", (-0.010, 0.310, 0.085), 0.045),
    ("foot", (0.040, 0.035, 0.086), 0.013),
    ("humerus", (-0.010, 1.220, 0.190), 0.026),
    ("forearm", (-0.008, 0.960, 0.193), 0.015),
    ("hand", (0.0, 0.760, 0.192), 0.006),
)


def body_masses() -> tuple[SkinPoints, Array]:
    """The segments as points on their bones, and each one's share of the whole (n,), which sum to 1."""
    table = list(_MIDLINE)
    for bone, centre, share in _PAIRED:
        table += [(bone + "_r", centre, share), (bone + "_l", mirrored(centre), share)]
    shares = np.array([share for _, _, share in table])
    places = np.array([centre for _, centre, _ in table])
    bones = np.array([[BONE_NAMES.index(bone)] for bone, _, _ in table])
    return SkinPoints(places, bones, np.ones((len(table), 1))), shares / shares.sum()
