"""Props as solids of a picture, where the body of a posture holds or leaves them."""

from collections.abc import Mapping, Sequence

import numpy as np

from hipwise.body.kinematics import Frame, forward_kinematics
from hipwise.body.rotation import Vector, turn
from hipwise.figure.illustration.solid import Solid
from hipwise.figure.prop_mesh import ROOM, PropMesh


def prop_solids(
    props: Sequence[PropMesh], posture: Mapping[str, float], leg: int, time_share: float
) -> list[Solid]:
    """The solids of all props at a moment of the movement's path; `leg` counts from 0."""
    frames = forward_kinematics(posture)
    return [_solid(prop, frames, prop.shift_at(leg, time_share)) for prop in props]


def _solid(prop: PropMesh, frames: Mapping[str, Frame], shift: Vector) -> Solid:
    normals = [
        n if bone == ROOM else turn(frames[bone].rotation, n)
        for n, bone in zip(prop.normals, prop.bones, strict=True)
    ]
    return Solid(
        prop.material,
        np.array(prop.placed(frames, shift)),
        np.array(normals),
        np.array(prop.faces, dtype=np.int32),
        closed=False,
    )
