"""Left and right, and the two roles a limb can have in an exercise.

Exercises are written once, for the *working* and the *other* side; which of them is left
is decided here and nowhere else.
"""

from enum import StrEnum


class Side(StrEnum):
    """The side of the body that works. `BOTH` is either both together or one after the other."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def opposite(self) -> "Side":
        """The other side; `BOTH` is its own opposite."""
        return _OPPOSITE[self]

    @property
    def suffix(self) -> str:
        """The OpenSim coordinate suffix, `r` or `l`.

        Raises ValueError for `BOTH`, which names no single limb.
        """
        if self is Side.BOTH:
            raise ValueError("expected left or right, got both: name one limb")
        return self.value[0]


_OPPOSITE = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}


class Limb(StrEnum):
    """A limb's role in an exercise."""

    WORKING = "working"
    OTHER = "other"
