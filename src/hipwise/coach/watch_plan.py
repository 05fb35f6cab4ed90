"""What is watched in a set of one exercise: the angles, the limits, and what cannot be judged from here.

Built once per set; the frames then only pass through it.
"""

import math
from dataclasses import dataclass, replace

from hipwise.coach.faults.angle_fault import AngleFault, Excess, Trust, measured_at
from hipwise.coach.faults.landing_fault import LandingFault
from hipwise.coach.faults.registry import (
    HOLD_FAULTS,
    LANDING_FAULTS,
    REPETITION_FAULTS,
    TOUCH_FAULTS,
    angle_fault,
)
from hipwise.coach.measured import Measured, by_no_camera, measured_with
from hipwise.coach.quantity import PhaseQuantity, choose_quantity
from hipwise.coach.scene import is_on_scene, leaves_ground, stands_on_one_foot
from hipwise.coach.settings import CoachSettings, coach_settings
from hipwise.coach.start_pose import PoseReading, pose_readings
from hipwise.coach.template import Expected, Template, build_template
from hipwise.coach.witness import Witness, choose_witness
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, WatchedFault
from hipwise.library.fault import Fault
from hipwise.library.rule import Reason
from hipwise.library.validity_card import ANY_MODEL, Calibration

# A fault whose angle jitters by more than this share of its limit cannot be told from noise.
_JITTER_OF_LIMIT = 0.5
_JITTER_ALWAYS_ALLOWED_DEG = 2.5


@dataclass(frozen=True, slots=True)
class WatchedAngle:
    """An angle fault that this camera can judge."""

    fault: Fault
    cue: str
    angle: AngleFault
    trust: Trust
    limit: float
    start_slack_deg: float


@dataclass(frozen=True, slots=True)
class WatchedLanding:
    """A fault of landings that this camera can judge; `limit` and `error` in the fault's unit."""

    fault: Fault
    cue: str
    how: LandingFault
    limit: float
    error: float


@dataclass(frozen=True, slots=True)
class WatchPlan:
    """Everything about a set that does not change while it is watched.

    `quantity` is None when nothing moves enough to be counted; `unjudged` maps a fault's code to why;
    `of_range` corrects the range of a repetition where the pose model's error was measured. `uncounted` is
    why nothing is counted although something moves enough; None where it is.
    """

    exercise: Exercise
    settings: CoachSettings
    template: Template
    quantity: PhaseQuantity | None
    poses: tuple[PoseReading, ...]
    angles: tuple[WatchedAngle, ...]
    by_repetition: tuple[tuple[Fault, str], ...]
    by_hold: tuple[tuple[Fault, str], ...]
    by_landing: tuple[WatchedLanding, ...]
    by_touch: tuple[tuple[Fault, str], ...]
    unjudged: tuple[tuple[Fault, Reason], ...]
    of_range: Calibration | None = None
    witness: Witness | None = None
    uncounted: Reason | None = None

    @property
    def counts(self) -> bool:
        """Are repetitions counted, or holds timed?"""
        return self.quantity is not None and self.uncounted is None

    @property
    def has_scene(self) -> bool:
        """Are feet, legs and weight read beside the angles?"""
        return is_on_scene(self.exercise) and bool(self.by_landing or self.by_touch)

    @property
    def for_the_other_side(self) -> "WatchPlan":
        """What shows that the other side works: its movement, without judging how well."""
        return replace(self, angles=(), by_landing=(), by_touch=())

    @property
    def told_at_the_end(self) -> frozenset[str]:
        """Faults that are known when a repetition or hold is over, and belong to that one alone."""
        at_end = [fault.code for fault, _ in (*self.by_repetition, *self.by_hold)]
        return frozenset(at_end + [each.fault.code for each in self.by_landing])

    @property
    def readings(self) -> tuple[Expected, ...]:
        """The readings to take, in the order of a row."""
        needed = [pose.expected for pose in self.poses]
        needed += [] if self.witness is None else [self.witness.expected]
        needed += [self.template.expected[name] for a in self.angles for name in a.angle.readings]
        return tuple({e.reading.name: e for e in needed}.values())

    def excess(self, watched: WatchedAngle, names: tuple[str, ...]) -> Excess:
        """How that fault is measured in rows whose readings have these names."""
        angle = watched.angle
        series = [self.template.expected[name].samples_deg for name in angle.readings]
        defined = [angle.measure(values) for values in zip(*series, strict=True)]
        way = [value - defined[0] for value in defined]
        places = tuple(names.index(name) for name in angle.readings)
        read = measured_at(angle.measure, places)
        return Excess(angle, read, defined[0], min(way), max(way), watched.start_slack_deg)


