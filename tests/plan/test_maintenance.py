from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.episode import Episode
from hipwise.plan.history import parse_log
from hipwise.plan.intake import DAYS
from hipwise.plan.lint import lint
from hipwise.plan.maintenance import maintenance_items
from hipwise.plan.plan import plan_from_mapping, plan_to_mapping
from hipwise.plan.prescribing import prescribe
from hipwise.plan.progression import DecisionKind, progress
from hipwise.plan.schedule import distance
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, intake, intakes
from tests.plan.logs import START, bout

CATALOGUE = load_catalogue()
CLOSED = {"episode": {"discharged_on": "2026-11-20", "phase": 4, "new_pain": False}}
SMALL = prescribe(intake(READY, CLOSED), CATALOGUE)


def needs(plan):
    return [CATALOGUE.needs[CATALOGUE.exercise(i.exercise).aims[0]].kind for i in plan.items]


def test_it_is_small():
    assert SMALL.care == "maintenance"
    assert len(SMALL.items) == 3
    assert set(SMALL.schedule) == {"mon", "thu"}


def test_two_places_are_for_strength_and_one_for_what_the_goal_needs():
    assert sorted(needs(SMALL)) == ["backbone", "backbone", "impact"]


def test_without_a_goal_that_needs_jumping_all_is_strength():
    walker = prescribe(intake(READY, CLOSED, {"goals": ["walk-without-pain"]}), CATALOGUE)
    assert needs(walker) == ["backbone", "backbone", "backbone"]


def test_the_doses_at_discharge_are_kept():
    programme = prescribe(intake(READY), CATALOGUE)
    items = tuple(replace(i, sets=3, range_share=0.8) if i.sets == 2 else i for i in programme.items)
    small = prescribe(intake(READY, CLOSED), CATALOGUE, present=replace(programme, items=items))
    before = {item.exercise: item for item in items}
    for item in small.items:
        kept = before[item.exercise]
        assert (item.sets, item.repetitions, item.hold_s) == (kept.sets, kept.repetitions, kept.hold_s)
        assert item.range_share <= kept.range_share


def test_an_exercise_that_no_longer_fits_is_not_kept():
    programme = prescribe(intake(READY), CATALOGUE)
    assert "jump-and-land" in [item.exercise for item in programme.items]
    older = intake(READY, CLOSED, {"person": {"age": 64}})
    small = prescribe(older, CATALOGUE, present=programme)
    assert "jump-and-land" not in [item.exercise for item in small.items]


def test_the_others_say_why_they_are_left_out():
    assert len(SMALL.items) + len(SMALL.left_out) == len(CATALOGUE.exercises)
    assert all(left.reasons for left in SMALL.left_out)


def test_it_is_saved_and_read_back():
    assert plan_from_mapping(plan_to_mapping(SMALL), "test") == SMALL


def test_the_warning_sign_questions_come_back_after_28_days():
    assert SMALL.screen_again_on == SMALL.made_on + timedelta(days=28)


def test_a_fourth_exercise_stops_signing():
    programme = prescribe(intake(READY), CATALOGUE)
    found = lint(programme, intake(READY, CLOSED), CATALOGUE)
    assert {"lint-maintenance-many", "lint-maintenance-days"} <= {
        f.rule for f in found if f.severity == "error"
    }


def test_no_dose_rises_after_discharge():
    name = SMALL.items[0].exercise
    item = replace(SMALL.items[0], days=DAYS)
    plan = replace(SMALL, items=(item,), made_on=START)
    done = {
        "sets": item.sets,
        "repetitions": item.repetitions,
        "hold_s": item.hold_s,
        "side": item.side.value,
    }
    entries = [e for day in range(6) for e in bout(day, name, before=0, peak=0, after=0, morning=0, **done)]
    log = parse_log(entries, CATALOGUE)
    programme = replace(plan, care="programme")
    today = START + timedelta(days=6)
    known = intake(READY)
    assert DecisionKind.PROGRESS in [d.kind for d in progress(programme, log, known, today, CATALOGUE)]
    assert {d.kind for d in progress(plan, log, known, today, CATALOGUE)} == {DecisionKind.HOLD}


def test_a_pinch_still_stops_after_discharge():
    name = SMALL.items[0].exercise
    log = parse_log(bout(0, name, pinch=3, peak=3), CATALOGUE)
    said = progress(SMALL, log, intake(READY), START + timedelta(days=1), CATALOGUE)
    assert DecisionKind.STOP in [d.kind for d in said if d.exercise == name]


