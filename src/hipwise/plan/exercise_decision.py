"""The decision about one exercise, before it is held against those about the others.

The order is the clinical priority: escalate, stop, step back, hold, progress.
"""

from hipwise.library.exercise import Exercise
from hipwise.library.rule import Reason
from hipwise.plan.brake import brakes, fault_share
from hipwise.plan.day_words import day_in_words
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.dose_step import Change
from hipwise.plan.exclusion import is_stretch
from hipwise.plan.filling import minutes_budget
from hipwise.plan.flare import Flare, FlareStage, flare_stage, is_early
from hipwise.plan.look import WEEK_DAYS, Look
from hipwise.plan.overall import Overall
from hipwise.plan.pain_response import Response, Verdict
from hipwise.plan.plan import PlanItem
from hipwise.plan.seen_session import SeenSession, calm_streak, seen_sessions, strictest, with_this_dose
from hipwise.plan.step import dose_up, has_time, is_at_top, rose_this_week, rung_up, step_down


def exercise_decision(exercise_id: str, look: Look, overall: Overall) -> Decision:
    """What the log says about this exercise that day."""
    item = look.item(exercise_id)
    seen = seen_sessions(exercise_id, item, look)
    if overall.verdict is Verdict.ESCALATE:
        return look.decide(exercise_id, DecisionKind.ESCALATE, overall.reasons)
    worst = strictest(seen)
    if worst is not None and worst.response.verdict is Verdict.STOP:
        change = None if item is None else _stop_change(item, worst.response, look)
        return _step(look, exercise_id, DecisionKind.STOP, worst.response.reasons, change, worst)
    if overall.verdict is Verdict.STOP:
        return look.decide(exercise_id, DecisionKind.STOP, overall.reasons)
    form = _lost_form(item, seen[0], look) if item is not None and seen else None
    if look.flare is not None:
        return _flare_decision(exercise_id, item, worst, form, look.flare, look)
    backs = worst if worst is not None and worst.response.verdict is Verdict.REGRESS else None
    if backs is not None and not _another_step_was_too_big(exercise_id, backs, look):
        return _back_decision(exercise_id, item, backs, look)
    if item is not None and form is not None:
        change = step_down(item, look.catalogue.setting("regress.least"), look)
        return _step(look, exercise_id, DecisionKind.REGRESS, (form,), change, seen[0])
    flare = _flare_to_return_from(item, seen, look)
    if item is not None and flare is not None:
        reason = look.reason("flare-return", since=day_in_words(flare.started.date()))
        change = step_down(item, look.catalogue.setting("regress.most"), look)
        return _step(look, exercise_id, DecisionKind.REGRESS, (reason,), change, worst)
    if backs is not None:
        reasons = (*backs.response.reasons, look.reason("pain-last-step"))
        return look.decide(exercise_id, DecisionKind.HOLD, reasons, None, backs.session)
    return _calm_decision(exercise_id, item, seen, overall, look)


def _step(
    look: Look,
    exercise_id: str,
    kind: DecisionKind,
    reasons: tuple[Reason, ...],
    change: Change | None,
    seen: SeenSession | None,
) -> Decision:
    """A stop or a step back; says so when the dose itself could not get lower."""
    if change is not None and change.item is not None:
        name = look.catalogue.exercise(change.item.exercise).name
        reasons = (*reasons, look.reason("progress-easier-rung", name=name))
    elif change is not None and change.field == "exercise":
        reasons = (*reasons, look.reason("progress-lowest"))
    return look.decide(exercise_id, kind, reasons, change, None if seen is None else seen.session)


def _stop_change(item: PlanItem, response: Response, look: Look) -> Change:
    """After a stop: a smaller movement after a pinch, else the largest step back."""
    only_pinch = all(reason.rule in ("pain-pinch", "pain-medicine") for reason in response.reasons)
    return step_down(item, look.catalogue.setting("regress.most"), look, range_first=only_pinch)


def _back_decision(exercise_id: str, item: PlanItem | None, worst: SeenSession, look: Look) -> Decision:
    reasons = worst.response.reasons
    change: Change | None = None
    if item is not None:
        cut = look.catalogue.setting("regress.least")
        change = step_down(item, cut, look, range_first=worst.response.is_range_only)
    return _step(look, exercise_id, DecisionKind.REGRESS, reasons, change, worst)


def _another_step_was_too_big(exercise_id: str, worst: SeenSession, look: Look) -> bool:
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
        if item.since <= worst.session.started and (worst.session.day - item.since.date()).days < WEEK_DAYS
    }
    return bool(rose) and exercise_id not in rose


def _flare_decision(
    exercise_id: str,
    item: PlanItem | None,
    worst: SeenSession | None,
    form: Reason | None,
    flare: Flare,
    look: Look,
) -> Decision:
    """During a flare: the lightest only, then half the dose; a clinician looks when it lasts.

    The lightest are halved after the first days also while the hip is still too loud for the others: what
    counts the first days again never gives a dose back.
    """
    session = None if worst is None else worst.session
    is_calm = flare_stage(flare, look.today, look.catalogue) is not FlareStage.HALF
    flare_reason = _flare_reason(flare, look, is_calm)
    if is_calm and not _is_lightest(look.catalogue.exercise(exercise_id), look):
        return look.decide(exercise_id, DecisionKind.STOP, (flare_reason,), None, session)
    early = is_early(flare, look.today, look.catalogue)
    backs = _reasons_to_go_back(worst, form)
    if not backs and (early or item is None or _is_answered(item, flare, look)):
        return look.decide(exercise_id, DecisionKind.HOLD, (flare_reason,), None, session)
    reasons = (*backs, flare_reason)
    if is_calm and not early:
        reasons = (*reasons, _flare_reason(flare, look, False))
    cut = 1 - look.catalogue.setting("flare.volume")
    change = None if item is None else step_down(item, cut, look, is_exact=True)
    return _step(look, exercise_id, DecisionKind.REGRESS, reasons, change, worst)


