import dataclasses
import json
import math

import pytest

from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.landmarks import MISSING, Recording
from hipwise.coach.live import SideError
from hipwise.coach.report import report_to_mapping, watch
from hipwise.library.exercise import Laterality
from hipwise.library.side import Side
from tests.coach.performer import Performer, unmeasured
from tests.coach.test_quantity import SEEN, STILL

CATALOGUE = unmeasured()
MOVING = sorted(set(SEEN) - STILL)
HALF_A_SECOND = 0.5
THREE_DEGREES = 3.0
CONTRACT_KEYS = {
    *("exercise", "side", "seconds", "frames", "seen_share", "count"),
    *("repetitions", "holds", "faults", "not_judgeable"),
}


def _side(exercise):
    return Side.BOTH if exercise.laterality is Laterality.BOTH_TOGETHER else Side.RIGHT


def _performer(exercise_id, side=None):
    exercise = CATALOGUE.exercise(exercise_id)
    return Performer(exercise, side or _side(exercise), CATALOGUE)


def _set_of(exercise_id, times=3, side=None, **how):
    hold_s = 5.0 if CATALOGUE.exercise(exercise_id).is_hold else None
    performer = _performer(exercise_id, side).stand_still(1.5)
    return performer.repeat(times, hold_s=hold_s, pause_s=0.3, **how).stand_still(1.0)


# What the camera of the exercise can judge, done with the fault that the figure shows.
SEEN_FAULTS = [
    ("single-leg-squat", "DYN_VALGUS"),
    ("single-leg-squat", "PELVIC_DROP"),
    ("single-leg-squat", "TRUNK_LEAN"),
    ("step-down", "DYN_VALGUS"),
    ("step-down", "TEMPO_FAST"),
    ("jump-and-land", "DYN_VALGUS"),
    ("single-leg-hop", "PELVIC_DROP"),
    ("bosu", "DYN_VALGUS"),
    ("bosu", "TRUNK_LEAN"),
    ("hip-hike", "PELVIC_DROP"),
    ("prone-leg-raise", "HIP_HYPEREXT"),
    ("prone-leg-raise", "KNEE_BEND"),
    ("straight-leg-raise", "RANGE_OVER"),
    ("straight-leg-raise", "KNEE_BEND"),
    ("hip-flexor-stretch", "HIP_HYPEREXT"),
    ("bridge", "TEMPO_FAST"),
    ("lateral-band-walk", "TRUNK_LEAN"),
    ("single-leg-stance", "PELVIC_DROP"),
    ("wobble-board", "TRUNK_LEAN"),
]


@pytest.mark.parametrize(("exercise_id", "code"), SEEN_FAULTS)
def test_the_fault_that_the_figure_shows_is_the_one_that_is_seen(exercise_id, code):
    exercise = CATALOGUE.exercise(exercise_id)
    verdicts = []
    for fault in (None, CATALOGUE.faults[code]):
        performer = Performer(exercise, _side(exercise), CATALOGUE, fault=fault).stand_still(1.5)
        hold_s = 5.0 if exercise.is_hold else None
        recording = performer.repeat(3, hold_s=hold_s, pause_s=0.3).stand_still(1.0).record(15.0)
        verdicts.append(_fault(_watch(recording, exercise_id), code).verdict)
    assert verdicts[0] is not Verdict.FAULT
    assert verdicts[1] is Verdict.FAULT


def _watch(recording, exercise_id, side=None):
    exercise = CATALOGUE.exercise(exercise_id)
    return watch(recording, exercise, side or _side(exercise), CATALOGUE)


def _fault(report, code):
    (found,) = [f for f in report.faults if f.code == code]
    return found


@pytest.mark.parametrize("exercise_id", MOVING)
@pytest.mark.parametrize("frames_per_s", [7.0, 30.0])
def test_every_exercise_is_counted_at_any_frame_rate(exercise_id, frames_per_s):
    recording = _set_of(exercise_id).record(frames_per_s, jitter=0.2)
    assert _watch(recording, exercise_id).count == 3


