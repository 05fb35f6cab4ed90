"""`hipwise look`: works out what the therapists' lists show; for cron, every hour."""

import typer

from hipwise.cli.output import JsonOption, print_json, print_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def look(json: JsonOption = False) -> None:
    """Look again at everybody to whom something has happened, or for whom a new day has begun.

    The list does the same by itself while it is open; run this hourly so that it is ready in the morning.
    """
    from hipwise.cli.serve import bring_database_up_to_date, set_up_django

    set_up_django()
    bring_database_up_to_date()
    from django.utils import timezone

    from hipwise.clinic.care.list_row import work_out_everywhere
    from hipwise.library.catalogue import load_catalogue

    looked_at = work_out_everywhere(timezone.now(), load_catalogue())
    if json:
        print_json({"looked_at": looked_at})
    else:
        print_text("One person was looked at." if looked_at == 1 else f"{looked_at} people were looked at.")
