"""Capsules know how deep they lie in each other."""

import numpy as np
import pytest

from hipwise.figure.contact.residual import overlap

same = 1e-9


def test_crossing_capsules_overlap_by_their_radii() -> None:
    a = np.array([[[0.0, 0.0, -1.0], [-1.0, 0.05, 0.0]]])
    b = np.array([[[0.0, 0.0, 1.0], [1.0, 0.05, 0.0]]])
    radii = np.array([[0.04, 0.04], [0.03, 0.03]])
    depth, s, t, away = overlap(a, b, radii, np.array([[0, 1]]))
    assert depth[0, 0] == pytest.approx(0.02, abs=same)
    assert (s[0, 0], t[0, 0]) == pytest.approx((0.5, 0.5), abs=same)
    assert away[0, 0] == pytest.approx((0.0, -1.0, 0.0), abs=same)


def test_capsules_beside_each_other_are_apart() -> None:
    a = np.array([[[0.0, 0.0, 0.0], [0.0, 0.0, 0.5]]])
    b = np.array([[[1.0, 0.0, 0.0], [1.0, 0.0, 0.5]]])
    radii = np.full((2, 2), 0.1)
    assert overlap(a, b, radii, np.array([[0, 1]]))[0][0, 0] == pytest.approx(-0.3, abs=same)
