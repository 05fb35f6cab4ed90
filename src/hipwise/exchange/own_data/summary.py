"""One's own data as a short PDF to read or to hand to somebody: the plan, what was done, pain and scores."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hipwise.exchange.chart.printed import PrintedChart
from hipwise.exchange.typesetting import typeset


@dataclass(frozen=True, slots=True)
class Part:
    """One part: sentences, charts, then a table whose first row is its heading (no table: empty)."""

    heading: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    charts: tuple[PrintedChart, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Title, the sentence below it, whose it is, its day, and its parts."""

    title: str
    lead: str
    owner: str
    day: str
    footer: str
    parts: tuple[Part, ...]


def summary_to_mapping(summary: Summary) -> dict[str, Any]:
    """The summary as plain JSON values."""
    return asdict(summary)


def summary_pdf(words: Mapping[str, Any], paper: str = "a4") -> bytes:
    """A summary's mapping as a tagged PDF (PDF/UA-1). Raises LettersMissingError."""
    return typeset("summary", {**words, "paper": paper, "language": "en"}, system_letters=True)
