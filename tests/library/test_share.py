"""Shares know how well so many tries know them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.share import Share


# Newcombe 1998 (Stat Med 17:857), table I, method 3: Wilson's score interval without continuity correction.
@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(hits, tries, low, high) -> None:
    assert Share(hits, tries).interval == pytest.approx((low, high), abs=5e-5)


def test_without_a_try_nothing_is_known() -> None:
    assert math.isnan(Share(0, 0).value)
    assert Share(0, 0).interval == (0.0, 1.0)


@given(st.integers(1, 2000), st.floats(0.0, 1.0))
def test_the_interval_holds_the_share_and_lies_between_none_and_all(tries, part) -> None:
    share = Share(round(part * tries), tries)
    low, high = share.interval
    assert 0.0 <= low <= share.value + 1e-12
    assert share.value - 1e-12 <= high <= 1.0
