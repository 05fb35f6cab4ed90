from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from hipwise.library.decode import ContentError, decode
from hipwise.library.side import Side


@dataclass(frozen=True, slots=True)
class Thing:
    name: str
    size: float
    side: Side | None = None
    parts: tuple[str, ...] = ()
    angles: Mapping[str, float] | None = None


def test_values_are_built_by_their_type_hints():
    raw = {"name": "a", "size": 2, "side": "left", "parts": ["x"], "angles": {"hip": 3}}
    assert decode(Thing, raw, "here") == Thing("a", 2.0, Side.LEFT, ("x",), {"hip": 3.0})


def test_an_unknown_key_is_an_error_that_names_it():
    with pytest.raises(ContentError, match="colour"):
        decode(Thing, {"name": "a", "size": 1, "colour": "red"}, "here")


def test_a_missing_key_is_an_error_that_names_it():
    with pytest.raises(ContentError, match="size"):
        decode(Thing, {"name": "a"}, "here")


@pytest.mark.parametrize("size", [True, "2", None, [2]])
def test_a_number_must_be_a_number(size):
    with pytest.raises(ContentError, match=r"here\.size"):
        decode(Thing, {"name": "a", "size": size}, "here")


def test_a_word_outside_the_list_is_an_error_with_the_list():
    with pytest.raises(ContentError, match="left, right, both"):
        decode(Thing, {"name": "a", "size": 1, "side": "up"}, "here")
