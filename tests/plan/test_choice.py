from hipwise.library.catalogue import load_catalogue
from hipwise.plan.choice import choose, is_second_difficulty, ranked_needs
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.prescribing import prescribe
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, after_surgery, intake

CATALOGUE = load_catalogue()


def chosen(*changes):
    situation = assess(intake(READY, *changes), CATALOGUE)
    judged = {name: judge(exercise, situation) for name, exercise in CATALOGUE.exercises.items()}
    eligible = {name: answer for name, answer in judged.items() if isinstance(answer, Eligible)}
    return [choice.eligible.exercise.id for choice in choose(eligible, situation)]


def needs(*changes):
    return [need.id for need in ranked_needs(assess(intake(READY, *changes), CATALOGUE))]


def test_strength_of_the_hip_is_first_for_everybody():
    assert needs()[:2] == ["strength-abductors", "strength-extensors"]


def test_a_weakness_found_comes_before_tightness_and_a_strength_kept_up_after_it():
    found = needs({"tests": {"core_control": "weak"}})
    assert found.index("core") < found.index("mobility-hip-flexors") < needs().index("core") + 1
    kept = needs()
    assert kept.index("mobility-hip-flexors") < kept.index("core")


def test_tightness_that_was_not_found_is_no_need():
    assert "mobility-adductors" not in needs()


def test_people_at_risk_of_falling_always_train_balance():
    plain, unsteady = needs(), needs({"conditions": ["falls-history"]})
    assert unsteady.index("balance") < plain.index("balance")


def test_a_weak_side_begins_a_rung_lower():
    weak = {"tests": {"hip_abductor_strength": {"left": "weak"}}}
    rungs = CATALOGUE.ladders["hip-abduction"].rungs
    assert rungs.index(chosen(weak)[0]) == rungs.index(chosen()[0]) - 1


def test_a_passed_balance_test_goes_one_rung_up():
    assert "single-leg-stance-eyes-closed" in chosen()
    assert "single-leg-stance" in chosen({"weeks_in_programme": 3})


def test_landing_begins_on_two_legs():
    found = chosen()
    assert "jump-and-land" in found
    assert "single-leg-hop" not in found


def test_nothing_is_chosen_twice():
    found = chosen()
    assert len(found) == len(set(found))


def test_closed_eyes_and_unsteady_ground_exclude_each_other():
    assert is_second_difficulty("bosu", ["single-leg-stance-eyes-closed"])
    assert is_second_difficulty("single-leg-stance-eyes-closed", ["wobble-board"])
    assert is_second_difficulty("bosu", ["wobble-board"])
    assert not is_second_difficulty("single-leg-stance", ["single-leg-stance-eyes-closed"])


def reasons(exercise, *changes):
    """The rules told for an exercise of the proposed plan."""
    plan = prescribe(intake(READY, *changes), CATALOGUE)
    return {
        reason.rule: reason.text
        for item in plan.items
        for reason in item.reasons
        if item.exercise == exercise
    }


def test_an_exercise_that_stands_in_for_one_without_equipment_says_so():
    told = reasons("side-lying-leg-raise", {"equipment": ["mat"]})
    band = "It stands in for Side steps with a band. That one needs a loop band."
    assert told["plan-instead"] == band


def test_who_has_the_equipment_reads_nothing_of_standing_in():
    assert "plan-instead" not in reasons("lateral-band-walk")


def test_what_other_rules_keep_out_is_not_missed_for_its_equipment():
    without = {"weeks_in_programme": 3, "equipment": ["mat"], "tests": {"single_leg_stance_s": {"left": 5}}}
    assert "lateral band" not in str(reasons("side-lying-leg-raise", without)).lower()


def test_a_sport_calls_for_the_inner_thigh():
    assert "side-lying-adduction" in chosen({"goals": ["sport"]})
    assert "plan-need-asked" in reasons("side-lying-adduction", {"goals": ["sport"], "weeks_in_programme": 7})


def test_stairs_call_for_the_muscles_that_lift_the_leg():
    stairs = chosen({"goals": ["climb-stairs"]})
    assert stairs.index("straight-leg-raise") < stairs.index("prone-leg-raise")
    walking = chosen({"goals": ["walk-without-pain"]})
    assert walking.index("prone-leg-raise") < walking.index("straight-leg-raise")


def test_after_surgery_the_straight_leg_comes_back_from_week_6():
    assert "straight-leg-raise" not in chosen(after_surgery(41))
    assert "straight-leg-raise" in chosen(after_surgery(42))
    assert "plan-need-surgery" in reasons("straight-leg-raise", after_surgery(42), {"goals": []})


def test_two_goals_call_for_one_extra_exercise():
    both = chosen({"goals": ["climb-stairs", "sport"]})
    assert "straight-leg-raise" in both
    assert "side-lying-adduction" not in both
