"""From one phase to the next, or back to the one before: a proposal about the plan as a whole.

Up takes everything at once: the week, each sign of the phase that ends and of the one that begins, all
that earlier phases asked for, calm sessions in a row, and a week without a step back. Back takes one sign.
Phases are never skipped. A person accepts either; what only a person can see is asked from them then.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from hipwise.library.catalogue import Catalogue
from hipwise.library.phase import Phase
from hipwise.library.rule import Reason
from hipwise.plan.day_words import day_in_words
from hipwise.plan.dose_step import Change
from hipwise.plan.entry import PainEntry, pain_of
from hipwise.plan.flare import Flare
from hipwise.plan.history import Log, Session
from hipwise.plan.known_today import KnownToday
from hipwise.plan.pain_response import Verdict, session_decision
from hipwise.plan.phase import find_phase, phases_by_number
from hipwise.plan.plan import Plan
from hipwise.plan.session_pain import HipHistory, session_pain
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


@dataclass(frozen=True, slots=True)
class PhaseView:
    """What a change of phase is judged by: the plan, the log up to today, and what is known today."""

    plan: Plan
    log: Log
    sessions: tuple[Session, ...]
    history: HipHistory
    flares: tuple[Flare, ...]
    known: KnownToday
    today: date
    catalogue: Catalogue

    @property
    def phase(self) -> Phase:
        """The phase of the plan in force."""
        return phases_by_number(self.catalogue)[self.plan.phase]

    @property
    def following(self) -> Phase | None:
        """The next phase; None in the last one of the pathway."""
        highest = self.catalogue.pathways[self.plan.pathway].highest_phase
        number = self.plan.phase + 1
        return phases_by_number(self.catalogue).get(number) if number <= highest else None

    def reason(self, rule: str, **facts: object) -> Reason:
        """The reason a rule gives for these facts."""
        return self.catalogue.reason(rule, **facts)


def phase_change(view: PhaseView, overall: Verdict) -> PhaseChange | None:
    """What the rules say about the phase on that day; None while there is nothing to say.

    `overall` is the verdict on the plan as a whole: while it is stricter than calm no phase begins, and
    from a stop on nothing is said here. Before the next phase's week has come there is nothing to decide.
    """
    if view.plan.phase == 0 or overall >= Verdict.STOP:
        return None
    back = tuple(_back_reasons(view))
    if back and view.plan.phase > 1:
        return _back(view, back)
    following = view.following
    if following is None or not view.sessions or not is_week_there(following, view.known.intake):
        return None
    signs = door_signs(view.phase, following, view.known)
    missing = tuple(_missing(view, following, signs))
    if missing or overall is not Verdict.CALM:
        return PhaseChange(Verdict.HOLD, missing) if missing else None
    return _up(view, following, signs)


def _up(view: PhaseView, following: Phase, signs: tuple[Sign, ...]) -> PhaseChange:
    confirm = tuple(sign.text for sign in signs if sign.confirmed_by_person)
    there = (view.reason("phase-sign-there", sign=s.text, found=s.found_words) for s in signs if _is_there(s))
    looks = (view.reason("phase-confirm", sign=text) for text in confirm)
    reasons = (view.reason("phase-ready", next=following.name), *there, *looks)
    return PhaseChange(Verdict.CALM, reasons, Change("phase", view.plan.phase, following.number), confirm)


def _back(view: PhaseView, reasons: tuple[Reason, ...]) -> PhaseChange:
    before = phases_by_number(view.catalogue)[view.plan.phase - 1]
    proposed = view.reason("phase-back", before=before.name)
    change = Change("phase", view.plan.phase, before.number)
    return PhaseChange(Verdict.REGRESS, (*reasons, proposed), change)


def _is_there(sign: Sign) -> bool:
    return sign.state is SignState.YES


def _missing(view: PhaseView, following: Phase, signs: tuple[Sign, ...]) -> Iterator[Reason]:
    """All that still keeps the next phase from beginning."""
    for sign in signs:
        if not _is_there(sign) and not sign.confirmed_by_person:
            yield view.reason("phase-sign-missing", next=following.name, sign=sign.text, value=sign.value)
    yield from _lost(view, {sign.text for sign in signs})
    yield from _unsettled(view)


def _lost(view: PhaseView, asked: set[str]) -> Iterator[Reason]:
    """Signs of earlier phases that are not there any more, beyond those that the next door asks for."""
    found = find_phase(view.known.intake, view.catalogue)
    if found.number >= view.plan.phase:
        return
    for reason in found.reasons:
        sign = dict(reason.facts).get("sign")
        if sign is None:
            yield reason
        elif sign not in asked:
            yield view.reason("phase-sign-lost", sign=sign)


def _unsettled(view: PhaseView) -> Iterator[Reason]:
    """What the last sessions still lack: calm ones in a row, lately, and none that stepped back."""
    needed = int(view.catalogue.setting("phase.sessions"))
    days = view.catalogue.setting("phase.calm_days")
    lately = [s for s in view.sessions if (view.today - s.day).days < days]
    verdicts = [(session, _verdict(session, view)) for session in reversed(lately)]
    calm = len(list(takewhile(lambda seen: seen[1] is Verdict.CALM, verdicts)))
    if calm < needed:
        yield view.reason("phase-sessions", sessions=calm, needed=needed)
    sore = [session.day for session, verdict in verdicts if verdict >= Verdict.REGRESS]
    if sore:
        yield view.reason("phase-not-calm", day=day_in_words(max(sore)), days=days)


def _verdict(session: Session, view: PhaseView) -> Verdict:
    """The strictest verdict on any exercise of the session. One that somebody left out for pain holds."""
    pains = (session_pain(session, name, view.history, view.catalogue) for name in session.exercises)
    verdicts = [session_decision(pain, view.catalogue).verdict for pain in pains]
    if any(skip.reason in ("pain", "pinch") for skip in session.skips):
        verdicts.append(Verdict.HOLD)
    return max(verdicts, default=Verdict.HOLD)


def _back_reasons(view: PhaseView) -> Iterator[Reason]:
    """The signs of this phase that lead back, since the plan was made and within the last days."""
    for word in view.phase.back_signs:
        yield from BACK_SIGNS[word](view)


def _lately(view: PhaseView) -> list[PainEntry]:
    """The pain told in the last days since the plan was made; what came before it was known then."""
    since = max(view.plan.made_on, view.today - timedelta(days=view.catalogue.setting("phase.back_days") - 1))
    entries = (entry for entry in view.log.entries if since <= entry.at.date() <= view.today)
    return [pain for entry in entries if (pain := pain_of(entry)) is not None]


def _pinch(view: PhaseView) -> Iterator[Reason]:
    found = [(entry.pinch, entry.at.date()) for entry in _lately(view) if entry.pinch is not None]
    value, day = max(found, default=(0.0, view.today))
    if value >= view.catalogue.setting("pinch.stop"):
        yield view.reason("phase-back-pinch", value=value, day=day_in_words(day))


def _flare(view: PhaseView) -> Iterator[Reason]:
    days = view.catalogue.setting("phase.back_days")
    for flare in view.flares[-1:]:
        is_recent = (view.today - flare.started.date()).days < days or flare.ended is None
        if is_recent and flare.started.date() >= view.plan.made_on:
            yield view.reason("phase-back-flare", day=day_in_words(flare.started.date()))


def _limp(view: PhaseView) -> Iterator[Reason]:
    days = [entry.at.date() for entry in _lately(view) if entry.limp]
    if days:
        yield view.reason("phase-back-limp", day=day_in_words(max(days)))


def _swelling(view: PhaseView) -> Iterator[Reason]:
    days = [entry.at.date() for entry in _lately(view) if entry.swelling]
    if days:
        yield view.reason("phase-back-swelling", day=day_in_words(max(days)))


def _pain(view: PhaseView) -> Iterator[Reason]:
    limit, add = view.catalogue.setting("phase.back_pain"), view.catalogue.setting("pain.analgesic_add")
    felt = [
        (entry.score + (add if entry.analgesic else 0), entry.at.date(), entry.score)
        for entry in _lately(view)
        if entry.score is not None
    ]
    counted, day, score = max(felt, default=(0.0, view.today, 0.0))
    if counted > limit:
        yield view.reason("phase-back-pain", value=score, limit=limit, day=day_in_words(day))


# What leads back, by the word that a phase's content names.
BACK_SIGNS: Mapping[str, Callable[[PhaseView], Iterator[Reason]]] = {
    "pinch": _pinch,
    "flare": _flare,
    "limp": _limp,
    "swelling": _swelling,
    "pain": _pain,
}
