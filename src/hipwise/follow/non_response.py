"""The clock of non-response: after 6 weeks somebody looks, after 12 a further opinion is due.

First comes what was done, then whether it helped. People overstate what they did by about a quarter, so a
share between poor and enough is uncertain, and stays so: exercise that was not done has not been tried.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hipwise.follow.adherence import adherence
from hipwise.follow.outcome import ScoreOn, scores_in_log
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.history import Log
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import Intake
from hipwise.plan.plan import Plan

_IHOT12, _WORST = "ihot12", "nprs-worst-24h"


class Answer(StrEnum):
    """What the clock says."""

    EARLY = "early"
    BETTER = "better"
    ADHERENCE_FIRST = "adherence-first"
    UNCERTAIN = "uncertain"
    ASK = "ask"
    LOOK = "look"
    REFER = "refer"


@dataclass(frozen=True, slots=True)
class Response:
    """How the programme was answered.

    `share` of the sets done (0 to 1, as told) and both changes are None where they are not known. `ihot12` is
    the change in points (more is better), `pain` that of the worst pain of a day (less is better).
    """

    answer: Answer
    weeks: int
    share: float | None
    ihot12: float | None
    pain: float | None
    reason: Reason


def judge_response(
    plans: Plan | PlansInForce,
    log: Log,
    intake: Intake,
    today: date,
    catalogue: Catalogue,
    ihot12: float | None = None,
) -> Response:
    """The answer of that day. `ihot12` is its change where the caller knows it; otherwise the log says it."""
    weeks = weeks_in_programme(intake, today)
    window = round(catalogue.setting("non_response.window_days"))
    share = adherence(log, plans, today, window, catalogue).share
    change = ihot12 if ihot12 is not None else outcome_change(log, intake, today, catalogue)
    pain = pain_change(log, intake, today, catalogue)
    answer = _answer(weeks, share, change, pain, catalogue)
    facts = {
        "weeks": weeks,
        "share": "?" if share is None else round(share * 100),
        "limit": catalogue.setting("ihot12.mcii"),
        "change": _in_words(change, pain),
    }
    return Response(answer, weeks, share, change, pain, catalogue.reason(f"response-{answer.value}", **facts))


def _answer(
    weeks: int, share: float | None, ihot12: float | None, pain: float | None, catalogue: Catalogue
) -> Answer:
    if weeks < catalogue.setting("non_response.look_weeks"):
        return Answer.EARLY
    better = _is_better(ihot12, pain, catalogue)
    if better:
        return Answer.BETTER
    if share is None:
        return Answer.UNCERTAIN
    if share < catalogue.setting("adherence.poor"):
        return Answer.ADHERENCE_FIRST
    if share < catalogue.setting("adherence.min"):
        return Answer.UNCERTAIN
    if better is None:
        return Answer.ASK
    return Answer.REFER if weeks >= catalogue.setting("referral.weeks") else Answer.LOOK


def _is_better(ihot12: float | None, pain: float | None, catalogue: Catalogue) -> bool | None:
    """Is there a change that counts? The hip's own score decides; pain only where there is none."""
    if ihot12 is not None:
        return ihot12 >= catalogue.setting("ihot12.mcii")
    return None if pain is None else -pain >= catalogue.setting("nprs.minimal")


def _in_words(ihot12: float | None, pain: float | None) -> str:
    if ihot12 is not None:
        return f"iHOT-12 changed by {ihot12:+g}"
    return "no score was asked again" if pain is None else f"worst pain changed by {pain:+g} of 10"


def weeks_in_programme(intake: Intake, today: date) -> int:
    """Completed weeks up to that day; weeks not known at the intake count as none."""
    return (intake.weeks_in_programme or 0) + max(0, (today - intake.today).days) // 7


def outcome_change(log: Log, intake: Intake, today: date, catalogue: Catalogue) -> float | None:
    """The change of the iHOT-12 since the intake, points of 100; None unless it was asked at both ends.

    Where the intake has none, the first score of the log is where it began.
    """
    return _change(scores_in_log(_IHOT12, log, intake, today, catalogue))


def pain_change(log: Log, intake: Intake, today: date, catalogue: Catalogue) -> float | None:
    """The change of the worst pain of a day since the intake, points of 10; None unless asked again."""
    return _change(scores_in_log(_WORST, log, intake, today, catalogue))


def _change(scores: tuple[ScoreOn, ...]) -> float | None:
    return scores[-1].value - scores[0].value if len(scores) > 1 else None


def is_due_to_show(response: Response, catalogue: Catalogue) -> bool:
    """Does the answer come up by itself now? A further opinion always; the others at the two clocks."""
    if response.answer in (Answer.EARLY, Answer.BETTER):
        return False
    shown = catalogue.setting("non_response.shown_weeks")
    clocks = (catalogue.setting("non_response.look_weeks"), catalogue.setting("referral.weeks"))
    at_a_clock = any(clock <= response.weeks < clock + shown for clock in clocks)
    return response.answer is Answer.REFER or at_a_clock


def days_of_high_pain(log: Log, today: date, limit: float) -> int:
    """Days in a row up to today (or yesterday) on each of which pain of `limit` or more was told."""
    high = {day for day, worst in log.worst_of_days.items() if worst >= limit}
    day = today if today in high else today - timedelta(days=1)
    days = 0
    while day in high:
        days, day = days + 1, day - timedelta(days=1)
    return days
