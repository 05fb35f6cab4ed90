"""Words that may mean a warning sign are found, whatever stands around them."""

import pytest

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


def test_a_not_before_it_changes_nothing() -> None:
    assert "infection" in warning_words("I have no fever", CATALOGUE)


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
