"""A value as a key of what was worked out of it: equal only to itself, whatever it holds."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """The very same object is the same key; an equal one is another, as to compare them could take longer.

    The key keeps its value alive, so that no other value can take its place in memory.
    """

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value
