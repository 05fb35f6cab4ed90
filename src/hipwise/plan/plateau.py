"""A plateau: for weeks no dose has risen although the hip is calm enough and sessions are done."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import mode

from hipwise.library.rule import Reason
from hipwise.plan.decision import Decision, DecisionKind
from hipwise.plan.look import Look
from hipwise.plan.plan import Plan


def last_step_up(plan: Plan) -> date:
    """The day of the last step up that stands in the plan, or the day on which the plan was made."""
    return max([plan.made_on, *(i.since.date() for i in plan.items if i.since and i.change == "up")])


def plateau_reason(decisions: Iterable[Decision], look: Look) -> Reason | None:
    """Why a clinician looks: days without a step up, and what most exercises are held by today.

    Nothing to say while a step up is proposed, while something is stricter than a hold (that is looked at
    anyway), when nothing was done, and after discharge, where doses stay.
    """
    if look.plan.is_maintenance:
        return None
    names = {item.exercise for item in look.plan.items}
    given = [decision for decision in decisions if decision.exercise in names]
    held = [decision for decision in given if decision.kind is DecisionKind.HOLD]
    days = (look.today - last_step_up(look.plan)).days
    if days < look.catalogue.setting("plateau_days") or len(held) < len(given) or not _is_trying(look):
        return None
    return look.reason("progress-plateau", days=days, brake=_most_frequent_brake(held, look))


def _is_trying(look: Look) -> bool:
    """Were there lately as many sessions as a step up needs?"""
    first = look.today - timedelta(days=look.catalogue.setting("gap_days"))
    lately = [session for session in look.sessions if session.day >= first]
    return len(lately) >= look.catalogue.setting("progress.min_sessions")


def _most_frequent_brake(held: Iterable[Decision], look: Look) -> str:
    """The title of the rule that holds most exercises, in small words."""
    rules = [decision.reasons[0].rule for decision in held if decision.reasons]
    return look.catalogue.rules[mode(rules) if rules else "progress-no-data"].title
