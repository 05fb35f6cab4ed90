"""The body as binary glTF: one skinned mesh whose bones are the nodes of the rig.

Vertices are in neutral coordinates, so that the inverse bind of a bone only shifts its joint to 0. Own
attributes: `_CLOTH` (shirt, shorts, hair, occlusion; bytes, the edge of cloth at one half), `_MUSCLES0` to
`_MUSCLES3` (four muscles each, in the order of `extras.muscles`; the edge at one half) and `_BROAD` (the way
to a broad build, to be multiplied by `extras.broad_step_m`).
"""

from typing import Any

import numpy as np

from hipwise.body.rig import RIG
from hipwise.figure.body_mesh import BROAD_STEP_M, CLOTH_RANGE_M, PLACE_STEP_M
from hipwise.figure.glb import ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER, Glb
from hipwise.figure.muscle_course import COURSES
from hipwise.figure.surface.body_file import Numbers

_BYTES_PER_ATTRIBUTE = 4


def body_glb(body: Numbers) -> bytes:
    """The file of a body in whole numbers."""
    glb = Glb()
    primitive = {
        "attributes": _attributes(glb, body),
        "indices": glb.add(body["faces"].reshape(-1), ELEMENT_ARRAY_BUFFER),
    }
    nodes, root = _nodes()
    nodes.append({"name": "body", "mesh": 0, "skin": 0})
    return glb.finish(
        {
            "extensionsUsed": ["KHR_mesh_quantization"],
            "extensionsRequired": ["KHR_mesh_quantization"],
            "scene": 0,
            "scenes": [{"nodes": [root, len(nodes) - 1]}],
            "nodes": nodes,
            "meshes": [{"name": "body", "primitives": [primitive], "extras": _extras()}],
            "skins": [
                {"joints": list(range(len(RIG))), "skeleton": root, "inverseBindMatrices": _binds(glb)}
            ],
        }
    )


def _attributes(glb: Glb, body: Numbers) -> dict[str, int]:
    places = (body["vertices"].astype(np.float64) * PLACE_STEP_M).astype(np.float32)
    attributes = {
        "POSITION": glb.add(places, ARRAY_BUFFER, bounds=True),
        "NORMAL": glb.add(body["normals"], ARRAY_BUFFER, normalized=True),
        "JOINTS_0": glb.add(body["bones"], ARRAY_BUFFER),
        "WEIGHTS_0": glb.add(body["weights"], ARRAY_BUFFER, normalized=True),
        "_CLOTH": glb.add(body["fields"], ARRAY_BUFFER, normalized=True),
        "_BROAD": glb.add(body["broad"], ARRAY_BUFFER),
    }
    muscles = body["muscles"]
    muscles = np.pad(muscles, ((0, 0), (0, -muscles.shape[1] % _BYTES_PER_ATTRIBUTE)))
    for i in range(muscles.shape[1] // _BYTES_PER_ATTRIBUTE):
        four = muscles[:, _BYTES_PER_ATTRIBUTE * i : _BYTES_PER_ATTRIBUTE * (i + 1)]
        attributes[f"_MUSCLES{i}"] = glb.add(four, ARRAY_BUFFER, normalized=True)
    return attributes


def _nodes() -> tuple[list[dict[str, Any]], int]:
    """Nodes in the order of the rig, children listed, and the number of the pelvis."""
    names = [bone.name for bone in RIG]
    origins = {bone.name: np.array(bone.origin) for bone in RIG}
    nodes: list[dict[str, Any]] = []
    for bone in RIG:
        start = origins[bone.parent] if bone.parent else np.zeros(3)
        node: dict[str, Any] = {
            "name": bone.name,
            "translation": (origins[bone.name] - start).round(6).tolist(),
        }
        children = [names.index(other.name) for other in RIG if other.parent == bone.name]
        if children:
            node["children"] = children
        nodes.append(node)
    return nodes, names.index("pelvis")


def _binds(glb: Glb) -> int:
    """Inverse bind matrices, column by column: a shift by minus the neutral joint."""
    binds = np.tile(np.eye(4, dtype=np.float32).reshape(1, 16), (len(RIG), 1))
    binds[:, 12:15] = -np.array([bone.origin for bone in RIG])
    return glb.add(binds)


def _extras() -> dict[str, Any]:
    return {
        "muscles": [{"id": course.id, "deep": course.deep} for course in COURSES],
        "cloth_range_m": CLOTH_RANGE_M,
        "broad_step_m": BROAD_STEP_M,
    }
