import numpy as np

from hipwise.figure.illustration.raster import NOTHING, rasterise

SQUARE = np.array([[2.0, 2.0, 0.0], [12.0, 2.0, 0.0], [12.0, 12.0, 0.0], [2.0, 12.0, 0.0]])
TWO_FACES = np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32)
ROUNDING = 1e-9


def test_a_square_covers_its_pixels_and_no_others() -> None:
    covered = rasterise(SQUARE, TWO_FACES, (20, 20)).covered
    rows, columns = np.nonzero(covered)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (2, 12, 2, 12)
    assert covered.sum() == 11 * 11


def test_the_nearer_triangle_is_seen() -> None:
    far, near = SQUARE.copy(), SQUARE + np.array([0.0, 0.0, 1.0])
    faces = np.concatenate([TWO_FACES, TWO_FACES + 4]).astype(np.int32)
    for order in (faces, faces[::-1].copy()):
        raster = rasterise(np.concatenate([far, near]), order, (20, 20))
        owner = raster.pick((order[:, 0] >= 4).astype(np.int32))
        assert set(owner[raster.covered]) == {1}
        assert owner[0, 0] == NOTHING


def test_a_value_is_spread_evenly_between_the_corners() -> None:
    raster = rasterise(SQUARE, TWO_FACES, (20, 20))
    columns = raster.spread(SQUARE[:, :1])[..., 0]
    rows, at = np.nonzero(raster.covered)
    assert np.abs(columns[rows, at] - at).max() < ROUNDING


def test_what_lies_outside_the_picture_is_cut_off() -> None:
    covered = rasterise(SQUARE - np.array([7.0, 0.0, 0.0]), TWO_FACES, (8, 20)).covered
    assert covered.shape == (8, 20)
    assert covered[2:, :6].all()
    assert not covered[:, 6:].any()


def test_a_triangle_seen_from_its_edge_covers_nothing() -> None:
    flat = np.array([[1.0, 1.0, 0.0], [5.0, 5.0, 0.0], [9.0, 9.0, 0.0]])
    both = np.concatenate([flat, SQUARE])
    faces = np.concatenate([[[0, 1, 2]], TWO_FACES + 3]).astype(np.int32)
    assert not (rasterise(both, faces, (20, 20)).face == 0).any()
