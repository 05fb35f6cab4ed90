from hipwise.library.catalogue import load_catalogue
from hipwise.plan.choice import choose, is_second_difficulty, ranked_needs
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.situation import assess
from tests.plan.intakes import READY, intake

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
