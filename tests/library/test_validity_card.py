"""What a validity card lets be judged."""

from dataclasses import replace

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.share import Share
from hipwise.library.solved_movement import fingerprint
from hipwise.library.validity_card import (
    ANY_MODEL,
    Bar,
    Calibration,
    FaultValidity,
    Grade,
    ModelValidity,
    ValidityCard,
)

BAR = Bar(found_least=0.8, alarms_most=0.05)
CATALOGUE = load_catalogue()
_NONE = Share(0, 0)


def _fault(found: Share, alarms: Share) -> FaultValidity:
    return FaultValidity("TRUNK_LEAN", "degrees", found, alarms, _NONE)


def _card(*models: str) -> ValidityCard:
    faults = (_fault(Share(99, 100), Share(0, 200)),)
    entries = tuple(ModelValidity(m, 1, _NONE, _NONE, _NONE, None, _NONE, None, None, faults) for m in models)
    return ValidityCard("step-down", "front", "x", "", entries, (), ())


@pytest.mark.parametrize(
    ("found", "alarms", "grade"),
    [
        (Share(99, 100), Share(0, 200), Grade.JUDGES),
        (Share(82, 100), Share(4, 100), Grade.ROUGHLY),
        (Share(79, 100), Share(0, 200), Grade.CANNOT),
        (Share(100, 100), Share(6, 100), Grade.CANNOT),
        (Share(0, 0), Share(0, 200), Grade.CANNOT),
        (Share(99, 100), Share(0, 0), Grade.CANNOT),
    ],
)
def test_a_fault_is_judged_only_above_the_bar(found, alarms, grade) -> None:
    assert _fault(found, alarms).grade(BAR) is grade


def test_a_pose_model_without_measurement_counts_as_any() -> None:
    card = _card(ANY_MODEL)
    assert card.of("heavy") is card.of(ANY_MODEL)


def test_a_calibration_undoes_what_the_pose_model_makes_of_a_true_value() -> None:
    calibration = Calibration(slope=0.4, offset=2.0, error=1.0, margin=0.5)
    assert calibration.true_of(0.4 * 10.0 + 2.0) == pytest.approx(10.0)


@pytest.mark.parametrize("exercise_id", sorted(CATALOGUE.validity))
def test_every_card_tells_of_the_movement_as_it_is_now(exercise_id) -> None:
    exercise = CATALOGUE.exercise(exercise_id)
    assert CATALOGUE.validity[exercise_id].made_from == fingerprint(exercise, CATALOGUE.arm_postures)
    assert CATALOGUE.card(exercise) is CATALOGUE.validity[exercise_id]


def test_a_card_of_another_version_of_the_movement_is_no_card() -> None:
    exercise = CATALOGUE.exercise("step-down")
    stale = replace(CATALOGUE, validity={"step-down": _card(ANY_MODEL)})
    assert stale.card(exercise) is None
