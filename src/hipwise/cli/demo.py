"""`hipwise demo`: makes the demonstration clinic and prints its sign-ins."""

from typing import Annotated

import typer

from hipwise.cli.output import JsonOption, print_json, print_table, progress_bar

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def demo(
    reset: Annotated[
        bool, typer.Option("--reset", help="Throw the demonstration away and make a new one.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Make a demonstration clinic with invented people, in a folder of its own."""
    from hipwise.cli.serve import bring_database_up_to_date, set_up_django

    set_up_django(demo=True)
    from hipwise.clinic.demonstration import drop_demonstration, ensure_demonstration

    if reset:
        drop_demonstration()
    bring_database_up_to_date()
    with progress_bar("Making the demonstration clinic") as report:
        sign_ins = ensure_demonstration(report=report)
    if json:
        print_json([{"email": s.email, "password": s.password, "role": s.role} for s in sign_ins])
        return
    print_table(("E-mail", "Password", "Role"), ((s.email, s.password, s.role) for s in sign_ins))
