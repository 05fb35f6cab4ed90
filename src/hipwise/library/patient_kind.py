"""A kind of invented person for the simulation: how the hip answers exercise, and how well it is told."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PatientKind:
    """One kind of invented person.

    `weight` is the share among all kinds, in any unit. `ease_per_session` and `gain_per_session` are the
    shares of the pain that goes, and of the missing strength that comes, with each session done.
    `flare_points` is how far a flare raises the pain (0 to 10). `pinch_chance` is of one exercise,
    `does_sessions` and `gives_answers` are shares of those planned and asked. `tells_points` is added to
    every pain score, `tells_sets` multiplies the sets. `trouble_chance` is the share of days with a clock
    that jumps, entries that come twice, or corrections.
    """

    id: str
    order: int
    name: str
    weight: float
    age: Range
    rest_pain: Range
    ease_per_session: float
    gain_per_session: float
    flares_per_week: float
    flare_points: float
    pinch_chance: float
    does_sessions: float
    gives_answers: float
    tells_points: float
    tells_sets: float
    trouble_chance: float
    pathway: str
    source: str
    evidence: Evidence
