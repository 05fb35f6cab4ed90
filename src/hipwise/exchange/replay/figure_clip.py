"""A person's set as a clip for the viewer: the same body, props and camera as the planned one."""

from collections.abc import Mapping, Sequence

from hipwise.body.kinematics import JOINTS
from hipwise.body.quaternion import Quaternion, from_rotation, half_of, without_jumps
from hipwise.body.rig import RIG, RigBone
from hipwise.body.rotation import Rotation, Vector, compose, from_zxy, inverse, to_zxy
from hipwise.coach.camera import camera_place
from hipwise.coach.fitted_body import FittedMoment, fit_bodies
from hipwise.coach.landmarks import Recording
from hipwise.coach.trace import SetTrace
from hipwise.figure.clip_file import clip_mapping
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.movement.clip import Clip, Manner, build_clip, timeline_of
from hipwise.movement.leg_time import leg_times

# Between two moments the viewer turns each bone evenly: a tenth of a second is finer than a body moves.
_FRAMES_PER_S = 10.0
_REACH_EVERY = 8
_PARENTS = {joint.bone: joint.parent for joint in JOINTS}

Mapped = dict[str, object]


def replay_clip(
    recording: Recording, trace: SetTrace, exercise: Exercise, catalogue: Catalogue
) -> Mapped | None:
    """The clip file of the set, its times those of the recording; None when there is nothing to draw.

    It is seen from where the camera stood, and as large as the planned clip beside it (`reach`).
    """
    moments = fit_bodies(recording, trace, catalogue, _thinned(trace.times_s))
    if len(moments) < 2:
        return None
    mapping = clip_mapping(_clip(moments, trace, exercise, catalogue), exercise)
    seen_from = camera_direction(exercise, trace)
    return {
        **mapping,
        "camera": {"from": seen_from, "views": dict.fromkeys(_VIEWS, seen_from)},
        "muscles": [],
    }


_VIEWS = ("front", "side", "top")


def camera_direction(exercise: Exercise, trace: SetTrace) -> list[float]:
    """The direction from the body to the camera at its place, as a unit vector of the room."""
    place = camera_place(exercise.movement.orientation, exercise.watch.camera, trace.working)
    return [round(value, 4) for value in place.rotation[6:9]]


def _thinned(times_s: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for t_s in times_s:
        if not kept or t_s - kept[-1] >= 0.95 / _FRAMES_PER_S:
            kept.append(t_s)
    return kept


def _clip(moments: Sequence[FittedMoment], trace: SetTrace, exercise: Exercise, catalogue: Catalogue) -> Clip:
    arms, solved = catalogue.arm_postures, catalogue.solved.get(exercise.id)
    manner = Manner(range_share=trace.range_share)
    planned = build_clip(exercise, arms, trace.working, manner, solved)
    timeline = timeline_of(exercise, arms, manner, solved)
    poses = [_local_rotations(moment) for moment in moments]
    return Clip(
        exercise.id,
        trace.working,
        tuple(moment.t_s for moment in moments),
        ("out",) * len(moments),
        ("",) * len(moments),
        leg_times(exercise, timeline, (moment.plan_t_s for moment in moments)),
        {bone.name: without_jumps(pose[bone.name] for pose in poses) for bone in RIG},
        tuple(moment.frames["pelvis"].place for moment in moments),
        (*planned.reach, *_reach(moments, trace)),
        (),
    )


def _local_rotations(moment: FittedMoment) -> dict[str, Quaternion]:
    """The rotation of every bone of the rig to its parent."""
    local = {bone: _to_parent(moment, bone) for bone in moment.frames}
    return {bone.name: _quaternion(bone, local) for bone in RIG}


def _to_parent(moment: FittedMoment, bone: str) -> Rotation:
    parent = _PARENTS[bone]
    own = moment.frames[bone].rotation
    return own if parent is None else compose(inverse(moment.frames[parent].rotation), own)


def _quaternion(bone: RigBone, local: Mapping[str, Rotation]) -> Quaternion:
    """A helper bone turns half as far as the one that it follows, about y as far as it takes part."""
    if not bone.driven:
        return from_rotation(local[bone.name])
    z_deg, x_deg, y_deg = to_zxy(local[bone.driven])
    return half_of(from_rotation(from_zxy(z_deg, x_deg, y_deg * bone.axial_share)))


def _reach(moments: Sequence[FittedMoment], trace: SetTrace) -> list[Vector]:
    """The corners of the box round the joints while the person was in position."""
    seen = [m for m in moments[::_REACH_EVERY] if trace.is_in_position(m.t_s)]
    places = [frame.place for moment in seen for frame in moment.frames.values()]
    if not places:
        return []
    spans = [(min(axis), max(axis)) for axis in zip(*places, strict=True)]
    return [(x, y, z) for x in spans[0] for y in spans[1] for z in spans[2]]
