"""The plain figure as a vector drawing: capsules in flat colours, outlined group by group.

A drawing is a list of shapes in paint order. Stills and loops come from the same shapes; a loop only
changes their points, so the page that plays it needs no geometry of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hipwise.body.kinematics import Frame, forward_kinematics
from hipwise.body.mirror import mirror
from hipwise.body.rotation import Vector, turn
from hipwise.body.shape import PlacedCapsule, placed_capsules
from hipwise.body.skeleton import mirrored
from hipwise.figure.camera import Camera, Point
from hipwise.figure.muscle_patch import PATCHES
from hipwise.figure.outline import capsule_outline
from hipwise.library.exercise import Muscle, Prop
from hipwise.library.side import Side

INK = "#2b3a42"
_COLOURS = {"skin": "#efcdb4", "shirt": "#9db5c4", "shorts": "#43586a", "hair": "#5b4a40", "shoe": "#e3bfa4"}
_FAR_COLOURS = {"skin": "#dbb89f", "shirt": "#859dad", "shorts": "#35485a", "hair": "#5b4a40", "shoe": "#cfab91"}
_MUSCLE_COLOURS = {"working": "#cf4030", "stretched": "#d98a2b", "steady": "#8d6f8f"}
_PROP_COLOUR = "#a9cacf"
_PROP_EDGE = "#4c6f76"
_OUTLINE_M = 0.011

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


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled polygon in picture metres (y up), with its paint."""

    points: tuple[Point, ...]
    fill: str
    outline: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes outlined as one, from far to near."""

    name: str
    nearness_m: float
    shapes: tuple[Shape, ...]


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
    trunk = next(g for g in groups if g.name == "trunk")
    groups = [_darken(g) if g.name[:3] in ("leg", "arm") and g.nearness_m < trunk.nearness_m - 0.02 else g for g in groups]
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
                outward = turn(frames[bone].rotation, mirrored(patch.outward) if suffix == "l" else patch.outward)
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


def draw_props(props: Sequence[Prop], coordinates: dict[str, float], camera: Camera, lying: bool) -> list[Shape]:
    """The ground and the props under the body, as flat shapes behind it."""
    frames = forward_kinematics(coordinates)
    capsules = placed_capsules(frames)
    shapes: list[Shape] = []
    for prop in props:
        shapes.extend(_prop_shapes(prop, capsules, camera, lying))
    return shapes


def _prop_shapes(
    prop: Prop, capsules: Sequence[PlacedCapsule], camera: Camera, lying: bool
) -> list[Shape]:
    if prop.at == "floor":
        xs = [p[0] for c in capsules for p in (c.start, c.end)]
        zs = [p[2] for c in capsules for p in (c.start, c.end)]
        margin = 0.16
        return [_slab(min(xs) - margin, max(xs) + margin, min(zs) - margin, max(zs) + margin, 0.0, 0.012, camera)]
    spots = _spots(prop.at, capsules)
    shapes = []
    for x, y, z in spots:
        if prop.kind == "exercise-ball":
            radius = prop.height_m / 2
            centre, _ = camera.see((x, radius, z))
            shapes.append(Shape(tuple(capsule_outline(centre, centre, radius, radius)), _PROP_COLOUR, True))
        elif prop.height_m > 0:
            half = 0.16 if prop.kind != "pillow" else 0.18
            shapes.append(_slab(x - half, x + half, z - half, z + half, prop.height_m, prop.height_m, camera))
        del y
    return shapes


def _spots(at: str, capsules: Sequence[PlacedCapsule]) -> list[Vector]:
    role, _, name = at.rpartition(".")
    parts = {"foot": ("heel", "toes"), "feet": ("heel", "toes"), "heels": ("heel",), "head": ("head",), "pelvis": ("hips",), "hands": ("hand",), "knee": ("shank",)}
    wanted = parts.get(name, (name,))
    side = {"working": "r", "other": "l"}.get(role)
    found = [c for c in capsules if c.part in wanted and (side is None or c.side == side)]
    if not found:
        return []
    n = len(found)
    middle = [sum((c.start[i] + c.end[i]) / 2 for c in found) / n for i in range(3)]
    return [(middle[0], middle[1], middle[2])]


def _slab(x0: float, x1: float, z0: float, z1: float, top: float, thickness: float, camera: Camera) -> Shape:
    corners = [(x, y, z) for x in (x0, x1) for z in (z0, z1) for y in (top, top - thickness)]
    flat = [camera.see(corner)[0] for corner in corners]
    return Shape(tuple(_hull(flat)), _PROP_COLOUR, True)


def _hull(points: Sequence[Point]) -> list[Point]:
    """Convex hull, counter-clockwise (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(chain: Iterable[Point]) -> list[Point]:
        hull: list[Point] = []
        for p in chain:
            while len(hull) >= 2 and _cross(hull[-2], hull[-1], p) <= 0:
                hull.pop()
            hull.append(p)
        return hull[:-1]

    return half(ordered) + half(reversed(ordered))


def _cross(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def side_coordinates(coordinates: dict[str, float], side: Side) -> dict[str, float]:
    """Coordinates for the side that works, from those of a working right side."""
    return mirror(coordinates) if side is Side.LEFT else coordinates
