"""The one step that an exercise would take, up or back."""

from dataclasses import replace

import pytest

from hipwise.library.side import Side
from hipwise.plan.dose_step import Change
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Pain
from hipwise.plan.look import Look, look_at
from hipwise.plan.plan import PlanItem
from hipwise.plan.step import dose_up, has_time, is_at_top, rose_this_week, rung_up, step_down
from tests.plan.diaries import Person, person
from tests.plan.logs import CATALOGUE, at, bout, entry, item, look

TOP = item(sets=3, repetitions=15)
TILT = item("pelvic-tilt", side=Side.BOTH, sets=1, repetitions=15, hold_s=3)
SQUAT = item("single-leg-squat", repetitions=6)


def pinching_at(flexion_deg: float) -> Pain:
    sore = {"rest": 1, "worst_24h": 3, "pinch": 1, "site": "groin", "flare_last_7_days": False}
    return Pain(**sore, pinch_starts_at_flexion_deg=flexion_deg)


# At the top.


def test_the_highest_dose_of_the_full_movement_is_the_top():
    assert is_at_top(TOP, look(TOP))


@pytest.mark.parametrize(
    "lower",
    [replace(TOP, repetitions=14), replace(TOP, sets=2), replace(TOP, range_share=0.667, change="eased")],
)
def test_a_dose_or_a_movement_that_can_still_grow_is_not_the_top(lower):
    assert not is_at_top(lower, look(lower))


def test_a_dose_is_not_at_its_top_because_it_was_not_done_lately():
    assert not is_at_top(item(), look(item()))


# Up.


def test_the_full_movement_comes_back_before_the_dose_rises():
    eased = item(range_share=0.667, change="eased")
    assert dose_up(eased, look(eased, lines=bout(0))) == Change("range_share", 0.667, 0.8)


def test_the_movement_comes_back_also_to_one_who_did_little():
    eased = item(range_share=0.667, change="eased")
    assert dose_up(eased, look(eased)) == Change("range_share", 0.667, 0.8)


def test_the_last_part_of_the_movement_comes_back_to_all_of_it_and_no_more():
    eased = item(range_share=0.9, change="eased")
    assert dose_up(eased, look(eased)).after == 1


def test_a_movement_grows_as_far_as_the_hip_allows():
    """A hip that pinches from 50 degrees on lets 65 % of a single-leg squat happen."""
    eased = replace(SQUAT, range_share=0.6, change="eased")
    pain = pinching_at(50)
    assert dose_up(eased, look(eased, pain=pain)) == Change("range_share", 0.6, 0.65)


def test_a_movement_grows_as_far_as_the_phase_lets_the_knee_bend():
    eased = replace(SQUAT, range_share=0.75, change="eased")
    assert dose_up(eased, look(eased)) == Change("range_share", 0.75, 0.8)


@pytest.mark.parametrize("share", [0.65, 0.7])
def test_a_movement_at_the_limit_of_the_hip_grows_no_more_and_the_dose_does(share):
    eased = replace(SQUAT, range_share=share, change="eased")
    lines = bout(0, "single-leg-squat", repetitions=6)
    assert dose_up(eased, look(eased, lines=lines, pain=pinching_at(50))).field == "repetitions"


def test_a_movement_that_the_hip_does_not_allow_at_all_grows_not():
    eased = item(range_share=0.667, change="eased")
    assert dose_up(eased, look(eased, pain=pinching_at(45))) is None


def test_both_hips_have_to_allow_the_larger_movement():
    """The left hip pinches, the right one does not; the exercise is for both."""
    eased = replace(SQUAT, side=Side.BOTH, range_share=0.6, change="eased")
    known = look(eased, pain=pinching_at(50), symptomatic_side=Side.LEFT)
    assert dose_up(eased, known).after == 0.65
    right = replace(eased, side=Side.RIGHT)
    assert dose_up(right, look(right, pain=pinching_at(50), symptomatic_side=Side.LEFT)).after == 0.72


