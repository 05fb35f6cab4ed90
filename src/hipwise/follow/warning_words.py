"""Words in a message that may mean a warning sign. They ask the questions; they decide nothing.

A false alarm costs a few answers; a missed one is why every message page says that it is not for emergencies.
"""

import re
from collections.abc import Mapping

from hipwise.library.catalogue import Catalogue

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")


def warning_words(text: str, catalogue: Catalogue) -> Mapping[str, str]:
    """For each red flag that the text may speak of, in the order of the questions, the words that were found.

    Each word of a phrase may go on ("numb" finds "numbness"), and a "not" before it changes nothing: whether
    there is a sign only the questions tell.
    """
    said = f" {_plain(text)}"
    found = {}
    for flag in sorted(catalogue.red_flags.values(), key=lambda flag: flag.order):
        words = next((words for words in flag.words if f" {words}" in said), None)
        if words is not None:
            found[flag.id] = words
    return found


def _plain(text: str) -> str:
    """Small letters and single spaces; "can't" is "cant"."""
    return _NOT_A_LETTER.sub(" ", text.casefold().translate(_APOSTROPHES)).strip()
