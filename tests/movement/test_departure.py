"""A fault changes what its name says, in the exercise's own movement, and keeps the contacts that hold."""

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.rotation import Vector, turn
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.library.solved_movement import check_solved
from hipwise.movement.clip import Clip, Manner, build_clip, timeline_of
from hipwise.movement.departure import (
    NotShownError,
    departed,
    departed_exercises,
    departed_name,
    performed,
    shown_faults,
)

_CENTIMETRE = 0.01
# What the solver may leave of a contact (library.contact_report).
_HALF_A_CENTIMETRE = 0.005
CATALOGUE = load_catalogue()
SHOWN = sorted(departed_exercises(CATALOGUE))
Body = dict[str, float]


def bodies_of(exercise_id: str, code: str | None, shares: tuple[float, ...] = (1.0,)) -> list[Body]:
    """The body at these shares of the way out, done with a fault or rightly."""
    fault = CATALOGUE.faults[code] if code else None
    exercise, solved = performed(CATALOGUE.exercise(exercise_id), CATALOGUE, fault)
    timeline = timeline_of(exercise, CATALOGUE.arm_postures, Manner(), solved)
    bodies = [timeline.body_at(share * timeline.out_s - 1e-9) for share in shares]
    return [body for body in bodies if body is not None]


def end_of(exercise_id: str, code: str | None) -> Body:
    (body,) = bodies_of(exercise_id, code)
    return body


def place(body: Body, bone: str) -> Vector:
    return forward_kinematics(body)[bone].place


def clip_of(
    exercise_id: str, code: str | None, side: Side = Side.RIGHT, manner: Manner | None = None
) -> Clip:
    fault = CATALOGUE.faults[code] if code else None
    exercise, solved = performed(CATALOGUE.exercise(exercise_id), CATALOGUE, fault)
    return build_clip(exercise, CATALOGUE.arm_postures, side, manner or Manner(), solved, fault)


def test_every_fault_is_solved_on_its_contacts() -> None:
    exercises = departed_exercises(CATALOGUE)
    found = list(check_solved(exercises, CATALOGUE.arm_postures, CATALOGUE.departed))
    assert found == [], "run: make figure"
    assert set(CATALOGUE.departed) == set(exercises)


def test_every_watched_fault_has_a_picture_or_a_reason() -> None:
    for exercise in CATALOGUE.exercises.values():
        shown = {fault.code for fault in shown_faults(exercise, CATALOGUE.faults)}
        for watched in exercise.watch.faults:
            assert (watched.code in shown) != bool(CATALOGUE.faults[watched.code].no_picture)


def test_what_is_only_felt_has_no_picture() -> None:
    codes = {fault.code for fault in CATALOGUE.faults.values() if fault.no_picture}
    assert codes == {"KNEE_TORQUE", "BREATH_HOLD", "HAMSTRING_CRAMP", "FRONT_HIP_PINCH"}


def test_a_fault_without_a_picture_is_refused() -> None:
    with pytest.raises(NotShownError, match="expected a fault that clamshell is shown with"):
        departed(CATALOGUE.exercise("clamshell"), CATALOGUE.faults["FRONT_HIP_PINCH"])


def test_a_dropping_pelvis_lowers_the_free_hip_over_the_foot_that_stays() -> None:
    right, wrong = (end_of("single-leg-stance", code) for code in (None, "PELVIC_DROP"))
    sunk = [place(body, "femur_r")[1] - place(body, "femur_l")[1] for body in (right, wrong)]
    assert sunk[1] > sunk[0] + 3 * _CENTIMETRE
    assert place(wrong, "foot_r") == pytest.approx(place(right, "foot_r"), abs=2 * _CENTIMETRE)


@pytest.mark.parametrize("exercise_id", ["single-leg-squat", "step-down"])
def test_a_knee_that_falls_in_moves_towards_the_middle(exercise_id: str) -> None:
    def beside_the_line_from_hip_to_foot(body: Body) -> float:
        hip, knee, foot = (place(body, bone)[2] for bone in ("femur_r", "tibia_r", "foot_r"))
        return knee - (hip + foot) / 2.0

    right, wrong = (beside_the_line_from_hip_to_foot(end_of(exercise_id, c)) for c in (None, "DYN_VALGUS"))
    assert wrong < right - 4 * _CENTIMETRE


def test_planted_feet_stay_planted_while_the_trunk_leans() -> None:
    ways = bodies_of("single-leg-squat", "TRUNK_LEAN", (0.0, 0.25, 0.5, 0.75, 1.0))
    first = place(ways[0], "foot_r")
    for body in ways:
        assert place(body, "foot_r")[0] == pytest.approx(first[0], abs=_CENTIMETRE)
        assert place(body, "foot_r")[2] == pytest.approx(first[2], abs=_HALF_A_CENTIMETRE)
    assert place(ways[-1], "head")[2] - place(ways[-1], "pelvis")[2] > 12 * _CENTIMETRE


