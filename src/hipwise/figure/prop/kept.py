"""The file of all props, `figure/generated/props.json`, as `make figure` writes it."""

import json

from hipwise.figure.prop.course import course_of
from hipwise.figure.prop.maker import make_props
from hipwise.figure.prop.scene import Skin, scene_of
from hipwise.figure.prop_mesh import PropMesh, prop_mapping
from hipwise.library.catalogue import Catalogue

_COMMAND = "make figure"


def all_props(catalogue: Catalogue, skin: Skin) -> dict[str, tuple[PropMesh, ...]]:
    """The props of all that the figure performs, by its id."""
    made = {}
    for exercise in catalogue.shown.values():
        scene = scene_of(skin, course_of(exercise, catalogue))
        made[exercise.id] = make_props(exercise.movement.props, scene)
    return made


def props_text(props: dict[str, tuple[PropMesh, ...]]) -> str:
    """The file's text: one line for each mesh, so that a change shows where it is."""
    lines = []
    for name, meshes in sorted(props.items()):
        inner = ",\n".join(json.dumps(prop_mapping(mesh), separators=(",", ":")) for mesh in meshes)
        lines.append(f'"{name}":[\n{inner}\n]' if inner else f'"{name}":[]')
    body = ",\n".join(lines)
    return f'{{"command":"{_COMMAND}",\n"exercises":{{\n{body}\n}}}}\n'
