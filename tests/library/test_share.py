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


@pytest.mark.parametrize(
    ("hits", "tries", "share", "is_below"),
    # The binomial's tail: 0.0067, 0.058, 0.012, 0.11.
    [(1, 5, 0.8, True), (2, 5, 0.8, False), (0, 2, 0.89, True), (1, 2, 0.94, False), (0, 0, 0.8, False)],
)
def test_a_share_is_clearly_below_where_chance_hardly_makes_so_few(hits, tries, share, is_below) -> None:
    assert Share(hits, tries).is_clearly_below(share) is is_below


@given(st.integers(0, 40), st.integers(0, 40), st.floats(0.0, 1.0))
def test_clearly_above_is_clearly_below_of_the_others(hits, misses, share) -> None:
    tries = hits + misses
    above = Share(hits, tries).is_clearly_above(share)
    assert above is Share(misses, tries).is_clearly_below(1.0 - share)
    assert not (above and Share(hits, tries).is_clearly_below(share))
