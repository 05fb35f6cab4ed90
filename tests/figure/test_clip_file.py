"""A clip file is small, and what it says decodes to the clip."""

import gzip
import json
from itertools import accumulate

import pytest

from hipwise.figure.clip_file import PER_UNIT, changes, clip_mapping
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.clip import Clip, Manner, build_clip

_ROUNDING = 1e-4
_LARGEST_BYTES = 15_000
CATALOGUE = load_catalogue()


def clip_of(exercise_id: str, side: Side = Side.RIGHT) -> Clip:
    exercise, solved = CATALOGUE.exercise(exercise_id), CATALOGUE.solved.get(exercise_id)
    return build_clip(exercise, CATALOGUE.arm_postures, side, Manner(), solved)


def decode(numbers: list[int], width: int, count: int) -> list[list[float]]:
    if len(numbers) == width:
        return [[n / PER_UNIT for n in numbers]] * count
    columns = [accumulate(numbers[i::width]) for i in range(width)]
    return [[n / PER_UNIT for n in entry] for entry in zip(*columns, strict=True)]


def test_decoding_gives_the_rotations_back() -> None:
    clip = clip_of("hip-flexor-stretch")
    file = clip_mapping(clip, CATALOGUE.exercise("hip-flexor-stretch"))
    for bone, series in clip.rotations.items():
        decoded = decode(file["bones"][bone], 4, len(clip.times_s))
        for q, expected in zip(decoded, series, strict=True):
            assert q == pytest.approx(expected, abs=_ROUNDING)


def test_a_bone_at_rest_is_four_numbers() -> None:
    assert changes([(0.0, 0.0, 0.0, 1.0)] * 5) == [0, 0, 0, PER_UNIT]


@pytest.mark.parametrize("exercise_id", sorted(CATALOGUE.exercises))
def test_a_clip_is_small(exercise_id: str) -> None:
    file = clip_mapping(clip_of(exercise_id), CATALOGUE.exercise(exercise_id))
    assert len(gzip.compress(json.dumps(file, separators=(",", ":")).encode())) <= _LARGEST_BYTES


def test_the_camera_of_the_left_side_looks_from_the_other_side() -> None:
    exercise = CATALOGUE.exercise("bridge")
    x, y, z = clip_mapping(clip_of("bridge"), exercise)["camera"]["from"]
    assert clip_mapping(clip_of("bridge", Side.LEFT), exercise)["camera"]["from"] == [x, y, -z]


def test_the_working_muscle_is_on_the_working_side() -> None:
    file = clip_mapping(clip_of("clamshell", Side.LEFT), CATALOGUE.exercise("clamshell"))
    assert file["muscles"][0] == {"id": "gluteus-medius", "role": "working", "side": "left"}
