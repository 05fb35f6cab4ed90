"""Postures in which the skin should be true, with the true skin in each.

What the exercises use most: standing, sitting, squatting, a leg behind, arms hanging, before and above.
"""

from dataclasses import dataclass

import numpy as np

from hipwise.figure.pose import ORIGINS, Array, Pose, pose
from hipwise.figure.surface.field import Field

# Beyond this a vertex is inside a fold, where skin lies on skin and the nearest surface is another one; so it
# is where that surface looks elsewhere: not to be trusted below the first cosine, fully from the second.
_FOLD_M = 0.025
_OTHER_SKIN, _SAME_SKIN = 0.5, 0.85


def _right(**deg: float) -> dict[str, float]:
    """The right limbs as stated, the left ones out of their way."""
    away = {"hip_adduction_l": -30.0, "arm_add_l": -40.0}
    return {f"{name}_r": value for name, value in deg.items()} | away


# Coordinates in degrees, and how much the posture counts.
_POSTURES: tuple[tuple[dict[str, float], float], ...] = (
    (_right(arm_add=-10.0), 1.5),
    (_right(hip_flexion=45.0, knee_angle=60.0, arm_flex=45.0, elbow_flex=60.0, arm_add=-10.0), 1.0),
    (_right(hip_flexion=90.0, knee_angle=90.0, arm_flex=80.0, elbow_flex=90.0), 1.0),
    (_right(hip_flexion=110.0, knee_angle=120.0, arm_flex=120.0, arm_add=-20.0, elbow_flex=120.0), 0.7),
    (_right(hip_flexion=-15.0, knee_angle=10.0, ankle_angle=15.0, arm_flex=-30.0, arm_add=-20.0), 0.8),
    (_right(hip_flexion=60.0, hip_adduction=-30.0, hip_rotation=-20.0, knee_angle=90.0, arm_add=-60.0), 0.6),
    (_right(ankle_angle=-30.0, mtp_angle=30.0, knee_angle=20.0, arm_add=-32.0, arm_flex=20.0), 0.6),
    (_right(hip_flexion=10.0, hip_adduction=8.0, knee_angle=90.0, arm_flex=160.0, elbow_flex=30.0), 0.5),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A posture, its true skin, and how much it counts."""

    pose: Pose
    field: Field
    count: float

    def carried(self, neutral: Array) -> Array:
        """Where each bone alone would carry each neutral point: (n, n_bones, 3)."""
        turned = np.einsum("bij,nbj->nbi", self.pose.rotations[0], neutral[:, None] - ORIGINS)
        carried: Array = turned + self.pose.places[0]
        return carried

    def off_skin(self, skinned: Array, neutral_normals: Array, weights: Array) -> tuple[Array, Array, Array]:
        """Of skinned points: distance to the true skin (n,), its normals (n, 3), what each counts (n,)."""
        distance, normals = self.field.distance(skinned), self.field.normals(skinned)
        turned = np.einsum("nb,bij,nj->ni", weights, self.pose.rotations[0], neutral_normals, optimize=True)
        turned /= np.linalg.norm(turned, axis=1, keepdims=True)
        agreement = ((turned * normals).sum(axis=1) - _OTHER_SKIN) / (_SAME_SKIN - _OTHER_SKIN)
        trust = self.count * np.exp(-((distance / _FOLD_M) ** 2)) * np.clip(agreement, 0.0, 1.0)
        return distance, normals, trust


def examples(bind: Pose, bind_field: Field) -> tuple[Example, ...]:
    """All examples, the bind pose among them; each of the others builds its field anew."""
    found = [Example(bind, bind_field, 1.0)]
    for coordinates, count in _POSTURES:
        posed = pose({name: np.array([deg]) for name, deg in coordinates.items()})
        found.append(Example(posed, Field(posed), count))
    return tuple(found)
