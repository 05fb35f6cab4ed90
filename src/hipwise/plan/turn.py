"""Whose turn it is: one change at a time in the whole plan, so that a sore morning can be told to a step.

Of all exercises that could take a step up, one does: the one that serves the first need of this person;
of those the one whose dose has stood longest; then the plan's own order. Nothing rises while the last step
is not answered by a calm session, nor on a day on which another exercise steps back or another phase is
proposed: that is the change of the day.
"""

from collections.abc import Iterable

from hipwise.library.rule import Reason
from hipwise.plan.choice import need_rank
from hipwise.plan.day_words import day_in_words
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.look import Look
from hipwise.plan.pain_response import Verdict
from hipwise.plan.phase_change import PhaseChange
from hipwise.plan.plan import PlanItem
from hipwise.plan.seen_session import seen_sessions
from hipwise.plan.step import rose_this_week


def one_change_at_a_time(
    decisions: Iterable[Decision], look: Look, phase: PhaseChange | None = None
) -> list[Decision]:
    """The same decisions with at most one step up; the others hold and say for what they wait.

    `phase` is what the day says about the phase.
    """
    given = list(decisions)
    rising = [decision for decision in given if decision.kind is DecisionKind.PROGRESS]
    if not rising:
        return given
    brake = _eased(given, look) or _of_phase(phase, look) or _unanswered(look)
    if brake is not None:
        return [_held(decision, brake) for decision in given]
    first = min(rising, key=lambda decision: _place(decision, look))
    brake = look.reason("progress-one-change", name=exercise_name(first.exercise, look))
    return [decision if decision is first else _held(decision, brake) for decision in given]


def _held(decision: Decision, brake: Reason) -> Decision:
    return decision.held(brake) if decision.kind is DecisionKind.PROGRESS else decision


def _eased(decisions: Iterable[Decision], look: Look) -> Reason | None:
    """Another exercise of the plan steps back today."""
    for decision in decisions:
        if decision.change is not None and decision.kind is not DecisionKind.PROGRESS:
            return look.reason("progress-other-eased", name=exercise_name(decision.exercise, look))
    return None


def _of_phase(phase: PhaseChange | None, look: Look) -> Reason | None:
    """Another phase is proposed today."""
    if phase is None or phase.change is None:
        return None
    return look.reason("progress-other-phase")


def _unanswered(look: Look) -> Reason | None:
    """A step up of this week after which no calm session with all its answers is known yet."""
    for item in look.plan.items:
        if rose_this_week(item, look) and not _is_answered(item, look):
            day = day_in_words(item.since.date()) if item.since is not None else ""
            return look.reason("progress-last-step", name=exercise_name(item.exercise, look), day=day)
    return None


def _is_answered(item: PlanItem, look: Look) -> bool:
    return any(
        seen.is_complete
        and seen.response.verdict is Verdict.CALM
        and item.since is not None
        and seen.session.started >= item.since
        for seen in seen_sessions(item.exercise, item, look)
    )


def exercise_name(exercise_id: str | None, look: Look) -> str:
    """The exercise's name in a sentence."""
    exercise = look.catalogue.exercises.get(exercise_id or "")
    return "another exercise" if exercise is None else exercise.name


def _place(decision: Decision, look: Look) -> tuple[int, float, int]:
    """The rank of the first need that it serves, since when its dose stands, its place in the plan."""
    names = [item.exercise for item in look.plan.items]
    place = names.index(decision.exercise or "")
    since = look.plan.items[place].since
    rank = need_rank(names[place], look.situation)
    return rank, 0.0 if since is None else since.timestamp(), place
