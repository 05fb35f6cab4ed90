"""A letter as a value, and as plain text that people edit: a heading on its own line, then its lines."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from hipwise.exchange.chart.printed import PrintedChart

DRAFT_HEADER = "Draft · not sent, not checked"
LONGEST_LINE = 600
LONGEST_TEXT = 20_000
_MARK = "## "


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter: its heading and its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter. `draft` is the sentence that says nobody has checked it, or who has; it is never left out.

    `header` stands on every page; empty once somebody has checked it. `charts` follow the parts on paper;
    the text has none.
    """

    title: str
    draft: str
    parts: tuple[Part, ...]
    header: str = DRAFT_HEADER
    charts: tuple[PrintedChart, ...] = ()


def parts_as_text(letter: Letter) -> str:
    """The parts as text to edit; `parts_from_text` reads them back."""
    return "\n\n".join(f"{_MARK}{part.heading}\n" + "\n".join(part.lines) for part in letter.parts) + "\n"


def parts_from_text(text: str) -> tuple[Part, ...]:
    """The parts of an edited text. Lines before the first heading form a part without one.

    Never fails: what a person wrote is kept, cut at LONGEST_TEXT.
    """
    return tuple(part for part in _read(text[:LONGEST_TEXT]) if part.heading or part.lines)


def _read(text: str) -> Iterator[Part]:
    heading, lines = "", list[str]()
    for raw in text.replace("\r", "").split("\n"):
        line = "".join(letter for letter in raw if letter.isprintable()).strip()
        if line.startswith(_MARK.strip()):
            yield Part(heading, tuple(lines))
            heading, lines = line.lstrip("#").strip(), []
        elif line:
            lines.append(line)
    yield Part(heading, tuple(lines))


def letter_text(letter: Letter) -> str:
    """The whole letter as text, the draft mark at its head."""
    return f"{letter.title}\n\n{letter.draft}\n\n{parts_as_text(letter)}"


def letter_to_mapping(letter: Letter) -> dict[str, object]:
    """The letter as plain JSON values."""
    return {
        "title": letter.title,
        "draft": letter.draft,
        "header": letter.header,
        "parts": [{"heading": part.heading, "lines": list(part.lines)} for part in letter.parts],
        "charts": [asdict(chart) for chart in letter.charts],
    }
