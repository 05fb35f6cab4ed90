"""A run or a walk as the phone times it: its parts in their order, and the rules that stop it.

The parts of a run are those of its step in the programme; a walk is one part.
"""

from dataclasses import dataclass

from hipwise.library.catalogue import Catalogue
from hipwise.library.programme import ProgrammeStep

RUNNING = "running"
WALKING = "walking"
OUTINGS = (RUNNING, WALKING)
_RUN, _WALK = "run", "walk"
_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class OutingPart:
    """So many seconds of running or walking (`kind` run or walk)."""

    kind: str
    seconds: float


def parts_of_step(step: ProgrammeStep) -> tuple[OutingPart, ...]:
    """The parts of a step: each round walks, then runs; a length of 0 has no part."""
    lengths = [
        (kind, minutes)
        for block in step.blocks
        for _ in range(block.rounds)
        for kind, minutes in ((_WALK, block.walk_min), (_RUN, block.run_min))
    ]
    return tuple(OutingPart(kind, minutes * _MINUTE_S) for kind, minutes in lengths if minutes > 0)


def parts_of_walk(minutes: float) -> tuple[OutingPart, ...]:
    """The one part of a walk."""
    return (OutingPart(_WALK, minutes * _MINUTE_S),)


def loads_like(outing: str, catalogue: Catalogue) -> str:
    """The exercise whose rules of pain hold in an outing: landing in a run, standing on one leg in a walk."""
    if outing == RUNNING:
        return catalogue.programmes[RUNNING].lands_like
    return catalogue.activities[WALKING].loads_like


def pain_limit(outing: str, catalogue: Catalogue) -> float:
    """Pain above which the outing ends, points of 10."""
    return catalogue.setting("run.pain" if outing == RUNNING else "walk.pain")


def outing_name(outing: str, catalogue: Catalogue) -> str:
    """What was being done, in the patient's words, such as "Running"."""
    return catalogue.programmes[RUNNING].noun if outing == RUNNING else catalogue.activities[WALKING].name
