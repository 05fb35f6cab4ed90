import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.caseload import OutcomeKind, hidden_cells, outcome_kind, spread
from tests.plan.logs import CATALOGUE

LEAST = 5


def people_of(**counts):
    return [kind for kind, count in counts.items() for _ in range(count)]


def cells(**counts):
    found = spread(list(counts), people_of(**counts), CATALOGUE)
    return {cell.name: cell.people for cell in found.cells}, found.total


def test_large_cells_are_shown_with_their_total():
    assert cells(good=12, poor=7) == ({"good": 12, "poor": 7}, 19)


def test_nobody_is_shown_as_nobody():
    assert cells(good=12, poor=0) == ({"good": 12, "poor": 0}, 12)


def test_a_small_cell_takes_the_next_larger_one_along():
    assert cells(good=12, usable=9, poor=2) == ({"good": 12, "usable": None, "poor": None}, 23)


def test_two_people_in_two_cells_are_not_given_away_by_the_total():
    assert cells(good=12, usable=1, poor=1) == ({"good": None, "usable": None, "poor": None}, 14)


def test_a_small_cell_alone_hides_the_total_too():
    assert cells(good=0, poor=2) == ({"good": 0, "poor": None}, None)


def test_a_kind_that_nobody_named_is_refused():
    with pytest.raises(ValueError, match="add the kind"):
        spread(["good"], ["poor"], CATALOGUE)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), min_size=1))
def test_no_small_cell_is_shown_or_had_by_subtraction(counts):
    hidden = hidden_cells(counts, LEAST)
    assert all(not 0 < count < LEAST for name, count in counts.items() if name not in hidden)
    together = sum(counts[name] for name in hidden)
    everything = {name for name, count in counts.items() if count}
    assert not hidden or together >= 2 * LEAST or hidden == everything


@pytest.mark.parametrize(
    ("verdict", "gain", "kind"),
    [
        ("first", None, OutcomeKind.ONCE),
        ("within-error", 8.0, OutcomeKind.NO_CHANGE),
        ("too-small", -3.0, OutcomeKind.NO_CHANGE),
        ("perhaps", 20.0, OutcomeKind.BETTER),
        ("real", -20.0, OutcomeKind.WORSE),
        ("unknown", 20.0, OutcomeKind.UNKNOWN),
    ],
)
def test_a_change_within_error_is_never_counted_as_one(verdict, gain, kind):
    assert outcome_kind(verdict, gain) is kind
