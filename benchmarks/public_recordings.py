"""Reads the public recordings that the benchmarks measure on, when their folder is there.

Nothing of them belongs to the project. Each recording becomes landmarks as one camera would see them:
its joints in the room, turned so that the person faces forward, and projected to the camera place of the
movement's definition.
"""

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hipwise.body.rotation import Vector
from hipwise.body.skeleton import origin
from hipwise.coach.camera import camera_place
from hipwise.coach.landmarks import LANDMARK_INDEX, Landmark, Recording
from hipwise.coach.room_angles import joint_centre, pelvis_frame
from hipwise.coach.scheme import SCHEMES, Scheme
from hipwise.exchange.motion.marker import MARKERS
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side

# UI-PRMD's movements by the names of the definitions in `movements/`.
UIPRMD = {
    "m01": "deep-squat",
    "m02": "hurdle-step",
    "m03": "inline-lunge",
    "m04": "side-lunge",
    "m05": "sit-to-stand",
    "m06": "standing-leg-raise",
    "m07": "shoulder-abduction",
    "m08": "shoulder-extension",
    "m09": "shoulder-rotation",
    "m10": "shoulder-scaption",
}
PELVIS = ("left_asis", "right_asis", "left_psis", "right_psis")
# Half the width of a knee and of an ankle with the marker on it, in shares of the thigh and of the shank:
# as the project's own skeleton carries its markers. The data set tells nobody's widths.
_OUTER = {marker.name: marker.place[2] for marker in MARKERS if marker.name in ("LFC", "LMAL")}
_KNEE_HALF_OF_THIGH = (_OUTER["LFC"] - origin("tibia_r")[2]) / (origin("femur_r")[1] - origin("tibia_r")[1])
_ANKLE_HALF_OF_SHANK = (_OUTER["LMAL"] - origin("foot_r")[2]) / (origin("tibia_r")[1] - origin("foot_r")[1])


@dataclass(frozen=True)
class Trial:
    """A recording with its joints in the room (metres; x forward, y up, z right) and true repetitions."""

    name: str
    movement: str
    system: str
    frames_per_s: float
    joints: dict[str, np.ndarray]
    repetitions: np.ndarray
    angles: np.ndarray | None
    angle_names: tuple[str, ...]


def motion_folder(data: Path) -> Path | None:
    """The folder with the recordings, or None when it is not there."""
    for folder in (data / "motion", data):
        if any(folder.glob("uiprmd_*.npz")):
            return folder
    return None


def decode_series(raw: np.ndarray, unit: float) -> np.ndarray:
    """Time-delta coded 16-bit integers as floats, NaN where missing (the data folder's README)."""
    steps = np.cumsum(raw.astype(np.int64), axis=0)
    steps = ((steps + 32768) % 65536) - 32768
    values = steps * float(unit)
    values[steps >= 32001] = np.nan
    return values


def uiprmd_trials(folder: Path, tag: str = "cor") -> Iterator[Trial]:
    """Every continuous recording of UI-PRMD with ten true repetitions; `tag` cor (correct) or inc."""
    for path in sorted(folder.glob("uiprmd_*_s*.npz")):
        system, person = path.stem.split("_")[1:]
        with np.load(path) as file:
            for code, movement in UIPRMD.items():
                key = f"{code}_{tag}"
                if f"{key}_xyz" not in file:
                    continue
                xyz = decode_series(file[f"{key}_xyz"], float(file["unit_mm"]) / 1000.0)
                yield _trial(file, key, xyz, f"{system}-{person}-{code}", movement, system)


def _trial(file: Any, key: str, xyz: np.ndarray, name: str, movement: str, system: str) -> Trial:
    names = [str(n) for n in file["joints" if system == "kinect" else "markers"]]
    points = {n: xyz[:, i] for i, n in enumerate(names)}
    if system == "vicon":
        points = {n: p[:, [1, 2, 0]] for n, p in points.items()}
    joints = _kinect_joints(points) if system == "kinect" else _vicon_joints(points)
    angles = decode_series(file[f"{key}_ang"], file["unit_deg"]) if f"{key}_ang" in file else None
    angle_names = tuple(str(n) for n in file["angles"]) if "angles" in file else ()
    return Trial(
        name, movement, system, float(file["fps"]), facing(joints), file[f"{key}_reps"], angles, angle_names
    )


def in_our_names(points: dict[str, np.ndarray], scheme: Scheme) -> dict[str, np.ndarray]:
    """Points (T, 3) of another system by our names."""
    return {
        ours: np.mean([points[name] for name in theirs], axis=0)
        for ours, theirs in scheme.sources(points).items()
    }


