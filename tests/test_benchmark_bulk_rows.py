"""The numpy twin of angles and filters gives what the coach's plain floats give."""

import random
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from benchmarks.bulk_rows import landmark_array, smoothed_array
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.coach.channels import Channels, build_channels, smoothed_rows
from hipwise.coach.landmarks import MISSING, Frame
from hipwise.coach.roles import roles_for
from hipwise.coach.watch_plan import WatchPlan, plan_watch
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Laterality
from hipwise.library.side import Side
from tests.coach.performer import Performer

_A_BILLIONTH = 1e-9
# One exercise for each camera place; together they have every kind of reading.
_WATCHED = ("bridge", "single-leg-squat", "clamshell", "step-down")


@cache
def _recorded(exercise_id: str) -> tuple[WatchPlan, tuple[Frame, ...]]:
    catalogue = load_catalogue()
    exercise = catalogue.exercise(exercise_id)
    both = exercise.laterality is Laterality.BOTH_TOGETHER
    performer = Performer(exercise, Side.BOTH if both else Side.LEFT).stand_still(1.0).repeat(1)
    frames = tuple(performer.record(frames_per_s=20.0, jitter=0.3).frames())
    return plan_watch(exercise, catalogue), frames


def _channels(plan: WatchPlan) -> Channels:
    """Made anew for each set, as the coach does: a growth begins with the first frame that it reads."""
    expected = plan.template.expected.values()
    return build_channels(expected, roles_for(Side.LEFT), plan.template.camera, plan.settings)


def _spoilt(frames: tuple[Frame, ...], seed: int) -> list[Frame]:
    """Landmarks go missing, jump or are doubted; moments are lost, and one comes twice."""
    generator = random.Random(seed)

    def spoil(landmark: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        chance = generator.random()
        if chance < 0.05:
            return MISSING
        if chance < 0.07:
            return (generator.uniform(0.0, 640.0), generator.uniform(0.0, 480.0), 0.0, 0.9)
        return (*landmark[:3], 0.2) if chance < 0.09 else landmark

    kept = [frame for frame in frames if generator.random() > 0.2] or list(frames)
    spoilt = [Frame(f.t_s, tuple(spoil(landmark) for landmark in f.landmarks)) for f in kept]
    return [*spoilt, spoilt[-1]]


def _bulk(plan: WatchPlan, frames: Sequence[Frame], is_hold: bool) -> np.ndarray:
    times_s = np.array([frame.t_s for frame in frames])
    return smoothed_array(_channels(plan), times_s, landmark_array(frames), plan.settings, is_hold)


def _assert_alike(plan: WatchPlan, frames: list[Frame], is_hold: bool) -> None:
    plain = np.array(smoothed_rows(_channels(plan), frames, plan.settings, is_hold))
    bulk = _bulk(plan, frames, is_hold)
    np.testing.assert_allclose(bulk, plain, rtol=0.0, atol=_A_BILLIONTH, equal_nan=True)


@pytest.mark.parametrize("exercise_id", _WATCHED)
@pytest.mark.parametrize("is_hold", [False, True])
def test_a_clean_recording_has_the_same_rows(exercise_id: str, is_hold: bool) -> None:
    plan, frames = _recorded(exercise_id)
    _assert_alike(plan, list(frames), is_hold)


@settings(max_examples=25)
@given(st.sampled_from(_WATCHED), st.integers(0, 10_000), st.booleans())
def test_gaps_outliers_and_doubts_change_nothing_about_that(
    exercise_id: str, seed: int, is_hold: bool
) -> None:
    plan, frames = _recorded(exercise_id)
    _assert_alike(plan, _spoilt(frames, seed), is_hold)


def test_every_kind_of_reading_is_among_them() -> None:
    plans = (_recorded(exercise_id)[0] for exercise_id in _WATCHED)
    kinds = {reading.kind for plan in plans for reading in _channels(plan).readings}
    assert kinds == {"joint", "incline", "between", "length", "growth"}


def test_nothing_seen_is_nan_throughout() -> None:
    plan, _ = _recorded("bridge")
    frames = [Frame(i / 30, (MISSING,) * 33) for i in range(5)]
    assert np.isnan(_bulk(plan, frames, is_hold=False)).all()


def test_one_frame_is_enough() -> None:
    plan, frames = _recorded("bridge")
    _assert_alike(plan, [frames[0]], False)
