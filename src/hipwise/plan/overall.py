"""What speaks about the whole plan, whatever the exercise: warning signs, questions that are due, flares."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.library.same import Same
from hipwise.plan.check_before import check_before_session
from hipwise.plan.day_words import day_in_words
from hipwise.plan.entry import ClearanceEntry, MeasureEntry, PainEntry, RedFlagEntry
from hipwise.plan.flare import (
    Flare,
    FlareStage,
    flare_stage,
    long_reasons,
    no_better_reasons,
    repeat_reasons,
)
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake
from hipwise.plan.load_spike import find_load_spike
from hipwise.plan.pain_response import Verdict
from hipwise.plan.plan import Outcome, Plan, PlanStatus, Screening
from hipwise.plan.score import score
from hipwise.plan.screening import screen
from hipwise.plan.session_pain import HipHistory
from hipwise.plan.usual import week_medians

_PAIN_NUMBERS = ("nprs-now", "nprs-average-24h", "nprs-worst-24h")


@dataclass(frozen=True, slots=True)
class Overall:
    """The strictest verdict about the whole plan and the reasons of every strictness, strictest first."""

    verdict: Verdict
    reasons: tuple[Reason, ...]


def overall_view(
    plan: Plan, log: Log, history: HipHistory, today: date, flares: tuple[Flare, ...], catalogue: Catalogue
) -> Overall:
    """Everything that bears on every exercise that day."""
    intake = history.intake
    found: list[tuple[Verdict, Reason]] = []
    screening = _screen_beside_flags(Same(intake), Same(catalogue))
    blocked = Verdict.ESCALATE if screening.outcome is Outcome.ESCALATE else Verdict.STOP
    found += [(Verdict.ESCALATE, reason) for reason in _red_flag_reasons(plan, log, intake, catalogue)]
    found += [(blocked, reason) for reason in screening.blocks]
    found += [(Verdict.STOP, reason) for reason in _stop_reasons(plan, log, history, catalogue)]
    found += check_before_session(log, history, plan.phase, today, catalogue)
    found += [(Verdict.STOP, reason) for reason in long_reasons(flares, today, catalogue)]
    found += [(Verdict.REGRESS, reason) for reason in _flare_reasons(flares, today, catalogue)]
    found += [(Verdict.REGRESS, reason) for reason in no_better_reasons(flares, today, catalogue)]
    found += [(Verdict.HOLD, reason) for reason in repeat_reasons(flares, today, catalogue)]
    found += [(Verdict.HOLD, reason) for reason in due_reasons(plan, log, intake, today, catalogue)]
    found += [(Verdict.HOLD, reason) for reason in _rising_reasons(log, today, catalogue)]
    if plan.is_maintenance:
        found.append((Verdict.HOLD, catalogue.reason("maintenance-no-step")))
    verdict = max((verdict for verdict, _ in found), default=Verdict.CALM)
    return Overall(verdict, tuple(reason for _, reason in found))


@lru_cache(maxsize=8)
def _screen_beside_flags(intake: Same[Intake], catalogue: Same[Catalogue]) -> Screening:
    """Flags of the intake may have been cleared since; everything else that it says holds as it stands.

    An intake is looked at on many days and stays the same, so the answers are kept.
    """
    return screen(replace(intake.value, red_flags=()), catalogue.value)


def open_red_flags(log: Log, intake: Intake) -> tuple[str, ...]:
    """Flags of intake and log that no clinician has cleared since they were reported.

    A later answer without flags does not clear an earlier one: that takes a person.
    """
    found: dict[str, None] = dict.fromkeys(intake.red_flags)
    told = (*log.of(RedFlagEntry), *log.of(ClearanceEntry))
    for entry in sorted(told, key=lambda entry: (entry.at, entry.id)):
        if isinstance(entry, RedFlagEntry):
            found.update(dict.fromkeys(entry.flags))
        elif isinstance(entry, ClearanceEntry):
            for flag in entry.flags:
                found.pop(flag, None)
    return tuple(found)


def unanswered_warning(log: Log, history: HipHistory, catalogue: Catalogue) -> PainEntry | None:
    """The first very strong pain or newly bad night since the warning-sign questions were last answered.

    The questions are answered by a red-flag entry at or after that moment, or by an intake on a later day.
    """
    limit = catalogue.setting("pain.red_flag_form")
    last: datetime | None = max((entry.at for entry in log.of(RedFlagEntry)), default=None)
    told = log.told_pains
    first = 0 if last is None else bisect_right(told, last, key=lambda entry: entry.at)
    numbers = [pain for pain in _pain_numbers(log, catalogue) if last is None or pain.at > last]
    for entry in sorted((*told[first:], *numbers), key=lambda entry: entry.at) if numbers else told[first:]:
        is_strong = entry.score is not None and entry.score >= limit
        if (is_strong or history.is_newly_waking(entry)) and entry.at.date() >= history.intake.today:
            return entry
    return None


def _pain_numbers(log: Log, catalogue: Catalogue) -> Iterator[PainEntry]:
    """Pain told as a questionnaire's number: as loud as pain told around a session."""
    for entry in log.of(MeasureEntry):
        measure = catalogue.measures.get(entry.measure) if entry.measure in _PAIN_NUMBERS else None
        if measure is not None:
            yield PainEntry(entry.id, entry.at, when="during", score=score(measure, entry.answers))


