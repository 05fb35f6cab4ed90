"""The figure doing a repetition, as binary glTF (`.glb`) that any viewer of 3-D files shows.

Plain materials only. glTF looks along +z where the figure faces +x, so one node turns the whole.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hipwise.body.quaternion import Quaternion, without_jumps
from hipwise.body.rig import BONE_NAMES, RIG, local_quaternions
from hipwise.body.rotation import Vector
from hipwise.exchange.motion.repetition import Repetition
from hipwise.figure import palette
from hipwise.figure.body_mesh import BodyMesh, load_body
from hipwise.figure.glb import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, Glb
from hipwise.figure.muscle_course import COURSES
from hipwise.figure.painted_skin import PaintedSkin, painted_skin
from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import MATERIALS, ROOM, PropMesh, props_of
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side

Json = dict[str, Any]
_QUARTER_TURN_RIGHT = [0.0, -(0.5**0.5), 0.0, 0.5**0.5]
_MUSCLE_EDGE = 0.5
_SKIN_ROUGHNESS, _CLOTH_ROUGHNESS = 0.65, 0.95
_PELVIS = BONE_NAMES.index("pelvis")


def glb_bytes(repetition: Repetition) -> bytes:
    """The file's content. Raises FileNotFoundError when `make figure` has never run."""
    return _Scene(repetition).finish()


class _Scene:
    """Nodes, meshes, materials and channels of the file while it is written."""

    def __init__(self, repetition: Repetition) -> None:
        self._repetition = repetition
        self._glb = Glb()
        self._nodes: list[Json] = _rig_nodes()
        self._meshes: list[Json] = []
        self._materials: list[Json] = []
        self._samplers: list[Json] = []
        self._channels: list[Json] = []
        # Skinned meshes follow their bones alone and stand at the root of the scene, as glTF advises.
        self._skinned: list[int] = []
        self._standing: list[int] = []
        self._times = self._glb.add(
            np.array([f.t_s for f in repetition.motion.frames], np.float32), bounds=True
        )

    def finish(self) -> bytes:
        """The whole file."""
        motion = self._repetition.motion
        self._add_body()
        for prop in props_of(motion.exercise, motion.side):
            self._add_prop(prop)
        self._move_bones()
        turned = len(self._nodes)
        root: Json = {
            "name": "figure",
            "rotation": _QUARTER_TURN_RIGHT,
            "scale": [self._repetition.scale] * 3,
            "children": [_PELVIS, *self._standing],
        }
        name = f"{motion.exercise} {motion.side.value}"
        return self._glb.finish(
            {
                "scene": 0,
                "scenes": [{"name": name, "nodes": [turned, *self._skinned]}],
                "nodes": [*self._nodes, root],
                "meshes": self._meshes,
                "materials": self._materials,
                "skins": [{"joints": list(range(len(RIG))), "inverseBindMatrices": _binds(self._glb)}],
                "animations": [{"name": name, "samplers": self._samplers, "channels": self._channels}],
            }
        )

    def _add_body(self) -> None:
        body = load_body()
        skin = painted_skin(body, _patches(body, self._repetition.exercise, self._repetition.motion.side))
        attributes = _body_attributes(self._glb, skin)
        primitives = [
            {
                "attributes": attributes,
                "indices": self._glb.add(faces.astype(np.uint32).reshape(-1), ELEMENT_ARRAY_BUFFER),
                "material": self._material(paint, *_paint(paint)),
            }
            for paint, faces in skin.faces.items()
            if len(faces)
        ]
        self._show({"name": "body", "mesh": self._mesh("body", primitives), "skin": 0})

    def _add_prop(self, prop: PropMesh) -> None:
        material = MATERIALS[prop.material]
        hangs = set(prop.bones) != {ROOM}
        primitive = {
            "attributes": _prop_attributes(self._glb, prop, hangs),
            "indices": self._glb.add(np.array(prop.faces, np.uint32).reshape(-1), ELEMENT_ARRAY_BUFFER),
            "material": self._material(prop.material, material.colour, material.roughness),
        }
        node: Json = {"name": prop.kind, "mesh": self._mesh(prop.kind, [primitive])}
        number = self._show(node | {"skin": 0} if hangs else node)
        if prop.path:
            shifts = [prop.shift_at(at.leg, at.share, at.leg_s) for at in self._repetition.legs]
            self._animate(number, "translation", shifts)

    def _move_bones(self) -> None:
        frames = self._repetition.motion.frames
        local = [local_quaternions(frame.coordinates) for frame in frames]
        for number, bone in enumerate(RIG):
            series = without_jumps(moment[bone.name] for moment in local)
            if _moves(series):
                self._animate(number, "rotation", series)
            else:
                self._nodes[number]["rotation"] = list(series[0])
        x, y, z = RIG[_PELVIS].origin
        places = [
            (x + c.get("pelvis_tx", 0.0), y + c.get("pelvis_ty", 0.0), z + c.get("pelvis_tz", 0.0))
            for c in (frame.coordinates for frame in frames)
        ]
        self._animate(_PELVIS, "translation", places)

    def _animate(self, node: int, path: str, values: Sequence[Quaternion] | Sequence[Vector]) -> None:
        output = self._glb.add(np.array(values, np.float32))
        self._channels.append({"sampler": len(self._samplers), "target": {"node": node, "path": path}})
        self._samplers.append({"input": self._times, "output": output, "interpolation": "LINEAR"})

    def _material(self, name: str, colour: str, roughness: float) -> int:
        for number, known in enumerate(self._materials):
            if known["name"] == name:
                return number
        plain = {"baseColorFactor": _linear(colour), "metallicFactor": 0.0, "roughnessFactor": roughness}
        self._materials.append({"name": name, "pbrMetallicRoughness": plain})
        return len(self._materials) - 1

    def _mesh(self, name: str, primitives: list[Json]) -> int:
        self._meshes.append({"name": name, "primitives": primitives})
        return len(self._meshes) - 1

    def _show(self, node: Json) -> int:
        self._nodes.append(node)
        (self._skinned if "skin" in node else self._standing).append(len(self._nodes) - 1)
        return len(self._nodes) - 1


