from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.library.side import Side
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Intake, Outcomes, Pain, PhysicalTests, Sided, Surgery
from hipwise.plan.known_today import KnownToday, known_today
from tests.plan.logs import CATALOGUE, START, at, bout, entry, intake

TESTED = PhysicalTests(single_leg_stance_s=Sided(30.0, 18.0), walk_minutes_pain_free=20.0, plank_s=40.0)


def known(lines=(), *, day: int = 0, person: Intake | None = None, **fields: object) -> KnownToday:
    log = parse_log(lines, CATALOGUE)
    return known_today(person or intake(**fields), log, START + timedelta(days=day), CATALOGUE)


def walk(day: int, minutes: float, score: float | None = 0) -> dict[str, object]:
    return entry("walk", at(day, 12), minutes=minutes, score=score)


def calm_mornings(first: int, last: int, score: float = 1) -> list[dict[str, object]]:
    days = range(first, last + 1)
    return [entry("pain", at(d, 7), when="next_morning", score=score, pinch=0) for d in days]


# Weeks.


def test_weeks_count_on_from_the_intake():
    assert known(day=13, weeks_in_programme=3).intake.weeks_in_programme == 5


def test_a_week_is_over_after_seven_days_and_not_before():
    weeks = [known(day=day, weeks_in_programme=0).intake.weeks_in_programme for day in (5, 6)]
    assert weeks == [0, 1]


def test_weeks_that_nobody_knew_count_from_the_intake():
    assert [known(day=day).intake.weeks_in_programme for day in (0, 20)] == [None, 3]


def test_weeks_after_surgery_are_those_of_the_day():
    person = intake(pathway="post-operative", surgery=Surgery(date(2026, 10, 12), ("labral-repair",), {}))
    assert [known(day=day, person=person).intake.postoperative_week for day in (0, 6, 7)] == [6, 6, 7]


def test_a_day_before_the_intake_is_the_intakes_day():
    assert known(day=-30).intake.today == START - timedelta(days=1)


# Tests.


def test_a_later_test_replaces_an_earlier_one_of_its_side():
    lines = [entry("test", at(0, 9), test="single_leg_stance_s", right=31)]
    assert known(lines, tests=TESTED).intake.tests.single_leg_stance_s == Sided(30.0, 31.0)


def test_a_test_before_the_intake_fills_only_what_the_intake_does_not_know():
    lines = [
        entry("test", at(-9, 9), test="plank_s", value=60),
        entry("test", at(-9, 10), test="side_plank_s", left=33, right=35),
    ]
    tests = known(lines, tests=TESTED).intake.tests
    assert (tests.plank_s, tests.side_plank_s) == (40.0, Sided(33.0, 35.0))


def test_the_last_of_two_tests_of_a_day_counts():
    lines = [
        entry("test", at(0, 9), test="plank_s", value=60),
        entry("test", at(0, 18), test="plank_s", value=50),
    ]
    assert known(lines, tests=TESTED).intake.tests.plank_s == 50


def test_a_test_of_tomorrow_is_not_known_yet():
    assert known([entry("test", at(1, 9), test="plank_s", value=60)], tests=TESTED).intake.tests.plank_s == 40


def test_a_test_result_expires():
    last = int(CATALOGUE.setting("known.test_days")) - 1
    assert [known(day=day, tests=TESTED).intake.tests.plank_s for day in (last, last + 1)] == [40, None]


def test_a_finding_that_fits_no_such_test_says_nothing():
    lines = [
        entry("test", at(0, 9), test="thomas", right=12),
        entry("test", at(0, 10), test="plank_s", value="long"),
        entry("test", at(0, 11), test="single_leg_stance_s", value=45),
    ]
    assert known(lines, tests=TESTED).intake.tests == TESTED


def test_every_value_has_its_day():
    lines = [entry("test", at(3, 9), test="single_leg_stance_s", right=31)]
    found = known(lines, day=5, tests=TESTED)
    assert found.day_of("tests.single_leg_stance_s", Side.RIGHT) == START + timedelta(days=3)
    assert found.day_of("tests.plank_s", Side.RIGHT) == START - timedelta(days=1)
    assert found.day_of("tests.side_plank_s", Side.LEFT) is None


# Walks.


def test_a_longer_calm_walk_is_what_one_walks():
    assert known([walk(0, 35)], tests=TESTED).intake.tests.walk_minutes_pain_free == 35


def test_a_shorter_calm_walk_takes_nothing_away():
    assert known([walk(0, 5)], tests=TESTED).intake.tests.walk_minutes_pain_free == 20


def test_a_walk_that_hurt_takes_back_what_it_did_not_reach():
    assert known([walk(0, 15, 4)], tests=TESTED).intake.tests.walk_minutes_pain_free is None


def test_a_longer_walk_that_hurt_leaves_the_shorter_one():
    assert known([walk(0, 60, 4)], tests=TESTED).intake.tests.walk_minutes_pain_free == 20


def test_a_walk_without_a_score_says_nothing():
    assert known([walk(0, 60, None)], tests=TESTED).intake.tests.walk_minutes_pain_free == 20


