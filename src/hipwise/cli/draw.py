"""`hipwise draw ID`: the printed illustration of an exercise."""

from pathlib import Path
from typing import Annotated

import typer

from hipwise.cli.exercise import ExerciseId
from hipwise.cli.output import CommandError, JsonOption, print_json, print_text
from hipwise.library.side import Side

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_WORDS = {
    "start": "start",
    "end": "end",
    "both": "start and end",
    "views": "end, from all sides",
    "thumb": "small",
}
_WIDEST = 4000


@app.command()
def draw(
    exercise_id: ExerciseId,
    side: Annotated[Side, typer.Option(help="The side that works.")],
    out: Annotated[Path, typer.Option(metavar="F.svg|F.png", help="The file to write.")],
    moment: Annotated[str, typer.Option(help=f"What to show: {', '.join(_WORDS)}.")] = "both",
    range_share: Annotated[float, typer.Option("--range", help="Share of the movement, 0 to 1.")] = 1.0,
    tone: Annotated[str, typer.Option(help="Skin tone, tone-1 (very light) to tone-6.")] = "tone-2",
    width: Annotated[int, typer.Option(help="Width of a PNG in pixels.")] = 1200,
    json: JsonOption = False,
) -> None:
    """Draw an exercise, start beside end, as SVG or PNG."""
    from hipwise.exchange.picture_file import png_of
    from hipwise.exchange.text_file import write_bytes
    from hipwise.figure.palette import SKIN_TONES
    from hipwise.figure.still import still_svg
    from hipwise.library.catalogue import load_catalogue

    refuse_other_formats(out, (".svg", ".png"), "a drawing program makes others from SVG")
    _refuse_other_words("--moment", moment, tuple(_WORDS))
    _refuse_other_words("--tone", tone, tuple(t.id for t in SKIN_TONES))
    _refuse_outside("--range", range_share, 0.0, 1.0)
    _refuse_outside("--width", width, 1, _WIDEST)
    chosen = load_catalogue().exercise(exercise_id)
    title = f"{chosen.name}, {side.value}: {_WORDS[moment]}"
    svg = still_svg(chosen.id, side, moment, title, range_share, tone)
    content = png_of(svg, width) if out.suffix.lower() == ".png" else svg.encode()
    write_bytes(out, content, "the drawing")
    if json:
        print_json({"exercise": chosen.id, "side": side.value, "moment": moment, "out": str(out)})
    else:
        print_text(f"Wrote {out}: {title}.")


def refuse_other_formats(out: Path, formats: tuple[str, ...], missing: str) -> None:
    """Raise CommandError, naming the formats that exist, when the file's ending is none of them."""
    if out.suffix.lower() not in formats:
        expected = " or ".join(formats)
        raise CommandError(
            f"{out}: expected a file ending in {expected}, found {out.suffix or 'no ending'!r}; "
            f"{missing}, not in this version."
        )


def _refuse_other_words(option: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise CommandError(f"{option}: expected {' or '.join(known)}, found {word!r}; choose one of them.")


def _refuse_outside(option: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise CommandError(f"{option}: expected {low:g} to {high:g}, found {value:g}; choose one between.")
