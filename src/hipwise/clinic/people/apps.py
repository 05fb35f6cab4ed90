"""Who uses the application, and in which role."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, clinics, memberships, invitations."""

    name = "hipwise.clinic.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
