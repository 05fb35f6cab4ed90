"""Movements of home tests: shown like exercises, given to nobody, and no farther than their test allows."""

import copy
import json
from importlib import resources

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.solved_movement import check_solved

CATALOGUE = load_catalogue()
MOVEMENTS = CATALOGUE.test_movements
each = pytest.mark.parametrize("name", sorted(MOVEMENTS))
# Of the figure against the authored angles, when it is fitted to floor and chair.
FITTED_DEG = 1.0


def schema(name: str) -> dict[str, object]:
    folder = resources.files("hipwise") / "content" / "schemas"
    read: dict[str, object] = json.loads((folder / f"{name}.schema.json").read_text("utf-8"))["properties"]
    return read


@pytest.mark.parametrize("part", ["movement", "muscles", "laterality", "side_words", "id", "name"])
def test_its_parts_are_written_like_those_of_an_exercise(part: str) -> None:
    assert schema("test_movement")[part] == schema("exercise")[part]


def test_it_is_watched_like_an_exercise_but_for_its_faults() -> None:
    own, exercises = (copy.deepcopy(schema(name)["watch"]) for name in ("test_movement", "exercise"))
    for watch in (own, exercises):
        watch.pop("description", None)  # type: ignore[attr-defined]
        for word in ("minItems", "maxItems", "description"):
            watch["properties"]["faults"].pop(word, None)  # type: ignore[index]
    assert own == exercises


@each
def test_a_test_corrects_nobody(name: str) -> None:
    assert MOVEMENTS[name].as_exercise().watch.faults == ()


@each
def test_it_is_no_exercise_that_a_plan_could_hold(name: str) -> None:
    assert name not in CATALOGUE.exercises
    performed = MOVEMENTS[name].as_exercise()
    assert performed.is_locked
    assert performed.restrictions.clinic_only


@each
def test_it_is_shown_beside_the_exercises(name: str) -> None:
    assert CATALOGUE.shown[name].movement == MOVEMENTS[name].movement


@each
def test_it_belongs_to_a_test(name: str) -> None:
    assert name in {test.drawn for test in CATALOGUE.home_tests.values()}


def test_all_are_fitted_to_floor_and_chair() -> None:
    assert not list(check_solved(CATALOGUE.shown, CATALOGUE.arm_postures, CATALOGUE.solved))


@pytest.mark.parametrize("test_id", ["hip-flexion", "sit-to-stand"])
def test_the_hip_bends_no_farther_than_the_test_asks(test_id: str) -> None:
    test = CATALOGUE.home_tests[test_id]
    stretches = CATALOGUE.solved[str(test.drawn)].stretches
    peak = max(max(stretch.coordinates["hip_flexion_r"]) for stretch in stretches)
    assert peak <= test.reach["hip_flexion_deg"] + FITTED_DEG


def test_left_and_right_turn_the_foot_to_opposite_sides_of_the_thigh() -> None:
    turned = {
        name: CATALOGUE.solved[name].stretches[0].coordinates["hip_rotation_r"][-1]
        for name in ("hip-turn-in", "hip-turn-out")
    }
    assert turned["hip-turn-in"] > 0 > turned["hip-turn-out"]