@pytest.mark.parametrize("exercise_id", ["clamshell", "single-leg-squat", "bridge", "groin-butterfly"])
@pytest.mark.parametrize("frames_per_s", [15.0, 60.0])
def test_the_rates_between_and_beyond_change_nothing(exercise_id, frames_per_s):
    recording = _set_of(exercise_id).record(frames_per_s, jitter=0.2)
    assert _watch(recording, exercise_id).count == 3


@pytest.mark.parametrize("exercise_id", MOVING)
@pytest.mark.parametrize("off", [(15.0, 0.0), (-15.0, 0.0)])
def test_a_camera_a_little_off_its_place_counts_the_same(exercise_id, off):
    recording = _set_of(exercise_id).record(15.0, azimuth_off_deg=off[0], elevation_off_deg=off[1])
    assert _watch(recording, exercise_id).count == 3


@pytest.mark.parametrize("exercise_id", ["clamshell", "bridge", "single-leg-squat", "hip-hike"])
@pytest.mark.parametrize("off_deg", [8.0, -8.0])
def test_a_camera_a_little_too_high_or_low_counts_the_same(exercise_id, off_deg):
    recording = _set_of(exercise_id).record(15.0, elevation_off_deg=off_deg)
    assert _watch(recording, exercise_id).count == 3


@pytest.mark.parametrize("exercise_id", MOVING)
def test_the_jitter_of_real_clips_changes_no_count(exercise_id):
    assert _watch(_set_of(exercise_id).record(30.0, noise=0.009), exercise_id).count == 3


@pytest.mark.parametrize("exercise_id", SEEN)
def test_holding_the_start_position_counts_nothing(exercise_id):
    assert _watch(_performer(exercise_id).stand_still(8.0).record(15.0), exercise_id).count == 0


@pytest.mark.parametrize("exercise_id", SEEN)
def test_walking_by_counts_nothing(exercise_id):
    assert _watch(_performer(exercise_id).walk_by(6.0).record(15.0), exercise_id).count == 0


@pytest.mark.parametrize("exercise_id", SEEN)
def test_waving_counts_nothing(exercise_id):
    assert _watch(_performer(exercise_id).wave(6.0).record(15.0), exercise_id).count == 0


@pytest.mark.parametrize("exercise_id", SEEN)
def test_getting_into_position_and_up_again_counts_nothing(exercise_id):
    performer = _performer(exercise_id).come_from_standing(3.0).stand_still(2.0).go_to_standing(3.0)
    assert _watch(performer.record(15.0), exercise_id).count == 0


@pytest.mark.parametrize("exercise_id", SEEN)
def test_waiting_half_way_and_coming_back_counts_nothing(exercise_id):
    performer = _performer(exercise_id).stand_half_way(2.0).come_back_from_half_way(1.5).stand_still(2.0)
    assert _watch(performer.record(15.0), exercise_id).count == 0


@pytest.mark.parametrize("exercise_id", ["single-leg-squat", "bridge", "straight-leg-raise", "step-down"])
def test_who_begins_half_way_is_counted_once_back_at_the_start(exercise_id):
    performer = _performer(exercise_id).stand_half_way(2.0).come_back_from_half_way(1.0)
    recording = performer.repeat(3, pace=1.5).stand_still(2.0).record(30.0)
    assert _watch(recording, exercise_id).count == 3


@pytest.mark.parametrize("exercise_id", ["clamshell", "straight-leg-raise", "single-leg-stance", "step-down"])
def test_the_left_side_is_reported_exactly_like_the_right(exercise_id):
    right = report_to_mapping(
        _watch(_set_of(exercise_id, side=Side.RIGHT).record(30.0, noise=0.0), exercise_id, Side.RIGHT)
    )
    left = report_to_mapping(
        _watch(_set_of(exercise_id, side=Side.LEFT).record(30.0, noise=0.0), exercise_id, Side.LEFT)
    )
    assert {**right, "side": "left"} == left


