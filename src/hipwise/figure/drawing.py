"""The plain figure as a vector drawing: capsules in flat colours, outlined group by group.

A drawing is a list of shapes in paint order. Stills and loops come from the same shapes; a loop only
changes their points, so the page that plays it needs no geometry of its own.
"""

from collections.abc import Iterable, Sequence

from hipwise.body.kinematics import Frame, forward_kinematics
from hipwise.body.mirror import mirror
from hipwise.body.rotation import Vector, turn
from hipwise.body.shape import PlacedCapsule, placed_capsules
from hipwise.body.skeleton import mirrored
from hipwise.figure.camera import Camera, Point
from hipwise.figure.flat_shape import Group, Shape
from hipwise.figure.muscle_patch import PATCHES
from hipwise.figure.outline import capsule_outline
from hipwise.figure.props import DrawnProp, Scene, draw_prop
from hipwise.library.exercise import Muscle, Prop
from hipwise.library.side import Side

INK = "#2b3a42"
_COLOURS = {"skin": "#efcdb4", "shirt": "#9db5c4", "shorts": "#43586a", "hair": "#5b4a40", "shoe": "#e3bfa4"}
_FAR_COLOURS = {
    "skin": "#dbb89f",
    "shirt": "#859dad",
    "shorts": "#35485a",
    "hair": "#5b4a40",
    "shoe": "#cfab91",
}
_MUSCLE_COLOURS = {"working": "#cf4030", "stretched": "#d98a2b", "steady": "#8d6f8f"}
OUTLINE_M = 0.011
# A limb this much farther from the viewer than its twin is painted darker.
_FAR_M = 0.08

# Which capsules form one limb that is outlined together.
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("trunk", ("hips", "waist", "chest", "shoulders", "neck")),
    ("head", ("head", "hair", "nose")),
    ("leg", ("thigh", "shank", "heel", "toes")),
    ("arm", ("upper_arm", "forearm", "hand")),
)
_CLOTH = {
    "hips": "shorts",
    "hair": "hair",
    "waist": "shirt",
    "chest": "shirt",
    "shoulders": "shirt",
    "thigh": "shorts",
    "upper_arm": "shirt",
    "heel": "shoe",
    "toes": "shoe",
}
# The clothed share of a limb's capsule; the rest is skin.
_CLOTHED_SHARE = {"thigh": 0.52, "upper_arm": 0.58}


def draw_body(
    coordinates: dict[str, float], camera: Camera, muscles: Sequence[Muscle], side: Side
) -> list[Group]:
    """The body's groups from far to near for one posture."""
    frames = forward_kinematics(coordinates)
    capsules = placed_capsules(frames)
    groups = [
        _group(f"{name}{suffix}", members, suffix, capsules, camera)
        for name, members in _GROUPS
        for suffix in (("r", "l") if name in ("leg", "arm") else ("",))
    ]
    groups = [_darken(g) if _is_far(g, groups) else g for g in groups]
    groups.sort(key=lambda g: g.nearness_m)
    return [_with_muscles(g, frames, camera, muscles, side) for g in groups]


def _group(
    name: str, members: tuple[str, ...], suffix: str, capsules: Iterable[PlacedCapsule], camera: Camera
) -> Group:
    shapes: list[Shape] = []
    nearness: list[float] = []
    for part in members:
        for capsule in capsules:
            if capsule.part == part and capsule.side == suffix:
                start, near_start = camera.see(capsule.start)
                end, near_end = camera.see(capsule.end)
                nearness.append((near_start + near_end) / 2)
                shapes.extend(_capsule_shapes(capsule, start, end))
    if name == "head":
        shapes = [shape for _, shape in sorted(zip(nearness, shapes, strict=True), key=lambda pair: pair[0])]
    return Group(name, sum(nearness) / len(nearness), tuple(shapes))