@settings(max_examples=80)
@given(intakes())
def test_every_small_plan_passes_lint_and_is_small(known):
    calm = replace(known.pain, rest=0.0, worst_24h=1.0, flare_last_7_days=False)
    closed = replace(known, pain=calm, episode=Episode(known.today, phase=4, new_pain=False))
    plan = prescribe(closed, CATALOGUE)
    assert [f for f in lint(plan, closed, CATALOGUE) if f.severity == "error" and plan.items] == []
    assert len(plan.items) <= 3
    days = list(plan.schedule)
    assert len(days) <= 2
    assert len(days) < 2 or distance(*days) >= 2


def items_of(names, *changes, present=None, most=3, items_a_day=4):
    """The small plan from these exercises alone."""
    settings = {"maintenance.items_most": most, "plan.items_a_day": items_a_day}
    situation = assess(intake(READY, CLOSED, *changes), CATALOGUE.with_settings(settings))
    judged = {name: judge(situation.catalogue.exercise(name), situation) for name in names}
    assert all(isinstance(answer, Eligible) for answer in judged.values())
    return maintenance_items(judged, situation, present)


def names(items):
    return [item.exercise for item in items]


BACKBONE = ("hip-hike", "bridge", "single-leg-squat")


def test_two_of_the_backbone_then_the_goal_then_the_backbone_then_the_rest():
    """Also where a clinic keeps more than three."""
    all_of = (*BACKBONE, "jump-and-land", "prone-leg-raise", "clamshell")
    kinds = [CATALOGUE.exercise(name).aims[0] for name in names(items_of(all_of, most=9, items_a_day=9))]
    assert kinds == [
        "strength-abductors",
        "strength-extensors",
        "impact",
        "function",
        "core",
        "strength-abductors",
    ]


def test_no_exercise_is_in_it_twice():
    for of in (("hip-hike", "bridge", "jump-and-land"), ("hip-hike", "bridge", "prone-leg-raise"), ("bosu",)):
        found = names(items_of(of, most=9, items_a_day=9))
        assert sorted(found) == sorted(of)


def test_a_stretch_is_not_kept_up():
    tight = {"tests": {"thomas": {"left": "positive", "right": "positive"}}}
    assert names(items_of(("hip-flexor-stretch", "bridge"), tight)) == ["bridge"]


def test_two_difficulties_are_not_combined_after_discharge_either():
    """Not even where the plan at discharge had both."""
    hard = ("single-leg-stance-eyes-closed", "wobble-board")
    had_both = replace(SMALL, items=tuple(replace(SMALL.items[0], exercise=name) for name in hard))
    assert names(items_of(hard, present=had_both, most=9)) == [hard[0]]


def test_what_was_in_the_plan_at_discharge_comes_before_what_would_be_chosen_anew():
    present = replace(SMALL, items=(replace(SMALL.items[0], exercise="clamshell"),))
    assert names(items_of(("hip-hike", "clamshell"), present=present, most=1)) == ["clamshell"]
    assert names(items_of(("hip-hike", "clamshell"), most=1)) == ["hip-hike"]


@pytest.mark.parametrize("minutes", [4, 6, 9])
def test_it_stays_within_the_minutes_of_a_day(minutes):
    small = items_of(BACKBONE, {"minutes_per_day": minutes})
    assert sum(item.minutes for item in small) <= minutes
    assert len(small) < 3


def test_what_was_kept_and_what_is_new_say_so():
    present = replace(SMALL, items=tuple(i for i in SMALL.items if i.exercise == SMALL.items[0].exercise))
    kept, *new = prescribe(intake(READY, CLOSED), CATALOGUE, present=present).items
    assert [kept.reasons[0].rule, *(item.reasons[0].rule for item in new)] == [
        "maintenance-item",
        "maintenance-item-new",
        "maintenance-item-new",
    ]


def test_a_movement_that_fits_only_smaller_today_is_not_kept_larger():
    pinch = {"pain": {"pinch_starts_at_flexion_deg": 60}}
    (alone,) = items_of(("single-leg-squat",), pinch)
    assert alone.range_share < 1
    for share, expected in ((1.0, alone.range_share), (0.5, 0.5)):
        present = replace(SMALL, items=(replace(alone, range_share=share),))
        assert items_of(("single-leg-squat",), pinch, present=present)[0].range_share == expected
