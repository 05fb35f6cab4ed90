"""Does a pose model see the figure? Start and end of every exercise, from its recommended camera place.

    python -m benchmarks.figure_seen --model pose_full.task

Draws each moment at 640 by 480 and gives it to BlazePose. Printed: found or not, visibility of the near
side's shoulder, hip, knee and ankle (their mean, and the least), how far these lie from the figure's own
joints in pixels, and whether left and right were taken for each other. Exercises without a camera place are
seen from the view of their picture.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.figure_picture import Lens, Moment, figure_picture, lens_for, skin_at
from benchmarks.table import print_json, print_rows, progress
from hipwise.body.kinematics import forward_kinematics
from hipwise.coach.camera import camera_place
from hipwise.coach.landmarks import LANDMARK_INDEX
from hipwise.figure.body_mesh import load_body
from hipwise.figure.prop_mesh import props_of
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.motion import frames_at

GOAL = 0.9
# Joints that are compared, and the bones whose own joint they are.
_JOINTS = {"shoulder": "humerus", "hip": "femur", "knee": "tibia", "ankle": "foot"}
_ADVICE = """No pose model can be run here: {what}.
  pip install mediapipe==0.10.32
  npm pack @mediapipe/pose@0.5.1675469404 && tar xzf mediapipe-pose-*.tgz
  python -m benchmarks.pose_task package full pose_full.task
Then: python -m benchmarks.figure_seen --model pose_full.task"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the model made of one picture.

    `error_px` is the median over the near joints, of the other side's where these fit better (`swapped`); NaN
    when nobody was found.
    """

    exercise: str
    side: str
    camera: str
    moment: str
    found: bool
    mean_visibility: float
    least_visibility: float
    error_px: float
    swapped: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 2 when the model is missing."""
    options = _options(arguments)
    if options.model is None:
        print(_ADVICE.format(what="no --model was named"), file=sys.stderr)
        return 2
    try:
        model = PoseModel(options.model)
    except (ModuleNotFoundError, FileNotFoundError) as missing:
        print(_ADVICE.format(what=missing), file=sys.stderr)
        return 2
    sides = [Side.RIGHT, Side.LEFT] if options.both_sides else [Side.RIGHT]
    catalogue = load_catalogue()
    wanted = list(catalogue.exercises.values())
    if options.exercise is not None:
        wanted = [catalogue.exercise(options.exercise)]
    with model:
        jobs = [(exercise, side) for side in sides for exercise in wanted]
        seen = list(look_at_all(jobs, catalogue, model, options.camera, options.pictures))
    _report(seen, options.json)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figure_seen")
    parser.add_argument("--model", type=Path, help="a BlazePose .task file")
    parser.add_argument("--exercise", metavar="ID", help="only this exercise")
    parser.add_argument("--camera", choices=("front", "side", "oblique"), help="another place than its own")
    parser.add_argument("--both-sides", action="store_true", help="the left side too")
    parser.add_argument("--pictures", type=Path, help="folder to keep the pictures in")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    return parser.parse_args(arguments)


