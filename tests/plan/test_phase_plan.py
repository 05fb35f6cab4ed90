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


def rules(item):
    return {reason.rule for reason in item.reasons}


def test_what_stays_keeps_every_part_of_its_dose():
    def written(item):
        return replace(
            item, hold_s=item.hold_s + 1, rest_s=77, tempo="9-9-9", minutes=99, first_side=Side.RIGHT
        )

    before = replace(SECOND, items=tuple(written(item) for item in SECOND.items))
    following = {i.exercise: i for i in plan_of_phase(before, KNOWN, 3, CATALOGUE).items}
    kept = [item for item in before.items if item.exercise in following]
    assert kept
    for item in kept:
        new = following[item.exercise]
        assert (new.sets, new.repetitions, new.hold_s) == (item.sets, item.repetitions, item.hold_s)
        assert (new.rest_s, new.tempo, new.first_side) == (77, "9-9-9", Side.RIGHT)
        assert new.minutes < 99


def test_a_movement_that_only_fits_smaller_today_is_not_as_large_as_before():
    pinch = {"pain": {"pinch_starts_at_flexion_deg": 60}}
    known = intake(READY, {"weeks_in_programme": 14}, pinch)
    proposed = {i.exercise: i for i in prescribe(known, CATALOGUE, highest_phase=3).items}
    smaller = next(i for i in proposed.values() if i.range_share < 1)
    before = replace(SECOND, phase=3, items=(replace(smaller, range_share=1.0),))
    (now,) = [i for i in plan_of_phase(before, known, 3, CATALOGUE).items if i.exercise == smaller.exercise]
    assert now.range_share == smaller.range_share


def on_other_sides(**dose):
    """Each line of the second phase once more, done on the right side with this dose."""
    eased = tuple(replace(i, side=Side.RIGHT, **dose) for i in SECOND.items if i.side is not Side.RIGHT)
    following = plan_of_phase(replace(SECOND, items=eased), KNOWN, 2, CATALOGUE)
    names = {item.exercise for item in eased}
    return [item for item in following.items if item.exercise in names]


def test_on_other_sides_a_larger_dose_raises_nothing():
    anew = {item.exercise: item for item in SECOND.items}
    for item in on_other_sides(sets=9, repetitions=99, hold_s=99, range_share=1.0):
        new = anew[item.exercise]
        assert (item.sets, item.repetitions, item.hold_s) == (new.sets, new.repetitions, new.hold_s)
        assert item.side is new.side


def test_on_other_sides_the_dose_is_a_new_one_with_its_own_tempo_and_minutes():
    since = datetime.fromisoformat("2026-11-20T18:00:00+01:00")
    for item in on_other_sides(hold_s=0.5, tempo="9-9-9", minutes=99, since=since, change="up"):
        assert item.hold_s <= 0.5
        assert item.tempo != "9-9-9"
        assert (item.minutes < 99, item.since, item.change) == (True, None, None)


def back(phase, *, items=(), left_out=(), to=2):
    """The plan of phase 2 for one who was in that phase, with these lines."""
    before = replace(SECOND, phase=phase, items=tuple(items), left_out=tuple(left_out))
    return plan_of_phase(before, KNOWN, to, CATALOGUE)


def test_only_on_the_way_back_does_what_is_new_begin_with_the_least_dose():
    """A bridge has 2 sets at first and 1 at least; nobody in phase 2 or before begins with one."""
    anew = {item.exercise: item for item in SECOND.items}
    assert [item for item in back(2).items if item != anew[item.exercise]] == []
    assert [item for item in back(1).items if item != anew[item.exercise]] == []
    lower = [item for item in back(3).items if item != anew[item.exercise]]
    assert lower


def test_on_the_way_back_the_least_dose_is_that_of_the_source_and_of_a_hold_its_seconds():
    for item in back(3).items:
        exercise, dose = CATALOGUE.exercise(item.exercise), CATALOGUE.exercise(item.exercise).dose
        first = next(i for i in SECOND.items if i.exercise == item.exercise)
        assert (item.sets, item.repetitions) == (dose.sets.low, dose.repetitions.low)
        assert item.hold_s == (dose.hold_s.low if exercise.is_hold else first.hold_s)


def test_on_the_way_back_a_first_dose_below_the_range_is_not_raised():
    """A clinician may have set a lower first dose of their own."""

    def lowered(exercise):
        dose = exercise.dose
        parts = {name: replace(getattr(dose, name), default=1) for name in ("sets", "repetitions", "hold_s")}
        return replace(exercise, dose=replace(dose, **parts))

    exercises = {name: lowered(exercise) for name, exercise in CATALOGUE.exercises.items()}
    catalogue = replace(CATALOGUE, exercises=exercises)
    before = replace(SECOND, phase=3, items=())
    for item in plan_of_phase(before, KNOWN, 2, catalogue).items:
        assert (item.sets, item.repetitions, item.hold_s) == (1, 1, 1)


