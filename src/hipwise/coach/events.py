"""What the coach says while it watches. Times are those of the frames, seconds."""

from dataclasses import dataclass

from hipwise.library.rule import Reason


@dataclass(frozen=True, slots=True)
class StartPoseReached:
    """The start position was held; from now on things count."""

    t_s: float


@dataclass(frozen=True, slots=True)
class RepetitionDone:
    """One repetition. `peak_deg` and `range_deg` are in the report's quantity; `back_s` is the way back."""

    t_s: float
    number: int
    start_s: float
    end_s: float
    peak_deg: float
    range_deg: float
    out_s: float
    back_s: float


@dataclass(frozen=True, slots=True)
class HoldProgress:
    """A position is being held: seconds so far, told once a second."""

    t_s: float
    seconds: float


@dataclass(frozen=True, slots=True)
class HoldDone:
    """A hold ended. `seconds` counts only the time it was held and seen."""

    t_s: float
    number: int
    start_s: float
    end_s: float
    seconds: float


@dataclass(frozen=True, slots=True)
class FaultSeen:
    """A fault lasted long enough to be told. `value` and `limit` are in the fault's unit."""

    t_s: float
    code: str
    value: float
    limit: float
    cue: str


@dataclass(frozen=True, slots=True)
class FaultCleared:
    """The fault is over."""

    t_s: float
    code: str


@dataclass(frozen=True, slots=True)
class NotJudgeable:
    """Something that cannot be judged now, and why. `what`: "side", "position", "movement" or what hides."""

    t_s: float
    what: str
    reason: Reason

    @property
    def is_hidden(self) -> bool:
        """Is a part out of sight? Being seen again then settles it."""
        return self.what not in ("side", "position", "movement")


@dataclass(frozen=True, slots=True)
class SeenAgain:
    """What was told as hidden is seen again, and the set goes on where it was."""

    t_s: float


@dataclass(frozen=True, slots=True)
class SetDone:
    """The wanted number of repetitions or holds was reached."""

    t_s: float
    count: int


Event = (
    StartPoseReached
    | RepetitionDone
    | HoldProgress
    | HoldDone
    | FaultSeen
    | FaultCleared
    | NotJudgeable
    | SeenAgain
    | SetDone
)
