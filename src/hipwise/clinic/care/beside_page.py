"""Beside the exercises: running behind its gate, walking and the like, for the patient and at the desk."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hipwise.clinic.care.decisions import log_and_decide
from hipwise.clinic.care.local_time import local_day, short_day_words, zone_of
from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.own_entry import write_entry
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.recent_log import recent_log
from hipwise.clinic.care.revisions import signed_revision
from hipwise.clinic.people.models import User
from hipwise.library.catalogue import Catalogue
from hipwise.plan.activity import ActivityNow
from hipwise.plan.beside import Beside, beside_today
from hipwise.plan.entry import RunEntry, WalkEntry
from hipwise.plan.history import Log
from hipwise.plan.intake import parse_intake
from hipwise.plan.look import look_at
from hipwise.plan.plan import plan_from_mapping
from hipwise.plan.running import RunningToday, step_words
from hipwise.plan.sign import Sign

_RUNNING = "running"
_OF_A_PERSON = ("run-go-ahead", "run-surgeon")
_LOGGED = {"run": ("step", "score", "after", "pinch", "swelling", "limp"), "walk": ("minutes", "score")}
_SHOWN_LOGGED = 8


class BesideError(ValueError):
    """Something that cannot be logged or opened so; the text says why."""


def beside_page(patient: Patient, now: datetime, catalogue: Catalogue) -> dict[str, Any] | None:
    """Templates patient/beside.html and therapist/running.html; None without a plan in force. Three queries.

    `running` (or None): is_open, signs, step, against, reasons; `walk`, `activities`; `logged`: the latest
    runs and walks.
    """
    revision = signed_revision(patient)
    if revision is None:
        return None
    day = local_day(patient, now)
    log = recent_log(patient, day, catalogue)
    beside = _beside(revision, log, day, catalogue_of(patient, catalogue))
    return {
        "patient": {"id": str(patient.pk), "name": patient.name},
        "is_after_surgery": revision.intake.stated["pathway"] == "post-operative",
        "running": None if beside.running is None else _running(beside.running, day),
        "walk": None
        if beside.walk is None
        else {"minutes": beside.walk.minutes, "reason": beside.walk.reason.text},
        "activities": [_activity(each, beside.shortest(each), catalogue) for each in beside.activities],
        "logged": _logged(log, day),
    }


def beside_on(patient: Patient, revision: PlanRevision, day: date, catalogue: Catalogue) -> Beside:
    """What goes on beside the exercises on that day, with `revision` in force. One query."""
    return _beside(revision, recent_log(patient, day, catalogue), day, catalogue_of(patient, catalogue))


def _beside(revision: PlanRevision, log: Log, day: date, catalogue: Catalogue) -> Beside:
    plan = plan_from_mapping(revision.plan, "the signed plan")
    intake = parse_intake(revision.intake.stated, "the stored intake")
    return beside_today(look_at(plan, log, intake, day, catalogue))


def _logged(log: Log, day: date) -> list[dict[str, Any]]:
    """The latest runs and walks, the newest first; those of today can be changed."""
    entries = [entry for entry in log.entries if isinstance(entry, RunEntry | WalkEntry)]
    rows = [_logged_run(e) if isinstance(e, RunEntry) else _logged_walk(e) for e in reversed(entries)]
    days = [entry.at.date() for entry in reversed(entries)]
    dated = zip(rows, days, strict=True)
    return [
        {**row, "day_words": short_day_words(at), "is_today": at == day}
        for row, at in list(dated)[:_SHOWN_LOGGED]
    ]


def _logged_run(run: RunEntry) -> dict[str, Any]:
    scores = (("Pain in it", run.score), ("after it", run.after), ("pinch", run.pinch))
    told = [f"{name} {score:g}" for name, score in scores if score is not None]
    seen = [name for name, is_so in (("limp", run.limp), ("swollen", run.swelling)) if is_so]
    what = f"Run, step {run.step}" if run.step is not None else f"Run, {run.minutes:g} minutes"
    values = {name: _form_value(getattr(run, name)) for name in _LOGGED["run"]}
    return {"id": run.id, "kind": "run", "what": what, "told": ", ".join((*told, *seen)), "values": values}


def _logged_walk(walk: WalkEntry) -> dict[str, Any]:
    told = "" if walk.score is None else f"Pain in it {walk.score:g}"
    values = {name: _form_value(getattr(walk, name)) for name in _LOGGED["walk"]}
    return {
        "id": walk.id,
        "kind": "walk",
        "what": f"Walk, {walk.minutes:g} minutes",
        "told": told,
        "values": values,
    }


def _form_value(value: float | bool | None) -> str:
    """What a field of the form shows for it."""
    if value is None:
        return ""
    return ("yes" if value else "no") if isinstance(value, bool) else f"{value:g}"


def _running(running: RunningToday, day: date) -> dict[str, Any]:
    gate, step, earliest = running.gate, running.step, running.earliest
    measured = [sign for sign in gate.signs if not sign.confirmed_by_person]
    return {
        "name": gate.programme.name,
        "text": gate.programme.text,
        "is_open": gate.is_open,
        "is_today": running.is_today,
        "is_done": running.is_done,
        "when_words": "" if earliest is None or earliest == day else f"from {short_day_words(earliest)}",
        "number": running.number,
        "of": len(gate.programme.steps),
        "step_words": "" if step is None else step_words(step),
        "run_minutes": None if step is None else f"{step.run_min:g}",
        "walk_minutes": None if step is None else f"{step.walk_min:g}",
        "signs": [_sign(sign) for sign in measured],
        "there": sum(sign.state.value == "yes" for sign in measured),
        "confirm": [sign.text for sign in gate.signs if sign.confirmed_by_person],
        "waits_for_a_person_only": bool(gate.against) and all(r.rule in _OF_A_PERSON for r in gate.against),
        "reasons": [reason.text for reason in running.reasons if reason.rule != "run-sign"],
    }


def _sign(sign: Sign) -> dict[str, str]:
    return {"text": sign.text, "value": sign.where_words, "state": sign.state.value}


def _activity(now: ActivityNow, shortest: float, catalogue: Catalogue) -> dict[str, Any]:
    activity = now.activity
    minutes = f"{shortest:g} to {activity.minutes_high:g} minutes"
    source = catalogue.sources[activity.source].citation
    return {
        "id": activity.id,
        "name": activity.name,
        "minutes_words": "later" if now.waits is not None else minutes,
        "waits": "" if now.waits is None else now.waits.text,
        "advice": [advice.text for advice in now.advice],
        "source": source.rstrip("."),
    }


def log_beside(
    patient: Patient, user: User, posted: Mapping[str, str], catalogue: Catalogue, now: datetime
) -> None:
    """Log a run or a walk that was typed in: `kind` run or walk, with its fields. Raises BesideError.

    With `of`, the id of one that was logged, it takes that one's place.
    """
    kind = posted.get("kind", "")
    if kind not in _LOGGED:
        raise BesideError("Choose a run or a walk.")
    at = now.astimezone(zone_of(patient)).isoformat(timespec="seconds")
    fields = {name: _value(posted[name]) for name in _LOGGED[kind] if posted.get(name, "") != ""}
    stated: dict[str, Any] = {"kind": kind, **fields}
    if posted.get("of"):
        stated = {"kind": "correction", "supersedes": posted["of"], "entry": stated}
    result, _ = log_and_decide(patient, [{"id": str(uuid.uuid4()), "at": at, **stated}], user, catalogue, now)
    if result.refused:
        raise BesideError(result.refused[0].problem)


def _value(text: str) -> Any:
    """A yes, a no or a number; other text stays text and is refused with its place."""
    if text in ("yes", "no"):
        return text == "yes"
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


@transaction.atomic
def open_running(
    patient: Patient, person: User, seen: Collection[str], surgeon: bool, catalogue: Catalogue, now: datetime
) -> None:
    """A clinician says yes to running after seeing every last sign. Raises BesideError."""
    page = beside_page(patient, now, catalogue)
    running = page["running"] if page else None
    if patient.is_locked or running is None:
        raise BesideError("Running is not asked for now, or something stops the whole plan.")
    if not running["is_open"] and not running["waits_for_a_person_only"]:
        raise BesideError("A measured sign is not there yet. Running waits for it.")
    missing = [sign for sign in running["confirm"] if sign not in seen]
    if missing:
        raise BesideError(f"Confirm each sign first. Still open: {missing[0]}")
    if page and page["is_after_surgery"] and not surgeon:
        raise BesideError("After surgery the surgeon has to agree first.")
    agrees = {"surgeon_agrees": True} if surgeon else {}
    write_entry(
        patient, "go_ahead", now, now, person, programme=_RUNNING, by=str(person), given=True, **agrees
    )


@transaction.atomic
def shut_running(patient: Patient, person: User, now: datetime) -> None:
    """Take the yes back: there is no run from now on."""
    write_entry(patient, "go_ahead", now, now, person, programme=_RUNNING, by=str(person), given=False)
