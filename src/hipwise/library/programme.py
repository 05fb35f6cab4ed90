"""A programme of steps outside the exercises, such as coming back to running: a gate, then step by step."""

from dataclasses import dataclass

from hipwise.library.criterion import Criterion
from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Block:
    """`rounds` times: so many minutes of walking, then so many of running. Either may be 0."""

    rounds: int
    walk_min: float
    run_min: float


@dataclass(frozen=True, slots=True)
class ProgrammeStep:
    """One session of the programme. Steps count from 1, in their order."""

    week: int
    blocks: tuple[Block, ...]

    @property
    def walk_min(self) -> float:
        """Minutes of walking in all."""
        return sum(block.rounds * block.walk_min for block in self.blocks)

    @property
    def run_min(self) -> float:
        """Minutes of running in all."""
        return sum(block.rounds * block.run_min for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme: for which goals, its gate, its steps. `noun` is what is done in it, such as "Running".

    `signs` all have to be met, `confirm` are seen by a therapist. Before `phase_min`, and after surgery
    before `postop_week_min`, the gate is shut. It lands as the exercise `lands_like` does: what speaks
    against that one speaks against the programme.
    """

    id: str
    name: str
    noun: str
    text: str
    goals: tuple[str, ...]
    lands_like: str
    phase_min: int
    postop_week_min: int
    sessions_a_week: int
    signs: tuple[Criterion, ...]
    confirm: tuple[str, ...]
    steps: tuple[ProgrammeStep, ...]
    source: str
    evidence: Evidence
