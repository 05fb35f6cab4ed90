"""How well angles are read: `python -m benchmarks.angles --data DIR [--json]`.

Two inputs. Joint centres and pelvis markers in the room are read against the pelvis; joint centres seen from
the side, as one camera sees them, are read in the picture. Both are compared with the laboratory's own joint
angles: as they are, as the change from the recording's first half second, and from the person's own quiet
standing in another recording (the begin of a squat), which take away what two laboratories call zero. Where a
second program has solved the same recording, the same error against it, and how far the two programs lie
apart: what no reading can be better than. Beside them: the same three points in space, and the thigh against
the vertical as hip flexion. Without the recordings it says so.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.definitions import benchmark_catalogue, movement_definition
from benchmarks.public_recordings import (
    PELVIS,
    decode_series,
    facing,
    moments_of,
    motion_folder,
    seen_from,
    uiprmd_trials,
)
from benchmarks.table import print_json, print_rows, progress
from hipwise.body.rotation import Vector
from hipwise.coach.angles import turned_deg
from hipwise.coach.filter import SpikeGuard, smooth_both_ways
from hipwise.coach.landmarks import Recording
from hipwise.coach.reading import READINGS, angle_reader
from hipwise.coach.roles import roles_for
from hipwise.coach.room_angles import knee_flexion_deg, pelvis_frame
from hipwise.coach.settings import coach_settings
from hipwise.library.side import Side

_SIDES = {Side.LEFT: ("L", "_l"), Side.RIGHT: ("R", "_r")}
_LEGS = ("m01", "m02", "m03", "m04", "m05", "m06")
# OpenCap's coordinates, and Plug-in-Gait's by joint label and place in its triple.
_COORDINATES = ("hip_flexion", "hip_adduction", "knee_angle")
_PLUG_IN_GAIT = {"hip_flexion": ("Hip", 0), "hip_adduction": ("Hip", 1), "knee_angle": ("Knee", 0)}
_LIST = "pelvis_list"
_QUIET_S = 0.5
_SECOND = ("second_mae_deg", "programs_mae_deg")

_OPENCAP = {
    "shoulder": "Shoulder",
    "hip": "Hip",
    "knee": "Knee",
    "ankle": "Ankle",
    "knee_lateral": "KneeLat",
    "asis": "ASIS",
    "psis": "PSIS",
}


@dataclass(frozen=True)
class Laboratory:
    """One recording with its laboratory angles: coordinate (hip_flexion_l, …) to degrees a frame.

    `second` are those of another program from the same markers, where there is one.
    """

    name: str
    times_s: np.ndarray
    joints: dict[str, np.ndarray]
    truth: dict[str, np.ndarray]
    second: dict[str, np.ndarray] = field(default_factory=dict)


def opencap_recordings(folder: Path) -> Iterator[Laboratory]:
    """OpenCap's squats, sit-to-stands and drop jumps, solved by OpenSim and by AddBiomechanics."""
    needed = {letter + name for letter, _ in _SIDES.values() for name in _OPENCAP.values()}
    for path in sorted(folder.glob("opencap_*.npz")):
        with np.load(path) as file:
            names = [str(n) for n in file["joint_names"]]
            if not needed <= set(names):  # Seen in a video, or without joint centres: no truth to compare.
                continue
            xyz = decode_series(file["joints_xyz"], float(file["unit_m"]))
            times = np.asarray(file["t"], dtype=float)
            truth = _solved(file, "ik", times)
            second = _solved(file, "ik2", times) if "ik2_deg" in file else {}
        joints = {
            f"{side.value}_{ours}": xyz[:, names.index(letter + name)]
            for side, (letter, _) in _SIDES.items()
            for ours, name in _OPENCAP.items()
        }
        yield Laboratory(path.stem, times, facing(joints), truth, second)


def _solved(file: Mapping[str, np.ndarray], program: str, times_s: np.ndarray) -> dict[str, np.ndarray]:
    """A program's angles at those times; NaN outside its own."""
    columns = [str(name) for name in file[f"{program}_cols"]]
    at, degrees = file[f"{program}_t"], file[f"{program}_deg"]
    return {
        name: np.interp(times_s, at, degrees[:, columns.index(name)], np.nan, np.nan)
        for name in columns
        if name[:-2] in _COORDINATES or name == _LIST
    }


