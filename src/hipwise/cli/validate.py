"""`hipwise validate`: is the content whole, consistent and compiled?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hipwise.cli.output import NO, JsonOption, print_json, print_text, print_wrapped
from hipwise.library.consistency import Finding

if TYPE_CHECKING:
    from hipwise.library.compile import Problem

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_COMPILE = "differs from what the content says; run `hipwise compile`"


@app.command()
def validate(
    content: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Another content folder.")] = None,
    json: JsonOption = False,
) -> None:
    """Check all content.

    Every file against its schema, all names across files, and every movement.
    """
    problems = find_problems(content)
    if json:
        print_json({"ok": not problems, "problems": problems})
    else:
        if not problems and content is None:
            print_text("\n".join([_CONTACT_HEAD, *map(_contact_line, contact_rows())]))
        for problem in problems:
            print_wrapped(f"{problem['file']}, {problem['place']}: {problem['text']}", "    ", "")
        print_text("The content is valid." if not problems else f"{len(problems)} problems.")
    if problems:
        raise typer.Exit(NO)


def find_problems(folder: Path | None = None) -> list[dict[str, str]]:
    """All problems as file, place and text. Later checks run only when earlier ones found nothing."""
    from hipwise.library.compile import CONTENT_FOLDER, compile_content
    from hipwise.library.consistency import check_consistency

    files: dict[tuple[str, str], str] = {}
    chosen = _existing(folder) if folder is not None else CONTENT_FOLDER
    content, problems = compile_content(chosen, files)
    problems += _unread_files(chosen, set(files.values()))
    if problems:
        return [{"file": p.file, "place": p.place, "text": p.text} for p in problems]
    findings = check_consistency(content)
    if not findings:
        findings = _check_meaning(content)
    found = [_problem(finding, files) for finding in findings]
    return found if found or folder is not None else _stale(content) + _unsolved(content)


def contact_rows() -> list[dict[str, Any]]:
    """How well each solved movement keeps its contacts, in the order of the exercises' names."""
    from dataclasses import asdict

    from hipwise.library.solved_movement import shipped_movements

    return [
        {"exercise": name, **asdict(solved.report)}
        for name, solved in shipped_movements().items()
        if solved.report is not None
    ]


_CONTACT_HEAD = (
    "How the movements fit: skin under the ground and drift of contacts (mm), largest difference from the\n"
    "authored angle (degrees) and where, limbs in each other (mm).\n"
    f"{'':37} under  drift    off  {'in':19} overlap"
)


def _contact_line(row: dict[str, Any]) -> str:
    sizes = f"{row['under_mm']:6.1f} {row['drift_mm']:6.1f} {row['departure_deg']:6.1f}"
    return f"{row['exercise']:37}{sizes}  {row['departure_of']:19}{row['overlap_mm']:8.1f}"


def _existing(folder: Path) -> Path:
    from hipwise.exchange.text_file import FileError

    if not (folder / "schemas").is_dir():
        raise FileError(
            folder, "", "a content folder with `schemas` in it", "none", "name the content folder"
        )
    return folder


def _unread_files(folder: Path, read: set[str]) -> "list[Problem]":
    """Files that nothing reads: a folder with a wrong name, or an entry without an id."""
    from hipwise.library.compile import Problem

    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.yaml")))
    return [Problem(name, "whole file", "nothing reads this file") for name in names if name not in read]


def _check_meaning(content: dict[str, Any]) -> list[Finding]:
    from hipwise.library.catalogue import decode_catalogue
    from hipwise.library.decode import ContentError
    from hipwise.movement.consistency import check_movements

    try:
        return check_movements(decode_catalogue(content, {}))
    except ContentError as error:
        kind, _, rest = error.place.partition("/")
        entry_id, _, place = rest.partition(".")
        return [Finding(kind, entry_id, place, f"expected {error.expected}, found {error.found}")]


def _stale(content: dict[str, Any]) -> list[dict[str, str]]:
    from hipwise.cli.compile import generate, stale_files

    return [
        {"file": f"generated/{name}", "place": "whole file", "text": _COMPILE}
        for name in stale_files(generate(content))
    ]


def _unsolved(content: dict[str, Any]) -> list[dict[str, str]]:
    """Solved movements that are missing, are of another version, or do not keep their contacts."""
    from hipwise.library.catalogue import decode_catalogue
    from hipwise.library.solved_movement import check_solved, shipped_movements
    from hipwise.movement.departure import departed_exercises

    catalogue = decode_catalogue(content, {})
    done = {"solved": catalogue.shown, "departed": departed_exercises(catalogue)}
    return [
        {"file": f"generated/{folder}/{name}.json", "place": "whole file", "text": text}
        for folder, exercises in done.items()
        for name, text in check_solved(exercises, catalogue.arm_postures, shipped_movements(folder))
    ]


def _problem(finding: Finding, files: dict[tuple[str, str], str]) -> dict[str, str]:
    file = files.get((finding.kind, finding.id), finding.kind)
    place = finding.place if file.endswith(f"/{finding.id}.yaml") else f"{finding.id}: {finding.place}"
    return {"file": file, "place": place, "text": finding.text}
