"""`hipwise watch RECORDING`: counts, times and judges one recorded set."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from hipwise.cli.output import CommandError, JsonOption, print_json, print_table, print_text, print_wrapped
from hipwise.library.side import Side

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def watch(
    recording: Annotated[
        Path, typer.Argument(metavar="RECORDING", help="Landmarks: csv, json, npz, parquet.")
    ],
    exercise: Annotated[str, typer.Option(metavar="ID", help="The exercise that was done.")],
    side: Annotated[Side, typer.Option(help="The side that worked.")],
    movement: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A movement that the library does not have.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Count, time and judge a recorded set.

    What could not be judged is said, never guessed.
    """
    from hipwise.coach.live import SideError
    from hipwise.coach.report import report_to_mapping
    from hipwise.coach.report import watch as watch_set
    from hipwise.exchange.movement_file import read_movement
    from hipwise.exchange.recording import read_recording
    from hipwise.library.catalogue import load_catalogue

    catalogue = load_catalogue()
    chosen = catalogue.exercise(exercise) if movement is None else read_movement(movement, catalogue)
    if chosen.id != exercise:
        raise CommandError(
            f"--exercise: expected {chosen.id}, the id in {movement}, found {exercise}; name that one."
        )
    try:
        report = report_to_mapping(watch_set(read_recording(recording), chosen, side, catalogue))
    except SideError as error:
        raise CommandError(f"--side: {error}.") from None
    if json:
        print_json(report)
    else:
        _print_words(report, chosen.name, catalogue.faults)


def _print_words(report: Mapping[str, Any], name: str, faults: Mapping[str, Any]) -> None:
    share = round(100 * report["seen_share"])
    print_text(f"{name}, {report['side']}: {report['seconds']:g} seconds, {share} % of them seen")
    print_text(f"Counted: {report['count']}\n")
    if report["repetitions"]:
        rows = [(i, *_times(r), f"{r['range_deg']}°") for i, r in enumerate(report["repetitions"], 1)]
        print_table(("Repetition", "From", "To", "Range"), rows)
    if report["holds"]:
        rows = [(i, *_times(h), f"{h['seconds']:g} s") for i, h in enumerate(report["holds"], 1)]
        print_table(("Hold", "From", "To", "Held"), rows)
    for fault in report["faults"]:
        seen = f", {fault['count']} times, worst {fault['worst_deg']:g}" if fault["count"] else ""
        why = f": {fault['why']}" if fault.get("why") else ""
        print_wrapped(f"{faults[fault['code']].name}: {fault['verdict']}{seen}{why}", "    ", "  - ")
    for entry in report["not_judgeable"]:
        print_wrapped(f"Not judgeable, {entry['what']}: {entry['why']}", "    ", "  ? ")


def _times(part: Mapping[str, float]) -> tuple[str, str]:
    return f"{part['start_s']:.1f} s", f"{part['end_s']:.1f} s"
