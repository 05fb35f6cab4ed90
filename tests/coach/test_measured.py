"""The validity card decides what the coach judges, and how it reads angles."""

from dataclasses import replace

import pytest

from hipwise.coach.capability import LIVE_MODELS, capabilities, counting
from hipwise.coach.landmarks import Recording
from hipwise.coach.report import watch
from hipwise.coach.watch_plan import plan_watch
from hipwise.library.catalogue import load_catalogue
from hipwise.library.share import Share
from hipwise.library.side import Side
from hipwise.library.solved_movement import fingerprint
from hipwise.library.validity_card import (
    ANY_MODEL,
    Calibration,
    FaultValidity,
    FilmedSets,
    Grade,
    ModelValidity,
    ValidityCard,
)
from tests.coach.performer import Performer

CATALOGUE = load_catalogue()
EXERCISE = CATALOGUE.exercise("step-down")
WATCHED = [e for e in CATALOGUE.exercises.values() if e.watch.camera != "none"]
GOOD, POOR = (Share(200, 200), Share(0, 200)), (Share(100, 200), Share(0, 200))
_ALL = Share(100, 100)


def _with_card(found: Share, alarms: Share, models=("lite", "full", ANY_MODEL), calibration=None):
    fault = FaultValidity("TRUNK_LEAN", "degrees", found, alarms, Share(0, 1), calibration=calibration)
    entries = tuple(ModelValidity(m, 100, _ALL, _ALL, _ALL, 0.0, _ALL, None, None, (fault,)) for m in models)
    made_from = fingerprint(EXERCISE, CATALOGUE.arm_postures)
    card = ValidityCard(EXERCISE.id, "front", made_from, "", entries, (), ())
    return replace(CATALOGUE, validity={EXERCISE.id: card})


def _why(plan, code: str) -> str:
    return next((why.rule for fault, why in plan.unjudged if fault.code == code), "")


def test_a_fault_above_the_bar_is_judged() -> None:
    plan = plan_watch(EXERCISE, _with_card(*GOOD), model="lite")
    assert "TRUNK_LEAN" in [a.fault.code for a in plan.angles]


def test_a_fault_below_the_bar_is_not_judgeable_and_says_what_was_measured() -> None:
    plan = plan_watch(EXERCISE, _with_card(*POOR), model="lite")
    assert _why(plan, "TRUNK_LEAN") == "coach-fault-below-bar"
    why = next(why for fault, why in plan.unjudged if fault.code == "TRUNK_LEAN")
    assert "found 50 of 100" in why.text


def test_a_fault_that_the_card_does_not_have_is_not_judgeable() -> None:
    plan = plan_watch(EXERCISE, _with_card(*GOOD), model="lite")
    assert _why(plan, "PELVIC_DROP") == "coach-fault-not-measured"


def test_where_another_pose_model_was_measured_nothing_is_judged() -> None:
    plan = plan_watch(EXERCISE, _with_card(*GOOD, models=("lite",)), model="heavy")
    assert _why(plan, "TRUNK_LEAN") == "coach-fault-not-measured"


def test_a_recording_that_names_no_model_is_judged_by_what_holds_for_any() -> None:
    plan = plan_watch(EXERCISE, _with_card(*GOOD, models=(ANY_MODEL,)))
    assert "TRUNK_LEAN" in [a.fault.code for a in plan.angles]


def test_the_calibration_of_the_pose_model_reads_the_angle() -> None:
    calibration = Calibration(slope=0.5, offset=1.0, error=2.0, margin=0.5)
    plan = plan_watch(EXERCISE, _with_card(*GOOD, calibration=calibration), model="lite")
    trust = next(a.trust for a in plan.angles if a.fault.code == "TRUNK_LEAN")
    assert trust.true_deg(0.5 * 8.0 + 1.0) == pytest.approx((8.0 - 0.5, 8.0 + 2.0))


def test_without_a_calibration_the_widest_error_counts() -> None:
    plan = plan_watch(EXERCISE, _with_card(*GOOD), model="lite")
    trust = next(a.trust for a in plan.angles if a.fault.code == "TRUNK_LEAN")
    assert trust.true_deg(10.0)[0] == 10.0 / trust.slope_high - trust.error_deg


