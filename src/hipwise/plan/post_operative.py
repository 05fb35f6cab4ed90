"""What holds after surgery: the row of the week template, and when the leg takes full weight."""

from hipwise.library.catalogue import Catalogue
from hipwise.library.post_operative_week import PostOperativeWeek
from hipwise.library.procedure import Procedure
from hipwise.plan.intake import Intake


def week_row(intake: Intake, catalogue: Catalogue) -> PostOperativeWeek | None:
    """The template's row for the completed weeks since the operation; None without a dated operation."""
    week = intake.postoperative_week
    if week is None:
        return None
    return next(
        row
        for row in catalogue.post_operative_weeks.values()
        if row.week_from <= week and (row.week_to is None or week < row.week_to)
    )


def unknown_procedures(intake: Intake, catalogue: Catalogue) -> tuple[str, ...]:
    """The operations that the week template does not speak for."""
    done = () if intake.surgery is None else intake.surgery.procedures
    return tuple(name for name in done if not _has_template(catalogue.procedures.get(name)))


def _has_template(procedure: Procedure | None) -> bool:
    return procedure is not None and procedure.has_template


def full_weight_bearing_week(intake: Intake, catalogue: Catalogue) -> int:
    """The earliest completed week of standing exercises after all that was done; 0 without surgery.

    An operation that is not in the content raises KeyError: screening blocks it before.
    """
    if not intake.is_post_operative or intake.surgery is None:
        return 0
    weeks = [catalogue.procedures[name].full_weight_bearing_week for name in intake.surgery.procedures]
    return max(weeks, default=0)


def begins_low_after_surgery(intake: Intake, catalogue: Catalogue) -> bool:
    """Are these the first weeks, in which a plan begins with less?"""
    week = intake.postoperative_week
    return week is not None and week < catalogue.setting("pain.post_operative_weeks")
