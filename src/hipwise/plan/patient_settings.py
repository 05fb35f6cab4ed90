"""Thresholds that a clinician set for one person, each with name, reason and day.

Published pain bands disagree, so the strict defaults of the content may be moved for a person, inside the
bounds that the content gives (`low`, `high`). Which settings may be moved is content (`per_patient`). What
was set is a view on the catalogue: every rule that asks a setting gets this person's value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hipwise.library.catalogue import Catalogue
from hipwise.library.setting import Setting
from hipwise.plan.given import Given, GivenError, show

LONGEST_REASON = 500
_LONGEST_NAME = 120
_KEYS = ("setting", "value", "by", "reason", "day")
# From the aim up to the stop no band may overtake the next one.
_AIM, _ACCEPTED, _STOP = "pain.target", "pain.accept.", "pain.stop"


@dataclass(frozen=True, slots=True)
class PatientSetting:
    """One threshold set by a clinician, in the setting's own unit; None goes back to the default."""

    setting: str
    value: float | None
    by: str
    reason: str
    day: date


def settable(catalogue: Catalogue) -> dict[str, Setting]:
    """The settings that may be set for one person, in the order of the content."""
    return {name: setting for name, setting in catalogue.settings.items() if setting.per_patient}


def read_patient_setting(given: Given) -> PatientSetting:
    """One entry of a list of settings. Raises GivenError; without a reason and a name there is none."""
    part = given.mapping(_KEYS)
    name, value = part["setting"], part["value"]
    if not isinstance(name.raw, str) or len(name.raw) > _LONGEST_NAME:
        name.refuse("the id of a setting", "write it like pain.target")
    return PatientSetting(
        setting=name.raw,
        value=None if value.is_missing else value.number(0, 100, "the setting's unit"),
        by=_required(part["by"], _LONGEST_NAME, "who set it", "name the clinician"),
        reason=_required(part["reason"], LONGEST_REASON, "a reason", "write why in one sentence"),
        day=part["day"].day(),
    )


def _required(given: Given, longest: int, expected: str, advice: str) -> str:
    if given.is_missing or not given.text(longest).strip():
        given.refuse(expected, advice)
    return given.text(longest).strip()


def patient_setting_to_mapping(setting: PatientSetting) -> dict[str, object]:
    """The setting as plain JSON values. `read_patient_setting` reads it back."""
    return {
        "setting": setting.setting,
        "value": setting.value,
        "by": setting.by,
        "reason": setting.reason,
        "day": setting.day.isoformat(),
    }


def in_force(settings: Iterable[PatientSetting]) -> dict[str, PatientSetting]:
    """Of several for the same threshold the last one, by day and then by place; defaults are left out."""
    last = {one.setting: one for one in sorted(settings, key=lambda one: one.day)}
    return {name: one for name, one in last.items() if one.value is not None}


def catalogue_for(settings: Iterable[PatientSetting], catalogue: Catalogue) -> Catalogue:
    """The catalogue as its rules ask it for this person. Raises GivenError for what may not be set."""
    return catalogue_with({name: one.value for name, one in in_force(settings).items()}, catalogue)


def catalogue_with(values: Mapping[str, object], catalogue: Catalogue) -> Catalogue:
    """The same for bare values by setting id, such as those that a page carries."""
    if not values:
        return catalogue
    may = settable(catalogue)
    known: dict[str, float] = {}
    for name, value in values.items():
        if name not in may:
            expected = f"one of {', '.join(may)}"
            raise GivenError("settings", expected, show(name), "only these may be set")
        place = f"settings, {name}"
        known[name] = _bounded(Given(place, value), may[name])
    view = catalogue.with_settings(known)
    _check_order(known, view)
    return view


def _bounded(given: Given, setting: Setting) -> float:
    """The value inside the bounds of the content; without bounds it may not be set at all."""
    low = setting.value if setting.low is None else setting.low
    high = setting.value if setting.high is None else setting.high
    return given.number(low, high, setting.unit)


def _check_order(values: Mapping[str, float], view: Catalogue) -> None:
    accepted = [name for name in settable(view) if name.startswith(_ACCEPTED)]
    pairs = [(_AIM, name) for name in accepted] + [(name, _STOP) for name in accepted]
    for lower, upper in pairs:
        low, high = view.setting(lower), view.setting(upper)
        if low > high and (lower in values or upper in values):
            expected, found = f"{lower} at most {upper}", f"{low:g} and {high:g}"
            raise GivenError(f"settings, {lower}", expected, found, "set both so that they are in order")
