"""How well form is told: `python -m benchmarks.form --data DIR [--json] [--calibration N]`.

UI-PRMD's people did each movement ten times as asked and ten times with a fault. The first two or three
right repetitions of a person are that person's own measure; every other one is told right or faulty by its
distance from them. What is learned – how much right repetitions scatter, and from which distance on one is
called faulty – comes from the other people only: one person is left out at a time. Beside it, from the same
angles: a ridge classifier that knows no measure of the person, one that does, and one constant answer.

The faulty repetitions are a recording of their own, so a part of the distance may be that between two
recordings; angles, unlike places, do not know where somebody stood.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.definitions import benchmark_catalogue, movement_definition
from benchmarks.public_recordings import (
    PELVIS,
    Trial,
    moments_of,
    motion_folder,
    seen_from,
    uiprmd_trials,
    working_side_of,
)
from benchmarks.table import print_json, print_rows, progress
from hipwise.body.rotation import Vector
from hipwise.coach.channels import build_channels, smoothed_rows
from hipwise.coach.roles import roles_for
from hipwise.coach.room_angles import knee_flexion_deg, pelvis_frame
from hipwise.coach.watch_plan import plan_watch
from hipwise.library.side import Side

OURS = "distance from the own right ones"
_PHASES = 20
_MOVEMENTS = ("m01", "m02", "m03", "m04", "m05", "m06")
# Nobody's angles are read more exactly than this, degrees: it keeps a channel that hardly moves from ruling.
_SCATTER_LEAST_DEG = 0.5
# Weight of the ridge's penalty, for standardised values.
_RIDGE = 300.0
_RIGHT, _FAULTY = "cor", "inc"


@dataclass(frozen=True)
class Person:
    """One person's repetitions of one movement: (repetitions, angles, phases) in degrees."""

    right: np.ndarray
    faulty: np.ndarray

    def tested(self, calibration: int) -> tuple[np.ndarray, np.ndarray]:
        """The repetitions that are told apart, and whether each is faulty (0 or 1)."""
        repetitions = np.concatenate([self.right[calibration:], self.faulty])
        is_faulty = np.repeat([0.0, 1.0], [len(self.right) - calibration, len(self.faulty)])
        return repetitions, is_faulty

    def from_own(self, calibration: int) -> np.ndarray:
        """The tested repetitions as differences from the mean of the own first ones."""
        return self.tested(calibration)[0] - self.right[:calibration].mean(axis=0)


# --- from recordings to repetitions -----------------------------------------------------------------------


def in_the_room(trial: Trial) -> np.ndarray:
    """Angles against the pelvis, and the pelvis and trunk against the vertical; working side first."""
    working = _working(trial)
    return np.array([_room_row(points, working) for points in moments_of(trial.joints)])


def _working(trial: Trial) -> Side:
    side = working_side_of(trial, movement_definition(trial.movement))
    return Side.RIGHT if side is Side.BOTH else side


def _room_row(points: dict[str, Vector], working: Side) -> list[float]:
    pelvis = pelvis_frame(*(points[name] for name in PELVIS))
    if pelvis is None:
        return [np.nan] * 12
    mirror = -1.0 if working is Side.LEFT else 1.0
    row = [mirror * pelvis.list_deg, _dip(pelvis.x), *_trunk(points, mirror)]
    for side in (working, working.opposite):
        hip, knee, ankle, outer = (
            points[f"{side.value}_{name}"] for name in ("hip", "knee", "ankle", "knee_lateral")
        )
        row += pelvis.hip_angles_deg(hip, knee, side)
        row.append(knee_flexion_deg(hip, knee, ankle, outer, side))
        row.append(_lean(ankle, knee))
    return row


def _trunk(points: dict[str, Vector], mirror: float) -> tuple[float, float]:
    """Lean of the trunk forwards and to the working side, degrees."""
    x, y, z = (
        sum(points[f"{side}_shoulder"][axis] - points[f"{side}_hip"][axis] for side in ("left", "right"))
        for axis in range(3)
    )
    return float(np.degrees(np.arctan2(x, y))), float(mirror * np.degrees(np.arctan2(z, y)))


def _lean(below: Vector, above: Vector) -> float:
    x, y, z = (a - b for a, b in zip(above, below, strict=True))
    return float(np.degrees(np.arctan2(np.hypot(x, z), y)))


