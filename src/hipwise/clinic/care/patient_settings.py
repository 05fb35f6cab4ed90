"""Thresholds of one patient in the clinic: who set which, why and when, and the rules' view of them.

They are kept with the patient as a list that only grows, so that every page has them without asking.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hipwise.clinic.care.local_time import local_day, short_day_words
from hipwise.clinic.care.models import Patient
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.library.setting import Setting
from hipwise.plan.given import Given, GivenError
from hipwise.plan.pain_response import accepted_pain
from hipwise.plan.patient_settings import (
    LONGEST_REASON,
    PatientSetting,
    catalogue_for,
    in_force,
    patient_setting_to_mapping,
    read_patient_setting,
    settable,
)

_PERCENT = 100


class ThresholdError(ValueError):
    """A threshold that cannot be set so; the text says why."""


def settings_of(patient: Patient) -> tuple[PatientSetting, ...]:
    """Everything that was set for the patient, the oldest first."""
    return tuple(read_patient_setting(Given("settings", one)) for one in patient.settings)


def values_of(patient: Patient) -> dict[str, float]:
    """The values that count today, by setting; only those that differ from the content."""
    return {name: one.value for name, one in in_force(settings_of(patient)).items() if one.value is not None}


def catalogue_of(patient: Patient, catalogue: Catalogue) -> Catalogue:
    """The catalogue as the rules ask it for this patient."""
    return catalogue_for(settings_of(patient), catalogue) if patient.settings else catalogue


@transaction.atomic
def set_threshold(
    patient: Patient, person: User, posted: Mapping[str, str], catalogue: Catalogue, now: datetime
) -> PatientSetting:
    """Set `setting` to `value` (empty: back to the usual one) for a `reason`. Raises ThresholdError."""
    if patient.clinic.is_solo:
        raise ThresholdError("Only a therapist sets limits for a person.")
    patient = Patient.objects.select_for_update().get(clinic_id=patient.clinic_id, pk=patient.pk)
    setting = _read(posted, str(person), local_day(patient, now).isoformat(), catalogue)
    try:
        catalogue_for((*settings_of(patient), setting), catalogue)
    except GivenError as error:
        raise ThresholdError(_sentence(error, setting, catalogue)) from None
    patient.settings = [*patient.settings, patient_setting_to_mapping(setting)]
    # What the rules looked at until now was read with other limits.
    patient.log_start = None
    patient.save(update_fields=["settings", "log_start"])
    return setting


def _read(posted: Mapping[str, str], by: str, day: str, catalogue: Catalogue) -> PatientSetting:
    reason, value = posted.get("reason", "").strip(), posted.get("value", "").strip()
    if not reason:
        raise ThresholdError("Write why. The reason stays with the limit.")
    if len(reason) > LONGEST_REASON:
        raise ThresholdError(f"Write the reason in at most {LONGEST_REASON} letters.")
    try:
        number = None if value == "" else float(value.replace(",", ".").removesuffix("%"))
    except ValueError:
        raise ThresholdError("Write the limit as a number.") from None
    known = settable(catalogue).get(posted.get("setting", ""))
    if number is not None and known is not None and _is_share(known):
        number /= _PERCENT
    raw = {"setting": posted.get("setting", ""), "value": number, "by": by, "reason": reason, "day": day}
    try:
        return read_patient_setting(Given("", raw))
    except GivenError as error:
        raise ThresholdError(f"{error.place.capitalize()}: expected {error.expected}.") from None


def _sentence(error: GivenError, setting: PatientSetting, catalogue: Catalogue) -> str:
    known = settable(catalogue).get(setting.setting)
    if known is None:
        return "This limit is the same for everybody."
    if "number" in error.expected:
        return f"{known.name}: choose {_number(known.low, known)} to {_number(known.high, known)}."
    return f"{known.name}: the aim, what is accepted and the stop have to stay in this order."


def threshold_rows(patient: Patient, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Each threshold that may be set: name, value, usual value, bounds, and who set it, why and when."""
    own = in_force(settings_of(patient))
    rows = [_row(setting, own.get(name)) for name, setting in settable(catalogue).items()]
    return sorted(rows, key=lambda row: not row["id"].startswith("pain."))


def band_words(phase: int, catalogue: Catalogue) -> str:
    """The bands that hold in that phase, in one line. The catalogue is the patient's."""
    aim, stop = catalogue.setting("pain.target"), catalogue.setting("pain.stop")
    accepted, pinch = accepted_pain(phase or 1, True, catalogue), catalogue.setting("pinch.stop")
    words = f"Aim up to {aim:g} of 10, accepted up to {accepted:g}, stop above {stop:g}"
    return f"{words}. A pinch stops from {pinch:g}."


def _number(value: float | None, setting: Setting) -> str:
    """The number as a clinician reads and writes it: shares in percent."""
    if value is None:
        return ""
    return f"{value * _PERCENT:g}%" if _is_share(setting) else f"{value:g}"


def _is_share(setting: Setting) -> bool:
    return setting.unit.startswith("share")


def _row(setting: Setting, own: PatientSetting | None) -> dict[str, Any]:
    value = setting.value if own is None or own.value is None else own.value
    return {
        "id": setting.id,
        "name": setting.name,
        "value": _number(value, setting),
        "usual": _number(setting.value, setting),
        "range_words": f"{_number(setting.low, setting)} to {_number(setting.high, setting)}",
        "is_own": own is not None,
        "reason": "" if own is None else own.reason,
        "by": "" if own is None else own.by,
        "day_words": "" if own is None else short_day_words(own.day),
    }
