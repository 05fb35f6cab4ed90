"""The benchmark of form learns nothing from the person whose repetitions it tells."""

import numpy as np
import pytest
from benchmarks.form import METHODS, OURS, Person, leave_one_person_out, repetitions_of

_CALIBRATION = 3


def _person(seed: int, fault_deg: float) -> Person:
    generator = np.random.default_rng(seed)
    own = generator.normal(0.0, 20.0, size=(1, 4, 20))
    right = own + generator.normal(0.0, 1.0, size=(10, 4, 20))
    faulty = own + generator.normal(0.0, 1.0, size=(10, 4, 20))
    faulty[:, 1] += fault_deg
    return Person(right, faulty)


def _people(fault_deg: float) -> dict[str, Person]:
    return {f"s{seed}": _person(seed, fault_deg) for seed in range(5)}


def test_a_plain_fault_is_told_however_people_differ() -> None:
    figures = leave_one_person_out(_people(fault_deg=10.0), METHODS[OURS], _CALIBRATION)
    assert (figures["accuracy"], figures["worst_person"]) == (1.0, 1.0)


def test_where_there_is_no_fault_nothing_is_told_beyond_chance() -> None:
    figures = leave_one_person_out(_people(fault_deg=0.0), METHODS[OURS], _CALIBRATION)
    assert figures["accuracy"] == pytest.approx(0.5, abs=0.2)


def test_the_own_first_repetitions_are_not_tested() -> None:
    repetitions, is_faulty = _person(1, 10.0).tested(_CALIBRATION)
    assert (len(repetitions), is_faulty.sum()) == (17, 10.0)


@pytest.mark.parametrize("method", METHODS)
def test_the_answer_does_not_depend_on_the_left_out_persons_faulty_ones(method: str) -> None:
    person, *others = _people(fault_deg=10.0).values()
    other_faults = Person(person.right, person.faulty + 50.0)
    right = len(person.right) - _CALIBRATION
    answers = [METHODS[method](others, each, _CALIBRATION)[:right] for each in (person, other_faults)]
    assert (answers[0] == answers[1]).all()


def test_an_angle_that_is_mostly_missing_is_missing_and_the_others_stay() -> None:
    angles = np.stack([np.linspace(0.0, 10.0, 30), np.full(30, np.nan)], axis=1)
    (repetition,) = repetitions_of(angles, np.array([[0, 30]]))
    assert np.isnan(repetition[1]).all()
    assert repetition[0] == pytest.approx(np.linspace(0.0, 10.0, 20))
