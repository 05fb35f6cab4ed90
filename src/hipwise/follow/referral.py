"""Why a further opinion may be due, beside the clock of non-response: what can wait days, not weeks."""

from collections.abc import Iterable, Iterator
from datetime import date

from hipwise.follow.non_response import Answer, Response, days_of_high_pain
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.overall import open_red_flags

_LOCKING = "locking-or-giving-way"


def referral_reasons(
    response: Response,
    log: Log,
    intake: Intake,
    decisions: Iterable[Decision],
    today: date,
    catalogue: Catalogue,
    is_wish: bool = False,
) -> tuple[Reason, ...]:
    """All reasons of that day, none when there is none. `is_wish`: the patient asks for it."""
    found = [response.reason] if response.answer is Answer.REFER else []
    found += _high_pain(log, today, catalogue)
    found += _steps_back(decisions, today, catalogue)
    if _LOCKING in open_red_flags(log, intake):
        found.append(catalogue.reason("referral-locking"))
    found += _wear(intake, catalogue)
    if is_wish:
        found.append(catalogue.reason("referral-wish"))
    return tuple(found)


def steps_back(decisions: Iterable[Decision], today: date, catalogue: Catalogue) -> int:
    """Steps back of the last `rescreen_days`, each exercise once a day."""
    days = catalogue.setting("rescreen_days")
    return len(
        {
            (decision.date, decision.exercise)
            for decision in decisions
            if decision.kind in (DecisionKind.REGRESS, DecisionKind.STOP)
            and decision.change is not None
            and 0 <= (today - decision.date).days < days
        }
    )


def _high_pain(log: Log, today: date, catalogue: Catalogue) -> Iterator[Reason]:
    limit = catalogue.setting("pain.red_flag_form")
    days = days_of_high_pain(log, today, limit)
    if days > catalogue.setting("referral.high_pain_days"):
        yield catalogue.reason("referral-high-pain", limit=limit, days=days)


def _steps_back(decisions: Iterable[Decision], today: date, catalogue: Catalogue) -> Iterator[Reason]:
    count = steps_back(decisions, today, catalogue)
    if count >= catalogue.setting("step_back.many"):
        yield catalogue.reason("referral-steps-back", count=count, days=catalogue.setting("rescreen_days"))


def _wear(intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    """Signs of wear: over the age, and the hip that hurts turns in less than the limit."""
    age, limit = catalogue.setting("referral.wear_age"), catalogue.setting("referral.rotation_deg")
    turns = [intake.tests.hip_internal_rotation_deg.of(side) for side in intake.symptomatic_sides]
    least = min((turn for turn in turns if turn is not None), default=None)
    if intake.person.age > age and least is not None and least < limit:
        yield catalogue.reason("referral-wear", age=age, value=least, limit=limit)
