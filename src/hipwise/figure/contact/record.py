"""A fit as it is kept: the solved movement, one stretch for each leg."""

from hipwise.figure.contact.fit import Fit, FittedLeg
from hipwise.library.solved_movement import SolvedMovement, SolvedStretch


def solved_of(fit: Fit, made_from: str, fault: str = "") -> SolvedMovement:
    """The solved movement of a fit."""
    return SolvedMovement(fit.exercise.id, fault, made_from, tuple(_stretch(leg) for leg in fit.legs))


def _stretch(leg: FittedLeg) -> SolvedStretch:
    named = leg.stance.coordinates()
    return SolvedStretch({name: tuple(float(v) for v in values) for name, values in named.items()})
