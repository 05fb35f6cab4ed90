"""How sure a person is to do the plan. Who is not sure starts smaller; not asked changes nothing."""

from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import Intake


def is_unsure(intake: Intake, catalogue: Catalogue) -> bool:
    """Is the answer, 0 to 10, below the limit?"""
    return intake.confidence is not None and intake.confidence < catalogue.setting("plan.confidence")
