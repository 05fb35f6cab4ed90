"""One set before the camera as the player shows it: what is seen, counted, held and said.

The state at a moment is one value, so that a page that missed a moment shows the right thing at the next.
"""

import math
from collections import Counter
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
from hipwise.coach.landmarks import Frame
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
    are the repetitions or holds so far that had a fault, by its code.
    """

    sight: Sight
    count: int
    held_s: float
    is_holding: bool
    hint: Reason | None
    cue: Cue | None
    cue_number: int
    faults: tuple[tuple[str, int], ...]


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
        self._distance: Reason | None = None
        self._hint: Reason | None = self._nobody
        self._is_seen = False
        self._held_before_s = 0.0
        self._active: set[str] = set()
        self._in_repetition: set[str] = set()
        self._faulty: Counter[str] = Counter()
        self._said = 0
        self._told: Moment | None = None

    def observe(self, frame: Frame, width: float = math.inf) -> Moment | None:
        """Take the next frame; the state, or None when it is that of the frame before.

        With x and y in heights of the picture and its `width` in the same unit, the distance is judged, too.
        """
        is_empty = all(landmark[0] != landmark[0] for landmark in frame.landmarks)
        events = self._coach.observe(frame)
        if is_empty:
            events = [self._nobody_at(event) for event in events]
        self._note(is_empty, events)
        self._distance = None if math.isinf(width) else self._framing.hint(frame.landmarks, width)
        if self._cues.choose(frame.t_s, events) is not None:
            self._said += 1
        moment = self._moment()
        if moment == self._told:
            return None
        self._told = moment
        return moment

    def finish(self) -> Moment:
        """The set is over, or the camera is: close what is open."""
        self._note_done(self._coach.finish())
        return self._moment()

    def _nobody_at(self, event: Event) -> Event:
        """Where nobody is seen, no single part is what hides."""
        return replace(event, reason=self._nobody) if isinstance(event, NotJudgeable) else event

    def _note(self, is_empty: bool, events: list[Event]) -> None:
        if is_empty:
            self._hint, self._is_seen = self._nobody, False
        elif not self._is_seen and not self._coach.sides.main.is_out_of_sight:
            self._hint, self._is_seen = None, True
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

    def _hint_of(self, sight: Sight) -> Reason | None:
        """A wrong distance explains what is hidden; while the set runs it is no matter."""
        return self._hint if sight is Sight.GOING or self._distance is None else self._distance

    def _moment(self) -> Moment:
        main = self._coach.sides.main
        is_going = main.is_started and self._is_seen
        sight = Sight.GOING if is_going else Sight.PLACING if self._is_seen else Sight.AWAY
        return Moment(
            sight,
            self._coach.count,
            round(self._held_before_s + main.held_s, 1),
            main.held_s > 0.0,
            self._hint_of(sight),
            self._cues.now,
            self._said,
            tuple(sorted(self._faulty.items())),
        )
