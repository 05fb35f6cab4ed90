"""The animated file, read by the rules of glTF, shows what the kinematics say."""

from functools import cache

import numpy as np
import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.exchange.motion.glb_file import glb_bytes
from hipwise.figure.body_mesh import load_body
from hipwise.figure.pose import pose
from hipwise.figure.prop_mesh import props_of
from hipwise.library.side import Side
from tests.exchange.motion.glb_reader import GlbReader
from tests.exchange.motion.sample import repetition

a_tenth_of_a_millimetre = 1e-4
one_millimetre = 1e-3
a_megabyte = 1_000_000
# glTF's figure looks along +z and has its right at -x.
TO_ROOM = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]])
CASES = [("clamshell", Side.RIGHT), ("clamshell", Side.LEFT), ("lateral-band-walk", Side.LEFT)]


@cache
def reader(exercise: str, side: Side) -> GlbReader:
    return GlbReader(glb_bytes(repetition(exercise, side)))


@pytest.mark.parametrize(("exercise", "side"), CASES)
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_bones_are_where_the_kinematics_put_them(exercise: str, side: Side, share: float) -> None:
    frames = repetition(exercise, side).motion.frames
    number = round(share * (len(frames) - 1))
    matrices = reader(exercise, side).node_matrices(number)
    for bone, frame in forward_kinematics(frames[number].coordinates).items():
        place, rotation = TO_ROOM @ matrices[bone][:3, 3], TO_ROOM @ matrices[bone][:3, :3]
        assert place == pytest.approx(frame.place, abs=a_tenth_of_a_millimetre)
        assert rotation.reshape(-1) == pytest.approx(frame.rotation, abs=a_tenth_of_a_millimetre)


def test_the_animation_has_the_moments_of_the_motion() -> None:
    times = [frame.t_s for frame in repetition("clamshell", Side.RIGHT).motion.frames]
    assert reader("clamshell", Side.RIGHT).times == pytest.approx(times, abs=a_tenth_of_a_millimetre)


def test_the_skin_is_the_posed_body() -> None:
    frames = repetition("clamshell", Side.LEFT).motion.frames
    posed = pose({name: np.array([value]) for name, value in frames[60].coordinates.items()})
    expected = load_body().posed(posed)[0]
    skin = next(s for s in reader("clamshell", Side.LEFT).shown(60) if s.node == "body")
    # The first vertices are the body's own; those on the edges of cloth come after them.
    assert np.abs(skin.vertices[: len(expected)] @ TO_ROOM.T - expected).max() < one_millimetre


def test_every_part_of_the_body_has_its_paint() -> None:
    paints = {s.material for s in reader("clamshell", Side.RIGHT).shown(0) if s.node == "body"}
    assert paints == {"skin", "shorts", "shirt", "hair", "working"}


@pytest.mark.parametrize(("side", "sign"), [(Side.RIGHT, -1.0), (Side.LEFT, 1.0)])
def test_the_working_muscles_are_on_the_working_side(side: Side, sign: float) -> None:
    document = reader("single-leg-stance", side)
    red = next(s for s in document.shown(0) if s.material == "working")
    assert (sign * red.vertices[red.faces].mean(axis=(0, 1))[0]) > 0.0


@pytest.mark.parametrize("exercise", ["clamshell", "lateral-band-walk", "single-leg-stance-ball-toss"])
def test_props_are_where_they_belong(exercise: str) -> None:
    source = repetition(exercise, Side.LEFT)
    number = len(source.motion.frames) // 3
    bones = forward_kinematics(source.motion.frames[number].coordinates)
    shown = [s for s in reader(exercise, Side.LEFT).shown(number) if s.node != "body"]
    at = source.legs[number]
    for prop, here in zip(props_of(exercise, Side.LEFT), shown, strict=True):
        expected = prop.placed(bones, prop.shift_at(at.leg, at.share, at.leg_s))
        assert np.abs(here.vertices @ TO_ROOM.T - expected).max() < a_tenth_of_a_millimetre


def test_the_figure_looks_along_the_axis_that_gltf_prescribes() -> None:
    toes = reader("single-leg-stance", Side.RIGHT).node_matrices(0)
    assert toes["toes_r"][2, 3] > toes["foot_r"][2, 3] + 0.1
    assert toes["femur_r"][0, 3] < toes["femur_l"][0, 3]


def test_a_file_stays_small() -> None:
    assert len(glb_bytes(repetition("bridge", Side.RIGHT))) < a_megabyte
