"""The marker file reads as OpenSim's marker files are read, and its markers keep their distances."""

import math

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.exchange.motion.trc_file import trc_bytes
from hipwise.library.side import Side
from tests.exchange.motion.sample import repetition

a_micrometre_in_mm = 1e-3
Place = tuple[float, float, float]
SAMPLE = repetition("lateral-band-walk", Side.RIGHT)


def read(content: bytes) -> tuple[dict[str, str], list[float], dict[str, list[Place]]]:
    """Head entries, times and marker paths, read by the rules of the format."""
    lines = content.decode("ascii").split("\n")
    entries = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    names = lines[3].split("\t")[2::3]
    assert lines[5] == ""
    rows = [[float(word) for word in line.split("\t")] for line in lines[6:] if line]
    names = [name for name in names if name]
    paths = {
        name: [(row[2 + 3 * i], row[3 + 3 * i], row[4 + 3 * i]) for row in rows]
        for i, name in enumerate(names)
    }
    return entries, [row[1] for row in rows], paths


def test_the_head_counts_frames_and_markers() -> None:
    entries, times, paths = read(trc_bytes(SAMPLE))
    assert entries["Units"] == "mm"
    assert (int(entries["NumFrames"]), int(entries["NumMarkers"])) == (len(times), len(paths))


def test_the_rate_is_that_of_the_times() -> None:
    entries, times, _ = read(trc_bytes(SAMPLE))
    assert times[-1] == pytest.approx((len(times) - 1) / float(entries["DataRate"]), abs=1e-5)


@pytest.mark.parametrize(("one", "other"), [("RHJC", "RKJC"), ("LASI", "RPSI"), ("LKJC", "LAJC")])
def test_markers_of_one_bone_keep_their_distance(one: str, other: str) -> None:
    paths = read(trc_bytes(SAMPLE))[2]
    distances = [math.dist(a, b) for a, b in zip(paths[one], paths[other], strict=True)]
    assert distances == pytest.approx([distances[0]] * len(distances), abs=2 * a_micrometre_in_mm)


def test_joint_centres_are_the_joints() -> None:
    paths = read(trc_bytes(SAMPLE))[2]
    for i, frame in enumerate(SAMPLE.motion.frames):
        x, y, z = forward_kinematics(frame.coordinates)["tibia_r"].place
        assert paths["RKJC"][i] == pytest.approx((1000 * x, 1000 * y, 1000 * z), abs=a_micrometre_in_mm)


def test_the_left_file_is_the_mirrored_right_one() -> None:
    left, right = (read(trc_bytes(repetition("clamshell", side)))[2] for side in (Side.LEFT, Side.RIGHT))
    x, y, z = right["RLFC"][40]
    assert left["LLFC"][40] == pytest.approx((x, y, -z), abs=a_micrometre_in_mm)


def test_the_outer_knee_lies_outside_the_inner_one() -> None:
    paths = read(trc_bytes(SAMPLE))[2]
    assert paths["RLFC"][0][2] > paths["RMFC"][0][2] > paths["LMFC"][0][2] > paths["LLFC"][0][2]
