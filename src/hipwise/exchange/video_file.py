"""A video becomes a recording: the pose model of the camera coach looks at its pictures, which are not kept.

Needs the extra `video`. The model is the one that the browser uses, as the front end's build makes it.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Landmark, Recording
from hipwise.exchange.text_file import FileError

VIDEO_ENDINGS = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".mpg", ".mpeg")
LIMIT_MOMENTS = 100_000
# More pictures than these in a second tell the coach nothing more.
_MOST_PER_S = 30.0
_BUILT = Path(__file__).parent.parent / "clinic" / "static" / "built" / "assets"
_WEIGHT = "full"


def read_video(path: Path, report: Callable[[float], None] = lambda share: None) -> Recording:
    """The points of the body in a video, x and y in heights of its picture.

    `report` hears the share that is done, 0 to 1. Raises FileError without the extra, without the model, and
    for a file that is no video.
    """
    cv2, mediapipe = _modules(path)
    if not path.is_file():
        raise FileError(path, "", "a video", "no such file", "check the name")
    film = cv2.VideoCapture(str(path))
    try:
        if not film.isOpened():
            raise FileError(path, "", "a video", "a file that cannot be played", "convert it to MP4")
        times, moments = _look(path, film, cv2, mediapipe, report)
    finally:
        film.release()
    if not times:
        raise FileError(path, "", "a video", "one without pictures", "record it again")
    columns = zip(*moments, strict=True)
    return Recording(
        tuple(times), dict(zip(LANDMARK_NAMES, columns, strict=True)), scaled=True, model=_WEIGHT
    )


def is_video(path: Path) -> bool:
    """Does the name say that this is a video?"""
    return path.suffix.lower() in VIDEO_ENDINGS


def landmarks_of(found: Sequence[Any], width_over_height: float) -> tuple[Landmark, ...]:
    """A pose model's own points, x and y as shares of width and height; all missing when nobody was found."""
    if len(found) != len(LANDMARK_NAMES):
        return (MISSING,) * len(LANDMARK_NAMES)
    return tuple(
        (point.x * width_over_height, point.y, point.z * width_over_height, min(1.0, point.visibility))
        for point in found
    )


def _modules(path: Path) -> tuple[Any, Any]:
    try:
        import cv2
        import mediapipe
    except ModuleNotFoundError as missing:
        raise FileError(
            path,
            "",
            "the extra `video` for videos",
            f"no package {missing.name!r}",
            "run `pip install 'hipwise[video]'`, or give the landmarks of a pose model as CSV",
        ) from None
    return cv2, mediapipe


def built_model(weight: str) -> Path | None:
    """The pose model `lite` or `full` as the page uses it; None before the front end was built."""
    return next(iter(sorted(_BUILT.glob(f"pose_{weight}-*.task"))), None)


def _model(path: Path) -> bytes:
    model = built_model(_WEIGHT)
    if model is None:
        raise FileError(
            path, "", f"the pose model in {_BUILT}", "none", "build the front end with `make prepare`"
        )
    return model.read_bytes()


def _look(
    path: Path, film: Any, cv2: Any, mediapipe: Any, report: Callable[[float], None]
) -> tuple[list[float], list[tuple[Landmark, ...]]]:
    """Times and points of the pictures, in order."""
    tasks = mediapipe.tasks
    options = tasks.vision.PoseLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_buffer=_model(path)),
        running_mode=tasks.vision.RunningMode.VIDEO,
    )
    pictures = film.get(cv2.CAP_PROP_FRAME_COUNT)
    times: list[float] = []
    moments: list[tuple[Landmark, ...]] = []
    with _hushed():
        model = tasks.vision.PoseLandmarker.create_from_options(options)
        model.detect_for_video(_blank(mediapipe), 0)
    with model:
        for number, t_s in enumerate(_times(film, cv2)):
            if times and t_s - times[-1] < 0.95 / _MOST_PER_S:
                continue
            if len(times) == LIMIT_MOMENTS:
                raise FileError(path, "", f"at most {LIMIT_MOMENTS} pictures", "more", "cut it into sets")
            is_there, picture = film.retrieve()
            if not is_there:
                continue
            times.append(t_s)
            moments.append(_points(picture, 1 + round(1000.0 * t_s), model, cv2, mediapipe))
            report(min(1.0, number / pictures) if pictures > 0 else 0.0)
    return times, moments


@contextmanager
def _hushed() -> Iterator[None]:
    """While the model starts: its own commentary on standard error would bury the report."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _blank(mediapipe: Any) -> Any:
    """A picture with nobody in it, which the model warms up on."""
    import numpy as np

    return mediapipe.Image(
        image_format=mediapipe.ImageFormat.SRGB, data=np.zeros((192, 256, 3), dtype=np.uint8)
    )


def _times(film: Any, cv2: Any) -> Iterator[float]:
    """Goes through the pictures; the time of each, seconds. A file without times has an even rate."""
    per_s = film.get(cv2.CAP_PROP_FPS) or _MOST_PER_S
    last_s, number = -1.0, 0
    while film.grab():
        told_s = film.get(cv2.CAP_PROP_POS_MSEC) / 1000.0
        last_s = told_s if told_s > last_s else max(number / per_s, last_s)
        number += 1
        yield last_s


def _points(picture: Any, t_ms: int, model: Any, cv2: Any, mediapipe: Any) -> tuple[Landmark, ...]:
    height, width = picture.shape[:2]
    rgb = cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)
    image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
    found = model.detect_for_video(image, t_ms).pose_landmarks
    return landmarks_of(found[0] if found else (), width / height)
