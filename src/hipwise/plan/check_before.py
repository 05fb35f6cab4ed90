"""What is told before a session that was not done yet: no dose rises on it, and a loud hip rests that day."""

from collections.abc import Iterator
from datetime import date

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.entry import PainEntry, SetEntry
from hipwise.plan.history import Log, since_day
from hipwise.plan.medicine import counted_score
from hipwise.plan.pain_response import Verdict, accepted_pain


def check_before_session(
    log: Log, phase: int, today: date, catalogue: Catalogue
) -> list[tuple[Verdict, Reason]]:
    """The verdicts of today's answers before a session, as long as no set has followed them.

    Once sets have followed, the session answers for itself.
    """
    checks = [entry for entry in since_day(log.of(PainEntry), today) if entry.when == "before"]
    if not checks or any(entry.at >= checks[-1].at for entry in since_day(log.of(SetEntry), today)):
        return []
    return [found for check in checks for found in _answers(check, phase, catalogue)]


def _answers(check: PainEntry, phase: int, catalogue: Catalogue) -> Iterator[tuple[Verdict, Reason]]:
    stop, small = catalogue.setting("pinch.stop"), catalogue.setting("pinch.small")
    if check.pinch is not None and check.pinch >= stop:
        yield Verdict.STOP, catalogue.reason("pain-pinch", value=check.pinch, limit=stop)
    elif check.pinch is not None and check.pinch >= small:
        yield Verdict.HOLD, catalogue.reason("pain-pinch-elsewhere", value=check.pinch)
    counted, stop = counted_score(check, catalogue), catalogue.setting("pain.stop")
    if counted is None:
        return
    if counted > stop:
        yield Verdict.STOP, catalogue.reason("pain-over-stop", value=check.score, limit=stop)
    elif counted > (limit := accepted_pain(phase, False, catalogue)):
        yield Verdict.HOLD, catalogue.reason("pain-outside-exercise", value=check.score, limit=limit)
