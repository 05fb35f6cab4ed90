"""One set before the camera as the player shows it: what is seen, counted, held and said.

The state at a moment is one value, so that a page that missed a moment shows the right thing at the next.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from hipwise.coach.cue import Cue, CueDesk
from hipwise.coach.events import (
    Event,
    FaultCleared,
    FaultSeen,
    HoldDone,
    NotJudgeable,
    RepetitionDone,
    SeenAgain,
    StartPoseReached,
)
from hipwise.coach.framing import Framing
from hipwise.coach.landmarks import Frame, Landmark
from hipwise.coach.live import LiveCoach
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.library.validity_card import ANY_MODEL


class Sight(StrEnum):
    """What the camera makes of the person now."""

    AWAY = "away"
    PLACING = "placing"
    GOING = "going"


@dataclass(frozen=True, slots=True)
class Moment:
    """How the set stands. `held_s` is all time held in this set, in tenths; `hint` names what is in the way.

    `cue` is the sentence that stands, `cue_number` how many were said: a new number is to be spoken. `faults`
    are the repetitions or holds so far that had a fault, by its code. `is_over_half`: a repetition that is
    not in `count` yet is beyond the middle of its way out. Without `counts` the person counts. `range_deg`:
    how far the last one went, in tenths.
    """

    sight: Sight
    count: int
    held_s: float
    is_holding: bool
    hint: Reason | None
    cue: Cue | None
    cue_number: int
    faults: tuple[tuple[str, int], ...]
    is_over_half: bool
    counts: bool
    range_deg: float | None


# The fields of a moment, in their order.
_Faults = tuple[tuple[str, int], ...]
_State = tuple[Sight, int, float, bool, Reason | None, Cue | None, int, _Faults, bool, bool, float | None]


class LiveSet:
    """Watches a set through a `LiveCoach`; frames come in the order of time, at any rate.

    Raises SideError and NoCameraError like `LiveCoach`.
    """

    def __init__(
        self,
        exercise: Exercise,
        side: Side,
        catalogue: Catalogue,
        range_share: float = 1.0,
        model: str = ANY_MODEL,
    ) -> None:
        self._coach = LiveCoach(exercise, side, catalogue, range_share=range_share, model=model)
        self._cues = CueDesk(
            tuple(watched.code for watched in exercise.watch.faults),
            catalogue.reason("coach-corrected").text,
            catalogue.setting("coach.cue_every_s"),
            catalogue.setting("coach.cue_repeat_s"),
            self._coach.sides.main.plan.told_at_the_end,
        )
        self._nobody = catalogue.reason("coach-nobody")
        self._framing = Framing(
            catalogue.reason("coach-step-back"),
            catalogue.reason("coach-come-closer"),
            catalogue.setting("coach.body_least"),
        )
        self._landmarks: Sequence[Landmark] = ()
        self._width = math.inf
        self._hint: Reason | None = self._nobody
        self._is_seen = False
        self._held_before_s = 0.0
        self._active: set[str] = set()
        self._in_repetition: set[str] = set()
        self._faulty: Counter[str] = Counter()
        self._faults: tuple[tuple[str, int], ...] = ()
        self._said = 0
        self._told: _State | None = None

    def observe(self, frame: Frame, width: float = math.inf) -> Moment | None:
        """Take the next frame; the state, or None when it is that of the frame before.

        With x and y in heights of the picture and its `width` in the same unit, the distance is judged, too.
        """
        events = self._coach.observe(frame)
        if _is_empty(frame.landmarks):
            events = [self._nobody_at(event) for event in events]
            self._hint, self._is_seen = self._nobody, False
        elif not self._is_seen and not self._coach.sides.main.is_out_of_sight:
            self._hint, self._is_seen = None, True
        if events:
            self._note(events)
        if self._cues.choose(frame.t_s, events) is not None:
            self._said += 1
        self._landmarks, self._width = frame.landmarks, width
        # Most frames change nothing: a moment is made only of those that do.
        state = self._state()
        if state == self._told:
            return None
        self._told = state
        return Moment(*state)

    def finish(self) -> Moment:
        """The set is over, or the camera is: close what is open."""
        self._note_done(self._coach.finish())
        return Moment(*self._state())

    def _nobody_at(self, event: Event) -> Event:
        """Where nobody is seen, no single part is what hides."""
        return replace(event, reason=self._nobody) if isinstance(event, NotJudgeable) else event

    def _note(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, NotJudgeable):
                self._hint, self._is_seen = event.reason, not event.is_hidden
            elif isinstance(event, StartPoseReached | SeenAgain | RepetitionDone | HoldDone):
                self._hint, self._is_seen = None, True
        self._note_done(events)

    def _note_done(self, events: list[Event]) -> None:
        for event in events:
            if isinstance(event, FaultSeen) and event.code in self._cues.at_end:
                self._faulty[event.code] += 1
            elif isinstance(event, FaultSeen):
                self._active.add(event.code)
                self._in_repetition.add(event.code)
            elif isinstance(event, FaultCleared):
                self._active.discard(event.code)
        for event in events:
            if isinstance(event, HoldDone):
                self._held_before_s += event.seconds
            if isinstance(event, RepetitionDone | HoldDone):
                self._faulty.update(self._in_repetition)
                self._in_repetition = set(self._active)
        self._faults = tuple(sorted(self._faulty.items()))

    def _state(self) -> _State:
        main, is_seen = self._coach.sides.main, self._is_seen
        held_s, is_going = main.held_s, is_seen and main.is_started
        range_deg = main.range_deg
        return (
            Sight.GOING if is_going else Sight.PLACING if is_seen else Sight.AWAY,
            main.count,
            round(self._held_before_s + held_s, 1),
            held_s > 0.0,
            self._hint if is_going else self._distance() or self._hint,
            self._cues.now,
            self._said,
            self._faults,
            main.is_over_half,
            main.counts,
            None if range_deg is None else round(range_deg, 1),
        )

    def _distance(self) -> Reason | None:
        """A wrong distance explains what is hidden; while the set runs it is no matter."""
        return None if self._width == math.inf else self._framing.hint(self._landmarks, self._width)


def _is_empty(landmarks: Sequence[Landmark]) -> bool:
    """Is nobody seen? Who is seen mostly has a nose."""
    return landmarks[0][0] != landmarks[0][0] and all(mark[0] != mark[0] for mark in landmarks)