def _dip(axis: Vector) -> float:
    return float(np.degrees(np.arctan2(-axis[1], np.hypot(axis[0], axis[2]))))


def by_one_camera(trial: Trial) -> np.ndarray:
    """The coach's own readings of the legs and trunk from the movement's camera place."""
    exercise = movement_definition(trial.movement)
    plan = plan_watch(exercise, benchmark_catalogue())
    working = _working(trial)
    times = np.arange(len(trial.joints["left_hip"])) / trial.frames_per_s
    recording = seen_from(trial.joints, times, exercise, working)
    readings = [e for name, e in plan.template.expected.items() if not name.endswith(_ARMS)]
    channels = build_channels(readings, roles_for(working), plan.template.camera, plan.settings)
    rows = smoothed_rows(channels, tuple(recording.frames()), plan.settings, is_hold=False)
    return np.array(rows)[:, : len(readings)]


_ARMS = ("_elbow", "_shoulder", "_upper_arm", "_forearm")


def repetitions_of(angles: np.ndarray, spans: np.ndarray) -> np.ndarray:
    """Each repetition (annotated span of frames) at the same phases; what is missing is NaN."""
    return np.array([[_at_phases(column) for column in angles[start:end].T] for start, end in spans])


def _at_phases(column: np.ndarray) -> np.ndarray:
    seen = ~np.isnan(column)
    if seen.sum() < len(column) / 2:
        return np.full(_PHASES, np.nan)
    frames = np.arange(len(column))
    return np.interp(np.linspace(0, len(column) - 1, _PHASES), frames[seen], column[seen])


def people_by_movement(
    folder: Path, read: Callable[[Trial], np.ndarray]
) -> Mapping[str, Mapping[str, Person]]:
    """For each movement, the people who have both recordings."""
    found: dict[tuple[str, str, str], np.ndarray] = {}
    for tag in (_RIGHT, _FAULTY):
        for trial in uiprmd_trials(folder, tag):
            system, person, movement = trial.name.split("-")
            if system == "vicon" and movement in _MOVEMENTS:
                found[movement, person, tag] = repetitions_of(read(trial), trial.repetitions)
    return {
        movement: {
            person: Person(found[movement, person, _RIGHT], found[movement, person, _FAULTY])
            for code, person, tag in found
            if code == movement and tag == _RIGHT and (movement, person, _FAULTY) in found
        }
        for movement in _MOVEMENTS
    }


# --- telling right from faulty --------------------------------------------------------------------------

# Learns from the others and tells the left-out person's repetitions: 1 faulty, 0 right.
Method = Callable[[Sequence[Person], Person, int], np.ndarray]


def by_distance(others: Sequence[Person], person: Person, calibration: int) -> np.ndarray:
    """Faulty when the distance from the own right ones exceeds the others' best limit."""
    scatter = _scatter(others, calibration)
    distances = [_distance(other.from_own(calibration), scatter) for other in others]
    is_faulty = [other.tested(calibration)[1] for other in others]
    limit = _best_limit(np.concatenate(distances), np.concatenate(is_faulty))
    return (_distance(person.from_own(calibration), scatter) > limit).astype(float)


def _scatter(others: Sequence[Person], calibration: int) -> np.ndarray:
    """How far right repetitions are from the own first ones: root mean square of each angle, degrees."""
    squares = [
        np.nanmean(other.from_own(calibration)[: len(other.right) - calibration] ** 2, axis=(0, 2))
        for other in others
    ]
    return np.sqrt(np.mean(np.nan_to_num(squares), axis=0)) + _SCATTER_LEAST_DEG


def _distance(differences: np.ndarray, scatter: np.ndarray) -> np.ndarray:
    """Root mean square over angles and phases, in units of the scatter."""
    return np.sqrt(np.nanmean((differences / scatter[:, None]) ** 2, axis=(1, 2)))


def _best_limit(distances: np.ndarray, is_faulty: np.ndarray) -> float:
    """The limit with the fewest errors, half way between two distances."""
    ordered = np.sort(distances)
    limits = (ordered[1:] + ordered[:-1]) / 2
    errors = [np.mean((distances > limit) != is_faulty) for limit in limits]
    return float(limits[int(np.argmin(errors))])


def by_ridge(others: Sequence[Person], person: Person, calibration: int) -> np.ndarray:
    """Ridge regression on the angles themselves."""
    return _ridge([other.tested(calibration) for other in others], person.tested(calibration)[0])


