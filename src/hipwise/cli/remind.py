"""`hipwise remind`: sends the reminders whose hour has come; for cron, every quarter of an hour."""

import os
from typing import Annotated

import typer

from hipwise.cli.output import NO, CommandError, JsonOption, print_json, print_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_ADDRESS = "http://127.0.0.1:8000"


@app.command()
def remind(
    address: Annotated[
        str, typer.Option(help="Address under which people reach this server, for the links.")
    ] = os.environ.get("HIPWISE_ADDRESS", _ADDRESS),
    json: JsonOption = False,
) -> None:
    """Send the reminders whose hour has come: at most one a day for each person, none after a red flag.

    Exits 1 when one could not be sent; the next run within the hours tries again.
    """
    from hipwise.cli.serve import bring_database_up_to_date, set_up_django

    if not address.startswith(("https://", "http://")):
        raise CommandError(
            f"--address: expected an address that begins with https://, found {address!r}; "
            "write it like https://clinic.example.org."
        )
    set_up_django()
    bring_database_up_to_date()
    from django.utils import timezone

    from hipwise.clinic.care.reminding import remind as remind_all
    from hipwise.library.catalogue import load_catalogue

    done = remind_all(timezone.now(), address.rstrip("/"), load_catalogue())
    if json:
        print_json({"due": done.due, "sent": done.sent, "left": done.left, "failed": done.failed})
    else:
        print_text(f"{done.sent} reminded, {done.left} left in peace, {done.failed} not reached.")
    if done.failed:
        raise typer.Exit(NO)
