"""Narrows every query to what one member of a clinic may see."""

from typing import Any, Self

from django.db import models

from hipwise.clinic.people.models import Membership


class ScopedQuerySet(models.QuerySet[Any]):
    """A query set that can be narrowed to what one member may see; an erased record nobody sees."""

    def visible_to(self, membership: Membership) -> Self:
        """Patients of the member's clinic, or rows about them; a patient sees only those about themselves."""
        about = "" if self.model._meta.model_name == "patient" else "patient__"
        rows = self.filter(clinic_id=membership.clinic_id, **{f"{about}erased_at": None})
        if membership.is_clinician:
            return rows
        return rows.filter(**{f"{about}membership_id": membership.id})
