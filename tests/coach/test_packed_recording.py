"""A packed recording is small, tells the coach the same, and shows no face."""

import math
import zlib
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Frame, Recording, RecordingError
from hipwise.coach.packed_recording import (
    KEPT_PER_S,
    KEPT_POINTS,
    MOST_BYTES,
    MOST_MOMENTS,
    Recorder,
    pack_recording,
    unpack_recording,
)
from hipwise.coach.report import watch
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Laterality
from hipwise.library.side import Side
from hipwise.library.validity_card import ANY_MODEL
from tests.coach.performer import Performer

CATALOGUE = load_catalogue()
SEEN = sorted(e.id for e in CATALOGUE.exercises.values() if e.watch.camera != "none")
WIDTH = 4 / 3
# Half a thousandth of the picture's height, and half of that by rounding.
half_a_place = 0.00026
about_a_degree = 0.8


def _side(exercise_id: str) -> Side:
    is_both = CATALOGUE.exercise(exercise_id).laterality is Laterality.BOTH_TOGETHER
    return Side.BOTH if is_both else Side.RIGHT


@cache
def _recording(exercise_id: str) -> Recording:
    performer = Performer(CATALOGUE.exercise(exercise_id), _side(exercise_id), CATALOGUE)
    hold_s = 4.0 if CATALOGUE.exercise(exercise_id).is_hold else None
    return performer.stand_still(1.5).repeat(3, pause_s=0.4, hold_s=hold_s).stand_still(0.5).record(15.0)


@pytest.mark.parametrize("exercise_id", SEEN)
def test_the_coach_says_the_same_of_the_packed_recording(exercise_id: str) -> None:
    exercise, side = CATALOGUE.exercise(exercise_id), _side(exercise_id)
    unpacked = unpack_recording(pack_recording(_recording(exercise_id), WIDTH)).recording
    before = watch(_recording(exercise_id), exercise, side, CATALOGUE)
    after = watch(unpacked, exercise, side, CATALOGUE)
    assert after.count == before.count
    assert [f.verdict for f in after.faults] == [f.verdict for f in before.faults]
    peaks = [r.peak_deg for r in before.repetitions]
    assert [r.peak_deg for r in after.repetitions] == pytest.approx(peaks, abs=about_a_degree)


def test_points_come_back_where_they_were() -> None:
    recording = _recording("bridge")
    unpacked = unpack_recording(pack_recording(recording, WIDTH)).recording
    for before, after in zip(recording.landmarks["left_knee"], unpacked.landmarks["left_knee"], strict=True):
        assert after[0] == pytest.approx(before[0] / 480.0, abs=half_a_place)
        assert after[1] == pytest.approx(before[1] / 480.0, abs=half_a_place)


def test_times_come_back_to_a_millisecond_from_the_first() -> None:
    recording = Recording((3.0, 3.0666, 3.5), {"left_hip": (MISSING,) * 3}, scaled=True)
    assert unpack_recording(pack_recording(recording, WIDTH)).recording.times_s == (0.0, 0.067, 0.5)


def test_the_width_of_the_picture_comes_along() -> None:
    assert unpack_recording(pack_recording(_recording("bridge"), WIDTH)).width == pytest.approx(
        WIDTH, abs=1e-3
    )


def test_eyes_mouth_fingers_and_depth_are_not_kept() -> None:
    unpacked = unpack_recording(pack_recording(_recording("bridge"), WIDTH)).recording
    assert set(unpacked.landmarks) == set(KEPT_POINTS)
    assert not [name for name in KEPT_POINTS if "eye" in name or "mouth" in name or "thumb" in name]
    assert all(math.isnan(point[2]) for point in unpacked.landmarks["left_hip"])


def test_a_missing_point_stays_missing() -> None:
    seen = (0.5, 0.5, 0.0, 0.9)
    recording = Recording((0.0, 0.1, 0.2), {"left_hip": (seen, MISSING, seen)}, scaled=True)
    hip = unpack_recording(pack_recording(recording, WIDTH)).recording.landmarks["left_hip"]
    assert [math.isnan(point[0]) for point in hip] == [False, True, False]


def test_what_was_hardly_seen_never_becomes_seen() -> None:
    recording = Recording((0.0,), {"left_hip": ((0.5, 0.5, 0.0, 0.4999),)}, scaled=True)
    assert unpack_recording(pack_recording(recording, WIDTH)).recording.landmarks["left_hip"][0][3] < 0.5


