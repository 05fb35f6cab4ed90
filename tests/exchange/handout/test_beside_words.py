"""What the sheet says of walking, swimming, cycling and running."""

from dataclasses import replace

import pytest

from hipwise.exchange.handout.beside_words import beside_lines, line_from_mapping, line_to_mapping
from hipwise.exchange.handout.cover import Cover, cover_from_mapping, cover_to_mapping
from hipwise.exchange.handout.words import handout_words
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.activity import WalkNow, activities_now
from hipwise.plan.beside import Beside
from hipwise.plan.running import RunningGate, RunningToday
from tests.exchange.samples import example_plan
from tests.plan.intakes import after_surgery, intake

CATALOGUE = load_catalogue()
PROGRAMME = CATALOGUE.programmes["running"]
STEP = RunningToday(RunningGate(PROGRAMME, (), ()), 3, PROGRAMME.steps[2], None, True, False, ())


def lines(*changes, **given):
    """The lines of a person, by name."""
    told = activities_now(intake(*changes), CATALOGUE)
    beside = Beside(**{"running": None, "activities": told, "walk": None, **given})
    return {line.name: line for line in beside_lines(beside, CATALOGUE)}


def test_walking_is_told_to_everybody_with_its_minutes_and_when_to_stop():
    walking = lines()["Walking"]
    assert walking.dose == "10 to 30 minutes"
    assert "Stop above 2 of 10" in walking.advice[-1]


def test_the_longest_walk_that_the_log_allows_stands_on_the_sheet():
    walk = WalkNow(22, CATALOGUE.reason("walk-same"))
    assert lines(walk=walk)["Walking"].dose == "up to 22 minutes"


@pytest.mark.parametrize(("goal", "name"), [("swim", "Swimming"), ("cycle", "Cycling")])
def test_others_are_told_for_their_goal(goal, name):
    assert name in lines({"goals": [goal]})
    assert name not in lines({"goals": ["work"]})


def test_what_waits_for_its_week_says_so_in_place_of_minutes():
    walking = lines(after_surgery(14))["Walking"]
    assert walking.dose == activities_now(intake(after_surgery(14)), CATALOGUE)[0].waits.text


def test_running_has_its_step_and_stays_there():
    running = lines(running=STEP)["Running"]
    assert running.dose == "step 3 of 15: 3 times: walk 2 minutes, run 3 minutes"
    assert "Stay at this step" in running.advice[1]


def test_behind_its_gate_running_is_not_on_the_sheet():
    shut = replace(STEP, number=None, step=None, is_today=False)
    assert "Running" not in lines(running=shut)


def test_a_line_and_a_cover_come_back_from_json():
    every = tuple(lines(running=STEP).values())
    assert tuple(line_from_mapping(line_to_mapping(line)) for line in every) == every
    assert cover_from_mapping(cover_to_mapping(Cover(beside=every))).beside == every


def test_nothing_of_it_is_printed_while_no_dose_may_be():
    every = tuple(lines().values())
    plan = example_plan()
    assert handout_words(plan, CATALOGUE, cover=Cover(beside=every))["beside"]
    withheld = Cover(beside=every, withheld=("The questions are due.",))
    assert handout_words(plan, CATALOGUE, cover=withheld)["beside"] == []
