import numpy as np
import pytest

from hipwise.figure.illustration.muscle import Planes, level_lines, muscle_layers, shown_area

SIZE = 120
ROWS, COLUMNS = np.mgrid[0:SIZE, 0:SIZE].astype(float)
BODY = np.ones((SIZE, SIZE), dtype=bool)
PIXEL_M = 0.002


def muscle(column: float) -> Planes:
    """An upright muscle 60 pixels wide."""
    strength = np.clip(1.0 - np.abs(COLUMNS - column) / 60.0, 0.0, 1.0) * (np.abs(ROWS - 60) < 40)
    return strength, ROWS * PIXEL_M, COLUMNS * PIXEL_M


@pytest.mark.parametrize(
    ("role", "paints"),
    [
        ("working", ["working", "working-marks"]),
        ("stretched", ["stretched", "stretched-marks"]),
        ("steady", ["steady"]),
    ],
)
def test_each_role_has_its_marks(role: str, paints: list[str]) -> None:
    assert [layer.paint for layer in muscle_layers([(role, muscle(60))], BODY, True, 1.0)] == paints


def test_before_the_work_a_muscle_is_pale_and_has_no_marks() -> None:
    assert [x.paint for x in muscle_layers([("working", muscle(60))], BODY, False, 1.0)] == ["working-pale"]


def test_the_working_muscle_is_painted_over_the_steady_one() -> None:
    paints = [
        x.paint for x in muscle_layers([("steady", muscle(50)), ("working", muscle(70))], BODY, True, 1.0)
    ]
    assert paints.index("working") > paints.index("steady")


def test_no_muscle_no_layer() -> None:
    assert muscle_layers([], BODY, True, 1.0) == []


def test_the_edge_lies_where_the_strength_is_one_half() -> None:
    columns = np.nonzero(shown_area([muscle(60)], BODY)[60])[0]
    assert (columns.min(), columns.max()) == pytest.approx((30, 90), abs=2)


def test_level_lines_stay_inside_the_mask() -> None:
    inside = BODY.copy()
    inside[:, 80:] = False
    (line,) = level_lines(ROWS, 60.5, inside)
    assert line[:, 0].max() <= 79
    assert np.allclose(line[:, 1], 60.5)
