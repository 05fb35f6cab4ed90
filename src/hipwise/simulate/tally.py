"""The sum over many invented people: outcomes, steps up, phases by week, and every unsafe finding."""

from collections import Counter
from dataclasses import dataclass, field

from hipwise.simulate.safety_check import Finding

MOST_SHOWN = 50
PHASES = 5


@dataclass(frozen=True, slots=True)
class UnsafeFinding:
    """A finding with the person it was seen in: `hipwise simulate` with the same seed makes them again."""

    patient: int
    kind: str
    finding: Finding


@dataclass(slots=True)
class Tally:
    """Counts. Adding tallies in any order gives the same; `unsafe` keeps the first by patient number."""

    weeks: int
    patients: int = 0
    planned: int = 0
    progressed: int = 0
    steps_up: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    by_outcome: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)
    progressed_by_kind: Counter[str] = field(default_factory=Counter)
    planned_by_kind: Counter[str] = field(default_factory=Counter)
    checked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    phases: list[list[int]] = field(default_factory=list)
    unsafe: list[UnsafeFinding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.phases = self.phases or [[0] * PHASES for _ in range(self.weeks)]

    @property
    def unsafe_count(self) -> int:
        """How many findings there are in all."""
        return sum(self.found.values())

    def add(self, other: "Tally") -> None:
        """Take another tally of the same number of weeks in."""
        for name in ("patients", "planned", "progressed", "steps_up"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in _COUNTERS:
            getattr(self, name).update(getattr(other, name))
        for week, counts in zip(self.phases, other.phases, strict=True):
            week[:] = [one + more for one, more in zip(week, counts, strict=True)]
        both = sorted([*self.unsafe, *other.unsafe], key=lambda each: (each.patient, each.finding.day))
        self.unsafe = both[:MOST_SHOWN]

    def to_mapping(self) -> dict[str, object]:
        """Plain JSON values, the contract's keys first; everything in a fixed order."""
        return {
            "patients": self.patients,
            "unsafe": self.unsafe_count,
            "by_outcome": _in_order(self.by_outcome),
            "progressed": self.progressed,
            "planned": self.planned,
            "weeks": self.weeks,
            "steps_up": self.steps_up,
            "decisions": _in_order(self.decisions),
            "by_kind": {
                kind: {
                    "patients": count,
                    "planned": self.planned_by_kind[kind],
                    "progressed": self.progressed_by_kind[kind],
                }
                for kind, count in sorted(self.by_kind.items())
            },
            "phases_by_week": self.phases,
            "checks": {
                name: {"looked_at": count, "unsafe": self.found[name]}
                for name, count in sorted(self.checked.items())
            },
            "findings": [
                {
                    "patient": each.patient,
                    "kind": each.kind,
                    "check": each.finding.check,
                    "day": each.finding.day.isoformat(),
                    "text": each.finding.text,
                }
                for each in self.unsafe
            ],
        }


_COUNTERS = (
    "decisions",
    "by_outcome",
    "by_kind",
    "progressed_by_kind",
    "planned_by_kind",
    "checked",
    "found",
)


def _in_order(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
