from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.exchange.letter.kind import LETTER_KINDS
from hipwise.exchange.letter.letter import letter_text
from hipwise.exchange.letter.sheet import letter_pdf
from hipwise.library.side import Side
from hipwise.plan.day_words import date_in_words
from hipwise.plan.history import parse_log
from hipwise.plan.in_force import PlansInForce
from tests.exchange.letter.test_draft import PERSON, case
from tests.plan.logs import CATALOGUE, START, at, bout, entry

NEVER = ("safe", "cure", "heal", "failed", "bad ", "must", "diagnos")


def drafted(kind, made=None):
    return LETTER_KINDS[kind].draft(made or case(), CATALOGUE)


def text(kind, made=None):
    return letter_text(drafted(kind, made))


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_title_and_mark_are_those_of_the_kind(kind):
    letter, day = drafted(kind), date_in_words(case().today)
    assert letter.title == f"{LETTER_KINDS[kind].title}, {day}"
    assert letter.draft == CATALOGUE.reason(LETTER_KINDS[kind].draft_rule, day=day).text


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_each_kind_becomes_a_pdf(kind):
    assert letter_pdf(drafted(kind)).startswith(b"%PDF")


def test_a_note_leaves_what_a_person_judges_to_the_person():
    said = text("note")
    assert "Add your assessment." in said
    assert "Add what you agreed" in said


def test_a_note_has_the_four_parts_in_order():
    assert [part.heading for part in drafted("note").parts] == [
        "Subjective",
        "Objective",
        "Assessment",
        "Plan",
    ]


def test_a_note_tells_only_of_its_days():
    lines = bout(0, peak=6) + bout(80, peak=2)
    assert "Worst pain in an exercise 2 of 10" in text("note", case(log=parse_log(lines, CATALOGUE)))


def test_missing_mornings_are_said_to_be_missing():
    lines = [entry("pain", at(80, 12), when="during", exercise="clamshell", score=2, pinch=0)]
    assert "No morning is known." in text("note", case(log=parse_log(lines, CATALOGUE)))


def test_form_has_its_denominator_and_its_faults_by_name():
    seen = entry(
        "set",
        at(80, 11),
        exercise="clamshell",
        side="left",
        set=1,
        repetitions=12,
        source="camera",
        faults={"PELVIC_ROT": 3},
    )
    said = text("note", case(log=parse_log([seen], CATALOGUE)))
    assert "Clamshell: 12 repetitions judged by a camera, 9 without a fault: " in said


def test_without_a_camera_no_form_is_claimed():
    assert "No set was judged by a camera." in text("note")


def test_the_summary_names_the_side_and_the_limits():
    said = text("summary", case(replace(PERSON, symptomatic_side=Side.RIGHT)))
    assert "This is about your right hip." in said
    assert "your left hip" not in said
    assert "pain goes over 5 of 10" in said


def test_the_summary_names_the_stricter_pain_that_stops_early_after_surgery():
    early = replace(case().plans.present, pathway="post-operative", postoperative_week=3)
    assert "pain goes over 2 of 10" in text("summary", case(plans=PlansInForce.of(early)))


def test_the_summary_has_none_of_the_words_that_people_never_read():
    said = text("summary").lower()
    assert [word for word in NEVER if word in said] == []


def test_after_an_operation_the_report_asks_the_surgeon():
    operated = replace(PERSON, pathway="post-operative")
    assert drafted("report", case(operated)).parts[-2].heading == "Question to the surgeon"
    assert drafted("report").parts[-2].heading == "Question to the referrer"


def test_what_comes_after_the_day_is_not_told():
    later = [*bout(0), entry("pain", at(90, 12), when="during", exercise="clamshell", score=9, pinch=0)]
    log = parse_log(later, CATALOGUE).until(START + timedelta(days=84))
    assert "9 of 10" not in text("note", case(log=log))
