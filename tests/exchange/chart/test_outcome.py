"""The chart of a questionnaire says in words what it draws."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.exchange.chart.outcome import OutcomeScale, describe_outcome, outcome_rows, outcome_svg

FIRST, TODAY = date(2026, 3, 2), date(2026, 6, 1)
SCALE = OutcomeScale(0, 100, True, error=20, minimal=14, acceptable=63)
SCORES = [(FIRST, 49.0), (date(2026, 4, 13), 60.0)]


def test_it_has_a_title_and_a_description() -> None:
    root = ElementTree.fromstring(outcome_svg(SCORES, SCALE, "iHOT-12", TODAY, "one"))
    assert [each.tag for each in root[0]][:2] == ["title", "desc"]
    assert root.attrib["aria-labelledby"] == "one-title one-desc"


def test_the_description_tells_scores_error_and_thresholds() -> None:
    assert describe_outcome(SCORES, SCALE) == (
        "Scale 0 to 100, more is better: 49 on 2 March, 60 on 13 April. A change up to 20 is within error. "
        "People notice a change of 14. People can live with 63 or more."
    )


def test_the_band_of_the_error_has_its_word() -> None:
    assert "within error" in outcome_svg(SCORES, SCALE, "iHOT-12", TODAY, "one")


def test_without_a_known_error_no_band_is_drawn() -> None:
    assert "chart-noise" not in outcome_svg(SCORES, OutcomeScale(0, 100, True), "iHOT-12", TODAY, "one")


def test_the_table_has_the_newest_first() -> None:
    assert outcome_rows(SCORES, 100) == [("13 April", "60 of 100"), ("2 March", "49 of 100")]


def test_no_score_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="at least one score"):
        outcome_svg([], SCALE, "iHOT-12", TODAY, "one")


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.floats(0, 100)), min_size=1, max_size=40),
    st.none() | st.floats(0, 60),
    st.none() | st.floats(0, 100),
)
def test_every_dot_lies_on_the_chart(told: list[tuple[int, float]], error: float, limit: float) -> None:
    scores = [(FIRST + timedelta(days=day), value) for day, value in sorted(told)]
    scale = OutcomeScale(0, 100, True, error, error, limit)
    root = ElementTree.fromstring(outcome_svg(scores, scale, "a <b>", scores[-1][0], "x"))
    for dot in root.iter("circle"):
        assert 0 <= float(dot.attrib["cx"]) <= 330
        assert 10 <= float(dot.attrib["cy"]) <= 150
