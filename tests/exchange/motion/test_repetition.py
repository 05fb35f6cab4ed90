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


def test_a_smaller_range_reaches_less_far() -> None:
    full, half = (
        max(
            frame.coordinates["hip_rotation_r"]
            for frame in repetition("clamshell", Side.RIGHT, manner).motion.frames
        )
        - min(
            frame.coordinates["hip_rotation_r"]
            for frame in repetition("clamshell", Side.RIGHT, manner).motion.frames
        )
        for manner in (Manner(), Manner(range_share=0.5))
    )
    assert half == pytest.approx(full / 2, rel=0.05)