def _rig_nodes() -> list[Json]:
    """One node a bone in the order of the rig, standing in neutral."""
    origins = {bone.name: np.array(bone.origin) for bone in RIG}
    nodes: list[Json] = []
    for bone in RIG:
        start = origins[bone.parent] if bone.parent else np.zeros(3)
        node: Json = {"name": bone.name, "translation": (origins[bone.name] - start).round(6).tolist()}
        children = [i for i, other in enumerate(RIG) if other.parent == bone.name]
        nodes.append(node | {"children": children} if children else node)
    return nodes


def _binds(glb: Glb) -> int:
    """Inverse bind matrices, column by column: a shift by minus the neutral joint."""
    binds = np.tile(np.eye(4, dtype=np.float32).reshape(1, 16), (len(RIG), 1))
    binds[:, 12:15] = -np.array([bone.origin for bone in RIG])
    return glb.add(binds)


def _patches(body: BodyMesh, exercise: Exercise, side: Side) -> list[tuple[str, Array]]:
    """Fields of the working and the stretched muscles, on the side that works or on both."""
    numbers = {course.id: i for i, course in enumerate(COURSES)}
    both = exercise.laterality is Laterality.BOTH_TOGETHER
    own = body.vertices[:, 2] * (-1.0 if side is Side.LEFT else 1.0) > 0.0
    patches = []
    for role in ("stretched", "working"):
        columns = [numbers[m.id] for m in exercise.muscles if m.role == role and m.id in numbers]
        if columns:
            field = body.muscles[:, columns].max(axis=1) - _MUSCLE_EDGE
            patches.append((role, field if both else np.where(own, field, -_MUSCLE_EDGE)))
    return patches


def _paint(name: str) -> tuple[str, float]:
    """Colour and roughness of a paint of the body."""
    tone = palette.skin_tone(palette.DEFAULT_SKIN_TONE)
    return {
        "skin": (tone.skin, _SKIN_ROUGHNESS),
        "hair": (tone.hair, _CLOTH_ROUGHNESS),
        "shirt": (palette.SHIRT, _CLOTH_ROUGHNESS),
        "shorts": (palette.SHORTS, _CLOTH_ROUGHNESS),
        "working": (palette.MUSCLE_WORKING, _SKIN_ROUGHNESS),
        "stretched": (palette.MUSCLE_STRETCHED, _SKIN_ROUGHNESS),
    }[name]


def _linear(colour: str) -> list[float]:
    """An sRGB colour `#rrggbb` as linear red, green, blue and opacity."""
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return [*linear.round(5).tolist(), 1.0]


def _body_attributes(glb: Glb, skin: PaintedSkin) -> dict[str, int]:
    light = np.repeat(skin.light[:, None], 4, axis=1)
    light[:, 3] = 1.0
    return {
        "POSITION": glb.add(skin.vertices.astype(np.float32), ARRAY_BUFFER, bounds=True),
        "NORMAL": glb.add(skin.normals.astype(np.float32), ARRAY_BUFFER),
        "JOINTS_0": glb.add(skin.bones, ARRAY_BUFFER),
        "WEIGHTS_0": glb.add(skin.weights.astype(np.float32), ARRAY_BUFFER),
        "COLOR_0": glb.add((255.0 * light).round().astype(np.uint8), ARRAY_BUFFER, normalized=True),
    }


def _prop_attributes(glb: Glb, prop: PropMesh, hangs: bool) -> dict[str, int]:
    normals = np.array(prop.normals)
    attributes = {
        "POSITION": glb.add(np.array(prop.vertices, np.float32), ARRAY_BUFFER, bounds=True),
        "NORMAL": glb.add(_unit(normals).astype(np.float32), ARRAY_BUFFER),
    }
    if not hangs:
        return attributes
    joints = np.zeros((len(prop.bones), 4), np.uint8)
    joints[:, 0] = [BONE_NAMES.index(bone) for bone in prop.bones]
    weights = np.zeros((len(prop.bones), 4), np.float32)
    weights[:, 0] = 1.0
    return attributes | {
        "JOINTS_0": glb.add(joints, ARRAY_BUFFER),
        "WEIGHTS_0": glb.add(weights, ARRAY_BUFFER),
    }


def _unit(vectors: Array) -> Array:
    lengths: npt.NDArray[np.float64] = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Array = vectors / lengths
    return unit


def _moves(series: Sequence[Quaternion]) -> bool:
    return any(q != series[0] for q in series)
