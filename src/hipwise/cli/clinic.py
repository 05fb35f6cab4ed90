"""`hipwise clinic`: makes a clinic and prints the invitation for its first admin."""

from typing import Annotated

import typer

from hipwise.cli.output import JsonOption, print_json, print_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def clinic(
    name: Annotated[str, typer.Argument(help="Name of the clinic, as patients read it.")],
    address: Annotated[str, typer.Option(help="Address under which people reach this server.")] = (
        "http://127.0.0.1:8000"
    ),
    time_zone: Annotated[str, typer.Option(help="The clinic's time zone, such as Europe/Zurich.")] = "UTC",
    phone: Annotated[str, typer.Option(help="Shown to patients when a plan is locked.")] = "",
    json: JsonOption = False,
) -> None:
    """Make a clinic. The link works once, for seven days: whoever opens it becomes the clinic's admin."""
    from hipwise.cli.serve import bring_database_up_to_date, set_up_django

    set_up_django()
    bring_database_up_to_date()
    from django.urls import reverse

    from hipwise.clinic.people.joining import open_clinic

    made = open_clinic(name, time_zone, phone)
    link = address.rstrip("/") + reverse("join", args=(made.secret,))
    if json:
        print_json({"clinic": name, "link": link, "expires_at": made.invitation.expires_at.isoformat()})
        return
    print_text(f"{name} is made. Open this link once, within seven days, to become its admin:")
    print_text(f"  {link}")
