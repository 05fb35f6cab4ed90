"""Words in a message that may mean a warning sign. They ask the questions; they decide nothing.

A false alarm costs a few answers; a missed one is why every message page says that it is not for emergencies.
"""

from collections.abc import Mapping

from hipwise.follow.denial import is_said, plain
from hipwise.library.catalogue import Catalogue
from hipwise.library.red_flag import RedFlag


def warning_words(text: str, catalogue: Catalogue) -> Mapping[str, str]:
    """For each red flag that the text may speak of, in the order of the questions, the words that were found.

    English only. A flag whose words are all plainly denied ("no fever") is not found, where its content
    allows that; on any doubt it is.
    """
    said = plain(text)
    flags = sorted(catalogue.red_flags.values(), key=lambda flag: flag.order)
    listed = [words for flag in flags if flag.may_be_denied for words in flag.words]
    found = {flag.id: _said_words(flag, said, listed) for flag in flags}
    return {flag: words for flag, words in found.items() if words is not None}


def _said_words(flag: RedFlag, said: str, listed: list[str]) -> str | None:
    if flag.may_be_denied:
        return next((words for words in flag.words if is_said(words, said, listed)), None)
    unmarked = " ".join(said.replace("|", " ").replace("?", " ").split())
    return next((words for words in flag.words if f" {words}" in f" {unmarked}"), None)
