"""Angles in the room, held against the skeleton, whose every coordinate is known."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.body.kinematics import Coordinates, forward_kinematics
from hipwise.body.rotation import Vector, about_y, turn
from hipwise.body.skeleton import mirrored
from hipwise.coach.room_angles import PelvisFrame, joint_centre, knee_flexion_deg, pelvis_frame
from hipwise.exchange.motion.marker import marker_places
from hipwise.library.side import Side

NOWHERE: Vector = (math.nan, math.nan, math.nan)
A_HUNDREDTH_DEG = 0.01
_SPINES = ("LASI", "RASI", "LPSI", "RPSI")
flexions = st.floats(-20.0, 80.0)
adductions = st.floats(-35.0, 35.0)
turns = st.floats(-180.0, 180.0)


def _markers(coordinates: Coordinates) -> dict[str, Vector]:
    return marker_places(forward_kinematics(coordinates))


def _pelvis(markers: dict[str, Vector]) -> PelvisFrame:
    frame = pelvis_frame(*(markers[name] for name in _SPINES))
    assert frame is not None
    return frame


def _hip(coordinates: Coordinates, side: Side = Side.RIGHT) -> tuple[float, float]:
    m = _markers(coordinates)
    letter = side.value[0].upper()
    return _pelvis(m).hip_angles_deg(m[letter + "HJC"], m[letter + "KJC"], side)


@given(flexions)
def test_the_change_of_hip_flexion_is_the_skeletons_own(flexion: float) -> None:
    assert _hip({"hip_flexion_r": flexion})[0] - _hip({})[0] == pytest.approx(flexion, abs=A_HUNDREDTH_DEG)


@given(adductions)
def test_hip_adduction_is_the_skeletons_own(adduction: float) -> None:
    assert _hip({"hip_adduction_r": adduction})[1] == pytest.approx(adduction, abs=0.1)


@given(flexions, adductions)
def test_the_left_hip_reads_like_the_right(flexion: float, adduction: float) -> None:
    right = _hip({"hip_flexion_r": flexion, "hip_adduction_r": adduction})
    left = _hip({"hip_flexion_l": flexion, "hip_adduction_l": adduction}, Side.LEFT)
    assert left == pytest.approx(right)


@given(flexions, adductions, st.floats(-30.0, 30.0), turns)
def test_how_the_pelvis_stands_and_faces_does_not_change_the_hip(
    flexion: float, adduction: float, tilt: float, turned: float
) -> None:
    hip: Coordinates = {"hip_flexion_r": flexion, "hip_adduction_r": adduction}
    moved = {**hip, "pelvis_tilt": tilt, "pelvis_rotation": turned}
    assert _hip(moved) == pytest.approx(_hip(hip), abs=A_HUNDREDTH_DEG)


@given(st.floats(-25.0, 25.0))
def test_the_list_of_the_pelvis_has_opensims_sign(list_deg: float) -> None:
    assert _pelvis(_markers({"pelvis_list": list_deg})).list_deg == pytest.approx(list_deg, abs=0.05)


@given(st.floats(-10.0, 140.0))
def test_knee_flexion_is_the_skeletons_own_and_may_be_overstretched(flexion: float) -> None:
    bent, straight = (_markers({"knee_angle_r": value}) for value in (flexion, 0.0))
    read = [
        knee_flexion_deg(m["RHJC"], m["RKJC"], m["RAJC"], m["RLFC"], Side.RIGHT) for m in (bent, straight)
    ]
    assert read[0] - read[1] == pytest.approx(flexion, abs=A_HUNDREDTH_DEG)


@given(st.floats(0.0, 140.0))
def test_both_knees_read_alike(flexion: float) -> None:
    m = _markers({"knee_angle_r": flexion, "knee_angle_l": flexion})
    right = knee_flexion_deg(m["RHJC"], m["RKJC"], m["RAJC"], m["RLFC"], Side.RIGHT)
    left = knee_flexion_deg(m["LHJC"], m["LKJC"], m["LAJC"], m["LLFC"], Side.LEFT)
    assert left == pytest.approx(right)


def test_three_points_alone_give_the_knee_without_a_sign() -> None:
    m = _markers({"knee_angle_r": 90.0})
    read = knee_flexion_deg(m["RHJC"], m["RKJC"], m["RAJC"], None, Side.RIGHT)
    assert read == pytest.approx(90.0, abs=1.0)


@given(st.floats(0.01, 0.08), turns)
def test_a_joint_centre_lies_half_a_width_from_its_marker_at_a_right_angle(half: float, deg: float) -> None:
    hip, marker = turn(about_y(deg), (0.0, 0.9, 0.0)), turn(about_y(deg), (0.02, 0.5, 0.05))
    outwards = turn(about_y(deg), (0.0, 0.0, 1.0))
    centre = joint_centre(hip, marker, outwards, half)
    up = [a - b for a, b in zip(hip, centre, strict=True)]
    out = [a - b for a, b in zip(marker, centre, strict=True)]
    assert math.dist(centre, marker) == pytest.approx(half)
    assert sum(a * b for a, b in zip(up, out, strict=True)) == pytest.approx(0.0, abs=1e-9)
    assert sum(a * b for a, b in zip(out, outwards, strict=True)) > 0.0


def test_a_marker_nearer_than_the_half_width_has_no_centre() -> None:
    centre = joint_centre((0.0, 0.0, 0.0), (0.0, 0.01, 0.0), (0.0, 0.0, 1.0), 0.05)
    assert all(math.isnan(value) for value in centre)


def test_the_hip_centre_by_bells_rule_is_mirrored() -> None:
    pelvis = _pelvis(_markers({}))
    assert pelvis.hip_centre(Side.LEFT) == pytest.approx(mirrored(pelvis.hip_centre(Side.RIGHT)))


def test_bells_rule_finds_the_skeletons_hip_within_three_centimetres() -> None:
    m = _markers({})
    assert math.dist(_pelvis(m).hip_centre(Side.RIGHT), m["RHJC"]) < 0.03


@pytest.mark.parametrize("missing", range(4))
def test_without_one_spine_there_is_no_pelvis(missing: int) -> None:
    spines = [_markers({})[name] for name in _SPINES]
    spines[missing] = NOWHERE
    assert pelvis_frame(*spines) is None


def test_spines_on_one_line_are_no_pelvis() -> None:
    assert pelvis_frame(*[(0.0, 0.0, float(i)) for i in range(4)]) is None


def test_a_missing_point_gives_nan() -> None:
    m = _markers({})
    assert all(math.isnan(v) for v in _pelvis(m).hip_angles_deg(m["RHJC"], NOWHERE, Side.RIGHT))
    assert math.isnan(knee_flexion_deg(m["RHJC"], NOWHERE, m["RAJC"], None, Side.RIGHT))
