"""What is planned for a patient, what was done, and who read it."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    """Patients, intakes, plans, entries, decisions, notes, the read log."""

    name = "hipwise.clinic.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every change of a record mark its patient's row of the list as old."""
        from hipwise.clinic.care.row_marks import connect_marks

        connect_marks()
