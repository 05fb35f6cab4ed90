"""How sore the hip is: irritable, or severely painful. What is not known counts as sore."""

from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import Intake


def is_irritable(intake: Intake, catalogue: Catalogue) -> bool:
    """Pain at rest above the limit, or a flare in the last 7 days, or either of them not known."""
    rest, flare = intake.pain.rest, intake.pain.flare_last_7_days
    return rest is None or rest > catalogue.setting("plan.irritable_rest_pain") or flare is not False


def has_severe_pain(intake: Intake, catalogue: Catalogue) -> bool:
    """Any pain of the day or week from which the warning-sign questions are asked."""
    scores = (intake.pain.rest, intake.pain.worst_24h, intake.pain.pinch)
    return any(score is not None and score >= catalogue.setting("pain.red_flag_form") for score in scores)


def has_severe_rest_pain(intake: Intake, catalogue: Catalogue) -> bool:
    """The same at rest."""
    rest = intake.pain.rest
    return rest is not None and rest >= catalogue.setting("pain.red_flag_form")


def pinches_much(intake: Intake, catalogue: Catalogue) -> bool:
    """A pinch from which a set would stop, or one that nobody asked for."""
    pinch = intake.pain.pinch
    return pinch is None or pinch >= catalogue.setting("pinch.stop")


def may_stretch(intake: Intake, catalogue: Catalogue) -> bool:
    """Is the hip known not to pinch?"""
    pinch = intake.pain.pinch
    return pinch is not None and pinch <= catalogue.setting("plan.stretch_pinch")
