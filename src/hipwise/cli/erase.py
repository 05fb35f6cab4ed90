"""`hipwise erase`: erases the accounts whose two weeks are over; for cron, once a day."""

import typer

from hipwise.cli.output import NO, JsonOption, print_json, print_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def erase(json: JsonOption = False) -> None:
    """Erase the accounts whose owners asked for it two weeks ago or more. It cannot be taken back.

    Exits 1 when one could not be erased; nothing of that one is gone then, and the next run tries again.
    """
    from hipwise.cli.serve import bring_database_up_to_date, set_up_django

    set_up_django()
    bring_database_up_to_date()
    from django.utils import timezone

    from hipwise.clinic.care.erasure import erase_due

    done = erase_due(timezone.now())
    if json:
        print_json({"due": done.due, "erased": done.erased, "failed": done.failed})
    else:
        print_text(f"{done.erased} of {done.due} accounts erased.")
    if done.failed:
        raise typer.Exit(NO)
