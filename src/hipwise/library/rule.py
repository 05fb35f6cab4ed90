"""A named rule's words: what the patient, the therapist and the log read when it acts."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule's text. `text` is a `str.format` template over the facts that triggered it.

    `for_therapist` is the same for the desk where its words differ, else empty. `may_be_overridden` says
    whether a clinician may lift the rule for a while, `override_never_for` whom that never counts for.
    """

    id: str
    area: str
    title: str
    text: str
    source: str
    evidence: Evidence
    brings_back: str = ""
    expires: str | None = None
    for_therapist: str = ""
    may_be_overridden: bool = False
    override_never_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was decided: the rule, the sentence for people, the source, the facts."""

    rule: str
    text: str
    source: str
    evidence: Evidence
    facts: tuple[tuple[str, str], ...] = ()