def test_a_minute_takes_less_than_thirty_kilobytes() -> None:
    recording = _recording("clamshell")
    assert len(pack_recording(recording, WIDTH)) / recording.seconds < 500


def test_pixels_need_the_height_of_the_picture() -> None:
    with pytest.raises(RecordingError, match="height of its picture"):
        pack_recording(Recording((0.0,), {}, scaled=False), WIDTH)


def _frame(t_s: float) -> Frame:
    return Frame(t_s, ((0.5, 0.5, 0.0, 0.9),) * len(LANDMARK_NAMES))


def test_a_recorder_keeps_no_more_moments_than_it_needs() -> None:
    recorder = Recorder()
    for number in range(600):
        recorder.add(_frame(number / 60.0), WIDTH)
    assert recorder.moments == pytest.approx(10 * KEPT_PER_S, abs=1)


def test_a_recorder_packs_what_a_recording_packs() -> None:
    recorder = Recorder()
    frames = [_frame(number / 10.0) for number in range(5)]
    for frame in frames:
        recorder.add(frame, WIDTH)
    columns = {name: tuple(f.landmarks[i] for f in frames) for i, name in enumerate(LANDMARK_NAMES)}
    whole = Recording(tuple(f.t_s for f in frames), columns, scaled=True)
    assert recorder.pack() == pack_recording(whole, WIDTH)


def test_a_recorder_ends_when_it_is_full() -> None:
    recorder = Recorder()
    for number in range(MOST_MOMENTS + 5):
        recorder.add(_frame(number / 10.0), WIDTH)
    assert recorder.is_full
    assert len(unpack_recording(recorder.pack()).recording.times_s) == MOST_MOMENTS


def test_an_empty_recorder_packs_an_empty_recording() -> None:
    assert unpack_recording(Recorder().pack()).recording.times_s == ()


@pytest.mark.parametrize("model", ["lite", "full", ANY_MODEL])
def test_a_packet_names_the_pose_model(model: str) -> None:
    named = replace(_recording("bridge"), model=model)
    assert unpack_recording(pack_recording(named, WIDTH)).recording.model == model
    recorder = Recorder(model)
    recorder.add(_frame(0.0), WIDTH)
    assert unpack_recording(recorder.pack()).recording.model == model


def test_a_packet_of_the_first_kind_names_none_and_is_read() -> None:
    named = pack_recording(replace(_recording("bridge"), model="lite"), WIDTH)
    first_kind = b"HWR1" + named[len(b"HWR2") + 1 + len("lite") :]
    old, new = unpack_recording(first_kind).recording, unpack_recording(named).recording
    assert old.model == ANY_MODEL
    assert replace(old, model="lite").times_s == new.times_s
    assert str(old.landmarks["left_hip"]) == str(new.landmarks["left_hip"])


@pytest.mark.parametrize("model", ["", "a b", "é", "x" * 21])
def test_a_name_that_no_packet_can_hold_is_refused(model: str) -> None:
    with pytest.raises(RecordingError, match="pose model: expected a name"):
        pack_recording(replace(_recording("bridge"), model=model), WIDTH)


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"HWR1",
        b"GIF89a",
        b"HWR1" + zlib.compress(b""),
        b"HWR1" + zlib.compress(b"\x02\x02\x02"),
        pack_recording(_recording("bridge"), WIDTH)[:-9],
        pack_recording(_recording("bridge"), WIDTH) + b"more",
        b"HWR1" + zlib.compress(b"\x00" * 50_000_000),
        b"HWR1" + b"\x00" * MOST_BYTES,
        b"HWR2",
        b"HWR2\x00" + zlib.compress(b"\x00\x00"),
        b"HWR2\x04li",
        b"HWR2\x04li/e" + zlib.compress(b"\x00\x00"),
    ],
    ids=[
        "empty",
        "head",
        "picture",
        "no-numbers",
        "short",
        "cut",
        "longer",
        "bomb",
        "large",
        "no-model",
        "no-name",
        "half-a-name",
        "no-word",
    ],
)
def test_what_is_no_recording_is_refused_in_a_sentence(packet: bytes) -> None:
    with pytest.raises(RecordingError, match="packet: expected"):
        unpack_recording(packet)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    named = b"HWR2\x04lite"
    for packet in (raw, b"HWR1" + raw, b"HWR1" + zlib.compress(raw), named + raw, named + zlib.compress(raw)):
        try:
            unpack_recording(packet)
        except RecordingError:
            continue
