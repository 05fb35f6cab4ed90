"""Where shirt, shorts and hair end."""

import numpy as np
import pytest

from hipwise.figure.body_mesh import FIELD_NAMES, load_body

BODY = load_body()


def _at(place, field):
    nearest = np.linalg.norm(BODY.vertices - place, axis=1).argmin()
    return BODY.fields[nearest, FIELD_NAMES.index(field)]


@pytest.mark.parametrize(
    ("place", "field", "covers"),
    [
        ((0.10, 1.25, 0.0), "shirt", True),
        ((-0.10, 1.25, 0.0), "shirt", True),
        ((-0.01, 1.30, 0.24), "shirt", True),
        ((-0.01, 0.95, 0.23), "shirt", False),
        ((0.05, 1.50, 0.0), "shirt", False),
        ((0.09, 1.56, 0.0), "shirt", False),
        ((0.10, 0.93, 0.0), "shorts", True),
        ((0.07, 0.70, 0.09), "shorts", True),
        ((0.05, 0.45, 0.09), "shorts", False),
        ((0.00, 0.70, 0.20), "shorts", False),
        ((0.00, 1.72, 0.0), "hair", True),
        ((-0.10, 1.62, 0.0), "hair", True),
        ((0.09, 1.60, 0.0), "hair", False),
        ((-0.07, 1.50, 0.0), "hair", False),
    ],
)
def test_cloth_and_hair_cover_what_they_should(place, field, covers):
    assert (_at(place, field) > 0.0) == covers


def test_the_hem_of_the_shirt_is_level():
    shirt = BODY.fields[:, FIELD_NAMES.index("shirt")]
    a, b = BODY.faces[:, 0], BODY.faces[:, 1]
    crosses = (shirt[a] > 0.0) != (shirt[b] > 0.0)
    share = shirt[a] / np.where(crosses, shirt[a] - shirt[b], 1.0)
    edge = BODY.vertices[a] + share[:, None] * (BODY.vertices[b] - BODY.vertices[a])
    waist = edge[crosses & (np.abs(edge[:, 2]) < 0.16) & (edge[:, 1] < 1.1)]
    assert np.ptp(waist[:, 1]) < 0.006