def test_a_movement_that_the_plan_itself_made_smaller_stays_and_the_dose_rises():
    """The plan began with it because of the hip's limits; only what was eased comes back."""
    small = item(range_share=0.667)
    assert dose_up(small, look(small, lines=bout(0))).field == "repetitions"


def test_the_dose_rises_from_what_was_done():
    assert dose_up(item(), look(item(), lines=bout(0))) == Change("repetitions", 12, 14)


def test_the_dose_does_not_rise_from_more_than_was_planned():
    fourteen = item(repetitions=14)
    more = bout(0, repetitions=40)
    assert dose_up(fourteen, look(fourteen, lines=more)) == Change("repetitions", 14, 15)


def test_the_session_with_the_least_done_in_the_week_counts():
    lines = bout(0, repetitions=12) + bout(2, repetitions=10)
    assert dose_up(item(), look(item(), lines=lines)) is None
    assert dose_up(item(), look(item(), lines=bout(0) + bout(2))) is not None


@pytest.mark.parametrize(("today", "is_known"), [(6, True), (7, False)])
def test_what_was_done_a_week_ago_counts_no_more(today, is_known):
    assert (dose_up(item(), look(item(), lines=bout(0), day=today)) is not None) is is_known


def test_a_session_of_other_exercises_alone_says_nothing_about_this_one():
    lines = bout(0) + bout(2, "bridge", side="both")
    assert dose_up(item(), look(item(), lines=lines)) == Change("repetitions", 12, 14)


def test_of_two_sides_the_one_that_did_less_counts():
    both = item(side=Side.BOTH, first_side=Side.RIGHT)
    right_only = look(both, lines=bout(0))
    assert dose_up(both, right_only) is None
    lines = [*bout(0), *(line for line in bout(0, side="left") if line["kind"] == "set")]
    left = [{**line, "id": f"left {line['id']}"} if line.get("side") == "left" else line for line in lines]
    assert dose_up(both, look(both, lines=left)) is not None


# Minutes.


LONGER = Change("repetitions", 12, 14)


def minutes_of_clamshell(minutes: int, *others: PlanItem, budget: int | None, **fields) -> bool:
    line = item(minutes=minutes, **fields)
    return has_time(line, LONGER, look(line, *others, minutes_per_day=budget))


def test_a_step_that_fits_into_the_minutes_of_its_line_always_has_time():
    """Two sets of 14 take 4 minutes with the rest between; the line has them."""
    assert minutes_of_clamshell(4, budget=1)


@pytest.mark.parametrize(("budget", "has_room"), [(4, True), (3, False)])
def test_a_longer_line_has_to_fit_into_the_minutes_of_the_day(budget, has_room):
    assert minutes_of_clamshell(3, budget=budget) is has_room


@pytest.mark.parametrize(("budget", "has_room"), [(10, True), (9, False)])
def test_what_else_is_done_on_that_day_takes_its_minutes(budget, has_room):
    other = replace(TILT, minutes=6, days=("wed",))
    assert minutes_of_clamshell(3, other, budget=budget, days=("mon", "wed")) is has_room


def test_what_is_done_on_other_days_takes_none():
    other = replace(TILT, minutes=6, days=("tue",))
    assert minutes_of_clamshell(3, other, budget=4, days=("mon", "wed"))


# Rungs.


@pytest.fixture(scope="module")
def tilting() -> Person:
    someone = person().only("pelvic-tilt")
    ranges = CATALOGUE.exercise("pelvic-tilt").dose
    (line,) = someone.plan.items
    top = replace(line, sets=round(ranges.sets.high), repetitions=round(ranges.repetitions.high))
    return replace(someone, plan=replace(someone.plan, items=(top,)))


def look_of(someone: Person, *items: PlanItem) -> Look:
    of_plan = replace(someone.plan, items=items or someone.plan.items)
    return look_at(of_plan, parse_log([], CATALOGUE), someone.intake, of_plan.made_on, CATALOGUE)


