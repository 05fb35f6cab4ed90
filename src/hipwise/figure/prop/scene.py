"""What a prop is fitted to: the body's skin through one repetition, for a working right side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hipwise.body.kinematics import Coordinates
from hipwise.body.rig import BONE_NAMES
from hipwise.figure.body_mesh import BodyMesh
from hipwise.figure.pose import ORIGINS, Array, Pose, pose

_INDEX = {name: i for i, name in enumerate(BONE_NAMES)}
# Body places that content may name, and the bones whose skin they are.
_BONES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("foot", "feet", "heels"), ("foot", "toes")),
    **dict.fromkeys(("ankles", "shank", "shanks", "knee", "knees"), ("tibia",)),
    **dict.fromkeys(("thigh", "thighs"), ("femur",)),
    **dict.fromkeys(("pelvis", "hips", "seat", "reach", "front"), ("pelvis", "hiphalf")),
    **dict.fromkeys(("abdomen", "waist"), ("spine1",)),
    "shoulders": ("spine3", "shoulderhalf"),
    "head": ("head",),
    **dict.fromkeys(("hand", "hands"), ("hand",)),
    "forearms": ("forearm", "elbowhalf"),
}
_SIDES = {"working": ("_r",), "other": ("_l",), "": ("", "_r", "_l")}
_HEEL_END_X_M = 0.0


class PlaceError(ValueError):
    """A prop lies at a place that is not a part of the body: `at`, and the places that are."""

    def __init__(self, at: str) -> None:
        known = ", ".join(sorted(_BONES))
        super().__init__(f"no place {at!r}; expected floor or one of {known}, with or without a side")
        self.at = at


@dataclass(frozen=True, slots=True)
class Skin:
    """Points of a skin in neutral coordinates (n, 3), with their bones and weights (n, k)."""

    points: Array
    bones: npt.NDArray[np.intp]
    weights: Array


def skin_of(body: BodyMesh) -> Skin:
    """The skin of the figure."""
    return Skin(body.vertices, body.bones, body.weights)


@dataclass(frozen=True)
class Scene:
    """A skin and the legs of a movement's path, each as coordinates at even shares of its way."""

    skin: Skin
    legs: tuple[tuple[Coordinates, ...], ...]

    @cached_property
    def pose(self) -> Pose:
        """The bones in every moment, legs one after the other."""
        moments = [moment for leg in self.legs for moment in leg]
        names = sorted({name for moment in moments for name in moment})
        return pose({name: np.array([m.get(name, 0.0) for m in moments]) for name in names})

    @cached_property
    def points(self) -> Array:
        """The skin in every moment (n_moments, n, 3), metres."""
        skin: Array = self.pose.skin(self.skin.points, self.skin.bones, self.skin.weights)
        return skin

    def part(self, at: str, moment: int = 0) -> Array:
        """The skin of a body place (n, 3), e.g. `working.foot`. Raises PlaceError for an unknown place."""
        skin: Array = self.points[moment][self._is_part(at)]
        return skin

    def part_always(self, at: str) -> Array:
        """The skin of a body place in every moment (n_moments, n, 3)."""
        skin: Array = self.points[:, self._is_part(at)]
        return skin

    def _is_part(self, at: str) -> npt.NDArray[np.bool_]:
        role, _, name = at.rpartition(".")
        if name not in _BONES or role not in _SIDES:
            raise PlaceError(at)
        wanted = [_INDEX[b + s] for b in _BONES[name] for s in _SIDES[role] if b + s in _INDEX]
        leading = self.skin.bones[np.arange(len(self.skin.bones)), self.skin.weights.argmax(axis=1)]
        chosen = np.isin(leading, wanted)
        return chosen & (self.skin.points[:, 0] < _HEEL_END_X_M) if name == "heels" else chosen

    def joint(self, bone: str, moment: int = 0) -> Array:
        """Where a bone's joint is (3,)."""
        place: Array = self.pose.places[moment, _INDEX[bone]]
        return place

    def bone_rotation(self, bone: str, moment: int = 0) -> Array:
        """A bone's rotation from neutral (3, 3)."""
        rotation: Array = self.pose.rotations[moment, _INDEX[bone]]
        return rotation

    def hung(self, points: Array, bone: str) -> Array:
        """Points (n, 3) of the start posture in the neutral coordinates of the bone that shall carry them."""
        turned: Array = (points - self.joint(bone)) @ self.bone_rotation(bone) + ORIGINS[_INDEX[bone]]
        return turned

    def hung_normals(self, normals: Array, bone: str) -> Array:
        """Directions (n, 3) of the start posture as that bone carries them."""
        turned: Array = normals @ self.bone_rotation(bone)
        return turned

    @property
    def length_axis(self) -> int:
        """The horizontal axis, 0 for x and 2 for z, along which the body lies or, upright, faces."""
        spine = self.joint("head") - self.joint("pelvis")
        if abs(spine[1]) > max(abs(spine[0]), abs(spine[2])):
            return 0
        return 0 if abs(spine[0]) >= abs(spine[2]) else 2

    @property
    def head_sign(self) -> float:
        """+1 or -1: the direction along `length_axis` in which a lying body's head is."""
        spine = self.joint("head") - self.joint("pelvis")
        return float(np.sign(spine[self.length_axis]) or 1.0)


def scene_of(skin: Skin, legs: Sequence[Sequence[Mapping[str, float]]]) -> Scene:
    """A scene from a movement's legs."""
    return Scene(skin, tuple(tuple(leg) for leg in legs))
