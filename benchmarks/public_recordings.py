"""Reads the public recordings that the benchmarks measure on, when their folder is there.

Nothing of them belongs to the project. Each recording becomes landmarks as one camera would see them:
its joints in the room, turned so that the person faces forward, and projected to the camera place of the
movement's definition.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hipwise.coach.camera import camera_place
from hipwise.coach.landmarks import Landmark, Recording
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
_KINECT = {
    "shoulder": "UpperArm",
    "elbow": "Forearm",
    "wrist": "Hand",
    "hip": "UpperLeg",
    "knee": "LowerLeg",
    "ankle": "Foot",
    "foot_index": "Toes",
}
_VICON = {
    "shoulder": "SHO",
    "elbow": "ELB",
    "wrist": "WRA",
    "knee": "KNE",
    "ankle": "ANK",
    "heel": "HEE",
    "foot_index": "TOE",
}


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


def _kinect_joints(points: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    joints = {
        f"{side}_{name}": points[letter + joint]
        for side, letter in (("left", "L"), ("right", "R"))
        for name, joint in _KINECT.items()
    }
    for side in ("left", "right"):
        ankle, toes = joints[f"{side}_ankle"], joints[f"{side}_foot_index"]
        joints[f"{side}_heel"] = ankle - 0.4 * (toes - ankle) * np.array([1.0, 0.0, 1.0])
    return joints


def _vicon_joints(points: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    joints = {
        f"{side}_{name}": points[letter + marker]
        for side, letter in (("left", "L"), ("right", "R"))
        for name, marker in _VICON.items()
    }
    joints["left_hip"], joints["right_hip"] = hip_centres(points)
    return joints


def hip_centres(points: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Left and right hip joint centres from the four pelvis markers.

    Bell 1990: 30 % of the distance of the front markers down, 19 % back, 14 % inwards from each.
    """
    left, right = points["LASI"], points["RASI"]
    back = (points["LPSI"] + points["RPSI"]) / 2
    across = right - left
    width = np.linalg.norm(across, axis=1, keepdims=True)
    z = across / width
    forward = (left + right) / 2 - back
    y = np.cross(z, forward)
    y /= np.linalg.norm(y, axis=1, keepdims=True)
    x = np.cross(y, z)
    shift = -0.19 * width * x - 0.30 * width * y
    return left + shift + 0.14 * width * z, right + shift - 0.14 * width * z


def facing(joints: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The joints with x forward, y up, z right, by the line of the hips over the whole recording."""
    across = np.nanmedian(joints["right_hip"] - joints["left_hip"], axis=0)
    across[1] = 0.0
    right = across / np.linalg.norm(across)
    up = np.array([0.0, 1.0, 0.0])
    axes = np.stack([np.cross(up, right), up, right])
    return {name: series @ axes.T for name, series in joints.items()}


def working_side_of(trial: Trial, exercise: Exercise) -> Side:
    """The side that the person was asked to move: the right arm, or the thigh that moves more."""
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        return Side.BOTH
    if exercise.id.startswith("shoulder"):
        return Side.RIGHT
    thighs = {side: trial.joints[f"{side}_knee"] - trial.joints[f"{side}_hip"] for side in ("left", "right")}
    spread = {side: np.nansum(np.nanstd(thigh, axis=0)) for side, thigh in thighs.items()}
    return Side.LEFT if spread["left"] > spread["right"] else Side.RIGHT


def seen_from(
    joints: dict[str, np.ndarray], times_s: np.ndarray, exercise: Exercise, side: Side
) -> Recording:
    """The joints as landmarks in the picture of the exercise's own camera, in metres."""
    working = Side.LEFT if side is Side.LEFT else Side.RIGHT
    place = camera_place(exercise.movement.orientation, exercise.watch.camera, working)
    rotation = np.array(place.rotation).reshape(3, 3)
    landmarks: dict[str, tuple[Landmark, ...]] = {}
    for name, series in joints.items():
        x, y, z = (series @ rotation.T).T
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
