"""`hipwise motion ID`: the movement of an exercise over time."""

import json as json_text
from pathlib import Path
from typing import Annotated

import typer

from hipwise.cli.draw import refuse_other_formats
from hipwise.cli.exercise import ExerciseId
from hipwise.cli.output import JsonOption, print_json, print_text
from hipwise.library.side import Side

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def motion(
    exercise_id: ExerciseId,
    side: Annotated[Side, typer.Option(help="The side that works.")],
    out: Annotated[Path, typer.Option(metavar="F.json", help="The file to write.")],
    json: JsonOption = False,
) -> None:
    """Write an exercise as angles over time, as JSON."""
    from hipwise.exchange.motion_file import FORMATS, motion_mapping
    from hipwise.exchange.text_file import write_bytes
    from hipwise.library.catalogue import load_catalogue

    refuse_other_formats(out, FORMATS, ".mot, .trc and .glb come with the figure's own exporters")
    catalogue = load_catalogue()
    value = motion_mapping(catalogue.exercise(exercise_id), side, catalogue)
    write_bytes(out, (json_text.dumps(value) + "\n").encode(), "the movement")
    facts = {"exercise": exercise_id, "side": side.value, "out": str(out), "seconds": value["seconds"]}
    if json:
        print_json(facts | {"moments": len(value["times_s"])})
    else:
        print_text(f"Wrote {out}: {len(value['times_s'])} moments over {value['seconds']:g} seconds.")
