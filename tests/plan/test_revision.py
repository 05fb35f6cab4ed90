from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.plan.history import parse_log
from hipwise.plan.progression import progress
from hipwise.plan.revision import RevisionError, revise
from tests.plan.logs import CATALOGUE, START, at, bout, intake, item, plan

NOW = at(3, 9)


def decisions(lines, of_plan):
    log = parse_log(lines, CATALOGUE)
    return progress(of_plan, log, intake(), START + timedelta(days=3), CATALOGUE)


def test_an_accepted_step_up_stands_in_the_next_plan():
    old = plan(item())
    (new,) = revise(old, decisions(bout(0) + bout(2), old), NOW, CATALOGUE).items
    assert (new.repetitions, new.change, new.since) == (14, "up", NOW)
    assert new.reasons[0].rule == "progress-up"


def test_an_accepted_step_back_is_not_taken_again():
    old = plan(item(sets=3, repetitions=15))
    lines = bout(0, sets=3, repetitions=15) + bout(2, sets=3, repetitions=15, morning=3)
    new = revise(old, decisions(lines, old), NOW, CATALOGUE)
    assert (new.items[0].repetitions, new.items[0].change) == (10, "eased")
    assert [d.change for d in decisions(lines, new)] == [None]


def test_an_exercise_without_a_lower_step_is_left_out_with_its_reason():
    old = plan(item(sets=2, repetitions=5, range_share=0.6))
    lines = bout(0, repetitions=5) + bout(2, repetitions=5, peak=6)
    new = revise(old, decisions(lines, old), NOW, CATALOGUE)
    assert new.items == ()
    assert [left.exercise for left in new.left_out] == ["clamshell"]


def test_reasons_of_earlier_steps_do_not_pile_up():
    old = plan(item())
    once = revise(old, decisions(bout(0) + bout(2), old), NOW, CATALOGUE)
    again = plan(replace(once.items[0], repetitions=12, since=None))
    twice = revise(again, decisions(bout(0) + bout(2), again), NOW, CATALOGUE)
    assert len(twice.items[0].reasons) == 1


def test_a_decision_about_another_dose_is_refused():
    old = plan(item())
    taken = decisions(bout(0) + bout(2), old)
    with pytest.raises(RevisionError, match=r"clamshell, repetitions: expected 12.* found 13"):
        revise(plan(item(repetitions=13)), taken, NOW, CATALOGUE)
