"""How a fault looks: what it changes in the body, for pictures that say "not like this".

Everything here works for a working RIGHT side. Amounts come from the fault dictionary and are drawn larger
than the limit, so that the eye finds them. Neglected: contacts that the fault moves by some centimetres.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hipwise.body.kinematics import Frame, forward_kinematics
from hipwise.body.rotation import (
    Rotation,
    Vector,
    about_x,
    about_y,
    about_z,
    compose,
    from_zxy,
    inverse,
    to_zxy,
    turn,
)
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault

Body = dict[str, float]

# A departure just at its limit is hardly seen in a picture.
_DRAWN_LARGER = 1.6
_DRAWN_WITHOUT_NUMBER_DEG = 18.0
_STRAIGHT_KNEE_DEG = 45.0
_FEMURS = ("femur_r", "femur_l")


@dataclass(frozen=True, slots=True)
class Departure:
    """What a fault does to a body (coordinates, amount in degrees), and where the eye should look.

    `mark` is a bone and a point on it in neutral coordinates. `suits` says in which exercises it can be seen.
    """

    change: Callable[[Body, float], Body]
    mark: tuple[str, Vector]
    suits: Callable[[Exercise], bool] = lambda _: True


def shown_faults(exercise: Exercise, faults: Mapping[str, Fault]) -> tuple[Fault, ...]:
    """The watched faults of an exercise that a picture can show, in the exercise's order."""
    watched = (faults[fault.code] for fault in exercise.watch.faults if fault.code in faults)
    return tuple(f for f in watched if f.code in DEPARTURES and DEPARTURES[f.code].suits(exercise))


def depart(body: Mapping[str, float], fault: Fault, strength: float) -> Body:
    """The body with the fault at a share (0-1) of the size in which it is drawn. Raises KeyError."""
    return DEPARTURES[fault.code].change(dict(body), strength * _amount_deg(fault))


def _amount_deg(fault: Fault) -> float:
    """How large it is drawn. The dictionary counts a trunk's bend from upright: there its lower number."""
    if not fault.unit.startswith("degrees"):
        return _DRAWN_WITHOUT_NUMBER_DEG
    if fault.code == "TRUNK_FLEX_EXCESS":
        return fault.warn or _DRAWN_WITHOUT_NUMBER_DEG
    return _DRAWN_LARGER * (fault.stop or fault.warn or _DRAWN_WITHOUT_NUMBER_DEG)


# --- what bones do ----------------------------------------------------------------------------------


def _turn_pelvis(body: Body, by: Rotation, kept: Iterable[str], pivot: str = "") -> Body:
    """Turn the pelvis in its own axes about a hip (or its middle); kept bones keep their direction."""
    frames = forward_kinematics(body)
    before = frames["pelvis"]
    after = compose(before.rotation, by)
    body["pelvis_tilt"], body["pelvis_list"], body["pelvis_rotation"] = to_zxy(after)
    for bone in kept:
        if bone == "trunk":
            _set_lumbar(body, compose(inverse(after), compose(before.rotation, _lumbar(body))))
        else:
            _set_hip(body, bone[-1], compose(inverse(after), frames[bone].rotation))
    if pivot:
        _keep_place(body, pivot, frames[pivot].place)
    return body


def _lumbar(body: Body) -> Rotation:
    names = ("lumbar_extension", "lumbar_bending", "lumbar_rotation")
    return from_zxy(*(body.get(name, 0.0) for name in names))


def _set_lumbar(body: Body, local: Rotation) -> None:
    body["lumbar_extension"], body["lumbar_bending"], body["lumbar_rotation"] = to_zxy(local)


def _set_hip(body: Body, limb: str, local: Rotation) -> None:
    z, x, y = to_zxy(local)
    m = -1.0 if limb == "l" else 1.0
    body[f"hip_flexion_{limb}"], body[f"hip_adduction_{limb}"], body[f"hip_rotation_{limb}"] = z, m * x, m * y


