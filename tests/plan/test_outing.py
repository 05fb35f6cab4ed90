"""The parts of runs and walks, as the phone times them."""

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.outing import OutingPart, loads_like, pain_limit, parts_of_step, parts_of_walk

CATALOGUE = load_catalogue()
STEPS = CATALOGUE.programmes["running"].steps


def test_the_first_step_walks_and_runs_in_turn():
    assert parts_of_step(STEPS[0]) == (OutingPart("walk", 240), OutingPart("run", 60)) * 3


@pytest.mark.parametrize("step", STEPS)
def test_the_parts_of_a_step_are_as_long_as_the_step(step):
    parts = parts_of_step(step)
    assert sum(part.seconds for part in parts if part.kind == "run") == step.run_min * 60
    assert sum(part.seconds for part in parts if part.kind == "walk") == step.walk_min * 60


def test_a_walk_is_one_part():
    assert parts_of_walk(20) == (OutingPart("walk", 1200),)


@pytest.mark.parametrize("outing", ["running", "walking"])
def test_an_outing_ends_at_the_limit_of_its_own_rule(outing):
    assert pain_limit(outing, CATALOGUE) == CATALOGUE.setting(
        "run.pain" if outing == "running" else "walk.pain"
    )
    assert loads_like(outing, CATALOGUE) in CATALOGUE.exercises
