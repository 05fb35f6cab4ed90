"""The fault dictionary: departures from a movement that have a name."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `warn` and `stop` are in `unit`; `None` where the source gives no number.

    `measurable_by`: front, side, oblique (a camera there), self-report or clinician.
    """

    code: str
    name: str
    definition: str
    unit: str
    warn: float | None
    stop: float | None
    measurable_by: tuple[str, ...]
    source: str
    evidence: Evidence
    note: str = ""

    @property
    def id(self) -> str:
        """The code serves as id."""
        return self.code
