"""The texts for patients are read at the age of 12: measured by the published formulas, group by group."""

import pytest
from benchmarks.patient_texts import page_text, patient_texts, script_text
from benchmarks.reading import (
    HIGHEST_GRADE,
    HIGHEST_GRADE_OF_ONE,
    HIGHEST_SMOG,
    LEAST_WORDS,
    LONGEST_SENTENCE_WORDS,
    UNAVOIDABLE,
)
from benchmarks.reading_age import readability, sentences_of, syllables

from hipwise.library.catalogue import load_catalogue

TEXTS = patient_texts(load_catalogue())
each_group = pytest.mark.parametrize("group", sorted(TEXTS))


@each_group
def test_a_twelve_year_old_can_read_the_group(group: str) -> None:
    found = readability(TEXTS[group].values(), UNAVOIDABLE)
    assert found.grade <= HIGHEST_GRADE
    assert found.smog <= HIGHEST_SMOG


@each_group
def test_no_single_text_is_much_harder(group: str) -> None:
    measured = {
        name: readability([text], UNAVOIDABLE) for name, text in TEXTS[group].items() if sentences_of(text)
    }
    hard = {name: found.grade for name, found in measured.items() if found.words >= LEAST_WORDS}
    assert {name: grade for name, grade in hard.items() if grade > HIGHEST_GRADE_OF_ONE} == {}


@each_group
def test_no_sentence_is_longer_than_fifteen_words(group: str) -> None:
    found = [words for text in TEXTS[group].values() for words in sentences_of(text)]
    assert [" ".join(words) for words in found if len(words) > LONGEST_SENTENCE_WORDS] == []


@pytest.mark.parametrize(
    ("word", "count"),
    [("hip", 1), ("exercise", 3), ("therapist's", 3), ("clamshells", 2), ("30", 1), ("overwritten", 4)],
)
def test_syllables_are_those_that_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_the_published_formula() -> None:
    found = readability(["The cat sat on the mat."])
    assert found.grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


def test_smog_counts_words_of_three_syllables() -> None:
    found = readability(["Exercise is exercise."])
    assert found.smog == pytest.approx(1.0430 * (2 * 30 / 1) ** 0.5 + 3.1291)


def test_a_word_that_cannot_be_avoided_weighs_two_syllables() -> None:
    eased = readability(["Your therapist knows."], frozenset({"therapist"}))
    assert eased.raw_grade - eased.grade == pytest.approx(11.8 / 3)


def test_of_a_page_only_words_are_read() -> None:
    page = (
        '{% if a %}<p class="x">One {{ name }} <b>two</b>.</p>{% else %}<p>Three.</p>{% endif %}<svg>no</svg>'
    )
    assert [" ".join(words) for words in sentences_of(page_text(page))] == ["One two", "Three"]


def test_of_a_script_only_sentences_are_read() -> None:
    script = 'const a = "data-part"; // No text here at all.\nsay(`Rest for ${seconds} seconds, then go.`);'
    assert script_text(script) == "Rest for x seconds, then go."
