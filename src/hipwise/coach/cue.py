"""Which sentence the coach says now: one at a time, the most important first, with a pause between them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

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


class CueKind(StrEnum):
    """What a sentence is about."""

    HINT = "hint"
    FAULT = "fault"
    PRAISE = "praise"


@dataclass(frozen=True, slots=True)
class Cue:
    """One sentence. `code` is the fault's, "" for a hint."""

    kind: CueKind
    code: str
    text: str


@dataclass(slots=True)
class CueDesk:
    """Takes what was noticed, hands out sentences no more often than every `every_s` seconds.

    A hint comes before a fault, because nothing is judged meanwhile; faults in `order`, in which the exercise
    lists them; praise, for a fault that was spoken of and is over, comes last. A fault that lasts is
    spoken of again after `repeat_s`. A fault of a single repetition (`at_end`) lasts until one without it.
    """

    order: Sequence[str]
    praise: str
    every_s: float
    repeat_s: float
    at_end: frozenset[str]
    _active: dict[str, str] = field(default_factory=dict)
    _spoken_s: dict[str, float] = field(default_factory=dict)
    _by_repetition: set[str] = field(default_factory=set)
    _corrected: str = ""
    _hint: NotJudgeable | None = None
    _hint_is_new: bool = False
    _last_s: float = -math.inf
    now: Cue | None = None

    def choose(self, t_s: float, events: Sequence[Event]) -> Cue | None:
        """The sentence to say at `t_s`; None when nothing new is to be said. `now` is the one that stands."""
        if events:
            self._note(events)
        if t_s - self._last_s < self.every_s or self._is_quiet:
            return None
        cue = self._most_important(t_s)
        if cue is None:
            if not self._still_stands():
                self.now = None
            return None
        self._last_s = t_s
        if cue.kind is CueKind.FAULT:
            self._spoken_s[cue.code] = t_s
        self.now = cue
        return cue

    @property
    def _is_quiet(self) -> bool:
        """Is nothing to be said, and does nothing stand?"""
        return not (self._active or self._corrected or self._hint or self.now)

    def _note(self, events: Sequence[Event]) -> None:
        for event in events:
            match event:
                case FaultSeen(code=code, cue=cue):
                    self._active[code] = cue
                case FaultCleared(code=code):
                    self._clear(code)
                case NotJudgeable():
                    self._hint, self._hint_is_new = event, True
                case StartPoseReached():
                    self._hint = None
                case SeenAgain() if self._hint is not None and self._hint.is_hidden:
                    self._hint = None
                case _:
                    pass
        if any(isinstance(event, RepetitionDone | HoldDone) for event in events):
            if self._hint is not None and self._hint.what == "movement":
                self._hint = None
            told = {event.code for event in events if isinstance(event, FaultSeen)}
            self._end_repetition(told & self.at_end)

    def _end_repetition(self, codes: set[str]) -> None:
        """What is told only at the end of a repetition belongs to it; any other fault may last."""
        for code in self._by_repetition - codes:
            self._clear(code)
        self._by_repetition = codes

    def _clear(self, code: str) -> None:
        self._active.pop(code, None)
        if self._spoken_s.pop(code, None) is not None:
            self._corrected = code

    def _most_important(self, t_s: float) -> Cue | None:
        if self._hint is not None and self._hint_is_new:
            self._hint_is_new = False
            return Cue(CueKind.HINT, "", self._hint.reason.text)
        for code in self.order if self._active else ():
            spoken_s = self._spoken_s.get(code, -math.inf)
            if code in self._active and t_s - spoken_s >= self.repeat_s:
                self._corrected = ""
                return Cue(CueKind.FAULT, code, self._active[code])
        if self._corrected and not self._active:
            code, self._corrected = self._corrected, ""
            return Cue(CueKind.PRAISE, code, self.praise)
        return None

    def _still_stands(self) -> bool:
        """Is what was said last still so?"""
        if self.now is None or self.now.kind is CueKind.PRAISE:
            return False
        return self._hint is not None if self.now.kind is CueKind.HINT else self.now.code in self._active
