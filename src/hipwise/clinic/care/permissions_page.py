"""What the plan of one person may hold and do by exception: overrides, delegated steps, and its history."""

from datetime import date, datetime, timedelta
from typing import Any

from hipwise.clinic.care.delegation import FIELD_WORDS, delegation_card, standing_delegation
from hipwise.clinic.care.local_time import local_day
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.overrides import standing_rows
from hipwise.clinic.care.plan_history import plan_history
from hipwise.library.catalogue import Catalogue
from hipwise.plan.delegation import FIELDS, latest_end

_PHASES = (1, 2, 3, 4)


def permissions_page(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """Template therapist/plan_history.html: `patient`, `overrides`, `delegation`, `delegation_form`,
    `history`. Five queries.
    """
    day = local_day(patient, now)
    return {
        "patient": patient,
        "overrides": standing_rows(patient, day, catalogue),
        "override_latest": (day + timedelta(days=catalogue.setting("override.days"))).isoformat(),
        "tomorrow": (day + timedelta(days=1)).isoformat(),
        "delegation": delegation_card(standing_delegation(patient), day),
        "delegation_form": _form(day, catalogue),
        "history": plan_history(patient, catalogue),
    }


def _form(day: date, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "fields": [{"name": name, "words": f"Most {FIELD_WORDS[name]}"} for name in FIELDS],
        "phases": _PHASES,
        "earliest": (day + timedelta(days=1)).isoformat(),
        "latest": latest_end(day, catalogue).isoformat(),
        "calm_days": round(catalogue.setting("delegation.calm_days")),
    }
