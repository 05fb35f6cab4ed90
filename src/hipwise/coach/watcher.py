"""Watches one set for one working side: gate, count or time, faults. Rows of values in, events out."""

import math
from collections.abc import Sequence
from dataclasses import replace

from hipwise.coach.channels import Channels, LiveSmoother, build_channels
from hipwise.coach.events import (
    Event,
    FaultCleared,
    FaultSeen,
    HoldDone,
    HoldProgress,
    NotJudgeable,
    RepetitionDone,
    SeenAgain,
    StartPoseReached,
)
from hipwise.coach.faults.angle_fault import Measure
from hipwise.coach.faults.bounce import SwingCounter
from hipwise.coach.faults.fault_watch import FaultWatch
from hipwise.coach.faults.tempo import back_seconds
from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.footing import Footing, footing_of
from hipwise.coach.hold import Hold, HoldTimer
from hipwise.coach.landmarks import Frame
from hipwise.coach.likeness import Likeness
from hipwise.coach.prelude import Prelude
from hipwise.coach.quantity import PhaseQuantity
from hipwise.coach.repetition import Repetition, RepetitionCounter
from hipwise.coach.roles import in_words, roles_for
from hipwise.coach.start_pose import Corridor, StillPose
from hipwise.coach.trail import Trail
from hipwise.coach.wander import Wander
from hipwise.coach.watch_plan import WatchedAngle, WatchPlan
from hipwise.coach.witness import choose_company, still_poses
from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side

# So long a touch of the free foot stands on the screen, seconds.
_TOUCH_STANDS_S = 3.0
# So many movements in a row that are no repetition are another exercise, and the person is told.
_UNLIKE_TOLD = 2


