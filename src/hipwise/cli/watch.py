"""`hipwise watch RECORDING`: counts, times and judges one recorded set."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hipwise.cli.draw import refuse_other_formats
from hipwise.cli.output import (
    CommandError,
    JsonOption,
    print_json,
    print_table,
    print_text,
    print_wrapped,
    progress_bar,
    say,
)
from hipwise.library.side import Side

if TYPE_CHECKING:
    from hipwise.coach.trace import SetTrace
    from hipwise.library.catalogue import Catalogue
    from hipwise.library.exercise import Exercise

_READ_SHARE, _SEEN_SHARE = 0.5, 0.97
_PICTURE_PX = 1680
# The pose models whose errors were measured; `any` reads angles with the widest error.
_MODELS = ("lite", "full", "any")
app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def watch(
    recording: Annotated[
        Path, typer.Argument(metavar="RECORDING", help="Landmarks (csv, json, npz, parquet), or a video.")
    ],
    exercise: Annotated[str, typer.Option(metavar="ID", help="The exercise that was done.")],
    side: Annotated[Side, typer.Option(help="The side that worked.")],
    movement: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A movement that the library does not have.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="BlazePose lite or full made the landmarks, or any; as the file says without it.",
        ),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="F.svg|F.png", help="Draw the angle over time, with repetitions and faults."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Count, time and judge a recorded set.

    What could not be judged is said, never guessed.
    """
    from hipwise.coach.report import report_to_mapping
    from hipwise.exchange.movement_file import read_movement
    from hipwise.library.catalogue import load_catalogue

    if picture is not None:
        refuse_other_formats(picture, (".svg", ".png"), "a drawing program makes others from SVG")
    if model is not None and model not in _MODELS:
        raise CommandError(f"--model: expected one of {', '.join(_MODELS)}, found {model!r}.")
    catalogue = load_catalogue()
    chosen = catalogue.exercise(exercise) if movement is None else read_movement(movement, catalogue)
    if chosen.id != exercise:
        raise CommandError(
            f"--exercise: expected {chosen.id}, the id in {movement}, found {exercise}; name that one."
        )
    trace = _trace(recording, chosen, side, catalogue, model)
    report = report_to_mapping(trace.report)
    if picture is not None:
        _draw(picture, trace, chosen.name, catalogue)
    if json:
        print_json(report)
    else:
        _print_words(report, chosen.name, catalogue.faults)


def _trace(
    recording: Path, exercise: "Exercise", side: Side, catalogue: "Catalogue", model: str | None
) -> "SetTrace":
    """What was seen. The bar's first part is reading: half of it for a file, nearly all of it for a video."""
    from hipwise.coach.live import SideError
    from hipwise.coach.trace import trace_set
    from hipwise.exchange.recording import read_recording
    from hipwise.exchange.video_file import is_video

    with progress_bar(f"Watching {recording.name}") as report:
        share_read = _SEEN_SHARE if is_video(recording) else _READ_SHARE
        read = read_recording(recording, lambda share: report(share_read * share))
        report(share_read)
        try:
            return trace_set(
                read,
                exercise,
                side,
                catalogue,
                lambda share: report(share_read + (1.0 - share_read) * share),
                model=model,
            )
        except SideError as error:
            raise CommandError(f"--side: {error}.") from None


def _draw(picture: Path, trace: "SetTrace", name: str, catalogue: "Catalogue") -> None:
    from hipwise.exchange.chart.set_trace import count_words, set_trace_svg, with_own_colours
    from hipwise.exchange.picture_file import png_of
    from hipwise.exchange.text_file import write_bytes

    side = "both sides" if trace.report.side is Side.BOTH else trace.report.side.value
    svg = with_own_colours(set_trace_svg(trace, catalogue), f"{name}, {side}: {count_words(trace)}")
    content = png_of(svg, _PICTURE_PX) if picture.suffix.lower() == ".png" else svg.encode()
    write_bytes(picture, content, "the picture")
    say(f"Wrote {picture}.")


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
    if any(f["height_m"] is not None for f in report["flights"]):
        print_table(("Jump", "At", "In the air", "Height"), list(_jumps(report["flights"])))
    if report["sway"]:
        sway = report["sway"]
        print_text(f"Sway: {sway['percent_of_height']:g} ± {sway['error']:g} % of body height\n")
    for fault in report["faults"]:
        seen = f", {fault['count']} times, worst {fault['worst_deg']:g}" if fault["count"] else ""
        why = f": {fault['why']}" if fault.get("why") else ""
        print_wrapped(f"{faults[fault['code']].name}: {fault['verdict']}{seen}{why}", "    ", "  - ")
    for entry in report["not_judgeable"]:
        print_wrapped(f"Not judgeable, {entry['what']}: {entry['why']}", "    ", "  ? ")


def _jumps(flights: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str | int, ...]]:
    """One row a jump; what was not timed is a dash."""
    for number, f in enumerate(flights, 1):
        air = "–" if f["seconds"] is None else f"{f['seconds']:.2f} ± {f['error_s']:.2f} s"
        high = (
            "–"
            if f["height_m"] is None
            else f"{100 * f['height_m']:.0f} ± {100 * f['height_error_m']:.0f} cm"
        )
        yield number, f"{f['start_s']:.1f} s", air, high


def _times(part: Mapping[str, float]) -> tuple[str, str]:
    return f"{part['start_s']:.1f} s", f"{part['end_s']:.1f} s"
