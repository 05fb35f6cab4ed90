from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.intake import parse_intake
from hipwise.plan.lint import lint
from hipwise.plan.phase_plan import plan_of_phase
from hipwise.plan.plan import LeftOut
from hipwise.plan.prescribing import prescribe
from tests.plan.intakes import READY, TODAY, intake, varied

CATALOGUE = load_catalogue()
FIRST = prescribe(intake(), CATALOGUE)
KNOWN = intake(READY)
SECOND = prescribe(KNOWN, CATALOGUE, highest_phase=2)


def test_the_phase_is_the_one_that_was_asked_for_however_much_is_met():
    assert [plan_of_phase(FIRST, KNOWN, phase, CATALOGUE).phase for phase in (1, 2, 3, 4)] == [1, 2, 3, 4]


def test_a_phase_whose_signs_are_not_there_is_not_proposed():
    assert plan_of_phase(FIRST, intake(), 3, CATALOGUE).phase == 1


def test_what_stays_keeps_its_dose_and_what_is_new_begins_low():
    since = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
    eased = tuple(
        replace(item, sets=1, repetitions=2, range_share=0.6, since=since, change="eased")
        for item in SECOND.items
    )
    following = plan_of_phase(replace(SECOND, items=eased), KNOWN, 3, CATALOGUE)
    anew = {item.exercise: item for item in prescribe(KNOWN, CATALOGUE, highest_phase=3).items}
    stay = {item.exercise for item in SECOND.items}
    kept = [item for item in following.items if item.exercise in stay]
    doses = {(i.sets, i.repetitions, i.range_share, i.since, i.change) for i in kept}
    assert doses == {(1, 2, 0.6, since, "eased")}
    assert [item for item in following.items if item.exercise not in stay] == [
        item for name, item in anew.items() if name not in stay
    ]


def test_the_warning_sign_questions_stay_due_when_they_were():
    due = TODAY + timedelta(days=3)
    assert plan_of_phase(replace(FIRST, screen_again_on=due), KNOWN, 2, CATALOGUE).screen_again_on == due


@settings(max_examples=40)
@given(st.sampled_from([1, 2, 3, 4]), st.sampled_from(["left", "right", "both"]))
def test_the_plan_of_a_phase_has_no_error(phase, side):
    known = parse_intake({**varied(READY), "symptomatic_side": side}, "test")
    errors = [
        f
        for f in lint(plan_of_phase(FIRST, known, phase, CATALOGUE), known, CATALOGUE)
        if f.severity == "error"
    ]
    assert errors == []


def test_on_the_way_back_what_was_not_in_the_plan_begins_with_its_least_dose():
    back = plan_of_phase(replace(SECOND, phase=3, items=()), KNOWN, 2, CATALOGUE)
    least = {i.exercise: CATALOGUE.exercise(i.exercise).dose for i in back.items}
    assert back.phase == 2
    assert all(
        i.sets <= least[i.exercise].sets.low and i.repetitions <= least[i.exercise].repetitions.low
        for i in back.items
    )


def test_on_the_way_back_what_hurt_at_its_lowest_stays_out():
    name = SECOND.items[0].exercise
    hurt = LeftOut(name, (CATALOGUE.reason("progress-lowest"),))
    before = replace(SECOND, phase=3, items=SECOND.items[1:], left_out=(hurt,))
    assert name not in {item.exercise for item in plan_of_phase(before, KNOWN, 2, CATALOGUE).items}
    assert name in {
        item.exercise for item in plan_of_phase(replace(before, left_out=()), KNOWN, 2, CATALOGUE).items
    }


def test_on_other_sides_nothing_gets_more_than_was_done():
    eased = tuple(
        replace(item, side=Side.RIGHT, sets=1, repetitions=2, range_share=0.6)
        for item in SECOND.items
        if item.side is not Side.RIGHT
    )
    following = plan_of_phase(replace(SECOND, items=eased), KNOWN, 2, CATALOGUE)
    names = {item.exercise for item in eased}
    kept = {(i.sets, i.repetitions, i.range_share) for i in following.items if i.exercise in names}
    assert kept == {(1, 2, 0.6)}


def test_what_comes_back_gets_no_more_than_its_last_dose():
    eased = tuple(replace(item, sets=1, repetitions=3, range_share=0.7) for item in SECOND.items)
    earlier = (FIRST, replace(SECOND, items=eased), SECOND)
    kept = {i.exercise for i in FIRST.items}
    back = [i for i in plan_of_phase(FIRST, KNOWN, 2, CATALOGUE, earlier).items if i.exercise not in kept]
    assert back
    assert {(i.sets, i.repetitions, i.range_share) for i in back} == {(1, 3, 0.7)}
    assert all("phase-last-dose" in {reason.rule for reason in item.reasons} for item in back)


def test_a_larger_last_dose_raises_nothing():
    larger = tuple(replace(item, sets=9, repetitions=30) for item in SECOND.items)
    following = plan_of_phase(FIRST, KNOWN, 2, CATALOGUE, (replace(SECOND, items=larger),))
    assert following == plan_of_phase(FIRST, KNOWN, 2, CATALOGUE)
