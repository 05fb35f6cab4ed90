"""Words that may mean a warning sign are found, whatever stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.follow.warning_words import warning_words
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("My calf is swollen since yesterday", "blood-clot"),
        ("I can’t breathe well on the stairs.", "blood-clot"),
        ("some NUMBNESS between the legs", "cauda-equina"),
        ("I fainted after the bridge", "cardiac"),
        ("I can't put weight on it", "cannot-bear-weight"),
        ("38.5 of fever,hip is red", "infection"),
        ("I don't want to live any more", "distress"),
        ("it gave way on the bus", "locking-or-giving-way"),
        ("I fell on the ice", "trauma-deformity"),
    ],
)
def test_words_of_a_warning_sign_are_found(text: str, flag: str) -> None:
    assert flag in warning_words(text, CATALOGUE)


@pytest.mark.parametrize("flag", sorted(CATALOGUE.red_flags))
def test_each_sign_is_found_by_each_of_its_words(flag: str) -> None:
    for words in CATALOGUE.red_flags[flag].words:
        assert flag in warning_words(f"Hello, {words.upper()}!", CATALOGUE)


@pytest.mark.parametrize(
    "text",
    [
        "no fever",
        "I have no fever.",
        "I don't have a fever, but the hip aches",
        "Hello, still no fever at all!",
        "There was no sign of infection",
        "No chest pain or calf swelling, without any fever",
        "no fever and no chills",
        "I haven’t had any fever or chills",
    ],
)
def test_what_is_plainly_denied_is_not_found(text: str) -> None:
    assert warning_words(text, CATALOGUE) == {}


@pytest.mark.parametrize(
    "text",
    [
        "not only fever",
        "I have not only fever but a wound",
        "No doubt fever",
        "I can't say I have no fever",
        "I don't have no fever",
        "No fever until yesterday",
        "I had no fever. Now I do.",
        "No fever at first, then chills",
        "no fever today",
        "no fever?",
        "no fever medicine left",
        "no longer a fever",
        "no fever, it is 39 of fever",
        "no pain and fever",
        "nobody believes the fever",
        "No. Fever!",
        "ohne Fieber, fever",
    ],
)
def test_on_doubt_a_denied_word_is_found(text: str) -> None:
    assert "infection" in warning_words(text, CATALOGUE)


def test_words_of_despair_are_never_taken_as_denied() -> None:
    assert "distress" in warning_words("I do not want to kill myself. I have no suicidal thoughts", CATALOGUE)


def test_words_that_hold_a_no_of_their_own_are_found() -> None:
    assert "cannot-bear-weight" in warning_words("I can put no weight on it", CATALOGUE)
    assert "cancer" in warning_words("There is no position that helps", CATALOGUE)


@given(before=st.text(max_size=40), flag=st.sampled_from(sorted(CATALOGUE.red_flags)))
def test_whatever_stands_far_before_it_a_sentence_of_its_own_is_found(before: str, flag: str) -> None:
    words = CATALOGUE.red_flags[flag].words[0]
    assert flag in warning_words(f"{before} and here it is: {words} since", CATALOGUE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "Can I move my session to Tuesday evening?",
        "The clamshell pinches a little, 2 of 10, in front.",
        "Thank you, the bridge goes well now.",
        "Is it all right to feel it in the buttock?",
    ],
)
def test_a_plain_message_finds_nothing(text: str) -> None:
    assert warning_words(text, CATALOGUE) == {}


@pytest.mark.parametrize("words", CATALOGUE.red_flags["distress"].words)
def test_each_word_of_despair_is_found_also_where_any_other_sign_would_be_taken_as_denied(words: str) -> None:
    assert "distress" in warning_words(f"No {words}.", CATALOGUE)
    assert "infection" not in warning_words("No fever.", CATALOGUE)
