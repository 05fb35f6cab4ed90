"""Anatomical markers on the skeleton, with the names of the marker set of Rajagopal 2016.

Places are those of bony landmarks of an adult of the skeleton's height, by eye on the figure, good to about
a centimetre; joint centres are exact. No marker lies on skin that moves over its bone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.body.kinematics import Frame
from hipwise.body.rotation import Vector
from hipwise.body.skeleton import mirrored


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker on a bone, neutral place in metres. Paired ones are named and placed without their side."""

    name: str
    bone: str
    place: Vector
    paired: bool = True


MARKERS: tuple[Marker, ...] = (
    Marker("C7", "spine3", (-0.078, 1.455, 0.0), paired=False),
    Marker("CLAV", "spine3", (0.045, 1.400, 0.0), paired=False),
    Marker("ACR", "spine3", (-0.012, 1.428, 0.165)),
    Marker("SJC", "humerus", (-0.010, 1.390, 0.185)),
    Marker("LEL", "humerus", (-0.010, 1.075, 0.228)),
    Marker("MEL", "humerus", (-0.010, 1.075, 0.156)),
    Marker("EJC", "forearm", (-0.010, 1.070, 0.192)),
    Marker("FAradius", "forearm", (0.022, 0.835, 0.195)),
    Marker("FAulna", "forearm", (-0.031, 0.835, 0.195)),
    Marker("ASI", "pelvis", (0.0563, 0.9905, 0.120)),
    Marker("PSI", "pelvis", (-0.098, 0.996, 0.045)),
    Marker("HJC", "femur", (0.0, 0.912, 0.085)),
    Marker("LFC", "femur", (0.0, 0.495, 0.133)),
    Marker("MFC", "femur", (0.0, 0.495, 0.038)),
    Marker("KJC", "tibia", (0.0, 0.490, 0.085)),
    Marker("LMAL", "tibia", (-0.012, 0.070, 0.121)),
    Marker("MMAL", "tibia", (0.004, 0.078, 0.050)),
    Marker("AJC", "foot", (-0.005, 0.067, 0.085)),
    Marker("CAL", "foot", (-0.067, 0.035, 0.085)),
    Marker("MT5", "foot", (0.085, 0.020, 0.128)),
    Marker("TOE", "toes", (0.178, 0.020, 0.086)),
)


def marker_places(frames: Mapping[str, Frame]) -> dict[str, Vector]:
    """Where every marker is, by its full name (`RASI`, `LASI`, `C7`), metres."""
    places: dict[str, Vector] = {}
    for marker in MARKERS:
        if not marker.paired:
            places[marker.name] = frames[marker.bone].carry(marker.bone, marker.place)
            continue
        for letter, suffix, place in (("R", "_r", marker.place), ("L", "_l", mirrored(marker.place))):
            # A bone of the middle carries the markers of both sides.
            bone = marker.bone + suffix if marker.bone + suffix in frames else marker.bone
            places[letter + marker.name] = frames[bone].carry(bone, place)
    return places
