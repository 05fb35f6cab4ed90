import numpy as np
import pytest

from hipwise.figure.illustration.curve import fit, runs, smooth

# A third of a pixel beyond the tolerance: the fit looks at its points only.
TOLERANCE = 0.5
SLACK = 0.2
ANGLES = np.linspace(0.0, 2 * np.pi, 240)
CIRCLE = np.stack([50 * np.cos(ANGLES), 50 * np.sin(ANGLES)], axis=1)


def along(pieces: np.ndarray) -> np.ndarray:
    u = np.linspace(0.0, 1.0, 30)[:, None]
    v = 1.0 - u
    return np.concatenate(
        [v**3 * a + 3 * u * v * v * b + 3 * u * u * v * c + u**3 * d for a, b, c, d in pieces]
    )


def test_a_fitted_circle_stays_a_circle_in_few_pieces() -> None:
    (curve,) = fit([CIRCLE], TOLERANCE, closed=True)
    radius = np.linalg.norm(along(curve.pieces), axis=1)
    assert np.abs(radius - 50).max() < TOLERANCE + SLACK
    assert len(curve.pieces) <= 8


def test_pieces_join() -> None:
    pieces = fit([CIRCLE], TOLERANCE, closed=True)[0].pieces
    assert (pieces[1:, 0] == pieces[:-1, 3]).all()
    assert np.allclose(pieces[0, 0], pieces[-1, 3])


def test_each_line_gets_its_own_curve() -> None:
    curves = fit([CIRCLE, CIRCLE + 200.0], TOLERANCE, closed=True)
    for curve, middle in zip(curves, (0.0, 200.0), strict=True):
        radius = np.linalg.norm(along(curve.pieces) - middle, axis=1)
        assert np.abs(radius - 50).max() < TOLERANCE + SLACK


def test_a_straight_line_is_one_piece() -> None:
    line = np.stack([np.linspace(0, 90, 60), np.linspace(0, 30, 60)], axis=1)
    assert len(fit([line], TOLERANCE, closed=False)[0].pieces) == 1


@pytest.mark.parametrize("closed", [True, False])
def test_smoothing_takes_out_the_stairs(closed: bool) -> None:
    stairs = np.rint(CIRCLE)
    rough, even = (np.abs(np.linalg.norm(x, axis=1) - 50) for x in (stairs, smooth(stairs, 3.0, closed)))
    assert even.mean() < rough.mean()


def test_smoothing_leaves_the_ends_of_an_open_line() -> None:
    line = smooth(CIRCLE[:100], 3.0, closed=False)
    assert np.allclose(line[[0, -1]], CIRCLE[[0, 99]])


def test_runs_are_the_stretches_that_are_kept() -> None:
    kept = np.array([True, True, False, False, True, False, True, True])
    assert runs(kept) == [slice(0, 2), slice(4, 5), slice(6, 8)]
