"""Who needs the therapist, how soon, and why: every need of one person, each with its fact."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.follow.adherence import adherence
from hipwise.follow.barrier import barrier_needs, barriers_in_words, shorter_needs
from hipwise.follow.need import Need, Place, Urgency, first_of
from hipwise.follow.non_response import Answer, is_due_to_show, judge_response
from hipwise.follow.referral import referral_reasons, steps_back
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.day_words import day_in_words
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.flare import Flare, find_flares
from hipwise.plan.history import Log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import Intake
from hipwise.plan.overall import due_reasons, open_red_flags, unanswered_warning
from hipwise.plan.patient_settings import catalogue_for
from hipwise.plan.plan import Plan
from hipwise.plan.plateau import last_step_up
from hipwise.plan.session_pain import HipHistory, hip_history

# What stopped everything where no warning sign has a name: an answer of the screening.
FLAG_WITHOUT_A_NAME = "an answer that a person has to see"
# The rules could not be asked about the last entries: nobody knows what they would have stopped.
_NOT_COMPUTED = "decision-not-computed"


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one person today. `decisions` are those not answered yet.

    `past_decisions` are all earlier ones, for repeated steps back and plateaus. `outcome_change` is the
    change of the iHOT-12 since the intake, None where only the log knows it. `plans` are those in force over
    time, where more than the present one is known.
    """

    plan: Plan
    log: Log
    intake: Intake
    today: date
    decisions: tuple[Decision, ...]
    past_decisions: tuple[Decision, ...] = ()
    outcome_change: float | None = None
    plans: PlansInForce | None = None

    @property
    def in_force(self) -> Plan | PlansInForce:
        """What was planned on each day, as far as it is known."""
        return self.plans or self.plan


def need_of(case: Case, catalogue: Catalogue) -> Need | None:
    """The most urgent need of one person; None when nothing is needed."""
    return first_of(needs_of(case, catalogue))


def needs_of(case: Case, catalogue: Catalogue) -> tuple[Need, ...]:
    """Everything that one person needs the therapist for, in no order; `list_memory` says what is shown."""
    return tuple(_needs(case, catalogue_for(case.intake.settings, catalogue)))


def _needs(case: Case, catalogue: Catalogue) -> Iterator[Need]:
    log = case.log.until(case.today)
    history = hip_history(log, case.intake, case.plan.phase)
    yield from _now(case, log, history, catalogue)
    yield from _high_pain(log, history, case.today, catalogue)
    yield from _flare(find_flares(log, history, catalogue), case.today, catalogue)
    for decision in case.decisions:
        yield from _of_decision(decision, catalogue)
    yield from _override_ends(case, catalogue)
    yield from _steps_back(case, catalogue)
    yield from _screening(log, case, catalogue)
    yield from _silence(log, case, catalogue)
    yield from _low_adherence(log, case, catalogue)
    shorter = tuple(shorter_needs(case.plan, log, case.intake, case.today, catalogue))
    yield from shorter
    yield from barrier_needs(log, case.today, catalogue, is_time_answered=bool(shorter))
    yield from _no_change(log, case, catalogue)
    yield from _response(log, case, catalogue)
    yield from _worries(case, catalogue)


def _response(log: Log, case: Case, catalogue: Catalogue) -> Iterator[Need]:
    """The clock of non-response, and other reasons for a further opinion; not after discharge."""
    if case.plan.is_maintenance:
        return
    response = judge_response(case.in_force, log, case.intake, case.today, catalogue, case.outcome_change)
    decisions = (*case.past_decisions, *case.decisions)
    others = referral_reasons(response, log, case.intake, decisions, case.today, catalogue)
    if others:
        detail = " ".join(reason.text for reason in others[1:])
        is_clock = response.answer is Answer.REFER
        urgency = Urgency.THIS_WEEK if is_clock and len(others) == 1 else Urgency.TODAY
        days = response.weeks * 7  # in days, as the other holds are
        yield Need(urgency, Place.HOLD, others[0], detail, "letter", "Draft the letter", size=days)
    elif is_due_to_show(response, catalogue):
        # Whether it helps is asked once nothing else is: a step up that waits goes first.
        yield Need(
            Urgency.THIS_WEEK,
            Place.PROGRESS,
            response.reason,
            "",
            "look",
            "Open the patient",
            size=-1,
        )


def _worries(case: Case, catalogue: Catalogue) -> Iterator[Need]:
    """Yellow flags of a fresh intake; later ones are asked for again with the next."""
    fresh = (case.today - case.intake.today).days < catalogue.setting("rescreen_days")
    if case.intake.worries and fresh:
        names = ", ".join(catalogue.rules[f"yellow-{worry}"].title for worry in case.intake.worries)
        reason = catalogue.reason("need-worry", worries=names[:1] + names[1:].lower())
        yield Need(Urgency.THIS_WEEK, Place.HOLD, reason, "", "ask", "Call this week", size=0)


