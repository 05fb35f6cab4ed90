"""A clip holds the movement's own rotations, and the left side is the mirror image of the right."""

import pytest

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.quaternion import Quaternion, to_rotation
from hipwise.body.rig import RIG
from hipwise.body.rotation import IDENTITY, Rotation, compose
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.movement.clip import Clip, Manner, build_clip
from hipwise.movement.motion import frames_at
from hipwise.movement.timeline import build_timeline

_LAST_BITS = 1e-9
_MILLIMETRE = 1e-3
CATALOGUE = load_catalogue()
IDS = sorted(CATALOGUE.exercises)


def clip_of(exercise_id: str, side: Side = Side.RIGHT, manner: Manner | None = None) -> Clip:
    exercise, solved = CATALOGUE.exercise(exercise_id), CATALOGUE.solved.get(exercise_id)
    return build_clip(exercise, CATALOGUE.arm_postures, side, manner or Manner(), solved)


def world_rotations(clip: Clip, frame: int) -> dict[str, Rotation]:
    world: dict[str, Rotation] = {}
    for bone in RIG:
        parent = world[bone.parent] if bone.parent else IDENTITY
        world[bone.name] = compose(parent, to_rotation(clip.rotations[bone.name][frame]))
    return world


@pytest.mark.parametrize("exercise_id", ["clamshell", "bridge", "hip-flexor-stretch", "single-leg-squat"])
def test_bones_turn_as_in_the_kinematics(exercise_id: str) -> None:
    exercise = CATALOGUE.exercise(exercise_id)
    clip = clip_of(exercise_id)
    solved = CATALOGUE.solved.get(exercise_id)
    timeline = build_timeline(exercise, CATALOGUE.arm_postures, exercise.dose.hold_s.default, solved=solved)
    for i in (0, len(clip.times_s) // 3, len(clip.times_s) - 1):
        (frame,) = frames_at(exercise, timeline, Side.RIGHT, [clip.times_s[i]])
        world = world_rotations(clip, i)
        for bone, expected in forward_kinematics(frame.coordinates).items():
            assert world[bone] == pytest.approx(expected.rotation, abs=_LAST_BITS)


def mirrored(q: Quaternion) -> Quaternion:
    """Reflected in the plane z = 0: turns about x and y change their sense."""
    return (-q[0], -q[1], q[2], q[3])


@pytest.mark.parametrize("exercise_id", IDS)
def test_the_left_side_is_the_mirror_image(exercise_id: str) -> None:
    right, left = clip_of(exercise_id), clip_of(exercise_id, Side.LEFT)
    other = {"_r": "_l", "_l": "_r"}
    for bone, series in right.rotations.items():
        twin = left.rotations[bone[:-2] + other[bone[-2:]] if bone[-2:] in other else bone]
        for q, image in zip(series, twin, strict=True):
            assert abs(sum(a * b for a, b in zip(mirrored(q), image, strict=True))) == pytest.approx(1.0)
    for (x, y, z), place in zip(right.root, left.root, strict=True):
        assert place == pytest.approx((x, y, -z), abs=_LAST_BITS)


@pytest.mark.parametrize("exercise_id", IDS)
def test_a_repetition_ends_where_it_began(exercise_id: str) -> None:
    clip = clip_of(exercise_id)
    if exercise_id != "lateral-band-walk":
        assert clip.root[-1] == pytest.approx(clip.root[0], abs=5 * _MILLIMETRE)
    assert clip.times_s[0] == 0.0
    assert all(a < b for a, b in zip(clip.times_s, clip.times_s[1:], strict=False))


def test_tempo_and_hold_are_those_asked_for() -> None:
    clip = clip_of("clamshell", manner=Manner(hold_s=3.0, out_s=4.0, back_s=5.0))
    assert clip.duration_s == pytest.approx(12.0)
    assert clip.parts[clip.times_s.index(4.0)] == "hold"


def test_half_the_range_turns_the_thigh_less() -> None:
    whole, half = clip_of("straight-leg-raise"), clip_of("straight-leg-raise", manner=Manner(range_share=0.5))
    least = [min(q[3] for q in clip.rotations["femur_r"]) for clip in (whole, half)]
    assert least[1] > least[0]


def test_the_reach_goes_from_the_floor_to_the_top_of_the_head() -> None:
    heights = [y for _, y, _ in clip_of("single-leg-stance").reach]
    assert min(heights) == pytest.approx(0.0, abs=5 * _MILLIMETRE)
    assert 1.6 < max(heights) < 1.8


@pytest.mark.parametrize("exercise_id", IDS)
def test_every_step_is_told_at_some_key_moment(exercise_id: str) -> None:
    told = " ".join(moment.text for moment in clip_of(exercise_id).key_moments)
    steps = CATALOGUE.exercise(exercise_id).steps
    assert all(step.text in told for step in steps if step.kind in ("preparation", "step"))
