"""A fault changes what its name says, and leaves what carries the body where it is."""

import math

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.rotation import Vector, turn
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, build_clip
from hipwise.movement.departure import DEPARTURES, Body, depart, shown_faults

_LAST_BITS = 1e-6
_MILLIMETRE = 1e-3
CATALOGUE = load_catalogue()
STANDING: Body = {"knee_angle_r": 5.0, "hip_flexion_l": 40.0, "knee_angle_l": 80.0}
SQUATTING: Body = {"hip_flexion_r": 50.0, "knee_angle_r": 60.0, "ankle_angle_r": 15.0, "pelvis_ty": -0.1}


def departed(body: Body, code: str) -> Body:
    return depart(body, CATALOGUE.faults[code], 1.0)


def place(body: Body, bone: str) -> Vector:
    return forward_kinematics(body)[bone].place


@pytest.mark.parametrize("code", sorted(DEPARTURES))
def test_a_fault_of_no_strength_changes_nothing(code: str) -> None:
    same = depart(SQUATTING, CATALOGUE.faults[code], 0.0)
    for bone, frame in forward_kinematics(SQUATTING).items():
        assert place(same, bone) == pytest.approx(frame.place, abs=_LAST_BITS)


def test_a_dropping_pelvis_lowers_the_free_hip_over_the_standing_leg() -> None:
    wrong = departed(STANDING, "PELVIC_DROP")
    assert place(wrong, "femur_l")[1] < place(STANDING, "femur_l")[1] - 20 * _MILLIMETRE
    assert place(wrong, "foot_r") == pytest.approx(place(STANDING, "foot_r"), abs=_LAST_BITS)


def test_a_knee_that_falls_in_moves_towards_the_middle_over_its_foot() -> None:
    wrong = departed(SQUATTING, "DYN_VALGUS")
    assert place(wrong, "tibia_r")[2] < place(SQUATTING, "tibia_r")[2] - 20 * _MILLIMETRE
    assert place(wrong, "foot_r") == pytest.approx(place(SQUATTING, "foot_r"), abs=_MILLIMETRE)


def test_a_leaning_trunk_goes_to_the_working_side() -> None:
    assert place(departed(STANDING, "TRUNK_LEAN"), "head")[2] > 50 * _MILLIMETRE


def test_an_arched_back_keeps_thighs_and_chest() -> None:
    wrong = departed(STANDING, "LUMBAR_EXT")
    assert place(wrong, "foot_r") == pytest.approx(place(STANDING, "foot_r"), abs=_MILLIMETRE)
    front = turn(forward_kinematics(wrong)["pelvis"].rotation, (1.0, 0.0, 0.0))
    assert front[1] < -math.sin(math.radians(10.0))


def test_a_deeper_squat_keeps_the_foot() -> None:
    wrong = departed(SQUATTING, "DEPTH_OVER")
    assert place(wrong, "foot_r") == pytest.approx(place(SQUATTING, "foot_r"), abs=_LAST_BITS)
    assert place(wrong, "pelvis")[1] < place(SQUATTING, "pelvis")[1]


def test_what_nobody_can_see_is_not_shown() -> None:
    exercise = CATALOGUE.exercise("clamshell")
    codes = {fault.code for fault in shown_faults(exercise, CATALOGUE.faults)}
    assert codes == {"ROLL_BACK", "HIP_FLEX_OVER"}


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_a_faulty_clip_keeps_step_with_the_right_one(side: Side) -> None:
    exercise, solved = CATALOGUE.exercise("step-down"), CATALOGUE.solved.get("step-down")
    right = build_clip(exercise, CATALOGUE.arm_postures, side, Manner(), solved)
    for fault in shown_faults(exercise, CATALOGUE.faults):
        wrong = build_clip(exercise, CATALOGUE.arm_postures, side, Manner(), solved, fault)
        assert wrong.rotations != right.rotations
        assert wrong.times_s == right.times_s
