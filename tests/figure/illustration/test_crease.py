import numpy as np

from hipwise.figure.illustration.crease import depth_steps, trace

PIXEL_M = 0.002


def hill_and_wall() -> tuple[np.ndarray, np.ndarray]:
    """A slope of 60 degrees, and a wall of 50 mm across it at column 30."""
    rows, columns = np.mgrid[0:60, 0:60]
    return rows * 1.7 * PIXEL_M + np.where(columns < 30, 0.05, 0.0), np.ones((60, 60), dtype=bool)


def test_a_wall_is_a_step_and_a_slope_is_none() -> None:
    right, below = depth_steps(*hill_and_wall())
    assert set(np.nonzero(right > 0.01)[1]) == {29}
    assert not (below[:-1] > 0.01).any()


def test_a_line_runs_along_the_wall_from_end_to_end() -> None:
    right, below = depth_steps(*hill_and_wall())
    (line,) = trace(right, below * 0.0, 0.01, 0.02, 10)
    assert np.allclose(line[:, 0], 29.5)
    assert np.ptp(line[:, 1]) > 55


def test_nothing_outside_the_mask_is_a_step() -> None:
    nearness, inside = hill_and_wall()
    inside[:, :30] = False
    right, _ = depth_steps(nearness, inside)
    assert not right.any()


def test_a_short_line_is_left_out() -> None:
    right = np.zeros((60, 60))
    right[10:15, 29] = 0.05
    assert trace(right, np.zeros((60, 60)), 0.01, 0.02, 10) == []
