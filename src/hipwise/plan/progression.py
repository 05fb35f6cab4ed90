"""From the log to the next dose: one decision for each exercise with data, and one for the whole plan.

The order is the clinical priority: escalate, stop, step back, hold, progress. A dose rises only when
nothing speaks against it and everything asked for is known, and one exercise at a time. Decisions are
proposals until a person accepts them; `revise` then writes them into the plan.
"""

from datetime import date, datetime, timedelta

from hipwise.library.catalogue import Catalogue
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.exercise_decision import exercise_decision
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.look import Look, look_at
from hipwise.plan.overall import Overall, overall_view
from hipwise.plan.pain_response import Verdict
from hipwise.plan.phase_change import PhaseChange, phase_change
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.plateau import plateau_reason
from hipwise.plan.seen_session import seen_sessions
from hipwise.plan.turn import exercise_name, one_change_at_a_time

_KIND_OF = {
    Verdict.ESCALATE: DecisionKind.ESCALATE,
    Verdict.STOP: DecisionKind.STOP,
    Verdict.REGRESS: DecisionKind.REGRESS,
    Verdict.HOLD: DecisionKind.HOLD,
    Verdict.CALM: DecisionKind.HOLD,
}


def progress(
    plan: Plan,
    log: Log,
    intake: Intake,
    today: date,
    catalogue: Catalogue,
    *,
    is_phase_declined: bool = False,
) -> tuple[Decision, ...]:
    """The decisions of that day, the strictest first, the whole plan's before the exercises'.

    Entries later than today are not looked at. An exercise gets a decision when the log has a session of
    it, one that is not in the plan only in the week in which it was done; an empty log gives one `hold`. At
    most one thing goes up: the phase, or one exercise. `is_phase_declined` says that a person has just said
    no to the next phase, so that the doses need not wait for it. A line whose override has ended counts as
    none of the plan.
    """
    look = look_at(plan.as_of(today), log, intake, today, catalogue)
    overall = overall_view(plan, look.log, look.history, today, look.flares, look.catalogue)
    decisions = [exercise_decision(name, look, overall) for name in _exercises(look)]
    phase = _phase_of_the_day(decisions, overall, look, is_phase_declined)
    decisions = one_change_at_a_time(decisions, look, phase)
    decisions += _of_the_whole_plan(decisions, phase, overall, look)
    return tuple(
        sorted(decisions, key=lambda d: (-d.kind.strictness, d.exercise is not None, d.exercise or ""))
    )


def _exercises(look: Look) -> list[str]:
    """Those that are done: of the plan, and others only while they were done in the last days.

    What was taken out of the plan weeks ago has had its answer; to say it again each week says nothing.
    """
    planned = {item.exercise for item in look.plan.items}
    done = {name for name in planned if any(name in s.exercises for s in reversed(look.sessions))}
    lately = {name for session in look.sessions_this_week for name in session.exercises}
    return sorted(done | lately)


def _phase_of_the_day(
    decisions: list[Decision], overall: Overall, look: Look, is_declined: bool
) -> PhaseChange | None:
    """What is said about the phase.

    No next one is proposed on a day on which an exercise steps back. In a plan in which no dose has risen
    yet one dose goes first: the hip shows that it bears more before it gets new exercises.
    """
    phase = phase_change(look, overall.verdict)
    if phase is None or phase.verdict is not Verdict.CALM:
        return phase
    if is_declined:
        return None
    eased = next((d for d in decisions if d.kind.strictness > DecisionKind.HOLD.strictness), None)
    if eased is not None:
        return _waits("phase-eased", eased, look)
    if any(item.change == "up" for item in look.plan.items):
        return phase
    rising = one_change_at_a_time(decisions, look)
    first = next((d for d in rising if d.kind is DecisionKind.PROGRESS), None)
    return phase if first is None else _waits("phase-dose-first", first, look)


def _waits(rule: str, decision: Decision, look: Look) -> PhaseChange:
    """The next phase is open and waits for an exercise."""
    return PhaseChange(Verdict.HOLD, (look.reason(rule, name=exercise_name(decision.exercise, look)),))


def _of_the_whole_plan(
    decisions: list[Decision], phase: PhaseChange | None, overall: Overall, look: Look
) -> list[Decision]:
    """The decision about the plan as a whole, if there is anything to say; a change of phase is part of it.

    No plateau is told of where the next phase is open: that is the way on.
    """
    if phase is not None and phase.verdict is Verdict.CALM:
        return [look.decide(None, DecisionKind.PROGRESS, phase.reasons, phase.change)]
    reasons = overall.reasons
    plateau = plateau_reason(decisions, look)
    if plateau is not None:
        reasons = (*reasons, plateau)
    elif not decisions and not reasons:
        reasons = (look.reason("progress-no-data"),)
    said = look.decide(None, _KIND_OF[overall.verdict], reasons) if reasons else None
    decision = said if phase is None else _with_phase(said, phase, look)
    return [] if decision is None else [decision]


def _with_phase(said: Decision | None, phase: PhaseChange, look: Look) -> Decision:
    """What is said already and what is said about the phase as one decision: the stricter kind counts."""
    kind = _KIND_OF[phase.verdict]
    if said is None:
        return look.decide(None, kind, phase.reasons, phase.change)
    if kind.strictness < said.kind.strictness:
        return said
    same = kind is said.kind
    reasons = (*said.reasons, *phase.reasons) if same else (*phase.reasons, *said.reasons)
    return look.decide(None, kind, reasons, phase.change)


def looks_no_farther(
    plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue, begun: datetime
) -> dict[str, bool]:
    """For each exercise of the plan: would a log that begins before `begun` add no session to look at?

    So it is when enough sessions are there, or when the dose was set after all that could come before.
    """
    look = look_at(plan, log, intake, today, catalogue)
    answered_after = begun + timedelta(hours=catalogue.setting("morning.to_h"))
    return {item.exercise: _is_enough(item, look, answered_after) for item in plan.items}


def _is_enough(item: PlanItem, look: Look, answered_after: datetime) -> bool:
    seen = seen_sessions(item.exercise, item, look)
    if len(seen) >= look.catalogue.setting("progress.min_sessions") and any(s.is_complete for s in seen):
        return True
    is_done = any(item.exercise in session.exercises for session in look.sessions)
    return is_done and item.since is not None and item.since >= answered_after
