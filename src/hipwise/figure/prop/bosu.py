"""Half a ball on a flat base, the dome upwards; under feet its crown is pressed flat."""

import numpy as np

from hipwise.figure.prop.block import middle_of
from hipwise.figure.prop.piece import Piece
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.size import size_m
from hipwise.figure.prop.solid import lathe
from hipwise.library.exercise import Prop


def bosu(prop: Prop, scene: Scene) -> tuple[Piece, ...]:
    """The dome's crown is as wide as the feet that stand on it, at `height_m`."""
    feet = scene.part(prop.at)
    x, _, z = middle_of(feet)
    crown = float(np.hypot(feet[:, 0] - x, feet[:, 2] - z).max())
    base, rim, radius = size_m("bosu base"), size_m("bosu rim"), size_m("bosu radius")
    dome_radius = radius - rim
    crown = min(crown, 0.86 * dome_radius)
    rise = np.linspace(0.0, np.pi / 2, 7)
    side = [
        (float(crown + (dome_radius - crown) * np.cos(a)), float(base + (prop.height_m - base) * np.sin(a)))
        for a in rise
    ]
    dome = lathe([[*side, (crown * 0.5, prop.height_m), (0.0, prop.height_m)]], 28)
    foot = lathe(
        [
            [(0.0, 0.0), (radius - 0.01, 0.0)],
            [(radius - 0.01, 0.0), (radius, 0.01), (radius, base - 0.012), (radius - 0.012, base)],
            [(radius - 0.012, base), (dome_radius - 0.01, base)],
        ],
        28,
    )
    at = np.array([x, 0.0, z])
    return Piece("vinyl", dome.moved(at)), Piece("dark-rubber", foot.moved(at))
