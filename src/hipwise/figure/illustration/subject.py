"""The body as a solid of a picture, in a posture, with all that is known of its skin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hipwise.body.rig import BONE_NAMES
from hipwise.figure.body_mesh import FIELD_NAMES, BodyMesh
from hipwise.figure.illustration.look import Look
from hipwise.figure.illustration.muscle import Planes
from hipwise.figure.illustration.muscle_skin import muscle_skin
from hipwise.figure.illustration.solid import Solid, vertex_normals
from hipwise.figure.pose import Array, pose
from hipwise.library.exercise import Laterality, Muscle

# Parts whose lines stand close together.
_FINE_BONES = ("head", "hand_r", "hand_l", "foot_r", "foot_l", "toes_r", "toes_l")
# Muscles of the trunk work on both sides whichever leg moves.
_OF_THE_TRUNK = ("abdominals", "erector-spinae")


@dataclass(frozen=True, slots=True)
class Subject:
    """A body and the values of its skin (n, k): clothes, light, fineness, then three for each muscle."""

    body: BodyMesh
    values: Array
    muscles: tuple[Muscle, ...]

    def skins(self, postures: Sequence[Mapping[str, float]]) -> Array:
        """The skin in some postures, (n_postures, n, 3) metres."""
        names = sorted({name for posture in postures for name in posture})
        return self.body.posed(pose({n: np.array([p.get(n, 0.0) for p in postures]) for n in names}))

    def solid(self, skin: Array) -> Solid:
        """The body as a solid, given its posed skin (n, 3)."""
        return Solid("skin", skin, vertex_normals(skin, self.body.faces), self.body.faces, self.values)

    def plane(self, look: Look, name: str) -> Array:
        """A value of the skin at every pixel: a clothing field, occlusion or fine."""
        plane: Array = look.values[..., (*FIELD_NAMES, "fine").index(name)]
        return plane

    def muscle_planes(self, look: Look) -> list[tuple[str, Planes]]:
        """Each muscle's role, with its strength and the place along and across its fibres."""
        first = len(FIELD_NAMES) + 1
        at = [look.values[..., first + 3 * i : first + 3 * i + 3] for i in range(len(self.muscles))]
        return [(m.role, (p[..., 0], p[..., 1], p[..., 2])) for m, p in zip(self.muscles, at, strict=True)]

    def weighed(self, worth: Mapping[str, float]) -> Array:
        """The worth of each vertex (n,), from that of the bones it hangs on; all bones must have one."""
        table = np.array([worth[bone] for bone in BONE_NAMES])
        total: Array = (self.body.weights * table[self.body.bones]).sum(axis=1)
        return total


def make_subject(body: BodyMesh, muscles: Sequence[Muscle], laterality: Laterality) -> Subject:
    """The subject of an exercise whose right side works. Raises KeyError for a muscle without a course."""
    columns = [body.fields, _weight_of(body, _FINE_BONES)[:, None]]
    for muscle in muscles:
        both = laterality is Laterality.BOTH_TOGETHER or muscle.id in _OF_THE_TRUNK
        skin = muscle_skin(muscle.id, body, both)
        columns.append(np.stack([skin.strength, skin.along, skin.across], axis=1))
    return Subject(body, np.concatenate(columns, axis=1), tuple(muscles))


def _weight_of(body: BodyMesh, bones: Sequence[str]) -> Array:
    wanted = np.isin(body.bones, [BONE_NAMES.index(b) for b in bones])
    total: Array = (body.weights * wanted).sum(axis=1)
    return total