def uiprmd_recordings(folder: Path) -> Iterator[Laboratory]:
    """UI-PRMD's movements of the legs with Plug-in-Gait angles."""
    for trial in uiprmd_trials(folder):
        if trial.angles is None or not trial.name.endswith(_LEGS):
            continue
        names = list(trial.angle_names)
        truth = {
            f"{joint}{suffix}": trial.angles[:, names.index(letter + label), place]
            for letter, suffix in _SIDES.values()
            for joint, (label, place) in _PLUG_IN_GAIT.items()
        }
        times = np.arange(len(trial.angles)) / trial.frames_per_s
        yield Laboratory(trial.name, times, trial.joints, truth)


def one_phone_recordings(folder: Path) -> Iterator[Laboratory]:
    """A squat as two programs saw it in one phone's video; the truth is the laboratory's own three points."""
    path = folder / "opencapmono_peer_squat.npz"
    if not path.exists():
        return
    with np.load(path) as file:
        times = np.asarray(file["mocap_t"], dtype=float)
        truth = {
            f"knee_angle{suffix}": 180.0 - _angle_deg(*(joints[f"{side.value}_{n}"] for n in _LEG))
            for joints in [_bodies(file, "mocap", times)]
            for side, (_, suffix) in _SIDES.items()
        }
        for program in ("mono", "wham"):
            yield Laboratory(f"phone_{program}", times, facing(_bodies(file, program, times)), truth)


_LEG = ("hip", "knee", "ankle")
_BODIES = {"shoulder": "humerus", "hip": "femur", "knee": "tibia", "ankle": "talus"}


def _bodies(file: Mapping[str, np.ndarray], program: str, times_s: np.ndarray) -> dict[str, np.ndarray]:
    """Where the bodies of a model begin, as joints at those times."""
    names = [str(name) for name in file[f"{program}_bodies"]]
    places = decode_series(file[f"{program}_origin_xyz"], float(file["unit_m"]))
    at = file[f"{program}_t"]

    def series(body: str) -> np.ndarray:
        return np.stack([np.interp(times_s, at, axis) for axis in places[:, names.index(body)].T], axis=1)

    return {
        f"{side.value}_{ours}": series(theirs + suffix)
        for side, (_, suffix) in _SIDES.items()
        for ours, theirs in _BODIES.items()
    }


# Method, trial, coordinate, key.
Results = dict[str, dict[str, dict[str, dict[str, float | None]]]]
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


def by_the_pelvis(laboratory: Laboratory, recording: Recording, side: Side) -> dict[str, np.ndarray]:
    """The coach's angles in the room: the thigh against the pelvis, the knee about its own hinge."""
    if not laboratory.joints.keys() >= set(PELVIS):
        return {}
    rows = [_room_row(points, side) for points in moments_of(laboratory.joints)]
    settings = coach_settings(benchmark_catalogue())
    columns = {}
    for name, raw in zip((*_COORDINATES, _LIST), zip(*rows, strict=True), strict=True):
        guard = SpikeGuard(settings.spike_deg, settings.spike_deg_per_s)
        columns[name] = [
            guard.believe(t, [value])[0] for t, value in zip(recording.times_s, raw, strict=True)
        ]
    return {name: np.array(series) for name, series in columns.items()}


def _room_row(points: dict[str, Vector], side: Side) -> tuple[float, float, float, float]:
    """Hip flexion and adduction, knee flexion, list of the pelvis."""
    hip, knee, ankle, outer = (
        points[f"{side.value}_{name}"] for name in ("hip", "knee", "ankle", "knee_lateral")
    )
    pelvis = pelvis_frame(*(points[name] for name in PELVIS))
    if pelvis is None:
        return (np.nan, np.nan, np.nan, np.nan)
    flexion, adduction = pelvis.hip_angles_deg(hip, knee, side)
    return flexion, adduction, knee_flexion_deg(hip, knee, ankle, outer, side), pelvis.list_deg


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
    "coach, in the room": by_the_pelvis,
    "coach, one camera": by_the_coach,
    "three points in space": by_three_points_in_space,
    "thigh against the vertical": by_the_vertical,
}


def _angle_deg(a: np.ndarray, joint: np.ndarray, b: np.ndarray) -> np.ndarray:
    u, v = a - joint, b - joint
    cosine = (u * v).sum(axis=1) / np.linalg.norm(u, axis=1) / np.linalg.norm(v, axis=1)
    return np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))


