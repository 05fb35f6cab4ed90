"""The history of a plan: who changed what, when, why, and on whose authority; the newest first.

Revisions are kept whole; what is shown of one is how it differs from the one in force before it. Overrides
and delegations stand in between, since they decide what a plan may hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from hipwise.clinic.care.delegation import limits_words
from hipwise.clinic.care.local_time import day_words, local_day, moment_words, zone_of
from hipwise.clinic.care.models import (
    DecisionRecord,
    DelegationGrant,
    OverrideGrant,
    Patient,
    PlanRevision,
)
from hipwise.clinic.care.plan_changes import changes
from hipwise.clinic.care.today import is_screening_due
from hipwise.library.catalogue import Catalogue
from hipwise.plan.plan import Plan, plan_from_mapping

_SHOWN = 60
_AUTHORITY = PlanRevision.Authority


def plan_history(patient: Patient, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Everything that happened to the plan, for the desk. Three queries.

    Each: `kind` (revision, override, withdrawal, delegation, delegation-end), `title`, `who`, `at_words`,
    `reason`, `changes` (name, old_words, new_words, reason), `is_in_force`, `number`.
    """
    events = [
        *_revision_events(patient, catalogue),
        *_override_events(patient, catalogue),
        *_delegation_events(patient),
    ]
    return [
        {**event, "at_words": moment_words(patient, at)}
        for at, event in sorted(events, key=lambda pair: pair[0], reverse=True)
    ]


def own_plan_history(patient: Patient, now: datetime, catalogue: Catalogue) -> list[dict[str, Any]] | None:
    """How my plan changed, for the patient: what differs, who stands behind it, and why.

    None while the warning-sign questions are due: no dose is shown then. At most four queries.
    """
    rows = _signed(patient)
    if rows and is_screening_due(patient, _plan(rows[-1]), local_day(patient, now), catalogue):
        return None
    why = _decisions_behind(patient, rows)
    plans = [_plan(row) for row in rows]
    entries = []
    for row, plan, before in zip(rows, plans, [None, *plans[:-1]], strict=True):
        found = changes(before, plan, catalogue)
        if found or before is None:
            entries.append(
                {
                    "number": row.number,
                    "title": _finding(found, plan),
                    "who": _own_words(row),
                    "day_words": day_words(_local(patient, row).date()),
                    "is_first": before is None,
                    "is_in_force": row.status == PlanRevision.Status.SIGNED,
                    "changes": [
                        {**change, "decision": why.get((row.pk, change["exercise"]))} for change in found
                    ],
                }
            )
    return entries[::-1]


def _signed(patient: Patient) -> list[PlanRevision]:
    """The latest plans that were in force, the oldest first."""
    rows = PlanRevision.objects.filter(
        clinic_id=patient.clinic_id, patient_id=patient.pk, signed_at__isnull=False
    )
    return list(rows.select_related("signed_by").order_by("-number")[:_SHOWN])[::-1]


def _plan(row: PlanRevision) -> Plan:
    return plan_from_mapping(row.plan, "a signed plan")


def _decisions_behind(patient: Patient, rows: Sequence[PlanRevision]) -> dict[tuple[Any, str], Any]:
    """The decision that led to a revision, by revision and exercise."""
    found = DecisionRecord.objects.filter(
        clinic_id=patient.clinic_id, patient_id=patient.pk, result_id__in=[row.pk for row in rows]
    )
    return {
        (result, exercise): pk for result, exercise, pk in found.values_list("result_id", "exercise", "pk")
    }


def _revision_events(patient: Patient, catalogue: Catalogue) -> Iterable[tuple[datetime, dict[str, Any]]]:
    rows = _signed(patient)
    plans = [_plan(row) for row in rows]
    for row, plan, before in zip(rows, plans, [None, *plans[:-1]], strict=True):
        assert row.signed_at is not None
        yield (
            row.signed_at,
            {
                "kind": "revision",
                "title": f"Plan {row.number}",
                "number": row.number,
                "who": _who(row),
                "authority": row.authority,
                "reason": row.reason,
                "is_in_force": row.status == PlanRevision.Status.SIGNED,
                "changes": changes(before, plan, catalogue, for_desk=True),
                "is_first": before is None,
            },
        )


