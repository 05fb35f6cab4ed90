"""What must never be decided, held against what the person told (see the registry about the numbers)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.entry import Entry, PainEntry, SetEntry
from hipwise.plan.progression import progress
from hipwise.simulate.checks_of_plan import IMPACT
from hipwise.simulate.course import Visit
from hipwise.simulate.safety_check import SeenVisit, visit_check
from hipwise.simulate.told import ToldSession

_HOUR = timedelta(hours=1)
_WEEK = timedelta(days=7)
_STRICT = ("regress", "stop", "escalate")
_ORDER = ("progress", "hold", "regress", "stop", "escalate")


def _rank(decision: Decision) -> int:
    return _ORDER.index(decision.kind)


def _ups(visit: Visit) -> Iterator[Decision]:
    """Steps up of exercises; the next phase of a plan is proposed for the plan as a whole."""
    ups = (decision for decision in visit.decisions if decision.kind is DecisionKind.PROGRESS)
    return (decision for decision in ups if decision.exercise is not None)


def _last_sessions(visit: Visit, exercise: str, count: int) -> list[ToldSession]:
    """The newest sessions up to the visit in which the exercise was done, newest first, as the log tells it.

    A session under a clock that ran ahead stands among the later ones: nobody can know better.
    """
    told: Iterable[ToldSession] = reversed(visit.told.sessions)
    if visit.told.muddled_on:
        told = sorted(visit.told.sessions, key=lambda session: session.told_at, reverse=True)
    found = (s for s in told if exercise in s.during and s.told_at <= visit.at)
    return list(islice(found, count))


@visit_check("H01-open-flag")
def nothing_but_escalation_with_an_open_flag(seen: SeenVisit) -> Iterator[str]:
    """While a warning sign is open every decision escalates, the whole plan's too."""
    visit = seen.visit
    if not visit.told.open_flags:
        return
    if not any(d.exercise is None and d.kind is DecisionKind.ESCALATE for d in visit.decisions):
        yield f"no escalation with {', '.join(sorted(visit.told.open_flags))} open"
    for decision in visit.decisions:
        if decision.kind is not DecisionKind.ESCALATE:
            yield f"{decision.kind.value} of {decision.exercise or 'the plan'} with an open warning sign"


@visit_check("H02-questions")
def nothing_goes_on_before_the_questions(seen: SeenVisit) -> Iterator[str]:
    """After pain of 7 or a newly bad night everything stops until the red-flag questions are answered."""
    visit = seen.visit
    if visit.told.questions_since is None or visit.told.open_flags:
        return
    if not any(d.exercise is None and _rank(d) >= 3 for d in visit.decisions):
        yield f"the plan goes on, questions are open since {visit.told.questions_since}"
    for decision in visit.decisions:
        if _rank(decision) < 3:
            yield f"{decision.kind.value} of {decision.exercise or 'the plan'} with open questions"


@visit_check("H09-missing")
def no_step_up_without_every_answer(seen: SeenVisit) -> Iterator[str]:
    """A dose rises only after two sessions of which everything was told, the next morning too."""
    for decision in _ups(seen.visit):
        sessions = _last_sessions(seen.visit, decision.exercise or "", 2)
        if any(session.is_muddled for session in sessions) or seen.visit.told.muddled_on:
            continue
        if len(sessions) < 2:
            yield f"{decision.exercise} up after {len(sessions)} sessions"
        for session in sessions:
            name = decision.exercise or ""
            before = session.before if session.before is not None else _morning_of(session, seen.visit)
            answers = (before, session.during[name], session.pinch[name], session.after)
            others = (session.limp, session.analgesic, session.morning, session.night_waking)
            if any(answer is None for answer in (*answers, *others)):
                yield f"{name} up with an answer missing on {session.at.date()}"


def _morning_of(session: ToldSession, visit: Visit) -> float | None:
    """The morning check of the same day also says how the hip was before the session."""
    return next((score for day, score in visit.told.mornings if day == session.at.date()), None)


@visit_check("H09-sore")
def no_step_up_of_a_sore_hip(seen: SeenVisit) -> Iterator[str]:
    """No dose rises after pain over 2, any pinch, a limp or a bad night in its last two sessions."""
    for decision in _ups(seen.visit):
        name = decision.exercise or ""
        for session in _last_sessions(seen.visit, name, 2):
            if session.is_muddled:
                continue
            medicine = 1 if session.analgesic else 0
            felt = max(session.during[name] or 0, session.after or 0) + medicine
            if felt > 2 or session.pinch[name] or session.limp or session.night_waking:
                yield f"{name} up after pain {felt:g}, pinch {session.pinch[name]} on {session.at.date()}"


@visit_check("H09-stop")
def a_stop_is_never_hidden(seen: SeenVisit) -> Iterator[str]:
    """Pinch from 3, pain over 5, a limp; over 2 when landing or in the first six weeks after surgery.

    It stops that exercise whatever else is missing, until its dose was set anew after it. An exercise that
    is not in the plan, nor was done for a week, is stopped already.
    """
    visit = seen.visit
    items = {item.exercise: item for item in visit.plan.items}
    for decision in visit.decisions:
        name = decision.exercise
        if name is None or _rank(decision) >= 3:
            continue
        for session in _last_sessions(visit, name, 1):
            item = items.get(name)
            answered = item is not None and item.since is not None and item.since >= session.at
            is_out = item is None and visit.day - session.at.date() >= _WEEK
            if session.is_muddled or answered or is_out:
                continue
            why = _why_stop(session, name, visit)
            if why:
                yield f"{decision.kind.value} of {name} after {why} on {session.at.date()}"