# Scores.


def test_a_questionnaire_in_the_log_is_scored():
    answers = {str(item): 4 for item in range(1, 10)}
    lines = [entry("measure", at(0, 9), measure="hos-sport", answers=answers)]
    assert known(lines).intake.outcomes.hos_sport == 100


def test_a_questionnaire_without_enough_answers_keeps_the_older_score():
    lines = [entry("measure", at(0, 9), measure="ihot12", answers={"1": 90})]
    assert known(lines, outcomes=Outcomes(ihot12=52.0)).intake.outcomes.ihot12 == 52


def test_a_score_expires():
    last = int(CATALOGUE.setting("known.score_days")) - 1
    found = [known(day=d, outcomes=Outcomes(ihot12=52.0)).intake.outcomes.ihot12 for d in (last, last + 1)]
    assert found == [52, None]


# Pain.


def test_mornings_of_a_week_replace_the_rest_pain_of_an_older_intake():
    lines = calm_mornings(8, 10, score=1)
    assert known(lines, day=10, pain=Pain(rest=5)).intake.pain.rest == 1


def test_one_calm_morning_does_not_replace_a_sore_intake():
    assert known(calm_mornings(10, 10), day=10, pain=Pain(rest=5)).intake.pain.rest == 5


def test_a_sore_intake_of_this_week_still_counts():
    assert known(calm_mornings(0, 4), day=4, pain=Pain(rest=5)).intake.pain.rest == 5


def test_one_sore_morning_counts_at_once():
    assert known(calm_mornings(10, 10, score=6), day=10, pain=Pain(rest=1)).intake.pain.rest == 6


def test_medicine_counts_as_more_pain():
    line = entry("pain", at(10, 7), when="next_morning", score=2, analgesic=True)
    assert known([line], day=10, pain=Pain(rest=0)).intake.pain.rest == 3


def test_the_worst_pinch_of_the_week_counts():
    lines = bout(0, pinch=2) + bout(10)
    assert known(lines, day=3).intake.pain.pinch == 2


def test_silence_leaves_what_the_intake_said():
    assert known(day=40, pain=Pain(rest=4, worst_24h=6, pinch=3)).intake.pain == Pain(
        rest=4, worst_24h=6, pinch=3, flare_last_7_days=None
    )


def test_the_flexion_at_which_it_pinches_never_expires():
    pain = Pain(pinch_starts_at_flexion_deg=85)
    assert known(day=400, pain=pain).intake.pain.pinch_starts_at_flexion_deg == 85


def test_a_flare_of_the_log_is_known():
    lines = calm_mornings(0, 3) + calm_mornings(4, 8, score=6)
    assert known(lines, day=8).intake.pain.flare_last_7_days is True


def test_mornings_without_a_flare_say_that_there_was_none():
    assert known(calm_mornings(8, 12), day=12, pain=Pain(rest=1)).intake.pain.flare_last_7_days is False


def test_without_mornings_a_flare_is_not_known_after_a_week():
    assert known(day=12).intake.pain.flare_last_7_days is None


@given(st.integers(0, 10), st.integers(0, 10), st.integers(0, 60), st.booleans())
def test_more_pain_in_the_log_never_makes_the_known_pain_less(first, more, day, is_morning):
    when = "next_morning" if is_morning else "after"

    def pain(score):
        lines = [entry("pain", at(d, 7), when=when, score=score, pinch=score) for d in range(0, 30, 2)]
        return known(lines, day=day).intake.pain

    low, high = pain(min(first, more)), pain(max(first, more))
    assert low.pinch <= high.pinch
    assert low.worst_24h <= high.worst_24h
    assert low.rest <= high.rest


@given(st.integers(-5, 400))
def test_nothing_that_was_never_measured_becomes_known(day):
    found = known(day=day)
    assert found.intake.tests == PhysicalTests()
    assert found.intake.outcomes == Outcomes()


@pytest.mark.parametrize(("day", "had"), [(5, True), (6, False)])
def test_a_flare_told_with_the_intake_counts_for_seven_days_however_calm_the_mornings_are(day, had):
    """The intake is of the day before the first day."""
    person = intake(pain=Pain(rest=1, worst_24h=3, pinch=1, flare_last_7_days=True))
    assert known(calm_mornings(0, day), day=day, person=person).intake.pain.flare_last_7_days is had


def test_the_day_of_a_flare_is_told_only_where_one_is_known():
    assert known(calm_mornings(20, 26), day=26).day_of("pain.flare_last_7_days", Side.LEFT) is not None
    assert known(day=26).day_of("pain.flare_last_7_days", Side.LEFT) is None


def test_where_the_last_two_days_say_nothing_the_worst_pain_of_the_week_counts():
    lines = calm_mornings(20, 22, score=4)
    assert known(lines, day=25).intake.pain.worst_24h == 4


def test_the_worst_pain_of_a_day_counts_where_it_was_asked_for_as_such():
    told = entry("measure", at(26, 9), measure="nprs-worst-24h", answers={"score": 6})
    assert known([*calm_mornings(20, 26), told], day=26).intake.pain.worst_24h == 6


