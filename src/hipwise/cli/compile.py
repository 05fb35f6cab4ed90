"""`hipwise compile`: turns content (YAML) into the JSON that programs and browsers read."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from hipwise.library.catalogue import decode_catalogue
from hipwise.library.compile import compile_content
from hipwise.movement.compile import compile_movement

GENERATED = Path(__file__).parent.parent / "library" / "generated"


def compile_all() -> dict[str, Any]:
    """Both generated files as plain values. Raises SystemExit naming the first content problem."""
    content, problems = compile_content()
    if problems:
        first = problems[0]
        raise SystemExit(f"{first.file}: {first.place}: {first.text}")
    catalogue = decode_catalogue(content, {})
    movements = {
        exercise.id: dataclasses.asdict(compile_movement(exercise, catalogue.arm_postures))
        for exercise in catalogue.exercises.values()
    }
    return {"content.json": content, "movements.json": movements}


def write_all() -> None:
    """Write the generated files. Their first key names the command."""
    GENERATED.mkdir(exist_ok=True)
    for name, value in compile_all().items():
        stamped = {"_generated_by": "hipwise compile", **value}
        (GENERATED / name).write_text(json.dumps(stamped, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    write_all()