def _capsule_shapes(capsule: PlacedCapsule, start: Point, end: Point) -> list[Shape]:
    ra, rb = capsule.start_radius_m, capsule.end_radius_m
    whole = tuple(capsule_outline(start, end, ra, rb))
    cloth = _COLOURS[_CLOTH.get(capsule.part, "skin")]
    share = _CLOTHED_SHARE.get(capsule.part)
    if share is None:
        return [Shape(whole, cloth, True)]
    middle = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
    clothed = tuple(capsule_outline(start, middle, ra * 1.02, (ra + share * (rb - ra)) * 1.04))
    return [Shape(whole, _COLOURS["skin"], True), Shape(clothed, cloth, False)]


def _is_far(group: Group, groups: Sequence[Group]) -> bool:
    """Is this limb clearly behind its twin of the other side?"""
    twin = {"r": "l", "l": "r"}.get(group.name[-1])
    if twin is None or group.name[:-1] not in ("leg", "arm"):
        return False
    other = next(g for g in groups if g.name == group.name[:-1] + twin)
    return group.nearness_m < other.nearness_m - _FAR_M


def _darken(group: Group) -> Group:
    swap = {_COLOURS[k]: _FAR_COLOURS[k] for k in _COLOURS}
    shapes = tuple(Shape(s.points, swap.get(s.fill, s.fill), s.outline) for s in group.shapes)
    return Group(group.name, group.nearness_m, shapes)


_GROUP_OF_BONE = {"pelvis": "trunk", "spine1": "trunk", "femur": "leg", "tibia": "leg"}


def _with_muscles(
    group: Group, frames: dict[str, Frame], camera: Camera, muscles: Sequence[Muscle], side: Side
) -> Group:
    """The group with the patches of muscles that lie on it; one that faces away has no extent.

    Hidden patches keep a place in the list so that every frame of a loop has the same shapes.
    """
    shapes = list(group.shapes)
    for muscle in muscles:
        for patch in PATCHES.get(muscle.id, ()):
            for suffix in _muscle_sides(side):
                home = _GROUP_OF_BONE[patch.bone]
                if group.name != (home if home == "trunk" else home + suffix):
                    continue
                bone = patch.bone if home == "trunk" else f"{patch.bone}_{suffix}"
                points = _patch_points(frames[bone], bone, patch.start, patch.end, suffix)
                outward = turn(
                    frames[bone].rotation, mirrored(patch.outward) if suffix == "l" else patch.outward
                )
                (a, _), (b, _) = camera.see(points[0]), camera.see(points[1])
                facing = turn(camera.rotation, outward)[2] > 0.15
                radius = patch.radius_m if facing else 1e-4
                outline = capsule_outline(a, b if facing else a, radius, radius * 0.7)
                shapes.append(Shape(tuple(outline), _MUSCLE_COLOURS[muscle.role], False))
    return Group(group.name, group.nearness_m, tuple(shapes))


def _muscle_sides(side: Side) -> tuple[str, ...]:
    return ("r", "l") if side is Side.BOTH else (side.suffix,)


def _patch_points(frame: Frame, bone: str, start: Vector, end: Vector, suffix: str) -> tuple[Vector, Vector]:
    if suffix == "l":
        start, end = mirrored(start), mirrored(end)
    return frame.carry(bone, start), frame.carry(bone, end)


def draw_props(
    props: Sequence[Prop],
    coordinates: dict[str, float],
    start: dict[str, float],
    camera: Camera,
    side: Side,
) -> list[DrawnProp]:
    """The props at this posture; what does not move keeps the place it has in the `start` posture."""

    def scene(at: dict[str, float]) -> Scene:
        frames = forward_kinematics(at)
        return Scene(placed_capsules(frames), frames, camera, side)

    now, before = scene(coordinates), scene(start)
    drawn = [draw_prop(prop, now, number) for number, prop in enumerate(props)]
    return [draw_prop(props[i], before, i) if prop.layer.stays else prop for i, prop in enumerate(drawn)]


def side_coordinates(coordinates: dict[str, float], side: Side) -> dict[str, float]:
    """Coordinates for the side that works, from those of a working right side."""
    return mirror(coordinates) if side is Side.LEFT else coordinates