def by_ridge_on_differences(others: Sequence[Person], person: Person, calibration: int) -> np.ndarray:
    """Ridge regression on the differences from the own right ones."""
    known = [(other.from_own(calibration), other.tested(calibration)[1]) for other in others]
    return _ridge(known, person.from_own(calibration))


def _ridge(known: Sequence[tuple[np.ndarray, np.ndarray]], unknown: np.ndarray) -> np.ndarray:
    values = np.nan_to_num(np.concatenate([each.reshape(len(each), -1) for each, _ in known]))
    wanted = 2.0 * np.concatenate([is_faulty for _, is_faulty in known]) - 1.0
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    scaled = (values - mean) / spread
    weights = np.linalg.solve(scaled.T @ scaled + _RIDGE * np.eye(scaled.shape[1]), scaled.T @ wanted)
    new = (np.nan_to_num(unknown.reshape(len(unknown), -1)) - mean) / spread
    return (new @ weights + wanted.mean() > 0.0).astype(float)


def always_faulty(others: Sequence[Person], person: Person, calibration: int) -> np.ndarray:
    """The constant answer, which the larger class makes look good."""
    return np.ones(len(person.tested(calibration)[0]))


METHODS: Mapping[str, Method] = {
    OURS: by_distance,
    "ridge": by_ridge,
    "ridge on differences from the own": by_ridge_on_differences,
    "always faulty": always_faulty,
}
INPUTS: Mapping[str, Callable[[Trial], np.ndarray]] = {
    "in the room": in_the_room,
    "one camera": by_one_camera,
}


def leave_one_person_out(people: Mapping[str, Person], method: Method, calibration: int) -> dict[str, float]:
    """`accuracy` and `worst_person` over people; `sensitivity` and `false_alarm` over repetitions."""
    told, truth, by_person = [], [], []
    for name, person in people.items():
        others = [other for key, other in people.items() if key != name]
        answer = method(others, person, calibration)
        told.append(answer)
        truth.append(person.tested(calibration)[1])
        by_person.append(float(np.mean(answer == truth[-1])))
    answers, is_faulty = np.concatenate(told), np.concatenate(truth)
    return {
        "accuracy": round(float(np.mean(by_person)), 3),
        "worst_person": round(min(by_person), 3),
        "sensitivity": round(float(answers[is_faulty == 1.0].mean()), 3),
        "false_alarm": round(float(answers[is_faulty == 0.0].mean()), 3),
    }


def measure(folder: Path, calibration: int) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    """Per input, method and movement: the figures of `leave_one_person_out`."""
    results: dict[str, dict[str, dict[str, dict[str, float]]]] = {}
    for number, (name, read) in enumerate(INPUTS.items()):
        progress(number, len(INPUTS), "form")
        people = people_by_movement(folder, read)
        results[name] = {
            title: {m: leave_one_person_out(people[m], method, calibration) for m in _MOVEMENTS}
            for title, method in METHODS.items()
        }
    progress(len(INPUTS), len(INPUTS), "form")
    return results


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.form", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder with the public recordings")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    parser.add_argument(
        "--calibration",
        type=int,
        choices=(2, 3),
        default=3,
        help="right repetitions that are the own measure",
    )
    options = parser.parse_args(arguments)
    folder = motion_folder(options.data) if options.data is not None else None
    if folder is None:
        where = options.data if options.data is not None else "given (--data DIR)"
        print(f"The public recordings are not there: no folder {where}.", file=sys.stderr)
        if options.json:
            print_json(None)
        return
    results = measure(folder, options.calibration)
    if options.json:
        print_json(
            {
                **results["in the room"].pop(OURS),
                "one_camera": results["one camera"].pop(OURS),
                "baselines": results,
            }
        )
        return
    print_rows(
        f"UI-PRMD, one person left out, {options.calibration} own right repetitions as measure",
        ("input", "method", "movement", "accuracy", "worst person", "faults found", "false alarms"),
        list(_rows(results)),
    )


def _rows(results: dict[str, dict[str, dict[str, dict[str, float]]]]) -> Iterator[tuple[object, ...]]:
    for name, methods in results.items():
        for title, movements in methods.items():
            for code, figures in movements.items():
                yield (name, title, code, *figures.values())


if __name__ == "__main__":
    main()
