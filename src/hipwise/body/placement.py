"""Puts a posture into the room: which part keeps its place, how the pelvis then slopes, where the floor is.

Content states joint angles relative to the pelvis; where the pelvis itself points follows from what
stands or lies on the floor. Everything here works for a working RIGHT side; `body.mirror` makes the left.

Neglected: contacts other than the named ones (a hand, a free foot) may miss the floor by centimetres.
"""

from dataclasses import dataclass

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.posture import RoleCoordinates
from hipwise.body.rotation import (
    IDENTITY,
    Rotation,
    about_x,
    about_y,
    about_z,
    compose,
    from_zxy,
    inverse,
    to_zxy,
)
from hipwise.body.shape import PlacedCapsule, placed_capsules

Coordinates = dict[str, float]

_SUPINE_DEG = 90.0
# How the whole body lies before the pelvis tilts: supine faces up, prone down; working side is right.
_ORIENTATIONS: dict[str, Rotation] = {
    "standing": IDENTITY,
    "sitting": IDENTITY,
    "half-kneeling": IDENTITY,
    "supine": about_z(_SUPINE_DEG),
    "prone": about_z(-90.0),
    "side-lying-working-up": about_x(-90.0),
    "side-lying-working-down": about_x(90.0),
}
_UPRIGHT = frozenset({"standing", "sitting", "half-kneeling"})
# A shank that lies on the floor with the knee in front.
_SHANK_ON_FLOOR = about_z(-90.0)
_ROLE_SIDE = {"working": "_r", "other": "_l"}
# Where a foot that stands alone is kept, sideways: under its hip.
FOOT_SIDE_M = 0.087
# How a resting head lies: the nape gives way a little, and a pillow at the side gives way under the head.
_RESTING_NECK_DEG = {
    "supine": ("neck_extension", -5.0),
    "side-lying-working-up": ("neck_bending", -10.0),
    "side-lying-working-down": ("neck_bending", 10.0),
}
_SLOPE_SEARCH_DEG = (-75.0, 75.0)


@dataclass(frozen=True, slots=True)
class Ground:
    """What carries the body: see `library.exercise.Movement` for `fixed` and `level`.

    `fixed_height_m` and `level_height_m` are the heights of props under those parts.
    """

    orientation: str
    fixed: str
    level: str | None
    fixed_height_m: float = 0.0
    level_height_m: float = 0.0


def place(posture: RoleCoordinates, ground: Ground) -> Coordinates:
    """OpenSim-named coordinates (sides r = working, l = other) with the pelvis placed on the ground.

    Degrees and metres. Raises KeyError for an orientation or part that is not known.
    """
    coordinates = _sided(posture)
    pelvis = _pelvis_rotation(coordinates, posture, ground)
    _set_root(coordinates, pelvis)
    _set_lumbar(coordinates, pelvis, posture, ground)
    if ground.level is not None:
        _solve_slope(coordinates, posture, ground)
    _drop_to_floor(coordinates, posture, ground)
    _keep_place(coordinates, ground)
    return coordinates


def _sided(posture: RoleCoordinates) -> Coordinates:
    sided: Coordinates = {}
    for name, value in posture.items():
        base, _, role = name.rpartition("_")
        if role in _ROLE_SIDE:
            sided[base + _ROLE_SIDE[role]] = value
    return sided


def _pelvis_rotation(c: Coordinates, posture: RoleCoordinates, ground: Ground) -> Rotation:
    base = _ORIENTATIONS[ground.orientation]
    if ground.fixed in ("working.foot", "other.foot"):
        side = _ROLE_SIDE[ground.fixed.split(".")[0]]
        flat = {**c, f"ankle_angle{side}": _carrying_ankle(c[f"ankle_angle{side}"], posture)}
        return inverse(forward_kinematics(flat)[f"toes{side}"].rotation)
    if ground.fixed in ("working.shank", "other.shank"):
        side = _ROLE_SIDE[ground.fixed.split(".")[0]]
        return compose(_SHANK_ON_FLOOR, inverse(forward_kinematics(c)[f"tibia{side}"].rotation))
    if ground.fixed == "feet":
        pitch = c["hip_flexion_r"] - c["knee_angle_r"] + _carrying_ankle(c["ankle_angle_r"], posture)
        return about_z(-pitch)
    if ground.fixed in ("pelvis", "seat", "shoulders"):
        tilt = about_z(-posture["pelvic_tilt"])
        side_tilt = about_x(posture["pelvic_side_tilt"])
        roll = about_y(posture["pelvic_roll"])
        return compose(base, compose(roll, compose(tilt, side_tilt)))
    raise KeyError(f"no fixed part called {ground.fixed!r}")


def _carrying_ankle(ankle_deg: float, posture: RoleCoordinates) -> float:
    """The ankle as far as it decides how the body stands: in flight a pointed foot leans nobody back."""
    return max(0.0, ankle_deg) if posture["lift_m"] > 0.0 else ankle_deg


def _set_root(c: Coordinates, pelvis: Rotation) -> None:
    c["pelvis_tilt"], c["pelvis_list"], c["pelvis_rotation"] = to_zxy(pelvis)


