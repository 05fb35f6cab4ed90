"""The figure as a film that a browser takes for its camera: it keeps still, then does a repetition.

    python -m benchmarks.figure_film bridge right film.mjpeg

A Chromium started with `--use-fake-device-for-media-stream --use-file-for-fake-video-capture=film.mjpeg`
shows it in a loop, 30 pictures a second (which is what it takes every MJPEG file for).
"""

import argparse
import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from benchmarks.figure_picture import Moment, figure_picture, lens_for, skin_at
from benchmarks.table import progress
from hipwise.coach.camera import camera_place
from hipwise.figure.body_mesh import load_body
from hipwise.figure.prop_mesh import props_of
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import Timeline

# Chromium's own figure for MJPEG files.
SHOWN_PER_S = 30
# Each picture is shown three times: ten different ones a second are what a slow phone gives.
_TIMES_SHOWN = 3
_JPEG_QUALITY = 80


def film(
    exercise: Exercise, side: Side, catalogue: Catalogue, still_s: float, hold_s: float | None = None
) -> bytes:
    """Keeps the start position for `still_s`, then does one repetition; shown again and again it is a set.

    It holds for `hold_s`, or as long as the dose says.
    """
    manner = Manner(hold_s=hold_s)
    timeline = timeline_of(exercise, catalogue.arm_postures, manner, catalogue.solved.get(exercise.id))
    step_s = _TIMES_SHOWN / SHOWN_PER_S
    moving = np.arange(0.0, timeline.duration_s, step_s).tolist()
    times = [0.0] * round(still_s / step_s) + moving
    pictures = dict(zip(moving, _pictures(exercise, side, timeline, moving), strict=True))
    return b"".join(pictures[t] * _TIMES_SHOWN for t in times)


def _pictures(exercise: Exercise, side: Side, timeline: Timeline, times: list[float]) -> Iterator[bytes]:
    body, props = load_body(), props_of(exercise.id, side)
    moments = [Moment(f.coordinates, props) for f in frames_at(exercise, timeline, side, times)]
    ends = [moments[0], moments[len(moments) // 2]]
    around = np.concatenate([skin_at(body, moment.coordinates) for moment in ends])
    lens = lens_for(camera_place(exercise.movement.orientation, exercise.watch.camera, side), around)
    for done, moment in enumerate(moments, 1):
        yield _jpeg(figure_picture(body, moment, lens))
        progress(done, len(moments), exercise.id)


def _jpeg(picture: npt.NDArray[np.uint8]) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=_JPEG_QUALITY)
    return out.getvalue()


@lru_cache(maxsize=4)
def film_of(exercise_id: str, side: Side, still_s: float = 1.5, hold_s: float | None = None) -> bytes:
    """The film of an exercise, or of the movement of a home test. Raises UnknownIdError."""
    catalogue = load_catalogue()
    return film(catalogue.performed(exercise_id), side, catalogue, still_s, hold_s)


def main() -> int:
    """Write the film that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figure_film", description=__doc__)
    parser.add_argument("exercise")
    parser.add_argument("side", choices=("left", "right"))
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    options.out.write_bytes(film_of(options.exercise, Side(options.side)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
