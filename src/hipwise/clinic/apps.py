"""Checks every fresh database connection."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from hipwise.clinic.database import verify_durability


class ClinicConfig(AppConfig):
    """The web application as a whole."""

    name = "hipwise.clinic"
    label = "clinic"

    def ready(self) -> None:
        """Every connection is checked when it opens."""
        connection_created.connect(_check_connection, dispatch_uid="verify-durability")


def _check_connection(connection: object, **_: object) -> None:
    verify_durability(connection)  # type: ignore[arg-type]
