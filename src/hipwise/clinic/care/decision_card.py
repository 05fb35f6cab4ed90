"""A decision as a card: the same facts and source for patient and clinician, each in their own words."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.dose_line import SIDE_WORDS
from hipwise.clinic.care.local_time import short_day_words
from hipwise.clinic.care.models import DecisionRecord
from hipwise.clinic.care.phase_words import (
    is_change_of_phase,
    is_told_as_sign,
    phase_words,
    signs_there,
    signs_to_confirm,
)
from hipwise.clinic.care.stored_decision import decision_of, reason_of
from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.library.source import Evidence

PHASE_WORDS = {"progress": "The next phase", "regress": "Back to the phase before"}
KIND_WORDS = {
    "progress": "One step up",
    "hold": "Stays as it is",
    "regress": "Made easier",
    "stop": "Stopped",
    "escalate": "A person looks first",
}


def decision_card(
    record: DecisionRecord,
    catalogue: Catalogue,
    plan: Mapping[str, Any] | None = None,
    for_desk: bool = False,
) -> dict[str, Any]:
    """What a page shows of a decision. `plan` is the stored plan around it, for what stays as it is.

    `for_desk` words the reasons for therapists where the rule has words for them; `told` is always what the
    patient reads.
    The record's patient and clinic should be loaded.
    """
    stored = record.decision
    change = decision_of(record)
    is_phase = is_change_of_phase(change)
    because = [
        _because(reason, catalogue, for_desk)
        for reason in stored["reasons"]
        if not is_phase or not is_told_as_sign(reason["rule"])
    ]
    rule = catalogue.rules.get(because[0]["rule"]) if because else None
    return {
        "id": str(record.pk),
        "kind": record.kind,
        "kind_words": (PHASE_WORDS if is_phase else KIND_WORDS)[record.kind],
        "is_phase": is_phase,
        "signs_there": signs_there(change) if is_phase else [],
        "to_confirm": signs_to_confirm(change),
        "exercise": record.exercise,
        "name": _name(record, catalogue),
        "side": stored.get("side"),
        "side_words": SIDE_WORDS[Side(stored["side"])] if stored.get("side") else "",
        "date": record.date.isoformat(),
        "date_words": short_day_words(record.date),
        "old_words": stored.get("old_words", ""),
        "new_words": stored.get("new_words", ""),
        "dots": stored.get("dots"),
        "because": because,
        "rule": because[0]["rule"] if because else "",
        "rule_title": rule.title if rule else "",
        "brings_back": " ".join(stored.get("brings_back") or ([rule.brings_back] if rule else [])),
        "stays": _stays(record.exercise, plan, catalogue),
        "status": record.status,
        "confirmed_words": _confirmed(record),
        "url": reverse("patient-why", args=(record.pk,)),
        "answer_url": reverse("decision-answer", args=(record.pk,)),
    }


def _name(record: DecisionRecord, catalogue: Catalogue) -> str:
    """The exercise's name; for a change of phase the name of the phase that is proposed."""
    decision = decision_of(record)
    if is_change_of_phase(decision) and decision.change is not None:
        return phase_words(decision.change.after, catalogue).partition(": ")[2]
    exercise = catalogue.exercises.get(record.exercise)
    return exercise.name if exercise else ""


def _because(reason: dict[str, Any], catalogue: Catalogue, for_desk: bool) -> dict[str, Any]:
    source = catalogue.sources.get(reason["source"])
    evidence = Evidence(reason["evidence"])
    return {
        "text": catalogue.for_therapist(reason_of(reason)) if for_desk else reason["text"],
        "told": reason["text"],
        "rule": reason["rule"],
        "source": (source.citation if source else reason["source"]).rstrip("."),
        "evidence": evidence.value,
        "evidence_words": evidence.words,
        "facts": [
            [name.replace("_", " ").capitalize(), value]
            for name, value in (reason.get("facts") or {}).items()
        ],
    }


def _stays(exercise: str, plan: Mapping[str, Any] | None, catalogue: Catalogue) -> list[str]:
    """The other exercises of the plan: they stay as they are."""
    if plan is None or not exercise:
        return []
    others = [item["exercise"] for item in plan["items"] if item["exercise"] != exercise]
    return [catalogue.exercise(other).name for other in others if other in catalogue.exercises]


def _confirmed(record: DecisionRecord) -> str:
    """Who decided: a rule, or a person and when."""
    if record.status == DecisionRecord.Status.ACCEPTED and record.decided_at is not None:
        by = "you" if record.patient.clinic.is_solo else "your therapist"
        return f"Proposed by rule, confirmed by {by} on {short_day_words(record.decided_at.date())}."
    if record.status == DecisionRecord.Status.DELEGATED:
        return "Proposed by rule, inside the limits that your therapist set."
    if record.status == DecisionRecord.Status.APPLIED:
        return "Done by rule. No clinician has looked at it yet."
    if record.status == DecisionRecord.Status.DECLINED:
        return "Proposed by rule. Your therapist decided to leave the plan as it is."
    return "Proposed by rule. No clinician has confirmed it yet."