def _flare_reason(flare: Flare, look: Look, is_calm: bool) -> Reason:
    since = day_in_words(flare.started.date())
    if is_calm:
        return look.reason("flare-calm", since=since, days=look.catalogue.setting("flare.calm_days"))
    return look.reason("flare-half", since=since, share=round(look.catalogue.setting("flare.volume") * 100))


def _reasons_to_go_back(worst: SeenSession | None, form: Reason | None) -> tuple[Reason, ...]:
    """Why this exercise would step back without any flare."""
    pain: tuple[Reason, ...] = ()
    if worst is not None and worst.response.verdict is Verdict.REGRESS:
        pain = worst.response.reasons
    return pain if form is None else (*pain, form)


def _is_answered(item: PlanItem, flare: Flare, look: Look) -> bool:
    """Was the dose set after the flare surely began? One that rose before its end answers nothing."""
    if item.since is None:
        return look.plan.made_on > flare.surely_from.date()
    if item.change == "up" and (flare.ended is None or item.since < flare.ended):
        return False
    return item.since >= flare.surely_from


def _is_lightest(exercise: Exercise, look: Look) -> bool:
    """May it be done in the first days of a flare? Light, no stretch, no impact."""
    light = exercise.tier <= look.catalogue.setting("flare.calm_tier")
    return light and not exercise.impact and not is_stretch(exercise)


def _lost_form(item: PlanItem, newest: SeenSession, look: Look) -> Reason | None:
    """Most repetitions of the newest session had a fault: the movement is not controlled at this dose."""
    limit = look.catalogue.setting("regress.fault_share")
    share = fault_share(item, newest.session)
    if share < limit:
        return None
    return look.reason("progress-form-lost", share=round(share * 100), limit=round(limit * 100))


def _flare_to_return_from(item: PlanItem | None, seen: list[SeenSession], look: Look) -> Flare | None:
    """The last flare, over for some days, that paused this exercise and that its dose has not answered yet.

    Enough calm sessions since then answer it too: the dose was tolerated whole.
    """
    flare = look.flares[-1] if look.flares else None
    if item is None or flare is None or flare.ended is None or _is_answered(item, flare, look):
        return None
    if _is_lightest(look.catalogue.exercise(item.exercise), look):
        return None
    if (look.today - flare.ended.date()).days > look.catalogue.setting("flare.repeat_days"):
        return None
    needed = int(look.catalogue.setting("progress.min_sessions"))
    streak = calm_streak(seen, needed)
    return None if len(streak) == needed and streak[-1].session.started >= flare.ended else flare


def _calm_decision(
    exercise_id: str, item: PlanItem | None, seen: list[SeenSession], overall: Overall, look: Look
) -> Decision:
    """Nothing asks for less: hold with the reason, or one step up."""
    newest = seen[0] if seen else None
    session = None if newest is None else newest.session
    found = list(overall.reasons)
    if item is None:
        found.append(look.reason("progress-not-in-plan"))
    if newest is not None and newest.response.verdict is Verdict.HOLD:
        found += newest.response.reasons
    if item is None or found:
        return look.decide(exercise_id, DecisionKind.HOLD, tuple(found), None, session)
    needed = int(look.catalogue.setting("progress.min_sessions"))
    streak = calm_streak(with_this_dose(seen, item, look), needed)
    if len(streak) < needed:
        found.append(look.reason("progress-first-calm", sessions=len(streak), needed=needed))
    else:
        found += brakes(item, [each.session for each in streak], look)
    if found:
        return look.decide(exercise_id, DecisionKind.HOLD, tuple(found), None, session)
    return _up(item, streak, look)


def _up(item: PlanItem, streak: list[SeenSession], look: Look) -> Decision:
    """One step up, unless the week's share is taken or there is nothing above."""
    session = streak[0].session
    if rose_this_week(item, look):
        return look.decide(item.exercise, DecisionKind.HOLD, (_week_reason(look),), None, session)
    change = dose_up(item, look)
    brake = look.reason("progress-top") if is_at_top(item, look) else _week_reason(look)
    if change is not None and not has_time(item, change, look):
        change, brake = None, look.reason("progress-no-time", limit=minutes_budget(look.situation))
    if change is None and brake.rule != "progress-week":
        change = rung_up(item, look)
    if change is None:
        return look.decide(item.exercise, DecisionKind.HOLD, (brake,), None, session)
    reason = look.reason("progress-up", sessions=len(streak))
    if change.item is not None:
        name = look.catalogue.exercise(change.item.exercise).name
        reason = look.reason("progress-rung", sessions=len(streak), name=name)
    return look.decide(item.exercise, DecisionKind.PROGRESS, (reason,), change, session)


def _week_reason(look: Look) -> Reason:
    return look.reason("progress-week", limit=round(look.catalogue.setting("progress.max_wk") * 100))
