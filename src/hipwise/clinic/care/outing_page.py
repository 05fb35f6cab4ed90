"""A run or a walk on the phone: what is timed, and what the person reads before it."""

from typing import Any

from hipwise.clinic.care.beside_page import beside_on
from hipwise.clinic.care.patient_settings import catalogue_of
from hipwise.clinic.care.today import Day
from hipwise.library.catalogue import Catalogue
from hipwise.plan.activity import ActivityNow, WalkNow
from hipwise.plan.outing import OutingPart, pain_limit, parts_of_step, parts_of_walk
from hipwise.plan.running import RunningToday, step_words

KINDS = {"run": "running", "walk": "walking"}


def outing_page(day: Day, kind: str, catalogue: Catalogue) -> dict[str, Any] | None:
    """Template patient/outing.html: `outing` (for the script), `words`, `advice`, `limit`.

    None where there is none today: no run that may be today, or no walk. One query.
    """
    if day.revision is None:
        return None
    found = beside_on(day.patient, day.revision, day.day, catalogue)
    page = _run(found.running) if kind == "run" else _walk(found.walk, found.activities)
    if page is None:
        return None
    own = catalogue_of(day.patient, catalogue)
    outing = {**page["outing"], "ready_s": own.setting("session.ready_s")}
    return {**page, "outing": outing, "limit": f"{pain_limit(KINDS[kind], own):g}"}


def _run(running: RunningToday | None) -> dict[str, Any] | None:
    if running is None or running.step is None or not running.is_today:
        return None
    steps = len(running.gate.programme.steps)
    return {
        "outing": _document("run", parts_of_step(running.step), running.number),
        "title": "Today's run",
        "over": f"Step {running.number} of {steps}",
        "words": step_words(running.step),
        "advice": [reason.text for reason in running.reasons],
    }


def _walk(walk: WalkNow | None, activities: tuple[ActivityNow, ...]) -> dict[str, Any] | None:
    if walk is None:
        return None
    walking = next(each for each in activities if each.activity.id == KINDS["walk"])
    return {
        "outing": _document("walk", parts_of_walk(walk.minutes), None),
        "title": "A walk",
        "over": "Beside the exercises",
        "words": f"up to {walk.minutes} minutes",
        "advice": [advice.text for advice in walking.advice],
    }


def _document(kind: str, parts: tuple[OutingPart, ...], step: int | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "outing": KINDS[kind],
        "step": step,
        "parts": [{"kind": part.kind, "seconds": part.seconds} for part in parts],
    }
