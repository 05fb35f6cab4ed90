"""The facts of one patient that the list shows and the clinic's figures count, as plain JSON values."""

from datetime import date, timedelta
from typing import Any

from hipwise.clinic.care.case_file import CaseFile
from hipwise.clinic.care.intake import current_intake
from hipwise.clinic.care.today import HIP_WORDS, programme_week
from hipwise.follow.adherence import adherence
from hipwise.follow.change import judge_change
from hipwise.follow.outcome import outcome_courses
from hipwise.library.catalogue import Catalogue
from hipwise.plan.entry import RedFlagEntry
from hipwise.plan.history import Log

MORNINGS = 14
_LAST_DAYS = 28


def standing_facts(file: CaseFile, catalogue: Catalogue) -> dict[str, Any]:
    """`mornings`, `screened_at`, `place_words`; `pathway` where it is known.

    With a plan in force also `phase`, `is_maintenance`, `share` (of sets done, 0 to 1) and `outcomes`.
    """
    log = file.log(catalogue)
    screened = max((entry.at for entry in log.of(RedFlagEntry)), default=None)
    facts: dict[str, Any] = {
        "mornings": _last_mornings(log, file.today),
        "screened_at": screened.isoformat() if screened else None,
        **_hip(file),
    }
    if file.signed is None or file.plans is None:
        return facts
    return {
        **facts,
        "phase": file.plan.phase,
        "is_maintenance": file.plan.is_maintenance,
        "share": adherence(log, file.plans, file.today, _LAST_DAYS, catalogue).share,
        "outcomes": _outcomes(file, log, catalogue),
    }


def _last_mornings(log: Log, today: date) -> list[float | None]:
    """The worst known answer of each of the last mornings, the oldest first; None where there is none."""
    worst: dict[date, float] = {}
    for morning in log.mornings:
        if morning.score is not None:
            day = morning.at.date()
            worst[day] = max(morning.score, worst.get(day, morning.score))
    return [worst.get(today - timedelta(days=ago)) for ago in range(MORNINGS - 1, -1, -1)]


def _hip(file: CaseFile) -> dict[str, Any]:
    """Side and week in words, and the pathway, from the answers behind the plan."""
    revision = file.signed or file.open_
    record = revision.intake if revision else file.answers
    if record is None or record.intake is None:
        return {"place_words": ""}
    intake = current_intake(record, file.today)
    side, week = intake.symptomatic_side.value, intake.postoperative_week
    of_programme = f"week {programme_week(record, file.today)}"
    return {
        "place_words": f"{HIP_WORDS[side]}, {of_programme if week is None else f'week {week} after surgery'}",
        "pathway": intake.pathway,
    }


def _outcomes(file: CaseFile, log: Log, catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """For each measure that was asked: what the change of its first part means."""
    found: dict[str, dict[str, Any]] = {}
    for course in outcome_courses(log, file.intake, file.today, catalogue):
        change = judge_change(course, catalogue)
        found.setdefault(course.measure.id, {"verdict": change.verdict.value, "gain": change.gain})
    return found
