"""What keeps somebody from exercise: the days without a word, and what was told often enough to act on.

Pain is no barrier here: the rules of pain answer it on the day itself.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.follow.calendar import Mark, day_marks
from hipwise.follow.need import Need, Place, Urgency
from hipwise.library.barrier import Barrier
from hipwise.library.catalogue import Catalogue
from hipwise.plan.day_words import day_in_words
from hipwise.plan.entry import SkipEntry
from hipwise.plan.history import Log, is_for_pain
from hipwise.plan.in_force import PlansInForce
from hipwise.plan.intake import Intake
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.shorter_plan import longest_day, shorter_plan
from hipwise.plan.situation import assess

# Where enough is done all the same, a step up comes first; with little done that is a need of its own.
_AFTER_STEPS = -0.5
TIME = "time"
_STEP_MINUTES = 5  # people think of their time in such steps


@dataclass(frozen=True, slots=True)
class ToldBarrier:
    """A barrier and the days that were left out for it, the earliest first."""

    barrier: Barrier
    days: tuple[date, ...]


def days_without_word(
    log: Log, plan: Plan | PlansInForce, today: date, catalogue: Catalogue
) -> tuple[date, ...]:
    """The planned days lately, before today, of which nothing at all is known; the earliest first."""
    first = today - timedelta(days=round(catalogue.setting("barrier.look_back_days")))
    marks = day_marks(log, plan, first, today - timedelta(days=1), today, catalogue)
    return tuple(each.day for each in marks if each.mark is Mark.NOT_LOGGED)


def told_barriers(log: Log, today: date, days: int, catalogue: Catalogue) -> tuple[ToldBarrier, ...]:
    """What was told of the last `days` days, the most frequent first; reasons that nobody knows are left."""
    first = today - timedelta(days=days - 1)
    told: dict[str, set[date]] = {}
    for skip in log.of(SkipEntry):
        if skip.reason in catalogue.barriers and not is_for_pain(skip) and first <= skip.about <= today:
            told.setdefault(skip.reason, set()).add(skip.about)
    found = [ToldBarrier(catalogue.barriers[name], tuple(sorted(each))) for name, each in told.items()]
    return tuple(sorted(found, key=lambda each: (-len(each.days), each.barrier.order)))


@dataclass(frozen=True, slots=True)
class ShorterBudget:
    """The minutes a day that are proposed after so many days without time; the plan stays as it is."""

    days: int
    minutes: int


def shorter_budget(log: Log, plan: Plan, today: date, catalogue: Catalogue) -> ShorterBudget | None:
    """Fewer minutes a day, once no time was told often enough of days with this plan; None otherwise."""
    days = round(catalogue.setting("attention.low_days"))
    told = {each.barrier.id: each.days for each in told_barriers(log, today, days, catalogue)}
    lacking = [day for day in told.get(TIME, ()) if day >= plan.made_on]
    if len(lacking) < catalogue.setting("barrier.shorter_times"):
        return None
    now, least = longest_day(plan), catalogue.setting("barrier.short_minutes")
    half = math.ceil(now * catalogue.setting("barrier.shorter_share") / _STEP_MINUTES) * _STEP_MINUTES
    minutes = round(max(half, least))
    return ShorterBudget(len(lacking), minutes) if minutes < now else None


def shorter_needs(plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue) -> Iterator[Need]:
    """The shorter plan that is proposed to the therapist, with what would stay and what would wait."""
    budget = None if plan.is_maintenance else shorter_budget(log, plan, today, catalogue)
    if budget is None:
        return
    shorter = shorter_plan(plan, budget.minutes, assess(intake, catalogue, plan.phase or None))
    stays = {item.exercise for item in shorter.items}
    stay = [item.exercise for item in plan.items if item.exercise in stays]
    wait = [item.exercise for item in plan.items if item.exercise not in stays]
    facts = {
        "days": budget.days,
        "of": round(catalogue.setting("attention.low_days")),
        "minutes": budget.minutes,
        "stay": _names(stay, catalogue),
        "wait": _names(wait, catalogue) or "none",
    }
    reason = catalogue.reason("need-shorter", **facts)
    yield Need(Urgency.THIS_WEEK, Place.PROGRESS, reason, "", "look", "Open the patient", size=_AFTER_STEPS)


def _names(exercises: Iterable[str], catalogue: Catalogue) -> str:
    return ", ".join(catalogue.exercise(name).name for name in exercises)


def barrier_needs(
    log: Log, today: date, catalogue: Catalogue, *, is_time_answered: bool = False
) -> Iterator[Need]:
    """What the therapist is told of it: a worry at once, the rest when the same comes again.

    `is_time_answered` says that a shorter plan is proposed already where there was no time.
    """
    days = round(catalogue.setting("attention.low_days"))
    told = told_barriers(log, today, days, catalogue)
    for each in told:
        if each.barrier.asks_at_once:
            facts = {"day": day_in_words(each.days[-1]), **_facts(each.barrier)}
            reason = catalogue.reason("need-barrier-at-once", **facts)
            yield Need(Urgency.THIS_WEEK, Place.HOLD, reason, "", "ask", "Send a message", size=1.0)
    often = [each for each in told if not each.barrier.asks_at_once]
    often = [each for each in often if not (is_time_answered and each.barrier.id == TIME)]
    if often and len(often[0].days) >= catalogue.setting("barrier.times"):
        facts = {"days": str(len(often[0].days)), "of": str(days), **_facts(often[0].barrier)}
        reason = catalogue.reason("need-barrier", **facts)
        yield Need(Urgency.THIS_WEEK, Place.PROGRESS, reason, "", "ask", "Send a message", size=_AFTER_STEPS)


def _facts(barrier: Barrier) -> dict[str, str]:
    return {"why": barrier.desk, "change": barrier.for_therapist}


def barriers_in_words(log: Log, today: date, days: int, catalogue: Catalogue) -> str:
    """What was told, in one sentence for the desk; empty when nothing was."""
    told = told_barriers(log, today, days, catalogue)
    if not told:
        return ""
    words = ", ".join(f"{each.barrier.desk} ({len(each.days)})" for each in told)
    return catalogue.reason("need-low-adherence-why", reasons=words).text


def short_session(items: tuple[PlanItem, ...], catalogue: Catalogue) -> tuple[PlanItem, ...]:
    """The first lines of a day that fit into a short session; the first one always."""
    most, minutes = catalogue.setting("barrier.short_minutes"), 0
    kept: list[PlanItem] = []
    for item in items:
        minutes += item.minutes
        if kept and minutes > most:
            break
        kept.append(item)
    return tuple(kept)


def reason_in_words(skip: SkipEntry, barriers: Mapping[str, Barrier]) -> str:
    """Why it was left out, for a record: the barrier's words, or the person's own."""
    barrier = barriers.get(skip.reason)
    return skip.reason if barrier is None else barrier.desk
