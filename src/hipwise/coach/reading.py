"""Readings: the angles that a camera can take from landmarks, by role.

A reading has no opinion about an exercise. Which of them carries a movement is computed from the
movement itself (`quantity`).
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hipwise.coach.angles import Point, ReadPoints, growth_percent, incline, length_percent, lines_angle
from hipwise.coach.landmarks import Landmark
from hipwise.coach.roles import Roles

Landmarks = tuple[Landmark, ...]
# A point of a reading: one role landmark, or two whose middle is meant.
Spot = tuple[str, ...]
ReadAngle = Callable[[Landmarks], float]
ReadPlace = Callable[[Landmarks], Point]


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity in the picture. `kind`: joint (three spots), incline (two), between (two lines, four spots),
    length (two lines, four spots), growth (two spots).

    Degrees. Joint and between: 0 to 180. Incline: -180 to 180, 0 to the right, 90 up, as if right worked.
    A length is the first line in percent of the second, the width of the shoulders, which neither a squat
    nor a forward lean changes from the front. Its percents are of the size of degrees, and are treated as
    such behind this module. A growth is how much longer a line has become since it was first seen, in
    percent: nothing on a body keeps its width while it bends and lifts its arms, but it stays as far from
    the phone. Where it begins says nothing (`is_relative`).
    """

    name: str
    kind: str
    spots: tuple[Spot, ...]

    @property
    def landmarks(self) -> tuple[str, ...]:
        """The role landmarks it needs."""
        return tuple(dict.fromkeys(name for spot in self.spots for name in spot))

    @property
    def is_relative(self) -> bool:
        """Do only its changes tell something?"""
        return self.kind == "growth"

    @property
    def uses_other_limb(self) -> bool:
        """Does it need a landmark of the other limb?"""
        return any(name.startswith("other_") for name in self.landmarks)

    @property
    def segments(self) -> tuple[tuple[Spot, Spot], ...]:
        """The lines whose directions are compared."""
        s = self.spots
        if self.kind == "joint":
            return ((s[1], s[0]), (s[1], s[2]))
        return ((s[0], s[1]),) if self.kind in ("incline", "growth") else ((s[0], s[1]), (s[2], s[3]))


class Points:
    """Reads each place that some readings need once a moment, however many of them need it.

    NaN for a landmark that is missing or hardly visible, and for a middle that lacks one of its two.
    """

    def __init__(self, spots: Iterable[Spot], roles: Roles, visibility_least: float) -> None:
        self._spots = tuple(dict.fromkeys(spots))
        names = tuple(dict.fromkeys(name for spot in self._spots for name in spot))
        self.indices = tuple(roles.index(name) for name in names)
        self.flip = roles.flip
        self.visibility_least = visibility_least
        middles = [spot for spot in self._spots if len(spot) > 1]
        self.middles = tuple((names.index(spot[0]), names.index(spot[1])) for spot in middles)
        order = [(name,) for name in names] + middles
        self._places = {spot: order.index(spot) for spot in self._spots}

    def place_of(self, spot: Spot) -> int:
        """Where the spot stands in what `read` returns. Raises KeyError when it is not read."""
        return self._places[spot]

    def read(self, landmarks: Landmarks) -> list[Point]:
        """All places of one moment, as if the right side worked."""
        flip, least = self.flip, self.visibility_least
        points: list[Point] = []
        for index in self.indices:
            x, y, _, visibility = landmarks[index]
            points.append((flip * x, y) if visibility >= least else _NOWHERE)
        for first, second in self.middles:
            (ax, ay), (bx, by) = points[first], points[second]
            points.append(((ax + bx) / 2, (ay + by) / 2))
        return points


_NOWHERE: Point = (math.nan, math.nan)


