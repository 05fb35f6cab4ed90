"""A place where pain is felt, as the body map shows it and as the log writes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PainPlace:
    """One place. `faces` are front, back or both; `word` is the clinic's word in intake and log.

    `is_muscular` says that the wider pain limit of the late phases may be used here: never in front of
    the joint, and never away from the hip.
    """

    id: str
    name: str
    word: str
    faces: tuple[str, ...]
    is_muscular: bool
    other_words: tuple[str, ...] = ()
