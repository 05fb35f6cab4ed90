"""A clinician's own usual doses: kept from a line of a plan, offered when the exercise is added."""

from datetime import datetime
from uuid import UUID

from hipwise.clinic.care.models import OwnDose, Patient
from hipwise.clinic.care.plan_edit import EditError
from hipwise.clinic.care.revisions import working_revisions
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.dose import ItemDose
from hipwise.plan.own_dose import outside_range
from hipwise.plan.plan import PlanItem, plan_from_mapping


def own_doses(user: User, clinic_id: UUID) -> dict[str, ItemDose]:
    """The clinician's doses by exercise; one query."""
    rows = OwnDose.objects.filter(clinic_id=clinic_id, author=user)
    return {row.exercise: _dose(row) for row in rows}


def keep_own_dose(item: PlanItem, user: User, clinic_id: UUID, catalogue: Catalogue, now: datetime) -> None:
    """Keep a line's dose as the clinician's own. Raises EditError when it is outside its sourced range."""
    dose = ItemDose(item.sets, item.repetitions, item.hold_s, item.rest_s, len(item.days))
    outside = outside_range(catalogue.exercise(item.exercise), dose)
    if outside:
        names = ", ".join(outside)
        raise EditError(
            f"Outside the sourced range: {names}. Bring it into the range to keep it as your own."
        )
    OwnDose.objects.update_or_create(
        clinic_id=clinic_id,
        author=user,
        exercise=item.exercise,
        defaults={
            "sets": dose.sets,
            "repetitions": dose.repetitions,
            "hold_s": dose.hold_s,
            "rest_s": dose.rest_s,
            "days_per_week": dose.days_per_week,
            "kept_at": now,
        },
    )


def keep_line_as_own(
    patient: Patient, index: int, exercise: str, user: User, catalogue: Catalogue, now: datetime
) -> None:
    """Keep the dose of one line of the plan on the desk. Raises EditError."""
    signed, open_ = working_revisions(patient)
    base = open_ or signed
    items = plan_from_mapping(base.plan, "the plan").items if base else ()
    if not 0 <= index < len(items) or items[index].exercise != exercise:
        raise EditError("The plan has changed since you opened it. Look at it again.")
    keep_own_dose(items[index], user, patient.clinic_id, catalogue, now)


def forget_own_dose(exercise: str, user: User, clinic_id: UUID) -> None:
    """From now on the rules' first dose again."""
    OwnDose.objects.filter(clinic_id=clinic_id, author=user, exercise=exercise).delete()


def _dose(row: OwnDose) -> ItemDose:
    return ItemDose(row.sets, row.repetitions, row.hold_s, row.rest_s, row.days_per_week)
