"""Walking, swimming and cycling: what is told to whom, and how long the next walk may be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.library.activity import Activity, Advice
from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.entry import WalkEntry
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.outing import WALKING
from hipwise.plan.pain_response import Verdict
from hipwise.plan.post_operative import full_weight_bearing_week
from hipwise.plan.soreness import is_irritable

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ActivityNow:
    """An activity that is told to this person; `waits` says why it has not begun, None when it may.

    While it waits only what is told after surgery is advised.
    """

    activity: Activity
    waits: Reason | None
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class WalkNow:
    """How long the next walk may be, in whole minutes, and why."""

    minutes: int
    reason: Reason


def activities_now(intake: Intake, catalogue: Catalogue) -> tuple[ActivityNow, ...]:
    """The activities for this person on the day of the intake, in their order."""
    ordered = sorted(catalogue.activities.values(), key=lambda activity: activity.order)
    return tuple(_now(activity, intake, catalogue) for activity in ordered if _is_told(activity, intake))


def _is_told(activity: Activity, intake: Intake) -> bool:
    wanted = activity.for_everybody or any(goal in activity.goals for goal in intake.goals)
    return wanted or (intake.is_post_operative and activity.for_after_surgery)


def _now(activity: Activity, intake: Intake, catalogue: Catalogue) -> ActivityNow:
    if not intake.is_post_operative:
        return ActivityNow(activity, None, (*activity.how, *activity.leave_out))
    week, needed = intake.postoperative_week, _week_needed(activity, intake, catalogue)
    if week is None or week < needed:
        value = "not known" if week is None else week
        waits = catalogue.reason("activity-week", name=activity.name, limit=needed, value=value)
        return ActivityNow(activity, waits, activity.after_surgery)
    after = [each for each in activity.after_surgery if each.before_week is None or week < each.before_week]
    return ActivityNow(activity, None, (*after, *activity.how, *activity.leave_out))


def _week_needed(activity: Activity, intake: Intake, catalogue: Catalogue) -> int:
    """The completed week after surgery from which it may begin."""
    standing = full_weight_bearing_week(intake, catalogue) if activity.weight_bearing else 0
    return max(activity.postop_week_min, standing)


def next_walk(known: Intake, log: Log, today: date, overall: Verdict, catalogue: Catalogue) -> WalkNow:
    """The longest next walk: a tenth more than the longest calm one of the week before, or the same.

    It grows only after a week of walks that were all calm, with every score known, and while nothing speaks
    against the plan. Pain in a walk makes the next one no longer than the calm ones. While the hip is sore at
    rest or in a flare a walk is a short one.
    """
    walking = catalogue.activities[WALKING]
    limit = catalogue.setting("walk.pain")
    walks = [e for e in log.entries if isinstance(e, WalkEntry) and today - 2 * _WEEK < e.at.date() <= today]
    calm = [walk.minutes for walk in walks if walk.score is not None and walk.score <= limit]
    sore = [walk for walk in walks if walk.score is None or walk.score > limit]
    base = max(calm, default=known.tests.walk_minutes_pain_free or walking.minutes_low)
    if is_irritable(known, catalogue):
        return WalkNow(
            _whole(min(base, walking.minutes_low), walking), catalogue.reason("walk-irritable", limit=limit)
        )
    if any(walk.score is not None for walk in sore):
        return WalkNow(_whole(base, walking), catalogue.reason("walk-sore", limit=limit))
    if sore or overall is not Verdict.CALM or len(list(_before(walks, today))) == 0:
        return WalkNow(_whole(base, walking), catalogue.reason("walk-same"))
    longest = max(_before(walks, today))
    more = longest * (1 + catalogue.setting("walk.rise"))
    return WalkNow(_whole(more, walking), catalogue.reason("walk-more"))


def _before(walks: list[WalkEntry], today: date) -> Iterator[float]:
    """The minutes of the walks of the week before the last seven days."""
    return (walk.minutes for walk in walks if walk.at.date() <= today - _WEEK)


def _whole(minutes: float, walking: Activity) -> int:
    return int(min(minutes, walking.minutes_high))


def activity_to_mapping(now: ActivityNow, shortest: float) -> dict[str, object]:
    """The activity as plain JSON values, from `shortest` minutes on."""
    activity = now.activity
    return {
        "id": activity.id,
        "name": activity.name,
        "minutes": [shortest, activity.minutes_high],
        "waits": None if now.waits is None else now.waits.text,
        "advice": [
            {"text": each.text, "source": each.source, "evidence": each.evidence.value} for each in now.advice
        ],
    }
