"""Whose sheet it is, who stands behind it, and where it leads back to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hipwise.exchange.handout.beside_words import BesideLine, line_from_mapping, line_to_mapping

SIGNERS = ("nobody", "clinician", "patient-alone", "rule", "delegated")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the sheet knows beside the plan; everything may be missing.

    `signed` is nobody, clinician, patient-alone, rule or delegated; `signed_by` and `signed_on` belong to it.
    `plan_address` and `exercise_addresses` (by exercise id) are printed as QR codes. `withheld` are the
    reasons why no dose may be printed now; `paused` the reasons, by exercise id, why one is left out.
    `beside` is what goes on beside the exercises.

    Raises ValueError for another `signed`.
    """

    name: str = ""
    clinic: str = ""
    phone: str = ""
    signed: str = "nobody"
    signed_by: str = ""
    signed_on: date | None = None
    plan_address: str = ""
    exercise_addresses: Mapping[str, str] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()
    paused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    beside: tuple[BesideLine, ...] = ()

    def __post_init__(self) -> None:
        if self.signed not in SIGNERS:
            raise ValueError(f"signed: expected one of {', '.join(SIGNERS)}, got {self.signed!r}")


NO_COVER = Cover()


def cover_at(server: str, exercises: Iterable[str], **known: Any) -> Cover:
    """A cover whose codes lead to the patient's own pages on that server; without a server there are none."""
    base = server.rstrip("/")
    if not base:
        return Cover(**known)
    addresses = {exercise: f"{base}/plan/{exercise}/" for exercise in exercises}
    return Cover(plan_address=f"{base}/today/", exercise_addresses=addresses, **known)


def cover_from_mapping(raw: Mapping[str, Any]) -> Cover:
    """The cover in parsed JSON. Raises TypeError for an unknown key, ValueError for a bad date."""
    day = raw.get("signed_on")
    return Cover(
        **{
            **raw,
            "signed_on": date.fromisoformat(day) if day else None,
            "withheld": tuple(raw.get("withheld", ())),
            "paused": {exercise: tuple(texts) for exercise, texts in raw.get("paused", {}).items()},
            "beside": tuple(line_from_mapping(line) for line in raw.get("beside", ())),
        }
    )


def cover_to_mapping(cover: Cover) -> dict[str, Any]:
    """The cover as plain JSON values; `cover_from_mapping` reads it back."""
    return {
        "name": cover.name,
        "clinic": cover.clinic,
        "phone": cover.phone,
        "signed": cover.signed,
        "signed_by": cover.signed_by,
        "signed_on": cover.signed_on.isoformat() if cover.signed_on else None,
        "plan_address": cover.plan_address,
        "exercise_addresses": dict(cover.exercise_addresses),
        "withheld": list(cover.withheld),
        "paused": {exercise: list(texts) for exercise, texts in cover.paused.items()},
        "beside": [line_to_mapping(line) for line in cover.beside],
    }
