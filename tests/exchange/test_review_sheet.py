"""The content review sheet: every number of an exercise beside its source, and room to sign."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from hipwise.exchange.review_sheet import review_pdf, review_words
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
MOST_PAGES = 2
LETTER_WIDTH_PT = 612
EXAMPLES = ["clamshell", "single-leg-hop", "piriformis-knee-to-opposite-shoulder"]


def _text(exercise: str) -> str:
    pages = PdfReader(io.BytesIO(review_pdf(CATALOGUE.exercise(exercise), CATALOGUE))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("exercise", EXAMPLES)
def test_every_sentence_of_the_exercise_is_on_the_sheet(exercise: str) -> None:
    text, content = _text(exercise), CATALOGUE.exercise(exercise)
    rule = content.stop_rule
    said = [content.feel, content.not_feel, content.easier_text, content.harder_text]
    for sentence in (*(step.text for step in content.steps), *said, rule.during, rule.on_return):
        assert " ".join(sentence.split()) in text


@pytest.mark.parametrize("exercise", list(CATALOGUE.exercises))
def test_every_number_has_a_source_and_a_tag(exercise: str) -> None:
    words = review_words(CATALOGUE.exercise(exercise), CATALOGUE)
    for rows in ("dose", "envelope", "restrictions", "faults"):
        assert all(row[-2] and row[-1] in "SVBD" for row in words[rows])
    assert words["stop_source"][0]


def test_what_the_envelope_finds_is_named() -> None:
    words = review_words(CATALOGUE.exercise("piriformis-knee-to-opposite-shoulder"), CATALOGUE)
    assert words["verdict"].startswith("blocked")
    assert words["envelope"]


def test_it_says_how_well_the_drawn_movement_fits() -> None:
    report = CATALOGUE.solved["clamshell"].report
    assert report is not None
    fit = review_words(CATALOGUE.exercise("clamshell"), CATALOGUE)["fit"]
    assert f"skin {report.under_mm:.1f} mm under floor or props" in fit


def test_a_movement_that_was_changed_since_says_so() -> None:
    exercise = CATALOGUE.exercise("clamshell")
    changed = replace(exercise, movement=replace(exercise.movement, orientation="prone"))
    assert review_words(changed, CATALOGUE)["fit"] == "The movement was changed since it was measured."


def test_it_says_that_nobody_has_signed_and_where_to_sign() -> None:
    text = _text("clamshell")
    assert "No clinician has signed this exercise yet." in text
    assert "Signature" in text


@pytest.mark.parametrize("exercise", EXAMPLES)
def test_it_takes_two_pages_at_most(exercise: str) -> None:
    assert len(PdfReader(io.BytesIO(review_pdf(CATALOGUE.exercise(exercise), CATALOGUE))).pages) <= MOST_PAGES


def test_it_can_be_printed_on_letter() -> None:
    sheet = review_pdf(CATALOGUE.exercise("bridge"), CATALOGUE, "letter")
    assert float(PdfReader(io.BytesIO(sheet)).pages[0].mediabox.width) == LETTER_WIDTH_PT
