"""What the plan editor shows: lines with their findings, the library for this hip, limits and changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hipwise.clinic.care.desk import Desk
from hipwise.clinic.care.draft_steps import steps_around
from hipwise.clinic.care.editor_line import editor_line
from hipwise.clinic.care.goals import goal_rows, open_goals
from hipwise.clinic.care.intake import latest_intake
from hipwise.clinic.care.limit_rows import limit_rows, phase_row, what_if_values
from hipwise.clinic.care.lint_item import lint_items
from hipwise.clinic.care.models import IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.override_offer import override_offers
from hipwise.clinic.care.plan_changes import changes, field_changes
from hipwise.clinic.care.plan_page import week_days
from hipwise.clinic.care.revisions import content_mark
from hipwise.clinic.care.shelf import shelf, shelf_filters
from hipwise.clinic.care.today import HIP_WORDS, phase_card
from hipwise.library.catalogue import Catalogue
from hipwise.plan.dose import ItemDose
from hipwise.plan.filling import minutes_budget
from hipwise.plan.intake import Intake
from hipwise.plan.lint import ERROR, LintFinding, lint_in
from hipwise.plan.plan import Plan, plan_from_mapping
from hipwise.plan.situation import Situation, assess_in_phase
from hipwise.plan.what_if import WhatIf, suppose, supposed_in_words

_NO_PLAN = "There is no plan yet. Finish the intake first."


@dataclass(frozen=True, slots=True)
class _Judged:
    """The plan on the desk, the one it is compared with, and the situation it is judged in."""

    patient: Patient
    open_: PlanRevision | None
    before: PlanRevision | None
    plan: Plan
    actual: Situation
    situation: Situation
    findings: tuple[LintFinding, ...]
    what_if: WhatIf

    @property
    def errors(self) -> list[LintFinding]:
        """What stops signing."""
        return [finding for finding in self.findings if finding.severity == ERROR]


def plan_editor(
    patient: Patient,
    desk: Desk | None,
    own: Mapping[str, ItemDose],
    today: date,
    catalogue: Catalogue,
    what_if: WhatIf | None = None,
) -> dict[str, Any]:
    """All values of the editor but the goals; without a plan only the patient and the reason.

    With a supposition every badge and check is that of the supposed limits, and nothing can be edited.
    """
    if desk is None:
        return _without_plan(patient)
    supposed = what_if or WhatIf()
    plan = plan_from_mapping(desk.base.plan, "the plan")
    actual = assess_in_phase(desk.intake, plan.phase, catalogue)
    situation = actual if supposed.is_empty else suppose(supposed, desk.intake, catalogue, plan.phase)
    findings = lint_in(plan.items, situation)
    judged = _Judged(patient, desk.open_, desk.compared_with, plan, actual, situation, findings, supposed)
    return {
        "patient": patient_heading(patient, desk.intake, plan, catalogue),
        "revision": {
            "id": str(desk.base.pk),
            "number": desk.base.number,
            "status": desk.base.status,
            "mark": content_mark(desk.base),
        },
        "today": today,
        **_lines_and_library(judged, own),
        **_checks(judged),
        **_limits(judged),
        **_comparison(judged),
        **_minutes(judged),
        "templates": sorted(catalogue.plan_templates.values(), key=lambda template: template.order),
        "steps": steps_around(desk.open_, plan),
        "can_edit": supposed.is_empty,
    }


def goal_part(patient: Patient, today: date, catalogue: Catalogue) -> dict[str, Any]:
    """The goals of the editor; one query. An edit leaves them as they are and does not ask."""
    return {
        "goals": goal_rows(open_goals(patient), today),
        "goal_first_look": catalogue.setting("goal.review_days"),
    }


def patient_heading(
    patient: Patient, intake: Intake | None, plan: Plan | None, catalogue: Catalogue
) -> dict[str, Any]:
    """Who it is about, in one line."""
    side = intake.symptomatic_side.value if intake else ""
    return {
        "id": str(patient.pk),
        "name": patient.name,
        "side": side,
        "side_words": HIP_WORDS.get(side, ""),
        "age": intake.person.age if intake else None,
        "phase": phase_card(plan.phase, catalogue) if plan and plan.phase else None,
        "is_locked": patient.is_locked,
        "has_account": patient.membership_id is not None,
    }


def _lines_and_library(judged: _Judged, own: Mapping[str, ItemDose]) -> dict[str, Any]:
    return {
        "items": [
            editor_line(place, item, judged.plan, judged.findings, judged.situation, own.get(item.exercise))
            for place, item in enumerate(judged.plan.items)
        ],
        "library": shelf(judged.plan, judged.situation, judged.actual, own),
        "filters": shelf_filters(judged.situation),
    }


def _checks(judged: _Judged) -> dict[str, Any]:
    shown = lint_items(judged.findings, judged.plan, judged.situation, judged.findings)
    problem = _sign_problem(judged)
    return {
        "findings": {
            "errors": _with_overrides([f for f in shown if f["severity"] == ERROR], judged),
            "warnings": [finding for finding in shown if finding["severity"] != ERROR],
            "passed": _passed(judged.plan, judged.findings),
        },
        "can_sign": not problem,
        "sign_problem": problem,
    }


def _with_overrides(shown: Sequence[Mapping[str, Any]], judged: _Judged) -> list[dict[str, Any]]:
    """The errors with what a clinician may override of them; of a supposed limit there is nothing to."""
    errors = judged.errors
    offers = override_offers(errors, judged.plan, judged.actual) if judged.what_if.is_empty else {}
    return [{**row, "override": offers.get(one)} for row, one in zip(shown, errors, strict=True)]


def _limits(judged: _Judged) -> dict[str, Any]:
    catalogue = judged.situation.catalogue
    rows = limit_rows(judged.plan, judged.situation)
    supposes = not judged.what_if.is_empty
    now = limit_rows(judged.plan, judged.actual) if supposes else rows
    actual = {row["name"]: row["value_words"] for row in now}
    return {
        "limits": [{**row, "was": _other(actual.get(row["name"]), row["value_words"])} for row in rows],
        "phase_now": phase_row(judged.situation),
        "what_if": None
        if judged.what_if.is_empty
        else {"said": [reason.text for reason in supposed_in_words(judged.what_if, catalogue)]},
        "what_if_now": what_if_values(judged.situation),
    }


def _other(was: str | None, now: str) -> str:
    return "" if was is None or was == now else was


def _comparison(judged: _Judged) -> dict[str, Any]:
    before = None if judged.before is None else plan_from_mapping(judged.before.plan, "the plan before")
    catalogue = judged.situation.catalogue
    is_shown = judged.open_ is not None or before is not None
    return {
        "before_number": judged.before.number if judged.before else None,
        "changes": changes(before, judged.plan, catalogue) if is_shown else [],
        "field_changes": field_changes(before, judged.plan, catalogue) if before is not None else [],
    }


def _minutes(judged: _Judged) -> dict[str, Any]:
    limit = minutes_budget(judged.situation)
    exercises = judged.situation.catalogue.exercises
    days = [
        {**day, "is_over": day["minutes"] > limit, "names": [exercises[e].name for e in day["exercises"]]}
        for day in week_days(judged.plan)
    ]
    return {
        "minutes": days,
        "minutes_most": max((day["minutes"] for day in days), default=0),
        "minutes_limit": limit,
    }


def _without_plan(patient: Patient) -> dict[str, Any]:
    record = latest_intake(patient)
    finished = record is not None and record.status == IntakeRecord.Status.FINISHED
    blocks: Sequence[Mapping[str, Any]] = ()
    if record is not None and finished:
        blocks = (record.screening or {}).get("blocks", ())
    problem = " ".join(block["text"] for block in blocks) if blocks else _NO_PLAN
    return {
        "patient": {
            "id": str(patient.pk),
            "name": patient.name,
            "side_words": "",
            "phase": None,
            "is_locked": patient.is_locked,
        },
        "revision": None,
        "items": [],
        "library": [],
        "findings": {"errors": [], "warnings": [], "passed": 0},
        "limits": [],
        "changes": [],
        "minutes": [],
        "minutes_limit": None,
        "templates": [],
        "can_edit": False,
        "can_sign": False,
        "can_propose": finished and not blocks,
        "sign_problem": problem,
    }


def _passed(plan: Plan, findings: Sequence[LintFinding]) -> int:
    """Lines without any finding."""
    named = {finding.item for finding in findings}
    return sum(1 for item in plan.items if item.exercise not in named)


def _sign_problem(judged: _Judged) -> str:
    """Why the plan cannot be signed now; empty when it can."""
    if not judged.what_if.is_empty:
        return "These limits are only supposed. Go back to the person's own before you sign."
    if judged.patient.is_locked:
        return "A red flag is open. Clear it before you sign."
    if judged.errors:
        return "Mend the red items before you sign."
    if not judged.plan.items:
        return "The plan has no exercises."
    if judged.open_ is None:
        return "This plan is signed. Edit it to begin a new draft."
    return ""
