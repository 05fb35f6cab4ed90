"""Stepping back and coming closer."""

from hipwise.coach.framing import Framing
from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Landmark
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
FRAMING = Framing(CATALOGUE.reason("coach-step-back"), CATALOGUE.reason("coach-come-closer"), 0.3)
WIDTH = 4 / 3


def standing(top: float, bottom: float) -> list[Landmark]:
    """Somebody whose points spread evenly from `top` to `bottom`, in heights of the picture."""
    step = (bottom - top) / (len(LANDMARK_NAMES) - 1)
    return [(0.6, top + i * step, 0.0, 0.9) for i in range(len(LANDMARK_NAMES))]


def test_a_body_that_fits_needs_no_hint() -> None:
    assert FRAMING.hint(standing(0.1, 0.95), WIDTH) is None


def test_feet_below_the_picture_ask_to_step_back() -> None:
    hint = FRAMING.hint(standing(0.1, 1.2), WIDTH)
    assert hint is not None
    assert hint.rule == "coach-step-back"


def test_a_small_body_is_asked_to_come_closer() -> None:
    hint = FRAMING.hint(standing(0.5, 0.7), WIDTH)
    assert hint is not None
    assert hint.rule == "coach-come-closer"


def test_of_nobody_nothing_is_said() -> None:
    assert FRAMING.hint([MISSING] * len(LANDMARK_NAMES), WIDTH) is None
