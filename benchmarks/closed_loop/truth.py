"""What is true of a fault in every moment, by the fault's own definition: joint angles and directions in the
room.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmarks.closed_loop.joints import Joints, joints_of
from benchmarks.closed_loop.movement_table import movement_table
from benchmarks.closed_loop.performance import Performance
from hipwise.coach.quantity import PhaseQuantity
from hipwise.figure.pose import Array

Measure = Callable[[Mapping[str, Array], Joints], Array]


@dataclass(frozen=True, slots=True)
class TrueAngle:
    """An angle that grows with the fault, degrees.

    With `from_start` what counts is how far it exceeds the own start and the way that the definition itself
    goes; `both_ways` takes the larger departure to either side. The coach's own measure has the same two
    words.
    """

    measure: Measure
    from_start: bool
    both_ways: bool = False


def _along(joints: Joints, a: str, b: str) -> Array:
    return joints[b] - joints[a]


def _hip_line(_: Mapping[str, Array], joints: Joints) -> Array:
    """How far the free side of the pelvis lies below the working one."""
    line = _along(joints, "left_hip", "right_hip")
    return np.degrees(np.arcsin(line[:, 1] / np.linalg.norm(line, axis=1)))


def _trunk(joints: Joints) -> Array:
    return joints["right_shoulder"] + joints["left_shoulder"] - joints["right_hip"] - joints["left_hip"]


def _lean(_: Mapping[str, Array], joints: Joints) -> Array:
    line = _trunk(joints)
    return np.degrees(np.arctan2(line[:, 2], line[:, 1]))


def _bent_forward(_: Mapping[str, Array], joints: Joints) -> Array:
    line = _trunk(joints)
    return np.degrees(np.arctan2(line[:, 0], line[:, 1]))


def _knee_inwards(_: Mapping[str, Array], joints: Joints) -> Array:
    """Thigh against shank in the frontal plane, positive towards the middle."""
    thigh, shank = _along(joints, "right_hip", "right_knee"), _along(joints, "right_knee", "right_ankle")
    angles = [np.degrees(np.arctan2(line[:, 2], -line[:, 1])) for line in (shank, thigh)]
    return (angles[0] - angles[1] + 180.0) % 360.0 - 180.0


def _coordinate(name: str, sign: float = 1.0) -> Measure:
    return lambda coordinates, _: sign * coordinates[name]


TRUE_ANGLES: Mapping[str, TrueAngle] = {
    "PELVIC_DROP": TrueAngle(_hip_line, True),
    "PELVIC_RISE": TrueAngle(lambda c, j: -_hip_line(c, j), True),
    "TRUNK_LEAN": TrueAngle(_lean, True, both_ways=True),
    "TRUNK_FLEX_EXCESS": TrueAngle(_bent_forward, False),
    "HIP_ADD": TrueAngle(_coordinate("hip_adduction_r"), False),
    "HIP_FLEX_OVER": TrueAngle(_coordinate("hip_flexion_r"), False),
    "HIP_HYPEREXT": TrueAngle(_coordinate("hip_flexion_r", -1.0), False),
    "DYN_VALGUS": TrueAngle(_knee_inwards, True),
    "DEPTH_OVER": TrueAngle(_coordinate("knee_angle_r"), True),
    "KNEE_BEND": TrueAngle(_coordinate("knee_angle_r"), True),
}


def true_angle(code: str, quantity: PhaseQuantity | None) -> TrueAngle | None:
    """How the fault is measured in the room; None where the definition names no angle that the figure has."""
    if code == "RANGE_OVER" and quantity is not None and quantity.coordinate is not None:
        return TrueAngle(_of_role(quantity.coordinate, quantity.direction * np.sign(quantity.per_deg)), True)
    return TRUE_ANGLES.get(code)


def _of_role(coordinate: str, sign: float) -> Measure:
    base, _, role = coordinate.rpartition("_")
    return _coordinate(f"{base}_{'r' if role == 'working' else 'l'}", sign)


def true_quantity(quantity: PhaseQuantity) -> Measure | None:
    """The coordinate in which repetitions are told; None where only the picture's own angle can be."""
    name = quantity.coordinate
    if name is None:
        return None
    if name in ("pelvic_drop", "trunk_lean", "trunk_flexion"):
        return {"pelvic_drop": _hip_line, "trunk_lean": _lean, "trunk_flexion": _bent_forward}[name]
    return _of_role(name, 1.0)


def true_excess(angle: TrueAngle, done: Performance) -> Array:
    """How far the fault really goes in every picture, degrees."""
    values = angle.measure(done.coordinates, done.joints)
    if not angle.from_start:
        return values
    way = angle.measure(*_defined(done.exercise.id))
    way = way - way[0]
    own = values[done.times_s < done.begins_s].mean()
    above: Array = values - own - way.max()
    return np.maximum(above, way.min() - (values - own)) if angle.both_ways else above


@cache
def _defined(exercise_id: str) -> tuple[Mapping[str, Array], Joints]:
    """The right movement as defined."""
    table = movement_table(exercise_id)
    coordinates = {name: table.right[..., place].ravel() for place, name in enumerate(table.names)}
    return coordinates, joints_of(coordinates)


def sustained(times_s: Array, values: Array, seconds: float) -> float:
    """The greatest value that is kept for so long; NaN without one. NaN values interrupt."""
    times, known = times_s.tolist(), values.tolist()
    best, start, unseen = math.nan, 0, -1
    for end, now_s in enumerate(times):
        if known[end] != known[end]:
            unseen = end
        while start < end and now_s - times[start + 1] >= seconds:
            start += 1
        if now_s - times[start] >= seconds and unseen < start and not known[end] <= best:
            least = min(known[start : end + 1])
            best = best if best >= least else least
    return best
