"""A repetition to write."""

from hipwise.body.skeleton import REFERENCE_HEIGHT_M
from hipwise.exchange.motion.repetition import Repetition, sample_repetition
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.clip import Manner


def repetition(
    exercise: str, side: Side, manner: Manner | None = None, height_m: float = REFERENCE_HEIGHT_M
) -> Repetition:
    """One repetition of an exercise of the library."""
    catalogue = load_catalogue()
    return sample_repetition(catalogue.exercise(exercise), catalogue, side, manner, height_m=height_m)
