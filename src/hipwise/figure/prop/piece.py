"""A piece of a prop while it is made: a solid of one material, and what each of its vertices hangs on."""

from dataclasses import dataclass

import numpy as np

from hipwise.body.rotation import Vector
from hipwise.figure.pose import Array
from hipwise.figure.prop.scene import Scene
from hipwise.figure.prop.solid import Solid
from hipwise.figure.prop_mesh import ROOM, Path, PropMesh


@dataclass(frozen=True, slots=True)
class Piece:
    """A solid where the start posture has it. `bones` is one name for all its vertices, or one for each."""

    material: str
    solid: Solid
    bones: tuple[str, ...] = (ROOM,)
    path: Path = ()

    def mesh(self, kind: str, scene: Scene) -> PropMesh:
        """The piece as it is kept, with its vertices carried back to the bones that they hang on."""
        count = len(self.solid.vertices)
        bones = self.bones * count if len(self.bones) == 1 else self.bones
        vertices, normals = self.solid.vertices.copy(), self.solid.normals.copy()
        for bone in sorted(set(bones) - {ROOM}):
            here = np.array([b == bone for b in bones])
            vertices[here] = scene.hung(vertices[here], bone)
            normals[here] = scene.hung_normals(normals[here], bone)
        faces = tuple((int(a), int(b), int(c)) for a, b, c in self.solid.faces)
        return PropMesh(kind, self.material, _vectors(vertices), _vectors(normals), faces, bones, self.path)


def _vectors(rows: Array) -> tuple[Vector, ...]:
    return tuple((float(x), float(y), float(z)) for x, y, z in rows)
