"""Boards on half a ball: the wobble board, and the board of the ankle platform."""

import numpy as np

from hipwise.figure.prop.block import middle_of
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import Solid, lathe
from hipwise.library.exercise import Prop


def wobble_board(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A round plate that both feet stand on; it moves with the feet."""
    x, _, z = middle_of(scene.part(prop.at))
    plate, foot = _board("wobble board", prop.height_m)
    at = np.array([x, 0.0, z])
    return Piece("wood", plate.moved(at)), Piece("dark-rubber", foot.moved(at))


def baps_board(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """A plate that hangs on the foot that it carries, and tips with it."""
    foot_bone = {"working.foot": "foot_r", "other.foot": "foot_l"}[prop.at]
    sole = scene.part(prop.at)
    plate, foot = _board("baps board", prop.height_m)
    rotation = scene.bone_rotation(foot_bone)
    x, _, z = middle_of(sole)
    up = rotation[:, 1]
    lowest = float((sole @ up).min())
    # The plate's upper side touches the sole: its middle is moved along the sole's own normal.
    middle = np.array([x, 0.0, z])
    middle = middle + up * (lowest - float(middle @ up))
    at = middle - up * prop.height_m
    pieces = (("wood", plate), ("dark-rubber", foot))
    return tuple(Piece(material, s.turned(rotation).moved(at), (foot_bone,)) for material, s in pieces)


def _board(name: str, height_m: float) -> tuple[Solid, Solid]:
    """A plate with its upper side at `height_m`, and the part of a ball under it."""
    radius, thick, bulge = size_m(f"{name} radius"), size_m(f"{name} plate"), size_m(f"{name} foot radius")
    under, edge = height_m - thick, thick * 0.3
    plate = lathe(
        [
            [(0.0, under), (radius - edge, under)],
            [
                (radius - edge, under),
                (radius, under + edge),
                (radius, height_m - edge),
                (radius - edge, height_m),
            ],
            [(radius - edge, height_m), (0.0, height_m)],
        ],
        32,
    )
    angles = np.linspace(0.0, np.pi / 2, 6)
    return plate, lathe([[(float(bulge * np.sin(a)), float(under * (1 - np.cos(a)))) for a in angles]], 20)
