"""What carries the body: the floor, and the tops of the things that stand under parts of it.

A thing carries only the skin of the parts that stand on it; all other skin meets the floor. A board that
tips with the foot carries its middle alone: the rest of the sole meets the floor under the board.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.contact.jacobian import SkinPoints
from hipwise.figure.pose import Array
from hipwise.library.exercise import Prop

# Bones whose skin a prop carries, by the place that content gives it.
_CARRIED: dict[str, tuple[str, ...]] = {
    "foot": ("foot", "toes"),
    "feet": ("foot", "toes"),
    "heels": ("foot", "toes", "tibia"),
    "seat": ("pelvis", "hiphalf", "femur", "spine1"),
    "hips": ("pelvis", "hiphalf", "femur", "spine1"),
    "head": ("head",),
    "abdomen": ("spine1", "pelvis"),
}
# Skin above this height of the neutral body only: a thigh leaves the seat, thighs lie beside the pillow.
_CARRIED_ABOVE_M = {"seat": 0.76, "hips": 0.76, "abdomen": 0.92}
_TIPPING = frozenset({"baps-board"})
_BALL = "exercise-ball"
_ROLE_SIDES = {"working": ("_r", ""), "other": ("_l", ""), "": ("_r", "_l", "")}
_HEEL_END_X_M = 0.0


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball on the floor under some points: `carries` (n,) which, radius and centre (3,), metres."""

    carries: npt.NDArray[np.bool_]
    radius_m: float
    centre: Array


@dataclass(frozen=True, slots=True)
class Ground:
    """Under each point of the skin: the height (n,) of what is flat, metres, and perhaps a ball."""

    heights: Array
    ball: Ball | None = None

    def at(self, chosen: npt.NDArray[np.intp]) -> "Ground":
        """The ground under these points only."""
        if self.ball is None:
            return Ground(self.heights[chosen])
        return Ground(self.heights[chosen], replace(self.ball, carries=self.ball.carries[chosen]))

    def gaps(self, places: Array) -> tuple[Array, Array]:
        """How far points (n_frames, n, 3) are above the ground, and the directions (…, 3) away from it."""
        gaps = places[..., 1] - self.heights
        away = np.broadcast_to(np.array([0.0, 1.0, 0.0]), places.shape)
        if self.ball is None or not self.ball.carries.any():
            return gaps, away
        arm = places - self.ball.centre
        # A leg lies across the ball, so its place sideways does not matter to either.
        arm[..., 2] = 0.0
        distance = np.linalg.norm(arm, axis=-1)
        carried = self.ball.carries
        away = np.where(carried[:, None], arm / np.maximum(distance, 1e-9)[..., None], away)
        return np.where(carried, distance - self.ball.radius_m, gaps), away

    def under_heels(self, skin: SkinPoints, places: Array) -> "Ground":
        """The same with the ball rolled under the heels of a body with its skin at `places` (n, 3)."""
        if self.ball is None:
            return self
        heels = places[(skin.places[:, 1] < 0.1) & (skin.places[:, 0] < _HEEL_END_X_M)]
        x = (heels[:, 0].min() + heels[:, 0].max()) / 2.0
        return replace(self, ball=replace(self.ball, centre=np.array([x, self.ball.radius_m, 0.0])))


def ground_under(skin: SkinPoints, props: Iterable[Prop]) -> Ground:
    """The ground under every point, from the props that carry a part."""
    heights, ball = np.zeros(len(skin)), None
    for prop in props:
        role, _, name = prop.at.rpartition(".")
        if prop.height_m == 0.0 or name not in _CARRIED or prop.kind in _TIPPING:
            continue
        carried = _skin_of_bones(skin, _CARRIED[name], role)
        carried &= skin.places[:, 1] > _CARRIED_ABOVE_M.get(name, -1.0)
        if prop.kind == _BALL:
            ball = Ball(carried, prop.height_m / 2.0, np.zeros(3))
        else:
            heights[carried] = prop.height_m
    return Ground(heights, ball)


def tipping_heights(skin: SkinPoints, props: Iterable[Prop]) -> Array:
    """Height (n,) of boards that tip, where they carry the middle of a sole; 0 elsewhere."""
    heights = np.zeros(len(skin))
    for prop in props:
        role, _, name = prop.at.rpartition(".")
        if prop.kind in _TIPPING:
            heights[_skin_of_bones(skin, _CARRIED[name], role)] = prop.height_m
    return heights


def _skin_of_bones(skin: SkinPoints, bones: tuple[str, ...], role: str) -> npt.NDArray[np.bool_]:
    numbers = [
        BONE_NAMES.index(bone + side)
        for bone in bones
        for side in _ROLE_SIDES[role]
        if bone + side in BONE_NAMES
    ]
    main = skin.bones[np.arange(len(skin)), skin.weights.argmax(axis=1)]
    return np.isin(main, numbers)