@pytest.mark.parametrize("exercise_id", ["clamshell", "straight-leg-raise", "single-leg-squat", "hip-hike"])
def test_the_wrong_side_is_noticed_and_not_counted(exercise_id):
    report = _watch(_set_of(exercise_id, side=Side.LEFT).record(), exercise_id, Side.RIGHT)
    assert report.count == 0
    assert "side" in [what for what, _ in report.not_judgeable]


@pytest.mark.parametrize("exercise_id", ["bridge", "ball-bridge"])
def test_a_bridge_may_be_filmed_from_either_side(exercise_id):
    exercise = CATALOGUE.exercise(exercise_id)
    filmed_left = Performer(exercise, Side.LEFT, CATALOGUE).stand_still(1.5).repeat(3, pause_s=0.3)
    assert _watch(filmed_left.record(), exercise_id).count == 3


@pytest.mark.parametrize("exercise_id", ["straight-leg-raise", "clamshell", "bridge", "single-leg-stance"])
def test_picture_size_does_not_matter(exercise_id):
    small = _watch(_set_of(exercise_id).record(noise=0.0, pixels_per_m=90.0), exercise_id)
    large = _watch(_set_of(exercise_id).record(noise=0.0, pixels_per_m=700.0), exercise_id)
    assert small.count == large.count == 3


@pytest.mark.parametrize("exercise_id", ["clamshell", "straight-leg-raise", "bridge", "side-lying-leg-raise"])
def test_repetitions_are_told_with_their_times(exercise_id):
    performer = _set_of(exercise_id)
    report = _watch(performer.record(), exercise_id)
    for seen, (start_s, end_s) in zip(report.repetitions, performer.truth.repetitions, strict=True):
        assert pytest.approx(start_s, abs=HALF_A_SECOND) == seen.start_s
        assert pytest.approx(end_s, abs=HALF_A_SECOND) == seen.end_s


@pytest.mark.parametrize("exercise_id", ["single-leg-stance", "isometric-hip-raise", "groin-butterfly"])
def test_holds_last_as_long_as_they_are_held(exercise_id):
    performer = _set_of(exercise_id)
    report = _watch(performer.record(), exercise_id)
    for seen, (start_s, end_s) in zip(report.holds, performer.truth.holds, strict=True):
        assert pytest.approx(end_s - start_s, abs=HALF_A_SECOND) == seen.seconds


def test_the_peak_is_told_in_the_definitions_own_angle():
    report = _watch(_set_of("straight-leg-raise").record(), "straight-leg-raise")
    defined = CATALOGUE.exercise("straight-leg-raise").movement.postures.values()
    flexion = max(p.working["hip"].get("flexion", 0.0) for p in defined)
    assert report.quantity == "hip_flexion_working"
    for repetition in report.repetitions:
        assert pytest.approx(flexion, abs=THREE_DEGREES) == repetition.peak_deg


def _hide(recording, names, since_s=-math.inf, until_s=math.inf):
    hidden = {
        name: tuple(
            MISSING if since_s <= t <= until_s else landmark
            for t, landmark in zip(recording.times_s, series, strict=True)
        )
        if name in names
        else series
        for name, series in recording.landmarks.items()
    }
    return Recording(recording.times_s, hidden, recording.scaled)


@pytest.mark.parametrize("exercise_id", SEEN)
def test_what_is_never_seen_is_never_ok(exercise_id):
    recording = _set_of(exercise_id).record(15.0)
    report = _watch(_hide(recording, set(recording.landmarks)), exercise_id)
    assert report.count == 0
    assert report.seen_share == 0.0
    assert {"not judgeable"} == {fault.verdict.value for fault in report.faults}
    assert "count" in [what for what, _ in report.not_judgeable]


