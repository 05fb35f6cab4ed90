from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.plan.given import GivenError
from hipwise.plan.pain_press import (
    PainAction,
    PainPress,
    answer_pain,
    answer_to_mapping,
    press_to_entry,
    read_press,
)
from tests.plan.logs import CATALOGUE

PRESS = PainPress(
    exercise="clamshell",
    place="groin",
    place_side="right",
    strength=2,
    kind="pinch",
    analgesic=False,
    phase=2,
    is_post_operative=False,
    working_side="right",
)

presses = st.builds(
    PainPress,
    exercise=st.sampled_from(sorted(CATALOGUE.exercises)),
    place=st.none() | st.sampled_from(sorted(CATALOGUE.pain_places)),
    place_side=st.sampled_from([None, "left", "right", "both"]),
    strength=st.none() | st.integers(0, 10).map(float),
    kind=st.none() | st.sampled_from(sorted(CATALOGUE.pain_kinds)),
    is_night_pain_new=st.booleans(),
    limp=st.none() | st.booleans(),
    analgesic=st.none() | st.booleans(),
    phase=st.integers(0, 4),
    is_post_operative=st.none() | st.booleans(),
    postoperative_week=st.none() | st.integers(0, 20),
    range_share=st.sampled_from([1.0, 0.8, 0.667]),
    small_pinches=st.integers(0, 2),
    left_out=st.sampled_from([(), ("bridge",)]),
    outing=st.sampled_from([None, None, "running", "walking"]),
)


def answer(**change):
    return answer_pain(replace(PRESS, **change), CATALOGUE)


def strictness(press: PainPress) -> tuple[int, bool]:
    found = answer_pain(press, CATALOGUE)
    return found.action.strictness, not found.may_go_on


def test_a_small_pinch_makes_the_movement_smaller():
    found = answer()
    assert (found.action, found.may_go_on, found.range_share) == (PainAction.GO_ON_SMALLER, True, 0.667)


def test_the_words_are_those_of_the_screen():
    found = answer()
    assert found.title == "Lift the knee only two thirds as high"
    assert found.place_words == "Right groin"
    assert found.go_on == "Go on, smaller"
    assert found.leave == "Leave clamshell out today"
    assert found.rule_line.startswith("Rule: small pinch, 1 or 2 of 10.")


@pytest.mark.parametrize(
    ("change", "action", "rule"),
    [
        ({"strength": 0}, "stop_set", "pain-none"),
        ({"strength": 1}, "go_on_smaller", "press-small-pinch"),
        ({"strength": 3}, "leave_out_today", "pain-pinch"),
        ({"strength": 7}, "red_flag_questions", "press-red-flag-questions"),
        ({"is_night_pain_new": True}, "red_flag_questions", "press-red-flag-questions"),
        ({"small_pinches": 1}, "leave_out_today", "press-small-pinch-again"),
        ({"range_share": 0.6}, "leave_out_today", "press-small-pinch-no-smaller"),
        ({"kind": "ache"}, "stop_set", "press-ache-light"),
        ({"kind": "ache", "strength": 3}, "go_on_smaller", "press-ache"),
        ({"kind": "ache", "strength": 3, "exercise": "single-leg-stance"}, "stop_set", "press-ache-rest"),
        ({"kind": "ache", "strength": 4}, "leave_out_today", "pain-over-accept"),
        ({"kind": "ache", "strength": 4, "phase": 3}, "leave_out_today", "pain-over-accept"),
        ({"kind": "muscle", "strength": 4, "phase": 3, "place": "buttock"}, "stop_set", "press-muscle"),
        ({"kind": "muscle", "strength": 4, "phase": 2, "place": "buttock"}, "leave_out_today", None),
        ({"kind": "ache", "strength": 6}, "leave_out_today", "pain-over-stop"),
        ({"kind": "nerve", "strength": 1}, "leave_out_today", "press-nerve"),
        ({"kind": "ache", "strength": 3, "is_post_operative": True}, "leave_out_today", None),
        ({"kind": "ache", "strength": 3, "is_post_operative": None}, "leave_out_today", None),
        (
            {"kind": "ache", "strength": 3, "is_post_operative": True, "postoperative_week": 7},
            "go_on_smaller",
            None,
        ),
        ({"kind": "ache", "strength": 2, "analgesic": True}, "go_on_smaller", "press-ache"),
        ({"exercise": "jump-and-land", "kind": "ache", "strength": 3}, "leave_out_today", "pain-impact"),
        ({"exercise": "jump-and-land", "strength": 1}, "leave_out_today", "press-impact-pinch"),
        ({"limp": True}, "leave_out_today", "pain-limp"),
        ({"strength": 3, "left_out": ("bridge",)}, "end_session", "press-end-session"),
        ({"strength": 3, "left_out": ("clamshell",)}, "leave_out_today", "pain-pinch"),
    ],
)
def test_each_press_has_its_answer(change, action, rule):
    found = answer(**change)
    assert found.action.value == action
    if rule is not None:
        assert found.reasons[0].rule == rule


@pytest.mark.parametrize("field", ["place", "strength", "kind"])
def test_what_is_not_answered_keeps_the_set_stopped(field):
    found = answer(**{field: None})
    assert (found.action, found.may_go_on) == (PainAction.STOP_SET, False)


def test_strong_pain_asks_even_before_the_other_answers():
    found = answer(strength=8, place=None, kind=None)
    assert found.action is PainAction.RED_FLAG_QUESTIONS


@pytest.mark.parametrize("strength", range(3, 11))
def test_a_pinch_of_3_or_more_has_no_go_on(strength):
    assert answer(strength=strength).go_on == ""


