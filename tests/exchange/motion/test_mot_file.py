"""The motion file reads as OpenSim's storage files are read, and says what the kinematics say."""

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.rotation import about_x, about_y, about_z, compose
from hipwise.exchange.motion.mot_file import COLUMNS, mot_bytes
from hipwise.exchange.motion.repetition import Repetition
from hipwise.library.side import Side
from tests.exchange.motion.sample import repetition

a_micrometre = 1e-6
last_digit = 1e-6
STANDING = repetition("single-leg-squat", Side.LEFT)


def read(content: bytes) -> tuple[dict[str, str], list[str], list[list[float]]]:
    """Header entries, column names and rows, read by the rules of OpenSim's Storage."""
    lines = content.decode("ascii").split("\n")
    end = lines.index("endheader")
    entries = dict(line.split("=", 1) for line in lines[1:end] if line.count("=") == 1 and " " not in line)
    rows = [[float(word) for word in line.split("\t")] for line in lines[end + 2 :] if line]
    return entries, lines[end + 1].split("\t"), rows


def test_the_header_counts_rows_and_columns() -> None:
    entries, names, rows = read(mot_bytes(STANDING))
    assert entries["inDegrees"] == "yes"
    assert (int(entries["nRows"]), int(entries["nColumns"])) == (len(rows), len(names))
    assert {len(row) for row in rows} == {len(names)}


def test_time_begins_at_zero_and_rises() -> None:
    times = [row[0] for row in read(mot_bytes(STANDING))[2]]
    assert times[0] == 0.0
    assert times == sorted(set(times))


@pytest.mark.parametrize("exercise", ["clamshell", "single-leg-squat", "bridge"])
def test_every_angle_is_that_of_the_motion(exercise: str) -> None:
    source: Repetition = repetition(exercise, Side.RIGHT)
    _, names, rows = read(mot_bytes(source))
    for name in (name for name in names if name != "time" and not name.startswith("pelvis_t")):
        expected = [frame.coordinates.get(name, 0.0) for frame in source.motion.frames]
        assert [row[names.index(name)] for row in rows] == pytest.approx(expected, abs=last_digit)


def test_a_bent_knee_is_positive() -> None:
    _, names, rows = read(mot_bytes(STANDING))
    assert max(row[names.index("knee_angle_l")] for row in rows) > 30.0


def test_the_pelvis_of_the_model_has_its_hips_where_ours_are() -> None:
    _, names, rows = read(mot_bytes(STANDING))
    last = dict(zip(names, rows[len(rows) // 2], strict=True))
    turned = compose(
        compose(about_z(last["pelvis_tilt"]), about_x(last["pelvis_list"])), about_y(last["pelvis_rotation"])
    )
    back = (-0.0563, -0.0785, 0.0)
    hips = [
        last[f"pelvis_t{axis}"] + sum(turned[3 * i + k] * back[k] for k in range(3))
        for i, axis in enumerate("xyz")
    ]
    frames = forward_kinematics(STANDING.motion.frames[len(rows) // 2].coordinates)
    assert hips == pytest.approx(frames["pelvis"].place, abs=2 * a_micrometre)


def test_no_column_is_named_twice() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
