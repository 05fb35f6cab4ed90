"""A video is watched by the pose model; without the extra, or a video, one sentence says what to do."""

import importlib.util
import math
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from hipwise.coach.landmarks import LANDMARK_NAMES
from hipwise.exchange.text_file import FileError
from hipwise.exchange.video_file import is_video, landmarks_of, read_video

_HAS_EXTRA = all(importlib.util.find_spec(name) for name in ("cv2", "mediapipe"))
Point = namedtuple("Point", "x y z visibility")


@pytest.mark.parametrize("name", ["set.mp4", "SET.MOV", "a.webm"])
def test_a_video_is_known_by_its_name(name: str) -> None:
    assert is_video(Path(name))


def test_landmarks_are_no_video() -> None:
    assert not is_video(Path("set.csv"))


@pytest.mark.skipif(_HAS_EXTRA, reason="the extra `video` is here")
def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path) -> None:
    film = tmp_path / "set.mp4"
    film.write_bytes(b"film")
    with pytest.raises(FileError, match=r"pip install 'hipwise\[video\]'"):
        read_video(film)


def test_points_are_in_heights_of_the_picture() -> None:
    found = [Point(0.5, 0.25, 0.1, 0.9)] * len(LANDMARK_NAMES)
    assert landmarks_of(found, 16 / 9)[0] == pytest.approx((0.8889, 0.25, 0.1778, 0.9), abs=1e-4)


def test_nobody_found_is_missing_everywhere() -> None:
    assert all(math.isnan(point[0]) for point in landmarks_of((), 1.0))


def test_a_visibility_that_rounding_lifted_above_one_is_one() -> None:
    found = [Point(0.5, 0.5, 0.0, 1.0000001)] * len(LANDMARK_NAMES)
    assert landmarks_of(found, 1.0)[0][3] == 1.0


@pytest.mark.skipif(not _HAS_EXTRA, reason="needs the extra `video`")
class TestWithTheExtra:
    """What only the real player and the real model show."""

    @pytest.fixture
    def empty_room(self, tmp_path: Path) -> Path:
        """A video of one second in which nobody is."""
        import cv2
        import numpy as np

        path = tmp_path / "room.mp4"
        film: Any = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"mp4v"), 50, (160, 120))
        for _ in range(50):
            film.write(np.full((120, 160, 3), 200, dtype=np.uint8))
        film.release()
        return path

    def test_nobody_is_found_in_an_empty_room(self, empty_room: Path) -> None:
        recording = read_video(empty_room)
        assert all(math.isnan(point[0]) for point in recording.landmarks["left_hip"])

    def test_more_pictures_than_needed_are_left_out(self, empty_room: Path) -> None:
        recording = read_video(empty_room)
        assert recording.seconds == pytest.approx(1.0, abs=0.1)
        assert len(recording.times_s) <= 32

    def test_whoever_waits_hears_how_far_it_is(self, empty_room: Path) -> None:
        heard: list[float] = []
        read_video(empty_room, heard.append)
        assert heard == sorted(heard)
        assert heard[-1] > 0.9

    def test_a_file_that_is_no_video_is_refused(self, tmp_path: Path) -> None:
        film = tmp_path / "set.mp4"
        film.write_bytes(b"no film")
        with pytest.raises(FileError, match="cannot be played"):
            read_video(film)

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(FileError, match="no such file"):
            read_video(tmp_path / "none.mp4")
