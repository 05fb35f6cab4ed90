"""The magnifying glass over fine parts."""

import numpy as np
import pytest

from hipwise.figure.surface.bind import bind_lenses, bind_pose
from hipwise.figure.surface.lens import Lens, look_back

LENS = Lens(np.array([0.2, 0.9, 0.5]), 2.0, 0.1, 0.3)


def _at(distance_m):
    return LENS.centre + np.array([[distance_m, 0.0, 0.0]])


@pytest.mark.parametrize(("seen_m", "real_m"), [(0.1, 0.05), (0.2, 0.1), (0.25, 0.2), (0.3, 0.3), (0.4, 0.4)])
def test_it_enlarges_the_middle_and_leaves_the_rest(seen_m, real_m):
    assert LENS.back(_at(seen_m)) == pytest.approx(_at(real_m))


def test_lenses_of_the_bind_pose_leave_the_midline_plane_in_place():
    plane = np.random.default_rng(4).uniform([-0.4, 0.0, 0.0], [0.5, 1.8, 0.0], (500, 3))
    assert look_back(bind_lenses(bind_pose()), plane)[:, 2] == pytest.approx(0.0, abs=1e-15)


def test_lenses_of_the_bind_pose_do_not_overlap():
    lenses = bind_lenses(bind_pose())
    for i, a in enumerate(lenses):
        for b in lenses[i + 1 :]:
            assert np.linalg.norm(a.centre - b.centre) > a.outer_m + b.outer_m - 0.02
