"""An exercise as the content file states it: one definition, from which everything else is computed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from hipwise.library.source import Citation, Evidence

# Clinic words to positive degrees, e.g. {"flexion": 45.0, "external_rotation": 40.0}.
JointAngles = Mapping[str, float]


class Group(StrEnum):
    """The seven groups of the seed article, in its order."""

    HIP_FLEXOR_STRETCH = "hip-flexor-stretch"
    PIRIFORMIS_STRETCH = "piriformis-stretch"
    GROIN_STRETCH = "groin-stretch"
    HIP_STRENGTHENING = "hip-strengthening"
    CORE_STRENGTHENING = "core-strengthening"
    BALANCE = "balance"
    FUNCTIONAL_TRAINING = "functional-training"


class Laterality(StrEnum):
    """Whether one side works at a time or both together."""

    ONE_SIDE = "one-side"
    BOTH_TOGETHER = "both-together"


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction. `kind` is preparation, step, cue, breathing or safety."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A prescribed quantity: the default and the range that its source allows."""

    default: float
    low: float
    high: float
    evidence: Evidence
    source: str

    def allows(self, value: float) -> bool:
        """Is the value inside the sourced range?"""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds for the way out and the way back; the hold between them is the dose's `hold_s`."""

    out_s: float
    back_s: float
    evidence: Evidence
    source: str


@dataclass(frozen=True, slots=True)
class Dose:
    """Sets, repetitions, holds, rests, tempo and days a week. `None` where the quantity has no meaning."""

    sets: Amount
    repetitions: Amount
    hold_s: Amount
    rest_s: Amount
    days_per_week: Amount
    tempo: Tempo


@dataclass(frozen=True, slots=True)
class StopRule:
    """When to stop, in the patient's words, at its three time points."""

    during: str
    on_return: str
    next_morning: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Posture:
    """One posture: joint angles of both limbs, pelvis and trunk in clinic words, and a named arm posture.

    `working` and `other` map a joint (hip, knee, ankle) to its angles. `pelvis` takes anterior_tilt,
    posterior_tilt, drop, hike, roll_forward, roll_back; `trunk` takes flexion, extension,
    lean_to_working, lean_to_other, turn_to_working, turn_to_other, relative to upright
    (standing, sitting) or to the floor (lying). `lift_m` raises the whole body off the floor (flight).
    """

    name: str
    working: Mapping[str, JointAngles]
    other: Mapping[str, JointAngles]
    pelvis: JointAngles
    trunk: JointAngles
    arms: str
    lift_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg of the movement's path: where it leads, in which part of the tempo, and what the patient hears.

    `part` is out, hold or back; `share` is this leg's share of that part's seconds (0-1).
    """

    to: str
    part: str
    share: float
    word: str


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing the figure uses, and where it lies: `at` names a body part or floor; size in metres."""

    kind: str
    at: str
    height_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Contact:
    """A part that touches something; see `figure/contact/part.py` for the parts.

    `kind`: planted (stays where it stands), rests (lies on the ground and may slide), still (keeps its
    place in the room), touches (meets the part in `on`), holds (both hands hold the prop in `on`), balances
    (carries the body's centre of mass), reaches (comes to the top of the prop in `on`). It holds in all
    postures, in those of `postures`, or on the legs of the path whose words are in `legs`.
    """

    part: str
    kind: str
    on: str = ""
    postures: tuple[str, ...] = ()
    legs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """Postures and the path between them.

    `orientation`: supine, prone, side-lying-working-up, side-lying-working-down, half-kneeling,
    sitting, standing. `fixed`: the part that keeps its place (pelvis, seat, working.foot, other.foot,
    feet, working.shank, shoulders). `level`: with `fixed: shoulders`, the part that also stays on
    the floor and so sets the pelvis' slope (feet, other.foot, working.foot). `limit_by`: the
    postures may be approached only part of the way when a hip's limit asks for it; `none` when not.
    `second_view` is where drawings look from too, small, when `view` hides what matters; else empty.
    """

    orientation: str
    fixed: str
    level: str | None
    postures: Mapping[str, Posture]
    path: tuple[Leg, ...]
    props: tuple[Prop, ...]
    smallest_range: float
    view: str
    contacts: tuple[Contact, ...] = ()
    second_view: str = ""


