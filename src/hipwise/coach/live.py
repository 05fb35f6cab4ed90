"""The coach beside a running camera: frames in, events out."""

import math

from hipwise.coach.events import Event, NotJudgeable, SetDone
from hipwise.coach.landmarks import Frame
from hipwise.coach.watch_plan import WatchPlan, plan_watch
from hipwise.coach.watcher import Watcher
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.side import Side
from hipwise.library.validity_card import ANY_MODEL

# So many frames may wait for the watcher of the other side: a minute, 5 MB.
_WAITING_MOST = 1000
# The other side is asked one question, whether it works, and is looked at some 15 times a second for it: of a
# camera's 30 pictures every second one. That is twice what counting needs.
_RIVAL_STEP_S = 0.06


class SideError(ValueError):
    """A set that names no single working side."""

    def __init__(self, exercise: str) -> None:
        super().__init__(
            f"{exercise} works one side at a time: expected side left or right, found both; watch each alone"
        )


def working_side(exercise: Exercise, side: Side) -> Side:
    """The side a set is watched for: both together is always `both`. Raises SideError."""
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        return Side.BOTH
    if side is Side.BOTH:
        raise SideError(exercise.id)
    return side


class Sides:
    """The watcher of the asked side, and one of the other side that notices when that one works instead.

    When both sides work together there is no wrong side: the side whose start position fits is taken.
    """

    def __init__(self, plan: WatchPlan, side: Side, catalogue: Catalogue) -> None:
        self._side = side
        self._catalogue = catalogue
        first = Side.RIGHT if side is Side.BOTH else side
        self.main = Watcher(plan, first, catalogue)
        rival_plan = plan if side is Side.BOTH else plan.for_the_other_side
        self.rival: Watcher | None = Watcher(rival_plan, first.opposite, catalogue)
        self._rival_started_s = math.nan

    @property
    def may_rival_wait(self) -> bool:
        """Is the asked side under way? Nobody asks then what the other one does."""
        return self._side is not Side.BOTH and not self.main.is_at_rest

    @property
    def watchers(self) -> tuple[Watcher, ...]:
        """Who takes rows now; the main one first."""
        return (self.main,) if self.rival is None else (self.main, self.rival)

    def settle(self, t_s: float, main_events: list[Event], rival_events: list[Event]) -> list[Event]:
        """What is to be told of what both saw at `t_s`."""
        if self.rival is None:
            return main_events
        if self._side is Side.BOTH:
            return self._take_the_fitting(main_events, rival_events)
        if self.main.count:
            self.rival = None
            return main_events
        if self._rival_works(t_s):
            self.rival = None
            reason = self._catalogue.reason(
                "coach-wrong-side", seen=self._side.opposite.value, side=self._side.value
            )
            return [*main_events, NotJudgeable(t_s, "side", reason)]
        return main_events

    def _take_the_fitting(self, main_events: list[Event], rival_events: list[Event]) -> list[Event]:
        assert self.rival is not None
        if self.main.is_started:
            self.rival = None
            return main_events
        if self.rival.is_started:
            self.main, self.rival = self.rival, None
            return rival_events
        return main_events

    def _rival_works(self, t_s: float) -> bool:
        """Did the other side finish something, or take the start position that the asked one does not?"""
        assert self.rival is not None
        if self.rival.count and self.main.is_at_rest:
            return True
        if not self.rival.is_started or self.main.is_started:
            self._rival_started_s = math.nan
            return False
        if math.isnan(self._rival_started_s):
            self._rival_started_s = t_s
        return t_s - self._rival_started_s > self.main.plan.settings.wrong_side_after_s


class LiveCoach:
    """Watches one set live. Feed frames in the order of time; they may come at any rate.

    `target` is the wanted number of repetitions or holds: reaching it tells `SetDone` once. `model` names the
    pose model that makes the landmarks.
    Raises SideError, and NoCameraError when no camera place shows the exercise.
    """

    def __init__(
        self,
        exercise: Exercise,
        side: Side,
        catalogue: Catalogue,
        target: int | None = None,
        hip_flexion_limit_deg: float | None = None,
        range_share: float = 1.0,
        model: str = ANY_MODEL,
    ) -> None:
        wanted = working_side(exercise, side)
        if exercise.watch.camera == "none":
            raise NoCameraError(exercise.id)
        plan = plan_watch(exercise, catalogue, hip_flexion_limit_deg, range_share, model)
        self.sides = Sides(plan, wanted, catalogue)
        self._unwatched: list[Frame] = []
        self._rival_at_s = -math.inf
        self._target = target
        self._is_done = False

    @property
    def count(self) -> int:
        """Repetitions or holds so far."""
        return self.sides.main.count

    def observe(self, frame: Frame) -> list[Event]:
        """Take the next frame; return what is to be told."""
        sides = self.sides
        events = sides.main.look(frame)
        if sides.rival is not None and frame.t_s - self._rival_at_s >= _RIVAL_STEP_S:
            self._rival_at_s = frame.t_s
            events = sides.settle(frame.t_s, events, self._watch_rival(sides.rival, frame))
        return events if self._target is None else events + self._set_done(frame.t_s)

    def finish(self) -> list[Event]:
        """The set is over: close what is open."""
        return self.sides.main.finish()

    def _watch_rival(self, rival: Watcher, frame: Frame) -> list[Event]:
        """Its frames wait as long as nobody asks for it, and are watched in their order when somebody does.

        Mostly nobody ever does: the first repetition or hold of the asked side ends the question.
        """
        unwatched, sides = self._unwatched, self.sides
        if sides.may_rival_wait and len(unwatched) < _WAITING_MOST - 1:
            unwatched.append(frame)
            return []
        if sides.main.count:
            unwatched.clear()
            return []
        if unwatched:
            for waiting in unwatched:
                rival.look(waiting)
            unwatched.clear()
        return rival.look(frame)

    def _set_done(self, t_s: float) -> list[Event]:
        if self._is_done or self._target is None or self.count < self._target:
            return []
        self._is_done = True
        return [SetDone(t_s, self.count)]


class NoCameraError(ValueError):
    """An exercise that no camera place shows."""

    def __init__(self, exercise: str) -> None:
        super().__init__(f"{exercise}: expected an exercise with a camera place, found none; log it by hand")
