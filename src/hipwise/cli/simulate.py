"""`hipwise simulate`: simulated patients, which this version does not have."""

from typing import Annotated

import typer

from hipwise.cli.output import CommandError, JsonOption

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def simulate(
    patients: Annotated[int, typer.Option(help="How many simulated patients.")] = 100,
    weeks: Annotated[int, typer.Option(help="For how many weeks.")] = 12,
    seed: Annotated[int, typer.Option(help="Seed of the random numbers.")] = 1,
    json: JsonOption = False,
) -> None:
    """Simulate patients (not in this version)."""
    raise CommandError(
        "simulate is not in this version: expected simulated patients, found none; "
        "run `hipwise progress` on a real plan and log instead."
    )
