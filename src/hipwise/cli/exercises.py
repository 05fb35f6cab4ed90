"""`hipwise exercises`: the library in one table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import typer

from hipwise.cli.output import JsonOption, print_json, print_table, print_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_VERDICT_WORDS = {"allowed": "fits", "warn": "with care", "blocked": "blocked"}


@app.command()
def exercises(json: JsonOption = False) -> None:
    """List all exercises.

    With load, earliest phase and week, and what the impingement envelope says.
    """
    from hipwise.exchange.exercise_facts import exercise_line
    from hipwise.library.catalogue import load_catalogue

    catalogue = load_catalogue()
    lines = [exercise_line(exercise, catalogue) for exercise in catalogue.exercises.values()]
    if json:
        print_json(lines)
        return
    print_table(("Exercise", "Load", "Phase", "Week", "Envelope"), _rows(lines))
    print_text("Load: 0 lightest to 5. Phase: the earliest. Week: the earliest completed week after surgery.")
    print_text("`hipwise exercise ID` shows one of them in full.")


def _rows(lines: Sequence[Mapping[str, Any]]) -> Iterator[tuple[object, ...]]:
    """The exercises under a line with their group's name, groups in the order they first come."""
    for group in dict.fromkeys(line["group"] for line in lines):
        yield (str(group).replace("-", " ").upper(), "", "", "", "")
        for line in lines:
            if line["group"] == group:
                yield (f"  {line['id']}", line["tier"], line["phase_min"], _week(line), _verdict(line))


def _week(line: Mapping[str, Any]) -> str:
    return "never" if line["locked"] else str(line["postop_week_min"])


def _verdict(line: Mapping[str, Any]) -> str:
    return _VERDICT_WORDS[line["envelope"]] + (", locked" if line["locked"] else "")
