"""Distances on a lattice, computed near the skin only."""

import numpy as np
import pytest

from hipwise.figure.surface.lattice import sample


def _ball(points):
    return np.linalg.norm(points - 0.5, axis=1) - 0.3


def test_values_near_the_skin_are_exact_and_signs_are_right_everywhere():
    lattice = sample(_ball, np.zeros(3), np.ones(3), 0.02)
    places = np.stack(np.indices(lattice.values.shape), axis=-1) * 0.02
    true = _ball(places.reshape(-1, 3)).reshape(lattice.values.shape)
    near = np.abs(true) < 0.02
    assert lattice.values[near] == pytest.approx(true[near], abs=1e-6)
    assert np.array_equal(lattice.values > 0.0, true > 0.0)


def test_most_points_are_never_asked_for():
    asked = []
    lattice = sample(lambda p: (asked.append(len(p)), _ball(p))[1], np.zeros(3), np.ones(3), 0.01)
    assert sum(asked) < lattice.values.size / 4
