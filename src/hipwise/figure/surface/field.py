"""The body in one posture as a signed distance: negative inside, 0 on the skin, positive outside."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.pose import ORIGINS, Array, Pose
from hipwise.figure.surface.anatomy import JOINS, PARTS, Join, Part
from hipwise.figure.surface.primitive import Shape, blend, cut

SIDES = ("_r", "_l")
# Parts that stand on the floor end this far above neutral 0, rounded over the second length.
_SOLE_M = 0.0
_SOLE_ROUNDING_M = 0.010
# Farther than this from everything in a group, the distance to a ball around it is as good.
_FAR_M = 0.06
# Limbs meet at the midline without melting; this little takes the razor's edge off.
_MEETING_M = 0.006
_STEP_M = 4e-4


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part of one side, with the bone that carries it and the rotation and shift back to neutral."""

    bone: str
    shape: Shape
    blend_m: float
    flat: bool
    rotation: Array
    shift: Array

    def distance(self, points: Array) -> Array:
        neutral = points @ self.rotation + self.shift
        d = self.shape.distance(neutral)
        return cut(d, _SOLE_M - neutral[:, 1], _SOLE_ROUNDING_M) if self.flat else d

    @property
    def ball(self) -> tuple[Array, float]:
        middle: Array = self.rotation @ (np.array(self.shape.middle) - self.shift)
        return middle, self.shape.reach_m


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts that melt together, and a ball that holds them."""

    parts: tuple[_Placed, ...]
    middle: Array
    reach_m: float

    def distance(self, points: Array) -> Array:
        far: Array = np.sqrt(((points - self.middle) ** 2).sum(axis=1)) - self.reach_m
        near = far < _FAR_M
        if near.any():
            far[near] = self._near(points[near])
        return far

    def _near(self, points: Array) -> Array:
        total = self.parts[0].distance(points)
        for part in self.parts[1:]:
            total = blend(total, part.distance(points), part.blend_m)
        return total


class Field:
    """The signed distance to the skin of a posed body."""

    def __init__(self, pose: Pose, frame: int = 0) -> None:
        self._rotations, self._places = pose.rotations[frame], pose.places[frame]
        self._groups = {name: self._group(parts) for name, parts in _parts_by_group().items()}

    def _group(self, parts: Iterable[tuple[str, Part, Shape]]) -> _Group:
        placed = tuple(self._place(bone, part, shape) for bone, part, shape in parts)
        balls = [part.ball for part in placed]
        middle = np.mean([centre for centre, _ in balls], axis=0)
        reach = max(float(np.linalg.norm(centre - middle)) + radius for centre, radius in balls)
        return _Group(placed, middle, reach)

    def _back_to_neutral(self, bone: str) -> tuple[Array, Array]:
        i = BONE_NAMES.index(bone)
        return self._rotations[i], ORIGINS[i] - self._places[i] @ self._rotations[i]

    def _place(self, bone: str, part: Part, shape: Shape) -> _Placed:
        return _Placed(bone, shape, part.blend_m, part.flat, *self._back_to_neutral(bone))

    def distance(self, points: Array) -> Array:
        """Signed distance (n,) of points (n, 3), metres."""
        trunk = self._joined("trunk", ("head",), "", points)
        total: Array | None = None
        for limb in (("thigh", "shank", "foot"), ("upper_arm", "forearm", "hand")):
            for side in SIDES:
                grown = self._grow(
                    trunk, self._joined(limb[0], limb[1:], side, points), limb[0], side, points
                )
                total = grown if total is None else blend(total, grown, _MEETING_M)
        assert total is not None
        return total

    def _joined(self, first: str, others: tuple[str, ...], side: str, points: Array) -> Array:
        total = self._groups[first + side].distance(points)
        for name in others:
            total = self._grow(total, self._groups[name + side].distance(points), name, side, points)
        return total

    def _grow(self, total: Array, child: Array, name: str, side: str, points: Array) -> Array:
        join = _JOINS[name]
        centre = self._places[BONE_NAMES.index(join.bone + side)]
        away = np.sqrt(((points - centre) ** 2).sum(axis=1))
        return blend(total, child, join.blend_m * np.clip(2.0 - away / join.radius_m, 0.0, 1.0))

    def bone_distances(self, points: Array) -> dict[str, Array]:
        """Distance to the nearest part of every bone that carries one: (n,) each."""
        nearest: dict[str, Array] = {}
        for group in self._groups.values():
            for part in group.parts:
                d = part.distance(points)
                nearest[part.bone] = np.minimum(nearest.get(part.bone, d), d)
        return nearest

    def group_distances(self, points: Array) -> dict[str, Array]:
        """Distance to every group, before groups melt together: (n,) each."""
        return {name: group.distance(points) for name, group in self._groups.items()}

    def normals(self, points: Array) -> Array:
        """Outward unit vectors (n, 3): the direction in which the distance grows, by central differences."""
        slope: Array = np.empty_like(points)
        for axis in range(3):
            step = np.zeros(3)
            step[axis] = _STEP_M
            slope[:, axis] = self.distance(points + step) - self.distance(points - step)
        unit: Array = slope / np.maximum(np.linalg.norm(slope, axis=1, keepdims=True), 1e-12)
        return unit


_JOINS: dict[str, Join] = {join.child: join for join in JOINS}


def _parts_by_group() -> dict[str, list[tuple[str, Part, Shape]]]:
    """Parts with the name of their bone, by group; a paired part of a midline group comes twice in it."""
    paired_groups = {join.child for join in JOINS if join.paired}
    groups: dict[str, list[tuple[str, Part, Shape]]] = {}
    for part in PARTS:
        for side in SIDES if part.paired else ("",):
            shape = part.shape.mirrored if side == "_l" else part.shape
            bone = part.bone + (side if _is_paired(part.bone) else "")
            name = part.group + (side if part.group in paired_groups else "")
            groups.setdefault(name, []).append((bone, part, shape))
    return groups


def _is_paired(bone: str) -> bool:
    return bone + "_r" in BONE_NAMES