def _counted_in(share: Share, films: FilmedSets | None = None):
    catalogue = _with_card(*GOOD)
    card = catalogue.validity[EXERCISE.id]
    entries = tuple(replace(entry, off_by_one=share, films=films) for entry in card.models)
    return replace(catalogue, validity={EXERCISE.id: replace(card, models=entries)})


def _performed(model: str) -> Recording:
    return replace(Performer(EXERCISE).stand_still(1.5).repeat(3, pause_s=0.5).record(30.0), model=model)


def test_a_count_below_the_bar_is_not_told_with_that_pose_model() -> None:
    catalogue = _counted_in(Share(50, 100))
    report = watch(_performed("lite"), EXERCISE, Side.RIGHT, catalogue)
    assert (report.count, report.is_counted, report.repetitions) == (0, False, ())
    assert ("count", catalogue.reason("coach-count-below-bar").text) in report.not_judgeable


def test_the_card_says_nothing_about_landmarks_of_another_source() -> None:
    report = watch(_performed(ANY_MODEL), EXERCISE, Side.RIGHT, _counted_in(Share(50, 100)))
    assert (report.count, report.is_counted) == (3, True)


def test_a_count_that_only_films_show_to_be_poor_is_not_told_either() -> None:
    films = FilmedSets(20, _ALL, Share(2, 20), Share(4, 20), Share(4, 20), None, None)
    assert not plan_watch(EXERCISE, _counted_in(_ALL, films), model="lite").counts
    assert plan_watch(EXERCISE, _counted_in(_ALL), model="lite").counts


@pytest.mark.parametrize("exercise", WATCHED, ids=lambda e: e.id)
def test_page_and_coach_agree_on_what_is_counted(exercise) -> None:
    """The page calls a count "cannot judge" as soon as one of the live models does not count."""
    counts = [plan_watch(exercise, CATALOGUE, model=each).counts for each in LIVE_MODELS]
    assert (counting(exercise, CATALOGUE).grade is not Grade.CANNOT) is all(counts)


def test_an_exercise_without_a_card_says_not_measured_yet() -> None:
    lines = capabilities(EXERCISE, replace(CATALOGUE, validity={}))
    assert {line.grade for line in lines if line.code == "TRUNK_LEAN"} == {None}


def test_the_page_tells_of_the_model_that_does_worse() -> None:
    catalogue = _with_card(*GOOD)
    card = catalogue.validity[EXERCISE.id]
    poor = replace(card.models[1].faults[0], found=Share(10, 100))
    models = (card.models[0], replace(card.models[1], faults=(poor,)), card.models[2])
    catalogue = replace(catalogue, validity={EXERCISE.id: replace(card, models=models)})
    line = next(line for line in capabilities(EXERCISE, catalogue) if line.code == "TRUNK_LEAN")
    assert (line.grade, line.measured) == (Grade.CANNOT, poor)


@pytest.mark.parametrize("exercise", CATALOGUE.exercises.values(), ids=lambda e: e.id)
def test_page_and_coach_agree_on_what_is_judged(exercise) -> None:
    """What the page calls judged the coach judges with each live model, and nothing that it does not."""
    card = CATALOGUE.card(exercise)
    if card is None:
        pytest.skip("not measured")
    told = {
        line.code
        for line in capabilities(exercise, CATALOGUE)
        if line.code and line.grade is not Grade.CANNOT
    }
    judged = []
    for model in ("lite", "full"):
        unjudged = {fault.code for fault, _ in plan_watch(exercise, CATALOGUE, model=model).unjudged}
        judged.append({w.code for w in exercise.watch.faults} - unjudged)
    assert told == judged[0] & judged[1]


def test_whether_the_camera_counts_is_the_first_of_what_it_can_do() -> None:
    for exercise in CATALOGUE.exercises.values():
        assert counting(exercise, CATALOGUE) == capabilities(exercise, CATALOGUE)[0]