def test_what_is_hidden_is_named():
    recording = _set_of("straight-leg-raise").record()
    report = _watch(_hide(recording, {"right_ankle"}), "straight-leg-raise")
    assert ("right ankle", "I cannot see your right ankle.") in report.not_judgeable


def test_a_short_gap_is_bridged():
    recording = _set_of("straight-leg-raise").record()
    gap = _hide(recording, set(recording.landmarks), 3.0, 3.2)
    assert _watch(gap, "straight-leg-raise").count == 3


def test_out_of_sight_pauses_the_set_and_does_not_end_it():
    recording = _set_of("straight-leg-raise", times=5).record()
    gap = _hide(recording, set(recording.landmarks), 8.5, 9.8)
    assert _watch(gap, "straight-leg-raise").count in (4, 5)


def test_a_landmark_that_the_model_doubts_counts_as_not_seen():
    recording = _set_of("straight-leg-raise").record(15.0)
    doubted = {n: tuple((x, y, z, 0.2) for x, y, z, _ in s) for n, s in recording.landmarks.items()}
    report = _watch(Recording(recording.times_s, doubted, False), "straight-leg-raise")
    assert (report.count, report.seen_share) == (0, 0.0)


def test_lone_outliers_change_no_count():
    recording = _set_of("straight-leg-raise", times=5).record()
    knee = list(recording.landmarks["right_knee"])
    for place in range(0, len(knee), 50):
        x, y, z, v = knee[place]
        knee[place] = (x + 200.0, y - 150.0, z, v)
    broken = Recording(recording.times_s, {**recording.landmarks, "right_knee": tuple(knee)}, False)
    assert _watch(broken, "straight-leg-raise").count == 5


def test_an_exercise_without_a_camera_place_is_not_judged_at_all():
    report = _watch(Recording((0.0, 1.0), {}, False), "pelvic-clock")
    assert (report.count, report.is_counted) == (0, False)
    assert {"not judgeable"} == {fault.verdict.value for fault in report.faults}
    assert report.not_judgeable[0][0] == "count"


def test_an_empty_recording_is_an_honest_report():
    report = _watch(Recording((), {}, False), "clamshell", Side.RIGHT)
    assert (report.count, report.frames, report.seconds) == (0, 0, 0.0)


def test_both_sides_of_a_one_sided_exercise_are_refused():
    with pytest.raises(SideError, match="left or right"):
        _watch(Recording((), {}, False), "clamshell", Side.BOTH)


def test_a_side_of_a_two_sided_exercise_is_reported_as_both():
    assert Side.BOTH is _watch(Recording((), {}, False), "bridge", Side.LEFT).side


@pytest.mark.parametrize("exercise_id", ["clamshell", "single-leg-stance", "pelvic-clock"])
def test_the_mapping_is_json_with_the_contracts_keys(exercise_id):
    exercise = CATALOGUE.exercise(exercise_id)
    recording = Recording((), {}, False)
    if exercise.watch.camera != "none":
        recording = _set_of(exercise_id, times=1).record(15.0)
    mapping = json.loads(json.dumps(report_to_mapping(_watch(recording, exercise_id)), allow_nan=False))
    assert set(mapping) >= CONTRACT_KEYS
    for fault in mapping["faults"]:
        assert {"code", "verdict", "count", "worst_deg", "limit_deg"} <= set(fault)


def _with_fault(exercise, **changes):
    """The exercise performed with another far posture."""
    far = exercise.movement.path[0].to
    posture = dataclasses.replace(exercise.movement.postures[far], **changes)
    movement = dataclasses.replace(exercise.movement, postures={**exercise.movement.postures, far: posture})
    return dataclasses.replace(exercise, movement=movement)


