"""From one phase to the next, or back to the one before: a proposal about the plan as a whole.

Up takes everything at once: the week, each sign of the phase that ends and of the one that begins, all
that earlier phases asked for, calm sessions in a row, and a week without a step back. Back takes one sign.
Phases are never skipped. A phase stands for some days before the next one is proposed: a sore answer to new
doses comes late, and a plan that goes up and down within a week teaches nobody what the hip bears. The way
back never waits. A person accepts either; what only a person can see is asked from them then.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile

from hipwise.library.phase import Phase
from hipwise.library.rule import Reason
from hipwise.plan.day_words import day_in_words
from hipwise.plan.dose_step import Change
from hipwise.plan.entry import PainEntry
from hipwise.plan.history import Session, is_for_pain, sessions_since, since_day
from hipwise.plan.look import Look
from hipwise.plan.medicine import counted_score
from hipwise.plan.pain_response import Verdict
from hipwise.plan.phase import find_phase, phases_by_number
from hipwise.plan.session_pain import felt_pinch
from hipwise.plan.sign import Sign, SignState, door_signs, is_week_there


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """What the rules say about the phase: CALM is the next phase, REGRESS the one before, HOLD neither.

    `change` names the phases, None for a hold. `to_confirm` are the signs that a person has to see first.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    change: Change | None = None
    to_confirm: tuple[str, ...] = ()


def phase_change(look: Look, overall: Verdict) -> PhaseChange | None:
    """What the rules say about the phase on that day; None while there is nothing to say.

    `overall` is the verdict on the plan as a whole: while it is stricter than calm no phase begins, and
    from a stop on nothing is said here. Before the next phase's week has come there is nothing to decide.
    """
    if look.plan.phase == 0 or look.plan.is_maintenance or overall >= Verdict.STOP:
        return None
    back = tuple(_back_reasons(look))
    if back and look.plan.phase > 1:
        return _back(look, back)
    following = _following(look)
    if following is None or not look.sessions or not is_week_there(following, look.known.intake):
        return None
    signs = door_signs(_phase(look), following, look.known)
    missing = tuple(_missing(look, following, signs))
    if missing or overall is not Verdict.CALM:
        return PhaseChange(Verdict.HOLD, missing) if missing else None
    return _up(look, following, signs)


def _phase(look: Look) -> Phase:
    """The phase of the plan in force."""
    return phases_by_number(look.catalogue)[look.plan.phase]


def _following(look: Look) -> Phase | None:
    """The next phase; None in the last one of the pathway, or in the last that a person begins alone."""
    highest = look.catalogue.pathways[look.plan.pathway].highest_phase
    if look.plan.without_therapist:
        highest = min(highest, round(look.catalogue.setting("phase.highest_alone")))
    number = look.plan.phase + 1
    return phases_by_number(look.catalogue).get(number) if number <= highest else None


def _up(look: Look, following: Phase, signs: tuple[Sign, ...]) -> PhaseChange:
    confirm = tuple(sign.text for sign in signs if sign.confirmed_by_person)
    there = (look.reason("phase-sign-there", sign=s.text, found=s.found_words) for s in signs if _is_there(s))
    looks = (look.reason("phase-confirm", sign=text) for text in confirm)
    reasons = (look.reason("phase-ready", next=following.name), *there, *looks)
    return PhaseChange(Verdict.CALM, reasons, Change("phase", look.plan.phase, following.number), confirm)


def _back(look: Look, reasons: tuple[Reason, ...]) -> PhaseChange:
    before = phases_by_number(look.catalogue)[look.plan.phase - 1]
    proposed = look.reason("phase-back", before=before.name)
    change = Change("phase", look.plan.phase, before.number)
    return PhaseChange(Verdict.REGRESS, (*reasons, proposed), change)


def _is_there(sign: Sign) -> bool:
    return sign.state is SignState.YES


def _missing(look: Look, following: Phase, signs: tuple[Sign, ...]) -> Iterator[Reason]:
    """All that still keeps the next phase from beginning."""
    for sign in signs:
        if not _is_there(sign) and not sign.confirmed_by_person:
            yield look.reason("phase-sign-missing", next=following.name, sign=sign.text, value=sign.value)
    yield from _lost(look, {sign.text for sign in signs})
    yield from _too_new(look)
    yield from _unsettled(look)


def _too_new(look: Look) -> Iterator[Reason]:
    """The plan of this phase has not stood long enough to show how the hip answers it."""
    days = look.catalogue.setting("phase.stay_days")
    if (look.today - look.plan.made_on).days < days:
        yield look.reason("phase-too-new", day=day_in_words(look.plan.made_on), days=days)


