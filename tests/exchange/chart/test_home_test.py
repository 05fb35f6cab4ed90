"""The chart of a home test says in words what it draws, and its bars are the error."""

import math
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.exchange.chart.home_test import (
    TestPoint,
    TestSeries,
    bar_ends,
    describe_home_test,
    home_test_rows,
    home_test_svg,
    scale_end,
)

FIRST, SECOND, TODAY = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 20)
LEFT = TestSeries("Left", (TestPoint(FIRST, 31.0, 28.0, 45.0), TestPoint(SECOND, 40.0, None, None)))
RIGHT = TestSeries("Right", (TestPoint(SECOND, 22.0, 20.0, 25.0),))


def svg() -> str:
    return home_test_svg([LEFT, RIGHT], "Standing on one leg", "seconds", TODAY, "one")


def test_it_has_a_title_and_a_description() -> None:
    root = ElementTree.fromstring(svg())
    assert [each.tag for each in root[0]][:2] == ["title", "desc"]


def test_the_description_tells_each_side() -> None:
    assert describe_home_test([LEFT, RIGHT], "seconds") == (
        "In seconds. Left: 31 on 2 March, 40 on 9 March. Right: 22 on 9 March."
    )


def test_left_and_right_differ_by_shape() -> None:
    assert svg().count("<circle") == 2
    assert svg().count('class="chart-morning"') == 1


def test_only_a_result_whose_spread_is_known_has_a_bar() -> None:
    assert svg().count('class="chart-bar"') == 2


def test_the_table_has_a_column_for_each_side_and_the_newest_first() -> None:
    assert home_test_rows([LEFT, RIGHT]) == [
        ("9 March", "40", "22 (20 to 25)"),
        ("2 March", "31 (28 to 45)", "–"),
    ]


def test_nothing_to_draw_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one result"):
        home_test_svg([], "Plank", "seconds", TODAY, "one")


@given(st.floats(1, 300), st.floats(0.1, 50))
def test_two_bars_that_do_not_touch_are_more_apart_than_the_error(value: float, error: float) -> None:
    low, high = bar_ends(value, error, None, None)
    assert high is not None
    assert low is not None
    assert high - value == pytest.approx(error / math.sqrt(2))
    assert low >= 0


def test_without_an_error_the_bar_is_the_spread_of_the_trials() -> None:
    assert bar_ends(40, None, 35, 45) == (35, 45)
    assert bar_ends(40, None, 40, 40) == (None, None)


@given(st.floats(0.01, 5000))
def test_every_value_fits_the_scale(most: float) -> None:
    assert most <= scale_end(most) <= 10.1 * most
