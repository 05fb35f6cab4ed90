"""Angles in the room, from points whose depth was measured, not guessed: markers, a laboratory's joints.

Axes: x forward, y up, z to the subject's right, metres; only "up" matters, a turn about it changes nothing.
The hip is read against the pelvis, as a laboratory does. A pose model's own depth is no substitute: it has
no pelvis markers, and its knees never straighten (`angles`).
"""

import math
from dataclasses import dataclass

from hipwise.body.rotation import Vector, cross
from hipwise.library.side import Side

# Hip joint centre from the front spine of its side, in shares of the distance between the two front
# spines: inwards, back, down (Bell 1990; children and adults, error about 2 cm).
_BELL_INWARDS, _BELL_BACK, _BELL_DOWN = 0.14, 0.19, 0.30


@dataclass(frozen=True, slots=True)
class PelvisFrame:
    """The pelvis by its four spines: `z` from the left front spine to the right, `y` across the plane of
    the spines (up in standing), `x` forward; unit vectors. `width_m` is between the front spines.
    """

    left_asis: Vector
    right_asis: Vector
    x: Vector
    y: Vector
    z: Vector
    width_m: float

    def hip_centre(self, side: Side) -> Vector:
        """Joint centre of a hip (left or right) by Bell's rule, metres."""
        front = self.left_asis if side is Side.LEFT else self.right_asis
        across = _BELL_INWARDS * self.width_m * _outwards(side)
        back, down = _BELL_BACK * self.width_m, _BELL_DOWN * self.width_m
        return _sum(front, (-across, self.z), (-back, self.x), (-down, self.y))

    def hip_angles_deg(self, hip: Vector, knee: Vector, side: Side) -> tuple[float, float]:
        """Flexion (-180 to 180) and adduction (-90 to 90) of the thigh hip→knee against this pelvis.

        Zero is a thigh at right angles to the plane of the spines, as in Plug-in-Gait. A model whose pelvis
        is tilted against that plane (OpenSim's are, by 2 to 10 degrees from person to person) differs by
        that constant: take the change from the person's own standing. Flexion is undefined at 90 degrees of
        adduction. NaN when a point is NaN or the two coincide.
        """
        thigh = _unit(_minus(knee, hip))
        forward, up, right = (_dot(thigh, axis) for axis in (self.x, self.y, self.z))
        adduction = math.atan2(-_outwards(side) * right, math.hypot(forward, up))
        return math.degrees(math.atan2(forward, -up)), math.degrees(adduction)

    @property
    def list_deg(self) -> float:
        """Lean of the pelvis to a side, -90 to 90; positive when the right side is lower (OpenSim's sign)."""
        return math.degrees(math.atan2(-self.z[1], math.hypot(self.z[0], self.z[2])))


def pelvis_frame(
    left_asis: Vector, right_asis: Vector, left_psis: Vector, right_psis: Vector
) -> PelvisFrame | None:
    """The pelvis, or None when a spine is missing (NaN) or all lie on one line."""
    across = _minus(right_asis, left_asis)
    front = _sum((0.0, 0.0, 0.0), (0.5, left_asis), (0.5, right_asis))
    forward = _sum(front, (-0.5, left_psis), (-0.5, right_psis))
    z = _unit(across)
    y = _unit(cross(z, forward))
    if y[0] != y[0]:
        return None
    return PelvisFrame(left_asis, right_asis, cross(y, z), y, z, math.hypot(*across))


def joint_centre(above: Vector, marker: Vector, outwards: Vector, half_width_m: float) -> Vector:
    """The centre of a knee or ankle from the marker on its outer side: Plug-in-Gait's chord rule.

    It lies `half_width_m` from the marker, where the segment from the joint `above` meets that line at a
    right angle, on the side away from `outwards` (a direction: towards the segment's own marker, or the
    pelvis' z on that side). NaN when a point is NaN or the marker is nearer to `above` than the half width.
    """
    along = _minus(marker, above)
    length = math.hypot(*along)
    if not length > half_width_m:
        return (math.nan, math.nan, math.nan)
    axis = _unit(along)
    inwards = _unit(_sum((0.0, 0.0, 0.0), (-1.0, outwards), (_dot(outwards, axis), axis)))
    cosine = half_width_m / length
    sine = math.sqrt(1.0 - cosine * cosine)
    return _sum(marker, (-half_width_m * cosine, axis), (half_width_m * sine, inwards))


def knee_flexion_deg(hip: Vector, knee: Vector, ankle: Vector, outer: Vector | None, side: Side) -> float:
    """Flexion of the knee from joint centres, degrees; NaN when a point is NaN or two coincide.

    With the marker on its `outer` side: about the line from the centre to that marker, -180 to 180, negative
    when overstretched. Without one: the angle of the three points, 0 to 180, which cannot be overstretched.
    """
    thigh, shank = _unit(_minus(knee, hip)), _unit(_minus(ankle, knee))
    bend = cross(shank, thigh)
    if outer is None:
        return math.degrees(math.atan2(math.hypot(*bend), _dot(shank, thigh)))
    hinge = _minus(outer, knee)
    hinge = _unit(_sum(hinge, (-_dot(hinge, thigh), thigh)))
    return math.degrees(math.atan2(_outwards(side) * _dot(bend, hinge), _dot(shank, thigh)))


def _outwards(side: Side) -> float:
    return -1.0 if side is Side.LEFT else 1.0


def _minus(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _sum(start: Vector, *parts: tuple[float, Vector]) -> Vector:
    x, y, z = start
    for share, (px, py, pz) in parts:
        x, y, z = x + share * px, y + share * py, z + share * pz
    return (x, y, z)


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _unit(a: Vector) -> Vector:
    length = math.hypot(*a)
    if not length > 0.0:
        return (math.nan, math.nan, math.nan)
    return (a[0] / length, a[1] / length, a[2] / length)
