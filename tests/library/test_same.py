"""A value as a key: only the very same object is the same key."""

from hipwise.library.same import Same


def test_the_same_object_is_the_same_key():
    value = [1]
    assert {Same(value): "found"}[Same(value)] == "found"


def test_an_equal_object_is_another_key():
    assert Same([1]) != Same([1])


def test_a_value_need_not_be_hashable():
    assert len({Same({}), Same({})}) == 2
