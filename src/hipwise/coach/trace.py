"""A whole set over time: the angle that carries it, and when which fault stood or nothing could be judged.

The report comes from the same watching, so that what is drawn and what is counted are one.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from hipwise.coach.events import HoldDone, RepetitionDone
from hipwise.coach.faults.registry import HOLD_FAULTS, REPETITION_FAULTS
from hipwise.coach.faults.tempo import back_seconds
from hipwise.coach.faults.verdict import FaultReport, Verdict
from hipwise.coach.footing import Footing
from hipwise.coach.landmarks import Recording
from hipwise.coach.quantity import PhaseQuantity
from hipwise.coach.report import Part, SetReport, watch
from hipwise.coach.watch_plan import WatchPlan
from hipwise.coach.watcher import Watcher
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side

# How often whoever waits is told of the progress, in moments.
_TOLD_EVERY = 200


@dataclass(frozen=True, slots=True)
class Span:
    """From `start_s` to `end_s`, seconds of the recording."""

    start_s: float
    end_s: float

    def touches(self, start_s: float, end_s: float) -> bool:
        """Does any of it lie between the two?"""
        return self.start_s < end_s and self.end_s > start_s


@dataclass(frozen=True, slots=True)
class FaultLane:
    """One fault over the set: its part of the report, when it stood, and in which repetitions or holds.

    `error_deg` is how far the camera's angle may be off; None for what is no angle.
    """

    report: FaultReport
    spans: tuple[Span, ...]
    parts: tuple[int, ...]
    error_deg: float | None


@dataclass(frozen=True, slots=True)
class SetTrace:
    """One set over time. `values_deg` is the report's `quantity` at `times_s`, NaN where it was not seen.

    `working` is the limb that was read; `placing` are the times outside the exercise's position, `unseen`
    those in which what is needed was hidden. `plan` is what was watched for, None without a camera place;
    `range_share` how much of the way was asked for.
    """

    report: SetReport
    plan: WatchPlan | None
    range_share: float
    working: Side
    times_s: tuple[float, ...]
    values_deg: tuple[float, ...]
    placing: tuple[Span, ...]
    unseen: tuple[Span, ...]
    faults: tuple[FaultLane, ...]

    @property
    def start_deg(self) -> float:
        """Where the definition begins; NaN when nothing carries the set."""
        quantity = self.plan and self.plan.quantity
        return quantity.in_coordinate(quantity.start_deg) if quantity else math.nan

    @property
    def far_deg(self) -> float:
        """How far the definition goes; NaN when nothing carries the set."""
        quantity = self.plan and self.plan.quantity
        return quantity.in_coordinate(quantity.far_deg) if quantity else math.nan

    def is_in_position(self, t_s: float) -> bool:
        """Was the person in the exercise's position, and seen?"""
        aside = (*self.placing, *self.unseen)
        return self.plan is not None and not any(s.start_s <= t_s < s.end_s for s in aside)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What was counted, as the report has it."""
        return self.report.parts


def trace_set(
    recording: Recording,
    exercise: Exercise,
    side: Side,
    catalogue: Catalogue,
    report: Callable[[float], None] = lambda share: None,
    range_share: float = 1.0,
    model: str | None = None,
) -> SetTrace:
    """Watch a whole recording and keep what was seen. `report` hears the share that is done, 0 to 1.

    `range_share` (0-1) is how much of the way was asked for; `model` the pose model, the one that the
    recording names when None.
    Raises SideError when one side works at a time and `side` is both.
    """
    seen = _Seen(len(recording.times_s), report)
    told = watch(recording, exercise, side, catalogue, seen, range_share, model)
    watcher = seen.watcher
    if watcher is None:  # No camera shows this exercise, or there is no moment.
        return _blind_trace(told, recording)
    plan = watcher.plan
    return SetTrace(
        told,
        plan,
        range_share,
        watcher.working,
        tuple(seen.times_s),
        tuple(_in_coordinate(plan.quantity, value) for value in seen.values),
        _spans(seen.times_s, (not is_in for is_in in seen.is_in)),
        _spans(seen.times_s, seen.is_hidden),
        tuple(_lane(each, plan, told, seen) for each in told.faults),
    )


@dataclass(slots=True)
class _Seen:
    """Keeps what the watcher of the working side knew at each moment."""

    moments: int
    report: Callable[[float], None]
    watcher: Watcher | None = None
    times_s: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    is_in: list[bool] = field(default_factory=list)
    is_hidden: list[bool] = field(default_factory=list)
    active: list[tuple[bool, ...]] = field(default_factory=list)
    swings: list[int] = field(default_factory=list)

    def see(self, t_s: float, watcher: Watcher, row: Sequence[float]) -> None:
        """Keep this moment; one whose time does not go on adds nothing."""
        self.watcher = watcher
        if self.times_s and t_s <= self.times_s[-1]:
            return
        self.times_s.append(t_s)
        self.values.append(_value(watcher, row))
        self.is_in.append(watcher.is_started)
        self.is_hidden.append(watcher.is_out_of_sight)
        self.active.append(tuple(f.is_active and watcher.is_started for f in watcher.fault_watches))
        self.swings.append(watcher.swings)
        if len(self.times_s) % _TOLD_EVERY == 0:
            self.report(len(self.times_s) / self.moments)


def _value(watcher: Watcher, row: Sequence[float]) -> float:
    quantity = watcher.plan.quantity
    if quantity is None or watcher.is_out_of_sight:
        return math.nan
    return row[watcher.channels.place_of(quantity.expected.reading.name)] - watcher.zero_deg


def _in_coordinate(quantity: PhaseQuantity | None, value: float) -> float:
    return math.nan if quantity is None or math.isnan(value) else quantity.in_coordinate(value)


def _lane(fault: FaultReport, plan: WatchPlan, report: SetReport, seen: _Seen) -> FaultLane:
    error: float | None = None
    spans: tuple[Span, ...] = ()
    place = next((i for i, a in enumerate(plan.angles) if a.fault.code == fault.code), None)
    if place is not None:
        error = plan.angles[place].trust.error_deg
        spans = _told_spans(place, plan, seen)
    elif fault.code in REPETITION_FAULTS:
        spans = _quick_spans(fault, report.repetitions)
    elif fault.code in HOLD_FAULTS:
        spans = _bounced_spans(fault, report.holds, seen)
    elif seen.watcher is not None and seen.watcher.footing is not None:
        spans = _footing_spans(fault.code, plan, seen.watcher.footing)
    if fault.verdict is not Verdict.FAULT:
        spans = ()
    faulty = tuple(
        number
        for number, part in enumerate(report.parts, 1)
        if any(span.touches(part.start_s, part.end_s) for span in spans)
    )
    return FaultLane(fault, spans, faulty, error)


def _told_spans(place: int, plan: WatchPlan, seen: _Seen) -> tuple[Span, ...]:
    """A fault is told, and told to be over, only after it has lasted: the spans lie by that much earlier."""
    late_s = plan.settings.fault_after_s
    spans = _spans(seen.times_s, (moment[place] for moment in seen.active))
    return tuple(Span(max(s.start_s - late_s, seen.times_s[0]), s.end_s - late_s) for s in spans)


def _quick_spans(fault: FaultReport, repetitions: Sequence[RepetitionDone]) -> tuple[Span, ...]:
    """The ways back that were quicker than the limit."""
    return tuple(
        Span(r.end_s - r.back_s, r.end_s)
        for r in repetitions
        if fault.limit is not None and back_seconds(r) < fault.limit
    )


def _bounced_spans(fault: FaultReport, holds: Sequence[HoldDone], seen: _Seen) -> tuple[Span, ...]:
    """The hold in which there were more swings than the limit for the first time."""
    limit = math.inf if fault.limit is None else fault.limit
    at_s = next((t for t, swings in zip(seen.times_s, seen.swings, strict=True) if swings > limit), None)
    if at_s is None:
        return ()
    return tuple(Span(h.start_s, h.end_s) for h in holds if h.start_s <= at_s <= h.end_s)


def _footing_spans(code: str, plan: WatchPlan, footing: Footing) -> tuple[Span, ...]:
    """From a faulty contact on for as long as it was held; a touch by its own length at most."""
    for watched in plan.by_landing:
        if watched.fault.code == code:
            return tuple(
                Span(landing.contact_s, landing.contact_s + max(landing.held_s, plan.settings.fault_after_s))
                for landing in footing.landings
                if watched.how.verdict(landing, watched.limit, watched.error) is Verdict.FAULT
            )
    if footing.touch is not None and any(fault.code == code for fault, _ in plan.by_touch):
        longest_s = plan.settings.touch_longest_s
        return tuple(Span(touched_s, touched_s + longest_s) for touched_s in footing.touch.touched_s)
    return ()


def _spans(times_s: Sequence[float], holds: Iterable[bool]) -> tuple[Span, ...]:
    """The spans in which it holds; each ends at the first moment at which it does no more."""
    spans: list[Span] = []
    since_s: float | None = None
    for t_s, is_so in zip(times_s, holds, strict=True):
        if is_so and since_s is None:
            since_s = t_s
        elif not is_so and since_s is not None:
            spans.append(Span(since_s, t_s))
            since_s = None
    if since_s is not None:
        spans.append(Span(since_s, times_s[-1]))
    return tuple(spans)


def _blind_trace(report: SetReport, recording: Recording) -> SetTrace:
    working = Side.RIGHT if report.side is Side.BOTH else report.side
    lanes = tuple(FaultLane(fault, (), (), None) for fault in report.faults)
    unseen = (math.nan,) * len(recording.times_s)
    return SetTrace(report, None, 1.0, working, recording.times_s, unseen, (), (), lanes)
