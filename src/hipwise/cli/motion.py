"""`hipwise motion ID`: the movement of an exercise over time."""

from pathlib import Path
from typing import Annotated

import typer

from hipwise.cli.draw import refuse_other_formats
from hipwise.cli.exercise import ExerciseId
from hipwise.cli.output import JsonOption, print_json, print_text
from hipwise.library.side import Side

app = typer.Typer(add_completion=False, rich_markup_mode=None)

# A minute is more than any exercise asks for, and keeps a mistyped number from filling the disk.
_LONGEST_S = 60.0


@app.command()
def motion(
    exercise_id: ExerciseId,
    side: Annotated[Side, typer.Option(help="The side that works.")],
    out: Annotated[Path, typer.Option(metavar="F", help="The file: .json, .mot, .trc or .glb.")],
    hold: Annotated[
        float | None,
        typer.Option(min=0.0, max=_LONGEST_S, metavar="S", help="Seconds held; else the dose's."),
    ] = None,
    way_out: Annotated[
        float | None,
        typer.Option(
            "--way-out",
            min=0.1,
            max=_LONGEST_S,
            metavar="S",
            help="Seconds for the way out; else the dose's.",
        ),
    ] = None,
    way_back: Annotated[
        float | None,
        typer.Option(
            "--way-back",
            min=0.1,
            max=_LONGEST_S,
            metavar="S",
            help="Seconds for the way back; else the dose's.",
        ),
    ] = None,
    range_share: Annotated[
        float,
        typer.Option("--range", min=0.0, max=1.0, metavar="SHARE", help="Share of the full range, 0 to 1."),
    ] = 1.0,
    json: JsonOption = False,
) -> None:
    """Write one repetition of an exercise.

    .json: angles over time. .mot and .trc: coordinates and markers for OpenSim. .glb: the figure, animated.
    """
    from hipwise.exchange.motion.formats import WRITERS
    from hipwise.exchange.motion.repetition import sample_repetition
    from hipwise.exchange.text_file import write_bytes
    from hipwise.library.catalogue import load_catalogue
    from hipwise.movement.clip import Manner

    refuse_other_formats(out, tuple(WRITERS), "other programs make others from these")
    catalogue = load_catalogue()
    manner = Manner(hold, way_out, way_back, range_share)
    repetition = sample_repetition(catalogue.exercise(exercise_id), catalogue, side, manner)
    write_bytes(out, WRITERS[out.suffix.lower()](repetition), "the movement")
    seconds, moments = round(repetition.motion.duration_s, 3), len(repetition.motion.frames)
    if json:
        facts = {"exercise": exercise_id, "side": side.value, "out": str(out), "seconds": seconds}
        print_json(facts | {"moments": moments})
    else:
        print_text(f"Wrote {out}: {moments} moments over {seconds:g} seconds.")
