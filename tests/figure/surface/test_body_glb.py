"""The body's binary glTF, read by a small reader of its own."""

import json
import struct
from importlib import resources

import numpy as np
import pytest

from hipwise.body.rig import BONE_NAMES, RIG
from hipwise.figure.body_mesh import BROAD_STEP_M, CLOTH_RANGE_M, load_body
from hipwise.figure.muscle_course import MUSCLE_NAMES

FILE = (resources.files("hipwise.figure") / "generated" / "body.glb").read_bytes()
MOST_BYTES = 500_000
single_precision = 1e-6
_TYPES = {5120: np.int8, 5121: np.uint8, 5123: np.uint16, 5126: np.float32}
_WIDTHS = {"SCALAR": 1, "VEC3": 3, "VEC4": 4, "MAT4": 16}


def _chunks():
    magic, version, length = struct.unpack_from("<4sII", FILE)
    assert (magic, version, length) == (b"glTF", 2, len(FILE))
    size, kind = struct.unpack_from("<I4s", FILE, 12)
    assert kind == b"JSON"
    text = FILE[20 : 20 + size]
    rest, kind = struct.unpack_from("<I4s", FILE, 20 + size)
    assert kind == b"BIN\0"
    assert 28 + size + rest == len(FILE)
    return json.loads(text), FILE[28 + size :]


DOCUMENT, BINARY = _chunks()
PRIMITIVE = DOCUMENT["meshes"][0]["primitives"][0]
BODY = load_body()


def _values(number):
    accessor = DOCUMENT["accessors"][number]
    view = DOCUMENT["bufferViews"][accessor["bufferView"]]
    kind, width = np.dtype(_TYPES[accessor["componentType"]]), _WIDTHS[accessor["type"]]
    stride = view.get("byteStride", kind.itemsize * width)
    assert view["byteOffset"] + view["byteLength"] <= len(BINARY)
    rows = np.ndarray((accessor["count"], width), kind, BINARY, view["byteOffset"], (stride, kind.itemsize))
    full = np.iinfo(kind).max if accessor.get("normalized") else 1
    return rows.astype(float) / full


def _attribute(name):
    return _values(PRIMITIVE["attributes"][name])


def test_it_is_small():
    assert len(FILE) <= MOST_BYTES


def test_it_names_the_extension_that_small_numbers_need():
    assert "KHR_mesh_quantization" in DOCUMENT["extensionsRequired"]


def test_places_normals_and_faces_are_those_of_the_body():
    assert _attribute("POSITION") == pytest.approx(BODY.vertices, abs=single_precision)
    assert np.array_equal(_values(PRIMITIVE["indices"]).reshape(-1, 3), BODY.faces)
    assert np.abs(_attribute("NORMAL") - BODY.normals).max() < 0.02


def test_the_bounds_of_places_are_stated():
    accessor = DOCUMENT["accessors"][PRIMITIVE["attributes"]["POSITION"]]
    assert accessor["min"] == pytest.approx(BODY.vertices.min(axis=0), abs=single_precision)
    assert accessor["max"] == pytest.approx(BODY.vertices.max(axis=0), abs=single_precision)


def test_weights_hang_on_the_bones_of_the_rig():
    assert np.array_equal(_attribute("JOINTS_0"), BODY.bones)
    assert _attribute("WEIGHTS_0") == pytest.approx(BODY.weights)


def test_own_attributes_say_what_the_body_says():
    cloth = _attribute("_CLOTH")
    assert (2.0 * cloth[:, :3] - 1.0) * CLOTH_RANGE_M == pytest.approx(BODY.fields[:, :3])
    assert cloth[:, 3] == pytest.approx(BODY.fields[:, 3])
    assert _attribute("_BROAD") * BROAD_STEP_M == pytest.approx(BODY.broad)
    muscles = np.concatenate([_attribute(f"_MUSCLES{i}") for i in range(4)], axis=1)
    assert muscles[:, : len(MUSCLE_NAMES)] == pytest.approx(BODY.muscles)


def test_extras_name_the_muscles_and_the_steps():
    extras = DOCUMENT["meshes"][0]["extras"]
    assert [muscle["id"] for muscle in extras["muscles"]] == list(MUSCLE_NAMES)
    assert extras["cloth_range_m"] == CLOTH_RANGE_M
    assert extras["broad_step_m"] == BROAD_STEP_M


def test_nodes_are_the_rig():
    joints = DOCUMENT["skins"][0]["joints"]
    assert [DOCUMENT["nodes"][joint]["name"] for joint in joints] == list(BONE_NAMES)
    for joint in joints:
        node = DOCUMENT["nodes"][joint]
        for child in node.get("children", []):
            assert RIG[child].parent == node["name"]


def test_nodes_and_inverse_binds_leave_the_neutral_body_as_it_is():
    binds = _values(DOCUMENT["skins"][0]["inverseBindMatrices"]).reshape(-1, 4, 4)
    places = {}
    for i, bone in enumerate(RIG):
        start = places[bone.parent] if bone.parent else np.zeros(3)
        places[bone.name] = start + DOCUMENT["nodes"][i]["translation"]
        assert binds[i, :3, :3] == pytest.approx(np.eye(3))
        assert places[bone.name] + binds[i, 3, :3] == pytest.approx(0.0, abs=single_precision)


def test_vertex_rows_start_at_multiples_of_four_bytes():
    for number in PRIMITIVE["attributes"].values():
        view = DOCUMENT["bufferViews"][DOCUMENT["accessors"][number]["bufferView"]]
        assert view["byteStride"] % 4 == 0
        assert view["byteOffset"] % 4 == 0
