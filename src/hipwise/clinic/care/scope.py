"""Narrows every query to what one member of a clinic may see."""

from typing import Any, Self

from django.db import models

from hipwise.clinic.people.models import Membership


class ScopedQuerySet(models.QuerySet[Any]):
    """A query set that can be narrowed to what one member may see; an erased record nobody sees."""

    def visible_to(self, membership: Membership) -> Self:
        """Rows of the member's clinic; a patient sees only rows about themselves."""
        is_patient = self.model._meta.model_name == "patient"
        about_self = self.filter(clinic_id=membership.clinic_id)
        if is_patient:
            about_self = about_self.filter(erased_at=None)
        if membership.is_clinician:
            return about_self
        person = "membership_id" if is_patient else "patient__membership_id"
        return about_self.filter(**{person: membership.id})
