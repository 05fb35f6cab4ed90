"""Reads binary glTF by the rules of its specification alone, and poses what it shows at a moment."""

import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_TYPES = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32, 5120: np.int8, 5122: np.int16}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


@dataclass(frozen=True)
class Shown:
    """A primitive in the room: places (n, 3), triangles (m, 3), its node's and its material's name."""

    node: str
    material: str
    vertices: Array
    faces: npt.NDArray[np.int64]
    colour: tuple[float, float, float]


class GlbReader:
    """A file, opened."""

    def __init__(self, content: bytes) -> None:
        magic, version, length = struct.unpack_from("<4sII", content)
        assert (magic, version, length) == (b"glTF", 2, len(content))
        size, kind = struct.unpack_from("<I4s", content, 12)
        assert kind == b"JSON"
        self.document: dict[str, Any] = json.loads(content[20 : 20 + size])
        binary_size, kind = struct.unpack_from("<I4s", content, 20 + size)
        assert kind == b"BIN\0"
        self._binary = content[28 + size : 28 + size + binary_size]

    def accessor(self, number: int) -> Array:
        """Numbers of an accessor (n, width); normalised ones as fractions."""
        about = self.document["accessors"][number]
        view = self.document["bufferViews"][about["bufferView"]]
        dtype, width = np.dtype(_TYPES[about["componentType"]]), _WIDTHS[about["type"]]
        stride = view.get("byteStride", dtype.itemsize * width)
        start = view.get("byteOffset", 0) + about.get("byteOffset", 0)
        rows = [np.frombuffer(self._binary, dtype, width, start + i * stride) for i in range(about["count"])]
        values = np.array(rows, float)
        return values / np.iinfo(dtype).max if about.get("normalized") else values

    @property
    def times(self) -> Array:
        """The moments of the animation, seconds."""
        return self.accessor(self.document["animations"][0]["samplers"][0]["input"])[:, 0]

    def node_matrices(self, frame: int) -> dict[str, Array]:
        """Global matrix (4, 4) of every node, by its name, at a frame of the animation."""
        local = [self._local(number, frame) for number in range(len(self.document["nodes"]))]
        out: dict[str, Array] = {}

        def walk(number: int, above: Array) -> None:
            node = self.document["nodes"][number]
            here = above @ local[number]
            out[node["name"]] = here
            for child in node.get("children", []):
                walk(child, here)

        for root in self.document["scenes"][0]["nodes"]:
            walk(root, np.eye(4))
        return out

    def _local(self, number: int, frame: int) -> Array:
        node = self.document["nodes"][number]
        shift, turn = (
            np.array(node.get("translation", [0, 0, 0])),
            np.array(node.get("rotation", [0, 0, 0, 1])),
        )
        animation = self.document["animations"][0]
        for channel in animation["channels"]:
            if channel["target"]["node"] == number:
                value = self.accessor(animation["samplers"][channel["sampler"]]["output"])[frame]
                if channel["target"]["path"] == "translation":
                    shift = value
                else:
                    turn = value
        x, y, z, w = turn
        matrix = np.eye(4)
        matrix[:3, :3] = [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
        matrix[:3, 3] = shift
        return matrix

    def shown(self, frame: int) -> list[Shown]:
        """Every primitive where it is at a frame."""
        matrices = self.node_matrices(frame)
        out = []
        for node in self.document["nodes"]:
            if "mesh" not in node:
                continue
            for primitive in self.document["meshes"][node["mesh"]]["primitives"]:
                material = self.document["materials"][primitive["material"]]
                r, g, b, _ = material["pbrMetallicRoughness"]["baseColorFactor"]
                out.append(
                    Shown(
                        node["name"],
                        material["name"],
                        self._placed(node, primitive["attributes"], matrices),
                        self.accessor(primitive["indices"]).astype(int).reshape(-1, 3),
                        (r, g, b),
                    )
                )
        return out

    def _placed(self, node: dict[str, Any], attributes: dict[str, int], matrices: dict[str, Array]) -> Array:
        places = self.accessor(attributes["POSITION"])
        whole = np.concatenate([places, np.ones((len(places), 1))], axis=1)
        if "skin" not in node:
            return (whole @ matrices[node["name"]].T)[:, :3]
        skin = self.document["skins"][node["skin"]]
        binds = self.accessor(skin["inverseBindMatrices"]).reshape(-1, 4, 4).transpose(0, 2, 1)
        names = [self.document["nodes"][joint]["name"] for joint in skin["joints"]]
        joints = np.array([matrices[name] @ bind for name, bind in zip(names, binds, strict=True)])
        bones = self.accessor(attributes["JOINTS_0"]).astype(int)
        weights = self.accessor(attributes["WEIGHTS_0"])
        blended = np.einsum("nk,nkij->nij", weights, joints[bones])
        return np.einsum("nij,nj->ni", blended, whole)[:, :3]
