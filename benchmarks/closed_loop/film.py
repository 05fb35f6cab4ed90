"""A performance as a film that the pose model itself watches: route (b) of the closed loop.

Every picture is drawn and given to BlazePose in its mode for films, which follows the body from picture to
picture. Much slower than route (a), so tens of sets an exercise at most; they say whether route (a) errs.
"""

from collections.abc import Iterator

import numpy as np

from benchmarks.closed_loop.performance import Performance
from benchmarks.closed_loop.photographs import Photograph, paint_face
from benchmarks.closed_loop.viewpoint import Placing, lens_at
from benchmarks.figure_picture import Moment, figure_picture
from benchmarks.figure_seen import PoseModel
from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Frame
from hipwise.figure.body_mesh import load_body
from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import props_of
from hipwise.library.side import Side

# Pictures a second, about what a slow phone gives to the model.
PICTURES_PER_S = 8.0
# The skin lies so far around the joints, metres.
_SKIN_M = 0.1


def film_frames(done: Performance, placing: Placing, model: PoseModel, side: Side) -> Iterator[Frame]:
    """What a pose model of films sees of a performance. A left side is the mirror image of the picture."""
    around = np.concatenate([place[:: len(place) // 40 + 1] for place in done.joints.values()])
    lens = lens_at(done.exercise, placing, np.concatenate([around - _SKIN_M, around + _SKIN_M]))
    body, props = load_body(), props_of(done.exercise.id, Side.RIGHT)
    for number in _thinned(done.times_s):
        coordinates = {name: float(series[number]) for name, series in done.coordinates.items()}
        photograph = Photograph(coordinates, lens)
        picture = figure_picture(body, Moment(coordinates, props), lens, finer=1)
        paint_face(picture, photograph)
        t_s = float(done.times_s[number])
        seen = model.landmarks(picture[:, ::-1] if side is Side.LEFT else picture, t_s)
        rows = (MISSING,) * len(LANDMARK_NAMES)
        if seen is not None:
            rows = tuple((x, y, 0.0, visibility) for x, y, visibility in seen.tolist())
        yield Frame(t_s, rows)


def _thinned(times_s: Array) -> Iterator[int]:
    """The pictures that are drawn, at most `PICTURES_PER_S`."""
    last_s = -1.0
    for number, t_s in enumerate(times_s.tolist()):
        if t_s - last_s >= 1.0 / PICTURES_PER_S:
            last_s = t_s
            yield number
