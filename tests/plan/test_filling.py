import pytest
from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.choice import choose
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.filling import fill_week, find_training_days, minutes_budget
from hipwise.plan.prescribing import prescribe
from hipwise.plan.session import script_seconds, session_script
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, intake, intakes
from tests.plan.overriding import LOCKED, TESTED, an_override, with_overrides

CATALOGUE = load_catalogue()


def budget(minutes):
    return minutes_budget(assess(intake({"minutes_per_day": minutes}), CATALOGUE))


def filled(*changes, catalogue=CATALOGUE):
    """The days of each exercise that found a place, and why the others found none."""
    situation = assess(intake(*changes), catalogue)
    judged = {name: judge(exercise, situation) for name, exercise in catalogue.exercises.items()}
    eligible = {name: answer for name, answer in judged.items() if isinstance(answer, Eligible)}
    placed, others = fill_week(choose(eligible, situation), situation)
    days = {place.choice.eligible.exercise.id: " ".join(place.days) for place in placed}
    return days, {name: reasons[0].rule for name, reasons in others.items()}


STRONG, LIGHT, ALL_SIX = "mon wed fri", "tue thu sat", "mon tue wed thu fri sat"


@pytest.mark.parametrize(
    ("changes", "week"),
    [
        pytest.param(
            {}, {"clamshell": STRONG, "bridge": ALL_SIX, "pelvic-tilt": ALL_SIX}, id="light-work-every-day"
        ),
        pytest.param(
            {"minutes_per_day": 5},
            {"clamshell": STRONG, "bridge": LIGHT, "pelvic-tilt": STRONG},
            id="few-minutes-share-the-days",
        ),
        pytest.param(
            {"minutes_per_day": 2}, {"bridge": STRONG, "pelvic-tilt": LIGHT}, id="heavy-work-finds-no-minutes"
        ),
        pytest.param(
            {"days": ["mon", "tue", "wed"]},
            {"clamshell": "mon wed", "bridge": "mon tue wed", "pelvic-tilt": "mon tue wed"},
            id="three-days-in-a-row",
        ),
        pytest.param(
            {"days": ["sat", "sun"]},
            {"clamshell": "sat", "bridge": "sat sun", "pelvic-tilt": "sat sun"},
            id="a-weekend",
        ),
        pytest.param(
            {"days": ["mon"]}, {"clamshell": "mon", "bridge": "mon", "pelvic-tilt": "mon"}, id="one-day"
        ),
        pytest.param(
            {"pain": {"flare_last_7_days": True}},
            {"bridge": "mon tue wed thu fri", "pelvic-tilt": ALL_SIX, "pelvic-clock": ALL_SIX},
            id="no-further-day-than-the-dose-has-where-two-are-there",
        ),
    ],
)
def test_a_week_of_the_first_phase(changes, week):
    assert filled(changes)[0] == week


@pytest.mark.parametrize(
    ("changes", "week"),
    [
        pytest.param(
            ({"days": ["mon", "tue", "thu", "sat"], "minutes_per_day": 6},),
            {"clamshell": "mon thu sat", "bridge": "mon thu sat"},
            id="a-day-that-one-exercise-would-have-alone-is-left",
        ),
        pytest.param(
            (READY, {"minutes_per_day": 6, "confidence": 4}),
            {
                "lateral-band-walk": STRONG,
                "single-leg-bridge": STRONG,
                "hip-flexor-stretch": LIGHT,
                "piriformis-figure-four": LIGHT,
            },
            id="three-lonely-days-get-company-of-a-fourth-exercise",
        ),
        pytest.param(
            (READY, {"minutes_per_day": 4}),
            {
                "lateral-band-walk": STRONG,
                "hip-flexor-stretch": "mon tue wed thu sat",
                "piriformis-figure-four": "tue thu fri sat",
            },
            id="what-comes-on-more-days-than-the-heavier-ones-begins-with-the-lighter-ones",
        ),
        pytest.param(
            (READY, TESTED, with_overrides(an_override()), {"minutes_per_day": 10, "confidence": 4}),
            {LOCKED: STRONG, "lateral-band-walk": STRONG, "single-leg-bridge": STRONG},
            id="what-a-clinician-opened-and-no-source-gives-days",
        ),
    ],
)
def test_a_week_of_few_minutes(changes, week):
    assert filled(*changes)[0] == week


