"""Reads the compiled content into frozen values. Nothing else in the project reads content."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any

from hipwise.library.activity import Activity
from hipwise.library.answer import Answer, SmallerMovement
from hipwise.library.arm_posture import ArmPosture
from hipwise.library.barrier import Barrier
from hipwise.library.compiled_movement import CompiledMovement
from hipwise.library.decode import decode
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.gate import Gate
from hipwise.library.goal import Goal
from hipwise.library.home_test import HomeTest
from hipwise.library.intake_question import IntakeQuestion
from hipwise.library.ladder import Ladder
from hipwise.library.lesson import Lesson
from hipwise.library.measure import Measure
from hipwise.library.need import Need
from hipwise.library.pain_kind import PainKind
from hipwise.library.pain_place import PainPlace
from hipwise.library.pathway import Pathway
from hipwise.library.patient_kind import PatientKind
from hipwise.library.phase import Phase
from hipwise.library.plan_template import PlanTemplate
from hipwise.library.post_operative_week import PostOperativeWeek
from hipwise.library.precaution import Precaution
from hipwise.library.procedure import Procedure
from hipwise.library.programme import Programme
from hipwise.library.red_flag import RedFlag
from hipwise.library.rule import Reason, Rule
from hipwise.library.same import Same
from hipwise.library.setting import Setting
from hipwise.library.solved_movement import SolvedMovement, fingerprint, shipped_movements
from hipwise.library.source import Source
from hipwise.library.test_movement import TestMovement
from hipwise.library.validity_card import Bar, ValidityCard, shipped_cards

# Collection name (a folder of files, or one file with a list) -> the value each entry becomes.
KINDS: dict[str, type] = {
    "activities": Activity,
    "barriers": Barrier,
    "exercises": Exercise,
    "ladders": Ladder,
    "lessons": Lesson,
    "measures": Measure,
    "faults": Fault,
    "settings": Setting,
    "rules": Rule,
    "arm_postures": ArmPosture,
    "sources": Source,
    "red_flags": RedFlag,
    "precautions": Precaution,
    "pathways": Pathway,
    "phases": Phase,
    "post_operative_weeks": PostOperativeWeek,
    "procedures": Procedure,
    "programmes": Programme,
    "goals": Goal,
    "needs": Need,
    "gates": Gate,
    "home_tests": HomeTest,
    "test_movements": TestMovement,
    "pain_places": PainPlace,
    "pain_kinds": PainKind,
    "answers": Answer,
    "smaller_movements": SmallerMovement,
    "intake_questions": IntakeQuestion,
    "patient_kinds": PatientKind,
    "plan_templates": PlanTemplate,
}


_LONGEST_SHOWN = 60


class UnknownIdError(KeyError):
    """An id that the content does not have."""

    def __init__(self, kind: str, wanted: str, known: tuple[str, ...]) -> None:
        super().__init__(wanted)
        self.kind = kind
        self.wanted = wanted
        self.known = known

    def __str__(self) -> str:
        wanted = self.wanted[:_LONGEST_SHOWN]
        return f"no {self.kind} called {wanted!r}; expected one of {', '.join(self.known)}"


@dataclass(frozen=True)
class Catalogue:
    """All content, by kind and id."""

    activities: Mapping[str, Activity]
    barriers: Mapping[str, Barrier]
    exercises: Mapping[str, Exercise]
    ladders: Mapping[str, Ladder]
    lessons: Mapping[str, Lesson]
    measures: Mapping[str, Measure]
    faults: Mapping[str, Fault]
    settings: Mapping[str, Setting]
    rules: Mapping[str, Rule]
    arm_postures: Mapping[str, ArmPosture]
    sources: Mapping[str, Source]
    red_flags: Mapping[str, RedFlag]
    precautions: Mapping[str, Precaution]
    pathways: Mapping[str, Pathway]
    phases: Mapping[str, Phase]
    post_operative_weeks: Mapping[str, PostOperativeWeek]
    procedures: Mapping[str, Procedure]
    programmes: Mapping[str, Programme]
    goals: Mapping[str, Goal]
    needs: Mapping[str, Need]
    gates: Mapping[str, Gate]
    home_tests: Mapping[str, HomeTest]
    test_movements: Mapping[str, TestMovement]
    pain_places: Mapping[str, PainPlace]
    pain_kinds: Mapping[str, PainKind]
    answers: Mapping[str, Answer]
    smaller_movements: Mapping[str, SmallerMovement]
    intake_questions: Mapping[str, IntakeQuestion]
    patient_kinds: Mapping[str, PatientKind]
    plan_templates: Mapping[str, PlanTemplate]
    movements: Mapping[str, CompiledMovement]
    solved: Mapping[str, SolvedMovement]
    departed: Mapping[str, SolvedMovement]
    validity: Mapping[str, ValidityCard]

    def exercise(self, exercise_id: str) -> Exercise:
        """The exercise of that id. Raises UnknownIdError."""
        if exercise_id not in self.exercises:
            raise UnknownIdError("exercise", exercise_id, tuple(self.exercises))
        return self.exercises[exercise_id]

    @cached_property
    def shown(self) -> Mapping[str, Exercise]:
        """All that the figure performs: the exercises, and the movements of home tests."""
        return {
            **self.exercises,
            **{name: movement.as_exercise() for name, movement in self.test_movements.items()},
        }

    def performed(self, movement_id: str) -> Exercise:
        """The exercise, or the movement of a home test, of that id. Raises UnknownIdError."""
        if movement_id not in self.shown:
            raise UnknownIdError("exercise or movement of a test", movement_id, tuple(self.shown))
        return self.shown[movement_id]

    def setting(self, setting_id: str) -> float:
        """The default value of a threshold. Raises UnknownIdError."""
        try:
            return self.setting_values[setting_id]
        except KeyError:
            raise UnknownIdError("setting", setting_id, tuple(self.settings)) from None

    @cached_property
    def setting_values(self) -> Mapping[str, float]:
        """The value of each threshold."""
        return {name: setting.value for name, setting in self.settings.items()}

    @cached_property
    def pain_place_words(self) -> Mapping[str, str]:
        """The clinic's word of each place, by every word that names it."""
        return {
            name: place.word
            for place in self.pain_places.values()
            for name in (place.word, place.id, *place.other_words)
        }

    @cached_property
    def pain_kind_words(self) -> Mapping[str, str]:
        """The id of each kind of pain, by every word that names it."""
        return {name: kind.id for kind in self.pain_kinds.values() for name in (kind.id, *kind.other_words)}

    @cached_property
    def test_measures(self) -> Mapping[str, HomeTest]:
        """The home test of each word under which a log keeps one."""
        return {test.measure: test for test in self.home_tests.values()}

    @cached_property
    def muscular_places(self) -> frozenset[str]:
        """The words of the places where pain is more of the muscles than of the joint."""
        return frozenset(place.word for place in self.pain_places.values() if place.is_muscular)

    def with_settings(self, values: Mapping[str, float]) -> "Catalogue":
        """The same content with these thresholds instead. Raises UnknownIdError."""
        return _moved(Same(self), tuple(sorted(values.items()))) if values else self

    def reason(self, rule_id: str, **facts: object) -> Reason:
        """The reason a rule gives for these facts. Raises UnknownIdError; a missing fact raises KeyError."""
        rule = self._rule_keys.get(rule_id)
        if rule is None:
            raise UnknownIdError("rule", rule_id, tuple(self.rules))
        words = sorted([(name, _in_words(value)) for name, value in facts.items()])
        return _reason(rule, tuple(words))

    @cached_property
    def _rule_keys(self) -> Mapping[str, Same[Rule]]:
        """Each rule as a key of the reasons that it gave."""
        return {name: Same(rule) for name, rule in self.rules.items()}

    def for_therapist(self, reason: Reason) -> str:
        """The reason as the desk reads it: the rule's own words for therapists, else the patient's.

        A reason that was stored before the rule asked for one of its facts keeps the words it had.
        """
        rule = self.rules.get(reason.rule)
        if rule is None or not rule.for_therapist:
            return reason.text
        try:
            return rule.for_therapist.format(**dict(reason.facts))
        except KeyError:
            return reason.text

    def card(self, exercise: Exercise) -> ValidityCard | None:
        """What a camera can judge of it; None when that was not measured, or on another movement."""
        card = self.validity.get(exercise.id)
        if card is None or card.made_from != fingerprint(exercise, self.arm_postures):
            return None
        return card

    @property
    def validity_bar(self) -> Bar:
        """What a judgement of a fault has to reach."""
        return Bar(self.setting("coach.validity_found_least"), self.setting("coach.validity_alarms_most"))

    def easier(self, exercise_id: str) -> str | None:
        """The next lower rung on the first ladder that holds the exercise, or None."""
        return self._rung(exercise_id, -1)

    def harder(self, exercise_id: str) -> str | None:
        """The next higher rung on the first ladder that holds the exercise, or None."""
        return self._rung(exercise_id, +1)

    def _rung(self, exercise_id: str, step: int) -> str | None:
        for ladder in self.ladders.values():
            if exercise_id in ladder.rungs:
                place = ladder.rungs.index(exercise_id) + step
                return ladder.rungs[place] if 0 <= place < len(ladder.rungs) else None
        return None


