"""What is planned for a patient, what was done, and who read it."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Patients, intakes, plans, entries, decisions, notes, the read log."""

    name = "hipwise.clinic.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"
