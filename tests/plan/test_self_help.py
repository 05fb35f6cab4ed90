import re

from hypothesis import given, settings

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.exclusion import is_stretch
from hipwise.plan.intake import parse_intake
from hipwise.plan.self_help import self_help
from tests.plan.intakes import READY, intake, plannable_intakes

CATALOGUE = load_catalogue()
CLOSED = {"episode": {"discharged_on": "2026-11-20", "phase": 4, "new_pain": False}}


def test_the_first_days_have_the_lightest_exercises_and_no_stretch():
    light = [CATALOGUE.exercise(item.exercise) for item in self_help(intake(READY, CLOSED), CATALOGUE).light]
    assert light
    assert all(exercise.tier <= 1 and not exercise.impact and not is_stretch(exercise) for exercise in light)


def test_it_says_when_to_call_and_whom():
    texts = [reason.text for reason in self_help(intake(READY, CLOSED), CATALOGUE).call]
    assert "your therapist" in texts[0]
    assert "emergency number" in texts[1]


def test_alone_it_names_somebody_to_call():
    texts = [r.text for r in self_help(intake(READY, CLOSED, {"therapist": False}), CATALOGUE).call]
    assert "a doctor or a physical therapist" in texts[0]


def test_with_a_red_flag_it_has_no_exercise():
    flagged = self_help(intake(READY, CLOSED, {"red_flags": ["infection"]}), CATALOGUE)
    assert flagged.light == ()
    assert "No exercise fits now" in flagged.steps[1].text


def test_each_step_names_the_days_and_limits_of_every_flare():
    told = self_help(intake(READY, CLOSED), CATALOGUE)
    facts = {name: value for reason in (*told.steps, *told.call) for name, value in reason.facts}
    assert [reason.rule for reason in told.steps] == [
        "self-help-what",
        "self-help-light",
        "self-help-walk",
        "self-help-half",
        "self-help-back",
    ]
    assert facts == {
        "calm": "3",
        "calm_after": "4",
        "long": "7",
        "delta": "2",
        "share": "50",
        "mornings": "2",
        "near": "1",
        "hours": "72",
        "repeat": "14",
        "target": "2",
        "strong": "7",
        "whom": "your therapist",
    }


@settings(max_examples=40)
@given(plannable_intakes())
def test_no_light_exercise_is_heavier_than_a_flare_allows(raw):
    light = self_help(parse_intake(raw, "test"), CATALOGUE).light
    assert all(CATALOGUE.exercise(item.exercise).tier <= 1 for item in light)


def test_its_sentences_are_short():
    flare_plan = self_help(intake(READY, CLOSED), CATALOGUE)
    for reason in (*flare_plan.steps, *flare_plan.call):
        for sentence in re.split(r"(?<=[.:]) ", reason.text):
            assert len(sentence.split()) <= 15, sentence
