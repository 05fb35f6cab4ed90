"""The report of a whole set: what was counted, held, seen as a fault, and what could not be judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from hipwise.coach.channels import smoothed_rows
from hipwise.coach.events import HoldDone, NotJudgeable, RepetitionDone
from hipwise.coach.faults.tempo import back_seconds
from hipwise.coach.faults.verdict import FaultReport, Verdict
from hipwise.coach.flight import Flight
from hipwise.coach.landmarks import Recording
from hipwise.coach.live import Sides, working_side
from hipwise.coach.scene import begins_on_both_feet
from hipwise.coach.sway import Sway
from hipwise.coach.watch_plan import WatchedLanding, plan_watch
from hipwise.coach.watcher import Watcher
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.rule import Reason
from hipwise.library.side import Side

Part = RepetitionDone | HoldDone


@dataclass(frozen=True, slots=True)
class SetReport:
    """One set. `flights` are jumps and hops, `sway` that of standing on one foot; None where not told.

    `quantity` says what the repetitions' degrees mean (OpenSim coordinate by role, its sign).

    `count` is holds for an exercise that is held, repetitions otherwise, 0 where nothing could be counted;
    `is_counted` is False when a camera, or this pose model, cannot count this exercise, or nothing was begun.
    `seen_share` is the share of the time (0-1) in which what is needed was seen.
    """

    exercise: str
    side: Side
    seconds: float
    frames: int
    seen_share: float
    count: int
    is_counted: bool
    quantity: str | None
    repetitions: tuple[RepetitionDone, ...]
    holds: tuple[HoldDone, ...]
    faults: tuple[FaultReport, ...]
    not_judgeable: tuple[tuple[str, str], ...]
    flights: tuple[Flight, ...] = ()
    sway: Sway | None = None

    @property
    def parts(self) -> tuple[Part, ...]:
        """What was counted: holds of an exercise that is held, repetitions of any other."""
        return self.holds or self.repetitions


class Onlooker(Protocol):
    """Somebody who is told how the watcher of the working side stands after each moment."""

    def see(self, t_s: float, watcher: Watcher, row: Sequence[float]) -> None:
        """The watcher has just taken this row."""


def watch(
    recording: Recording,
    exercise: Exercise,
    side: Side,
    catalogue: Catalogue,
    onlooker: Onlooker | None = None,
    range_share: float = 1.0,
    model: str | None = None,
) -> SetReport:
    """Watch a whole recording; `range_share` (0-1) is how much of the way was asked for.

    `model` is the pose model that made its landmarks, the one that the recording names when None.

    Raises SideError when one side works at a time and `side` is both.
    """
    wanted = working_side(exercise, side)
    if exercise.watch.camera == "none":
        return _blind_report(recording, exercise, wanted, catalogue)
    plan = plan_watch(exercise, catalogue, range_share=range_share, model=model or recording.model)
    frames = tuple(recording.frames())
    sides = Sides(plan, wanted, catalogue)
    rows = {
        w: smoothed_rows(w.channels, frames, plan.settings, exercise.is_hold) if frames else []
        for w in sides.watchers
    }
    told: list[NotJudgeable] = []
    for number, frame in enumerate(frames):
        seen = [w.observe(frame.t_s, rows[w][number]) for w in sides.watchers]
        events = sides.settle(frame.t_s, seen[0], seen[-1])
        told += [e for e in events if isinstance(e, NotJudgeable)]
        if onlooker is not None:
            onlooker.see(frame.t_s, sides.main, rows[sides.main][number])
    sides.main.finish()
    return _report(recording, sides.main, wanted, told, catalogue)


def report_to_mapping(report: SetReport) -> dict[str, object]:
    """The report as plain JSON values, with the keys of the command line contract."""
    return {
        "exercise": report.exercise,
        "side": report.side.value,
        "seconds": round(report.seconds, 3),
        "frames": report.frames,
        "seen_share": round(report.seen_share, 3),
        "count": report.count,
        "is_counted": report.is_counted,
        "quantity": report.quantity,
        "repetitions": [
            {
                "start_s": round(r.start_s, 3),
                "end_s": round(r.end_s, 3),
                "peak_deg": round(r.peak_deg, 1),
                "range_deg": round(r.range_deg, 1),
                "out_s": round(r.out_s, 2),
                "back_s": round(r.back_s, 2),
            }
            for r in report.repetitions
        ],
        "holds": [
            {"start_s": round(h.start_s, 3), "end_s": round(h.end_s, 3), "seconds": round(h.seconds, 2)}
            for h in report.holds
        ],
        "faults": [
            {
                "code": f.code,
                "verdict": f.verdict.value,
                "count": f.count,
                "worst_deg": None if f.worst is None else round(f.worst, 1),
                "limit_deg": f.limit,
                "unit": f.unit,
                "why": None if f.why is None else f.why.text,
            }
            for f in report.faults
        ],
        "flights": [_flight_to_mapping(flight) for flight in report.flights],
        "sway": None if report.sway is None else _sway_to_mapping(report.sway),
        "not_judgeable": [{"what": what, "why": why} for what, why in report.not_judgeable],
    }


def _flight_to_mapping(flight: Flight) -> dict[str, object]:
    """Time and height are null where the pictures came too slowly to tell them."""
    told = flight.is_timed
    return {
        "start_s": round(flight.start_s, 3),
        "seconds": round(flight.seconds, 3) if told else None,
        "error_s": round(flight.error_s, 3) if told else None,
        "height_m": round(flight.height_m, 3) if told else None,
        "height_error_m": round(flight.height_error_m, 3) if told else None,
    }


def _sway_to_mapping(sway: Sway) -> dict[str, object]:
    return {
        "percent_of_height": round(sway.percent, 2),
        "error": round(sway.error, 2),
        "seconds": round(sway.seconds, 1),
    }


def _blind_report(recording: Recording, exercise: Exercise, side: Side, catalogue: Catalogue) -> SetReport:
    why = catalogue.reason("coach-no-camera")
    faults = tuple(_unjudged(catalogue.faults[watched.code], why) for watched in exercise.watch.faults)
    return SetReport(
        exercise.id,
        side,
        recording.seconds,
        len(recording.times_s),
        0.0,
        0,
        False,
        None,
        (),
        (),
        faults,
        (("count", why.text), *exercise.watch.not_judgeable),
    )


def _report(
    recording: Recording, watcher: Watcher, side: Side, told: list[NotJudgeable], catalogue: Catalogue
) -> SetReport:
    plan = watcher.plan
    repetitions = _without_overlap(watcher.repetitions)
    began = watcher.has_begun
    return SetReport(
        plan.exercise.id,
        side,
        recording.seconds,
        len(recording.times_s),
        watcher.seen_s / watcher.watched_s if watcher.watched_s > 0.0 else 0.0,
        watcher.count,
        plan.counts and began,
        plan.quantity.name if plan.quantity else None,
        repetitions,
        tuple(watcher.holds),
        fault_reports(watcher, catalogue),
        _not_judgeable(watcher, told, catalogue),
        () if watcher.footing is None else watcher.footing.jumps,
        _sway(watcher),
    )


def _sway(watcher: Watcher) -> Sway | None:
    meter = None if watcher.footing is None else watcher.footing.sway
    return None if meter is None else meter.sway


def _without_overlap(repetitions: list[RepetitionDone]) -> tuple[RepetitionDone, ...]:
    """A repetition's foreseen end gives way to the beginning of the next."""
    nexts = [*(r.start_s for r in repetitions[1:]), float("inf")][: len(repetitions)]
    return tuple(
        RepetitionDone(
            r.t_s,
            r.number,
            r.start_s,
            min(r.end_s, max(following, r.start_s)),
            r.peak_deg,
            r.range_deg,
            r.out_s,
            r.back_s,
        )
        for r, following in zip(repetitions, nexts, strict=True)
    )


