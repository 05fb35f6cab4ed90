"""The stages `contacts` and `faults` of `make figure`: solve every exercise, done rightly and with faults."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hipwise.figure import fingerprint as files
from hipwise.figure.contact.fit import fit_movement
from hipwise.figure.contact.record import solved_of
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.solved_movement import SolvedMovements, fingerprint, to_json

SOLVED_FOLDER = Path(__file__).parents[2] / "library" / "generated" / "solved"
DEPARTED_FOLDER = SOLVED_FOLDER.with_name("departed")
COMMAND = "make figure"
# What decides a solution beside the exercise itself.
SOLVER: tuple[str, ...] = (
    "figure/contact/",
    "figure/generated/body.npz",
    "figure/pose.py",
    "body/kinematics.py",
    "body/placement.py",
    "body/skeleton.py",
    "body/shape.py",
)
MADE_FROM = (*SOLVER, "library/generated/content.json")
# A hand may reach for a prop.
DEPARTED_FROM = (*MADE_FROM, "figure/generated/props.json")


def solve_all(
    exercises: Mapping[str, Exercise],
    catalogue: Catalogue,
    say: Callable[[str], None],
    folder: Path = SOLVED_FOLDER,
) -> None:
    """Solve the exercises whose file is missing or was made from something else; drop files of none.

    `exercises` are by the name of their file: as they are, or done with a fault.
    """
    folder.mkdir(parents=True, exist_ok=True)
    solver = files.of_files(SOLVER)
    for name, exercise in exercises.items():
        path = folder / f"{name}.json"
        made_from = fingerprint(exercise, catalogue.arm_postures)
        if _made_of(path) != (made_from, solver):
            say(name)
            path.write_text(as_text(solve_exercise(exercise, catalogue, made_from), solver), "utf-8")
    for path in folder.glob("*.json"):
        if path.stem not in exercises:
            path.unlink()
    _refuse_bad(SolvedMovements(folder))


def _refuse_bad(solved: SolvedMovements) -> None:
    """Raises SystemExit naming every exercise whose contacts do not hold."""
    found = [
        f"{name}: {problem}"
        for name, movement in solved.items()
        for problem in (movement.report.problems() if movement.report else ())
    ]
    if found:
        raise SystemExit("\n".join(found))


def solve_exercise(exercise: Exercise, catalogue: Catalogue, made_from: str) -> dict[str, Any]:
    """One exercise as its file keeps it."""
    return to_json(solved_of(fit_movement(exercise, catalogue.arm_postures), made_from))


def as_text(solved: dict[str, Any], solver: str) -> str:
    """The text of a file: the command first, then what it was solved with."""
    kept = {"_generated_by": COMMAND, "solved_with": solver, **solved}
    return json.dumps(kept, separators=(",", ":")) + "\n"


def _made_of(path: Path) -> tuple[str, str]:
    if not path.exists():
        return "", ""
    kept = json.loads(path.read_text("utf-8"))
    return kept.get("made_from", ""), kept.get("solved_with", "")
