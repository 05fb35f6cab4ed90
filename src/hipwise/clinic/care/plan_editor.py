"""What the plan editor shows: lines with their findings, the library for this hip, limits and changes."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from hipwise.clinic.care.dose_line import SIDE_WORDS, days_words, dose_line, dose_words
from hipwise.clinic.care.exercise_page import badge, default_sides, peak_words
from hipwise.clinic.care.figure_address import figure_urls
from hipwise.clinic.care.intake import latest_intake
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import IntakeRecord, Patient, PlanRevision
from hipwise.clinic.care.override_offer import override_offers
from hipwise.clinic.care.overrides import overridden_intake
from hipwise.clinic.care.plan_page import week_days
from hipwise.clinic.care.planning import ERROR
from hipwise.clinic.care.revisions import working_revisions
from hipwise.clinic.care.today import HIP_WORDS, phase_card, sides_of
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.plan.day_words import weekday_in_words
from hipwise.plan.intake import DAYS, Intake
from hipwise.plan.limits import hip_limits
from hipwise.plan.lint import LintFinding, lint
from hipwise.plan.plan import Plan, PlanItem, plan_from_mapping, reason_to_mapping
from hipwise.plan.situation import assess

_NO_PLAN = "There is no plan yet. Finish the intake first."


def plan_editor(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """All values of the editor; without a plan only the patient and the reason."""
    signed, open_ = working_revisions(patient)
    base = open_ or signed
    if base is None:
        return _without_plan(patient)
    intake = overridden_intake(base.intake, local_day(patient, now))
    plan = plan_from_mapping(base.plan, "the plan")
    situation = assess(intake, catalogue)
    in_force = plan_from_mapping(signed.plan, "the signed plan") if signed else None
    findings = lint(plan, intake, catalogue)
    errors = [finding for finding in findings if finding.severity == ERROR]
    offers = override_offers(errors, plan, situation)
    minutes = week_days(plan)
    return {
        "patient": patient_heading(patient, intake, plan, catalogue),
        "revision": {"id": str(base.pk), "number": base.number, "status": base.status},
        "items": [_line(place, item, plan, findings, catalogue) for place, item in enumerate(plan.items)],
        "library": [_shelf(exercise, plan, intake, catalogue) for exercise in catalogue.exercises.values()],
        "findings": {
            "errors": [
                {**_finding(finding, catalogue), "override": offers.get(finding)} for finding in errors
            ],
            "warnings": [_finding(f, catalogue) for f in findings if f.severity != ERROR],
            "passed": _passed(plan, findings),
        },
        "limits": limit_rows(intake, plan, catalogue),
        "changes": _changes(in_force, plan, catalogue) if open_ is not None else [],
        "minutes": minutes,
        "minutes_most": max((day["minutes"] for day in minutes), default=0),
        "minutes_limit": intake.minutes_per_day,
        "can_sign": open_ is not None and not errors and bool(plan.items) and not patient.is_locked,
        "sign_problem": _sign_problem(patient, open_, plan, errors),
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


def limit_rows(intake: Intake, plan: Plan, catalogue: Catalogue) -> list[dict[str, str]]:
    """The limits that the checks hold the plan against, with where each comes from."""
    limits = hip_limits(intake, catalogue)
    side = Side.RIGHT if intake.symptomatic_side is Side.BOTH else intake.symptomatic_side
    reasons = [reason.text for reason in limits.reasons[side]]
    rows = [
        ("Hip bend", f"{limits.of(side).flexion_cap_deg:g}°", " ".join(reasons) or "Default"),
        (
            "Pain in exercise",
            f"{catalogue.setting(f'pain.accept.p{plan.phase or 1}'):g} of 10",
            f"Phase {plan.phase}",
        ),
    ]
    if intake.minutes_per_day is not None:
        rows.append(("Minutes a day", f"{intake.minutes_per_day:g}", "The patient's wish"))
    return [{"name": name, "value_words": value, "source_words": source} for name, value, source in rows]


def _without_plan(patient: Patient) -> dict[str, Any]:
    record = latest_intake(patient)
    finished = record is not None and record.status == IntakeRecord.Status.FINISHED
    blocks = (record.screening or {}).get("blocks", ()) if record is not None and finished else ()
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
        "can_sign": False,
        "can_propose": finished and not blocks,
        "sign_problem": problem,
    }


def _line(
    place: int, item: PlanItem, plan: Plan, findings: Sequence[LintFinding], catalogue: Catalogue
) -> dict[str, Any]:
    exercise = catalogue.exercise(item.exercise)
    own = [finding for finding in findings if finding.item == item.exercise]
    return {
        **dose_line(item, exercise),
        "index": place,
        "side_choices": _side_choices(exercise),
        "day_choices": [
            {"value": day, "words": weekday_in_words(day)[:3], "chosen": day in item.days} for day in DAYS
        ],
        "range_words": f"{round(item.range_share * 100)} % of the way",
        "figure": figure_urls(exercise.id, sides_of(item, exercise), item.range_share)["thumb"],
        "findings": [_finding(finding, catalogue) for finding in own],
        "has_error": any(finding.severity == ERROR for finding in own),
        "reasons": [reason_to_mapping(reason) for reason in item.reasons],
        "before": max(0, place - 1),
        "after": min(len(plan.items) - 1, place + 1),
    }


def _side_choices(exercise: Exercise) -> list[dict[str, str]]:
    sides = (Side.BOTH,) if exercise.laterality is Laterality.BOTH_TOGETHER else tuple(Side)
    return [{"value": side.value, "words": SIDE_WORDS[side]} for side in sides]


def _shelf(exercise: Exercise, plan: Plan, intake: Intake, catalogue: Catalogue) -> dict[str, Any]:
    sides = default_sides(exercise, intake)
    is_in = any(item.exercise == exercise.id for item in plan.items)
    verdict, judged = badge(exercise, sides[0], plan, intake, catalogue)
    words = f"tier {exercise.tier}"
    if judged.reasons and verdict in ("blocked", "smaller-range"):
        words = peak_words(exercise, catalogue)
    elif verdict == "later":
        words = f"phase {exercise.restrictions.phase_min}"
    return {
        "id": exercise.id,
        "name": exercise.name,
        "group": exercise.group.value,
        "tier": exercise.tier,
        "badge": "in-plan" if is_in else verdict,
        "badge_words": words,
        "reasons": [reason.text for reason in judged.reasons],
        "figure": figure_urls(exercise.id, sides, 1.0)["thumb"],
        "can_add": not is_in and verdict != "blocked",
    }


def _finding(finding: LintFinding, catalogue: Catalogue) -> dict[str, Any]:
    exercise = catalogue.exercises.get(finding.item or "")
    rule = catalogue.rules.get(finding.rule)
    source = catalogue.sources.get(finding.source)
    return {
        **asdict(finding),
        "source": source.citation if source else finding.source,
        "name": exercise.name if exercise else "",
        "short": rule.title if rule else finding.rule,
    }


def _passed(plan: Plan, findings: Sequence[LintFinding]) -> int:
    """Lines without any finding."""
    named = {finding.item for finding in findings}
    return sum(1 for item in plan.items if item.exercise not in named)


def _changes(before: Plan | None, after: Plan, catalogue: Catalogue) -> list[dict[str, Any]]:
    """What the patient will notice: doses that differ, lines that come or go."""
    old = {item.exercise: item for item in before.items} if before else {}
    new = {item.exercise: item for item in after.items}
    rows = []
    for exercise in [*new, *(name for name in old if name not in new)]:
        was, will = _said(old.get(exercise), catalogue), _said(new.get(exercise), catalogue)
        if was != will:
            item = new.get(exercise)
            rows.append(
                {
                    "exercise": exercise,
                    "name": catalogue.exercise(exercise).name,
                    "old_words": was,
                    "new_words": will or "left out",
                    "reason": item.reasons[0].text if item and item.reasons else "",
                }
            )
    return rows


def _said(item: PlanItem | None, catalogue: Catalogue) -> str:
    if item is None:
        return ""
    return (
        f"{SIDE_WORDS[item.side]}, {dose_words(item, catalogue.exercise(item.exercise))}, {days_words(item)}"
    )


def _sign_problem(
    patient: Patient, open_: PlanRevision | None, plan: Plan, errors: Sequence[LintFinding]
) -> str:
    if patient.is_locked:
        return "A red flag is open. Clear it before you sign."
    if errors:
        return "Mend the red items before you sign."
    if not plan.items:
        return "The plan has no exercises."
    if open_ is None:
        return "This plan is signed. Edit it to begin a new draft."
    return ""
