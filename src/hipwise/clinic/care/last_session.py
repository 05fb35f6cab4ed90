"""The last session, exercise by exercise, with a verdict on the form where a camera has seen it."""

from typing import Any

from hipwise.clinic.care.local_time import short_day_words
from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import SetEntry
from hipwise.plan.history import Log, Session, build_sessions


def last_session(log: Log, catalogue: Catalogue) -> dict[str, Any] | None:
    """The latest session with sets: date, minutes and items; None when there was none."""
    sessions = [session for session in build_sessions(log, catalogue) if session.sets]
    if not sessions:
        return None
    last = sessions[-1]
    minutes = round((last.ended - last.started).total_seconds() / 60)
    return {
        "date_words": short_day_words(last.day),
        "minutes": minutes or None,
        "items": [
            _item(exercise, last, catalogue) for exercise in dict.fromkeys(s.exercise for s in last.sets)
        ],
    }


def _item(exercise: str, session: Session, catalogue: Catalogue) -> dict[str, str]:
    sets = [entry for entry in session.sets if entry.exercise == exercise]
    name = catalogue.exercise(exercise).name
    seen = [entry for entry in sets if entry.source == "camera"]
    if not seen:
        return {"name": name, "verdict": "not judgeable", "words": f"{_count(sets)} · camera off"}
    faults: dict[str, int] = {}
    for entry in seen:
        for code, count in entry.faults:
            faults[code] = faults.get(code, 0) + count
    judged = sum(entry.repetitions or 1 for entry in seen)
    if not faults:
        return {"name": name, "verdict": "ok", "words": f"Good {judged} of {judged}"}
    worst = max(faults, key=lambda code: faults[code])
    fault = catalogue.faults.get(worst)
    return {
        "name": name,
        "verdict": "fault",
        "words": f"{fault.name if fault else worst}, {faults[worst]} of {judged}",
    }


def _count(sets: list[SetEntry]) -> str:
    return f"{len(sets)} set{'s' if len(sets) != 1 else ''}"
