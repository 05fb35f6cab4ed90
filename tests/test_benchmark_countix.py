"""Counting without a definition: the direction that returns most regularly carries the count."""

import numpy as np
import pytest
from benchmarks.countix import count_without_definition

_TIMES_S = np.arange(900) / 30.0


def _points(repetitions: int) -> np.ndarray:
    """Seventeen landmarks that drift widely, and go out and back that often in another direction."""
    generator = np.random.default_rng(3)
    there_and_back = 1.0 - np.cos(2.0 * np.pi * repetitions * _TIMES_S / _TIMES_S[-1])
    drift = np.linspace(0.0, 6.0, len(_TIMES_S))
    directions = generator.normal(size=(2, 51))
    return np.outer(there_and_back, directions[0]) + np.outer(drift, directions[1])


@pytest.mark.parametrize("repetitions", [4, 7, 12])
def test_repetitions_are_counted_beside_a_wider_drift(repetitions: int) -> None:
    assert count_without_definition(_TIMES_S, _points(repetitions)) == pytest.approx(repetitions, abs=1)


def test_who_does_not_move_repeats_nothing() -> None:
    assert count_without_definition(_TIMES_S, np.ones((900, 51))) == 0
