"""The generated body, as every consumer reads it."""

from importlib import resources

import numpy as np
import pytest

from hipwise.body.rig import BONE_NAMES
from hipwise.figure import fingerprint
from hipwise.figure.body_mesh import load_body
from hipwise.figure.muscle_course import MUSCLE_NAMES
from hipwise.figure.surface.skin_weights import mirror_bones
from hipwise.figure.surface.sources import MADE_FROM

GENERATED = resources.files("hipwise.figure") / "generated"
BODY = load_body()


def test_it_was_made_from_the_present_sources():
    kept = (GENERATED / "body.fingerprint").read_text().strip()
    assert kept == fingerprint.of_files(MADE_FROM), "run: make figure"


def test_the_left_half_is_the_right_half_mirrored_bit_for_bit():
    across = np.array([1.0, 1.0, -1.0])
    for name in ("vertices", "normals", "broad"):
        values = getattr(BODY, name)
        assert np.array_equal(values[BODY.mirror], values * across), name
    assert np.array_equal(BODY.fields[BODY.mirror], BODY.fields)
    assert np.array_equal(BODY.muscles[BODY.mirror], BODY.muscles)


def test_the_left_half_hangs_on_the_left_bones_by_the_same_weights():
    dense = np.zeros((len(BODY.vertices), len(BONE_NAMES)))
    np.add.at(dense, (np.arange(len(dense))[:, None], BODY.bones), BODY.weights)
    assert np.array_equal(dense[BODY.mirror][:, mirror_bones()], dense)


def test_the_left_half_has_the_mirrored_faces():
    def as_set(faces):
        turned = [np.roll(faces, -k, axis=1)[faces.argmin(axis=1) == k] for k in range(3)]
        return set(map(tuple, np.concatenate(turned)))

    assert as_set(BODY.faces) == as_set(BODY.mirror[BODY.faces][:, ::-1])


def test_every_edge_belongs_to_two_faces_that_run_along_it_both_ways():
    edges = np.concatenate([BODY.faces[:, [0, 1]], BODY.faces[:, [1, 2]], BODY.faces[:, [2, 0]]])
    there = set(map(tuple, edges))
    assert len(there) == len(edges)
    assert there == {(b, a) for a, b in there}


def test_faces_look_outward():
    a, b, c = (BODY.vertices[BODY.faces[:, k]] for k in range(3))
    volume_m3 = np.einsum("ni,ni->", a, np.cross(b, c)) / 6.0
    assert 0.05 < volume_m3 < 0.08  # litres of an adult of 1.72 m


def test_weights_sum_to_one():
    assert BODY.weights.sum(axis=1) == pytest.approx(1.0, abs=1e-12)
    assert BODY.weights.min() >= 0.0


def test_nothing_is_below_the_soles_and_they_are_flat():
    assert BODY.vertices[:, 1].min() == 0.0
    sole = BODY.vertices[BODY.vertices[:, 1] == 0.0]
    for corner in ((-0.045, 0.085), (0.115, 0.072), (0.100, 0.112)):
        assert np.hypot(*(sole[:, [0, 2]] - corner).T).min() < 0.02


def test_it_is_as_tall_as_the_skeleton():
    assert BODY.vertices[:, 1].max() == pytest.approx(1.72, abs=0.01)


def test_every_muscle_shows_somewhere():
    assert BODY.muscles.shape[1] == len(MUSCLE_NAMES)
    assert (BODY.muscles.max(axis=0) > 0.9).all()