def _red_flag_reasons(plan: Plan, log: Log, intake: Intake, catalogue: Catalogue) -> Iterator[Reason]:
    flags = open_red_flags(log, intake)
    if flags:
        names = (catalogue.red_flags[flag].name if flag in catalogue.red_flags else flag for flag in flags)
        yield catalogue.reason("pain-red-flag", flags=", ".join(names))
    elif plan.screening.outcome is Outcome.ESCALATE:
        yield catalogue.reason("progress-blocked")


def _stop_reasons(plan: Plan, log: Log, history: HipHistory, catalogue: Catalogue) -> Iterator[Reason]:
    if plan.status is PlanStatus.BLOCKED and plan.screening.outcome is not Outcome.ESCALATE:
        yield catalogue.reason("progress-blocked")
    if plan.status is PlanStatus.PLANNED and not plan.items:
        yield catalogue.reason("progress-empty")
    if unanswered_warning(log, history, catalogue) is not None:
        yield catalogue.reason("progress-form-open", limit=catalogue.setting("pain.red_flag_form"))


def _flare_reasons(flares: tuple[Flare, ...], today: date, catalogue: Catalogue) -> Iterator[Reason]:
    flare = flares[-1] if flares else None
    if flare is None or flare.ended is not None:
        return
    since = day_in_words(flare.started.date())
    stage = flare_stage(flare, today, catalogue)
    if stage is FlareStage.CALM:
        yield catalogue.reason("flare-calm", since=since, days=catalogue.setting("flare.calm_days"))
    elif stage is FlareStage.HALF:
        share = round(catalogue.setting("flare.volume") * 100)
        yield catalogue.reason("flare-half", since=since, share=share)


def screen_again_on(plan: Plan, log: Log, catalogue: Catalogue) -> date:
    """The day from which the warning-sign questions are due again."""
    days = timedelta(days=catalogue.setting("rescreen_days"))
    answered = [entry.at.date() + days for entry in log.of(RedFlagEntry)]
    return max([plan.screen_again_on, *answered])


def due_reasons(
    plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue
) -> tuple[Reason, ...]:
    """Why the warning-sign questions are due again that day; an intake asks them all."""
    asked = plan.screen_again_on, plan.made_on, intake, today, catalogue
    return log.remember("due", asked, lambda: tuple(_due_reasons(plan, log, intake, today, catalogue)))


def _due_reasons(plan: Plan, log: Log, intake: Intake, today: date, catalogue: Catalogue) -> Iterator[Reason]:
    due = screen_again_on(plan, log, catalogue)
    if intake.today > plan.made_on:
        due = max(due, intake.today + timedelta(days=catalogue.setting("rescreen_days")))
    if today >= due:
        yield catalogue.reason("progress-screen-again", due=day_in_words(due))
    pause = unscreened_pause(log, intake, today, catalogue)
    if pause is not None:
        yield catalogue.reason("progress-gap", days=pause)
    yield from _spike_reasons(log, intake, today, catalogue)


def _spike_reasons(log: Log, intake: Intake, today: date, catalogue: Catalogue) -> Iterator[Reason]:
    spike = find_load_spike(log, last_screened_on(log, intake), today, catalogue)
    if spike is not None:
        facts = {"load": round(spike.load), "usual": round(spike.usual), "unit": spike.unit}
        yield catalogue.reason("progress-load-spike", day=day_in_words(spike.last), **facts)


def last_screened_on(log: Log, intake: Intake) -> date:
    """The day on which the warning-sign questions were last answered: in the log or with the intake."""
    answered = [entry.at.date() for entry in log.of(RedFlagEntry)]
    return max([intake.today, *answered])


def unscreened_pause(log: Log, intake: Intake, today: date, catalogue: Catalogue) -> int | None:
    """Days of the longest pause of `gap_days` or more after which no warning-sign questions were answered."""
    limit = timedelta(days=catalogue.setting("gap_days"))
    answered = last_screened_on(log, intake) - limit  # a pause that began by this day was asked about
    in_order = sorted(day for day in log.days | {intake.today, today} if answered < day <= today)
    pauses = [(later - earlier).days for earlier, later in pairwise(in_order) if later - earlier >= limit]
    return max(pauses, default=None)


def _rising_reasons(log: Log, today: date, catalogue: Catalogue) -> Iterator[Reason]:
    before, now = week_medians(log, today, catalogue)
    if before is not None and now is not None and now - before >= catalogue.setting("pain.week_rise"):
        yield catalogue.reason("progress-rising-week", before=before, now=now)
