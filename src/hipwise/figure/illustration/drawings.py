"""The drawings of all exercises as files, and the fingerprint of what each was made from."""

import json
from collections.abc import Callable
from hashlib import sha256
from importlib import resources
from pathlib import Path

from hipwise.figure import fingerprint
from hipwise.figure.body_mesh import BodyMesh, load_body
from hipwise.figure.illustration import sources
from hipwise.figure.illustration.plate import Plate, draw_plate, make_cast
from hipwise.figure.illustration.plate_file import plate_text
from hipwise.figure.illustration.storyboard import ends_of, storyboard
from hipwise.figure.illustration.thumb import draw_thumb
from hipwise.figure.prop_mesh import prop_mapping, props_of
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise

_LENGTH = 16


def make_drawings(folder: Path, say: Callable[[str], None]) -> None:
    """Draw every exercise whose file is not of the present sources, and remove files of no exercise."""
    catalogue = load_catalogue()
    folder.mkdir(exist_ok=True)
    body = load_body()
    for exercise in catalogue.shown.values():
        path, made_from = folder / f"{exercise.id}.json", fingerprint_of(exercise.id)
        if path.exists() and json.loads(path.read_text(encoding="utf-8"))["fingerprint"] == made_from:
            continue
        say(f"drawing {exercise.id}")
        plates = draw_exercise(exercise, body, catalogue)
        path.write_text(plate_text(exercise.id, plates, made_from), encoding="utf-8")
    for path in folder.glob("*.json"):
        if path.stem not in catalogue.shown:
            path.unlink()


def draw_exercise(exercise: Exercise, body: BodyMesh, catalogue: Catalogue) -> dict[str, Plate]:
    """All plates of an exercise by the name of their view."""
    story = storyboard(exercise, catalogue.arm_postures, catalogue.solved.get(exercise.id))
    cast = make_cast(exercise, body, props_of(exercise.id))
    movement = exercise.movement
    plates = {"main": draw_plate(cast, story, movement.view), "thumb": draw_thumb(cast, story, movement.view)}
    if movement.second_view:
        plates["second"] = draw_plate(cast, ends_of(story), movement.second_view, with_start=False)
    return plates


def fingerprint_of(exercise: str) -> str:
    """Fingerprint of everything that the drawing of an exercise is made from."""
    package = resources.files("hipwise")
    content = json.loads((package / "library" / "generated" / "content.json").read_text("utf-8"))
    own = content["exercises"].get(exercise) or content["test_movements"][exercise]
    parts: list[object] = [fingerprint.of_files(sources.CODE)]
    parts += [own["movement"], own["muscles"], own["laterality"]]
    parts.append([prop_mapping(prop) for prop in props_of(exercise)])
    parts.append((package / sources.SOLVED / f"{exercise}.json").read_text("utf-8"))
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:_LENGTH]