def test_lonely_days_get_no_seventh_exercise():
    six = filled(READY, {"tests": {"piriformis_tightness": None}, "goals": ["run", "climb-stairs"]})[0]
    assert len(six) == 6


def test_a_full_week_has_six_exercises_and_no_day_more_than_four():
    week, others = filled(READY)
    assert week == {
        "lateral-band-walk": STRONG,
        "single-leg-bridge": STRONG,
        "single-leg-squat": "mon fri",
        "jump-and-land": "mon fri",
        "hip-flexor-stretch": "tue wed thu sat",
        "piriformis-figure-four": "tue wed thu sat",
    }
    assert others == {}


def test_who_is_unsure_gets_three_exercises():
    assert len(filled(READY, {"confidence": 6})[0]) == 3
    assert len(filled(READY, {"confidence": 7})[0]) == 6


def test_what_finds_no_minutes_leaves_its_place_to_the_next():
    week, others = filled(READY, {"minutes_per_day": 10})
    assert list(week) == [
        "lateral-band-walk",
        "single-leg-bridge",
        "single-leg-squat",
        "hip-flexor-stretch",
        "piriformis-figure-four",
    ]
    assert others == {"jump-and-land": "plan-enough"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"days": []}, "plan-no-days"),
        ({"minutes_per_day": 2}, "plan-no-time"),
        ({"days": ["sat", "sun"], "minutes_per_day": 8, "symptomatic_side": "both"}, "plan-enough"),
    ],
)
def test_why_an_exercise_finds_no_place_is_told(changes, rule):
    assert set(filled(changes)[1].values()) == {rule}


def test_minutes_not_known_are_few_and_more_than_most_are_not_used():
    assert [budget(None), budget(20), budget(480)] == [15, 20, 30]


def test_a_whole_week_has_three_heavier_days_three_lighter_ones_and_one_free():
    days = find_training_days(assess(intake(), CATALOGUE))
    assert days.strong == ("mon", "wed", "fri")
    assert days.lighter == ("tue", "thu", "sat")


def test_every_day_with_exercise_has_at_least_two_in_a_whole_week():
    plan = prescribe(intake(), CATALOGUE)
    assert all(len(ids) >= 2 for ids in plan.schedule.values())


def test_the_minutes_of_the_plan_are_those_of_the_session():
    plan = prescribe(intake({"symptomatic_side": "both"}), CATALOGUE)
    for item in plan.items:
        seconds = script_seconds(session_script([item], CATALOGUE))
        assert item.minutes - 1 < seconds / 60 <= item.minutes


def test_where_one_exercise_fills_its_only_day_a_light_one_comes_on_the_other():
    weekend = {"days": ["sat", "sun"], "minutes_per_day": 8, "symptomatic_side": "both"}
    plan = prescribe(intake(weekend), CATALOGUE)
    assert plan.schedule == {"sat": ("clamshell",), "sun": ("bridge",)}


@given(someone=intakes())
@settings(max_examples=100)
def test_no_light_exercise_has_a_day_alone_that_it_could_give_up(someone):
    plan = prescribe(someone, CATALOGUE)
    for item in plan.items:
        dose = CATALOGUE.exercise(item.exercise).dose.days_per_week
        alone = [day for day in item.days if len(plan.schedule[day]) == 1]
        tier = CATALOGUE.exercise(item.exercise).tier
        lighter = [day for day in alone if day not in find_training_days(assess(someone, CATALOGUE)).strong]
        if len(plan.items) > 1 and tier < CATALOGUE.setting("plan.strong_tier"):
            assert not lighter or len(item.days) - len(lighter) < dose.low


@given(someone=intakes())
@settings(max_examples=100)
def test_heavier_work_comes_twice_a_week_where_two_days_are_far_enough_apart(someone):
    days = find_training_days(assess(someone, CATALOGUE))
    for item in prescribe(someone, CATALOGUE).items:
        if CATALOGUE.exercise(item.exercise).tier >= CATALOGUE.setting("plan.strong_tier"):
            assert len(item.days) >= min(2, len(days.strong))
