"""`hipwise motion ID`: the movement of an exercise over time."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hipwise.body.skeleton import REFERENCE_HEIGHT_M
from hipwise.cli.draw import refuse_other_formats
from hipwise.cli.exercise import ExerciseId
from hipwise.cli.output import CommandError, JsonOption, print_json, print_text
from hipwise.library.side import Side

if TYPE_CHECKING:
    from hipwise.library.catalogue import Catalogue
    from hipwise.library.exercise import Exercise
    from hipwise.library.fault import Fault

app = typer.Typer(add_completion=False, rich_markup_mode=None)

# A minute is more than any exercise asks for, and keeps a mistyped number from filling the disk.
_LONGEST_S = 60.0
# The heights that the intake takes.
_SHORTEST_M, _TALLEST_M = 0.4, 2.6


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
    fault: Annotated[
        str | None, typer.Option(metavar="CODE", help="Done with this fault, as in 'not like this'.")
    ] = None,
    height: Annotated[
        float,
        typer.Option(
            min=_SHORTEST_M, max=_TALLEST_M, metavar="M", help="Height of the body; its proportions stay."
        ),
    ] = REFERENCE_HEIGHT_M,
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
    exercise = catalogue.exercise(exercise_id)
    wrong = None if fault is None else _shown_fault(exercise, catalogue, fault)
    repetition = sample_repetition(exercise, catalogue, side, manner, wrong, height)
    write_bytes(out, WRITERS[out.suffix.lower()](repetition), "the movement")
    seconds, moments = round(repetition.motion.duration_s, 3), len(repetition.motion.frames)
    if json:
        facts = {"exercise": exercise_id, "side": side.value, "fault": fault, "out": str(out)}
        print_json(facts | {"seconds": seconds, "moments": moments})
    else:
        print_text(f"Wrote {out}: {moments} moments over {seconds:g} seconds.")


def _shown_fault(exercise: "Exercise", catalogue: "Catalogue", code: str) -> "Fault":
    """The fault of that code. Raises CommandError for one that the exercise is not shown with."""
    from hipwise.movement.departure import shown_faults

    known = {fault.code: fault for fault in shown_faults(exercise, catalogue.faults)}
    if code not in known:
        expected = f"one of {', '.join(known)}" if known else "none, since no fault of it can be shown"
        raise CommandError(f"--fault: expected {expected}, found {code!r}; choose another or leave it out.")
    return known[code]