class PoseModel:
    """BlazePose on single pictures, or on one film, in which it follows the body."""

    def __init__(self, file: Path, of_film: bool = False) -> None:
        from mediapipe.tasks import python as tasks
        from mediapipe.tasks.python import vision

        if not file.is_file():
            raise FileNotFoundError(f"no file {file}")
        mode = vision.RunningMode.VIDEO if of_film else vision.RunningMode.IMAGE
        options = vision.PoseLandmarkerOptions(
            base_options=tasks.BaseOptions(model_asset_path=str(file)), running_mode=mode
        )
        self._landmarker = vision.PoseLandmarker.create_from_options(options)

    def __enter__(self) -> "PoseModel":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Gives its memory back."""
        self._landmarker.close()

    def landmarks(
        self, picture: npt.NDArray[np.uint8], t_s: float | None = None
    ) -> npt.NDArray[np.float64] | None:
        """Column, row (pixels) and visibility of all landmarks (33, 3); None when nobody is found.

        `t_s` is the picture's time in the film, None for a single picture.
        """
        import mediapipe

        rows, columns = picture.shape[:2]
        image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=np.ascontiguousarray(picture))
        if t_s is None:
            seen: Any = self._landmarker.detect(image)
        else:
            seen = self._landmarker.detect_for_video(image, round(1000.0 * t_s))
        found = seen.pose_landmarks
        if not found:
            return None
        return np.array([(p.x * columns, p.y * rows, p.visibility) for p in found[0]])


def look_at_all(
    jobs: Sequence[tuple[Exercise, Side]],
    catalogue: Catalogue,
    model: PoseModel,
    other_camera: str | None,
    pictures: Path | None,
) -> Iterator[Seen]:
    """Each exercise at its start and its end, from its own camera place or another one."""
    body = load_body()
    for done, (exercise, side) in enumerate(jobs, 1):
        moments = _moments(exercise, catalogue, side)
        skins = np.concatenate([skin_at(body, moment.coordinates) for moment in moments.values()])
        camera = other_camera or _camera_of(exercise)
        lens = lens_for(camera_place(exercise.movement.orientation, camera, side), skins)
        for name, moment in moments.items():
            picture = figure_picture(body, moment, lens)
            if pictures is not None:
                _keep(picture, pictures / f"{exercise.id}-{side.value}-{name}.png")
            yield _judge(exercise, side, camera, name, moment, lens, model.landmarks(picture))
        progress(done, len(jobs), exercise.id)


def _camera_of(exercise: Exercise) -> str:
    return exercise.watch.camera if exercise.watch.camera != "none" else exercise.movement.view


def _moments(exercise: Exercise, catalogue: Catalogue, side: Side) -> dict[str, Moment]:
    timeline = timeline_of(exercise, catalogue.arm_postures, Manner(), catalogue.solved.get(exercise.id))
    props = props_of(exercise.id, side)
    frames = frames_at(exercise, timeline, side, [0.0, timeline.out_s])
    return {name: Moment(f.coordinates, props) for name, f in zip(("start", "end"), frames, strict=True)}


def _judge(
    exercise: Exercise,
    side: Side,
    camera: str,
    name: str,
    moment: Moment,
    lens: Lens,
    landmarks: npt.NDArray[np.float64] | None,
) -> Seen:
    if landmarks is None:
        return Seen(exercise.id, side.value, camera, name, False, 0.0, 0.0, float("nan"), False)
    bones = forward_kinematics(moment.coordinates)
    near = _near_sides(exercise, camera, side)
    own = lens.see(np.array([bones[f"{bone}_{s[0]}"].place for s in near for bone in _JOINTS.values()]))
    seen = _joints_of(landmarks, near)
    error, other_error = (
        float(np.median(np.linalg.norm(joints[:, :2] - own[:, :2], axis=1)))
        for joints in (seen, _joints_of(landmarks, [Side(s).opposite.value for s in near]))
    )
    visible = seen[:, 2]
    return Seen(
        exercise.id,
        side.value,
        camera,
        name,
        True,
        float(visible.mean()),
        float(visible.min()),
        min(error, other_error),
        other_error < error,
    )


def _joints_of(landmarks: npt.NDArray[np.float64], sides: Sequence[str]) -> npt.NDArray[np.float64]:
    return landmarks[[LANDMARK_INDEX[f"{s}_{joint}"] for s in sides for joint in _JOINTS]]


def _near_sides(exercise: Exercise, camera: str, side: Side) -> tuple[str, ...]:
    """Both sides from the front; else the one that the camera stands at, which is the working side."""
    if exercise.movement.orientation.startswith("side-lying"):
        # The upper leg; the lower one is hidden behind it from any place.
        working_up = exercise.movement.orientation.endswith("up")
        return ((side if working_up else side.opposite).value,)
    return ("right", "left") if camera == "front" else (side.value,)


def _keep(picture: npt.NDArray[np.uint8], file: Path) -> None:
    import cv2

    file.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(file), picture[:, :, ::-1])


def _report(seen: Sequence[Seen], as_json: bool) -> None:
    good = [s for s in seen if s.mean_visibility >= GOAL]
    if as_json:
        found = sum(s.found for s in seen)
        rows = [{name: getattr(s, name) for name in Seen.__slots__} for s in seen]
        print_json({"pictures": len(seen), "found": found, "at_goal": len(good), "seen": rows})
        return
    rows = [_row(s) for s in seen]
    columns = (
        "exercise",
        "side",
        "camera",
        "moment",
        "found",
        "visibility",
        "least",
        "error px",
        "sides",
        "goal",
    )
    print_rows("How a pose model sees the figure", columns, rows)
    print(f"\n{sum(s.found for s in seen)} of {len(seen)} pictures found, {len(good)} at the goal.")


def _row(s: Seen) -> tuple[object, ...]:
    where = (s.exercise, s.side, s.camera, s.moment, "yes" if s.found else "NO")
    what = (s.mean_visibility, s.least_visibility, f"{s.error_px:.0f}", "swapped" if s.swapped else "")
    return (*where, *what, "" if s.mean_visibility >= GOAL else "below")


if __name__ == "__main__":
    raise SystemExit(main())