def test_on_the_way_back_what_was_in_the_plan_keeps_its_dose():
    larger = tuple(replace(item, sets=item.sets + 1) for item in SECOND.items)
    assert [item.sets for item in back(3, items=larger).items] == [item.sets for item in larger]


HURT = CATALOGUE.reason("progress-lowest")
OTHER = CATALOGUE.reason("plan-dose-careful")


def test_what_hurt_at_its_lowest_stays_out_in_the_same_phase_and_is_asked_again_in_the_next():
    name = SECOND.items[0].exercise
    left_out = [LeftOut(name, (OTHER, HURT))]
    rest = SECOND.items[1:]
    assert name not in [item.exercise for item in back(2, items=rest, left_out=left_out).items]
    assert name not in [item.exercise for item in back(3, items=rest, left_out=left_out).items]
    assert name in [item.exercise for item in back(1, items=rest, left_out=left_out).items]


def test_where_all_of_it_hurt_all_of_it_is_proposed():
    everything = [LeftOut(item.exercise, (HURT,)) for item in SECOND.items]
    assert [item.exercise for item in back(3, left_out=everything).items] == [
        item.exercise for item in SECOND.items
    ]


def test_what_is_in_the_plan_is_not_held_against_earlier_plans():
    eased = tuple(replace(item, sets=1, repetitions=1) for item in SECOND.items)
    following = plan_of_phase(SECOND, KNOWN, 2, CATALOGUE, (replace(SECOND, items=eased),))
    assert [(i.sets, i.repetitions) for i in following.items] == [
        (i.sets, i.repetitions) for i in SECOND.items
    ]


def test_on_the_way_back_too_the_last_dose_of_an_earlier_plan_is_the_most():
    eased = tuple(replace(item, sets=1, repetitions=2) for item in SECOND.items)
    before = replace(SECOND, phase=3, items=())
    following = plan_of_phase(before, KNOWN, 2, CATALOGUE, (replace(SECOND, items=eased),))
    assert {(item.sets, item.repetitions) for item in following.items} == {(1, 2)}


def came_back(**dose):
    """A line of the second phase that comes back with this last dose, and that line anew."""
    line = next(i for i in SECOND.items if i.exercise not in {f.exercise for f in FIRST.items})
    earlier = replace(SECOND, items=(replace(line, **dose),))
    following = plan_of_phase(FIRST, KNOWN, 2, CATALOGUE, (earlier,))
    return next(i for i in following.items if i.exercise == line.exercise), line


def test_each_part_of_the_last_dose_that_was_smaller_is_taken_and_said():
    for name, less in (("sets", 1), ("repetitions", 1), ("hold_s", 0.5), ("range_share", 0.6)):
        back_again, line = came_back(**{name: less})
        assert getattr(back_again, name) == less < getattr(line, name)
        assert "phase-last-dose" in rules(back_again)


def test_of_several_earlier_plans_the_newest_line_counts():
    line = came_back()[1]
    newest, oldest = (replace(SECOND, items=(replace(line, repetitions=n),)) for n in (3, 2))
    following = plan_of_phase(FIRST, KNOWN, 2, CATALOGUE, (newest, oldest))
    assert next(i for i in following.items if i.exercise == line.exercise).repetitions == 3


def test_the_questions_are_due_no_later_than_a_new_plan_would_ask_them():
    late = replace(FIRST, screen_again_on=TODAY + timedelta(days=300))
    assert plan_of_phase(late, KNOWN, 2, CATALOGUE).screen_again_on == SECOND.screen_again_on


def test_on_the_way_back_a_counted_repetition_is_held_as_at_first():
    """The least dose is fewer of them; how long each is held belongs to how it is done."""

    def longer(exercise):
        hold = exercise.dose.hold_s
        return replace(exercise, dose=replace(exercise.dose, hold_s=replace(hold, default=hold.low + 1)))

    exercises = {name: longer(exercise) for name, exercise in CATALOGUE.exercises.items()}
    catalogue = replace(CATALOGUE, exercises=exercises)
    for item in plan_of_phase(replace(SECOND, phase=3, items=()), KNOWN, 2, catalogue).items:
        exercise = CATALOGUE.exercise(item.exercise)
        assert item.hold_s - exercise.dose.hold_s.low == (0 if exercise.is_hold else 1)
