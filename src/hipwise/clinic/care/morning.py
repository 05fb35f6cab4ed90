"""The next-morning check as a form, and as the entry that it becomes."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from hipwise.clinic.care.local_time import zone_of
from hipwise.clinic.care.models import Patient

_YES_NO = [("", "No answer"), ("yes", "Yes"), ("no", "No")]
_SCALE = [(str(score), str(score)) for score in range(11)]


class MorningForm(forms.Form):
    """Pain this morning, and four questions that may stay open."""

    score = forms.ChoiceField(label="Hip pain this morning?", choices=_SCALE)
    pinched = forms.ChoiceField(label="A pinch in front?", choices=_YES_NO, required=False)
    pinch = forms.ChoiceField(
        label="How strong was the pinch?", choices=[("", "No answer"), *_SCALE], required=False
    )
    limp = forms.ChoiceField(label="Do you limp?", choices=_YES_NO, required=False)
    night_waking = forms.ChoiceField(label="Did the hip wake you?", choices=_YES_NO, required=False)
    analgesic = forms.ChoiceField(label="Did you take pain medicine?", choices=_YES_NO, required=False)


def morning_entry(
    answers: Mapping[str, Any],
    entry_id: str,
    patient: Patient,
    now: datetime,
    earlier: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """The log entry of a morning check; a correction when this morning was answered before.

    A question without an answer stays out: it is not known, and not no.
    """
    uuid.UUID(entry_id)
    entry: dict[str, Any] = {"kind": "pain", "when": "next_morning", "score": int(answers["score"])}
    if answers["pinched"] == "no":
        entry["pinch"] = 0
    elif answers["pinch"]:
        entry["pinch"] = int(answers["pinch"])
    for name in ("limp", "night_waking", "analgesic"):
        if answers[name]:
            entry[name] = answers[name] == "yes"
    head = {"id": entry_id, "at": now.astimezone(zone_of(patient)).isoformat(timespec="seconds")}
    if earlier is None:
        return {**head, **entry}
    return {**head, "kind": "correction", "supersedes": earlier["id"], "entry": entry}
