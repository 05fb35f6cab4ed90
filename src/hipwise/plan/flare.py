"""Flares: times in which the hip is clearly worse than usual, and what may be done in them.

A flare is pain of the usual morning + `flare_delta` or more that lasts longer than `flare.hours`, or a
limp, or new pain at night. It ends with `flare.settled_mornings` mornings near the usual one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.entry import PainEntry
from hipwise.plan.history import Log
from hipwise.plan.medicine import counted_score
from hipwise.plan.session_pain import HipHistory, hip_history

_HOUR = timedelta(hours=1)


class FlareStage(StrEnum):
    """What may be done: only the lightest, half the dose, or nothing new before a clinician has looked."""

    CALM = "calm"
    HALF = "half"
    CLINICIAN = "clinician"


_LAST = FlareStage.CLINICIAN


@dataclass(frozen=True, slots=True)
class Flare:
    """One flare. `usual` is the base before it; `first` and `latest` are its first and latest score.

    `ended` is None while it lasts; `limps` is the latest answer about limping. `loud_from` is the first
    score that makes a flare without the points for medicine, None while there is none: where these points
    alone began it, its first calm days count from there. So medicine lets a flare begin earlier, and never
    lets its calm days end earlier than they would have without it. A limp or a newly bad night counts them
    again: the same sign would have begun a flare of its own.
    """

    started: datetime
    usual: float
    first: float | None
    latest: float | None
    limps: bool = False
    ended: datetime | None = None
    loud_from: datetime | None = None

    def calm_days(self, today: date) -> int:
        """Full days since its first calm days count."""
        return (today - (self.loud_from or self.started).date()).days

    def days(self, today: date) -> int:
        """Full days since it began."""
        return (today - self.started.date()).days


@dataclass(slots=True)
class _Watch:
    """The state while reading the log in time order."""

    flare: Flare | None = None
    high_from: PainEntry | None = None
    loud_from: datetime | None = None
    usual: float = 0.0
    settled_days: tuple[date, ...] = ()


def find_flares(log: Log, history: HipHistory, catalogue: Catalogue) -> tuple[Flare, ...]:
    """The flares of a log, by time; only the last one can still be going on.

    Pain before, after and in the morning counts; pain during an exercise passes and does not, except
    that a limp always counts.
    """
    return _read_flares(log, history, catalogue).flares


@dataclass(frozen=True, slots=True)
class _Reading:
    """The flares of a log that are over, and how the reading of it stands."""

    over: tuple[Flare, ...]
    watch: _Watch

    @property
    def flares(self) -> tuple[Flare, ...]:
        return self.over if self.watch.flare is None else (*self.over, self.watch.flare)


def _read_flares(log: Log, history: HipHistory, catalogue: Catalogue) -> _Reading:
    asked = (history.mornings, history.intake.pain.rest, catalogue)
    return log.remember("flares", asked, lambda: _read_on(log, history, catalogue))


def _read_on(log: Log, history: HipHistory, catalogue: Catalogue) -> _Reading:
    """Read the log; one that goes on another, from where that ended."""
    before, first, start = log.before, 0, _Reading((), _Watch())
    if before is not None and history.mornings is log.all_mornings:
        first = len(before.of(PainEntry))
        start = _read_flares(before, hip_history(before, history.intake, history.phase), catalogue)
    over, watch = list(start.over), replace(start.watch)
    for entry in log.of(PainEntry)[first:]:
        ended = None if _passes(entry) else _read(watch, entry, history, catalogue)
        if ended is not None:
            over.append(ended)
    return _Reading(tuple(over), watch)


def _passes(entry: PainEntry) -> bool:
    """Is it pain of an exercise alone, as most of a log is? It says nothing about rest."""
    return entry.when == "during" and entry.limp is None and not entry.night_waking


def quiet_moments(log: Log, history: HipHistory, catalogue: Catalogue) -> Iterator[datetime]:
    """The moments of entries before which no flare went on and none was beginning."""
    watch = _Watch()
    for entry in log.entries:
        if watch.flare is None and watch.high_from is None:
            yield entry.at
        if isinstance(entry, PainEntry) and not _passes(entry):
            _read(watch, entry, history, catalogue)


def _read(watch: _Watch, entry: PainEntry, history: HipHistory, catalogue: Catalogue) -> Flare | None:
    """Take one entry in; return the flare that it ended, if it did."""
    score = _resting_score(entry, catalogue)
    if watch.flare is None:
        _read_quiet(watch, entry, score, history, catalogue)
        return None
    limps = watch.flare.limps if entry.limp is None else entry.limp
    loud = watch.flare.loud_from
    first_loud = loud is None and _is_loud(entry, watch.flare.usual, catalogue)
    if first_loud or _is_sign(entry, history):
        loud = entry.at
    latest = watch.flare.latest if score is None else score
    watch.flare = replace(watch.flare, latest=latest, limps=limps, loud_from=loud)
    return _read_settling(watch, entry, score, catalogue)


def _resting_score(entry: PainEntry, catalogue: Catalogue) -> float | None:
    return None if entry.when == "during" else counted_score(entry, catalogue)


def _is_loud(entry: PainEntry, usual: float, catalogue: Catalogue) -> bool:
    """Is it a flare's score without the points for medicine?"""
    if entry.when == "during" or entry.score is None:
        return False
    return entry.score >= usual + catalogue.setting("flare_delta")