def _now(case: Case, log: Log, history: HipHistory, catalogue: Catalogue) -> Iterator[Need]:
    flags = open_red_flags(log, case.intake)
    if flags or any(decision.kind is DecisionKind.ESCALATE for decision in case.decisions):
        names = [catalogue.red_flags[flag].name if flag in catalogue.red_flags else flag for flag in flags]
        reason = catalogue.reason("need-red-flag", flags=", ".join(names) or FLAG_WITHOUT_A_NAME)
        yield Need(Urgency.NOW, Place.ESCALATE, reason, "", "call", "Call now", size=len(flags))
    warning = unanswered_warning(log, history, catalogue)
    if warning is not None:
        day = day_in_words(warning.at.date())
        strong = warning.score is not None and warning.score >= catalogue.setting("pain.red_flag_form")
        reason = (
            catalogue.reason("need-questions", value=warning.score, day=day)
            if strong
            else catalogue.reason("need-night", day=day)
        )
        yield Need(
            Urgency.NOW, Place.STOP, reason, "", "questions", "Ask the questions", size=warning.score or 0
        )


def _high_pain(log: Log, history: HipHistory, today: date, catalogue: Catalogue) -> Iterator[Need]:
    """Days in a row up to the last known one, not longer ago than yesterday, over the stop of each day."""
    worst = log.worst_of_days
    day = today if today in worst else today - timedelta(days=1)
    limits: list[float] = []
    while worst.get(day, 0) > (limit := history.stopping_pain(day, catalogue)):
        limits.append(limit)
        day -= timedelta(days=1)
    if len(limits) >= catalogue.setting("attention.high_days"):
        reason = catalogue.reason("need-high-pain", limit=min(limits), days=len(limits))
        yield Need(Urgency.TODAY, Place.STOP, reason, "", "look", "Open the patient", size=len(limits))


def _flare(flares: Sequence[Flare], today: date, catalogue: Catalogue) -> Iterator[Need]:
    flare = flares[-1] if flares else None
    if flare is not None and flare.ended is None:
        days = flare.days(today) + 1
        reason = catalogue.reason("need-flare", since=day_in_words(flare.started.date()), days=days)
        yield Need(Urgency.TODAY, Place.STEP_BACK, reason, "", "look", "Look at the flare plan", size=days)


def _of_decision(decision: Decision, catalogue: Catalogue) -> Iterator[Need]:
    """What a decision that is not answered yet asks of the therapist."""
    if decision.change is not None and decision.change.field == "phase":
        yield _of_phase(decision, catalogue)
        return
    because, detail = _because(decision, catalogue)
    facts = {"exercise": _name(decision, catalogue), "because": because}
    name = decision.exercise
    if decision.kind is DecisionKind.STOP:
        reason = catalogue.reason("need-stop", **facts)
        size = _size(decision)
        yield Need(Urgency.TODAY, Place.STOP, reason, detail, "accept", "Accept the easier step", name, size)
    elif decision.kind is DecisionKind.REGRESS and name is not None:
        reason = catalogue.reason("need-step-back", **facts)
        step_words, size = "Accept the easier step", _size(decision)
        yield Need(Urgency.TODAY, Place.STEP_BACK, reason, detail, "accept", step_words, name, size)
    elif any(reason.rule == _NOT_COMPUTED for reason in decision.reasons):
        reason = catalogue.reason("need-not-computed")
        yield Need(Urgency.TODAY, Place.STOP, reason, "", "look", "Open the patient")
    elif (plateau := _plateau(decision)) is not None:
        reason = catalogue.reason("need-held", **dict(plateau.facts))
        days = float(dict(plateau.facts)["days"])
        yield Need(Urgency.THIS_WEEK, Place.HOLD, reason, "", "look", "Open the patient", size=days)
    elif decision.kind is DecisionKind.PROGRESS:
        reason = catalogue.reason("need-step-up", **facts)
        yield Need(Urgency.THIS_WEEK, Place.PROGRESS, reason, detail, "accept", "Accept the step up", name)


def _override_ends(case: Case, catalogue: Catalogue) -> Iterator[Need]:
    """Lines whose override ends soon, or has ended: somebody renews it, or the line is out."""
    for item in case.plan.items:
        if item.expires_on is None:
            continue
        left = (item.expires_on - case.today).days
        facts = {"exercise": catalogue.exercise(item.exercise).name, "until": day_in_words(item.expires_on)}
        if left <= 0:
            reason = catalogue.reason("need-override-over", **facts)
            yield Need(Urgency.TODAY, Place.HOLD, reason, "", "override", "Renew or take out", size=-left)
        elif left <= catalogue.setting("override.remind_days"):
            reason = catalogue.reason("need-override-ends", **facts)
            yield Need(Urgency.THIS_WEEK, Place.HOLD, reason, "", "override", "Renew or take out", size=-left)


