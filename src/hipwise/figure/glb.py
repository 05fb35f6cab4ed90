"""Writes binary glTF 2.0: one JSON part, one binary part, each padded to four bytes.

Only what the figure needs: a `Glb` collects numbers and hands out their places, the caller states nodes,
meshes, skins and animations as glTF has them.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

_MAGIC, _VERSION, _JSON, _BINARY = 0x46546C67, 2, 0x4E4F534A, 0x004E4942
_COMPONENTS = {"int8": 5120, "uint8": 5121, "int16": 5122, "uint16": 5123, "uint32": 5125, "float32": 5126}
_KINDS = {1: "SCALAR", 2: "VEC2", 3: "VEC3", 4: "VEC4", 16: "MAT4"}
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963


class Glb:
    """Numbers of a glTF file while it is written."""

    def __init__(self) -> None:
        self._binary = bytearray()
        self._views: list[dict[str, int]] = []
        self._accessors: list[dict[str, Any]] = []

    def add(
        self,
        values: npt.NDArray[np.generic],
        target: int | None = None,
        *,
        normalized: bool = False,
        bounds: bool = False,
    ) -> int:
        """Keep `values` (n,) or (n, k) and return the number of their accessor.

        Rows of vertex attributes are padded to four bytes. `bounds` states least and greatest, which glTF
        demands of places and of times. Raises KeyError for a type of number that glTF does not have.
        """
        rows = values.reshape(len(values), -1)
        count, width = rows.shape
        accessor: dict[str, Any] = {
            "bufferView": self._view(rows, target),
            "componentType": _COMPONENTS[rows.dtype.name],
            "count": count,
            "type": _KINDS[width],
        }
        if normalized:
            accessor["normalized"] = True
        if bounds:
            accessor |= {"min": rows.min(axis=0).tolist(), "max": rows.max(axis=0).tolist()}
        self._accessors.append(accessor)
        return len(self._accessors) - 1

    def _view(self, rows: npt.NDArray[np.generic], target: int | None) -> int:
        view = {"buffer": 0, "byteOffset": len(self._binary)}
        size = rows.dtype.itemsize * rows.shape[1]
        stride = -(-size // 4) * 4
        raw = np.ascontiguousarray(rows).view(np.uint8).reshape(len(rows), size)
        if target == ARRAY_BUFFER:
            raw = np.pad(raw, ((0, 0), (0, stride - size)))
            view["byteStride"] = stride
        view["byteLength"] = raw.size
        if target is not None:
            view["target"] = target
        self._binary += raw.tobytes()
        self._binary += bytes(-len(self._binary) % 4)
        self._views.append(view)
        return len(self._views) - 1

    def finish(self, document: Mapping[str, Any]) -> bytes:
        """The file: `document` holds everything of glTF but buffers, views and accessors."""
        whole = {
            "asset": {"version": "2.0", "generator": "hipwise make figure"},
            **document,
            "buffers": [{"byteLength": len(self._binary)}],
            "bufferViews": self._views,
            "accessors": self._accessors,
        }
        text = json.dumps(whole, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        chunks = struct.pack("<II", len(text), _JSON) + text
        chunks += struct.pack("<II", len(self._binary), _BINARY) + bytes(self._binary)
        return struct.pack("<III", _MAGIC, _VERSION, 12 + len(chunks)) + chunks
