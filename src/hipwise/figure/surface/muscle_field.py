"""How much of each muscle lies under each point of the skin."""

import numpy as np
import numpy.typing as npt

from hipwise.figure.muscle_course import COURSES, MuscleCourse
from hipwise.figure.pose import Array

_SAMPLES_PER_LINE = 32
# The edge lies where the cosine between the skin's normals here and over the line is this, so that a muscle
# at the front of the thigh does not show at its back; and how fast the field grows with the cosine.
_EDGE_COSINE, _COSINE_SLOPE = 0.0, 2.0


def muscle_fields(vertices: Array, normals: Array, has_muscles: npt.NDArray[np.bool_]) -> Array:
    """Fields (n, n_muscles): 1 on the line of the muscle, one half at its edge, down to 0 outside.

    Neutral coordinates, right half. Only vertices that `has_muscles` (n,) are looked at: in the neutral
    posture a hand hangs beside the thigh and must not take its muscles.
    """
    fields = np.zeros((len(vertices), len(COURSES)))
    skin, outward = vertices[has_muscles], normals[has_muscles]
    for i, course in enumerate(COURSES):
        fields[has_muscles, i] = (1.0 + _field(course, skin, outward)) / 2.0
    return fields


def _field(course: MuscleCourse, vertices: Array, normals: Array) -> Array:
    best = np.full(len(vertices), -1.0)
    for line in course.lines:
        skin_line, outward = _raise_to_skin(_evenly(np.array(line)), vertices, normals)
        best = np.maximum(best, _along(skin_line, outward, _radii(course), vertices, normals))
    return best


def _evenly(line: Array) -> Array:
    """The line with its samples at even distances, its corners rounded."""
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.linspace(0.0, lengths[-1], _SAMPLES_PER_LINE)
    return _rounded(np.stack([np.interp(at, lengths, line[:, axis]) for axis in range(3)], axis=1))


def _rounded(line: Array, rounds: int = 4) -> Array:
    for _ in range(rounds):
        line[1:-1] = (line[:-2] + 2.0 * line[1:-1] + line[2:]) / 4.0
    return line


def _raise_to_skin(line: Array, vertices: Array, normals: Array) -> tuple[Array, Array]:
    """The line moved to the nearest skin, and the skin's normals there: a deep muscle shows above itself."""
    nearest = np.array([np.argmin(((vertices - point) ** 2).sum(axis=1)) for point in line])
    outward = normals[nearest]
    height = ((vertices[nearest] - line) * outward).sum(axis=1, keepdims=True)
    raised, outward = _rounded(line + height * outward), _rounded(outward.copy(), rounds=12)
    return raised, outward / np.linalg.norm(outward, axis=1, keepdims=True)


def _radii(course: MuscleCourse) -> Array:
    """Radius of the muscle at the samples of a line: its share at the ends, and a half wave of the rest."""
    wave = np.sin(np.pi * np.linspace(0.0, 1.0, _SAMPLES_PER_LINE))
    radii: Array = course.radius_m * (course.end_share + (1.0 - course.end_share) * wave)
    return radii


def _along(line: Array, outward: Array, radii: Array, vertices: Array, normals: Array) -> Array:
    """Field of one line, only on its side of the limb."""
    best = np.full(len(vertices), -1.0)
    for place, out, reach in zip(line, outward, radii, strict=True):
        inside = 1.0 - np.linalg.norm(vertices - place, axis=1) / reach
        same_side = _COSINE_SLOPE * (normals @ out - _EDGE_COSINE)
        best = np.maximum(best, np.minimum(inside, same_side))
    return best
