"""The heights that the figure may have on screen."""

from hipwise.body.skeleton import REFERENCE_HEIGHT_M
from hipwise.figure.stature import STATURES


def test_the_height_of_the_fitted_movements_is_among_those_to_choose() -> None:
    assert STATURES.shortest_cm < STATURES.fitted_cm < STATURES.tallest_cm
    assert STATURES.fitted_cm == REFERENCE_HEIGHT_M * 100
