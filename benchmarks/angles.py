"""How well angles are read: `python -m benchmarks.angles --data DIR [--json]`.

Joint centres of laboratory recordings are seen from the side, as one camera sees them, and the coach's
readings are compared with the laboratory's own joint angles. Beside them: the same three points in space,
and the thigh against the vertical as hip flexion. Without the recordings it says so.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.definitions import benchmark_catalogue, movement_definition
from benchmarks.public_recordings import decode_series, facing, motion_folder, seen_from, uiprmd_trials
from benchmarks.table import print_json, print_rows, progress
from hipwise.coach.angles import turned_deg
from hipwise.coach.filter import smooth_both_ways
from hipwise.coach.landmarks import Recording
from hipwise.coach.reading import READINGS, angle_reader
from hipwise.coach.roles import roles_for
from hipwise.coach.settings import coach_settings
from hipwise.library.side import Side

_SIDES = {Side.LEFT: ("L", "_l"), Side.RIGHT: ("R", "_r")}
_SAGITTAL = ("m01", "m05", "m06")


@dataclass(frozen=True)
class Laboratory:
    """One recording with its laboratory angles: coordinate (hip_flexion_l, …) to degrees a frame."""

    name: str
    times_s: np.ndarray
    joints: dict[str, np.ndarray]
    truth: dict[str, np.ndarray]


def opencap_recordings(folder: Path) -> Iterator[Laboratory]:
    """OpenCap's squats and sit-to-stands with OpenSim inverse kinematics."""
    for path in sorted([*folder.glob("opencap_S4_squats*.npz"), *folder.glob("opencap_S4_STS*.npz")]):
        with np.load(path) as file:
            names = [str(n) for n in file["joint_names"]]
            xyz = decode_series(file["joints_xyz"], float(file["unit_m"]))
            columns = [str(n) for n in file["ik_cols"]]
            times = np.asarray(file["t"], dtype=float)
            truth = {
                name: np.interp(times, file["ik_t"], file["ik_deg"][:, columns.index(name)], np.nan, np.nan)
                for name in columns
                if name[:-2] in ("hip_flexion", "knee_angle")
            }
        joints = {
            f"{side.value}_{name.lower()}": xyz[:, names.index(letter + name)]
            for side, (letter, _) in _SIDES.items()
            for name in ("Shoulder", "Hip", "Knee", "Ankle")
        }
        yield Laboratory(path.stem, times, facing(joints), truth)


def uiprmd_recordings(folder: Path) -> Iterator[Laboratory]:
    """UI-PRMD's movements in the sagittal plane with Plug-in-Gait angles."""
    for trial in uiprmd_trials(folder):
        if trial.angles is None or not trial.name.endswith(_SAGITTAL):
            continue
        names = list(trial.angle_names)
        truth = {
            f"{joint}{suffix}": trial.angles[:, names.index(letter + label), 0]
            for letter, suffix in _SIDES.values()
            for joint, label in (("hip_flexion", "Hip"), ("knee_angle", "Knee"))
        }
        times = np.arange(len(trial.angles)) / trial.frames_per_s
        yield Laboratory(trial.name, times, trial.joints, truth)


Method = Callable[[Laboratory, Recording, Side], dict[str, np.ndarray]]


def by_the_coach(laboratory: Laboratory, recording: Recording, side: Side) -> dict[str, np.ndarray]:
    """The coach's readings of the near limb in the picture, smoothed without delay."""
    settings = coach_settings(benchmark_catalogue())
    roles = roles_for(side)
    frames = list(recording.frames())

    def series(name: str) -> np.ndarray:
        read = angle_reader(READINGS[name], roles, settings.visibility_least)
        raw = [read(frame.landmarks) for frame in frames]
        cutoff, gap = settings.offline_cutoff_hz, settings.gap_bridged_s
        return np.array(smooth_both_ways(recording.times_s, raw, cutoff, gap))

    thigh, trunk = series("working_thigh"), series("working_trunk_side")
    flexion = [turned_deg(a + 180.0, b) for a, b in zip(thigh, trunk, strict=True)]
    return {"knee_angle": 180.0 - series("working_knee"), "hip_flexion": np.array(flexion)}


