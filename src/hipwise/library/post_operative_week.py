"""A row of the template after hip arthroscopy: what holds in these weeks."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class PostOperativeWeek:
    """Completed weeks `week_from` up to, not including, `week_to` (None: open).

    `limits` are hard limits in degrees by their name in the intake (`hip_flexion_deg`); a missing name is
    no limit. `weight_bearing` is partial, weaning or full. `allowed` and `blocked` are words for people;
    what is blocked as an exercise stands in the exercise's own earliest week.
    """

    id: str
    week_from: int
    week_to: int | None
    name: str
    weight_bearing: str
    weight_bearing_text: str
    limits: Mapping[str, float]
    allowed: tuple[str, ...]
    blocked: tuple[str, ...]
    source: str
    evidence: Evidence
