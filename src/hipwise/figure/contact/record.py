"""A fit as it is kept: the solved movement, one stretch for each leg."""

from dataclasses import replace

from hipwise.figure.contact.fit import Fit, FittedLeg
from hipwise.figure.contact.measure import measure
from hipwise.library.solved_movement import SolvedMovement, SolvedStretch, from_json, to_json


def solved_of(fit: Fit, made_from: str) -> SolvedMovement:
    """The solved movement of a fit, rounded as it is kept, with its report."""
    stretches = tuple(_stretch(leg) for leg in fit.legs)
    rounded = from_json(to_json(SolvedMovement(fit.exercise.id, made_from, stretches, None)))
    return replace(rounded, report=measure(fit, rounded))


def _stretch(leg: FittedLeg) -> SolvedStretch:
    named = leg.stance.coordinates()
    return SolvedStretch({name: tuple(float(v) for v in values) for name, values in named.items()})
