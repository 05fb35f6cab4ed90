"""What counts although nobody exercises: `python -m benchmarks.other_movements --data DIR [--json]`.

People lie down, jog, sneak, throw, wave their arms, reach, kick and put things on the floor (HDM05), with two
seconds of stillness before and one after. Each is watched as if it were a set of every exercise that has a
camera place; every repetition or hold that is counted is one too many.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.public_recordings import decode_series, facing, motion_folder, seen_from
from benchmarks.table import print_json, print_rows, progress
from hipwise.coach.live import working_side
from hipwise.coach.report import watch
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side

_ACTIONS = {
    "lieDownFloor": "lie down",
    "jogLeftCircle4StepsRstart": "jog",
    "rotateArmsBothBackward1Reps": "wave both arms",
    "throwBasketball": "throw a ball",
    "sneak2StepsLStart": "sneak",
    "grabHighR": "reach high",
    "kickLFront1Reps": "kick",
    "depositFloorR": "put on the floor",
}
_JOINTS = {
    "shoulder": "Shoulder",
    "elbow": "Elbow",
    "wrist": "Wrist",
    "hip": "Hip",
    "knee": "Knee",
    "ankle": "Ankle",
    "foot_index": "Toe",
}
_CLIPS = 3
_EVERY, _FRAMES_PER_S = 2, 30
_STILL_BEFORE_S, _STILL_AFTER_S = 2, 1


def clips(folder: Path) -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """Some clips of each action, with their joints in the room; the body faces forward at first."""
    with (folder / "hdm05_clips.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    with np.load(folder / "hdm05_cut.npz") as file:
        names = [str(name) for name in file["joints"]]
        for action in _ACTIONS:
            for row in [each for each in rows if each["action"] == action][:_CLIPS]:
                xyz = decode_series(file[f"{row['clip']}_xyz"], float(file["unit_m"]))[::_EVERY]
                yield action, _joints(xyz, names)


def _joints(xyz: np.ndarray, names: list[str]) -> dict[str, np.ndarray]:
    before = np.repeat(xyz[:1], _STILL_BEFORE_S * _FRAMES_PER_S, axis=0)
    after = np.repeat(xyz[-1:], _STILL_AFTER_S * _FRAMES_PER_S, axis=0)
    still = np.concatenate([before, xyz, after])
    joints = {
        f"{side}_{ours}": still[:, names.index(side[0].upper() + theirs)]
        for side in ("left", "right")
        for ours, theirs in _JOINTS.items()
    }
    # The median of the hips' line over many still frames at the start is the line at the start.
    many = {name: np.concatenate([np.repeat(p[:1], len(p) + 1, axis=0), p]) for name, p in joints.items()}
    return {name: series[len(still) + 1 :] for name, series in facing(many).items()}


def measure(folder: Path) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Pairs of clip and exercise by action, and what was counted by action and exercise."""
    catalogue = load_catalogue()
    watched = [e for e in catalogue.exercises.values() if e.watch.camera != "none"]
    pairs: Counter[str] = Counter()
    counted: Counter[tuple[str, str]] = Counter()
    for number, (action, joints) in enumerate(clips(folder)):
        progress(number, len(_ACTIONS) * _CLIPS, "other movements")
        times = np.arange(len(joints["left_hip"])) / _FRAMES_PER_S
        for exercise in watched:
            side = working_side(exercise, Side.RIGHT)
            recording = seen_from(joints, times, exercise, side)
            pairs[action] += 1
            counted[action, exercise.id] += watch(recording, exercise, side, catalogue).count
    progress(1, 1, "other movements")
    return pairs, +counted


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.other_movements", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder with the public recordings")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args(arguments)
    folder = motion_folder(options.data) if options.data is not None else None
    if folder is None or not (folder / "hdm05_cut.npz").exists():
        where = options.data if options.data is not None else "given (--data DIR)"
        print(f"The recordings of HDM05 are not there: no file hdm05_cut.npz in {where}.", file=sys.stderr)
        if options.json:
            print_json(None)
        return
    pairs, counted = measure(folder)
    by_action = {
        title: (pairs[action], {e: n for (a, e), n in counted.items() if a == action})
        for action, title in _ACTIONS.items()
    }
    if options.json:
        print_json({title: {"pairs": n, "counted": found} for title, (n, found) in by_action.items()})
        return
    rows = [
        (title, n, sum(found.values()), ", ".join(f"{e} {k}" for e, k in sorted(found.items())))
        for title, (n, found) in by_action.items()
    ]
    print_rows("Nobody exercises (HDM05)", ("movement", "pairs", "counted", "as which exercise"), rows)


if __name__ == "__main__":
    main()