@dataclass(frozen=True, slots=True)
class WatchedFault:
    """A fault of the dictionary that matters in this exercise, with this exercise's cue."""

    code: str
    cue: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What a camera can look for. `camera` is front, side, oblique or none.

    A hold that has sunk by more than `sinks_most` of its own way out, 0-1, is over, however slowly it sank;
    None where the position may drift as long as it is slow.
    """

    camera: str
    place: str
    counts: str
    quantity: str
    faults: tuple[WatchedFault, ...]
    not_judgeable: tuple[tuple[str, str], ...]
    sinks_most: float | None = None


@dataclass(frozen=True, slots=True)
class ConditionRule:
    """What a condition of the person means for this exercise: `exclude` or `care`."""

    condition: str
    effect: str
    text: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class OtherHip:
    """What to mind where the hip that does not work, but carries the posture, is one that hurts."""

    text: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Unlock:
    """What a clinician may unlock of a locked exercise: never the whole movement.

    `finding` is the test of the side (a path such as `tests.fadir`) that has to have this `value`. Hip
    flexion and adduction stay at or below these degrees; at least `smallest_range` of the movement has to
    fit, else it stays locked. `days_per_week` is where a plan begins.
    """

    finding: str
    value: str
    hip_flexion_deg: float
    hip_adduction_deg: float
    smallest_range: float
    days_per_week: int
    evidence: Evidence
    source: str


@dataclass(frozen=True, slots=True)
class Restrictions:
    """When the exercise may be prescribed at all.

    `postop_week_min` counts completed weeks; `lock` is the reason why only a clinician may unlock it;
    `gates` are ids of tests or criteria that must be met; `needs_partner` and `clinic_only` speak for
    themselves; `without_therapist` is False where nobody may do it unsupervised. `knee_cap` begins the names
    of the settings that say how far each phase bends the working knee; None where nothing but the hip's
    limits and the movement itself do.
    """

    phase_min: int
    postop_week_min: int
    lock: str | None
    gates: tuple[str, ...]
    conditions: tuple[ConditionRule, ...]
    clinic_only: bool
    without_therapist: bool
    max_age: int | None
    evidence: Evidence
    source: str
    unlock: Unlock | None = None
    other_hip: OtherHip | None = None
    knee_cap: str | None = None


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle and its role: working, stretched or steady."""

    id: str
    role: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """Everything the content file says about one exercise. See `content/schemas/exercise.schema.json`.

    `equipment_instead` names for a needed thing those that do as well.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    group: Group
    aim: str
    aims: tuple[str, ...]
    muscles: tuple[Muscle, ...]
    tier: int
    weight_bearing: bool
    impact: bool
    equipment: tuple[str, ...]
    equipment_optional: tuple[str, ...]
    laterality: Laterality
    side_words: str
    steps: tuple[Step, ...]
    feel: str
    not_feel: str
    stop_rule: StopRule
    dose: Dose
    movement: Movement
    watch: Watch
    easier_text: str
    harder_text: str
    restrictions: Restrictions
    citations: tuple[Citation, ...]
    reviewed_by: str | None
    reviewed_on: str | None
    equipment_instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def lacks(self, there: Collection[str]) -> list[str]:
        """The needed equipment that is not there, nor anything that does as well."""
        return [
            thing
            for thing in self.equipment
            if thing not in there and not set(self.equipment_instead.get(thing, ())) & set(there)
        ]

    @property
    def is_watched(self) -> bool:
        """Is there a place from which a camera looks at it?"""
        return self.watch.camera != "none"

    @property
    def is_hold(self) -> bool:
        """Is the exercise counted in seconds held rather than in repetitions?"""
        return self.watch.counts == "hold"

    @property
    def is_locked(self) -> bool:
        """Does it need a clinician's unlock?"""
        return self.restrictions.lock is not None
