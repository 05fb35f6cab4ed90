"""Flares: times in which the hip is clearly worse than usual, and what may be done in them.

A flare is pain of the usual morning + `flare_delta` or more that lasts longer than `flare.hours`, or a
limp, or new pain at night. It ends with `flare.settled_mornings` mornings near the usual one.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.entry import PainEntry
from hipwise.plan.history import Log
from hipwise.plan.medicine import counted_score, medicine_points
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

    `ended` is None while it lasts; `limps` is the latest answer about limping. `calm_from` is the moment from
    which its first calm days count, None for its beginning. What would have begun a flare of its own counts
    them again: a limp, a newly bad night, and new pain that lasts; of several the lowest `usual` and `first`
    stay. Where the points for medicine alone began it, they count from the first score that is one without
    them. So neither medicine nor an earlier limp lets the calm days end earlier than they would have.
    `loud_from` is the moment from which it is a flare without these points, None while it is not.
    """

    started: datetime
    usual: float
    first: float | None
    latest: float | None
    limps: bool = False
    ended: datetime | None = None
    calm_from: datetime | None = None
    loud_from: datetime | None = None

    @property
    def surely_from(self) -> datetime:
        """Since when it is a flare whether or not medicine was taken; its beginning while that is not so."""
        return self.loud_from or self.started

    def calm_days(self, today: date) -> int:
        """Full days since its first calm days count."""
        return (today - (self.calm_from or self.started).date()).days

    def days(self, today: date) -> int:
        """Full days since it began."""
        return (today - self.started.date()).days


@dataclass(frozen=True, slots=True)
class _Rise:
    """Scores in a row that are high: the first of them, and the usual morning before it.

    A flare that goes on changes nothing in it, so that it is the same however many signs came before.
    `is_counted`: it has begun a flare, or counted the first days of one again.
    """

    first: PainEntry | None = None
    usual: float = 0.0
    is_counted: bool = False

    def lasts(self, entry: PainEntry, catalogue: Catalogue) -> bool:
        """Has it lasted long enough for a flare at this entry, which is one of it?"""
        first = self.first
        if first is None or first is entry:
            return False
        lasting = entry.at - first.at > catalogue.setting("flare.hours") * _HOUR
        mornings = first.when == entry.when == "next_morning" and entry.at.date() > first.at.date()
        return lasting or mornings


_NO_RISE = _Rise()


