import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.side import Side
from hipwise.plan.given import Given, GivenError
from hipwise.plan.pain_press import PainAction
from hipwise.plan.session import (
    SessionEvent,
    next_step,
    read_event,
    read_script,
    script_seconds,
    session_script,
    step_to_mapping,
)
from tests.plan.logs import CATALOGUE, item

CLAMSHELL = item()
BRIDGE = item("bridge", side=Side.BOTH, sets=2, repetitions=15, hold_s=2, tempo="2-2-2")
STRETCH = item("hip-flexor-stretch", sets=1, repetitions=3, hold_s=30, tempo="3-30-3")


def kinds(script) -> list[str]:
    return [step.kind for step in script]


def script(*items):
    return session_script(items, CATALOGUE)


def after(steps, index, kind, **details):
    return next_step(steps, index, SessionEvent(kind, **details), CATALOGUE)


def test_one_exercise_is_ready_sets_with_rests_questions_and_the_end():
    assert kinds(script(CLAMSHELL)) == ["ready", "set", "rest", "set", "ask", "done"]


def test_two_sides_come_one_after_the_other():
    steps = script(item(side=Side.BOTH, first_side=Side.LEFT))
    assert kinds(steps) == [
        "ready",
        "set",
        "rest",
        "set",
        "rest",
        "switch_sides",
        "set",
        "rest",
        "set",
        "ask",
        "done",
    ]
    assert [step.side for step in steps if step.kind == "set"] == ["left", "left", "right", "right"]
    assert steps[5].text == "Now RIGHT"


def test_an_exercise_of_both_legs_never_switches():
    assert "switch_sides" not in kinds(script(BRIDGE))


def test_the_side_is_said_in_words():
    assert script(CLAMSHELL)[0].text == "Get ready: Clamshell, RIGHT leg on top"


def test_holds_are_single_steps_that_follow_each_other():
    steps = script(STRETCH)
    assert kinds(steps) == ["ready", "set", "set", "set", "ask", "done"]
    assert {(step.sets, step.repetitions, step.hold_s) for step in steps if step.kind == "set"} == {
        (3, 1, 30)
    }


def test_a_set_lasts_its_repetitions_times_the_tempo():
    (first, *_) = [step for step in script(CLAMSHELL) if step.kind == "set"]
    assert first.seconds == 12 * (2 + 1 + 2)


def test_a_tempo_in_other_words_falls_back_on_the_exercise():
    (first, *_) = [step for step in script(item(tempo="slow")) if step.kind == "set"]
    assert (first.out_s, first.back_s) == (2, 2)


def test_the_script_lasts_about_the_planned_minutes():
    assert script_seconds(script(CLAMSHELL)) == 10 + 60 + 45 + 60


def test_an_empty_day_has_only_an_end():
    assert kinds(script()) == ["done"]


def test_done_goes_on_and_stays_at_the_end():
    steps = script(CLAMSHELL)
    assert after(steps, 0, "done").index == 1
    assert after(steps, 5, "done").index == 5


def test_a_skip_before_any_set_goes_to_the_next_exercise():
    place = after(script(CLAMSHELL, BRIDGE), 0, "skip")
    assert place.script[place.index].exercise == "bridge"
    assert place.script[place.index].kind == "ready"


def test_a_skip_after_a_set_still_asks_how_it_was():
    place = after(script(CLAMSHELL, BRIDGE), 2, "skip")
    step = place.script[place.index]
    assert (step.kind, step.exercise) == ("ask", "clamshell")


def test_leaving_out_for_pain_goes_to_the_next_exercise():
    place = after(script(CLAMSHELL, BRIDGE), 3, "pain", action=PainAction.LEAVE_OUT_TODAY)
    assert place.script[place.index].exercise == "bridge"
    assert [s.kind for s in place.script[:3]] == ["ready", "set", "rest"]


def test_going_on_smaller_shrinks_the_rest_of_this_exercise_only():
    place = after(
        script(CLAMSHELL, BRIDGE),
        1,
        "pain",
        action=PainAction.GO_ON_SMALLER,
        range_share=0.667,
        goes_on=True,
    )
    assert place.index == 1
    shares = {step.exercise: step.range_share for step in place.script if step.kind == "set"}
    assert shares == {"clamshell": 0.667, "bridge": 1.0}


def test_resting_first_puts_a_rest_in_the_place_of_the_set_that_was_stopped():
    place = after(script(CLAMSHELL), 1, "pain", action=PainAction.STOP_SET, goes_on=True)
    assert kinds(place.script) == ["ready", "set", "rest", "set", "ask", "done"]
    assert (place.index, place.script[2].seconds) == (2, 60)


@pytest.mark.parametrize("action", list(PainAction))
def test_without_the_wish_to_go_on_no_set_of_the_exercise_follows(action):
    place = after(script(CLAMSHELL, BRIDGE), 1, "pain", action=action)
    assert not [s for s in place.script[place.index :] if s.exercise == "clamshell"]


def test_an_unknown_action_leaves_the_exercise_out():
    place = after(script(CLAMSHELL, BRIDGE), 1, "pain", goes_on=True)
    assert place.script[place.index].exercise == "bridge"


@pytest.mark.parametrize(
    ("action", "ended_by"),
    [(PainAction.END_SESSION, "pain"), (PainAction.RED_FLAG_QUESTIONS, "red_flag_questions")],
)
def test_an_end_leads_straight_to_the_end(action, ended_by):
    place = after(script(CLAMSHELL, BRIDGE), 1, "pain", action=action, goes_on=True)
    step = place.script[place.index]
    assert (step.kind, step.ended_by) == ("done", ended_by)


def test_coming_back_after_a_long_rest_ends_the_rest():
    steps = script(CLAMSHELL)
    assert after(steps, 2, "resume", away_s=20).index == 2
    assert after(steps, 2, "resume", away_s=60).index == 3


def test_coming_back_in_a_set_stays_in_the_set():
    assert after(script(CLAMSHELL), 1, "resume", away_s=3600).index == 1


events = st.builds(
    SessionEvent,
    kind=st.sampled_from(["done", "skip", "pain", "resume"]),
    action=st.none() | st.sampled_from(list(PainAction)),
    range_share=st.none() | st.floats(0, 1),
    goes_on=st.booleans(),
    away_s=st.floats(0, 1e6),
)


@given(st.lists(events, max_size=30))
@settings(max_examples=100)
def test_any_events_keep_the_script_walkable(happened):
    steps, index = script(CLAMSHELL, item(side=Side.BOTH), STRETCH), 0
    sets = kinds(steps).count("set")
    for event in happened:
        steps, index = (place := next_step(steps, index, event, CATALOGUE)).script, place.index
        assert 0 <= index < len(steps)
        assert kinds(steps).count("done") == 1
        assert steps[-1].kind == "done"
        assert kinds(steps).count("set") <= sets
        assert all(step.range_share <= 1 for step in steps)


def test_a_script_survives_the_way_through_json():
    steps = script(CLAMSHELL, STRETCH)
    assert read_script(Given("script", [step_to_mapping(step) for step in steps])) == steps


@pytest.mark.parametrize("raw", [[], [{"kind": "set", "text": "Set"}], "done"])
def test_a_script_without_an_end_is_refused(raw):
    with pytest.raises(GivenError):
        read_script(Given("script", raw))


def test_an_unknown_event_is_refused():
    with pytest.raises(GivenError, match="kind: expected one of done, pain, skip, resume"):
        read_event(Given("", {"kind": "dance"}))