def plan_watch(
    exercise: Exercise,
    catalogue: Catalogue,
    hip_flexion_limit_deg: float | None = None,
    range_share: float = 1.0,
    model: str = ANY_MODEL,
) -> WatchPlan:
    """What to watch in this exercise; its camera must not be `none`.

    `hip_flexion_limit_deg` is this hip's own limit, the general one when None. `model` is the pose model that
    makes the landmarks: what its angles are worth, and which faults it may judge, is on the exercise's card.
    """
    s = coach_settings(catalogue)
    solved = catalogue.solved.get(exercise.id)
    template = build_template(exercise, catalogue.arm_postures, s, range_share, solved)
    measured = measured_with(model, exercise, catalogue)
    quantity = choose_quantity(template, s, measured.carrier)
    angles: list[WatchedAngle] = []
    unjudged: list[tuple[Fault, Reason]] = []
    by_repetition: list[tuple[Fault, str]] = []
    by_hold: list[tuple[Fault, str]] = []
    by_landing: list[WatchedLanding] = []
    by_touch: list[tuple[Fault, str]] = []
    for watched in exercise.watch.faults:
        fault = catalogue.faults[watched.code]
        reason = _why_not(fault, template, catalogue) or measured.why_not_judged(fault.code, catalogue)
        if reason is None and fault.code in REPETITION_FAULTS:
            by_repetition.append((fault, watched.cue))
        elif reason is None and fault.code in HOLD_FAULTS:
            by_hold.append((fault, watched.cue))
        elif reason is None and fault.code in LANDING_FAULTS and leaves_ground(exercise):
            by_landing.append(_watched_landing(watched, fault, catalogue))
        elif reason is None and fault.code in TOUCH_FAULTS and stands_on_one_foot(exercise):
            by_touch.append((fault, watched.cue))
        else:
            answer = reason or _watched_angle(
                watched, fault, quantity, template, catalogue, hip_flexion_limit_deg, measured
            )
            if isinstance(answer, Reason):
                unjudged.append((fault, answer))
            else:
                angles.append(answer)
    return WatchPlan(
        exercise,
        s,
        template,
        quantity,
        pose_readings(template, quantity, s),
        tuple(angles),
        tuple(by_repetition),
        tuple(by_hold),
        tuple(by_landing),
        tuple(by_touch),
        tuple(unjudged),
        measured.of_range,
        choose_witness(template, quantity, s),
        measured.why_not_counted(exercise, catalogue),
    )


def _watched_landing(watched: WatchedFault, fault: Fault, catalogue: Catalogue) -> WatchedLanding:
    assert fault.warn is not None, f"{fault.code} has no limit"
    error = catalogue.setting(f"coach.{fault.code.lower()}.error")
    return WatchedLanding(fault, watched.cue, LANDING_FAULTS[fault.code], fault.warn, error)


def _why_not(fault: Fault, template: Template, catalogue: Catalogue) -> Reason | None:
    """Why no camera, or not this one, can judge the fault."""
    places = fault.camera_places
    if template.camera in places:
        return None
    if places:
        return catalogue.reason(
            "coach-fault-other-camera", camera=template.camera, places=" or ".join(places)
        )
    return by_no_camera(fault, catalogue)


def _watched_angle(
    watched: WatchedFault,
    fault: Fault,
    quantity: PhaseQuantity | None,
    template: Template,
    catalogue: Catalogue,
    hip_flexion_limit_deg: float | None,
    measured: Measured,
) -> WatchedAngle | Reason:
    angle = angle_fault(fault.code, quantity)
    if angle is None or fault.warn is None:
        return catalogue.reason("coach-fault-no-judge")
    limit = fault.warn
    if fault.code == "HIP_FLEX_OVER":
        cap = catalogue.setting("envelope.flex_cap")
        limit += cap if hip_flexion_limit_deg is None else hip_flexion_limit_deg
    expected = [template.expected.get(name) for name in angle.readings]
    jitter = math.hypot(*(e.jitter_deg if e else math.inf for e in expected))
    if jitter > max(_JITTER_ALWAYS_ALLOWED_DEG, _JITTER_OF_LIMIT * limit):
        return catalogue.reason("coach-fault-hidden")
    shift = sum(e.start_shift_deg for e in expected if e is not None)
    slack = catalogue.setting(f"coach.{fault.code.lower()}.start_deg") + shift if angle.from_start else 0.0
    trust = _trust(fault.code, catalogue, measured)
    return WatchedAngle(fault, watched.cue, angle, trust, limit, slack)


def _trust(code: str, catalogue: Catalogue, measured: Measured) -> Trust:
    """As measured with the pose model, else the widest that is known of cameras."""
    c = measured.calibration(code)
    if c is not None:
        return Trust(c.slope, c.slope, c.error, c.offset, c.margin)
    name = f"coach.{code.lower()}"
    return Trust(
        catalogue.setting(f"{name}.slope_low"),
        catalogue.setting(f"{name}.slope_high"),
        catalogue.setting(f"{name}.error_deg"),
    )