@dataclass(slots=True)
class _Watch:
    """The state while reading the log in time order.

    `rise` counts the points for medicine, `loud` does not.
    """

    flare: Flare | None = None
    rise: _Rise = _NO_RISE
    loud: _Rise = _NO_RISE
    settled_days: tuple[date, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Does no flare go on, and is none beginning?"""
        return self.flare is None and self.rise.first is None

    def stays_quiet(self, entry: PainEntry, delta: float, medicine: float) -> bool:
        """Is all quiet, and can this entry change nothing? So it is with most of a calm log.

        A score below `delta`, with the points for medicine, is below any usual morning and that much.
        """
        if self.flare is not None or self.rise.first is not None or self.loud.first is not None:
            return False
        if entry.limp or entry.night_waking:
            return False
        return entry.score is None or entry.score + (medicine if entry.analgesic else 0.0) < delta


def find_flares(log: Log, history: HipHistory, catalogue: Catalogue) -> tuple[Flare, ...]:
    """The flares of a log, by time; only the last one can still be going on.

    Pain before, after and in the morning counts; pain during an exercise passes and does not, except
    that a limp always counts.
    """
    return _read_flares(log, history, catalogue).flares


@dataclass(frozen=True, slots=True)
class _Reading:
    """The flares of a log that are over, how the reading of it stands, and where it turned.

    `turns` are the moments of the entries that ended quiet or brought it back, by time: the first ends it.
    """

    over: tuple[Flare, ...]
    watch: _Watch
    turns: tuple[datetime, ...] = ()

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
    over, watch, turns = list(start.over), replace(start.watch), list(start.turns)
    delta, medicine = catalogue.setting("flare_delta"), medicine_points(True, catalogue)
    for entry in log.of(PainEntry)[first:]:
        if _passes(entry) or watch.stays_quiet(entry, delta, medicine):
            continue
        was_quiet = watch.is_quiet
        ended = _read(watch, entry, history, catalogue)
        if ended is not None:
            over.append(ended)
        if watch.is_quiet is not was_quiet:
            turns.append(entry.at)
    return _Reading(tuple(over), watch, tuple(turns))


def _passes(entry: PainEntry) -> bool:
    """Is it pain of an exercise alone, as most of a log is? It says nothing about rest."""
    return entry.when == "during" and entry.limp is None and not entry.night_waking


def was_quiet(log: Log, history: HipHistory, at: datetime, catalogue: Catalogue) -> bool:
    """Did no flare go on and was none beginning by what was logged before that moment?"""
    turns = _read_flares(log, history, catalogue).turns
    return bisect_left(turns, at) % 2 == 0  # quiet at first, and after every second turn


def _read(watch: _Watch, entry: PainEntry, history: HipHistory, catalogue: Catalogue) -> Flare | None:
    """Take one entry in; return the flare that it ended, if it did."""
    plain = None if entry.when == "during" else entry.score
    score = _resting_score(entry, catalogue)
    watch.rise = _risen(watch.rise, entry, score, history, catalogue)
    watch.loud = _risen(watch.loud, entry, plain, history, catalogue)
    begun = _begun(watch, entry, score, history, catalogue)
    if watch.flare is None:
        watch.flare, watch.settled_days = begun, ()
        return None
    watch.flare = _gone_on(watch.flare, entry, score, begun, catalogue)
    return _read_settling(watch, entry, score, catalogue)


def _resting_score(entry: PainEntry, catalogue: Catalogue) -> float | None:
    return None if entry.when == "during" else counted_score(entry, catalogue)


def _risen(
    rise: _Rise, entry: PainEntry, score: float | None, history: HipHistory, catalogue: Catalogue
) -> _Rise:
    """The scores in a row that are high, with this one; an entry without a score at rest changes nothing."""
    if score is None:
        return rise
    delta = catalogue.setting("flare_delta")
    if score < delta:
        return _NO_RISE  # no usual morning is below 0, so most of a calm log need not be compared
    usual = history.usual_morning(entry.at, catalogue) if rise.first is None else rise.usual
    if score < usual + delta:
        return _NO_RISE
    return rise if rise.first is not None else _Rise(entry, usual)


def _begun(
    watch: _Watch, entry: PainEntry, score: float | None, history: HipHistory, catalogue: Catalogue
) -> Flare | None:
    """The flare that this entry makes of what came before it, whether or not one goes on already."""
    sign = _is_sign(entry, history)
    lasts = score is not None and watch.rise.lasts(entry, catalogue)
    if not sign and not lasts:
        return None
    rise, first = watch.rise, watch.rise.first or entry
    usual = history.usual_morning(entry.at, catalogue) if rise.first is None else rise.usual
    loud_from = _loud_from(watch, entry, catalogue)
    calm_from = entry.at if sign else loud_from
    surely = loud_from if loud_from is not None else entry.at if sign else None
    watch.rise = replace(rise, is_counted=rise.is_counted or lasts)
    told = _resting_score(first, catalogue)
    return Flare(first.at, usual, told, score, bool(entry.limp), None, calm_from, surely)


def _loud_from(watch: _Watch, entry: PainEntry, catalogue: Catalogue) -> datetime | None:
    """Since when these high scores are a flare's without the points for medicine.

    One loud score is enough for what begins with them; later it takes loud ones that last.
    """
    loud = watch.loud.first
    if watch.rise.is_counted and not watch.loud.lasts(entry, catalogue):
        return None
    return None if loud is None else loud.at


def _gone_on(
    flare: Flare, entry: PainEntry, score: float | None, begun: Flare | None, catalogue: Catalogue
) -> Flare:
    """The flare after one more entry, which may have begun another one had there been none."""
    edge = flare.usual + catalogue.setting("flare_delta")
    loud = entry.when != "during" and (entry.score or 0.0) >= edge
    calm_from = entry.at if flare.calm_from is None and loud else flare.calm_from
    usual, first = flare.usual, flare.first
    loud_from = flare.loud_from or (entry.at if loud else begun.loud_from if begun is not None else None)
    if begun is not None:
        moments = [moment for moment in (calm_from, begun.calm_from) if moment is not None]
        calm_from = max(moments, default=None)
        usual = min(usual, begun.usual)
        first = None if first is None or begun.first is None else min(first, begun.first)
    limps = flare.limps if entry.limp is None else entry.limp
    latest = flare.latest if score is None else score
    gone_on = replace(flare, usual=usual, first=first, latest=latest, limps=limps)
    return replace(gone_on, calm_from=calm_from, loud_from=loud_from)


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
    is_high = score is not None and (score > near or watch.rise.first is not None)
    if entry.limp or entry.night_waking or is_high:
        watch.settled_days = ()
    elif score is not None and entry.when == "next_morning":
        watch.settled_days = tuple(dict.fromkeys((*watch.settled_days, entry.at.date())))
    if len(watch.settled_days) < catalogue.setting("flare.settled_mornings"):
        return None
    watch.flare, watch.settled_days = None, ()
    return replace(flare, ended=entry.at)


def is_early(flare: Flare, today: date, catalogue: Catalogue) -> bool:
    """Is it one of the first days since it began, in which the lightest exercises keep their dose?"""
    return flare.days(today) < catalogue.setting("flare.calm_days")


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
