"""`hipwise draw ID`: the printed illustration of an exercise."""

from pathlib import Path
from typing import Annotated

import typer

from hipwise.cli.exercise import ExerciseId
from hipwise.cli.output import CommandError, JsonOption, print_json, print_text
from hipwise.library.side import Side

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def draw(
    exercise_id: ExerciseId,
    side: Annotated[Side, typer.Option(help="The side that works.")],
    out: Annotated[Path, typer.Option(metavar="F.svg", help="The file to write.")],
    json: JsonOption = False,
) -> None:
    """Draw an exercise, start beside end, as SVG."""
    from hipwise.exchange.text_file import write_bytes
    from hipwise.figure.svg import still_svg
    from hipwise.library.catalogue import load_catalogue

    refuse_other_formats(out, (".svg",), "PNG comes with the figure's own renderer")
    catalogue = load_catalogue()
    chosen = catalogue.exercise(exercise_id)
    title = f"{chosen.name}, {side.value}: start and end"
    write_bytes(out, still_svg(chosen, catalogue.arm_postures, side, "both", title).encode(), "the drawing")
    if json:
        print_json({"exercise": chosen.id, "side": side.value, "out": str(out)})
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