def _why_stop(session: ToldSession, name: str, visit: Visit) -> str:
    medicine = 1 if session.analgesic else 0
    felt = max(session.during[name] or 0.0, session.after or 0.0) + medicine
    if (session.pinch[name] or 0) >= 3:
        return f"a pinch of {session.pinch[name]}"
    if session.limp:
        return "a limp"
    surgery = visit.intake.surgery
    early = visit.intake.is_post_operative and (
        surgery is None or surgery.date is None or (session.at.date() - surgery.date).days // 7 <= 6
    )
    limit = 2 if early or name in IMPACT else 5
    return f"pain {felt:g} over {limit}" if felt > limit and felt > medicine else ""


@visit_check("H09-morning")
def a_sore_morning_is_never_passed_over(seen: SeenVisit) -> Iterator[str]:
    """After a morning more than 1 over the middle of the last three, no exercise of that session rises."""
    visit = seen.visit
    if visit.told.muddled_on:
        return
    for decision in _ups(visit):
        for session in _last_sessions(visit, decision.exercise or "", 2):
            before = [score for day, score in visit.told.mornings if day <= session.at.date()][-3:]
            if len(before) < 3 or session.morning is None:
                continue
            usual = sorted(before)[1]
            if session.morning + (1 if session.analgesic else 0) > usual + 1:
                yield f"{decision.exercise} up after a morning of {session.morning:g}, usual {usual:g}"


@visit_check("H33-window")
def only_mornings_of_the_next_day_count(seen: SeenVisit) -> Iterator[str]:
    """The morning that lets a dose rise lies 6 to 36 hours after its session, whatever the clocks say."""
    for decision in _ups(seen.visit):
        for session in _last_sessions(seen.visit, decision.exercise or "", 2):
            if session.morning_at is not None:
                gap = session.morning_at - session.ended
                if not 6 * _HOUR <= gap <= 36 * _HOUR:
                    yield f"{decision.exercise} up with a morning {gap} after the session"


@visit_check("H32-emergency")
def no_emergency_is_dropped(seen: SeenVisit) -> Iterator[str]:
    """An open warning sign or open questions bring the person up at once."""
    visit = seen.visit
    waits = bool(visit.told.open_flags) or visit.told.questions_since is not None
    if waits and (visit.need is None or visit.need.urgency.value != "now"):
        yield f"nobody is called: {visit.need.step if visit.need else 'nothing'}"


@visit_check("H10-reason")
def every_decision_has_its_reason(seen: SeenVisit) -> Iterator[str]:
    """No decision without a reason and its source."""
    for decision in seen.visit.decisions:
        if not decision.reasons or any(not reason.source for reason in decision.reasons):
            yield f"{decision.kind.value} of {decision.exercise} without a reason"


def _decide_anew(seen: SeenVisit, change: Callable[[int, Entry], Entry | None]) -> dict[str | None, Decision]:
    """The decisions of the same day on a log of which each entry was changed or left out."""
    visit = seen.visit
    changed = (change(place, entry) for place, entry in enumerate(visit.log.entries))
    log = replace(visit.log, entries=tuple(entry for entry in changed if entry is not None))
    decisions = progress(visit.plan, log, visit.intake, visit.day, seen.catalogue)
    return {decision.exercise: decision for decision in decisions}


@visit_check("H11-medicine")
def medicine_never_makes_it_milder(seen: SeenVisit) -> Iterator[str]:
    """The same log with pain medicine before every session never gives a milder decision than without."""
    if not seen.is_sample:
        return

    def with_medicine(taken: bool) -> dict[str | None, Decision]:
        return _decide_anew(
            seen,
            lambda _, e: (
                replace(e, analgesic=taken)
                if isinstance(e, PainEntry) and e.when in ("before", "after") and e.analgesic is not taken
                else e
            ),
        )

    without, taken = with_medicine(False), with_medicine(True)
    for name, decision in taken.items():
        plain = without.get(name)
        if plain is not None and _ease(decision) < _ease(plain):
            yield f"{name}: {decision.kind.value} with medicine, {plain.kind.value} without"
    if _count_ups(taken) > _count_ups(without):
        yield f"{_count_ups(taken)} exercises rise with medicine, {_count_ups(without)} without"


def _ease(decision: Decision) -> int:
    """Strictness in which a step up and a hold are one: whose turn it is to rise may change."""
    return max(1, _rank(decision))


def _count_ups(decisions: Mapping[str | None, Decision]) -> int:
    return sum(decision.kind is DecisionKind.PROGRESS for decision in decisions.values())


@visit_check("H24-diary")
def a_generous_diary_decides_nothing(seen: SeenVisit) -> Iterator[str]:
    """With a fifth of the told later sets taken away, whatever eases or stops still does, nothing else.

    Whether a dose holds or rises may change: it hangs on what was done, and on how fast that grew.
    """
    if not seen.is_sample:
        return

    def without_some(place: int, entry: Entry) -> Entry | None:
        is_extra = isinstance(entry, SetEntry) and entry.number > 1
        return None if is_extra and place % 5 == 0 else entry

    fewer = _decide_anew(seen, without_some)
    for decision in seen.visit.decisions:
        other = fewer.get(decision.exercise)
        kinds = (decision.kind.value, other.kind.value if other is not None else decision.kind.value)
        if kinds[0] != kinds[1] and set(kinds) & set(_STRICT):
            yield f"{decision.exercise}: {kinds[0]} as told, {kinds[1]} with a fifth fewer sets"
