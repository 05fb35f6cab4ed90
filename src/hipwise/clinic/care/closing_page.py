"""What closing the programme would leave: the small plan and the flare plan, or why it cannot be closed."""

from datetime import datetime
from typing import Any

from hipwise.clinic.care.aftercare import AftercareError, prepare_closing, told_flare_plan
from hipwise.clinic.care.local_time import short_day_words
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.today import item_document
from hipwise.exchange.dose_words import days_in_short
from hipwise.library.catalogue import Catalogue


def closing_page(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any]:
    """`patient`, `problem`, and without one `items` (with `days`), `why`, `flare_plan`, `again_words`."""
    try:
        closing = prepare_closing(patient, now, catalogue)
    except AftercareError as error:
        return {"patient": patient, "problem": str(error)}
    plan = closing.plan
    return {
        "patient": patient,
        "problem": "",
        "items": [{**item_document(item, catalogue), "days": days_in_short(item)} for item in plan.items],
        "why": [reason.text for reason in plan.phase_reasons],
        "flare_plan": told_flare_plan(closing.intake, catalogue),
        "again_words": short_day_words(plan.screen_again_on),
    }
