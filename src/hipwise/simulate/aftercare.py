"""What becomes of an invented person whose programme is closed: the small plan, a flare, and ways back.

The person goes on as in the programme (`hip`, `diary`), with two days a week of exercise. At the end each way
in which the small plan may end is asked of the rules: new pain, a flare, pain at rest, a pause, not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.episode import Episode
from hipwise.plan.intake import Intake
from hipwise.plan.known_today import known_today
from hipwise.plan.lint import is_ok, lint
from hipwise.plan.overall import due_reasons
from hipwise.plan.plan import Plan, PlanItem, PlanStatus
from hipwise.plan.prescribing import prescribe
from hipwise.plan.progression import progress
from hipwise.plan.reentry import Stage, find_stage
from hipwise.plan.revision import revise
from hipwise.plan.self_help import self_help
from hipwise.simulate.course import Programme
from hipwise.simulate.diary import moment

_DAY = timedelta(days=1)
_WEEK = 7
_DAYS_LIVED = 35
_NOON_H = 12.0


@dataclass(frozen=True, slots=True)
class WayBack:
    """A way in which the small plan ends: what is known then, and what the rules plan."""

    name: str
    intake: Intake
    plan: Plan


@dataclass(frozen=True, slots=True)
class Aftercare:
    """What followed a discharge. `present` is the plan at it, `small` those in force after it, by day.

    `light` are the exercises of the first days of a flare; `due` why questions are due at the end, after
    `unasked_days` without an answer.
    """

    day: date
    intake: Intake
    present: Plan
    small: tuple[tuple[date, Plan], ...]
    decisions: tuple[Decision, ...]
    light: tuple[PlanItem, ...]
    ways_back: tuple[WayBack, ...]
    unasked_days: int
    due: tuple[Reason, ...]
    catalogue: Catalogue


def live_after(programme: Programme, day: date, chance: Random) -> Aftercare | None:
    """Close the programme on that day and live on; None where it cannot be closed."""
    catalogue = programme.catalogue
    present, diary = programme.plan, programme.diary
    if programme.course.ended or not present.items or diary.told.open_flags:
        return None
    known = known_today(programme.intake, diary.log(), day, catalogue).intake
    closed = replace(known, episode=Episode(day, present.phase or None, day, new_pain=False))
    if find_stage(closed, catalogue).stage is not Stage.MAINTENANCE:
        return None
    small = prescribe(closed, catalogue, present=present)
    if small.status is PlanStatus.BLOCKED or not is_ok(lint(small, closed, catalogue)):
        return None
    diary.chance = chance
    diary.answer_questions(moment(day, _NOON_H), ())
    plans, decisions = _live(programme, small, closed, day, chance)
    last = day + _DAYS_LIVED * _DAY
    return Aftercare(
        day,
        closed,
        present,
        tuple(plans),
        tuple(decisions),
        self_help(closed, catalogue).light,
        tuple(_ways_back(closed, present, last, catalogue)),
        _DAYS_LIVED,
        due_reasons(small, diary.log(), closed, last, catalogue),
        catalogue,
    )


def _live(
    programme: Programme, small: Plan, closed: Intake, day: date, chance: Random
) -> tuple[list[tuple[date, Plan]], list[Decision]]:
    """Five weeks of the small plan; steps back are taken at once, nobody accepts a step up."""
    plans, plan = [(day, small)], small
    decisions: list[Decision] = []
    for number in range(1, _DAYS_LIVED + 1):
        now = day + number * _DAY
        programme.hip.sleep(chance)
        programme.diary.wake(now)
        programme.hip.left_over = 0.0
        items = plan.items_on(now)
        if items and chance.random() < programme.patient.kind.does_sessions:
            programme.hip.finish(programme.diary.exercise(now, items))
        if number % _WEEK == 0:
            said = progress(plan, programme.diary.log(), closed, now, programme.catalogue)
            decisions += said
            plan = _with_steps_back(plan, said, now, programme.catalogue)
            plans.append((now, plan))
    return plans, decisions


def _with_steps_back(plan: Plan, said: tuple[Decision, ...], now: date, catalogue: Catalogue) -> Plan:
    steps = [
        each
        for each in said
        if each.exercise is not None and each.change is not None and each.kind is not DecisionKind.PROGRESS
    ]
    return revise(plan, steps, moment(now, _NOON_H), catalogue) if steps else plan


def _ways_back(closed: Intake, present: Plan, last: date, catalogue: Catalogue) -> Iterator[WayBack]:
    """What the rules plan when the hip hurts again, after pauses, and when it is not known."""
    episode, pain = closed.episode, closed.pain
    assert episode is not None
    now = replace(closed, today=last, episode=replace(episode, last_exercise_on=last))
    told: dict[str, Intake] = {
        "new-pain": replace(now, episode=replace(episode, last_exercise_on=last, new_pain=True)),
        "flare": replace(now, pain=replace(pain, flare_last_7_days=True)),
        "rest": replace(now, pain=replace(pain, rest=4.0)),
        "worst": replace(now, pain=replace(pain, worst_24h=5.0)),
        "unknown": replace(now, pain=replace(pain, flare_last_7_days=None)),
        "pause": replace(closed, today=last, episode=replace(episode, last_exercise_on=last - 20 * _DAY)),
        "long-pause": replace(closed, today=last + 100 * _DAY),
    }
    for name, intake in told.items():
        yield WayBack(name, intake, prescribe(intake, catalogue, present=present))
