"""Skin at rest: the neutral places from which skinning comes closest to the true skin in many postures.

Undoing the bind pose makes the skin true there and nowhere else. A vertex has three numbers to give and each
posture asks for one, its distance to the skin; least squares finds the best answer, near to the first one.
"""

from dataclasses import dataclass

import numpy as np

from hipwise.figure.pose import ORIGINS, Array, Pose, pose
from hipwise.figure.surface.field import Field

_ROUNDS = 3
# How much a metre away from the first answer counts against a metre off the skin in a posture.
_STAY = 0.35
# Beyond this a vertex is inside a fold where skin lies on skin and the nearest surface is another one.
_FOLD_M = 0.020


@dataclass(frozen=True, slots=True)
class Asked:
    """A posture that asks for true skin, and how much."""

    coordinates: dict[str, float]
    weight: float


def _both(**deg: float) -> dict[str, float]:
    return {f"{name}{side}": value for name, value in deg.items() for side in ("_r", "_l")}


# What the exercises use most: standing, sitting, squatting, a leg behind, arms hanging, before and above.
ASKED: tuple[Asked, ...] = (
    Asked(_both(arm_add=-10.0), 1.5),
    Asked(_both(hip_flexion=45.0, knee_angle=60.0, arm_flex=45.0, elbow_flex=60.0, arm_add=-10.0), 1.0),
    Asked(_both(hip_flexion=90.0, knee_angle=90.0, arm_flex=80.0, elbow_flex=90.0), 1.0),
    Asked(_both(hip_flexion=110.0, knee_angle=120.0, arm_flex=120.0, arm_add=-20.0, elbow_flex=120.0), 0.5),
    Asked(_both(hip_flexion=-15.0, knee_angle=10.0, ankle_angle=15.0, arm_flex=-30.0, arm_add=-20.0), 0.7),
    Asked(
        _both(hip_flexion=60.0, hip_adduction=-30.0, hip_rotation=-20.0, knee_angle=90.0, arm_add=-60.0), 0.5
    ),
    Asked(_both(ankle_angle=-30.0, mtp_angle=30.0, knee_angle=20.0, arm_add=-32.0), 0.5),
)


def settle(vertices: Array, weights: Array) -> Array:
    """Neutral places (n, 3) moved to where the skin is truest; those of the midline keep z = 0."""
    start, settled = vertices, vertices.copy()
    poses = [pose({k: np.array([v]) for k, v in asked.coordinates.items()}) for asked in ASKED]
    fields = [Field(posed) for posed in poses]
    on_midline = vertices[:, 2] == 0.0
    for _ in range(_ROUNDS):
        normal_matrix = np.tile(_STAY * np.eye(3), (len(vertices), 1, 1))
        pull = _STAY * (start - settled)
        for asked, posed, field in zip(ASKED, poses, fields, strict=True):
            _ask(asked.weight, posed, field, settled, weights, normal_matrix, pull)
        step = np.linalg.solve(normal_matrix, pull[:, :, None])[:, :, 0]
        step[on_midline, 2] = 0.0
        settled += step
    return settled


def _ask(
    weight: float, posed: Pose, field: Field, vertices: Array, weights: Array, matrix: Array, pull: Array
) -> None:
    """Add one posture to the normal equations (n, 3, 3) and (n, 3)."""
    turn = np.einsum("nb,bij->nij", weights, posed.rotations[0])
    shift = weights @ (posed.places[0] - np.einsum("bij,bj->bi", posed.rotations[0], ORIGINS))
    skin = np.einsum("nij,nj->ni", turn, vertices) + shift
    distance = field.distance(skin)
    row = np.einsum("ni,nij->nj", field.normals(skin), turn)
    trust = weight * np.exp(-((distance / _FOLD_M) ** 2))
    matrix += trust[:, None, None] * row[:, :, None] * row[:, None, :]
    pull -= (trust * distance)[:, None] * row
