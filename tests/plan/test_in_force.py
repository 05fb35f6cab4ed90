from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.done_sets import sets_share
from hipwise.plan.history import parse_log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import DAYS
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import intake

CATALOGUE = load_catalogue()
FIRST = date(2026, 11, 22)


def plans():
    """A plan of two sets, and from the eighth day on one of three."""
    plan = prescribe(intake(), CATALOGUE)
    bridge = next(item for item in plan.items if item.exercise == "bridge")
    light = replace(plan, items=(replace(bridge, sets=2, days=DAYS),))
    heavy = replace(plan, items=(replace(bridge, sets=3, days=DAYS),))
    return PlansInForce((FIRST, FIRST + timedelta(days=7)), (light, heavy))


def two_sets_on(day):
    return [
        {
            "id": f"{day.isoformat()}-{number}",
            "at": f"{day.isoformat()}T18:00:00+00:00",
            "kind": "set",
            "exercise": "bridge",
            "side": "both",
            "set": number,
            "repetitions": 15,
            "hold_s": 2,
            "source": "manual",
            "faults": {},
        }
        for number in (1, 2)
    ]


def test_each_day_has_the_plan_that_began_last():
    sets = [plans().on(FIRST + timedelta(days=d)).items[0].sets for d in (-3, 0, 6, 7, 30)]
    assert sets == [2, 2, 2, 3, 3]


def test_two_sets_were_all_of_the_lighter_plan():
    days = [FIRST + timedelta(days=d) for d in range(7)]
    log = parse_log([entry for day in days for entry in two_sets_on(day)], CATALOGUE)
    assert sets_share(log, plans(), days[-1], 7, CATALOGUE).share == 1.0


def test_two_sets_are_two_thirds_of_the_heavier_plan():
    days = [FIRST + timedelta(days=7 + d) for d in range(7)]
    log = parse_log([entry for day in days for entry in two_sets_on(day)], CATALOGUE)
    assert sets_share(log, plans(), days[-1], 7, CATALOGUE).share == 2 / 3


def test_the_last_plan_is_the_present_one():
    assert plans().present.items[0].sets == 3
    three = PlansInForce((*plans().since, FIRST + timedelta(days=9)), (*plans().plans, plans().plans[0]))
    assert three.present.items[0].sets == 2


@pytest.mark.parametrize(("made", "begun"), [(-2, -2), (0, 0), (3, 0)])
def test_it_began_when_the_first_plan_was_made_or_came_into_force(made, begun):
    light, heavy = plans().plans
    first = replace(light, made_on=FIRST + timedelta(days=made))
    later = replace(heavy, made_on=FIRST - timedelta(days=9))
    assert PlansInForce(plans().since, (first, later)).begun_on == FIRST + timedelta(days=begun)


def test_one_plan_speaks_for_all_days():
    light = plans().plans[0]
    alone = PlansInForce.of(light)
    assert [alone.on(FIRST + timedelta(days=days)) for days in (-30, 0, 300)] == [light] * 3
    assert alone.begun_on == light.made_on


def lines_on(force, day):
    return [line for span in force.spans((day,)) for line, days in span.due() if days]


def test_a_line_is_there_on_its_days_of_the_week_and_until_it_is_over():
    light = plans().plans[0]
    weekly = replace(light.items[0], days=("mon",))
    ending = replace(light.items[0], exercise="clamshell", expires_on=FIRST + timedelta(days=8))
    alone = PlansInForce.of(replace(light, items=(weekly, ending)))
    monday, tuesday = FIRST + timedelta(days=1), FIRST + timedelta(days=2)
    named = {day: [line.exercise for line in lines_on(alone, day)] for day in (monday, tuesday)}
    assert named == {monday: ["bridge", "clamshell"], tuesday: ["clamshell"]}
    assert [line.exercise for line in lines_on(alone, monday + timedelta(days=7))] == ["bridge"]


def test_of_two_lines_of_one_exercise_the_first_counts():
    light = plans().plans[0]
    twice = (light.items[0], replace(light.items[0], sets=9))
    alone = PlansInForce.of(replace(light, items=twice))
    item = alone.item_on(FIRST, "bridge")
    assert item is not None
    assert item.sets == 2
    assert [line.sets for line in lines_on(alone, FIRST)] == [2]
    assert alone.item_on(FIRST, "clamshell") is None


some_days = st.lists(st.sampled_from(DAYS), unique=True).map(tuple)
later = st.integers(0, 30)


@given(st.lists(some_days, min_size=3, max_size=3), st.tuples(later, later), st.none() | later, later, later)
def test_the_lines_that_are_due_are_those_of_each_day_for_itself(days, since, over_after, begin, count):
    plan = plans().plans[0]
    over = None if over_after is None else FIRST + timedelta(days=over_after)
    each = tuple(
        replace(plan, items=(replace(plan.items[0], sets=1 + number, days=those, expires_on=over),))
        for number, those in enumerate(days)
    )
    starts = (FIRST, *(FIRST + timedelta(days=day) for day in sorted(since)))
    dates = [FIRST + timedelta(days=begin + number) for number in range(count)]
    force = PlansInForce(starts, each)
    due = [(item.sets, day) for span in force.spans(dates) for item, of in span.due() for day in of]
    assert sorted(due) == sorted((item.sets, day) for day in dates for item in force.on(day).items_on(day))
