"""What a clinician may do about a finding that stops signing: lift it, or read why nobody can."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hipwise.library.rule import Rule
from hipwise.library.side import Side
from hipwise.plan.lifting import why_without_effect
from hipwise.plan.lint import ERROR, LintFinding
from hipwise.plan.override import Override
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.situation import Situation

_ONE_SIDE = (Side.LEFT, Side.RIGHT)


def override_offers(
    findings: Sequence[LintFinding], plan: Plan, situation: Situation
) -> dict[LintFinding, dict[str, Any]]:
    """For each line with errors that may be lifted the form's values, at the first of these errors.

    A finding that could be lifted but for a missing fact has a `problem` instead. Warnings, findings about
    the whole plan and rules that nobody lifts have nothing.
    """
    offers: dict[LintFinding, dict[str, Any]] = {}
    first: dict[str, dict[str, Any]] = {}
    for finding in findings:
        rule = situation.catalogue.rules.get(finding.rule)
        item = next((one for one in plan.items if one.exercise == finding.item), None)
        if finding.severity != ERROR or item is None or rule is None or not rule.may_be_overridden:
            continue
        problem = _problem(item.exercise, item.side, rule.id, situation)
        if problem:
            offers[finding] = {"problem": problem}
        elif item.exercise in first:
            first[item.exercise]["rules"][rule.id] = rule.title
        else:
            first[item.exercise] = offers[finding] = _form(item, rule, situation)
    return offers


def _form(item: PlanItem, rule: Rule, situation: Situation) -> dict[str, Any]:
    today = situation.intake.today
    days = timedelta(days=situation.catalogue.setting("override.days"))
    return {
        "exercise": item.exercise,
        "side": item.side.value,
        "rules": {rule.id: rule.title},
        "earliest": (today + timedelta(days=1)).isoformat(),
        "latest": (today + days).isoformat(),
        "problem": "",
    }


def _problem(exercise_id: str, side: Side, rule: str, situation: Situation) -> str:
    """Why an override given today would lift nothing; empty when it would."""
    exercise, today = situation.catalogue.exercises[exercise_id], situation.intake.today
    wanted = Override(exercise_id, side, rule, reason="-", by="-", granted_on=today)
    sides = _ONE_SIDE if side is Side.BOTH else (side,)
    reasons = [why_without_effect(wanted, exercise, one, situation) for one in sides]
    standing = [reason.text for reason in reasons if reason is not None]
    return " ".join(dict.fromkeys(standing)) if len(standing) == len(reasons) else ""