def _of_phase(decision: Decision, catalogue: Catalogue) -> Need:
    """A change of phase: the signs are looked at in the record, so that nothing is accepted from the list."""
    assert decision.change is not None
    phases = {phase.number: phase.name for phase in catalogue.phases.values()}
    after = next((name for number, name in phases.items() if number == decision.change.after), "")
    if decision.kind is DecisionKind.PROGRESS:
        reason = catalogue.reason("need-phase", next=after)
        return Need(Urgency.THIS_WEEK, Place.PROGRESS, reason, "", "look", "Look at the signs")
    because, _ = _because(decision, catalogue)
    reason = catalogue.reason("need-phase-back", because=because, before=after)
    return Need(Urgency.TODAY, Place.STEP_BACK, reason, "", "look", "Look at the signs")


def _plateau(decision: Decision) -> Reason | None:
    """The reason that says that no dose has risen for weeks, and by what most are held."""
    return next((reason for reason in decision.reasons if reason.rule == "progress-plateau"), None)


def _because(decision: Decision, catalogue: Catalogue) -> tuple[str, str]:
    """The first reason as the line, the others as the detail, in the desk's words."""
    texts = [catalogue.for_therapist(reason) for reason in decision.reasons]
    return (texts[0] if texts else ""), " ".join(texts[1:])


def _size(decision: Decision) -> float:
    """The largest pain among the facts of the decision, points of 10; 0 where none is told."""
    told = [fact for reason in decision.reasons for name, fact in reason.facts if name == "value"]
    return max((float(fact) for fact in told if _is_number(fact)), default=0.0)


def _is_number(fact: str) -> bool:
    return fact.replace(".", "", 1).isdecimal()


def _name(decision: Decision, catalogue: Catalogue) -> str:
    exercise = catalogue.exercises.get(decision.exercise or "")
    return "The whole plan" if exercise is None else exercise.name


def _steps_back(case: Case, catalogue: Catalogue) -> Iterator[Need]:
    decisions = (*case.past_decisions, *case.decisions)
    count = steps_back(decisions, case.today, catalogue)
    if count >= catalogue.setting("step_back.many"):
        reason = catalogue.reason("need-steps-back", count=count, days=catalogue.setting("rescreen_days"))
        yield Need(Urgency.TODAY, Place.STEP_BACK, reason, "", "look", "Open the patient", size=count)


def _screening(log: Log, case: Case, catalogue: Catalogue) -> Iterator[Need]:
    """The warning-sign questions are due: no page shows a dose until they are answered."""
    found = due_reasons(case.plan, log, case.intake, case.today, catalogue)
    texts = [catalogue.for_therapist(reason) for reason in found]
    if texts:
        reason = catalogue.reason("need-screening", because=texts[0])
        detail = " ".join(texts[1:])
        yield Need(Urgency.THIS_WEEK, Place.HOLD, reason, detail, "screen", "Ask the questions again")


def _low_adherence(log: Log, case: Case, catalogue: Catalogue) -> Iterator[Need]:
    """Little of the plan was done, although the person is heard of; silence is asked about as silence."""
    days = int(catalogue.setting("attention.low_days"))
    if case.plan.is_maintenance or (case.today - case.plan.made_on).days < days:
        return
    done = adherence(log, case.in_force, case.today, days, catalogue)
    if done.share is None or done.share >= catalogue.setting("adherence.poor"):
        return
    facts = {"share": round(done.share * 100), "days": days, "eased": f"{done.eased:g}"}
    reason = catalogue.reason("need-low-adherence", **facts)
    size, told = 1.0 - done.share, barriers_in_words(log, case.today, days, catalogue)
    yield Need(Urgency.THIS_WEEK, Place.SILENCE, reason, told, "ask", "Send a message", size=size)


def _silence(log: Log, case: Case, catalogue: Catalogue) -> Iterator[Need]:
    days = (case.today - max(log.last_day or case.plan.made_on, case.plan.made_on)).days
    if days >= catalogue.setting("attention.silent_days"):
        reason = catalogue.reason("need-silence", days=days)
        yield Need(Urgency.THIS_WEEK, Place.SILENCE, reason, "", "ask", "Send a message", size=days)


def _no_change(log: Log, case: Case, catalogue: Catalogue) -> Iterator[Need]:
    """Enough was done, and no dose has risen for weeks; after discharge doses stay."""
    if case.plan.is_maintenance:
        return
    days = int(catalogue.setting("rescreen_days"))
    share = adherence(log, case.in_force, case.today, days, catalogue).share
    if share is None or share < catalogue.setting("adherence.min"):
        return
    percent = round(share * 100)
    risen = _days_without_step_up(case)
    if risen >= catalogue.setting("plateau_days"):
        reason = catalogue.reason("need-plateau", days=risen, share=percent)
        yield Need(Urgency.THIS_WEEK, Place.HOLD, reason, "", "look", "Open the patient", size=risen)


def _days_without_step_up(case: Case) -> int:
    """Days since the last step up, or since the plan was made when there was none."""
    ups: Iterable[date] = (
        decision.date
        for decision in (*case.past_decisions, *case.decisions)
        if decision.kind is DecisionKind.PROGRESS
    )
    return (case.today - max([last_step_up(case.plan), *ups])).days