def _set_ankle(body: Body, limb: str, local: Rotation) -> None:
    """The foot's direction as far as the ankle can give it: what is left turns the toes."""
    z, x, _ = to_zxy(local)
    body[f"ankle_angle_{limb}"], body[f"subtalar_angle_{limb}"] = z, -x if limb == "l" else x


def _keep_place(body: Body, bone: str, place: Vector) -> None:
    """Move the whole body so that a joint is where it was."""
    now = forward_kinematics(body)[bone].place
    for axis, was, is_now in zip("xyz", place, now, strict=True):
        body[f"pelvis_t{axis}"] = body.get(f"pelvis_t{axis}", 0.0) + was - is_now


def _turn_leg(body: Body, limb: str, by: Rotation, frames: Mapping[str, Frame]) -> None:
    """Turn thigh and shank by a rotation in the room; the foot keeps its direction as far as it can."""
    thigh = compose(by, frames[f"femur_{limb}"].rotation)
    _set_hip(body, limb, compose(inverse(frames["pelvis"].rotation), thigh))
    shank = compose(by, frames[f"tibia_{limb}"].rotation)
    _set_ankle(body, limb, compose(inverse(shank), frames[f"foot_{limb}"].rotation))


def _about(axis: Vector, deg: float) -> Rotation:
    """Rotation about a unit axis (Rodrigues)."""
    x, y, z = axis
    c, s = math.cos(math.radians(deg)), math.sin(math.radians(deg))
    t = 1.0 - c
    return (
        t * x * x + c,
        t * x * y - s * z,
        t * x * z + s * y,
        t * x * y + s * z,
        t * y * y + c,
        t * y * z - s * x,
        t * x * z - s * y,
        t * y * z + s * x,
        t * z * z + c,
    )


# --- one change for each fault ----------------------------------------------------------------------


def _pelvis_drops(body: Body, deg: float) -> Body:
    return _turn_pelvis(body, about_x(-deg), ("femur_r", "trunk"), "femur_r")


def _back_arches(body: Body, deg: float) -> Body:
    return _turn_pelvis(body, about_z(-deg), (*_FEMURS, "trunk"))


def _pelvis_turns(body: Body, deg: float) -> Body:
    return _turn_pelvis(body, about_y(deg), (*_FEMURS, "trunk"))


def _pelvis_rolls_back(body: Body, deg: float) -> Body:
    """Away from the leg below, which stays: the upper side goes back."""
    up_is_right = turn(forward_kinematics(body)["pelvis"].rotation, (0.0, 0.0, 1.0))[1] > 0.0
    below = "femur_l" if up_is_right else "femur_r"
    return _turn_pelvis(body, about_y(-deg if up_is_right else deg), (below,))


def _trunk_leans(body: Body, deg: float) -> Body:
    body["lumbar_bending"] = body.get("lumbar_bending", 0.0) + deg
    body["neck_bending"] = body.get("neck_bending", 0.0) - deg / 2
    return body


def _trunk_bends_forward(body: Body, deg: float) -> Body:
    _turn_pelvis(body, about_z(-deg / 2), _FEMURS)
    body["lumbar_extension"] = body.get("lumbar_extension", 0.0) - deg / 2
    return body


def _knee_falls_in(body: Body, deg: float) -> Body:
    return _swivel(body, "r", -deg)


def _knees_fall_in(body: Body, deg: float) -> Body:
    return _swivel(_swivel(body, "r", -deg), "l", deg)


def _swivel(body: Body, limb: str, deg: float) -> Body:
    """Turn a leg about the line from hip to ankle: hip and foot stay, the knee goes sideways."""
    frames = forward_kinematics(body)
    hip, ankle = frames[f"femur_{limb}"].place, frames[f"foot_{limb}"].place
    length = math.dist(hip, ankle)
    x, y, z = ((b - a) / length for a, b in zip(hip, ankle, strict=True))
    _turn_leg(body, limb, _about((x, y, z), deg), frames)
    return body


def _thigh_moves_in(body: Body, deg: float) -> Body:
    """The body shifts over the standing leg, which leans: its foot stays."""
    frames = forward_kinematics(body)
    _turn_leg(body, "r", about_x(deg / 3), frames)
    _keep_place(body, "foot_r", frames["foot_r"].place)
    return body


