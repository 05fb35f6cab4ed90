"""A movement as it was fitted to the floor, the props and the hands: what the figure shows and limits judge.

Made by `make figure` (`hipwise.figure.contact`) for a working RIGHT side. One file an exercise, read when it
is first asked for.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import accumulate, pairwise
from typing import Any

from hipwise.library.arm_posture import ArmPosture
from hipwise.library.contact_report import ContactReport
from hipwise.library.exercise import Exercise
from hipwise.library.same import Same

# Angles are kept in hundredths of a degree, places in tenths of a millimetre.
_ANGLE_UNIT_DEG = 0.01
_PLACE_UNIT_M = 0.0001
_PLACES = frozenset({"pelvis_tx", "pelvis_ty", "pelvis_tz"})


@dataclass(frozen=True, slots=True)
class SolvedStretch:
    """One leg of the path: OpenSim coordinates (degrees; pelvis_t* metres) at even shares of the way.

    Every coordinate has the same number of samples; a hold has one. Minimum jerk is not in the samples.
    """

    coordinates: Mapping[str, tuple[float, ...]]

    @property
    def samples(self) -> int:
        """How many samples each coordinate has."""
        return len(next(iter(self.coordinates.values())))

    def at(self, share: float) -> dict[str, float]:
        """The body at a share of the way (0-1), on straight lines between the samples."""
        last = self.samples - 1
        place = min(1.0, max(0.0, share)) * last
        low = min(int(place), max(0, last - 1))
        part, high = place - low, min(low + 1, last)
        return {name: v[low] + part * (v[high] - v[low]) for name, v in self.coordinates.items()}


@dataclass(frozen=True, slots=True)
class SolvedMovement:
    """The stretches of an exercise, one for each leg of its path, and how well contacts are kept.

    `made_from` is the fingerprint of the movement that was solved.
    """

    exercise: str
    made_from: str
    stretches: tuple[SolvedStretch, ...]
    report: ContactReport | None


def fingerprint(exercise: Exercise, arms: Mapping[str, ArmPosture]) -> str:
    """What a solved movement depends on, in short: postures, arms, ground, props and contacts."""
    return _fingerprint(Same(exercise), Same(arms))


@lru_cache(maxsize=256)
def _fingerprint(of: Same[Exercise], with_arms: Same[Mapping[str, ArmPosture]]) -> str:
    """Every page with an exercise asks whether its camera card is of this movement, and content stays."""
    exercise, arms = of.value, with_arms.value
    movement = asdict(exercise.movement)
    used = {posture.arms for posture in exercise.movement.postures.values()}
    facts = {
        "movement": {name: value for name, value in movement.items() if name in _SHAPING},
        "arms": {name: asdict(arms[name]) for name in sorted(used)},
    }
    text = json.dumps(facts, sort_keys=True, default=dict)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_SHAPING = frozenset({"orientation", "fixed", "level", "postures", "path", "props", "contacts"})


def to_json(movement: SolvedMovement) -> dict[str, Any]:
    """A solved movement as it is kept in its file."""
    return {
        "exercise": movement.exercise,
        "made_from": movement.made_from,
        "report": asdict(movement.report) if movement.report else None,
        "stretches": [_kept_stretch(movement.stretches, i) for i in range(len(movement.stretches))],
    }


def _kept_stretch(stretches: Sequence[SolvedStretch], number: int) -> dict[str, Any]:
    """A stretch in whole units; one that came before is named by its number."""
    stretch = stretches[number]
    first = stretches.index(stretch)
    if first < number:
        return {"same_as": first}
    return {
        "samples": stretch.samples,
        "coordinates": {name: _kept(name, v) for name, v in stretch.coordinates.items()},
    }


def from_json(raw: Mapping[str, Any]) -> SolvedMovement:
    """The reverse of `to_json`. Raises KeyError where something is missing."""
    stretches: list[SolvedStretch] = []
    for s in raw["stretches"]:
        read = (
            stretches[s["same_as"]]
            if "same_as" in s
            else SolvedStretch({name: _read(name, v, s["samples"]) for name, v in s["coordinates"].items()})
        )
        stretches.append(read)
    report = ContactReport(**raw["report"]) if raw["report"] else None
    return SolvedMovement(raw["exercise"], raw["made_from"], tuple(stretches), report)


def _unit(name: str) -> float:
    return _PLACE_UNIT_M if name in _PLACES else _ANGLE_UNIT_DEG


def _kept(name: str, values: tuple[float, ...]) -> int | list[int]:
    """One number for a coordinate that never moves; else the first value and the changes, in whole units."""
    whole = [round(value / _unit(name)) for value in values]
    changes = [b - a for a, b in pairwise(whole)]
    return [whole[0], *changes] if any(changes) else whole[0]


def _read(name: str, kept: int | list[int], samples: int) -> tuple[float, ...]:
    digits = 4 if name in _PLACES else 2
    if isinstance(kept, int):
        return (round(kept * _unit(name), digits),) * samples
    return tuple(round(value * _unit(name), digits) for value in accumulate(kept))


def check_solved(
    exercises: Mapping[str, Exercise],
    arms: Mapping[str, ArmPosture],
    solved: Mapping[str, SolvedMovement],
) -> Iterator[tuple[str, str]]:
    """Exercise and sentence for each solution that is missing, old, or does not keep its contacts."""
    for name, exercise in exercises.items():
        movement = solved.get(name)
        if movement is None or movement.made_from != fingerprint(exercise, arms):
            yield name, "is not of the movement that content describes; run `make figure`"
        elif movement.report is not None:
            yield from ((name, problem) for problem in movement.report.problems())


class SolvedMovements(Mapping[str, SolvedMovement]):
    """All solved movements by exercise id, each read from its file when it is first asked for."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._known: dict[str, SolvedMovement] = {}

    def __getitem__(self, exercise_id: str) -> SolvedMovement:
        if exercise_id not in self._known:
            file = self._folder / f"{exercise_id}.json"
            if not file.is_file():
                raise KeyError(exercise_id)
            self._known[exercise_id] = from_json(json.loads(file.read_text("utf-8")))
        return self._known[exercise_id]

    def __iter__(self) -> Iterator[str]:
        if self._folder.is_dir():
            yield from sorted(f.name.removesuffix(".json") for f in self._folder.iterdir())

    def __len__(self) -> int:
        return sum(1 for _ in self)


def shipped_movements(folder: str = "solved") -> SolvedMovements:
    """The solved movements that came with the package; in `departed` those that are done with a fault."""
    return SolvedMovements(resources.files("hipwise.library") / "generated" / folder)