def _not_judgeable(
    watcher: Watcher, told: list[NotJudgeable], catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if watcher.plan.quantity is None:
        found.append(("count", catalogue.reason("coach-no-quantity").text))
    elif watcher.plan.uncounted is not None:
        found.append(("count", watcher.plan.uncounted.text))
    elif not watcher.has_begun:
        found.append(("count", catalogue.reason("coach-never-started").text))
    found += _footing_not_judgeable(watcher, catalogue)
    found += [(event.what, event.reason.text) for event in told]
    found += watcher.plan.exercise.watch.not_judgeable
    return tuple(dict.fromkeys(found))


def _footing_not_judgeable(watcher: Watcher, catalogue: Catalogue) -> list[tuple[str, str]]:
    footing = watcher.footing
    if footing is None or not watcher.count:
        return []
    found: list[tuple[str, str]] = []
    if footing.flight is not None and not footing.jumps:
        found.append(("landing", catalogue.reason("coach-no-flight").text))
    if any(not flight.is_timed for flight in footing.jumps):
        found.append(("flight", catalogue.reason("coach-flight-slow").text))
    if footing.sway is not None and footing.sway.sway is None:
        found.append(("sway", catalogue.reason("coach-sway-unseen").text))
    return found


def fault_reports(watcher: Watcher, catalogue: Catalogue) -> tuple[FaultReport, ...]:
    """What may be said of every fault so far, in the order of the exercise's own list."""
    plan = watcher.plan
    reports = {fault.code: _unjudged(fault, why) for fault, why in plan.unjudged}
    for angle, seen in zip(plan.angles, watcher.fault_watches, strict=True):
        why: Reason | None = None
        if seen.verdict is Verdict.NOT_JUDGEABLE:
            percent = round(100.0 * seen.seen_share)
            doubtful = seen.was_in_doubt
            why = (
                catalogue.reason("coach-fault-in-doubt")
                if doubtful
                else catalogue.reason("coach-fault-little-seen", percent=percent)
            )
        worst = None if seen.worst != seen.worst else seen.worst
        reports[angle.fault.code] = FaultReport(
            angle.fault.code, seen.verdict, seen.count, worst, angle.limit, angle.fault.unit, why
        )
    for fault, _ in plan.by_repetition:
        reports[fault.code] = _tempo_report(fault, watcher, catalogue)
    for fault, _ in plan.by_hold:
        reports[fault.code] = _swing_report(fault, watcher, catalogue)
    for landing in plan.by_landing:
        reports[landing.fault.code] = _landing_report(landing, watcher, catalogue)
    for fault, _ in plan.by_touch:
        reports[fault.code] = _touch_report(fault, watcher, catalogue)
    return tuple(reports[watched.code] for watched in plan.exercise.watch.faults)


def _tempo_report(fault: Fault, watcher: Watcher, catalogue: Catalogue) -> FaultReport:
    seconds = [back_seconds(r) for r in watcher.repetitions]
    if not seconds or fault.warn is None:
        return _unjudged(fault, catalogue.reason("coach-fault-not-met"))
    quick = sum(1 for s in seconds if s < fault.warn)
    verdict = Verdict.FAULT if quick else Verdict.OK
    return FaultReport(fault.code, verdict, quick, min(seconds), fault.warn, fault.unit, None)


def _swing_report(fault: Fault, watcher: Watcher, catalogue: Catalogue) -> FaultReport:
    if not watcher.holds or fault.warn is None:
        return _unjudged(fault, catalogue.reason("coach-fault-not-met"))
    bounced = watcher.swings > fault.warn
    verdict = Verdict.FAULT if bounced else Verdict.OK
    return FaultReport(fault.code, verdict, int(bounced), float(watcher.swings), fault.warn, fault.unit, None)


def _landing_report(watched: WatchedLanding, watcher: Watcher, catalogue: Catalogue) -> FaultReport:
    """Any landing with the fault makes it one; ok only when each landing was judged, and every jump seen."""
    fault, landings = watched.fault, [] if watcher.footing is None else watcher.footing.landings
    if not landings:
        return _unjudged(fault, catalogue.reason("coach-no-flight"))
    verdicts = [watched.how.verdict(landing, watched.limit, watched.error) for landing in landings]
    count, worst = verdicts.count(Verdict.FAULT), watched.how.worst(landings)
    if count:
        return FaultReport(fault.code, Verdict.FAULT, count, worst, watched.limit, fault.unit, None)
    if Verdict.NOT_JUDGEABLE in verdicts or len(landings) < watcher.count:
        why = catalogue.reason("coach-no-flight" if len(landings) < watcher.count else "coach-fault-in-doubt")
        return FaultReport(fault.code, Verdict.NOT_JUDGEABLE, 0, worst, watched.limit, fault.unit, why)
    return FaultReport(fault.code, Verdict.OK, 0, worst, watched.limit, fault.unit, None)


def _touch_report(fault: Fault, watcher: Watcher, catalogue: Catalogue) -> FaultReport:
    touch = None if watcher.footing is None else watcher.footing.touch
    if touch is None or fault.warn is None or not watcher.has_begun:
        return _unjudged(fault, catalogue.reason("coach-fault-not-met"))
    if touch.most >= fault.warn:
        count, most = len(touch.touched_s), float(touch.most)
        return FaultReport(fault.code, Verdict.FAULT, count, most, fault.warn, fault.unit, None)
    put_down = touch.was_put_down and not begins_on_both_feet(watcher.plan.exercise)
    if put_down or not touch.was_up or touch.seen_share < watcher.plan.settings.fault_seen_share:
        return _unjudged(fault, catalogue.reason("coach-foot-not-up"))
    return FaultReport(fault.code, Verdict.OK, 0, 0.0, fault.warn, fault.unit, None)


def _unjudged(fault: Fault, why: Reason) -> FaultReport:
    return FaultReport(fault.code, Verdict.NOT_JUDGEABLE, 0, None, fault.warn, fault.unit, why)