def clock(tilting: Person, **fields: object) -> PlanItem:
    """The harder rung as a step up would have brought it."""
    (top,) = tilting.plan.items
    new = rung_up(top, look_of(tilting)).item
    reasons = (CATALOGUE.reason("progress-rung", name="Pelvic clock", sessions=2),)
    return replace(new, change="up", reasons=reasons, **fields)


def test_the_next_rung_takes_the_place_of_the_exercise(tilting):
    (top,) = tilting.plan.items
    change = rung_up(top, look_of(tilting))
    assert (change.field, change.before, change.after) == ("exercise", "pelvic-tilt", "pelvic-clock")
    assert change.item.exercise == "pelvic-clock"


def test_where_no_rung_is_open_none_is_proposed():
    assert rung_up(TOP, look(TOP)) is None


# Back.


def test_a_step_back_lowers_the_dose_first():
    assert step_down(item(), 0.3, look(item())) == Change("repetitions", 12, 8)


def test_a_step_back_for_a_pinch_makes_the_movement_smaller_first():
    assert step_down(item(), 0.3, look(item()), range_first=True) == Change("range_share", 1, 0.667)


def test_half_the_dose_is_half_of_it():
    three = item(sets=3)
    assert step_down(three, 0.5, look(three), is_exact=True) == Change("repetitions", 12, 6)
    assert step_down(three, 0.5, look(three)) == Change("sets", 3, 2)


def test_a_dose_that_cannot_be_lowered_gives_way_to_a_smaller_movement():
    low = item(repetitions=5)
    assert step_down(low, 0.3, look(low)) == Change("range_share", 1, 0.667)


def test_a_movement_that_cannot_be_smaller_gives_way_to_a_lower_dose():
    small = item(range_share=0.5)
    assert step_down(small, 0.3, look(small), range_first=True) == Change("repetitions", 12, 8)


def test_what_can_get_no_smaller_and_has_no_easier_rung_is_left_out():
    low = item(repetitions=5, range_share=0.5)
    assert step_down(low, 0.3, look(low)) == Change("exercise", "clamshell", None)


def test_what_can_get_no_smaller_gives_way_to_its_easier_rung(tilting):
    low = replace(clock(tilting), repetitions=7, range_share=0.3, change="eased", reasons=())
    change = step_down(low, 0.3, look_of(tilting, low))
    assert (change.before, change.after) == ("pelvic-clock", "pelvic-tilt")


def test_an_exercise_that_has_just_come_by_a_rung_goes_back_to_the_one_before(tilting):
    risen = clock(tilting)
    assert step_down(risen, 0.3, look_of(tilting, risen)).after == "pelvic-tilt"
    assert step_down(risen, 0.3, look_of(tilting, risen), range_first=True).after == "pelvic-tilt"


@pytest.mark.parametrize("fields", [{"change": "eased"}, {"change": None}])
def test_one_that_has_changed_since_steps_back_by_its_dose(tilting, fields):
    settled = replace(clock(tilting), **fields)
    assert step_down(settled, 0.3, look_of(tilting, settled)).field != "exercise"


def test_one_whose_dose_rose_since_steps_back_by_its_dose(tilting):
    risen = replace(clock(tilting), reasons=())
    assert step_down(risen, 0.3, look_of(tilting, risen)).field != "exercise"


# A step of this week.


@pytest.mark.parametrize(("today", "is_recent"), [(0, True), (6, True), (7, False)])
def test_a_step_up_is_of_this_week_for_seven_days(today, is_recent):
    risen = item(change="up", since=at(0, 20))
    assert rose_this_week(risen, look(risen, day=today)) is is_recent


@pytest.mark.parametrize(
    "fields",
    [{"change": "eased", "since": at(2, 9)}, {"change": None, "since": at(2, 9)}, {"change": "up"}, {}],
)
def test_only_a_step_up_whose_day_is_known_is_one(fields):
    assert not rose_this_week(item(**fields), look(item(**fields)))


def test_a_log_that_no_session_is_in_gives_no_step():
    told = [entry("pain", at(1, 7), when="next_morning", score=0)]
    assert dose_up(item(), look(item(), lines=told)) is None
