"""What a pose model makes of the figure in many moments of an exercise: the data to which its errors are
fitted.

    python -m benchmarks.closed_loop.photographs --models full=pose_full.task lite=pose_lite.task --out DIR

Random moments, rightly done and with each fault in random size, of bodies of different breadth, from a phone
that stands a little wrong; half of them are mirrored, so that left and right come out the same. One file an
exercise; what is there already is left alone. Needs the package mediapipe and models
(`benchmarks.pose_task`).
"""

import argparse
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.closed_loop.joints import joints_of, other_side
from benchmarks.closed_loop.movement_table import MovementTable, movement_table
from benchmarks.closed_loop.viewpoint import Placing, lens_at, random_placing
from benchmarks.figure_picture import WIDTH, Lens, Moment, figure_picture
from benchmarks.table import progress
from hipwise.body.kinematics import forward_kinematics
from hipwise.body.rotation import turn
from hipwise.coach.landmarks import LANDMARK_INDEX, LANDMARK_NAMES
from hipwise.figure.body_mesh import load_body
from hipwise.figure.pose import Array
from hipwise.figure.prop_mesh import props_of
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side

# Landmarks whose true place the figure knows, in BlazePose's order.
KNOWN: tuple[str, ...] = tuple(joints_of({"pelvis_tx": np.zeros(1)}))
_MIRRORED = [LANDMARK_INDEX[other_side(name)] for name in LANDMARK_NAMES]
_BREADTH = (-1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Photograph:
    """One moment: coordinates (n_names,) of the figure, and the lens."""

    coordinates: Mapping[str, float]
    lens: Lens


def photographs(
    exercise: Exercise, cameras: Sequence[str], count: int, generator: np.random.Generator
) -> list[tuple[str, Photograph]]:
    """That many random moments from each place."""
    table = movement_table(exercise.id)
    return [
        (camera, _photograph(exercise, table, random_placing(camera, generator), generator))
        for camera in cameras
        for _ in range(count)
    ]


def _photograph(
    exercise: Exercise, table: MovementTable, placing: Placing, generator: np.random.Generator
) -> Photograph:
    sizes = {code: float(generator.uniform(0.1, 1.0)) for code in _some_fault(table, generator)}
    mixed = table.mixed(sizes, float(generator.uniform(0.7, 1.1)))
    stretch, share = generator.integers(len(table.parts)), generator.integers(mixed.shape[1])
    row = mixed[stretch, share]
    whole = joints_of({name: mixed[..., i].ravel()[::5] for i, name in enumerate(table.names)})
    around = np.concatenate(list(whole.values()))
    # The skin lies around the joints.
    around = np.concatenate([around - 0.1, around + 0.1])
    return Photograph(dict(zip(table.names, row.tolist(), strict=True)), lens_at(exercise, placing, around))


def _some_fault(table: MovementTable, generator: np.random.Generator) -> list[str]:
    codes = list(table.faults)
    if not codes or generator.uniform() < 0.25:
        return []
    return [codes[generator.integers(len(codes))]]


def main() -> int:
    """Take the photographs that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.closed_loop.photographs", description=__doc__)
    parser.add_argument("--models", nargs="+", required=True, metavar="NAME=FILE")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=120, help="from the exercise's own place")
    parser.add_argument("--exercise", metavar="ID")
    options = parser.parse_args()
    from benchmarks.figure_seen import PoseModel

    catalogue = load_catalogue()
    wanted = [e for e in catalogue.shown.values() if e.watch.camera != "none"]
    wanted = [e for e in wanted if options.exercise in (None, e.id)]
    options.out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        models = {
            name: stack.enter_context(PoseModel(Path(file)))
            for name, _, file in (word.partition("=") for word in options.models)
        }
        for exercise in wanted:
            file = options.out / f"{exercise.id}.npz"
            if not file.exists():
                np.savez_compressed(file, **_look(exercise, models, options.count))
    return 0


def _look(exercise: Exercise, models: Mapping[str, Any], count: int) -> dict[str, npt.NDArray[Any]]:
    """True and seen places of all photographs: `true` (n, k, 2), and by model (n, 33, 3), NaN where not
    found.
    """
    generator = np.random.default_rng(sum(map(ord, exercise.id)))
    taken = photographs(exercise, [exercise.watch.camera], count, generator)
    body, props = load_body(), props_of(exercise.id, Side.RIGHT)
    true, seen = [], {name: [] for name in models}  # type: ignore[var-annotated]
    for done, (_, photograph) in enumerate(taken, 1):
        joints = joints_of({name: np.array([v]) for name, v in photograph.coordinates.items()})
        true.append(photograph.lens.see(np.concatenate(list(joints.values())))[:, :2])
        breadth = generator.uniform(*_BREADTH)
        broad = replace(body, vertices=body.vertices + breadth * body.broad)
        picture = figure_picture(broad, Moment(photograph.coordinates, props), photograph.lens, finer=1)
        paint_face(picture, photograph)
        is_mirrored = bool(done % 2)
        for name, model in models.items():
            seen[name].append(_landmarks(model, picture, is_mirrored))
        progress(done, len(taken), exercise.id)
    return {"true": np.array(true), **{name: np.array(rows) for name, rows in seen.items()}}


# Eyes, brows and mouth of the faceless figure: place on the head (neutral, metres, right side), half width
# and half height, metres, and colour. Without them a body that faces the camera is taken for its own back.
_FACE = (
    ((0.083, 1.640, 0.032), 0.011, 0.006, (35, 30, 30)),
    ((0.086, 1.658, 0.033), 0.016, 0.004, (60, 45, 35)),
    ((0.094, 1.560, 0.010), 0.016, 0.005, (150, 70, 70)),
)
# The face is seen up to this angle between its direction and that of the camera (cosine).
_FACES = 0.25


def paint_face(picture: npt.NDArray[np.uint8], photograph: Photograph) -> None:
    """Paints a face where the head looks towards the camera."""
    head = forward_kinematics(photograph.coordinates)["head"]
    forward = np.array(turn(head.rotation, (1.0, 0.0, 0.0)))
    if float(photograph.lens.rotation[2] @ forward) < _FACES:
        return
    across, up = (np.array(turn(head.rotation, axis)) for axis in ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0)))
    for (x, y, z), half_width, half_height, colour in _FACE:
        for side in (1.0, -1.0):
            place = np.array(head.carry("head", (x, y, side * z)))
            points = photograph.lens.see(
                np.array([place, place + half_width * across, place + half_height * up])
            )[:, :2]
            _paint_oval(picture, points[0], points[1:] - points[0], colour)


def _paint_oval(
    picture: npt.NDArray[np.uint8], middle: Array, half_axes: Array, colour: tuple[int, int, int]
) -> None:
    """Fills an ellipse about `middle` (column, row) with its two half axes (2, 2), in pixels."""
    low = np.floor(middle - np.abs(half_axes).sum(axis=0)).astype(int)
    high = np.ceil(middle + np.abs(half_axes).sum(axis=0)).astype(int) + 1
    (left, top), (right, bottom) = low.clip(0), high.clip(0, (picture.shape[1], picture.shape[0]))
    rows, columns = np.mgrid[top:bottom, left:right]
    u, v = np.tensordot(
        np.linalg.pinv(half_axes.T), np.stack([columns - middle[0], rows - middle[1]]), axes=1
    )
    picture[top:bottom, left:right][u * u + v * v <= 1.0] = colour


def _landmarks(model: Any, picture: npt.NDArray[np.uint8], is_mirrored: bool) -> Array:
    found = model.landmarks(picture[:, ::-1] if is_mirrored else picture)
    if found is None:
        return np.full((len(LANDMARK_NAMES), 3), np.nan)
    if not is_mirrored:
        return found
    back: Array = found[_MIRRORED].copy()
    back[:, 0] = WIDTH - back[:, 0]
    return back


if __name__ == "__main__":
    raise SystemExit(main())
