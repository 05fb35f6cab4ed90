"""The kept props are those that would be made now."""

import numpy as np
import pytest

from hipwise.figure.body_mesh import load_body
from hipwise.figure.prop.kept import all_props
from hipwise.figure.prop.scene import skin_of
from hipwise.figure.prop_mesh import PropMesh, props_of
from hipwise.library.catalogue import load_catalogue

# Kept in whole millimetres; processors differ in the last bits, which may turn the rounding once.
two_millimetres = 2e-3
CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def made() -> dict[str, tuple[PropMesh, ...]]:
    return all_props(CATALOGUE, skin_of(load_body()))


@pytest.mark.parametrize("exercise", sorted(CATALOGUE.exercises))
def test_make_figure_would_write_the_same(exercise: str, made: dict[str, tuple[PropMesh, ...]]) -> None:
    kept = props_of(exercise)
    assert [(p.kind, p.material, p.bones, p.faces) for p in made[exercise]] == [
        (p.kind, p.material, p.bones, p.faces) for p in kept
    ], "run: make figure"
    for now, before in zip(made[exercise], kept, strict=True):
        assert np.abs(np.subtract(now.vertices, before.vertices)).max() < two_millimetres, "run: make figure"
