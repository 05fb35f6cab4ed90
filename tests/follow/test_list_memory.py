from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.list_memory import ListMemory, choose, longest_aside, put_aside
from hipwise.follow.need import Need, Place, Urgency
from hipwise.library.rule import Reason
from hipwise.library.source import Evidence
from tests.plan.logs import CATALOGUE

MONDAY = date(2026, 3, 9)


def a_need(rule="need-silence", urgency=Urgency.THIS_WEEK, place=Place.SILENCE, **fields) -> Need:
    reason = Reason(rule, rule, "hipwise-default", Evidence("D"))
    return Need(urgency, place, reason, "", "look", "Look", **fields)


SILENCE = a_need()
STEP_UP = a_need("need-step-up", place=Place.PROGRESS, exercise="bridge")
LETTER = a_need("response-refer", place=Place.HOLD)
STOP = a_need("need-stop", Urgency.TODAY, Place.STOP, exercise="bridge")
FLAG = a_need("need-red-flag", Urgency.NOW, Place.ESCALATE)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


NOTHING = ListMemory()


def shown(needs, memory=NOTHING, number=0):
    return choose(needs, memory, day(number), CATALOGUE)


def test_what_came_up_stays_until_it_is_answered():
    memory = shown([SILENCE]).memory
    assert shown([SILENCE], memory, 3).need == SILENCE


def test_the_next_thing_that_can_wait_waits_for_its_turn():
    memory = shown([SILENCE]).memory
    after = shown([STEP_UP], memory, 3)
    assert (after.need, after.later, after.next_on) == (None, (STEP_UP,), day(7))


def test_after_its_week_the_first_of_all_comes_up():
    memory = shown([STEP_UP]).memory
    assert shown([STEP_UP, LETTER], memory, 6).need == STEP_UP
    assert shown([STEP_UP, LETTER], memory, 7).need == LETTER


def test_an_urgent_need_comes_up_in_any_week():
    memory = shown([SILENCE]).memory
    after = shown([SILENCE, STOP], memory, 1)
    assert (after.need, after.later) == (STOP, (SILENCE,))


def test_an_urgent_need_takes_nobodys_turn():
    memory = shown([STOP]).memory
    assert shown([STEP_UP], memory, 1).need == STEP_UP


def test_what_is_put_aside_comes_back_by_itself():
    memory = put_aside(SILENCE, day(3), shown([SILENCE]).memory, MONDAY, CATALOGUE)
    assert shown([SILENCE], memory, 2).aside == (SILENCE,)
    assert shown([SILENCE], memory, 3).need == SILENCE


def test_what_got_worse_is_not_aside_any_more():
    held = a_need("need-x", Urgency.TODAY, Place.STEP_BACK)
    memory = put_aside(held, day(1), ListMemory(), MONDAY, CATALOGUE)
    worse = replace(held, place=Place.STOP)
    assert shown([held], memory).need is None
    assert shown([worse], memory).need == worse


def test_a_red_flag_cannot_be_put_aside():
    assert longest_aside(FLAG, CATALOGUE) == 0
    with pytest.raises(ValueError, match="at most 0 days"):
        put_aside(FLAG, day(1), ListMemory(), MONDAY, CATALOGUE)


def test_something_of_today_waits_until_tomorrow_at_most():
    put_aside(STOP, day(1), ListMemory(), MONDAY, CATALOGUE)
    with pytest.raises(ValueError, match="at most 1 days"):
        put_aside(STOP, day(2), ListMemory(), MONDAY, CATALOGUE)


DAYS = st.lists(st.sets(st.sampled_from([SILENCE, STEP_UP, LETTER, STOP, FLAG])), min_size=1, max_size=40)


@given(DAYS)
def test_nothing_is_lost(days):
    memory = ListMemory()
    for number, needs in enumerate(days):
        found = shown(needs, memory, number)
        told = [*([found.need] if found.need else []), *found.also, *found.later, *found.aside]
        assert sorted(told, key=lambda n: n.key) == sorted(needs, key=lambda n: n.key)
        memory = found.memory


@given(DAYS)
def test_at_most_one_new_thing_that_can_wait_comes_up_in_a_week(days):
    memory, raised = ListMemory(), []
    for number, needs in enumerate(days):
        found = shown(needs, memory, number)
        memory = found.memory
        if found.need is not None and found.need.can_wait and (not raised or raised[-1][1] != found.need.key):
            raised.append((number, found.need.key))
    assert all(later - earlier >= 7 for (earlier, _), (later, _) in pairwise(raised))


@given(DAYS)
def test_the_most_urgent_is_always_shown(days):
    memory = ListMemory()
    for number, needs in enumerate(days):
        found = shown(needs, memory, number)
        urgent = [need for need in needs if not need.can_wait]
        assert not urgent or found.need == min(urgent, key=lambda need: need.order)
        memory = found.memory
