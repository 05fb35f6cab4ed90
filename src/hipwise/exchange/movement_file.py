"""A movement of one's own: a file in the format of the library's exercises, for sets the library has not."""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from hipwise.body.placement import place
from hipwise.body.posture import PostureError
from hipwise.exchange.mapping_file import read_mapping
from hipwise.exchange.text_file import FileError
from hipwise.library.catalogue import Catalogue
from hipwise.library.decode import ContentError, decode
from hipwise.library.exercise import Exercise
from hipwise.movement.motion import ground_of
from hipwise.movement.timeline import build_timeline

LIMIT_BYTES = 200_000
EXPECTED = "an exercise with its movement"
_ADVICE = "compare the file with one of the library's exercises"


def read_movement(path: Path, catalogue: Catalogue) -> Exercise:
    """The exercise in a YAML or JSON file; arm postures and faults are the catalogue's. Raises FileError."""
    raw = read_mapping(path, LIMIT_BYTES, EXPECTED)
    _check_schema(path, raw)
    try:
        exercise = decode(Exercise, raw, "")
    except ContentError as error:
        raise FileError(path, error.place.strip("."), error.expected, error.found, _ADVICE) from None
    _check_names(path, exercise, catalogue)
    _check_postures(path, exercise, catalogue)
    return exercise


def _check_schema(path: Path, raw: Mapping[str, Any]) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads(
        (resources.files("hipwise.content") / "schemas/exercise.schema.json").read_text("utf-8")
    )
    errors = sorted(
        Draft202012Validator(schema).iter_errors(raw), key=lambda e: list(map(str, e.absolute_path))
    )
    if errors:
        where = ".".join(str(part) for part in errors[0].absolute_path)
        raise FileError(path, where, EXPECTED, errors[0].message[:200], _ADVICE)


def _check_names(path: Path, exercise: Exercise, catalogue: Catalogue) -> None:
    movement = exercise.movement
    for name, posture in movement.postures.items():
        _check_known(path, f"movement.postures.{name}.arms", posture.arms, catalogue.arm_postures)
    for number, leg in enumerate(movement.path):
        _check_known(path, f"movement.path[{number}].to", leg.to, movement.postures)
    for number, watched in enumerate(exercise.watch.faults):
        _check_known(path, f"watch.faults[{number}].code", watched.code, catalogue.faults)


def _check_known(path: Path, where: str, name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise FileError(path, where, f"one of {', '.join(known)}", repr(name), _ADVICE)


def _check_postures(path: Path, exercise: Exercise, catalogue: Catalogue) -> None:
    """The movement can be placed on the ground, so that it can be shown and watched."""
    try:
        timeline = build_timeline(exercise, catalogue.arm_postures, exercise.dose.hold_s.default)
        place(timeline.posture_at(0.0), ground_of(exercise))
    except PostureError as error:
        raise FileError(path, "movement.postures", "words that a joint knows", str(error), _ADVICE) from None
    except (KeyError, IndexError) as error:
        found = str(error).strip("'\"") or "a path without legs"
        raise FileError(path, "movement", "a body that lies, sits or stands", found, _ADVICE) from None
