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
    FilmedFault,
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
    exercise = CATALOGUE.performed(exercise_id)
    assert CATALOGUE.validity[exercise_id].made_from == fingerprint(exercise, CATALOGUE.arm_postures)
    assert CATALOGUE.card(exercise) is CATALOGUE.validity[exercise_id]


def test_a_card_of_another_version_of_the_movement_is_no_card() -> None:
    exercise = CATALOGUE.exercise("step-down")
    stale = replace(CATALOGUE, validity={"step-down": _card(ANY_MODEL)})
    assert stale.card(exercise) is None


def _with_films(found: Share, alarms: Share, beyond: Share = _NONE) -> FaultValidity:
    films = FilmedFault(found, alarms, None, beyond, 6.0)
    measured = _fault(Share(99, 100), Share(0, 200))
    return replace(measured, calibration=Calibration(0.8, 0.0, 2.0, 1.0), films=films)


@pytest.mark.parametrize(
    ("found", "alarms", "grade"),
    [
        (Share(4, 5), Share(0, 8), Grade.JUDGES),
        (Share(1, 5), Share(0, 8), Grade.CANNOT),
        (Share(4, 5), Share(3, 8), Grade.CANNOT),
        # One of eight may be chance.
        (Share(4, 5), Share(1, 8), Grade.JUDGES),
        (Share(0, 0), Share(0, 0), Grade.JUDGES),
    ],
)
def test_films_that_are_worse_beyond_chance_count(found, alarms, grade) -> None:
    assert _with_films(found, alarms).grade(BAR) is grade


def test_films_that_are_better_change_nothing() -> None:
    poor = _fault(Share(10, 100), Share(0, 200))
    films = FilmedFault(Share(20, 20), Share(0, 20), None, _NONE, None)
    assert replace(poor, films=films).grade(BAR) is Grade.CANNOT


@pytest.mark.parametrize(("beyond", "error"), [(Share(1, 12), 2.0), (Share(6, 12), 6.0), (_NONE, 2.0)])
def test_a_reading_errs_as_in_films_where_these_err_more(beyond, error) -> None:
    calibration = _with_films(Share(4, 5), Share(0, 8), beyond).believed_calibration
    assert calibration is not None
    assert calibration.error == error
