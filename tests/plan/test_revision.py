from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose_step import Change
from hipwise.plan.history import parse_log
from hipwise.plan.plan import LeftOut
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


def decided(change, exercise="clamshell", kind=DecisionKind.PROGRESS, rule="progress-form"):
    """A decision about one exercise, by hand."""
    reason = CATALOGUE.reason(rule, share=1, limit=2)
    return Decision(START, exercise, kind, (reason,), change, None, ())


def revised(line, *said):
    return revise(plan(line), said, NOW, CATALOGUE)


def test_a_decision_without_a_change_or_about_another_exercise_leaves_the_plan_as_it_is():
    old = plan(item())
    said = [decided(None), decided(Change("repetitions", 12, 14), "bridge"), decided(None, exercise=None)]
    assert revise(old, said, NOW, CATALOGUE) == old


@pytest.mark.parametrize(
    ("kind", "change"),
    [(DecisionKind.PROGRESS, "up"), (DecisionKind.REGRESS, "eased"), (DecisionKind.STOP, "eased")],
)
def test_only_a_step_up_is_called_one(kind, change):
    (new,) = revised(item(), decided(Change("repetitions", 12, 10), kind=kind)).items
    assert (new.repetitions, new.change) == (10, change)


def test_two_fields_of_a_dose_change_in_one_step():
    step = Change("dose", {"sets": 2, "repetitions": 15}, {"sets": 3, "repetitions": 12})
    (new,) = revised(item(repetitions=15), decided(step)).items
    assert (new.sets, new.repetitions) == (3, 12)


def test_a_larger_dose_takes_its_minutes():
    (new,) = revised(item(minutes=1), decided(Change("sets", 2, 3))).items
    assert new.minutes == 5


def test_a_longer_hold_is_a_new_tempo_and_another_dose_keeps_the_one_that_a_therapist_wrote():
    (held,) = revised(item(tempo="3-1-3"), decided(Change("hold_s", 1, 2))).items
    (same,) = revised(item(tempo="3-1-3"), decided(Change("sets", 2, 3))).items
    assert (held.hold_s, held.tempo, same.tempo) == (2, "2-2-2", "3-1-3")


def test_a_larger_movement_leaves_the_dose_and_a_larger_dose_the_movement():
    eased = item(range_share=0.667, change="eased")
    (wider,) = revised(eased, decided(Change("range_share", 0.667, 0.8))).items
    (more,) = revised(eased, decided(Change("repetitions", 12, 14))).items
    assert (wider.range_share, wider.repetitions) == (0.8, 12)
    assert (more.range_share, more.repetitions) == (0.667, 14)


def test_the_reasons_of_a_step_take_the_place_of_an_earlier_steps_and_the_others_stay():
    kept = CATALOGUE.reason("plan-dose-careful")
    earlier = CATALOGUE.reason("pain-limp")
    unheard = replace(kept, rule="unheard-of")
    (new,) = revised(item(reasons=(earlier, kept, unheard)), decided(Change("sets", 2, 3))).items
    assert [reason.rule for reason in new.reasons] == ["progress-form", "plan-dose-careful", "unheard-of"]


def test_what_is_left_out_is_not_left_out_twice_and_what_comes_back_is_no_more():
    out = LeftOut("bridge", ())
    old = plan(item(), left_out=(out, LeftOut("pelvic-tilt", ())))
    gone = revise(old, [decided(Change("exercise", "clamshell", None))], NOW, CATALOGUE)
    assert [left.exercise for left in gone.left_out] == ["bridge", "pelvic-tilt", "clamshell"]
    assert [reason.rule for reason in gone.left_out[-1].reasons] == ["progress-form"]
    back = Change("exercise", "clamshell", "bridge", item("bridge"))
    came = revise(old, [decided(back)], NOW, CATALOGUE)
    assert [left.exercise for left in came.left_out] == ["pelvic-tilt", "clamshell"]


@pytest.mark.parametrize(("kind", "change"), [(DecisionKind.PROGRESS, "up"), (DecisionKind.REGRESS, "eased")])
def test_another_rung_takes_the_place_with_the_reasons_of_the_step_first(kind, change):
    line = item("bridge", reasons=(CATALOGUE.reason("plan-dose-careful"),))
    (new,) = revised(item(), decided(Change("exercise", "clamshell", "bridge", line), kind=kind)).items
    assert (new.exercise, new.change, new.since) == ("bridge", change, NOW)
    assert [reason.rule for reason in new.reasons] == ["progress-form", "plan-dose-careful"]


def test_the_other_lines_keep_their_place_beside_a_new_rung():
    old = plan(item("pelvic-tilt"), item(), item("hip-hike"))
    step = Change("exercise", "clamshell", "bridge", item("bridge"))
    new = revise(old, [decided(step)], NOW, CATALOGUE)
    assert [line.exercise for line in new.items] == ["pelvic-tilt", "bridge", "hip-hike"]


def test_of_several_decisions_each_exercise_gets_the_one_that_changes_it():
    """The whole plan's decision and a hold come beside it, in any order."""
    old, step = plan(item(), item("bridge")), decided(Change("repetitions", 12, 14))
    for said in ([decided(None, exercise=None), step, decided(None)], [decided(None), step]):
        assert [line.repetitions for line in revise(old, said, NOW, CATALOGUE).items] == [14, 12]


def test_a_rung_that_is_in_the_plan_already_is_refused_wherever_it_stands():
    step = decided(Change("exercise", "clamshell", "bridge", item("bridge")))
    for lines in ((item(), item("bridge")), (item("bridge"), item())):
        with pytest.raises(RevisionError, match="bridge in the plan already"):
            revise(plan(*lines), [step], NOW, CATALOGUE)
