"""From the log to the next dose: one decision for each exercise with data, and one for the whole plan.

The order is the clinical priority: escalate, stop, step back, hold, progress. A dose rises only when
nothing speaks against it and everything asked for is known. Decisions are proposals until a person
accepts them; `revise` then writes them into the plan.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - a decision has a field of that name
from datetime import datetime, timedelta
from enum import StrEnum

from hipwise.body.envelope import Verdict as EnvelopeVerdict
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Group
from hipwise.library.rule import Reason
from hipwise.plan.day_words import day_in_words
from hipwise.plan.done_sets import done_amount, planned_amount, sets_share
from hipwise.plan.dose_step import Change, smaller_range, step_back, step_up
from hipwise.plan.entry import SetEntry, SkipEntry
from hipwise.plan.exclusion import standing_reasons
from hipwise.plan.flare import Flare, FlareStage, find_flares, flare_stage
from hipwise.plan.history import Log, Session, build_sessions, is_for_pain
from hipwise.plan.intake import Intake
from hipwise.plan.limits import fit, hip_limits
from hipwise.plan.overall import Overall, overall_view
from hipwise.plan.pain_response import Response, Verdict, missing_answers, session_decision
from hipwise.plan.plan import Plan, PlanItem, reason_to_mapping
from hipwise.plan.session_pain import HipHistory, hip_history, session_pain
from hipwise.plan.situation import assess

_WEEK = 7  # days
_STRETCHES = (Group.HIP_FLEXOR_STRETCH, Group.PIRIFORMIS_STRETCH, Group.GROIN_STRETCH)


class DecisionKind(StrEnum):
    """What is decided, from strict to permissive."""

    ESCALATE = "escalate"
    STOP = "stop"
    REGRESS = "regress"
    HOLD = "hold"
    PROGRESS = "progress"

    @property
    def strictness(self) -> int:
        """4 for escalate down to 0 for progress."""
        return 4 - list(DecisionKind).index(self)


_KIND_OF = {
    Verdict.ESCALATE: DecisionKind.ESCALATE,
    Verdict.STOP: DecisionKind.STOP,
    Verdict.REGRESS: DecisionKind.REGRESS,
    Verdict.HOLD: DecisionKind.HOLD,
    Verdict.CALM: DecisionKind.HOLD,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: for an exercise, or for the whole plan when `exercise` is None.

    `date` is the day on which it was taken, `session` the day of the session that led to it.
    `brings_back` says what leads up again, in the patient's words.
    """

    date: Day
    exercise: str | None
    kind: DecisionKind
    reasons: tuple[Reason, ...]
    change: Change | None = None
    session: Day | None = None
    brings_back: tuple[str, ...] = ()


def decision_to_mapping(decision: Decision) -> dict[str, object]:
    """The decision as plain JSON values, the contract's keys first."""
    change = decision.change
    return {
        "date": decision.date.isoformat(),
        "exercise": decision.exercise,
        "decision": decision.kind.value,
        "change": None
        if change is None
        else {"field": change.field, "from": _plain(change.before), "to": _plain(change.after)},
        "reasons": [reason_to_mapping(reason) for reason in decision.reasons],
        "session": None if decision.session is None else decision.session.isoformat(),
        "brings_back": list(decision.brings_back),
    }


