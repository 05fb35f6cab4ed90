"""What is told before a session that was not done yet: no dose rises on it, and a loud hip rests that day."""

from collections.abc import Iterator
from datetime import date

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.entry import PainEntry, SetEntry
from hipwise.plan.history import Log, since_day
from hipwise.plan.medicine import counted_score
from hipwise.plan.pain_response import Verdict, accepted_pain, over_stop_reasons
from hipwise.plan.session_pain import HipHistory, felt_pinch, is_nerve


def check_before_session(
    log: Log, history: HipHistory, phase: int, today: date, catalogue: Catalogue
) -> list[tuple[Verdict, Reason]]:
    """The verdicts of today's answers before a session, as long as no set has followed them.

    Once sets have followed, the session answers for itself.
    """
    checks = [entry for entry in since_day(log.of(PainEntry), today) if entry.when == "before"]
    if not checks or any(entry.at >= checks[-1].at for entry in since_day(log.of(SetEntry), today)):
        return []
    return [found for check in checks for found in _answers(check, history, phase, catalogue)]


def _answers(
    check: PainEntry, history: HipHistory, phase: int, catalogue: Catalogue
) -> Iterator[tuple[Verdict, Reason]]:
    yield from _pinch_answers(check, catalogue)
    if is_nerve(check):
        yield Verdict.HOLD, catalogue.reason("pain-nerve")
    if check.swelling:
        yield Verdict.HOLD, catalogue.reason("pain-swelling")
    counted = counted_score(check, catalogue)
    if check.score is None or counted is None:
        return
    week = history.postoperative_week(check.at.date())
    is_operated = history.intake.is_post_operative
    stops = list(over_stop_reasons(check.score, counted, is_operated, week, catalogue))
    yield from ((Verdict.STOP, reason) for reason in stops)
    if not stops and counted > (limit := accepted_pain(phase, False, catalogue)):
        yield Verdict.HOLD, catalogue.reason("pain-outside-exercise", value=check.score, limit=limit)


def _pinch_answers(check: PainEntry, catalogue: Catalogue) -> Iterator[tuple[Verdict, Reason]]:
    pinch, stop = felt_pinch(check), catalogue.setting("pinch.stop")
    if pinch is not None and pinch >= stop:
        yield Verdict.STOP, catalogue.reason("pain-pinch", value=pinch, limit=stop)
    elif pinch is not None and pinch >= catalogue.setting("pinch.small"):
        yield Verdict.HOLD, catalogue.reason("pain-pinch-elsewhere", value=pinch)