def test_one_log_is_known_differently_on_different_days():
    log = parse_log(calm_mornings(20, 23, score=3), CATALOGUE)
    days = [known_today(intake(), log, START + timedelta(days=day), CATALOGUE) for day in (24, 60)]
    assert [each.intake.pain.rest for each in days] == [3, 1]


@pytest.mark.parametrize(
    ("stopped", "left", "right"), [("left", None, 18.0), ("right", 30.0, None), ("both", None, None)]
)
def test_a_test_that_was_stopped_takes_back_what_that_side_had_shown_and_leaves_the_other(
    stopped, left, right
):
    lines = [entry("test", at(0, 9), test="single_leg_stance_s", stopped=stopped)]
    found = known(lines, tests=TESTED).intake.tests.single_leg_stance_s
    assert (found.left, found.right) == (left, right)


def test_a_test_stopped_before_a_later_one_takes_back_nothing():
    lines = [
        entry("test", at(2, 9), test="single_leg_stance_s", left=33),
        entry("test", at(1, 9), test="single_leg_stance_s", stopped="left"),
    ]
    assert known(lines, day=3, tests=TESTED).intake.tests.single_leg_stance_s.left == 33


@pytest.mark.parametrize(("day", "had"), [(9, True), (10, False)])
def test_a_flare_counts_for_seven_days_after_its_end(day, had):
    sore = [entry("pain", at(d, 7), when="next_morning", score=4, pinch=0) for d in (0, 1)]
    calm = calm_mornings(2, day)
    assert known([*sore, *calm], day=day).intake.pain.flare_last_7_days is had


# At the edges.


@pytest.mark.parametrize(("score", "minutes"), [(2, 40), (2.5, 20)])
def test_a_walk_with_pain_of_two_is_a_calm_one(score, minutes):
    assert known([walk(0, 40, score)], tests=TESTED).intake.tests.walk_minutes_pain_free == minutes


def test_a_walk_as_long_as_the_one_before_takes_it_back_when_it_hurts():
    assert known([walk(0, 20, 2.5)], tests=TESTED).intake.tests.walk_minutes_pain_free is None


def test_a_first_walk_is_what_one_walks_where_nothing_was_known():
    assert known([walk(0, 15)]).intake.tests.walk_minutes_pain_free == 15
    assert known([walk(0, 15, 4)]).intake.tests.walk_minutes_pain_free is None


@pytest.mark.parametrize(("day", "score"), [(-2, 80), (-1, 100), (0, 100)])
def test_a_questionnaire_of_the_intakes_own_day_or_later_is_newer_than_the_intake(day, score):
    answers = {str(item): 4 for item in range(1, 10)}
    told = entry("measure", at(day, 9), measure="hos-sport", answers=answers)
    assert known([told], outcomes=Outcomes(hos_sport=80.0)).intake.outcomes.hos_sport == score


@pytest.mark.parametrize(("last", "had"), [(10, False), (9, None)])
def test_three_mornings_of_a_week_say_that_there_was_no_flare(last, had):
    assert known(calm_mornings(8, last), day=12, pain=Pain(rest=1)).intake.pain.flare_last_7_days is had


@pytest.mark.parametrize(("day", "rest"), [(5, 5), (6, 1)])
def test_an_intake_counts_beside_the_mornings_for_seven_days(day, rest):
    assert known(calm_mornings(day - 4, day), day=day, pain=Pain(rest=5)).intake.pain.rest == rest


@pytest.mark.parametrize(("day", "worst"), [(0, 6), (1, 1)])
def test_an_intakes_worst_pain_of_a_day_counts_for_two(day, worst):
    lines = [entry("pain", at(each, 7), when="next_morning", score=1) for each in range(-4, day + 1)]
    assert known(lines, day=day, pain=Pain(worst_24h=6)).intake.pain.worst_24h == worst


def test_one_log_is_known_by_the_thresholds_that_are_asked():
    log, strict = parse_log([walk(0, 40, 2)], CATALOGUE), CATALOGUE.with_settings({"walk.pain": 1})
    for catalogues in ((CATALOGUE, strict), (strict, CATALOGUE)):
        minutes = {
            id(each): known_today(intake(tests=TESTED), log, START, each).intake.tests.walk_minutes_pain_free
            for each in catalogues
        }
        assert (minutes[id(CATALOGUE)], minutes[id(strict)]) == (40, 20)


def test_the_worst_pain_of_a_day_told_more_than_a_week_ago_counts_no_more():
    told = entry("measure", at(2, 9), measure="nprs-worst-24h", answers={"score": 9})
    mornings = [entry("pain", at(8, 7), when="next_morning", score=1)]
    worst = [
        known([told, *mornings], day=day, pain=Pain(worst_24h=0)).intake.pain.worst_24h for day in (8, 11)
    ]
    assert worst == [1, 1]


def test_a_shorter_walk_with_pain_of_two_takes_nothing_back():
    assert known([walk(0, 15, 2)], tests=TESTED).intake.tests.walk_minutes_pain_free == 20
