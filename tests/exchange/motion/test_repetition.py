"""A repetition is sampled evenly from its first to its last moment, in the manner that was asked for."""

import itertools

import pytest

from hipwise.exchange.motion.repetition import FRAMES_PER_S
from hipwise.library.side import Side
from hipwise.movement.clip import Manner
from tests.exchange.motion.sample import repetition


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