class Watcher:
    """One set of one exercise with a given working side.

    Feed frames with `look`, or smoothed rows (`channels`) with `observe`, in the order of time; `finish`
    closes what is open.
    """

    def __init__(self, plan: WatchPlan, working: Side, catalogue: Catalogue) -> None:
        self.plan = plan
        self.working = working
        self.channels: Channels = build_channels(
            plan.readings, roles_for(working), plan.template.camera, plan.settings, plan.has_scene
        )
        self._smoother = LiveSmoother(self.channels, plan.settings)
        self.repetitions: list[RepetitionDone] = []
        self.holds: list[HoldDone] = []
        self.is_started = False
        self.has_begun = False
        self.seen_s = 0.0
        self.watched_s = 0.0
        # Where the set began in a reading of which only changes tell something, degrees.
        self.zero_deg = 0.0
        # Are repetitions counted, or holds timed?
        self.counts = plan.counts
        self._moments = 0
        self._catalogue = catalogue
        self._bridged_s, self._lost_s = plan.settings.gap_bridged_s, plan.settings.lost_after_s
        names = self.channels.names
        self._is_hold = plan.exercise.is_hold
        # A row begins with the directions of the pose, and those with the one that carries the count.
        self._needed = tuple(place for place, pose in enumerate(plan.poses) if pose.must_be_seen)
        if plan.quantity is not None:
            self._needed = self._needed[:1]
        self._direction = plan.quantity.direction if plan.quantity else 1.0
        self._gate = StillPose(plan.settings, plan.poses)
        self._corridor = Corridor(plan.settings, plan.poses)
        self._wander = self._new_wander()
        self._prelude = Prelude(plan.settings, plan.poses, self._new_wander())
        self._counter = self._new_counter()
        self._timer = self._new_timer()
        self._trail = Trail(len(plan.poses) + (plan.witness is not None))
        self._likeness = self._new_likeness()
        self.footing = footing_of(plan.template, plan.settings) if plan.has_scene else None
        self._touch_told_s = math.nan
        self._unlike = 0
        self._excesses = tuple(plan.excess(a, names) for a in plan.angles)
        self.fault_watches = tuple(FaultWatch(plan.settings, a.trust, a.limit) for a in plan.angles)
        self._judges: tuple[tuple[WatchedAngle, Measure, FaultWatch], ...] = ()
        self.swings = 0
        self._swings: list[Repetition] = []
        self._swing_counter: SwingCounter | None = None
        self._t_s = math.nan
        self._seen_at_s = math.nan
        self._is_lost = False
        self._told_s = 0

    @property
    def count(self) -> int:
        """Finished holds of an exercise that is held, finished repetitions of any other."""
        return len(self.holds) if self._is_hold else len(self.repetitions)

    @property
    def is_out_of_sight(self) -> bool:
        """Is what is needed hidden for longer than is bridged?"""
        return self._is_lost

    @property
    def held_s(self) -> float:
        """Seconds of the hold under way, 0 when nothing is held."""
        return self._timer.seconds if self._is_hold else 0.0

    @property
    def range_deg(self) -> float | None:
        """How far the last repetition went from its own start, degrees; None before the first."""
        return self.repetitions[-1].range_deg if self.repetitions else None

    @property
    def is_over_half(self) -> bool:
        """Is a repetition that is not counted yet beyond the middle of its way out?"""
        return self.is_started and not self._is_hold and self._counter.is_over_half

    @property
    def is_at_rest(self) -> bool:
        """Is nothing under way?"""
        return not self.is_started or (self._counter.is_home and not self._timer.is_holding)

    def look(self, frame: Frame) -> list[Event]:
        """Take the next frame of a camera that runs; a recording as a whole is smoothed without delay."""
        t_s = frame.t_s
        return self.observe(t_s, self._smoother.smooth(t_s, self.channels.read(frame.landmarks)))

    def observe(self, t_s: float, row: Sequence[float]) -> list[Event]:
        """Take the next row. A row whose time does not go on is left out."""
        step = t_s - self._t_s
        if step <= 0.0:
            return []
        if step > self._lost_s:
            return [*self._lose(t_s), *self.observe(t_s, row)]
        self._t_s = t_s
        step = min(step, self._bridged_s) if step == step else 0.0
        self.watched_s += step
        self._moments += 1
        for place in self._needed:
            if row[place] != row[place]:
                return self._while_unseen(t_s, step, row)
        self._seen_at_s = t_s
        if not self._is_lost:
            return self._while_seen(t_s, step, row)
        self._is_lost = False
        return [SeenAgain(t_s), *self._while_seen(t_s, step, row)]

    def _while_seen(self, t_s: float, step: float, row: Sequence[float]) -> list[Event]:
        if not self.is_started:
            self.seen_s += step
            self._learn_footing(t_s, step, row)
            return self._wait(t_s, row)
        x, y, size = row[-3:]
        if self._corridor.has_left(t_s, row) or self._wander.has_gone(t_s, x, y, size):
            return self._leave(t_s, "coach-position-left")
        if self._wander.is_elsewhere(t_s):
            self._judge_nothing(t_s, step)
            return []
        self.seen_s += step
        events = [] if self.footing is None else self._watch_footing(self.footing, t_s, step, row)
        if self.counts:
            events += self._count(t_s, row)
        if self._judges:
            events += self._judge(t_s, step, row)
        return events

    def _lose(self, t_s: float) -> list[Event]:
        """No picture came for so long that what was under way is over, and nothing before it tells of now."""
        events = self._leave(t_s, None)
        self._prelude.forget()
        self._gate.forget()
        self._t_s = math.nan
        return events

    def finish(self) -> list[Event]:
        """The recording or the set is over: close what is open."""
        return self._close()

    def missing_part(self, row: Sequence[float]) -> str:
        """The landmark, in people's words, that most likely hides the first missing direction."""
        readings = [expected.reading for expected in self.plan.readings]
        seen = {
            name
            for reading, value in zip(readings, row, strict=False)
            if value == value
            for name in reading.landmarks
        }
        first = next(p for p in self._needed if math.isnan(row[p]))
        hidden = [name for name in readings[first].landmarks if name not in seen]
        return in_words((hidden or readings[first].landmarks)[0], self.working)

    def _learn_footing(self, t_s: float, step: float, row: Sequence[float]) -> None:
        if self.footing is not None:
            self.footing.wait(t_s, step, self.channels.scene_of(row), row[-1])

    def _watch_footing(self, footing: Footing, t_s: float, step: float, row: Sequence[float]) -> list[Event]:
        """A touch of the free foot is told when it ends, and over once the foot has stayed up for a while."""
        scene = self.channels.scene_of(row)
        touched = footing.observe(t_s, step, scene, row[-1], self._timer.is_holding)
        events: list[Event] = []
        for fault, cue in self.plan.by_touch:
            if touched and fault.warn is not None and footing.touch is not None:
                self._touch_told_s = t_s
                events.append(FaultSeen(t_s, fault.code, footing.touch.most, fault.warn, cue))
            elif t_s - self._touch_told_s > _TOUCH_STANDS_S:
                self._touch_told_s = math.nan
                events.append(FaultCleared(t_s, fault.code))
        return events

    def _wait(self, t_s: float, row: Sequence[float]) -> list[Event]:
        if not self._is_hold:
            self._prelude.observe(t_s, row)
        if not self._gate.observe(t_s, row):
            return []
        self.is_started = self.has_begun = True
        self._corridor.enter(t_s)
        self._wander.settle(t_s, *row[-3:])
        reads = (excess.from_own_start(excess.own_start_deg(row)) for excess in self._excesses)
        self._judges = tuple(zip(self.plan.angles, reads, self.fault_watches, strict=True))
        if self.plan.quantity is not None and self.plan.quantity.expected.reading.is_relative:
            self.zero_deg = row[0] - self.plan.quantity.start_deg
        self._counter, self._timer = self._new_counter(self._direction * row[0]), self._new_timer()
        self._trail.forget()
        if self.footing is not None:
            self.footing.settle()
        rows = self._prelude.take() or [(t_s, row)]
        if not self.counts:
            return [StartPoseReached(t_s)]
        told = [replace(event, t_s=t_s) for at_s, each in rows for event in self._count(at_s, each)]
        return [StartPoseReached(t_s), *told]

    def _count(self, t_s: float, row: Sequence[float]) -> list[Event]:
        self._trail.keep(t_s, row)
        value = self._direction * row[0]
        if self._is_hold:
            return self._time(t_s, value, self._timer.observe(t_s, value, self._is_held))
        done = self._counter.observe(t_s, value)
        if done is None:
            return self._tell_jump(t_s) if self._swings else []
        events = self._tell_swing(t_s, done)
        if not self._unlike:
            self._wander.settle(t_s, *row[-3:])
        return events

    def _is_held(self, home_s: float) -> bool:
        return self._likeness is None or self._likeness.is_held(home_s, self._trail)

    def _time(self, t_s: float, value: float, done: Hold | None) -> list[Event]:
        if done is not None:
            self._swing_counter = None
            return self._tell_hold(t_s, done)
        if not self._timer.is_holding:
            self._told_s, self._swing_counter = 0, None
            return []
        if self._swing_counter is None:
            self._swing_counter = SwingCounter(self.plan.settings.swing_least_deg)
        self._swing_counter.observe(value)
        self.swings = max(self.swings, self._swing_counter.swings)
        seconds = self._timer.seconds
        if seconds < self._told_s + 1:
            return []
        self._told_s = int(seconds)
        return [HoldProgress(t_s, seconds)]

    def _tell_swing(self, t_s: float, done: Repetition) -> list[Event]:
        """A repetition may consist of several swings that follow each other closely."""
        quantity = self.plan.quantity
        assert quantity is not None
        pause_s = self.plan.template.repetition_s / 2
        if self._swings and done.start_s - self._swings[-1].end_s > pause_s:
            self._swings = []
        self._swings.append(done)
        footing, began_s = self.footing, self._swings[0].start_s
        if footing is not None and (footing.is_landing or footing.has_landed_since(began_s)):
            return self._tell_jump(t_s)
        return [] if len(self._swings) < quantity.swings else self._tell_swings(t_s, quantity)

    def _tell_jump(self, t_s: float) -> list[Event]:
        """A jump whose landing was seen is over with it, however little the knees gave way."""
        footing, quantity = self.footing, self.plan.quantity
        if footing is None or quantity is None or not self._swings or not self._counter.is_home:
            return []
        if footing.is_landing or not footing.has_landed_since(self._swings[0].start_s):
            return []
        return self._tell_swings(t_s, quantity)

    def _tell_swings(self, t_s: float, quantity: PhaseQuantity) -> list[Event]:
        first, last = self._swings[0], self._swings[-1]
        self._swings = []
        peak = max(first.peak, last.peak)
        whole = Repetition(first.start_s, last.end_s, first.low, peak, first.out_s, last.back_s)
        is_like = self._likeness is None or self._likeness.is_repetition(whole, self._trail)
        if not is_like or self._stayed_on_the_ground(first.start_s):
            self._counter.forget_last()
            return self._tell_unlike(t_s)
        self._unlike = 0
        return self._tell_repetition(t_s, whole, quantity)

    def _stayed_on_the_ground(self, since_s: float) -> bool:
        """Was this to be a jump, and no foot left the ground? Who sits down bends the knees in the same way.

        Where the feet are hidden nobody knows. Where pictures come more slowly than the shortest flight
        takes, a foot in the air may hide between two of them, but not the hips: they rise for longer.
        Nobody sits down on one foot, and hops are low.
        """
        footing = self.footing
        if footing is None or footing.flight is None or footing.touch is not None:
            return False
        if footing.has_landed_since(since_s):
            return False
        if not footing.flight.saw_feet_since(since_s):
            return False
        if self.watched_s <= self._moments * self.plan.settings.flight_least_s:
            return True
        return not self._trail.has_risen_since(since_s, self.plan.settings.flight_lift_share)

    def _tell_unlike(self, t_s: float) -> list[Event]:
        """One movement that is no repetition may happen; a second one is said."""
        self._unlike += 1
        if self._unlike != _UNLIKE_TOLD:
            return []
        return [NotJudgeable(t_s, "movement", self._catalogue.reason("coach-other-movement"))]

    def _tell_repetition(self, t_s: float, done: Repetition, quantity: PhaseQuantity) -> list[Event]:
        low, peak = (
            quantity.in_coordinate(self._direction * end - self.zero_deg) for end in (done.low, done.peak)
        )
        peak = low + self._true_way(peak - low)
        event = RepetitionDone(
            t_s,
            len(self.repetitions) + 1,
            done.start_s,
            done.end_s,
            peak,
            abs(peak - low),
            done.out_s,
            done.back_s,
        )
        self.repetitions.append(event)
        events: list[Event] = [event]
        for fault, cue in self.plan.by_repetition:
            if fault.warn is not None and back_seconds(event) < fault.warn:
                events.append(FaultSeen(t_s, fault.code, event.back_s, fault.warn, cue))
        return events + self._tell_landings(t_s, done.start_s)

    def _tell_landings(self, t_s: float, since_s: float) -> list[Event]:
        landings = [] if self.footing is None else self.footing.take_landings(since_s)
        return [
            FaultSeen(t_s, each.fault.code, each.how.value(landing), each.limit, each.cue)
            for each in self.plan.by_landing
            for landing in landings
            if each.how.verdict(landing, each.limit, each.error) is Verdict.FAULT
        ]

    def _true_way(self, seen: float) -> float:
        """The way from the own start as it truly is, where the pose model's error was measured."""
        calibration = self.plan.of_range
        return seen if calibration is None else math.copysign(max(0.0, calibration.true_of(abs(seen))), seen)

    def _tell_hold(self, t_s: float, done: Hold) -> list[Event]:
        if self._likeness is not None and not self._likeness.is_hold(done, self._trail):
            return self._tell_unlike(t_s)
        self._unlike = 0
        event = HoldDone(t_s, len(self.holds) + 1, done.start_s, done.end_s, done.seconds)
        self.holds.append(event)
        return [event]

    def _judge(self, t_s: float, step: float, row: Sequence[float]) -> list[Event]:
        events: list[Event] = []
        for angle, read, watch in self._judges:
            value = read(row)
            change = watch.observe(t_s, step, value)
            if change is True:
                events.append(FaultSeen(t_s, angle.fault.code, value, angle.limit, angle.cue))
            elif change is False:
                events.append(FaultCleared(t_s, angle.fault.code))
        return events

    def _while_unseen(self, t_s: float, step: float, row: Sequence[float]) -> list[Event]:
        gap = t_s - self._seen_at_s
        if self.is_started and gap > self._lost_s:
            return self._leave(t_s, None)
        if self.is_started:
            self._judge_nothing(t_s, step)
        if gap > self._lost_s:
            self._prelude.forget()
        if self._is_lost or not (gap > self.plan.settings.gap_bridged_s or math.isnan(gap)):
            return []
        self._is_lost = True
        part = self.missing_part(row)
        return [NotJudgeable(t_s, part, self._catalogue.reason("coach-not-seen", part=part))]

    def _judge_nothing(self, t_s: float, step: float) -> None:
        for watch in self.fault_watches:
            watch.observe(t_s, step, math.nan)

    def _leave(self, t_s: float, rule: str | None) -> list[Event]:
        events = self._close()
        self.is_started = False
        if rule is not None:
            events.append(NotJudgeable(t_s, "position", self._catalogue.reason(rule)))
        return events

    def _close(self) -> list[Event]:
        if not self.is_started:
            return []
        hold = self._timer.finish() if self._is_hold else None
        if hold is not None:
            return self._tell_hold(self._t_s, hold)
        done = None if self._is_hold else self._counter.finish()
        return [] if done is None else self._tell_swing(self._t_s, done)

    def _new_counter(self, start_deg: float = -math.inf) -> RepetitionCounter:
        quantity = self.plan.quantity
        if quantity is None:
            return RepetitionCounter(self.plan.settings, math.inf, math.inf)
        least = self.plan.settings.signal_least * quantity.expected.jitter_deg / 2
        return RepetitionCounter(
            self.plan.settings, quantity.range_deg, least, start_deg, quantity.out, quantity.back
        )

    def _new_likeness(self) -> Likeness | None:
        plan = self.plan
        if plan.quantity is None:
            return None
        settings, template, poses = plan.settings, plan.template, plan.poses
        return Likeness(
            settings,
            template,
            plan.quantity,
            poses,
            plan.witness,
            choose_company(template, plan.quantity, poses, settings),
            still_poses(template, poses, settings),
        )

    def _new_wander(self) -> Wander:
        size = self.plan.template.size_m
        return Wander(self.plan.settings, self.plan.template.travel_m, size[0], min(size), max(size))

    def _new_timer(self) -> HoldTimer:
        quantity = self.plan.quantity
        if quantity is None:
            return HoldTimer(self.plan.settings, math.inf)
        most = self.plan.exercise.watch.sinks_most
        most = math.inf if most is None else most
        return HoldTimer(self.plan.settings, quantity.range_deg, quantity.out, quantity.back, most)
