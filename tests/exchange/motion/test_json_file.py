"""The JSON has one value a moment for each coordinate, and swaps sides exactly."""

import json

from hipwise.exchange.motion.json_file import json_bytes, motion_mapping
from hipwise.library.side import Side
from tests.exchange.motion.sample import repetition


def test_every_coordinate_has_one_value_a_moment() -> None:
    value = motion_mapping(repetition("clamshell", Side.RIGHT).motion)
    lengths = {len(series) for series in value["coordinates"].values()}
    assert lengths == {len(value["times_s"])} == {len(value["words"])}


def test_left_is_the_mirror_of_right() -> None:
    left, right = (
        motion_mapping(repetition("clamshell", side).motion)["coordinates"]
        for side in (Side.LEFT, Side.RIGHT)
    )
    assert left["hip_adduction_l"] == right["hip_adduction_r"]
    assert left["hip_flexion_r"] == right["hip_flexion_l"]


def test_the_file_is_one_json_value() -> None:
    assert json.loads(json_bytes(repetition("bridge", Side.LEFT)))["exercise"] == "bridge"
