"""Home tests over time: what is called a change, side against side, and which test is asked for."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.home_test import (
    error_at,
    home_test_courses,
    norm_reason,
    result_reasons,
    symmetry_percent,
)
from hipwise.follow.home_test_card import card_of, home_test_card
from hipwise.follow.home_test_offer import home_tests_now
from hipwise.library.side import Side
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Pain, PhysicalTests, Sided
from hipwise.plan.look import look_at
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake, plan

TESTS = CATALOGUE.home_tests
LATER = START + timedelta(days=60)
tenths = st.integers(10, 450).map(lambda value: value / 10)
three = st.tuples(tenths, tenths, tenths).map(list)


def tried(day, test="single_leg_stance_s", **body):
    return entry("test", at(day, 9), test=test, **body)


def trials(day, left, right, test="single_leg_stance_s", **body):
    return tried(day, test, trials={"left": left, "right": right}, **body)


def course(*lines, person=None):
    (found,) = home_test_courses(parse_log(lines, CATALOGUE), LATER, CATALOGUE, person)
    return found


def rules(found, sore=Side.RIGHT):
    return [reason.rule for reason in result_reasons(found, sore, 30, None, CATALOGUE)]


def texts(found, sore=Side.RIGHT):
    return {r.rule: r.text for r in result_reasons(found, sore, 30, None, CATALOGUE)}


def test_a_first_result_is_compared_with_nothing():
    assert rules(course(trials(0, [40, 41, 42], [30, 31, 32])))[0] == "test-first"


def test_without_a_known_error_no_difference_is_called_a_change():
    found = course(trials(0, [10] * 3, [10] * 3), trials(7, [45] * 3, [45] * 3))
    assert rules(found)[0] == "test-error-unknown"
    assert texts(found)["test-error-unknown"].startswith(
        "Left 10 at first, now 45; right 10 at first, now 45"
    )


def test_a_difference_up_to_the_error_is_within_error():
    lines = [
        tried(day, "hip_internal_rotation_home_deg", trials={"left": [deg] * 3, "right": [deg] * 3})
        for day, deg in ((0, 30), (7, 38))
    ]
    assert rules(course(*lines))[0] == "test-within-error"


@pytest.mark.parametrize(("now", "rule"), [(39, "test-more"), (21, "test-less")])
def test_a_difference_beyond_the_error_is_a_change(now, rule):
    lines = [
        tried(day, "hip_internal_rotation_home_deg", trials={"left": [deg] * 3, "right": [deg] * 3})
        for day, deg in ((0, 30), (7, now))
    ]
    assert rules(course(*lines))[0] == rule


def test_an_error_in_percent_grows_with_the_result():
    hop = TESTS["single-leg-hop"]
    assert (error_at(hop, 100.0), error_at(hop, 200.0)) == (11, 22)


def test_the_sore_side_is_told_in_percent_of_the_other():
    assert symmetry_percent(course(trials(0, [40] * 3, [30] * 3)), Side.RIGHT) == 75


def test_with_two_sore_sides_the_weaker_is_told_in_percent_of_the_stronger():
    assert symmetry_percent(course(trials(0, [40] * 3, [30] * 3)), Side.BOTH) == 75


def test_one_side_alone_has_nothing_to_be_compared_with():
    assert "test-symmetry-unknown" in rules(course(tried(0, trials={"left": [40] * 3})))


def test_missing_trials_are_told_and_compared_with_nothing():
    found = course(trials(0, [40] * 3, [30] * 2))
    assert texts(found)["test-incomplete"].startswith("Right: 2 of 3 trials.")
    assert symmetry_percent(found, Side.RIGHT) is None


def test_a_stopped_side_is_not_compared_by_its_old_result():
    found = course(trials(0, [40] * 3, [40] * 3), trials(7, [40] * 3, [], stopped="right"))
    assert symmetry_percent(found, Side.RIGHT) is None
    assert "test-stopped" in rules(found)


def test_what_the_intake_says_is_the_first_result():
    person = intake(tests=PhysicalTests(single_leg_stance_s=Sided(30.0, 20.0)))
    found = course(trials(7, [40] * 3, [30] * 3), person=person)
    assert [each.value for each in found.valued(Side.LEFT)] == [30, 40]


def test_of_one_day_the_last_counts():
    found = course(tried(0, left=20), entry("test", at(0, 20), test="single_leg_stance_s", left=33))
    assert [each.value for each in found.valued(Side.LEFT)] == [33]


def test_the_norm_names_its_own_source():
    reason = norm_reason(TESTS["single-leg-stance"], 45, None, CATALOGUE)
    assert (reason.source, reason.text.split(". ")[0]) == (
        "springer-2007",
        "People of 40 to 49 reach about 40 seconds on average",
    )


def test_no_norm_is_told_where_there_is_none():
    assert norm_reason(TESTS["plank"], 60, "male", CATALOGUE) is None


@given(three, three)
def test_the_two_sides_swap_exactly(left, right):
    one = symmetry_percent(course(trials(0, left, right)), Side.RIGHT)
    other = symmetry_percent(course(trials(0, right, left)), Side.LEFT)
    assert one == other


@given(three)
def test_equal_sides_are_100_percent(values):
    assert symmetry_percent(course(trials(0, values, values)), Side.BOTH) == pytest.approx(100)


def test_a_card_shows_both_sides_raw():
    card = card_of(course(trials(0, [40, 41, 42], [30] * 3)), Side.RIGHT, 30, None, CATALOGUE)
    assert [(side["words"], side["value"], side["trials_words"]) for side in card["sides"]] == [
        ("Left", "41", "40 to 42"),
        ("Right", "30", ""),
    ]


def test_a_card_of_two_tests_is_refused():
    log = parse_log([tried(0, left=20), tried(1, "plank_s", value=40)], CATALOGUE)
    with pytest.raises(ValueError, match="one home test, found 2"):
        home_test_card(log, Side.LEFT, 30, None, CATALOGUE)


CALM = Pain(rest=1.0, worst_24h=1.0, pinch=0.0, site="groin", flare_last_7_days=False)


def calm_week(day):
    """The mornings of the last days, all calm, and a walk."""
    days = range(max(0, int(day) - 5), int(day) + 1)
    mornings = [
        entry("pain", at(each, 7), when="next_morning", score=0, pinch=0, limp=False, night_waking=False)
        for each in days
    ]
    return [*mornings, entry("walk", at(int(day), 7.5), minutes=40, score=0)]


def now(lines=(), *, day=1, phase=2, **fields):
    log = parse_log([*lines, *calm_week(day)], CATALOGUE)
    person = intake(weeks_in_programme=9, pain=CALM, **fields)
    made = plan(phase=phase, screen_again_on=START + timedelta(days=200))
    look = look_at(made, log, person, START + timedelta(days=day), CATALOGUE)
    return {each.test.id: each for each in home_tests_now(look)}


def test_the_test_that_the_next_phase_waits_for_is_asked():
    found = now()
    assert [name for name, each in found.items() if each.is_asked] == ["single-leg-stance"]
    assert found["single-leg-stance"].opens == ("You stand on the sore leg for 30 seconds.",)


def test_a_sign_that_is_there_is_not_asked_again():
    lines = [trials(0, [45] * 3, [45] * 3)]
    assert not any(each.is_asked for each in now(lines, day=20).values())


def test_a_test_is_asked_once_a_week():
    lines = [trials(0, [20] * 3, [20] * 3)]
    asked = [now(lines, day=day)["single-leg-stance"].is_asked for day in (1, 6, 7, 8)]
    assert asked == [False, False, True, True]


def test_a_test_that_was_put_off_rests_for_a_week():
    lines = [tried(0)]
    assert [now(lines, day=day)["single-leg-stance"].is_asked for day in (1, 7)] == [False, True]


def test_a_test_that_grew_too_old_is_asked_again():
    lines = [trials(0, [45] * 3, [45] * 3)]
    days = CATALOGUE.setting("known.test_days")
    asked = [now(lines, day=day, phase=3)["single-leg-stance"].is_asked for day in (days, days + 1)]
    assert asked == [False, True]


def test_after_a_pinch_no_test_is_asked():
    lines = bout(0, pinch=4, peak=4, morning=None)
    assert not any(each.is_asked for each in now(lines, day=1).values())


def test_a_warning_sign_stops_every_test():
    lines = [entry("red_flag", at(0, 9), flags=["infection"])]
    found = now(lines, day=0)
    assert {each.against[0].rule for each in found.values()} == {"test-waits"}
