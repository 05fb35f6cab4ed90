"""A chair to sit on, or one whose back stands under a hand."""

import numpy as np

from hipwise.figure.pose import Array
from hipwise.figure.prop.block import middle_of
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import Solid, joined, rounded_box
from hipwise.library.exercise import Prop

# Where a chair stands that is only within reach: ahead and to the side, clear of arms that spread.
_AHEAD_M, _ASIDE_M = 0.30, 0.70
# Hands that are held ready hover so far over the chair's back.
_HOVER_M = 0.03
# What is so near to the lowest point of a hand rests on the chair with it.
_TOUCHING_M = 0.012
# Room between a chair and what does not touch it.
_CLEAR_M = 0.015
# So far a thigh may press below the seat where it leaves it.
_GIVES_M = 0.004


def chair(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A chair at the hips is sat on; one at a hand stands under it, one in reach or in front near the body.

    A standing body has the chair's back on its own side, the seat beyond it.
    """
    role, _, name = prop.at.rpartition(".")
    if name == "hand":
        return _under_hand(scene.part(prop.at), prop.height_m, 1.0 if role == "working" else -1.0)
    if name == "reach":
        sign = 1.0 if role == "working" else -1.0
        feet = middle_of(scene.part("feet"))
        back_m = (size_m("chair back least") + size_m("chair back most")) / 2
        at = np.array([feet[0] + _AHEAD_M, 0.0, feet[2] + sign * _ASIDE_M])
        return _standing(at, 0.0, prop.height_m, back_m)
    if name == "front":
        hands = scene.part("hands")
        at = np.array([middle_of(hands)[0], 0.0, middle_of(scene.part("hips"))[2]])
        return _standing(at, 0.0, prop.height_m, _back_m(float(hands[:, 1].min()) - _HOVER_M))
    solid = _chair(prop.height_m, prop.height_m + size_m("chair back over seat"))
    z = middle_of(scene.part(prop.at))[2]
    return (Piece("wood", solid.moved(np.array([_seat_x(scene, prop.height_m), 0.0, z]))),)


def _seat_x(scene: Scene, seat_m: float) -> float:
    """Where the middle of a seat goes: its front behind heels and hanging thighs, its back behind the body's.

    One who sits with the feet drawn back, or with a thigh that slopes down, sits on the front of the chair.
    """
    skin, thighs = scene.points.reshape(-1, 3), scene.part_always("thighs").reshape(-1, 3)
    heel = float(skin[skin[:, 1] < seat_m / 2, 0].min()) - _CLEAR_M
    hanging = float(thighs[thighs[:, 1] < seat_m - _GIVES_M, 0].min(initial=np.inf))
    back = float(skin[skin[:, 1] > seat_m + _CLEAR_M, 0].min()) - _CLEAR_M
    half = size_m("chair half width")
    return min(heel - half, hanging - half, back - size_m("chair post") + half)


def _under_hand(hand: Array, seat_m: float, sign: float) -> tuple[Piece, ...]:
    """A chair whose back's upper edge runs under a hand (n, 3), along the way that the body faces."""
    touching = hand[hand[:, 1] < hand[:, 1].min() + _TOUCHING_M]
    x, _, z = middle_of(touching)
    return _standing(np.array([x, 0.0, z]), -sign * np.pi / 2, seat_m, _back_m(float(hand[:, 1].min())))


def _back_m(height_m: float) -> float:
    return float(np.clip(height_m, size_m("chair back least"), size_m("chair back most")))


def _standing(at: Array, turn_rad: float, seat_m: float, back_m: float) -> tuple[Piece, ...]:
    """A chair whose back's middle is at (x, 0, z); its seat lies ahead, or turned about y."""
    solid = _chair(seat_m, back_m).moved(
        np.array([size_m("chair half width") - size_m("chair post") / 2, 0.0, 0.0])
    )
    c, s = np.cos(turn_rad), np.sin(turn_rad)
    rotation = np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])
    return (Piece("wood", solid.turned(rotation).moved(at)),)


def _chair(seat_m: float, back_m: float) -> Solid:
    """A chair over the origin, its back at -x."""
    half, thick, post = size_m("chair half width"), size_m("chair seat thickness"), size_m("chair post")
    back_x = -(half - post / 2)
    parts = [rounded_box(np.array([-half, seat_m - thick, -half]), np.array([half, seat_m, half]), 0.012)]
    for sx in (-1.0, 1.0):
        for sz in (-1.0, 1.0):
            high = back_m - 0.02 if sx < 0.0 else seat_m - thick / 2
            parts.append(_post(sx * (half - post / 2), sz * (half - post / 2), high, post))
    between = seat_m + 0.42 * (back_m - seat_m)
    for low, high in ((back_m - 0.05, back_m), (between - 0.018, between + 0.018)):
        parts.append(
            rounded_box(np.array([back_x - 0.013, low, -half]), np.array([back_x + 0.013, high, half]), 0.012)
        )
    return joined(parts)


def _post(x: float, z: float, high: float, thick: float) -> Solid:
    half = thick / 2
    return rounded_box(np.array([x - half, 0.0, z - half]), np.array([x + half, high, z + half]), 0.008, 1)
