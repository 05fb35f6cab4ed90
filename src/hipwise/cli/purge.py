"""`hipwise purge`: deletes recordings of sets whose time is over."""

import typer

from hipwise.cli.output import JsonOption, print_json, print_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def purge(json: JsonOption = False) -> None:
    """Delete recordings of sets that were kept for as long as their clinic says.

    The same happens whenever a recording comes in; run this daily so that a quiet clinic keeps its word.
    """
    from hipwise.cli.serve import bring_database_up_to_date, set_up_django

    set_up_django()
    bring_database_up_to_date()
    from django.utils import timezone

    from hipwise.clinic.care.replays import purge_recordings
    from hipwise.library.catalogue import load_catalogue

    gone = purge_recordings(load_catalogue(), timezone.now())
    if json:
        print_json({"deleted": gone})
    else:
        print_text("One recording is deleted." if gone == 1 else f"{gone} recordings are deleted.")