def _watch_fault(exercise_id, pace=1.0, side=Side.RIGHT, **changes):
    exercise = CATALOGUE.exercise(exercise_id)
    performer = Performer(_with_fault(exercise, **changes), side, CATALOGUE).stand_still(1.5)
    return _watch(performer.repeat(3, pause_s=0.3, pace=pace).record(), exercise_id, side)


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("way", ["lean_to_working", "lean_to_other"])
def test_a_trunk_that_leans_in_a_squat_is_a_fault_either_way(side, way):
    report = _watch_fault("single-leg-squat", side=side, trunk={way: 14.0})
    assert _fault(report, "TRUNK_LEAN").verdict.value == "fault"


def _watch_fault_from_the_start(exercise_id, **changes):
    """Every posture has it, the start position too."""
    exercise = CATALOGUE.exercise(exercise_id)
    postures = {n: dataclasses.replace(p, **changes) for n, p in exercise.movement.postures.items()}
    movement = dataclasses.replace(exercise.movement, postures=postures)
    changed = dataclasses.replace(exercise, movement=movement)
    performer = Performer(changed, Side.RIGHT, CATALOGUE).stand_still(1.5)
    return _watch(performer.repeat(2, pause_s=0.3).record(), exercise_id)


def test_a_trunk_that_leans_from_the_start_on_is_a_fault():
    report = _watch_fault_from_the_start("single-leg-squat", trunk={"lean_to_working": 14.0})
    assert _fault(report, "TRUNK_LEAN").verdict.value == "fault"


def test_a_pelvis_that_has_dropped_from_the_start_on_is_a_fault():
    report = _watch_fault_from_the_start("single-leg-squat", pelvis={"drop": 16.0})
    assert _fault(report, "PELVIC_DROP").verdict.value == "fault"


def test_a_body_built_or_filmed_a_little_askew_has_no_trunk_fault():
    report = _watch_fault_from_the_start("single-leg-squat", trunk={"lean_to_working": 3.0})
    assert _fault(report, "TRUNK_LEAN").verdict.value == "ok"


def test_an_upright_squat_has_no_trunk_fault():
    report = _watch(_set_of("single-leg-squat").record(), "single-leg-squat")
    assert _fault(report, "TRUNK_LEAN").verdict.value == "ok"


def test_a_level_pelvis_is_not_called_ok_because_the_hip_line_hides_drops():
    report = _watch(_set_of("single-leg-squat").record(), "single-leg-squat")
    assert _fault(report, "PELVIC_DROP").verdict.value == "not judgeable"


def test_a_clear_drop_of_the_pelvis_is_told():
    report = _watch_fault("single-leg-squat", pelvis={"drop": 15.0})
    assert _fault(report, "PELVIC_DROP").verdict.value == "fault"


def test_a_knee_that_bends_in_a_straight_leg_raise_is_a_fault():
    working = {"hip": {"flexion": 38.0}, "knee": {"flexion": 28.0}}
    report = _watch_fault("straight-leg-raise", working=working)
    fault = _fault(report, "KNEE_BEND")
    assert (fault.verdict.value, fault.count) == ("fault", 3)


def test_a_leg_raised_too_far_is_a_fault():
    report = _watch_fault("straight-leg-raise", working={"hip": {"flexion": 60.0}})
    assert _fault(report, "RANGE_OVER").verdict.value == "fault"


def test_lowering_too_quickly_is_a_fault():
    quick = _watch_fault("clamshell", pace=3.0)
    slow = _watch_fault("clamshell")
    assert (
        _fault(quick, "TEMPO_FAST").verdict.value,
        _fault(slow, "TEMPO_FAST").verdict.value,
    ) == ("fault", "ok")


@pytest.mark.parametrize("code", ["ROLL_BACK", "FRONT_HIP_PINCH", "HIP_FLEX_OVER"])
def test_what_this_camera_cannot_judge_says_why(code):
    fault = _fault(_watch(_set_of("clamshell").record(15.0), "clamshell"), code)
    assert fault.verdict.value == "not judgeable"
    assert fault.why is not None
    assert fault.why.text
