"""What lies on the skin: hair and the hems of clothes, a few millimetres thick.

A line of colour alone looks painted on.
"""

import numpy as np

from hipwise.figure.pose import Array

SLEEVE_END_M = 1.205
SHIRT_END_M = 1.005
LEG_END_M = 0.600
# Thickness of shirt, shorts and hair, and how wide the step at their edge is.
_THICKNESS_M = np.array([0.0045, 0.0030, 0.0045])
_RISE_M = 0.010
# Height of the hairline by the angle around the head: 0 in front, 180 at the nape; down before the ear.
_HAIRLINE_DEG = (0.0, 18.0, 34.0, 46.0, 56.0, 66.0, 76.0, 88.0, 104.0, 120.0, 140.0, 160.0, 180.0)
_HAIRLINE_M = (1.671, 1.670, 1.665, 1.656, 1.643, 1.630, 1.623, 1.622, 1.616, 1.594, 1.568, 1.558, 1.555)
_HEAD_AXIS_X_M = -0.010
# The line climbs with the height at this rate where the skull is steep: distance along it, not upwards.
_ALONG_SKIN = 0.8


def above_hairline(neutral: Array) -> Array:
    """Distance (n,) of points of the head above the hairline, metres, negative on the face and the neck."""
    x, y, z = neutral.T
    around_deg = np.degrees(np.arctan2(np.abs(z), x - _HEAD_AXIS_X_M))
    above: Array = _ALONG_SKIN * (y - np.interp(around_deg, _HAIRLINE_DEG, _HAIRLINE_M))
    return above


def above_sleeve_end(neutral: Array) -> Array:
    """Distance (n,) of points of the arm above the end of the sleeve, metres."""
    above: Array = neutral[:, 1] - SLEEVE_END_M
    return above


def above_leg_end(neutral: Array) -> Array:
    """Distance (n,) of points of the thigh above the end of the shorts' leg, metres."""
    above: Array = neutral[:, 1] - LEG_END_M
    return above


def above_shirt_end(neutral: Array) -> Array:
    """Distance (n,) of points of the trunk above the end of the shirt, metres."""
    above: Array = neutral[:, 1] - SHIRT_END_M
    return above


def raised(fields: Array) -> Array:
    """How much cloth and hair lay on the skin (n,), metres, where `fields` (n, 3) are those of `clothing`."""
    share = np.clip(fields / _RISE_M + 0.5, 0.0, 1.0)
    height: Array = (_THICKNESS_M * share * share * (3.0 - 2.0 * share)).max(axis=1)
    return height
