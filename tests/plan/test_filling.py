from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.filling import find_training_days, minutes_budget
from hipwise.plan.prescribing import prescribe
from hipwise.plan.session import script_seconds, session_script
from hipwise.plan.situation import assess
from tests.plan.intakes import intake, intakes

CATALOGUE = load_catalogue()


def budget(minutes):
    return minutes_budget(assess(intake({"minutes_per_day": minutes}), CATALOGUE))


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