def test_an_arched_back_tips_the_pelvis_forward() -> None:
    def forward(body: Body) -> float:
        return -turn(forward_kinematics(body)["pelvis"].rotation, (1.0, 0.0, 0.0))[1]

    right, wrong = (end_of("hip-flexor-stretch", code) for code in (None, "LUMBAR_EXT"))
    assert forward(wrong) > forward(right) + 0.15


def test_a_lifted_heel_leaves_the_forefoot_down() -> None:
    right, wrong = (end_of("single-leg-squat", code) for code in (None, "HEEL_LIFT"))
    heel = [
        forward_kinematics(body)["foot_r"].carry("foot_r", (-0.045, 0.0, 0.085))[1] for body in (right, wrong)
    ]
    assert heel[1] > heel[0] + 2 * _CENTIMETRE
    assert wrong["mtp_angle_r"] > 15.0


def test_a_free_foot_that_touches_comes_down() -> None:
    right, wrong = (end_of("single-leg-stance", code) for code in (None, "FOOT_TOUCH"))
    assert place(wrong, "toes_l")[1] < place(right, "toes_l")[1] - 3 * _CENTIMETRE


def test_too_deep_is_deeper_and_stiff_is_higher() -> None:
    heights = {
        code: place(end_of("jump-and-land", code), "pelvis")[1]
        for code in (None, "DEPTH_OVER", "STIFF_LANDING")
    }
    assert heights["DEPTH_OVER"] < heights[None] - 5 * _CENTIMETRE < heights["STIFF_LANDING"]


def test_a_fast_way_back_is_over_early_and_then_waits() -> None:
    right, wrong = (clip_of("side-lying-leg-raise", code) for code in (None, "TEMPO_FAST"))
    assert wrong.duration_s == pytest.approx(right.duration_s)
    still = [t for t, root, q in zip(wrong.times_s, wrong.root, wrong.rotations["femur_r"], strict=True)
             if q == wrong.rotations["femur_r"][-1] and root == wrong.root[-1]]  # fmt: skip
    back_s = wrong.times_s[wrong.parts.index("back")]
    assert min(t for t in still if t > back_s) - back_s < 0.4 * (wrong.duration_s - back_s)


def test_bouncing_goes_back_and_forth_while_the_hold_lasts() -> None:
    exercise, _ = performed(CATALOGUE.exercise("groin-butterfly"), CATALOGUE, CATALOGUE.faults["BOUNCE"])
    swings = CATALOGUE.faults["BOUNCE"].shown_by[0].swings
    held = [leg for leg in exercise.movement.path if leg.part == "hold"]
    assert [leg.to for leg in held[:4]] == ["swing", "open", "swing", "open"]
    assert len(held) == 2 * swings
    assert sum(leg.share for leg in held) == pytest.approx(1.0)


def test_a_landing_that_is_not_held_is_left_early() -> None:
    right, wrong = (clip_of("jump-and-land", code) for code in (None, "LOST_STICK"))
    assert wrong.duration_s == pytest.approx(right.duration_s)
    assert wrong.parts.count("hold") > right.parts.count("hold")


@pytest.mark.parametrize("name", SHOWN)
def test_a_faulty_clip_keeps_step_with_the_right_one(name: str) -> None:
    exercise_id, _, code = name.partition(".")
    right, wrong = clip_of(exercise_id, None), clip_of(exercise_id, code)
    for part in ("out", "hold", "back"):
        begins = [
            min((t for t, p in zip(clip.times_s, clip.parts, strict=True) if p == part), default=0.0)
            for clip in (right, wrong)
        ]
        assert begins[0] == pytest.approx(begins[1])
    assert wrong.duration_s == pytest.approx(right.duration_s)
    assert wrong.fault == code
    assert wrong.mark is not None


@pytest.mark.parametrize("name", ["step-down.PELVIC_DROP", "clamshell.ROLL_BACK"])
def test_the_left_side_is_marked_on_the_other_side(name: str) -> None:
    exercise_id, _, code = name.partition(".")
    right, left = (clip_of(exercise_id, code, side).mark for side in (Side.RIGHT, Side.LEFT))
    assert right is not None
    assert left is not None
    assert left.point == pytest.approx((right.point[0], right.point[1], -right.point[2]))


def test_a_smaller_range_is_a_smaller_movement_done_wrongly() -> None:
    whole, half = (
        clip_of("single-leg-squat", "DYN_VALGUS", manner=Manner(range_share=s)) for s in (1.0, 0.5)
    )
    lowest = [min(y for _, y, _ in clip.root) for clip in (whole, half)]
    assert lowest[0] < lowest[1]


def test_the_name_of_a_fault_is_that_of_exercise_and_code() -> None:
    assert departed_name("bridge", "KNEES_IN") == "bridge.KNEES_IN"