def angle_of(reading: Reading, points: Points) -> ReadPoints:
    """A function from what `points` reads to the reading in degrees; NaN when any of its places is."""
    places = [points.place_of(spot) for line in reading.segments for spot in line]
    if reading.kind == "incline":
        return incline(*places)
    if reading.kind == "growth":
        return growth_percent(*places)
    return length_percent(*places) if reading.kind == "length" else lines_angle(*places)


def spot_reader(spot: Spot, roles: Roles, visibility_least: float) -> ReadPlace:
    """A function from landmarks to the spot's place; NaN when a landmark is missing or hardly visible."""
    points = Points((spot,), roles, visibility_least)
    place = points.place_of(spot)
    return lambda landmarks: points.read(landmarks)[place]


def angle_reader(reading: Reading, roles: Roles, visibility_least: float) -> ReadAngle:
    """A function from landmarks to the reading in degrees; NaN when any of its landmarks is not seen."""
    points = Points(reading.spots, roles, visibility_least)
    angle = angle_of(reading, points)
    return lambda landmarks: angle(points.read(landmarks))


def _one(name: str) -> Spot:
    return (name,)


def _pair(name: str) -> Spot:
    return (f"working_{name}", f"other_{name}")


_SHOULDERS = (_one("other_shoulder"), _one("working_shoulder"))


def _limb_readings(role: str) -> tuple[Reading, ...]:
    def at(name: str) -> Spot:
        return _one(f"{role}_{name}")

    def joint(name: str, a: str, b: str, c: str) -> Reading:
        return Reading(f"{role}_{name}", "joint", (at(a), at(b), at(c)))

    def incline(name: str, a: str, b: str) -> Reading:
        return Reading(f"{role}_{name}", "incline", (at(a), at(b)))

    def length(name: str, a: str, b: str) -> Reading:
        return Reading(f"{role}_{name}", "length", (at(a), at(b), *_SHOULDERS))

    far = "other" if role == "working" else "working"
    across = (_one(f"{far}_hip"), at("hip"))
    return (
        joint("hip", "shoulder", "hip", "knee"),
        joint("knee", "hip", "knee", "ankle"),
        joint("ankle", "knee", "ankle", "foot_index"),
        joint("elbow", "shoulder", "elbow", "wrist"),
        joint("shoulder", "hip", "shoulder", "elbow"),
        incline("trunk_side", "hip", "shoulder"),
        incline("thigh", "hip", "knee"),
        incline("shank", "knee", "ankle"),
        incline("foot", "heel", "foot_index"),
        incline("leg", "hip", "ankle"),
        incline("upper_arm", "shoulder", "elbow"),
        incline("forearm", "elbow", "wrist"),
        Reading(f"{role}_leg_growth", "growth", (at("hip"), at("ankle"))),
        Reading(f"{role}_height_growth", "growth", (_pair("shoulder"), at("ankle"))),
        length("leg_length", "hip", "ankle"),
        length("thigh_length", "hip", "knee"),
        length("shank_length", "knee", "ankle"),
        Reading(f"{role}_thigh_to_hips", "between", (*across, at("hip"), at("knee"))),
    )


READINGS: dict[str, Reading] = {
    reading.name: reading
    for reading in (
        *_limb_readings("working"),
        *_limb_readings("other"),
        Reading(
            "thighs",
            "between",
            (_one("working_hip"), _one("working_knee"), _one("other_hip"), _one("other_knee")),
        ),
        Reading(
            "legs",
            "between",
            (_one("working_hip"), _one("working_ankle"), _one("other_hip"), _one("other_ankle")),
        ),
        Reading("trunk", "incline", (_pair("hip"), _pair("shoulder"))),
        Reading("hip_line", "incline", (_one("other_hip"), _one("working_hip"))),
        Reading("shoulder_line", "incline", (_one("other_shoulder"), _one("working_shoulder"))),
        Reading("knee_line", "incline", (_one("other_knee"), _one("working_knee"))),
        Reading("ankle_line", "incline", (_one("other_ankle"), _one("working_ankle"))),
    )
}
