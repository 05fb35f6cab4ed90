"""The heights that the figure may have on screen, whole centimetres. The reader chooses; nothing is guessed.

A taller figure is the whole scene enlarged: body, props and their shadow together, so that every joint angle
and every contact stays as it was fitted.
"""

from dataclasses import dataclass

from hipwise.body.skeleton import REFERENCE_HEIGHT_M


@dataclass(frozen=True, slots=True)
class Statures:
    """From where to where the reader may choose, and the height for which all movements are fitted."""

    shortest_cm: int
    fitted_cm: int
    tallest_cm: int


# All but about one grown person in a hundred lie between; who does not takes the nearest.
STATURES = Statures(shortest_cm=145, fitted_cm=round(REFERENCE_HEIGHT_M * 100), tallest_cm=200)
