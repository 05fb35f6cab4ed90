import json
import re
from importlib import resources

import numpy as np
import pytest

from hipwise.figure.body_mesh import load_body
from hipwise.figure.illustration.drawings import fingerprint_of
from hipwise.figure.illustration.plate import make_cast
from hipwise.figure.illustration.storyboard import storyboard
from hipwise.figure.illustration.thumb import draw_thumb
from hipwise.figure.prop_mesh import props_of
from hipwise.figure.still import load_plates
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
# Processors differ in the last bits; a contour may then be cut into other pieces, but hardly moves.
TWO_PERCENT = 0.02
SIX_MM = 6
FOLDER = resources.files("hipwise.figure") / "generated" / "drawings"


@pytest.mark.parametrize("exercise", sorted(CATALOGUE.exercises))
def test_a_drawing_was_made_from_the_present_movement_body_and_code(exercise: str) -> None:
    kept = json.loads((FOLDER / f"{exercise}.json").read_text("utf-8"))
    assert kept["made_by"] == "make figure"
    assert kept["fingerprint"] == fingerprint_of(exercise), "run `make figure`"


def test_no_drawing_is_kept_of_an_exercise_that_is_gone() -> None:
    assert {file.name.removesuffix(".json") for file in FOLDER.iterdir()} == set(CATALOGUE.shown)


def test_every_second_view_is_drawn() -> None:
    for exercise in CATALOGUE.exercises.values():
        assert ("second" in load_plates(exercise.id, "both")) == bool(exercise.movement.second_view)


def test_a_picture_drawn_again_is_the_same_within_tolerance() -> None:
    exercise = CATALOGUE.exercise("hip-hike")
    cast = make_cast(exercise, load_body(), props_of(exercise.id))
    story = storyboard(exercise, CATALOGUE.arm_postures, CATALOGUE.solved[exercise.id])
    again = [
        (layer.paint, layer.path) for layer in draw_thumb(cast, story, exercise.movement.view).pictures["end"]
    ]
    kept = load_plates(exercise.id, "thumb")["thumb"].pictures["end"]
    assert [paint for paint, _ in again] == [paint for paint, _ in kept]
    for (paint, new), (_, old) in zip(again, kept, strict=True):
        assert np.abs(box(new) - box(old)).max() <= SIX_MM, paint
        assert abs(area(new) - area(old)) <= TWO_PERCENT * max(area(old), 1000.0), paint


def rings(data: str) -> list[np.ndarray]:
    """The ends of the pieces of each ring of relative path data."""
    found = []
    for ring in re.findall(r"M[^M]*", data):
        numbers = np.array([int(n) for n in re.findall(r"-?\d+", ring)])
        start, rest = numbers[:2], numbers[2:]
        steps = rest.reshape(-1, 6)[:, 4:] if "c" in ring else rest.reshape(-1, 2)
        found.append(np.cumsum([start, *steps], axis=0))
    return found


def box(data: str) -> np.ndarray:
    points = np.concatenate(rings(data))
    return np.concatenate([points.min(axis=0), points.max(axis=0)])


def area(data: str) -> float:
    return sum(abs(float(np.sum(r[:-1, 0] * r[1:, 1] - r[1:, 0] * r[:-1, 1]))) / 2 for r in rings(data))
