"""The FHIR extension that carries a dose: FHIR's Timing knows days, but no sets or holds.

Documented for readers of our files in `docs/for-developers/fhir.md`.
"""

from typing import Any

from hipwise.plan.plan import PlanItem

EXERCISE_DOSE = "urn:hipwise:fhir:exercise-dose"
SECONDS = {"unit": "s", "system": "http://unitsofmeasure.org", "code": "s"}


def dose_extension(item: PlanItem) -> dict[str, Any]:
    """The dose of an item as one complex extension."""
    parts: list[dict[str, Any]] = [
        {"url": "sets", "valuePositiveInt": item.sets},
        {"url": "repetitions", "valuePositiveInt": item.repetitions},
        {"url": "hold", "valueQuantity": {"value": item.hold_s, **SECONDS}},
        {"url": "rest", "valueQuantity": {"value": item.rest_s, **SECONDS}},
        {"url": "side", "valueCode": item.side.value},
        {"url": "rangeShare", "valueDecimal": item.range_share},
    ]
    if item.tempo.strip():
        parts.append({"url": "tempo", "valueString": item.tempo})
    if item.first_side is not None:
        parts.append({"url": "firstSide", "valueCode": item.first_side.value})
    return {"url": EXERCISE_DOSE, "extension": parts}
