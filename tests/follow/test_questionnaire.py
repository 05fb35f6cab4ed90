from datetime import timedelta

import pytest

from hipwise.follow.questionnaire import due_questionnaires, named_before, own_questionnaire
from hipwise.plan.history import parse_log
from tests.plan.logs import CATALOGUE, at, entry, intake

OWN = [measure.id for measure in CATALOGUE.measures.values() if measure.text_included]
BASE = intake()


def due(day, *lines, askable=OWN, base=BASE):
    today = base.today + timedelta(days=day)
    return due_questionnaires(parse_log(lines, CATALOGUE), base, today, askable, CATALOGUE)


def answered(day, measure="psfs", **answers):
    moment = at(0, 9) + (BASE.today - at(0, 9).date()) + timedelta(days=day)
    return entry("measure", moment, measure=measure, answers=answers)


def test_at_the_start_the_activities_are_asked():
    assert "psfs" in {each.measure for each in due(0)}


def test_the_change_since_the_start_is_not_asked_at_the_start():
    assert "groc" not in {each.measure for each in due(0)}


def test_what_the_intake_asked_is_not_asked_again_at_the_start():
    assert BASE.pain.worst_24h is not None
    assert "nprs-worst-24h" not in {each.measure for each in due(0)}


def test_after_an_answer_it_is_not_asked_again():
    assert "psfs" not in {each.measure for each in due(3, answered(1, **{"activity-1": 4}))}


def test_putting_it_off_is_enough_not_to_be_asked_again():
    assert "psfs" not in {each.measure for each in due(3, answered(1))}


def test_at_six_weeks_it_is_asked_again():
    found = {each.measure: each.week for each in due(42, answered(1, **{"activity-1": 4}))}
    assert (found["psfs"], found["groc"]) == (6, 6)


def test_after_a_week_the_page_of_today_is_quiet_about_it():
    assert [each.is_new for each in due(6)] == [True] * len(due(6))
    assert not any(each.is_new for each in due(7))


def test_a_measure_without_words_is_never_asked():
    assert due(42, askable=[]) == ()


def test_pain_now_is_never_asked_by_itself():
    assert "nprs-now" not in {each.measure for day in (0, 42, 84, 182) for each in due(day)}


@pytest.mark.parametrize("measure", OWN)
def test_our_own_questionnaires_have_the_measures_items(measure):
    found = own_questionnaire(CATALOGUE.measures[measure])
    assert found is not None
    assert tuple(item.id for item in found.items) == CATALOGUE.measures[measure].item_ids


def test_a_licensed_measure_has_no_words_of_ours():
    assert own_questionnaire(CATALOGUE.measures["ihot12"]) is None


def test_the_activities_of_the_first_time_stay():
    asked = own_questionnaire(CATALOGUE.measures["psfs"])
    assert asked is not None
    first = answered(1, **{"activity-1": 4, "activity-1-name": "Stairs"})
    later = answered(43, **{"activity-1": 6, "activity-1-name": "Running"})
    assert named_before(asked, parse_log([later, first], CATALOGUE)) == {"activity-1": "Stairs"}
