"""What a pose model should see when the definition itself performs: joints in the room, as landmarks."""

from collections.abc import Mapping

from hipwise.body.kinematics import Coordinates, forward_kinematics
from hipwise.body.rotation import Vector
from hipwise.body.skeleton import mirrored
from hipwise.coach.camera import CameraPlace
from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Frame, Landmark

# Landmarks that are not joints of the skeleton: the bone and the neutral place, right side, metres.
ON_BONES: Mapping[str, tuple[str, Vector]] = {
    "eye": ("head", (0.075, 1.640, 0.032)),
    "ear": ("head", (0.005, 1.615, 0.075)),
    "heel": ("foot", (-0.055, 0.030, 0.085)),
    "foot_index": ("foot", (0.175, 0.020, 0.090)),
    "index": ("hand", (0.000, 0.715, 0.190)),
}
NOSE: tuple[str, Vector] = ("head", (0.095, 1.590, 0.0))
# Landmarks that lie where a joint of the skeleton is.
JOINTS: Mapping[str, str] = {
    "shoulder": "humerus",
    "elbow": "forearm",
    "wrist": "hand",
    "hip": "femur",
    "knee": "tibia",
    "ankle": "foot",
}


def room_points(coordinates: Coordinates) -> dict[str, Vector]:
    """Places in the room (metres) of the landmarks that the skeleton knows, by BlazePose name."""
    frames = forward_kinematics(coordinates)
    bone, nose = NOSE
    points = {"nose": frames[bone].carry(bone, nose)}
    for side, suffix in (("right", "_r"), ("left", "_l")):
        for name, joint in JOINTS.items():
            points[f"{side}_{name}"] = frames[joint + suffix].place
        for name, (bone, place) in ON_BONES.items():
            owner = bone if bone in frames else bone + suffix
            points[f"{side}_{name}"] = frames[owner].carry(
                owner, place if side == "right" else mirrored(place)
            )
    return points


def seen_frame(t_s: float, points: Mapping[str, Vector], camera: CameraPlace) -> Frame:
    """Points of the room as a perfect pose model sees them: metres, visibility 1; others are missing."""
    seen: dict[str, Landmark] = {name: (*camera.see(point), 1.0) for name, point in points.items()}
    return Frame(t_s, tuple(seen.get(name, MISSING) for name in LANDMARK_NAMES))
