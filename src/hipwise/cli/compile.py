"""`hipwise compile`: turns content (YAML) into the JSON that programs and browsers read."""

import json as json_text
from pathlib import Path
from typing import Annotated, Any

import typer

from hipwise.cli.output import NO, JsonOption, print_json, print_text, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)

GENERATED = Path(__file__).parent.parent / "library" / "generated"


@app.command("compile")
def compile_command(
    check: Annotated[bool, typer.Option(help="Only say whether the files are up to date.")] = False,
    json: JsonOption = False,
) -> None:
    """Compile the content.

    Writes the JSON files that programs read from the YAML files that people edit.
    """
    try:
        stale = stale_files()
    except SystemExit as problem:
        say(f"hipwise: {problem}")
        raise typer.Exit(NO) from None
    if not check:
        write_all()
    if json:
        print_json({"ok": not (check and stale), "stale": stale, "written": not check})
    else:
        print_text(f"{', '.join(stale) or 'Nothing'} had to change.")
    if check and stale:
        raise typer.Exit(NO)


def compile_all() -> dict[str, Any]:
    """Both generated files as plain values. Raises SystemExit naming the first content problem."""
    from hipwise.library.compile import compile_content

    content, problems = compile_content()
    if problems:
        first = problems[0]
        raise SystemExit(f"{first.file}: {first.place}: {first.text}")
    return generate(content)


def generate(content: dict[str, Any]) -> dict[str, Any]:
    """Both generated files from compiled content: the content itself and every movement sampled."""
    import dataclasses

    from hipwise.library.catalogue import decode_catalogue
    from hipwise.library.solved_movement import shipped_movements
    from hipwise.movement.compile import compile_movement

    catalogue = decode_catalogue(content, {}, shipped_movements())
    movements = {
        exercise.id: dataclasses.asdict(
            compile_movement(exercise, catalogue.arm_postures, catalogue.solved.get(exercise.id))
        )
        for exercise in catalogue.exercises.values()
    }
    return {"content.json": content, "movements.json": movements}


def stale_files(generated: dict[str, Any] | None = None) -> list[str]:
    """The generated files that differ from what their sources say now."""
    return [
        name
        for name, value in (compile_all() if generated is None else generated).items()
        if not (GENERATED / name).exists() or (GENERATED / name).read_text("utf-8") != as_text(value)
    ]


def as_text(value: dict[str, Any]) -> str:
    """A generated file's text. Its first key names the command."""
    stamped = {"_generated_by": "hipwise compile", **value}
    return json_text.dumps(stamped, separators=(",", ":"), ensure_ascii=False) + "\n"


def write_all() -> None:
    """Write the generated files."""
    GENERATED.mkdir(exist_ok=True)
    for name, value in compile_all().items():
        (GENERATED / name).write_text(as_text(value), "utf-8")


if __name__ == "__main__":
    write_all()