@lru_cache(maxsize=64)
def _moved(of: Same[Catalogue], values: tuple[tuple[str, float], ...]) -> Catalogue:
    """The same thresholds make the very same catalogue, so that what is kept by catalogue is found again."""
    catalogue = of.value
    for name, _ in values:
        catalogue.setting(name)
    moved = {name: replace(catalogue.settings[name], value=value) for name, value in values}
    return replace(catalogue, settings={**catalogue.settings, **moved})


@lru_cache(maxsize=8192)
def _reason(rule: Same[Rule], words: tuple[tuple[str, str], ...]) -> Reason:
    """Most reasons are given many times: of each exercise, in each look at one log, to many people."""
    value = rule.value
    return Reason(value.id, value.text.format(**dict(words)), value.source, value.evidence, words)


def _in_words(value: object) -> str:
    """A fact as people write it: 3.0 is "3"."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def decode_catalogue(
    content: Mapping[str, Any],
    movements: Mapping[str, Any],
    solved: Mapping[str, SolvedMovement] | None = None,
    departed: Mapping[str, SolvedMovement] | None = None,
    validity: Mapping[str, ValidityCard] | None = None,
) -> Catalogue:
    """Build the catalogue from compiled content, compiled movements (parsed JSON) and solved movements.

    `solved` is by exercise, `departed` (movements done with a fault) by exercise and fault, `validity` (what
    a camera can judge) by exercise.
    """
    collections: dict[str, Any] = {
        name: {key: decode(kind, raw, f"{name}/{key}") for key, raw in content[name].items()}
        for name, kind in KINDS.items()
    }
    compiled = {
        key: decode(CompiledMovement, raw, f"movements/{key}")
        for key, raw in movements.items()
        if not key.startswith("_")
    }
    return Catalogue(
        **collections,
        movements=compiled,
        solved=_or_none(solved),
        departed=_or_none(departed),
        validity={} if validity is None else validity,
    )


def _or_none(solved: Mapping[str, SolvedMovement] | None) -> Mapping[str, SolvedMovement]:
    return {} if solved is None else solved


@cache
def load_catalogue() -> Catalogue:
    """The catalogue shipped with the package, read once."""
    generated = resources.files("hipwise.library") / "generated"
    content = json.loads((generated / "content.json").read_text("utf-8"))
    movements = json.loads((generated / "movements.json").read_text("utf-8"))
    return decode_catalogue(
        content, movements, shipped_movements(), shipped_movements("departed"), shipped_cards()
    )
