from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.change import ChangeVerdict, change_verdict, judge_change
from hipwise.follow.outcome import Course, Meaning, ScoreOn, meaning_of, outcome_courses
from hipwise.library.measure import Threshold
from hipwise.library.source import Evidence
from hipwise.plan.history import parse_log
from tests.plan import intakes
from tests.plan.logs import CATALOGUE, at, entry, intake

DAYS = [date(2026, 1, day) for day in range(1, 30)]


def course(measure_id, *values, part_id="total", **changes):
    measure = CATALOGUE.measures[measure_id]
    part = next(part for part in measure.subscales if part.id == part_id)
    scores = tuple(ScoreOn(day, value) for day, value in zip(DAYS, values, strict=False))
    return Course(measure, part, scores, meaning_of(measure, part_id, intake(**changes)))


def judged(measure_id, *values, **options):
    return judge_change(course(measure_id, *values, **options), CATALOGUE)


def threshold(kind, value):
    return Threshold(kind, value, "non-operative", "", "hipwise-default", Evidence.DEFAULT)


def test_one_score_is_no_change():
    assert judged("ihot12", 50).verdict is ChangeVerdict.FIRST


def test_a_change_as_large_as_the_error_is_within_error():
    assert judged("hos-adl", 60, 63).verdict is ChangeVerdict.WITHIN_ERROR


def test_a_change_within_error_says_so_in_words():
    text = judged("hagos", 50, 80, part_id="pain").reasons[0].text
    assert text == "From 50 to 80. That is within error: this scale can be off by 33.8."


def test_more_than_the_error_and_less_than_people_notice_is_slight():
    assert judged("hos-adl", 60, 66).verdict is ChangeVerdict.SLIGHT


def test_more_than_both_is_real():
    assert judged("hos-adl", 60, 69).verdict is ChangeVerdict.REAL


def test_without_a_known_error_a_noticed_change_is_a_perhaps():
    found = judged("ihot12", 49, 63)
    assert (found.verdict, found.is_change) == (ChangeVerdict.PERHAPS, False)


def test_without_a_known_error_a_smaller_change_is_too_small():
    assert judged("ihot12", 49, 62).verdict is ChangeVerdict.TOO_SMALL


def test_less_pain_is_better():
    found = judged("nprs-worst-24h", 6, 4)
    assert (found.gain, found.reasons[0].rule) == (2, "outcome-maybe-better")


def test_a_fall_of_a_score_where_more_is_better_is_worse():
    assert judged("hos-sport", 60, 40).reasons[0].rule == "outcome-worse"


def test_people_without_an_operation_say_what_they_can_live_with():
    found = judged("ihot12", 49, 63)
    assert found.is_acceptable is True
    assert found.reasons[1].text == (
        "People treated without an operation can live with 63 or more. You are there."
    )


def test_where_less_is_better_people_can_live_with_less():
    assert judged("nprs-worst-24h", 6, 4).is_acceptable is False
    assert judged("nprs-worst-24h", 6, 3).is_acceptable is True


def test_after_surgery_the_thresholds_of_surgery_count():
    measure = CATALOGUE.measures["ihot12"]
    meaning = meaning_of(measure, "total", intakes.intake(intakes.after_surgery(70)))
    assert meaning.acceptable is not None
    assert (meaning.acceptable.cohort, meaning.acceptable.value) == ("surgical", 69.1)


def test_a_rating_of_change_is_compared_with_no_change():
    found = judged("groc", -4)
    assert (found.gain, found.reasons[0].rule) == (-4, "outcome-rated-worse")


def test_a_small_rating_counts_as_nothing():
    assert judged("groc", 2).reasons[0].rule == "outcome-rated-small"


@given(gain=st.floats(-100, 100), error=st.floats(0.1, 50), minimal=st.none() | st.floats(0.1, 50))
def test_nothing_within_the_error_is_ever_a_change(gain, error, minimal):
    meaning = Meaning(threshold("sdc", error), minimal and threshold("mcid", minimal), None)
    within = change_verdict(gain, meaning) is ChangeVerdict.WITHIN_ERROR
    assert within == (abs(gain) <= error)


@given(gain=st.floats(-100, 100), minimal=st.none() | st.floats(0.1, 50))
def test_without_a_known_error_nothing_is_real(gain, minimal):
    meaning = Meaning(None, minimal and threshold("mcid", minimal), None)
    assert change_verdict(gain, meaning) not in (ChangeVerdict.REAL, ChangeVerdict.SLIGHT)


@given(gain=st.floats(-100, 100))
def test_better_and_worse_are_judged_alike(gain):
    meaning = Meaning(threshold("sdc", 10), threshold("mcid", 20), None)
    assert change_verdict(gain, meaning) is change_verdict(-gain, meaning)


@pytest.mark.parametrize("measure", CATALOGUE.measures)
def test_every_measure_can_be_judged_in_every_part(measure):
    scoring = CATALOGUE.measures[measure].scoring
    for part in CATALOGUE.measures[measure].subscales:
        found = judged(measure, scoring.score_low, scoring.score_high, part_id=part.id)
        assert all(reason.text and "{" not in reason.text for reason in found.reasons)


def test_a_course_begins_with_what_the_intake_says():
    lines = [entry("measure", at(50, 9), measure="ihot12", answers={"total": 60})]
    base = intake()
    courses = outcome_courses(parse_log(lines, CATALOGUE), base, at(60, 9).date(), CATALOGUE)
    scores = {c.measure.id: [s.value for s in c.scores] for c in courses}
    stated = [] if base.outcomes.ihot12 is None else [base.outcomes.ihot12]
    assert scores["ihot12"] == [*stated, 60]


def test_an_answer_that_was_put_off_is_no_score():
    lines = [entry("measure", at(50, 9), measure="psfs", answers={})]
    courses = outcome_courses(parse_log(lines, CATALOGUE), intake(), at(60, 9).date(), CATALOGUE)
    assert "psfs" not in {c.measure.id for c in courses}
