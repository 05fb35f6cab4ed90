"""A short text for patients, with its sources."""

from dataclasses import dataclass

from hipwise.library.source import Citation


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of at most two minutes; `exercise` names the figure beside it."""

    id: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    citations: tuple[Citation, ...]
    exercise: str | None = None
    topics: tuple[str, ...] = ()