@given(presses, st.integers(0, 10))
@settings(max_examples=300)
def test_a_stronger_pain_is_never_answered_less_strictly(press, raised):
    if press.strength is None:
        return
    assert strictness(replace(press, strength=max(press.strength, float(raised)))) >= strictness(press)


@given(presses, st.sampled_from(["is_night_pain_new", "limp", "analgesic"]))
@settings(max_examples=200)
def test_a_yes_is_never_answered_less_strictly_than_a_no(press, field):
    yes, no = (replace(press, **{field: value}) for value in (True, False))
    assert strictness(yes) >= strictness(no)


@given(presses)
@settings(max_examples=200)
def test_the_movement_never_grows_and_never_passes_its_smallest(press):
    found = answer_pain(press, CATALOGUE)
    assert found.range_share <= press.range_share
    if found.range_share < press.range_share:
        assert found.range_share >= CATALOGUE.exercise(press.exercise).movement.smallest_range


@given(presses)
@settings(max_examples=200)
def test_no_answer_shows_an_unfilled_word(press):
    texts = [
        text for text in answer_to_mapping(answer_pain(press, CATALOGUE)).values() if isinstance(text, str)
    ]
    assert not [text for text in texts if "{" in text]


def test_going_on_is_offered_only_where_the_action_goes_on():
    going = {PainAction.STOP_SET, PainAction.GO_ON_SMALLER}
    for strength in range(11):
        for kind in CATALOGUE.pain_kinds:
            found = answer(strength=strength, kind=kind)
            assert not found.may_go_on or found.action in going


def test_the_log_entry_names_the_clinics_words():
    assert press_to_entry(replace(PRESS, place="outer-hip"), CATALOGUE) == {
        "kind": "pain",
        "when": "during",
        "exercise": "clamshell",
        "side": "right",
        "score": 2,
        "pinch": 2,
        "site": "lateral",
        "quality": "pinch",
    }


@pytest.mark.parametrize("outing", ["running", "walking"])
@pytest.mark.parametrize(
    ("strength", "kind", "goes_on"),
    [(2, "ache", True), (2, "muscle", True), (2.5, "ache", False), (1, "pinch", False), (6, "ache", False)],
)
def test_a_run_or_walk_ends_above_its_own_limit_and_with_any_pinch(outing, strength, kind, goes_on):
    found = answer(outing=outing, strength=strength, kind=kind)
    assert found.may_go_on == goes_on
    assert found.leave == "End it here"


def test_medicine_counts_in_a_run():
    assert not answer(outing="running", strength=2, kind="ache", analgesic=True).may_go_on


def test_a_press_in_a_run_names_no_exercise_in_the_log():
    assert "exercise" not in press_to_entry(replace(PRESS, outing="running"), CATALOGUE)
    assert read_press({"outing": "running"}, CATALOGUE).exercise == "jump-and-land"


def test_the_buttons_words_are_understood():
    raw = {"exercise": "clamshell", "kind": "tired-muscle"}
    assert read_press(raw, CATALOGUE).kind == "muscle"


def test_a_press_that_cannot_be_read_is_named():
    with pytest.raises(GivenError, match="strength: expected a number from 0 to 10"):
        read_press({"exercise": "clamshell", "strength": 11}, CATALOGUE)


def test_every_exercise_says_how_it_gets_smaller():
    assert set(CATALOGUE.smaller_movements) >= set(CATALOGUE.exercises)


BANNED = ("safe", "cure", "heal", "fix", "normal", "failed", " bad", "must", "!")


@pytest.mark.parametrize("situation", sorted(CATALOGUE.answers))
def test_answers_are_short_plain_and_promise_nothing(situation):
    found = CATALOGUE.answers[situation]
    for text in (found.title, found.text, found.harm, found.go_on, found.leave):
        assert [word for word in BANNED if word in f" {text.lower()}"] == []
        for sentence in text.replace("?", ".").split(". "):
            assert len(sentence.split()) <= 15, sentence


@pytest.mark.parametrize("area", ["pain", "pain-button", "progression", "flare"])
def test_rules_speak_in_short_sentences(area):
    for rule in CATALOGUE.rules.values():
        if rule.area == area:
            for sentence in f"{rule.text} {rule.brings_back}".split(". "):
                assert len(sentence.split()) <= 16, (rule.id, sentence)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"strength": 5}, "pain-over-accept"),
        ({"strength": 5.5}, "pain-over-stop"),
        ({"strength": 4, "analgesic": True}, "pain-over-accept"),
        ({"strength": 5, "analgesic": True}, "pain-over-stop"),
        ({"strength": 2, "is_post_operative": True, "postoperative_week": 6}, "press-muscle"),
        ({"strength": 3, "is_post_operative": True, "postoperative_week": 6}, "pain-post-operative"),
        ({"strength": 6, "is_post_operative": True, "postoperative_week": 6}, "pain-post-operative"),
        ({"strength": 6, "is_post_operative": True, "postoperative_week": 7}, "pain-over-stop"),
        ({"strength": 2, "exercise": "jump-and-land"}, "press-muscle"),
        ({"strength": 3, "exercise": "jump-and-land"}, "pain-impact"),
    ],
)
def test_each_limit_of_the_button_acts_just_above_it(change, rule):
    plain = {"kind": "muscle", "place": "outer-hip", "phase": 4}
    assert answer(**{**plain, **change}).reasons[0].rule == rule


def test_a_movement_may_be_made_exactly_as_small_as_its_smallest():
    halved = CATALOGUE.with_settings({"pinch.smaller_share": 0.5})
    whole, half = (answer_pain(replace(PRESS, range_share=share, strength=1), halved) for share in (1.0, 0.9))
    assert whole.action is not half.action