def by_three_points_in_space(
    laboratory: Laboratory, recording: Recording, side: Side
) -> dict[str, np.ndarray]:
    """Shoulder-hip-knee and hip-knee-ankle in three dimensions."""
    j = {name: laboratory.joints[f"{side.value}_{name}"] for name in ("shoulder", "hip", "knee", "ankle")}
    return {
        "knee_angle": 180.0 - _angle_deg(j["hip"], j["knee"], j["ankle"]),
        "hip_flexion": 180.0 - _angle_deg(j["shoulder"], j["hip"], j["knee"]),
    }


def by_the_vertical(laboratory: Laboratory, recording: Recording, side: Side) -> dict[str, np.ndarray]:
    """The thigh against the vertical taken as hip flexion; shank against thigh seen from the side as knee."""
    j = {name: laboratory.joints[f"{side.value}_{name}"] for name in ("hip", "knee", "ankle")}
    thigh, shank = j["knee"] - j["hip"], j["ankle"] - j["knee"]
    thigh_deg = np.degrees(np.arctan2(thigh[:, 0], -thigh[:, 1]))
    shank_deg = np.degrees(np.arctan2(shank[:, 0], -shank[:, 1]))
    return {"knee_angle": thigh_deg - shank_deg, "hip_flexion": thigh_deg}


METHODS: dict[str, Method] = {
    "coach": by_the_coach,
    "three points in space": by_three_points_in_space,
    "thigh against the vertical": by_the_vertical,
}


def _angle_deg(a: np.ndarray, joint: np.ndarray, b: np.ndarray) -> np.ndarray:
    u, v = a - joint, b - joint
    cosine = (u * v).sum(axis=1) / np.linalg.norm(u, axis=1) / np.linalg.norm(v, axis=1)
    return np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))


def measure(folder: Path) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """Per method, trial and coordinate: `mae_deg`, `bias_deg`, `r`."""
    results: dict[str, dict[str, dict[str, dict[str, float]]]] = {name: {} for name in METHODS}
    laboratories = [*opencap_recordings(folder), *uiprmd_recordings(folder)]
    view = movement_definition("deep-squat")
    for number, laboratory in enumerate(laboratories):
        progress(number, len(laboratories), "angles")
        for side, (_, suffix) in _SIDES.items():
            recording = seen_from(laboratory.joints, laboratory.times_s, view, side)
            for name, method in METHODS.items():
                for coordinate, seen in method(laboratory, recording, side).items():
                    entry = results[name].setdefault(laboratory.name, {})
                    entry[coordinate + suffix] = _agreement(seen, laboratory.truth[coordinate + suffix])
    progress(len(laboratories), len(laboratories), "angles")
    return results


def _agreement(seen: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    both = ~(np.isnan(seen) | np.isnan(truth))
    error = seen[both] - truth[both]
    return {
        "mae_deg": round(float(np.abs(error).mean()), 2),
        "bias_deg": round(float(error.mean()), 2),
        "r": round(float(np.corrcoef(seen[both], truth[both])[0, 1]), 3),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.angles", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder with the public recordings")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args(arguments)
    folder = motion_folder(options.data) if options.data is not None else None
    if folder is None:
        where = options.data if options.data is not None else "given (--data DIR)"
        print(f"The public recordings are not there: no folder {where}.", file=sys.stderr)
        if options.json:
            print_json(None)
        return
    results = measure(folder)
    if options.json:
        ours = results.pop("coach")
        print_json({**ours, "baselines": results})
        return
    print_rows(
        "Median over trials and sides",
        ("method", "recordings", "coordinate", "mae deg", "bias deg", "r"),
        list(_medians(results)),
    )


def _medians(results: dict[str, dict[str, dict[str, dict[str, float]]]]) -> Iterator[tuple[object, ...]]:
    groups = {"OpenCap": "opencap", **{f"UI-PRMD {code}": code for code in _SAGITTAL}}
    for method, trials in results.items():
        for title, word in groups.items():
            for coordinate in ("knee_angle", "hip_flexion"):
                found = [
                    agreement
                    for trial, by_coordinate in trials.items()
                    for name, agreement in by_coordinate.items()
                    if word in trial and name.startswith(coordinate)
                ]
                middle = [float(np.median([f[key] for f in found])) for key in ("mae_deg", "bias_deg", "r")]
                yield (method, title, coordinate, *middle)


if __name__ == "__main__":
    main()
