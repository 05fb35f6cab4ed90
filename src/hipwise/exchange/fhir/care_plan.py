"""The plan as FHIR R4B: a Bundle with Patient, Goals, one ServiceRequest an exercise, and the CarePlan.

Each resource is built through the published model, so what leaves here has the model's shape. Nothing that
names or describes the person goes in, no diagnosis either; the Patient is an empty place for the receiver's
own. Everything is a proposal until somebody signs: status draft, intent proposal.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hipwise.exchange.dose_words import (
    dose_in_words,
    end_in_words,
    range_in_words,
    side_in_words,
    tempo_in_words,
)
from hipwise.exchange.fhir.dose_extension import dose_extension
from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.plan.plan import Plan, PlanItem, PlanStatus

EXERCISE_SYSTEM = "urn:hipwise:exercise"
GOAL_SYSTEM = "urn:hipwise:goal"
SNOMED = "http://snomed.info/sct"
_EXERCISE_THERAPY = {"system": SNOMED, "code": "229065009", "display": "Exercise therapy"}
_NAMESPACE = uuid.UUID("0d3a5b0e-9a39-5a2c-8a57-2b5d0c5f7e21")


def plan_bundle(
    plan: Plan, catalogue: Catalogue, goals: tuple[str, ...] = (), key: str = "", with_snomed: bool = False
) -> dict[str, Any]:
    """The plan as a FHIR collection Bundle, ready for `json.dumps`.

    `key` names whose plan it is and makes the ids stable; `with_snomed` adds SNOMED CT codes, which need a
    licence in many countries. Raises ValueError for a blocked plan: it orders nothing.
    """
    if plan.status is PlanStatus.BLOCKED:
        raise ValueError("expected a plan with exercises, got a blocked plan")
    from fhir.resources.R4B.bundle import Bundle

    ids = _Ids(f"{key}/{plan.made_on.isoformat()}")
    patient = ids.full_url("patient")
    goal_resources = {goal: _goal(plan, goal, patient, catalogue) for goal in goals}
    requests = [_service_request(plan, item, catalogue, patient, with_snomed) for item in plan.items]
    entries = [(patient, {"resourceType": "Patient", "active": True})]
    entries += [(ids.full_url(f"goal/{goal}"), resource) for goal, resource in goal_resources.items()]
    entries += [(ids.full_url(f"item/{i}"), resource) for i, resource in enumerate(requests)]
    care_plan = _care_plan(plan, patient, ids, goals)
    entries.append((ids.full_url("care-plan"), care_plan))
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": f"{plan.made_on.isoformat()}T00:00:00Z",
        "entry": [{"fullUrl": url, "resource": _checked(resource)} for url, resource in entries],
    }
    return _as_json(Bundle.model_validate(bundle))


class _Ids:
    """Stable identifiers: the same plan gives the same ones."""

    def __init__(self, plan_key: str) -> None:
        self._plan_key = plan_key

    def full_url(self, part: str) -> str:
        """The identifier of one part of the plan."""
        return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{self._plan_key}/{part}')}"


def _care_plan(plan: Plan, patient: str, ids: _Ids, goals: tuple[str, ...]) -> dict[str, Any]:
    notes = [*(reason.text for reason in plan.screening.limits), *plan.disclaimers]
    resource: dict[str, Any] = {
        "resourceType": "CarePlan",
        "status": "draft",
        "intent": "proposal",
        "title": "Exercise plan",
        "subject": {"reference": patient},
        "created": plan.made_on.isoformat(),
        "period": {"start": plan.made_on.isoformat(), "end": plan.screen_again_on.isoformat()},
        "activity": [{"reference": {"reference": ids.full_url(f"item/{i}")}} for i in range(len(plan.items))],
    }
    if goals:
        resource["goal"] = [{"reference": ids.full_url(f"goal/{goal}")} for goal in goals]
    if notes:
        resource["note"] = [{"text": text} for text in notes]
    return resource


def _goal(plan: Plan, goal: str, patient: str, catalogue: Catalogue) -> dict[str, Any]:
    known = catalogue.goals.get(goal)
    words = known.name if known else goal.replace("-", " ")
    return {
        "resourceType": "Goal",
        "lifecycleStatus": "proposed",
        "description": {"coding": [{"system": GOAL_SYSTEM, "code": goal}], "text": words},
        "subject": {"reference": patient},
        "startDate": plan.made_on.isoformat(),
    }


def _service_request(
    plan: Plan, item: PlanItem, catalogue: Catalogue, patient: str, with_snomed: bool
) -> dict[str, Any]:
    exercise = catalogue.exercise(item.exercise)
    coding = [{"system": EXERCISE_SYSTEM, "code": exercise.id, "display": exercise.name}]
    if with_snomed:
        coding.append(_EXERCISE_THERAPY)
    said = [dose_in_words(item, exercise), side_in_words(item, exercise), tempo_in_words(item, exercise)]
    said += [
        range_in_words(item).rstrip("."),
        end_in_words(item).rstrip("."),
        *(step.text.rstrip(".") for step in exercise.steps),
    ]
    resource: dict[str, Any] = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "category": [{"text": "Therapeutic exercise"}],
        "code": {"coding": coding, "text": exercise.name},
        "subject": {"reference": patient},
        "authoredOn": plan.made_on.isoformat(),
        "occurrenceTiming": _timing(plan, item),
        "bodySite": [{"text": "both hips" if item.side is Side.BOTH else f"{item.side.value} hip"}],
        "patientInstruction": ". ".join(text for text in said if text) + ".",
        "extension": [dose_extension(item)],
    }
    if item.reasons:
        resource["note"] = [{"text": reason.text} for reason in item.reasons]
    return resource


def _last_day(plan: Plan, item: PlanItem) -> date:
    """The day of the next look at the plan, or the last one of a line that ends before."""
    if item.expires_on is None:
        return plan.screen_again_on
    return min(plan.screen_again_on, max(plan.made_on, item.expires_on - timedelta(days=1)))


def _timing(plan: Plan, item: PlanItem) -> dict[str, Any]:
    repeat: dict[str, Any] = {
        "boundsPeriod": {"start": plan.made_on.isoformat(), "end": _last_day(plan, item).isoformat()},
        "frequency": 1,
        "period": 1,
        "periodUnit": "d",
        "dayOfWeek": list(item.days),
    }
    if item.minutes:
        repeat |= {"duration": item.minutes, "durationUnit": "min"}
    return {"repeat": repeat}


def _checked(resource: Mapping[str, Any]) -> Any:
    """The resource as its own published model, which refuses unknown elements and wrong types."""
    from fhir.resources.R4B.careplan import CarePlan
    from fhir.resources.R4B.goal import Goal
    from fhir.resources.R4B.patient import Patient
    from fhir.resources.R4B.servicerequest import ServiceRequest

    models: dict[str, Any] = {
        "CarePlan": CarePlan,
        "Goal": Goal,
        "Patient": Patient,
        "ServiceRequest": ServiceRequest,
    }
    return models[resource["resourceType"]].model_validate(resource)


def _as_json(resource: Any) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(resource.model_dump_json())
    return parsed
