"""A change of dose, seen as dots."""

from hypothesis import given
from hypothesis import strategies as st

from hipwise.clinic.patient.dose_dots import MOST_REPETITIONS, MOST_SETS, dose_dots

doses = st.tuples(st.integers(1, MOST_SETS), st.integers(1, MOST_REPETITIONS))


def kinds(old: tuple[int, int], new: tuple[int, int]) -> list[str]:
    dots = dose_dots(old, new)
    assert dots is not None
    return [mark.kind for mark in dots.marks]


def test_fewer_repetitions_leave_empty_places() -> None:
    assert kinds((1, 5), (1, 3)) == ["kept", "kept", "kept", "gone", "gone"]


def test_more_repetitions_are_added() -> None:
    assert kinds((1, 2), (1, 3)) == ["kept", "kept", "added"]


def test_the_words_say_both_doses() -> None:
    dots = dose_dots((3, 15), (3, 10))
    assert dots is not None
    assert dots.words == "3 sets of 10 instead of 3 sets of 15"


def test_too_many_repetitions_are_left_to_words() -> None:
    assert dose_dots((3, 30), (3, 20)) is None


@given(doses, doses)
def test_the_filled_dots_are_the_new_dose(old: tuple[int, int], new: tuple[int, int]) -> None:
    found = kinds(old, new)
    assert found.count("kept") + found.count("added") == new[0] * new[1]
    assert found.count("kept") + found.count("gone") == old[0] * old[1]
