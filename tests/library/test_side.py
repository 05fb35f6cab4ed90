import pytest

from hipwise.library.side import Side


def test_the_opposite_of_the_opposite_is_the_side_itself():
    assert [side.opposite.opposite for side in Side] == list(Side)


def test_both_names_no_single_limb():
    with pytest.raises(ValueError, match="name one limb"):
        _ = Side.BOTH.suffix
