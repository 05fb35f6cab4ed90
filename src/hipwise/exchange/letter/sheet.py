"""The letter as a tagged PDF (PDF/UA-1). The mark that it is a draft stands on every page."""

from hipwise.exchange.letter.letter import Letter, letter_to_mapping
from hipwise.exchange.typesetting import typeset

_WORDS = {
    "sign": "Name, date, signature",
    "charts_heading": "Charts",
    "charts_key": "Filled dots: worst pain in exercise. Open diamonds: pain next morning. ?: no answer.",
}


def letter_pdf(letter: Letter, paper: str = "a4") -> bytes:
    """The letter as PDF, paper `a4` or `us-letter`. Raises LettersMissingError."""
    words = {**letter_to_mapping(letter), "paper": paper, "language": "en", **_WORDS}
    return typeset("letter", words, system_letters=True)
