"""Where a fact comes from and how far it may be trusted."""

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """How a number or statement was come by."""

    SEED = "S"
    VERIFIED = "V"
    TEXTBOOK = "B"
    DEFAULT = "D"

    @property
    def words(self) -> str:
        """The tag as a sentence for people."""
        return {
            Evidence.SEED: "From the article this programme grew out of.",
            Evidence.VERIFIED: "Checked against the published source.",
            Evidence.TEXTBOOK: "Textbook knowledge, not checked again for this programme.",
            Evidence.DEFAULT: "A default. No clinician has confirmed it yet.",
        }[self]


@dataclass(frozen=True, slots=True)
class Source:
    """A work that facts are taken from."""

    id: str
    citation: str
    doi: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One use of a source: which work, which place in it, how well supported."""

    source: str
    evidence: Evidence
    place: str = ""
    says: str = ""
