"""The skin when it is made anew, and when it bends."""

import numpy as np
import pytest

from hipwise.figure.body_mesh import decode, load_body
from hipwise.figure.pose import pose
from hipwise.figure.surface.body import make_half
from hipwise.figure.surface.body_file import encode
from hipwise.figure.surface.field import Field
from hipwise.figure.surface.relief import raised

BODY = load_body()
# Made again on another processor the triangles may fall differently, the surface may not.
same_surface_m = 0.0015
coarse_surface_m = 0.006
most_change_of_volume = 0.02


def _off_surface(points, other):
    """Distance of points to the plane of the nearest vertex of another mesh."""
    off = np.empty(len(points))
    for start in range(0, len(points), 500):
        some = points[start : start + 500]
        nearest = ((some[:, None] - other.vertices[None]) ** 2).sum(axis=2).argmin(axis=1)
        off[start : start + 500] = np.abs(
            ((some - other.vertices[nearest]) * other.normals[nearest]).sum(axis=1)
        )
    return off


def test_a_coarse_body_has_the_same_surface():
    coarse = decode(encode(make_half(spacing_m=0.008, face_count=3_000)))
    assert np.percentile(_off_surface(BODY.vertices, coarse), 95) < coarse_surface_m


@pytest.mark.slow
def test_made_again_the_surface_is_the_same():
    again = decode(encode(make_half()))
    assert len(again.vertices) == pytest.approx(len(BODY.vertices), rel=0.02)
    assert np.percentile(_off_surface(BODY.vertices, again), 99) < same_surface_m


def _volume_m3(vertices):
    a, b, c = (vertices[BODY.faces[:, k]] for k in range(3))
    return np.einsum("ni,ni->", a, np.cross(b, c)) / 6.0


POSTURES = {
    "standing": {},
    "sitting": {"hip_flexion": 90.0, "knee_angle": 90.0},
    "deep squat": {"hip_flexion": 110.0, "knee_angle": 120.0},
    "leg behind": {"hip_flexion": -20.0},
    "clamshell": {"hip_flexion": 45.0, "hip_adduction": -27.0, "hip_rotation": -30.0, "knee_angle": 90.0},
}


def _posed(right):
    return pose(
        {"pelvis_tx": np.zeros(1)} | {f"{name}_r": np.array([value]) for name, value in right.items()}
    )


@pytest.mark.parametrize("name", POSTURES)
def test_a_bent_body_keeps_its_volume(name):
    standing = _volume_m3(BODY.vertices)
    bent = _volume_m3(BODY.posed(_posed(POSTURES[name]))[0])
    assert bent == pytest.approx(standing, rel=most_change_of_volume)


# Off the true skin at the hip (within 19 cm) and the knee (within 11 cm), root mean square, millimetres; what
# is hidden in the folds counts. The prototype of linear skinning was 11 and 14 mm off in the deep squat.
@pytest.mark.parametrize(
    ("name", "most_hip_mm", "most_knee_mm"),
    [("standing", 4, 3), ("sitting", 7, 5), ("deep squat", 9, 9), ("leg behind", 4, 3), ("clamshell", 7, 5)],
)
def test_skinning_is_near_the_true_skin(name, most_hip_mm, most_knee_mm):
    posed = _posed(POSTURES[name])
    skin = BODY.posed(posed)[0]
    off_mm = 1000.0 * (Field(posed).distance(skin) - raised(BODY.fields[:, :3]))
    for joint, reach_m, most_mm in (
        ((0.0, 0.912, 0.085), 0.19, most_hip_mm),
        ((0.0, 0.490, 0.085), 0.11, most_knee_mm),
    ):
        near = np.linalg.norm(BODY.vertices - joint, axis=1) < reach_m
        assert np.sqrt((off_mm[near] ** 2).mean()) < most_mm
