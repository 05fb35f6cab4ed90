"""The generated file of an exercise's drawings, read by `figure.still`."""

import json
from collections.abc import Mapping

from hipwise.figure.illustration.plate import Plate


def plate_text(exercise: str, plates: Mapping[str, Plate], fingerprint: str) -> str:
    """The file's text: JSON with a line per picture, so that a change shows which picture it touched."""
    views = []
    for name, plate in plates.items():
        pictures = ",\n".join(
            f"{json.dumps(key)}:{_packed([(layer.paint, layer.path) for layer in layers])}"
            for key, layers in plate.pictures.items()
        )
        views.append(
            f'{json.dumps(name)}:{{"width":{plate.width},"height":{plate.height},"pictures":{{\n{pictures}}}}}'
        )
    head = (
        f'"made_by":"make figure","exercise":{json.dumps(exercise)},"fingerprint":{json.dumps(fingerprint)}'
    )
    return f'{{{head},\n"plates":{{{",".join(views)}}}}}\n'


def _packed(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
