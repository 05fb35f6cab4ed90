"""What keeps somebody from a session: the person's word for it, and the words that answer it at once."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Barrier:
    """One reason for leaving exercise out. `id` is the log's word, `name` the button's, `desk` the record's.

    `way` is what is offered: short (a part of the session), reminders, morning (the morning check), lesson,
    message or questions. `alone_text` stands where nobody is there to write to. `holds`: no dose rises on it.
    `asks_at_once`: one such day is enough for the therapist to be told.
    """

    id: str
    order: int
    name: str
    in_session: bool
    desk: str
    title: str
    text: str
    way: str
    way_words: str
    for_therapist: str
    holds: bool
    asks_at_once: bool
    source: str
    evidence: Evidence
    only_in_session: bool = False
    alone_text: str = ""
    lesson: str | None = None
