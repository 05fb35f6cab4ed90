"""Which page of a long list an address asks for."""

from collections.abc import Mapping

_MOST_SIGNS = 5


def page_number(given: Mapping[str, str]) -> int:
    """The number under `page`, 1 or more; 1 for none and for anything that is no number."""
    text = given.get("page", "")
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_SIGNS
    return max(1, int(text)) if is_number else 1