def _set_lumbar(c: Coordinates, pelvis: Rotation, posture: RoleCoordinates, ground: Ground) -> None:
    """The spine makes up the difference between where the pelvis points and where the trunk should."""
    if ground.fixed == "shoulders":
        c["lumbar_extension"] = posture["pelvic_tilt"] - posture["trunk_flexion"]
        c["lumbar_bending"], c["lumbar_rotation"] = 0.0, -posture["pelvic_roll"]
        return
    trunk = compose(
        _ORIENTATIONS[ground.orientation],
        from_zxy(-posture["trunk_flexion"], posture["trunk_lean"], -posture["trunk_turn"]),
    )
    angles = to_zxy(compose(inverse(pelvis), trunk))
    c["lumbar_extension"], c["lumbar_bending"], c["lumbar_rotation"] = angles
    if ground.orientation in _UPRIGHT:
        # The eyes look ahead: the neck takes back what the trunk leans.
        c["neck_extension"], c["neck_bending"] = posture["trunk_flexion"], -posture["trunk_lean"]
    elif ground.orientation in _RESTING_NECK_DEG:
        name, bend_deg = _RESTING_NECK_DEG[ground.orientation]
        c[name] = bend_deg


def _solve_slope(c: Coordinates, posture: RoleCoordinates, ground: Ground) -> None:
    """Slope of the pelvis at which both the fixed and the level part rest on their ground; bisection."""
    base = _ORIENTATIONS[ground.orientation]

    def gap_m(slope_deg: float) -> float:
        slope = about_z(slope_deg - posture["pelvic_tilt"])
        _set_root(c, compose(base, compose(slope, about_y(posture["pelvic_roll"]))))
        capsules = placed_capsules(forward_kinematics(c))
        fixed = _lowest(capsules, ground.fixed) - ground.fixed_height_m
        return _lowest(capsules, str(ground.level)) - ground.level_height_m - fixed

    low, high = _SLOPE_SEARCH_DEG
    rising = gap_m(high) > gap_m(low)
    for _ in range(24):
        middle = (low + high) / 2
        if (gap_m(middle) > 0.0) == rising:
            high = middle
        else:
            low = middle
    gap_m((low + high) / 2)
    _flatten_feet(c, str(ground.level))
    _rest_head(c)


def _rest_head(c: Coordinates) -> None:
    """Bend the neck by the slope of the chest, so that the head stays down where the shoulders lie."""
    chest_deg = to_zxy(forward_kinematics(c)["spine3"].rotation)[0]
    c["neck_extension"] = _SUPINE_DEG - chest_deg + _RESTING_NECK_DEG["supine"][1]


def _flatten_feet(c: Coordinates, level: str) -> None:
    """Turn the ankles of the carrying feet so that the soles lie flat, within the ankle's range."""
    if level == "heels":
        return
    sides = {"feet": ("_r", "_l"), "working.foot": ("_r",), "other.foot": ("_l",)}[level]
    frames = forward_kinematics(c)
    for side in sides:
        z_deg = to_zxy(frames[f"tibia{side}"].rotation)[0]
        c[f"ankle_angle{side}"] = max(-50.0, min(30.0, -z_deg))


def _drop_to_floor(c: Coordinates, posture: RoleCoordinates, ground: Ground) -> None:
    capsules = placed_capsules(forward_kinematics(c))
    lowest = _lowest(capsules, ground.fixed)
    c["pelvis_ty"] = c.get("pelvis_ty", 0.0) - lowest + ground.fixed_height_m + posture["lift_m"]


def _keep_place(c: Coordinates, ground: Ground) -> None:
    """Move the whole body sideways and along so that the fixed part stays at one spot of the room."""
    if ground.fixed == "pelvis":
        return
    capsules = _of_part(placed_capsules(forward_kinematics(c)), ground.fixed)
    side_m = {"working.foot": FOOT_SIDE_M, "other.foot": -FOOT_SIDE_M}.get(ground.fixed, 0.0)
    count = 2 * len(capsules)
    c["pelvis_tx"] = -sum(x.start[0] + x.end[0] for x in capsules) / count
    c["pelvis_tz"] = side_m - sum(x.start[2] + x.end[2] for x in capsules) / count


def _lowest(capsules: tuple[PlacedCapsule, ...], part: str) -> float:
    """Height of the lowest point of a named part; `pelvis` means the whole body, which lies on it."""
    if part == "pelvis":
        return min(c.lowest_m for c in capsules if c.part not in ("hand", "forearm", "upper_arm"))
    return min(c.lowest_m for c in _of_part(capsules, part))


def _of_part(capsules: tuple[PlacedCapsule, ...], part: str) -> tuple[PlacedCapsule, ...]:
    """The capsules that a named part consists of. Raises KeyError for an unknown part."""
    if part == "shoulders":
        return tuple(c for c in capsules if c.part in ("shoulders", "chest"))
    if part == "seat":
        return tuple(c for c in capsules if c.part == "hips")
    role, _, name = part.rpartition(".")
    names = {"foot": ("heel", "toes"), "feet": ("heel", "toes"), "heels": ("heel",), "shank": ("shank",)}[
        name
    ]
    side = {"working": "r", "other": "l", "": None}[role]
    return tuple(c for c in capsules if c.part in names and (side is None or c.side == side))
