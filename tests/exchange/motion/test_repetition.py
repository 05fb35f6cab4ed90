"""A repetition is sampled evenly from its first to its last moment, in the manner that was asked for."""

import itertools
import json

import pytest

from hipwise.body.skeleton import REFERENCE_HEIGHT_M
from hipwise.exchange.motion.json_file import json_bytes
from hipwise.exchange.motion.repetition import FRAMES_PER_S
from hipwise.exchange.motion.trc_file import trc_bytes
from hipwise.library.side import Side
from hipwise.movement.clip import Manner
from tests.exchange.motion.sample import repetition

two_tenths_of_a_millimetre = 2e-4
two_micrometres_in_mm = 2e-3


def test_frames_are_evenly_spaced() -> None:
    times = [frame.t_s for frame in repetition("bridge", Side.RIGHT).motion.frames]
    steps = [b - a for a, b in itertools.pairwise(times)]
    assert steps == pytest.approx([1.0 / FRAMES_PER_S] * len(steps), rel=0.05)


def test_the_manner_sets_the_seconds() -> None:
    motion = repetition("bridge", Side.RIGHT, Manner(hold_s=2.0, out_s=3.0, back_s=4.0)).motion
    assert motion.duration_s == pytest.approx(9.0)


def reach(manner: Manner) -> float:
    angles = [
        frame.coordinates["hip_flexion_r"] for frame in repetition("bridge", Side.RIGHT, manner).motion.frames
    ]
    return max(angles) - min(angles)


def test_a_smaller_range_reaches_less_far() -> None:
    assert 0.0 == reach(Manner(range_share=0.0)) < reach(Manner(range_share=0.5)) < 0.8 * reach(Manner())


def test_a_body_twice_as_tall_has_the_same_angles_and_goes_twice_as_far() -> None:
    tall = json.loads(json_bytes(repetition("bridge", Side.RIGHT, height_m=2 * REFERENCE_HEIGHT_M)))
    usual = json.loads(json_bytes(repetition("bridge", Side.RIGHT)))
    assert tall["coordinates"]["hip_flexion_r"] == usual["coordinates"]["hip_flexion_r"]
    far = [2 * metres for metres in usual["coordinates"]["pelvis_ty"]]
    assert tall["coordinates"]["pelvis_ty"] == pytest.approx(far, abs=two_tenths_of_a_millimetre)


def test_the_markers_of_a_body_twice_as_tall_lie_twice_as_far() -> None:
    tall, usual = (
        last_number(trc_bytes(repetition("bridge", Side.RIGHT, height_m=height)))
        for height in (2 * REFERENCE_HEIGHT_M, REFERENCE_HEIGHT_M)
    )
    assert tall == pytest.approx(2 * usual, abs=two_micrometres_in_mm)


def last_number(content: bytes) -> float:
    return float(content.split()[-1])
