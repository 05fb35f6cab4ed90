"""The intake brought up to date with what the log has learnt since: tests, walks, worst pain and pinch."""

from dataclasses import replace
from datetime import date, timedelta

from hipwise.plan.entry import MeasureEntry, PainEntry, TestEntry
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake, Pain, PhysicalTests, Sided

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


def known_now(intake: Intake, log: Log, today: date) -> Intake:
    """The intake as it would be answered today, for showing where somebody stands; it prescribes nothing.

    Weeks count on. A later test replaces an earlier one on the side that was tested. Pinch is the worst
    known of the last seven days, worst pain that of today and yesterday; without any, the intake's stand.
    """
    weeks = (intake.weeks_in_programme or 0) + max(0, (today - intake.today).days) // 7
    return replace(
        intake,
        today=max(today, intake.today),
        weeks_in_programme=weeks,
        tests=_tests(intake.tests, log, today),
        pain=_pain(intake.pain, log, today),
    )


def _tests(tests: PhysicalTests, log: Log, today: date) -> PhysicalTests:
    changed: dict[str, object] = {}
    for entry in log.entries:
        if isinstance(entry, TestEntry) and entry.at.date() <= today:
            known = changed.get(entry.test, getattr(tests, entry.test))
            if isinstance(known, Sided):
                left = known.left if entry.left is None else entry.left
                right = known.right if entry.right is None else entry.right
                changed[entry.test] = Sided(left, right)
            elif entry.value is not None:
                changed[entry.test] = entry.value
    return replace(tests, **changed)  # type: ignore[arg-type]


def _pain(pain: Pain, log: Log, today: date) -> Pain:
    pains = [e for e in log.entries if isinstance(e, PainEntry)]
    week = [e for e in pains if today - _WEEK < e.at.date() <= today]
    day = [e for e in week if e.at.date() >= today - _DAY]
    told = [
        score
        for e in log.entries
        if isinstance(e, MeasureEntry) and e.measure == "nprs-worst-24h" and e.at.date() >= today - _DAY
        for item, score in e.answers
        if item == "score" and isinstance(score, float)
    ]
    rest = [e.score for e in week if e.when == "next_morning" and e.score is not None]
    return replace(
        pain,
        rest=rest[-1] if rest else pain.rest,
        pinch=max((e.pinch for e in week if e.pinch is not None), default=pain.pinch),
        worst_24h=max([*told, *(e.score for e in day if e.score is not None)], default=pain.worst_24h),
    )