def _plain(value: object) -> object:
    """Whole numbers without a decimal point."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


@dataclass(frozen=True, slots=True)
class _Look:
    """Everything that decisions of one day look at."""

    plan: Plan
    log: Log
    intake: Intake
    today: Day
    catalogue: Catalogue
    sessions: tuple[Session, ...]
    history: HipHistory
    flares: tuple[Flare, ...]

    @property
    def flare(self) -> Flare | None:
        """The flare that is going on."""
        return self.flares[-1] if self.flares and self.flares[-1].ended is None else None


@dataclass(frozen=True, slots=True)
class _Seen:
    """One session of the exercise with its response."""

    session: Session
    response: Response
    is_complete: bool


def progress(plan: Plan, log: Log, intake: Intake, today: Day, catalogue: Catalogue) -> tuple[Decision, ...]:
    """The decisions of that day, the strictest first, the whole plan's before the exercises'.

    Entries later than today are not looked at. An exercise gets a decision when the log has a session of
    it; an empty log gives one `hold`.
    """
    look = _look(plan, log, intake, today, catalogue)
    overall = overall_view(plan, look.log, look.history, today, look.flares, catalogue)
    exercises = sorted({name for session in look.sessions for name in session.exercises})
    decisions = [_exercise_decision(name, look, overall) for name in exercises]
    if overall.reasons:
        kind = _KIND_OF[overall.verdict]
        decisions.append(_decision(look, None, kind, overall.reasons))
    elif not exercises:
        decisions.append(_decision(look, None, DecisionKind.HOLD, (catalogue.reason("progress-no-data"),)))
    return tuple(
        sorted(decisions, key=lambda d: (-d.kind.strictness, d.exercise is not None, d.exercise or ""))
    )


def looks_no_farther(
    plan: Plan, log: Log, intake: Intake, today: Day, catalogue: Catalogue, begun: datetime
) -> dict[str, bool]:
    """For each exercise of the plan: would a log that begins before `begun` add no session to look at?

    So it is when enough sessions are there, or when the dose was set after all that could come before.
    """
    look = _look(plan, log, intake, today, catalogue)
    answered_after = begun + timedelta(hours=catalogue.setting("morning.to_h"))
    return {item.exercise: _is_enough(item, look, answered_after) for item in plan.items}


def _is_enough(item: PlanItem, look: _Look, answered_after: datetime) -> bool:
    seen = _sessions_of(item.exercise, item, look)
    if len(seen) >= look.catalogue.setting("progress.min_sessions") and any(s.is_complete for s in seen):
        return True
    is_done = any(item.exercise in session.exercises for session in look.sessions)
    return is_done and item.since is not None and item.since >= answered_after


def _look(plan: Plan, log: Log, intake: Intake, today: Day, catalogue: Catalogue) -> _Look:
    known = log.until(today)
    history = hip_history(known, intake, plan.phase)
    flares = find_flares(known, history, catalogue)
    sessions = build_sessions(known, catalogue)
    return _Look(plan, known, intake, today, catalogue, sessions, history, flares)


def _decision(
    look: _Look,
    exercise: str | None,
    kind: DecisionKind,
    reasons: tuple[Reason, ...],
    change: Change | None = None,
    session: Session | None = None,
) -> Decision:
    if change is not None and change.field == "exercise":
        reasons = (*reasons, look.catalogue.reason("progress-lowest"))
    texts = (look.catalogue.rules[reason.rule].brings_back for reason in reasons)
    return Decision(
        look.today,
        exercise,
        kind,
        reasons,
        change,
        None if session is None else session.day,
        tuple(dict.fromkeys(text for text in texts if text)),
    )


def _exercise_decision(exercise_id: str, look: _Look, overall: Overall) -> Decision:
    item = next((item for item in look.plan.items if item.exercise == exercise_id), None)
    seen = _sessions_of(exercise_id, item, look)
    if overall.verdict is Verdict.ESCALATE:
        return _decision(look, exercise_id, DecisionKind.ESCALATE, overall.reasons)
    worst = _strictest(seen)
    if worst is not None and worst.response.verdict is Verdict.STOP:
        change = None if item is None else _stop_change(item, worst.response, look)
        return _decision(look, exercise_id, DecisionKind.STOP, worst.response.reasons, change, worst.session)
    if overall.verdict is Verdict.STOP:
        return _decision(look, exercise_id, DecisionKind.STOP, overall.reasons)
    if look.flare is not None:
        return _flare_decision(exercise_id, item, worst, look.flare, look)
    if worst is not None and worst.response.verdict is Verdict.REGRESS:
        if _another_step_was_too_big(exercise_id, worst, look):
            reasons = (*worst.response.reasons, look.catalogue.reason("pain-last-step"))
            return _decision(look, exercise_id, DecisionKind.HOLD, reasons, None, worst.session)
        change = None if item is None else _back_change(item, worst.response, look)
        return _decision(
            look, exercise_id, DecisionKind.REGRESS, worst.response.reasons, change, worst.session
        )
    return _calm_decision(exercise_id, item, seen, overall, look)


def _sessions_of(exercise_id: str, item: PlanItem | None, look: _Look) -> list[_Seen]:
    """The sessions of the exercise that its dose has not answered yet, the newest first.

    Only as far back as anything can matter: to one of which everything is known, and enough for a row.
    """
    needed = int(look.catalogue.setting("progress.min_sessions"))
    found: list[_Seen] = []
    for session in reversed(look.sessions):
        if exercise_id in session.exercises:
            seen = _see(session, exercise_id, item, look)
            if seen is not None:
                found.append(seen)
        if len(found) >= needed and any(each.is_complete for each in found):
            break
    return found


def _see(session: Session, exercise_id: str, item: PlanItem | None, look: _Look) -> _Seen | None:
    """The response to one session; None when the dose was set with all of it known.

    What came to light only after the dose was set, such as a sore morning, still counts.
    """
    pain = session_pain(session, exercise_id, look.history, look.catalogue)
    response = session_decision(pain, look.catalogue)
    if item is not None and item.since is not None and session.ended <= item.since:
        then = session_pain(session, exercise_id, look.history, look.catalogue, until=item.since)
        if response.verdict <= session_decision(then, look.catalogue).verdict:
            return None
    skipped = any(is_for_pain(skip) and skip.exercise == exercise_id for skip in session.skips)
    if skipped and response.verdict <= Verdict.HOLD:
        reason = look.catalogue.reason("pain-skipped")
        response = Response(Verdict.HOLD, (reason,))
    return _Seen(session, response, is_complete=not missing_answers(pain))


def _strictest(seen: list[_Seen]) -> _Seen | None:
    """The strictest response back to the newest session of which everything is known.

    A session with a missing answer must not hide what the one before it said.
    """
    worst = None
    for each in seen:
        if worst is None or each.response.verdict > worst.response.verdict:
            worst = each
        if each.is_complete:
            break
    return worst


def _another_step_was_too_big(exercise_id: str, worst: _Seen, look: _Look) -> bool:
    """Is a sore morning all there is, and did another exercise of that session rise within the week before?

    Then the step that rose goes back and this exercise stays. Which exercises rose does not depend on any
    pain, so more pain cannot make this true.
    """
    if any(reason.rule not in ("pain-next-morning", "pain-medicine") for reason in worst.response.reasons):
        return False
    rose = {
        item.exercise
        for item in look.plan.items
        if item.change == "up" and item.since is not None and item.exercise in worst.session.exercises
        if item.since <= worst.session.started and (worst.session.day - item.since.date()).days < _WEEK
    }
    return bool(rose) and exercise_id not in rose


def _stop_change(item: PlanItem, response: Response, look: _Look) -> Change:
    """After a stop: a smaller movement after a pinch, else the largest step back."""
    only_pinch = all(reason.rule in ("pain-pinch", "pain-medicine") for reason in response.reasons)
    return _lower(item, "regress.most", look, range_first=only_pinch)


def _back_change(item: PlanItem, response: Response, look: _Look) -> Change:
    return _lower(item, "regress.least", look, range_first=response.is_range_only)


def _lower(item: PlanItem, cut_setting: str, look: _Look, range_first: bool = False) -> Change:
    """A smaller dose, or a smaller movement; when neither is left, the exercise is left out."""
    exercise = look.catalogue.exercise(item.exercise)
    cut = look.catalogue.setting(cut_setting)
    smaller = smaller_range(item, exercise, look.catalogue)
    back = step_back(item, exercise, cut, look.catalogue)
    first, second = (smaller, back) if range_first else (back, smaller)
    return first or second or Change("exercise", item.exercise, None)


def _flare_decision(
    exercise_id: str, item: PlanItem | None, worst: _Seen | None, flare: Flare, look: _Look
) -> Decision:
    """During a flare: the lightest only, then half the dose; a clinician looks when it lasts."""
    stage = flare_stage(flare, look.today, look.catalogue)
    since = day_in_words(flare.started.date())
    exercise = look.catalogue.exercise(exercise_id)
    backs = worst is not None and worst.response.verdict is Verdict.REGRESS
    session = None if worst is None else worst.session
    if stage is not FlareStage.HALF:
        days = look.catalogue.setting("flare.calm_days")
        reason = look.catalogue.reason("flare-calm", since=since, days=days)
        if not _is_lightest(exercise, look.catalogue):
            return _decision(look, exercise_id, DecisionKind.STOP, (reason,), None, session)
        if not backs:
            return _decision(look, exercise_id, DecisionKind.HOLD, (reason,), None, session)
    reasons = tuple(worst.response.reasons) if worst is not None and backs else ()
    share = look.catalogue.setting("flare.volume")
    reasons += (look.catalogue.reason("flare-half", since=since, share=round(share * 100)),)
    answered = item is not None and item.since is not None and item.since >= flare.started
    if item is None or (answered and not backs):
        return _decision(look, exercise_id, DecisionKind.HOLD, reasons, None, session)
    change = _lower(item, "flare.volume", look)
    return _decision(look, exercise_id, DecisionKind.REGRESS, reasons, change, session)


def _is_lightest(exercise: Exercise, catalogue: Catalogue) -> bool:
    """May it be done in the first days of a flare? Light, no stretch, no impact."""
    light = exercise.tier <= catalogue.setting("flare.calm_tier")
    return light and not exercise.impact and exercise.group not in _STRETCHES


def _calm_decision(
    exercise_id: str, item: PlanItem | None, seen: list[_Seen], overall: Overall, look: _Look
) -> Decision:
    """Nothing asks for less: hold with the reason, or one step up."""
    catalogue = look.catalogue
    newest = seen[0] if seen else None
    session = None if newest is None else newest.session
    brakes = list(overall.reasons)
    if item is None:
        brakes.append(catalogue.reason("progress-not-in-plan"))
    if newest is not None and newest.response.verdict is Verdict.HOLD:
        brakes += newest.response.reasons
    if item is None or brakes:
        return _decision(look, exercise_id, DecisionKind.HOLD, tuple(brakes), None, session)
    needed = int(catalogue.setting("progress.min_sessions"))
    streak = _calm_streak(seen, needed)
    if len(streak) < needed:
        reason = catalogue.reason("progress-first-calm", sessions=len(streak), needed=needed)
        return _decision(look, exercise_id, DecisionKind.HOLD, (reason,), None, session)
    brakes += _brakes(item, [each.session for each in streak], look)
    if brakes:
        return _decision(look, exercise_id, DecisionKind.HOLD, tuple(brakes), None, session)
    return _up(item, [each.session for each in streak], look)


def _calm_streak(seen: list[_Seen], needed: int) -> list[_Seen]:
    """The newest sessions in a row that were calm, at most as many as are needed."""
    streak: list[_Seen] = []
    for each in seen[:needed]:
        if each.response.verdict is not Verdict.CALM:
            break
        streak.append(each)
    return streak


def _brakes(item: PlanItem, streak: list[Session], look: _Look) -> Iterator[Reason]:
    """What keeps the dose although the hip is calm."""
    exercise, situation = look.catalogue.exercise(item.exercise), assess(look.intake, look.catalogue)
    yield from standing_reasons(exercise, item.side, situation)
    yield from _dose_not_done(item, streak, look)
    yield from _effort(item, streak, look)
    yield from _form(item, streak, look)
    yield from _adherence(look)
    for entry in look.log.entries:
        day_left_out = isinstance(entry, SkipEntry) and entry.exercise is None and is_for_pain(entry)
        if day_left_out and entry.at >= streak[-1].started:
            yield look.catalogue.reason("pain-skipped")
            return


def _dose_not_done(item: PlanItem, streak: list[Session], look: _Look) -> Iterator[Reason]:
    exercise = look.catalogue.exercise(item.exercise)
    planned = planned_amount(item, exercise)
    unit = "seconds" if exercise.is_hold else "repetitions"
    for session in streak:
        done = done_amount(_sets(session, item), item, exercise)
        if done < planned:
            words = {"done": f"{done:g}", "planned": f"{planned:g} {unit}"}
            yield look.catalogue.reason("progress-not-as-planned", **words)
            return


def _sets(session: Session, item: PlanItem) -> list[SetEntry]:
    return [entry for entry in session.sets if entry.exercise == item.exercise]


def _effort(item: PlanItem, streak: list[Session], look: _Look) -> Iterator[Reason]:
    """Effort is not always asked; known and high, it holds."""
    scores = [e.score for s in streak for e in s.efforts if e.exercise == item.exercise]
    early = look.plan.phase < 3  # phases 1 and 2 share one setting, 3 and 4 the other
    limit = look.catalogue.setting("progress.effort.p1" if early else "progress.effort.p3")
    if scores and max(scores) > limit:
        yield look.catalogue.reason("progress-effort", value=max(scores), limit=limit)


def _form(item: PlanItem, streak: list[Session], look: _Look) -> Iterator[Reason]:
    """Faulty repetitions over repetitions that a camera judged; two faults may share one repetition."""
    limit = look.catalogue.setting("progress.fault_share")
    for session in streak:
        judged = [e for e in _sets(session, item) if e.source == "camera"]
        faults = sum(count for entry in judged for _, count in entry.faults)
        repetitions = sum(max(entry.repetitions or 1, 1) for entry in judged)
        share = min(1.0, faults / repetitions) if judged else 0.0
        if share > limit:
            words = {"share": round(share * 100), "limit": round(limit * 100)}
            yield look.catalogue.reason("progress-form", **words)
            return


def _adherence(look: _Look) -> Iterator[Reason]:
    days = int(look.catalogue.setting("adherence.window_days"))
    limit = look.catalogue.setting("adherence.min")
    share = sets_share(look.log, look.plan, look.today, days, look.catalogue).share or 0.0
    if share < limit:
        words = {"share": round(share * 100), "limit": round(limit * 100), "days": days}
        yield look.catalogue.reason("progress-adherence", **words)


def _up(item: PlanItem, streak: list[Session], look: _Look) -> Decision:
    catalogue = look.catalogue
    exercise = catalogue.exercise(item.exercise)
    planned = planned_amount(item, exercise)
    newest = streak[0]
    if _range_step(item, exercise, look) is None and step_up(item, exercise, planned, catalogue) is None:
        reason = catalogue.reason("progress-top")
        return _decision(look, item.exercise, DecisionKind.HOLD, (reason,), None, newest)
    change = None if _rose_this_week(item, look) else _step(item, exercise, planned, look)
    if change is None:
        most = round(catalogue.setting("progress.max_wk") * 100)
        reason = catalogue.reason("progress-week", limit=most)
        return _decision(look, item.exercise, DecisionKind.HOLD, (reason,), None, newest)
    reason = catalogue.reason("progress-up", sessions=len(streak))
    return _decision(look, item.exercise, DecisionKind.PROGRESS, (reason,), change, newest)


def _step(item: PlanItem, exercise: Exercise, planned: float, look: _Look) -> Change | None:
    """The full movement comes back before the dose rises; one change at a time."""
    lately = min(planned, _done_this_week(item, exercise, look))
    return _range_step(item, exercise, look) or step_up(item, exercise, lately, look.catalogue)


def _range_step(item: PlanItem, exercise: Exercise, look: _Look) -> Change | None:
    """A larger movement after one that was made smaller, as far as both hips' limits allow."""
    if item.change is None or item.range_share >= 1:
        return None
    fitting = fit(exercise, item.side, hip_limits(look.intake, look.catalogue), look.catalogue)
    after = min(fitting.range_share, item.range_share * (1 + look.catalogue.setting("progress.max_wk")))
    if fitting.verdict is EnvelopeVerdict.BLOCKED or after <= item.range_share:
        return None
    return Change("range_share", item.range_share, math.floor(after * 1000) / 1000)


def _rose_this_week(item: PlanItem, look: _Look) -> bool:
    return item.change == "up" and item.since is not None and (look.today - item.since.date()).days < _WEEK


def _done_this_week(item: PlanItem, exercise: Exercise, look: _Look) -> float:
    """The smallest amount of one session in the last seven days: what a week's step is measured from."""
    amounts = [
        done_amount(_sets(session, item), item, exercise)
        for session in look.sessions
        if (look.today - session.day).days < _WEEK and _sets(session, item)
    ]
    return min(amounts, default=0.0)