def _who(row: PlanRevision) -> str:
    """Who stands behind a revision, for the desk."""
    signer = str(row.signed_by) if row.signed_by else ""
    return {
        _AUTHORITY.CLINICIAN: f"Signed by {signer}",
        _AUTHORITY.DELEGATED: f"By rule, inside the limits of {signer}",
        _AUTHORITY.PATIENT_ALONE: f"Accepted by {signer}",
        _AUTHORITY.RULE: "By rule, since it only makes the plan easier",
    }[_AUTHORITY(row.authority)]


def _finding(found: Sequence[Mapping[str, Any]], plan: Plan) -> str:
    """What changed, as a headline."""
    if len(found) != 1:
        return f"{len(found)} exercises changed"
    (one,) = found
    item = next((item for item in plan.items if item.exercise == one["exercise"]), None)
    if item is None:
        return f"{one['name']} is left out"
    if not one["old_words"]:
        return f"{one['name']} is new" if one["new_words"] else f"{one['name']} has another place"
    change = {"up": "goes one step up", "eased": "is easier now"}.get(item.change or "", "changed")
    return f"{one['name']} {change}"


def _own_words(row: PlanRevision) -> str:
    """Who stands behind a revision, for the patient."""
    signer = str(row.signed_by) if row.signed_by else ""
    return {
        _AUTHORITY.CLINICIAN: f"{signer} signed it",
        _AUTHORITY.DELEGATED: f"A step that {signer} agreed to before",
        _AUTHORITY.PATIENT_ALONE: "You accepted it",
        _AUTHORITY.RULE: "Made easier at once, by rule",
    }[_AUTHORITY(row.authority)]


def _override_events(patient: Patient, catalogue: Catalogue) -> Iterable[tuple[datetime, dict[str, Any]]]:
    """Rules that were lifted for one line at once are one event."""
    rows = OverrideGrant.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    latest = list(rows.select_related("author", "withdrawal__author").order_by("-at", "exercise")[:_SHOWN])
    for _, together in groupby(latest, key=lambda grant: (grant.at, grant.exercise, grant.side)):
        grants = list(together)
        first, exercise = grants[0], catalogue.exercises.get(grants[0].exercise)
        name = exercise.name if exercise else first.exercise
        titles = [catalogue.rules[g.rule].title.lower() for g in grants if g.rule in catalogue.rules]
        who = f"{first.author}, ends on {day_words(first.expires_on)}"
        yield first.at, _event("override", f"Override, {name}: {', '.join(titles)}", who, first.reason)
        if hasattr(first, "withdrawal"):
            back = first.withdrawal
            yield back.at, _event("withdrawal", f"Override taken back, {name}", str(back.author), back.reason)


def _delegation_events(patient: Patient) -> Iterable[tuple[datetime, dict[str, Any]]]:
    rows = DelegationGrant.objects.filter(clinic_id=patient.clinic_id, patient_id=patient.pk)
    for grant in rows.select_related("author", "end__author").order_by("-at")[:_SHOWN]:
        said = limits_words(grant)
        limits = (
            f"{said[:1].upper()}{said[1:]}, up to phase {grant.phase}. Ends on {day_words(grant.expires_on)}."
        )
        yield grant.at, _event("delegation", "Steps up delegated", str(grant.author), limits)
        if hasattr(grant, "end"):
            yield grant.end.at, _event("delegation-end", "Delegation taken back", str(grant.end.author), "")


def _event(kind: str, title: str, who: str, reason: str) -> dict[str, Any]:
    return {"kind": kind, "title": title, "who": who, "reason": reason, "changes": []}


def _local(patient: Patient, row: PlanRevision) -> datetime:
    assert row.signed_at is not None
    return row.signed_at.astimezone(zone_of(patient))
