"""A red flag: a sign that somebody has to look at before any exercise."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One red flag. `urgency` is emergency, same-day, urgent or soon; `order` its place among the questions.

    `question`, `why`, `action` and `call` are the patient's words; `suspect` is the therapist's. `words` are
    words of a message that may mean this sign; where it `may_be_denied`, "no" before them is believed.
    """

    id: str
    order: int
    name: str
    question: str
    why: str
    urgency: str
    action: str
    call: str
    suspect: str
    words: tuple[str, ...]
    may_be_denied: bool
    source: str
    evidence: Evidence
