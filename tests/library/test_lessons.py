"""Lessons are short, plain, sourced, and answer the questions people ask."""

import re

import pytest
from benchmarks.reading import HIGHEST_GRADE, LONGEST_SENTENCE_WORDS
from benchmarks.reading_age import readability

from hipwise.library.catalogue import load_catalogue
from hipwise.library.lesson import Lesson

CATALOGUE = load_catalogue()
LESSONS = list(CATALOGUE.lessons.values())
# Two minutes at an unhurried 125 words a minute.
LONGEST_LESSON_WORDS = 250
each = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.id)


def _text(lesson: Lesson) -> str:
    return " ".join((lesson.summary, *lesson.paragraphs))


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?:])\s+", text) if part]


def test_the_four_questions_of_the_article_are_answered() -> None:
    assert {"running", "hip-arthritis", "what-to-avoid", "return-after-surgery"} <= set(CATALOGUE.lessons)


@each
def test_a_lesson_takes_at_most_two_minutes(lesson: Lesson) -> None:
    assert len(_text(lesson).split()) <= LONGEST_LESSON_WORDS


@each
def test_no_sentence_is_long(lesson: Lesson) -> None:
    assert [s for s in _sentences(_text(lesson)) if len(s.split()) > LONGEST_SENTENCE_WORDS] == []


@each
def test_a_twelve_year_old_can_read_it(lesson: Lesson) -> None:
    assert readability([_text(lesson)]).grade <= HIGHEST_GRADE


@each
def test_a_lesson_names_its_sources(lesson: Lesson) -> None:
    assert lesson.citations
    assert all(citation.says for citation in lesson.citations)


@each
def test_a_lesson_gives_no_advice_on_medicine(lesson: Lesson) -> None:
    assert not re.search(r"\b(ibuprofen|anti-inflammator|paracetamol|tablet|dose of)\w*", _text(lesson))
