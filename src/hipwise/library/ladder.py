"""A ladder: exercises of one purpose, from easier to harder."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rungs are exercise ids, the easiest first. `aim` is what the ladder serves."""

    id: str
    name: str
    aim: str
    rungs: tuple[str, ...]
    source: str
    evidence: Evidence
