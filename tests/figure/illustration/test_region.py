import numpy as np

from hipwise.figure.illustration.region import area_of, blurred_inside, outlines

ROWS, COLUMNS = np.mgrid[0:80, 0:80]
DISC = (ROWS - 40) ** 2 + (COLUMNS - 40) ** 2 < 30**2
RING = DISC & ~((ROWS - 40) ** 2 + (COLUMNS - 40) ** 2 < 12**2)


def test_the_outline_of_a_disc_has_its_area() -> None:
    (outline,) = outlines(DISC, 10.0)
    assert abs(abs(area_of(outline)) / DISC.sum() - 1.0) < 0.03


def test_a_hole_is_outlined_too() -> None:
    assert len(outlines(RING, 10.0)) == 2


def test_specks_are_left_out() -> None:
    speck = np.zeros((80, 80), dtype=bool)
    speck[40:43, 40:43] = True
    assert outlines(speck, 30.0) == []


def test_what_touches_the_edge_of_the_picture_is_closed_there() -> None:
    half = np.zeros((80, 80), dtype=bool)
    half[:, :40] = True
    (outline,) = outlines(half, 10.0)
    assert np.allclose(outline[0], outline[-1])


def test_blurring_inside_takes_nothing_from_outside() -> None:
    values = np.where(DISC, 1.0, 99.0)
    blurred = blurred_inside(values, DISC, 4.0)
    assert np.allclose(blurred[DISC], 1.0)
    assert not blurred[~DISC].any()
