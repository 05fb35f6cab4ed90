"""`hipwise exercises`: the library in one table."""

import typer

from hipwise.cli.output import JsonOption, print_json, print_table, print_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_VERDICT_WORDS = {"allowed": "fits", "warn": "with care", "blocked": "blocked"}


@app.command()
def exercises(json: JsonOption = False) -> None:
    """List all exercises, with load, earliest phase and week, and what the impingement envelope says."""
    from hipwise.exchange.exercise_facts import exercise_line
    from hipwise.library.catalogue import load_catalogue

    catalogue = load_catalogue()
    lines = [exercise_line(exercise, catalogue) for exercise in catalogue.exercises.values()]
    if json:
        print_json(lines)
        return
    print_table(
        ("Exercise", "Group", "Load", "From phase", "Week after surgery", "Envelope", "Locked"),
        (
            (
                line["id"],
                line["group"].replace("-", " "),
                f"{line['tier']} of 5",
                line["phase_min"],
                "not planned" if line["locked"] else line["postop_week_min"],
                _VERDICT_WORDS[line["envelope"]],
                "locked" if line["locked"] else "",
            )
            for line in lines
        ),
    )
    print_text("`hipwise exercise ID` shows one of them in full.")
