"""The movements of the public recordings, read from `movements/` in the library's own format."""

import dataclasses
from functools import cache
from pathlib import Path

from hipwise.exchange.movement_file import read_movement
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.decode import decode
from hipwise.library.exercise import Exercise

_FOLDER = Path(__file__).parent / "movements"


@cache
def benchmark_catalogue() -> Catalogue:
    """The catalogue with the arm postures of these movements."""
    from ruamel.yaml import YAML

    catalogue = load_catalogue()
    raw = YAML(typ="safe", pure=True).load((_FOLDER / "arm_postures.yaml").read_text("utf-8"))
    own = {entry["id"]: decode(ArmPosture, entry, "arm_postures") for entry in raw}
    return dataclasses.replace(catalogue, arm_postures={**catalogue.arm_postures, **own})


@cache
def movement_definition(movement: str) -> Exercise:
    """The definition with that id."""
    return read_movement(_FOLDER / f"{movement}.yaml", benchmark_catalogue())
