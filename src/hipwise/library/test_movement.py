"""A movement that belongs to a home test and is never prescribed: what the figure shows of it.

It is written in an exercise's own words (postures, path, contacts, props), so that all that shows an exercise
shows it as well; it has no dose, no restriction and no place in a plan. When the test may be done is the
test's to say. Where a camera could measure it, it says how it is to be watched; a test measures and corrects
nobody, so no fault is looked for.
"""

from dataclasses import dataclass

from hipwise.library.exercise import (
    Amount,
    Dose,
    Exercise,
    Group,
    Laterality,
    Movement,
    Muscle,
    Restrictions,
    Step,
    StopRule,
    Tempo,
    Watch,
)
from hipwise.library.source import Evidence

_UNWATCHED = Watch("none", "", "repetitions", "", (), ())


@dataclass(frozen=True, slots=True)
class TestMovement:
    """One movement of a home test. `out_s` and `back_s` are seconds of its ways, `hold_s` those between.

    `watch` says where the phone stands and what it follows; None where no camera is to look.
    """

    __test__ = False  # not a test of this programme

    id: str
    name: str
    laterality: Laterality
    side_words: str
    muscles: tuple[Muscle, ...]
    out_s: float
    hold_s: float
    back_s: float
    movement: Movement
    source: str
    evidence: Evidence
    watch: Watch | None = None

    def as_exercise(self) -> Exercise:
        """The movement in the form that figure and drawings take. Nobody can be given it: it has no text."""
        return Exercise(
            id=self.id,
            name=self.name,
            other_names=(),
            group=Group.FUNCTIONAL_TRAINING,
            aim="",
            aims=(),
            muscles=self.muscles,
            tier=0,
            weight_bearing=False,
            impact=False,
            equipment=(),
            equipment_optional=(),
            laterality=self.laterality,
            side_words=self.side_words,
            steps=(Step("step", self.name),),
            feel="",
            not_feel="",
            stop_rule=StopRule("", "", "", self.source, self.evidence),
            dose=self._dose(),
            movement=self.movement,
            watch=self.watch or _UNWATCHED,
            easier_text="",
            harder_text="",
            restrictions=self._restrictions(),
            citations=(),
            reviewed_by=None,
            reviewed_on=None,
        )

    def _dose(self) -> Dose:
        once = Amount(1.0, 1.0, 1.0, self.evidence, self.source)
        none = Amount(0.0, 0.0, 0.0, self.evidence, self.source)
        hold = Amount(self.hold_s, self.hold_s, self.hold_s, self.evidence, self.source)
        return Dose(once, once, hold, none, once, Tempo(self.out_s, self.back_s, self.evidence, self.source))

    def _restrictions(self) -> Restrictions:
        return Restrictions(
            phase_min=0,
            postop_week_min=0,
            lock="Part of a home test.",
            gates=(),
            conditions=(),
            clinic_only=True,
            without_therapist=False,
            max_age=None,
            evidence=self.evidence,
            source=self.source,
        )
