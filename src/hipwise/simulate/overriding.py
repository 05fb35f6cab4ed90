"""A therapist who lifts rules: one exercise and one rule at a time, for anybody and with any right to it.

Most of what this one asks for is not allowed. What the rules let through is kept beside what they said
without the override, on the day and after its end.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.dose import tempo_words
from hipwise.plan.intake import Intake
from hipwise.plan.limits import fit, hip_limits
from hipwise.plan.lint import ERROR, lint
from hipwise.plan.override import Override
from hipwise.plan.override_end import with_ends
from hipwise.plan.plan import Plan, PlanItem

_RULES = ("plan-", "lint-dose-above", "envelope-", "limit-", "screen-")
_GRANTS = 6
# So often the therapist asks for what would be needed; else for anything.
_SENSIBLE = 0.8
_LATER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Granted:
    """One override: what the lint said of its line without it, with it, and with it on the day of its end.

    `plan` is the plan with the line and its end, as it would be signed.
    """

    override: Override
    intake: Intake
    plan: Plan
    without: tuple[str, ...]
    on_the_day: tuple[str, ...]
    at_its_end: tuple[str, ...]
    catalogue: Catalogue


def grant_some(plan: Plan, known: Intake, chance: Random, catalogue: Catalogue) -> Iterator[Granted]:
    """Some overrides drawn by lot, each alone: mostly of a rule that stops the exercise, else of any rule."""
    rules = sorted(rule for rule in catalogue.rules if rule.startswith(_RULES))
    for _ in range(_GRANTS):
        exercise = catalogue.exercise(chance.choice(sorted(catalogue.exercises)))
        edited = replace(plan, items=(_line(exercise, known, catalogue),))
        without = _errors(edited, known, exercise, catalogue)
        rule = chance.choice(without if without and chance.random() < _SENSIBLE else rules)
        yield _granted(exercise, rule, edited, known, catalogue)


def _granted(exercise: Exercise, rule: str, edited: Plan, known: Intake, catalogue: Catalogue) -> Granted:
    override = Override(
        exercise.id, Side.BOTH, rule, "Seen and tried in the clinic", "A. Therapist", known.today
    )
    lifted = replace(known, overrides=(override,))
    later = replace(lifted, today=known.today + _LATER)
    return Granted(
        override,
        lifted,
        with_ends(edited, lifted, catalogue),
        _errors(edited, known, exercise, catalogue),
        _errors(edited, lifted, exercise, catalogue),
        _errors(edited, later, exercise, catalogue),
        catalogue,
    )


def _line(exercise: Exercise, known: Intake, catalogue: Catalogue) -> PlanItem:
    """The exercise at its default dose on one day, in the range that fits where one does."""
    dose = exercise.dose
    together = exercise.laterality is Laterality.BOTH_TOGETHER
    side = Side.BOTH if together else known.symptomatic_side
    share = fit(exercise, side, hip_limits(known, catalogue), catalogue).range_share
    return PlanItem(
        exercise=exercise.id,
        side=side,
        sets=round(dose.sets.default),
        repetitions=round(dose.repetitions.default),
        hold_s=dose.hold_s.default,
        rest_s=dose.rest_s.default,
        tempo=tempo_words(exercise, dose.hold_s.default),
        days=known.days[:1],
        minutes=1,
        reasons=(),
        range_share=share or 1.0,
    )


def _errors(plan: Plan, intake: Intake, exercise: Exercise, catalogue: Catalogue) -> tuple[str, ...]:
    """The rules that stop the line, or the whole plan."""
    found = lint(plan, intake, catalogue)
    return tuple(f.rule for f in found if f.severity == ERROR and f.item in (None, exercise.id))


def first_day_without(granted: Granted) -> date:
    """The first day on which the override has ended at the latest."""
    return granted.override.granted_on + _LATER
