"""The closed episode that a new set of answers carries on: what has happened since the discharge."""

from datetime import date
from typing import Any

from hipwise.clinic.care.local_time import zone_of
from hipwise.clinic.care.models import Entry, IntakeRecord
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import parse_intake
from hipwise.plan.reentry import Stage, find_stage


def with_episode(
    raw: dict[str, Any], record: IntakeRecord, day: date, catalogue: Catalogue
) -> dict[str, Any]:
    """The answers with the episode of the answers before them, brought up to that day.

    When they end the plan after discharge, a new programme begins on that day. Without an earlier episode
    nothing changes. Two queries. Raises IntakeError for answers that cannot be read.
    """
    earlier = IntakeRecord.objects.filter(
        clinic_id=record.clinic_id,
        patient_id=record.patient_id,
        number__lt=record.number,
        status=IntakeRecord.Status.FINISHED,
    )
    last = earlier.order_by("-number").first()
    episode = (last.intake or {}).get("episode") if last is not None else None
    if not episode:
        return raw
    if not episode.get("resumed_on"):
        flare = (raw.get("pain") or {}).get("flare_last_7_days")
        last_exercise = _last_exercise_on(record, date.fromisoformat(episode["discharged_on"]), day)
        episode = {**episode, "new_pain": flare, "last_exercise_on": last_exercise}
    answered = {**raw, "episode": episode}
    if find_stage(parse_intake(answered, "these answers"), catalogue).stage is Stage.REENTRY:
        answered["episode"] = {**episode, "resumed_on": episode.get("resumed_on") or day.isoformat()}
    return answered


def _last_exercise_on(record: IntakeRecord, first: date, last: date) -> str:
    """The last day with a set between the discharge and that day; the day of discharge without one."""
    rows = Entry.objects.filter(clinic_id=record.clinic_id, patient_id=record.patient_id, kind="set")
    at = rows.order_by("-at").values_list("at", flat=True).first()
    day = first if at is None else at.astimezone(zone_of(record.patient)).date()
    return min(max(day, first), last).isoformat()
