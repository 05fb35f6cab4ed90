from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.exchange.letter.draft import draft_letter
from hipwise.exchange.letter.letter import letter_text
from hipwise.exchange.letter.parts import LetterCase
from hipwise.exchange.letter.sheet import letter_pdf
from hipwise.follow.non_response import judge_response
from hipwise.follow.referral import referral_reasons
from hipwise.library.side import Side
from hipwise.plan.history import parse_log
from hipwise.plan.in_force import PlansInForce
from tests.plan.intakes import intake as example
from tests.plan.logs import CATALOGUE, START, at, bout, entry, plan

PERSON = replace(example(), today=START)
TODAY = START + timedelta(days=84)


def case(person=PERSON, **changes):
    lines = [e for week in range(12) for day in (0, 2, 4) for e in bout(7 * week + day)]
    lines.append(entry("measure", at(83, 9), measure="ihot12", answers={"total": 58}))
    log, known = parse_log(lines, CATALOGUE), plan(made_on=START)
    response = judge_response(known, log, person, TODAY, CATALOGUE)
    reasons = referral_reasons(response, log, person, (), TODAY, CATALOGUE, is_wish=True)
    made = LetterCase(PlansInForce.of(known), log, person, TODAY, response, reasons, name="Anna Weber")
    return replace(made, **changes)


def text(made):
    return letter_text(draft_letter(made, CATALOGUE))


def test_it_names_who_which_side_and_which_day():
    said = text(case())
    assert "Anna Weber, 31 years, female." in said
    assert "the left hip" in said
    assert "15 February 2027" in said


def test_the_side_follows_the_intake():
    said = text(case(replace(PERSON, symptomatic_side=Side.RIGHT)))
    assert "examine the right hip" in said
    assert "examine the left hip" not in said


def test_the_score_has_its_change_its_meaning_and_its_cohort():
    said = text(case())
    assert (
        "52 to 58 (+6 of 100, high is better). Least change that people notice: 14 (non-operative cohort)."
        in said
    )


def test_what_was_done_is_called_self_report():
    assert "by self-report" in text(case())


def test_it_says_that_it_is_a_draft():
    assert "Not sent, not checked" in text(case())


@pytest.mark.parametrize(
    "word", ["labral tear", "cam ", "arthroscopy", "you have", "cure", "safe", "impingement syndrome"]
)
def test_it_makes_no_diagnosis_and_proposes_no_operation(word):
    assert word not in text(case()).lower()


def test_a_diagnosis_that_nobody_confirmed_is_not_told_as_one():
    unsure = replace(PERSON, diagnosis=replace(PERSON.diagnosis, confirmed=False))
    assert "does not say that a clinician confirmed" in text(case(unsure))


def test_an_empty_record_is_said_to_be_empty():
    bare = replace(
        case(), log=parse_log([], CATALOGUE), intake=example({"outcomes": None, "pain": None, "tests": None})
    )
    said = text(bare)
    assert "No outcome score is known." in said
    assert "Pain at rest not known" in said


def test_the_pdf_is_tagged_and_the_same_each_time():
    letter = draft_letter(case(), CATALOGUE)
    pdf = letter_pdf(letter)
    assert pdf.startswith(b"%PDF")
    assert b"StructTreeRoot" in pdf
    assert pdf == letter_pdf(letter)