def _read_quiet(
    watch: _Watch, entry: PainEntry, score: float | None, history: HipHistory, catalogue: Catalogue
) -> None:
    """Outside a flare: does one begin with this entry?"""
    if score is None and not entry.limp and entry.when != "next_morning":
        return  # says nothing about rest, and is most of a log
    if watch.high_from is None:
        watch.usual = history.usual_morning(entry.at, catalogue)
    is_high = score is not None and score >= watch.usual + catalogue.setting("flare_delta")
    if is_high and watch.high_from is None:
        watch.high_from, watch.loud_from = entry, None
    elif score is not None and not is_high:
        watch.high_from = None
    if watch.high_from is not None and watch.loud_from is None and _is_loud(entry, watch.usual, catalogue):
        watch.loud_from = entry.at
    started = _start(watch, entry, is_high, history, catalogue)
    if started is not None:
        first = _resting_score(started, catalogue)
        by_score = watch.high_from is started
        loud = entry.at if _is_sign(entry, history) else watch.loud_from if by_score else started.at
        watch.flare = Flare(started.at, watch.usual, first, score, bool(entry.limp), loud_from=loud)
        watch.high_from, watch.settled_days = None, ()


def _start(
    watch: _Watch, entry: PainEntry, is_high: bool, history: HipHistory, catalogue: Catalogue
) -> PainEntry | None:
    """The entry with which a flare began, seen at this entry; None when there is none."""
    first = watch.high_from
    if is_high and first is not None and first is not entry:
        lasting = entry.at - first.at > catalogue.setting("flare.hours") * _HOUR
        mornings = first.when == entry.when == "next_morning" and entry.at.date() > first.at.date()
        if lasting or mornings:
            return first
    if _is_sign(entry, history):
        return first if first is not None else entry
    return None


def _is_sign(entry: PainEntry, history: HipHistory) -> bool:
    """Does it begin a flare whatever the score: a limp, or a newly bad night?"""
    return bool(entry.limp) or (entry.when == "next_morning" and history.is_newly_waking(entry))


def _read_settling(
    watch: _Watch, entry: PainEntry, score: float | None, catalogue: Catalogue
) -> Flare | None:
    """Inside a flare: count calm mornings; anything high, a limp or a bad night starts the count again."""
    flare = watch.flare
    if flare is None:
        return None
    near = flare.usual + catalogue.setting("am_delta")
    if entry.limp or entry.night_waking or (score is not None and score > near):
        watch.settled_days = ()
    elif score is not None and entry.when == "next_morning":
        watch.settled_days = tuple(dict.fromkeys((*watch.settled_days, entry.at.date())))
    if len(watch.settled_days) < catalogue.setting("flare.settled_mornings"):
        return None
    watch.flare, watch.settled_days = None, ()
    return replace(flare, ended=entry.at)


def flare_stage(flare: Flare, today: date, catalogue: Catalogue) -> FlareStage:
    """What may be done on that day of a flare that is going on.

    Half the dose begins after the first days, once the latest score is no more than `flare_delta` over
    the usual morning and there is no limp. It does not depend on how the flare began, so that a louder
    beginning never allows more.
    """
    if flare.days(today) > catalogue.setting("flare.long_days"):
        return FlareStage.CLINICIAN
    edge = flare.usual + catalogue.setting("flare_delta")
    is_loud = flare.limps or flare.latest is None or flare.latest > edge
    early = flare.calm_days(today) < catalogue.setting("flare.calm_days")
    return FlareStage.CALM if early or is_loud else FlareStage.HALF


def long_reasons(flares: tuple[Flare, ...], today: date, catalogue: Catalogue) -> Iterator[Reason]:
    """Why nothing goes on before a clinician has looked: the flare that is going on lasts too long."""
    flare = flares[-1] if flares else None
    if flare is not None and flare.ended is None and flare_stage(flare, today, catalogue) is _LAST:
        yield catalogue.reason("flare-long", days=flare.days(today))


def no_better_reasons(flares: tuple[Flare, ...], today: date, catalogue: Catalogue) -> Iterator[Reason]:
    """Why a clinician is called in: days after it began the flare is as loud as at first, or louder."""
    flare = flares[-1] if flares else None
    if flare is None or flare.ended is not None:
        return
    hours = catalogue.setting("flare.no_better_h")
    is_near = flare.latest is not None and flare.latest <= flare.usual + catalogue.setting("am_delta")
    is_louder = flare.latest is None or flare.first is None or flare.latest >= flare.first
    # One that began with a limp may have begun without pain: near the usual morning it is better.
    no_better = flare.limps or (is_louder and not is_near)
    if flare.days(today) * 24 >= hours and no_better:
        yield catalogue.reason("flare-no-better", hours=hours)


def repeat_reasons(flares: tuple[Flare, ...], today: date, catalogue: Catalogue) -> Iterator[Reason]:
    """Two flares or more that began within `flare.repeat_days` up to today."""
    days = catalogue.setting("flare.repeat_days")
    recent = [flare for flare in flares if flare.days(today) <= days]
    if len(recent) > 1:
        yield catalogue.reason("flare-repeat", count=len(recent), days=days)
