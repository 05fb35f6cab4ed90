import math

import pytest

from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Recording, RecordingError

KNEE = (10.0, 20.0, 0.0, 0.9)


def test_there_are_blazeposes_33_names():
    assert len(set(LANDMARK_NAMES)) == 33


def test_frames_hold_landmarks_in_blazeposes_order():
    recording = Recording((0.0,), {"left_knee": (KNEE,)}, scaled=False)
    (frame,) = recording.frames()
    assert frame.landmarks[LANDMARK_NAMES.index("left_knee")] == KNEE


def test_a_landmark_that_is_absent_is_missing_not_zero():
    (frame,) = Recording((0.0,), {"left_knee": (KNEE,)}, scaled=False).frames()
    assert all(math.isnan(value) for value in frame.landmarks[LANDMARK_NAMES.index("right_knee")])


def test_an_unknown_name_is_refused():
    with pytest.raises(RecordingError, match="33 names"):
        Recording((0.0,), {"left_kneecap": (KNEE,)}, scaled=False)


def test_a_series_of_another_length_is_refused():
    with pytest.raises(RecordingError, match="expected 2 moments, found 1"):
        Recording((0.0, 0.1), {"left_knee": (KNEE,)}, scaled=False)


@pytest.mark.parametrize("times", [(0.0, -0.1), (0.0, math.nan), (math.inf,)])
def test_time_never_goes_back_and_is_finite(times):
    with pytest.raises(RecordingError, match="moment"):
        Recording(times, {"left_knee": (MISSING,) * len(times)}, scaled=False)


def test_an_empty_recording_has_no_frames():
    recording = Recording((), {}, scaled=True)
    assert (list(recording.frames()), recording.seconds) == ([], 0.0)
