"""The skin over a muscle: how clearly it shows at each vertex, and which way its fibres run there."""

from dataclasses import dataclass

import numpy as np

from hipwise.figure.body_mesh import BodyMesh
from hipwise.figure.muscle_course import COURSES, MUSCLE_NAMES
from hipwise.figure.pose import Array

_COURSES = {course.id: course for course in COURSES}


@dataclass(frozen=True, slots=True)
class MuscleSkin:
    """At every vertex (n,): `strength` 0-1, and the place `along` and `across` the fibres, metres."""

    strength: Array
    along: Array
    across: Array


def muscle_skin(muscle: str, body: BodyMesh, both_sides: bool) -> MuscleSkin:
    """The skin over a muscle of the right side, or of both. Raises KeyError for a muscle without a course."""
    course = _COURSES[muscle]
    right = body.vertices[:, 2] >= 0.0
    strength = body.muscles[:, MUSCLE_NAMES.index(muscle)]
    # The left side is looked at in the mirror, so that both carry the same marks.
    mirrored = np.where(right, 1.0, -1.0)[:, None] * [0.0, 0.0, 1.0] + [1.0, 1.0, 0.0]
    first = np.mean([line[0] for line in course.lines], axis=0)
    last = np.mean([line[-1] for line in course.lines], axis=0)
    axis = _unit(last - first)
    outward = (body.normals * mirrored * strength[:, None]).sum(axis=0)
    from_first = body.vertices * mirrored - first
    shown = strength if both_sides else np.where(right, strength, 0.0)
    return MuscleSkin(shown, from_first @ axis, from_first @ _unit(np.cross(outward, axis)))


def _unit(v: Array) -> Array:
    unit: Array = v / max(float(np.linalg.norm(v)), 1e-9)
    return unit