def _knee_bends(body: Body, deg: float) -> Body:
    """The straight one of the knees bends; a standing leg keeps its foot."""
    limb = "r" if body.get("knee_angle_r", 0.0) < _STRAIGHT_KNEE_DEG else "l"
    frames = forward_kinematics(body)
    stands = limb == "r" and abs(turn(frames["pelvis"].rotation, (0.0, 1.0, 0.0))[1]) > math.sqrt(0.5)
    body[f"knee_angle_{limb}"] = body.get(f"knee_angle_{limb}", 0.0) + deg
    if stands:
        for name in ("hip_flexion", "ankle_angle"):
            body[f"{name}_{limb}"] = body.get(f"{name}_{limb}", 0.0) + deg / 2
        _keep_place(body, f"foot_{limb}", frames[f"foot_{limb}"].place)
    return body


def _added(name: str, factor: float) -> Callable[[Body, float], Body]:
    def change(body: Body, deg: float) -> Body:
        body[name] = body.get(name, 0.0) + factor * deg
        return body

    return change


def _squats_deeper(body: Body, deg: float) -> Body:
    """Hip, knee and ankle of the legs that stand bend further; the working foot stays."""
    place = forward_kinematics(body)["foot_r"].place
    for limb in ("r", "l"):
        body[f"knee_angle_{limb}"] = body.get(f"knee_angle_{limb}", 0.0) + 1.5 * deg
        body[f"hip_flexion_{limb}"] = body.get(f"hip_flexion_{limb}", 0.0) + deg
        body[f"ankle_angle_{limb}"] = body.get(f"ankle_angle_{limb}", 0.0) + 0.5 * deg
    _keep_place(body, "foot_r", place)
    return body


def _lies(exercise: Exercise) -> bool:
    orientation = exercise.movement.orientation
    return orientation in ("supine", "prone") or orientation.startswith("side-lying")


_PELVIS = ("pelvis", (0.0, 0.97, -0.13))
_HIP = ("femur_r", (0.04, 0.86, 0.12))
_KNEE = ("tibia_r", (0.03, 0.49, 0.085))
_BACK = ("spine1", (-0.08, 1.06, 0.0))
_CHEST = ("spine3", (0.0, 1.30, 0.0))
DEPARTURES: Mapping[str, Departure] = {
    "PELVIC_DROP": Departure(_pelvis_drops, _PELVIS),
    "LUMBAR_EXT": Departure(_back_arches, _BACK),
    "ANT_TILT": Departure(_back_arches, _BACK),
    "PELVIC_ROT": Departure(_pelvis_turns, _PELVIS),
    "ROLL_BACK": Departure(_pelvis_rolls_back, ("pelvis", (0.0, 0.97, 0.13))),
    "TRUNK_LEAN": Departure(_trunk_leans, _CHEST),
    "TRUNK_FLEX_EXCESS": Departure(_trunk_bends_forward, _CHEST),
    "DYN_VALGUS": Departure(_knee_falls_in, _KNEE),
    "KNEE_OVER_TOE1": Departure(_knee_falls_in, _KNEE),
    "KNEES_IN": Departure(_knees_fall_in, _KNEE),
    "HIP_ADD": Departure(_thigh_moves_in, _HIP),
    "KNEE_BEND": Departure(_knee_bends, _KNEE),
    "HIP_FLEX_OVER": Departure(_added("hip_flexion_r", 1.0), _HIP, _lies),
    "HIP_FLEX_DRIFT": Departure(_added("hip_flexion_r", 1.0), _HIP),
    "HIP_ROT_DRIFT": Departure(_added("hip_rotation_r", -1.0), ("foot_r", (0.1, 0.04, 0.09))),
    "HIP_HYPEREXT": Departure(_added("hip_flexion_r", -1.0), _HIP, _lies),
    "DEPTH_OVER": Departure(_squats_deeper, _KNEE),
}