def _kinect_joints(points: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    joints = in_our_names(points, SCHEMES["kinect-bones"])
    for side in ("left", "right"):
        ankle, toes = joints[f"{side}_ankle"], joints[f"{side}_foot_index"]
        joints[f"{side}_heel"] = ankle - 0.4 * (toes - ankle) * np.array([1.0, 0.0, 1.0])
    return joints


def _vicon_joints(points: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Plug-in-Gait's markers, and the joint centres that follow from them."""
    joints = in_our_names(points, SCHEMES["plug-in-gait"])
    moments = [_centres(moment) for moment in moments_of(joints)]
    for name in moments[0]:
        joints[name] = np.array([moment[name] for moment in moments])
    return joints


def moments_of(points: dict[str, np.ndarray]) -> Iterator[dict[str, Vector]]:
    """The points, moment by moment, as plain floats."""
    columns = {name: series.tolist() for name, series in points.items()}
    for number in range(len(next(iter(columns.values())))):
        yield {name: tuple(series[number]) for name, series in columns.items()}


def _centres(points: dict[str, Vector]) -> dict[str, Vector]:
    """Hip, knee and ankle centres of one moment; NaN where a marker is missing."""
    nowhere = (math.nan, math.nan, math.nan)
    pelvis = pelvis_frame(*(points[name] for name in PELVIS))
    centres: dict[str, Vector] = {}
    for side in (Side.LEFT, Side.RIGHT):
        s = side.value
        above = hip = pelvis.hip_centre(side) if pelvis else nowhere
        for joint, marker, share in (
            ("knee", "thigh", _KNEE_HALF_OF_THIGH),
            ("ankle", "shank", _ANKLE_HALF_OF_SHANK),
        ):
            outer, on_segment = points[f"{s}_{joint}_lateral"], points[f"{s}_{marker}_marker"]
            outwards = tuple(a - b for a, b in zip(on_segment, above, strict=True))
            above = joint_centre(above, outer, outwards, share * math.dist(above, outer))  # type: ignore[arg-type]
            centres[f"{s}_{joint}"] = above
        centres[f"{s}_hip"] = hip
    return centres


def facing(joints: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The joints with x forward, y up, z right, by the line of the hips over the whole recording."""
    across = np.nanmedian(joints["right_hip"] - joints["left_hip"], axis=0)
    across[1] = 0.0
    right = across / np.linalg.norm(across)
    up = np.array([0.0, 1.0, 0.0])
    axes = np.stack([np.cross(up, right), up, right])
    return {name: series @ axes.T for name, series in joints.items()}


def working_side_of(trial: Trial, exercise: Exercise) -> Side:
    """The side that the person was asked to move: the right arm, or the leg that moves more."""
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        return Side.BOTH
    if exercise.id.startswith("shoulder"):
        return Side.RIGHT
    moves = {side: _movement_of_leg(trial.joints, side) for side in ("left", "right")}
    return Side.LEFT if moves["left"] > moves["right"] else Side.RIGHT


def _movement_of_leg(joints: dict[str, np.ndarray], side: str) -> float:
    """How much a leg moves: the thigh's sway times the knee's, so that neither alone decides a near tie."""
    hip, knee, ankle = (joints[f"{side}_{name}"] for name in ("hip", "knee", "ankle"))
    length = np.linalg.norm(ankle - hip, axis=1)
    return float(np.nansum(np.nanstd(knee - hip, axis=0)) * np.nanstd(length))


def seen_from(
    joints: dict[str, np.ndarray], times_s: np.ndarray, exercise: Exercise, side: Side
) -> Recording:
    """The joints as landmarks in the picture of the exercise's own camera, in metres."""
    working = Side.LEFT if side is Side.LEFT else Side.RIGHT
    place = camera_place(exercise.movement.orientation, exercise.watch.camera, working)
    rotation = np.array(place.rotation).reshape(3, 3)
    landmarks: dict[str, tuple[Landmark, ...]] = {}
    for name in joints.keys() & LANDMARK_INDEX.keys():
        x, y, z = (joints[name] @ rotation.T).T
        seen = ~np.isnan(x)
        landmarks[name] = tuple(
            (float(a), -float(b), -float(c), 1.0 if ok else float("nan"))
            for a, b, c, ok in zip(x, y, z, seen, strict=True)
        )
    return Recording(tuple(float(t) for t in times_s), landmarks, scaled=True)


@dataclass(frozen=True)
class Cut:
    """A random span of a trial: some repetitions with stillness before and after."""

    trial: Trial
    joints: dict[str, np.ndarray]
    times_s: np.ndarray
    true_count: int
    starts_s: tuple[float, ...]


def random_cuts(trial: Trial, per_trial: int, seed: int) -> Iterator[Cut]:
    """Spans of two to all repetitions; the first and last frame are held for one to three seconds."""
    generator = np.random.default_rng([seed, zlib.crc32(trial.name.encode())])
    total = len(trial.repetitions)
    for _ in range(per_trial):
        count = int(generator.integers(2, total + 1))
        first = int(generator.integers(0, total - count + 1))
        before, after = generator.uniform(1.0, 3.0, size=2)
        start = int(trial.repetitions[first, 0])
        end = int(trial.repetitions[first + count - 1, 1])
        n_before, n_after = int(before * trial.frames_per_s), int(after * trial.frames_per_s)
        index = np.concatenate([np.full(n_before, start), np.arange(start, end), np.full(n_after, end - 1)])
        joints = {name: series[index] for name, series in trial.joints.items()}
        times = np.arange(len(index)) / trial.frames_per_s
        starts = (trial.repetitions[first : first + count, 0] - start + n_before) / trial.frames_per_s
        yield Cut(trial, joints, times, count, tuple(float(s) for s in starts))