def measure(folder: Path) -> Results:
    """Per method, trial and coordinate: `mae_deg`, `bias_deg`, `r`, `change_mae_deg`, `standing_mae_deg`,
    `second_mae_deg`, `programs_mae_deg`.

    `standing_mae_deg` is against the person's own standing in another trial, and None in the trial that it is
    taken from; the last two are None where no second program solved the trial.
    """
    results: Results = {name: {} for name in METHODS}
    laboratories = [*opencap_recordings(folder), *uiprmd_recordings(folder), *one_phone_recordings(folder)]
    laboratories.sort(key=_is_no_standing)
    standings: dict[tuple[str, str, str], float] = {}
    view = movement_definition("deep-squat")
    for number, laboratory in enumerate(laboratories):
        progress(number, len(laboratories), "angles")
        for side, (_, suffix) in _SIDES.items():
            recording = seen_from(laboratory.joints, laboratory.times_s, view, side)
            for name, method in METHODS.items():
                for coordinate, seen in method(laboratory, recording, side).items():
                    sided = coordinate if coordinate == _LIST else coordinate + suffix
                    if sided not in laboratory.truth:
                        continue
                    entry = results[name].setdefault(laboratory.name, {})
                    truth, times_s = laboratory.truth[sided], laboratory.times_s
                    whose = (name, _person(laboratory.name), sided)
                    second = laboratory.second.get(sided)
                    entry[sided] = {
                        **_agreement(seen, truth, times_s, standings.get(whose)),
                        "second_mae_deg": None if second is None else _mae_deg(seen, second),
                        "programs_mae_deg": None if second is None else _mae_deg(truth, second),
                    }
                    if not _is_no_standing(laboratory):
                        standings.setdefault(whose, _standing_deg(seen - truth, times_s))
    progress(len(laboratories), len(laboratories), "angles")
    return results


def _is_no_standing(laboratory: Laboratory) -> bool:
    """Does the recording not begin with its person standing still, with the same weight on both feet?"""
    name = laboratory.name
    return not (name.endswith("m01") or ("squats" in name and "Asym" not in name))


def _person(name: str) -> str:
    """`opencap_S4` of `opencap_S4_squats1`, `vicon-s01` of `vicon-s01-m02`."""
    parts = re.split("([-_])", name)
    return "".join(parts[:3])


def _standing_deg(error: np.ndarray, times_s: np.ndarray) -> float:
    """The difference of two zeros: the middle of the first half second that both saw."""
    both = ~np.isnan(error)
    if not both.any():
        return float("nan")
    return float(np.median(error[both & (times_s <= times_s[both][0] + _QUIET_S)]))


def _mae_deg(seen: np.ndarray, truth: np.ndarray) -> float:
    return round(float(np.nanmean(np.abs(seen - truth))), 2)


def _agreement(
    seen: np.ndarray, truth: np.ndarray, times_s: np.ndarray, standing_deg: float | None
) -> dict[str, float | None]:
    both = ~(np.isnan(seen) | np.isnan(truth))
    error = seen[both] - truth[both]
    change = error - _standing_deg(seen - truth, times_s)
    own = None if standing_deg is None else round(float(np.abs(error - standing_deg).mean()), 2)
    return {
        "standing_mae_deg": own,
        "change_mae_deg": round(float(np.abs(change).mean()), 2),
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
        ours = results.pop("coach, in the room")
        print_json({**ours, "one_camera": results.pop("coach, one camera"), "baselines": results})
        return
    print_rows(
        "Median over trials and sides",
        (
            "method",
            "recordings",
            "coordinate",
            "mae deg",
            "bias deg",
            "r",
            "mae of the change deg",
            "mae from own standing deg",
            "mae to a second program deg",
            "of both programs deg",
        ),
        list(_medians(results)),
    )


def _medians(results: Results) -> Iterator[tuple[object, ...]]:
    groups = {"OpenCap": "opencap", "one phone": "phone", **{f"UI-PRMD {code}": code for code in _LEGS}}
    for method, trials in results.items():
        for title, word in groups.items():
            for coordinate in ("knee_angle", "hip_flexion", "hip_adduction", _LIST):
                found = [
                    agreement
                    for trial, by_coordinate in trials.items()
                    for name, agreement in by_coordinate.items()
                    if word in trial and name.startswith(coordinate)
                ]
                if not found:
                    continue
                keys = ("mae_deg", "bias_deg", "r", "change_mae_deg", "standing_mae_deg", *_SECOND)
                told = [[v for f in found if (v := f[key]) is not None] for key in keys]
                middle = [float(np.median(values)) if values else None for values in told]
                yield (method, title, coordinate, *middle)


if __name__ == "__main__":
    main()
