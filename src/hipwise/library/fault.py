"""The fault dictionary: departures from a movement that have a name, and how a picture shows each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hipwise.library.exercise import Contact, JointAngles
from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Showing:
    """How a picture shows a fault: what the movement done wrongly has otherwise than the right one.

    `look` names where the eye should go (see `movement.mark`), `view` from where it is best seen. It is for
    `exercises`, or for all that no other showing of the fault names. Angles are added to the `postures`
    named, or to all but the first, in the words of an exercise's postures; `range` goes on by that share of
    the way from the first posture, and `lift_m` raises the body. `arms` is another arm posture. `without`
    names contacts that are lost, as "part kind"; `contacts` come instead; `props` stand at another place.
    `out`, `hold` and `back` are the shares of the part's seconds that it really takes; `swings` so many
    during the hold.

    All amounts are a drawing choice, large enough for the eye; none is a limit.
    """

    look: str
    view: str = ""
    exercises: tuple[str, ...] = ()
    postures: tuple[str, ...] = ()
    working: Mapping[str, JointAngles] = field(default_factory=dict)
    other: Mapping[str, JointAngles] = field(default_factory=dict)
    pelvis: JointAngles = field(default_factory=dict)
    trunk: JointAngles = field(default_factory=dict)
    lift_m: float = 0.0
    range: float = 1.0
    arms: str = ""
    without: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    props: Mapping[str, str] = field(default_factory=dict)
    out: float = 1.0
    hold: float = 1.0
    back: float = 1.0
    swings: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `warn` and `stop` are in `unit`; `None` where the source gives no number.

    `measurable_by`: front, side, oblique (a camera there), self-report or clinician. `shown_by` says how a
    picture shows it; where none can, `no_picture` says why.
    """

    code: str
    name: str
    definition: str
    unit: str
    warn: float | None
    stop: float | None
    measurable_by: tuple[str, ...]
    source: str
    evidence: Evidence
    note: str = ""
    shown_by: tuple[Showing, ...] = ()
    no_picture: str = ""

    @property
    def id(self) -> str:
        """The code serves as id."""
        return self.code

    @property
    def camera_places(self) -> tuple[str, ...]:
        """The places from which a camera can measure it; empty when none can."""
        return tuple(place for place in self.measurable_by if place in ("front", "side", "oblique"))

    def showing_in(self, exercise_id: str) -> Showing | None:
        """How a picture of that exercise shows it: the showing that names it, else the general one."""
        named = (showing for showing in self.shown_by if exercise_id in showing.exercises)
        general = (showing for showing in self.shown_by if not showing.exercises)
        return next(named, None) or next(general, None)