def _lost(look: Look, asked: set[str]) -> Iterator[Reason]:
    """What keeps the person in this phase or an earlier one, beyond the signs that the next door asks for.

    A sign of an earlier phase that is lost; and after discharge the time that has to go by again.
    """
    found = find_phase(look.known.intake, look.catalogue)
    if found.number > look.plan.phase:
        return
    for reason in found.reasons:
        sign = dict(reason.facts).get("sign")
        if sign is None:
            yield reason
        elif sign not in asked:
            yield look.reason("phase-sign-lost", sign=sign)


def _unsettled(look: Look) -> Iterator[Reason]:
    """What the last sessions still lack: calm ones in a row, lately, and none that stepped back."""
    needed = int(look.catalogue.setting("phase.sessions"))
    days = look.catalogue.setting("phase.calm_days")
    lately = sessions_since(look.sessions, look.today - timedelta(days=days - 1))
    verdicts = [(session, _verdict(session, look)) for session in reversed(lately)]
    calm = len(list(takewhile(lambda seen: seen[1] is Verdict.CALM, verdicts)))
    if calm < needed:
        yield look.reason("phase-sessions", sessions=calm, needed=needed)
    sore = [session.day for session, verdict in verdicts if verdict >= Verdict.REGRESS]
    if sore:
        yield look.reason("phase-not-calm", day=day_in_words(max(sore)), days=days)


def _verdict(session: Session, look: Look) -> Verdict:
    """The strictest verdict on any exercise of the session. One that somebody left out for pain holds."""
    verdicts = [look.response(session, name).verdict for name in session.exercises]
    if any(is_for_pain(skip) for skip in session.skips):
        verdicts.append(Verdict.HOLD)
    return max(verdicts, default=Verdict.HOLD)


def _back_reasons(look: Look) -> Iterator[Reason]:
    """The signs of this phase that lead back, since the plan was made and within the last days."""
    for word in _phase(look).back_signs:
        yield from BACK_SIGNS[word](look)


def _lately(look: Look) -> list[PainEntry]:
    """The pain told in the last days since the plan was made; what came before it was known then."""
    since = max(look.plan.made_on, look.today - timedelta(days=look.catalogue.setting("phase.back_days") - 1))
    return [pain for pain in since_day(look.log.told_pains, since) if pain.at.date() <= look.today]


def _pinch(look: Look) -> Iterator[Reason]:
    told = [(felt_pinch(entry), entry.at.date()) for entry in _lately(look)]
    value, day = max([(pinch, day) for pinch, day in told if pinch is not None], default=(0.0, look.today))
    if value >= look.catalogue.setting("pinch.stop"):
        yield look.reason("phase-back-pinch", value=value, day=day_in_words(day))


def _flare(look: Look) -> Iterator[Reason]:
    """A flare counts from where it is one with or without medicine: taking some makes none older."""
    days = look.catalogue.setting("phase.back_days")
    for flare in look.flares[-1:]:
        since = flare.surely_from.date()
        is_recent = (look.today - since).days < days or flare.ended is None
        if is_recent and since >= look.plan.made_on:
            yield look.reason("phase-back-flare", day=day_in_words(flare.started.date()))


def _limp(look: Look) -> Iterator[Reason]:
    days = [entry.at.date() for entry in _lately(look) if entry.limp]
    if days:
        yield look.reason("phase-back-limp", day=day_in_words(max(days)))


def _swelling(look: Look) -> Iterator[Reason]:
    days = [entry.at.date() for entry in _lately(look) if entry.swelling]
    if days:
        yield look.reason("phase-back-swelling", day=day_in_words(max(days)))


def _pain(look: Look) -> Iterator[Reason]:
    limit = look.catalogue.setting("phase.back_pain")
    felt = [
        (counted, entry.at.date(), entry.score or 0.0)
        for entry in _lately(look)
        if (counted := counted_score(entry, look.catalogue)) is not None
    ]
    counted, day, score = max(felt, default=(0.0, look.today, 0.0))
    if counted > limit:
        yield look.reason("phase-back-pain", value=score, limit=limit, day=day_in_words(day))


# What leads back, by the word that a phase's content names.
BACK_SIGNS: Mapping[str, Callable[[Look], Iterator[Reason]]] = {
    "pinch": _pinch,
    "flare": _flare,
    "limp": _limp,
    "swelling": _swelling,
    "pain": _pain,
}
