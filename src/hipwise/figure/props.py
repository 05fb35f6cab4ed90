"""The things a figure uses: mat, step, boards, ball, chair, band … as flat shapes.

Each kind is a small function in `DRAWERS`. A prop lies behind everything (ground), just under the limb
it carries, over the limbs it wraps, or wherever its distance puts it.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from hipwise.body.kinematics import Frame
from hipwise.body.rotation import IDENTITY, Rotation, Vector, turn
from hipwise.body.shape import PlacedCapsule
from hipwise.figure.camera import Camera, Point
from hipwise.figure.flat_shape import Group, Shape, hull
from hipwise.figure.outline import capsule_outline
from hipwise.library.exercise import Prop
from hipwise.library.side import Side


@dataclass(frozen=True, slots=True)
class Paint:
    """The tones of one material: faces that look up, forward or back, and sideways."""

    up: str
    along: str
    across: str


_RUBBER = Paint("#cfe3e5", "#a9cacf", "#8fb6bc")
_CLOTH = Paint("#eeeae0", "#dcd6c8", "#c9c2b2")
_WOOD = Paint("#ddd2bd", "#c7b99f", "#b1a286")
_WALL = Paint("#dde5e6", "#dde5e6", "#dde5e6")
_GROUND_EDGE_POINTS = 28


class Layer(Enum):
    """Where in the paint order a prop belongs."""

    GROUND = "behind everything, at the place of the start posture"
    UNDER = "just before the first body group it carries"
    OVER = "just after the last body group it wraps"
    BY_DISTANCE = "sorted among the body groups, at the place of the start posture"

    @property
    def stays(self) -> bool:
        """Does the prop keep its place in the room while the body moves?"""
        return self in (Layer.GROUND, Layer.BY_DISTANCE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a prop is drawn from: the body's capsules and frames, the camera, and which side works."""

    capsules: tuple[PlacedCapsule, ...]
    frames: dict[str, Frame]
    camera: Camera
    side: Side

    @property
    def outward(self) -> float:
        """+1 when the working side is the subject's right (+z), else -1."""
        return -1.0 if self.side is Side.LEFT else 1.0

    def suffix(self, role: str) -> str:
        """`r` or `l` for working, other; empty for no role."""
        if not role:
            return ""
        return "r" if (role == "working") == (self.outward > 0) else "l"

    def part(self, at: str) -> tuple[PlacedCapsule, ...]:
        """The capsules a place name means. Raises PlaceError for a name that no body part has."""
        role, _, name = at.rpartition(".")
        if name not in _PARTS:
            raise PlaceError(at, tuple(_PARTS))
        suffix = self.suffix(role)
        return tuple(
            c for c in self.capsules if c.part in _PARTS[name] and (not suffix or c.side in ("", suffix))
        )

    def groups(self, at: str) -> tuple[str, ...]:
        """Names of the body groups that the place belongs to."""
        role, _, name = at.rpartition(".")
        suffix = self.suffix(role)
        names: list[str] = []
        for group in _GROUPS_OF[name]:
            paired = group in ("leg", "arm")
            names += [group + s for s in (("r", "l") if not suffix else (suffix,))] if paired else [group]
        return tuple(names)


class PlaceError(ValueError):
    """A prop lies at a place that is not a part of the body."""

    def __init__(self, at: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no place {at!r}; expected one of {', '.join(known)}, with or without a side")


_FOOT = ("heel", "toes")
_PARTS: dict[str, tuple[str, ...]] = {
    "foot": _FOOT,
    "feet": _FOOT,
    "heels": ("heel",),
    "ankles": ("shank",),
    "shank": ("shank",),
    "shanks": ("shank",),
    "knee": ("shank",),
    "knees": ("shank",),
    "thigh": ("thigh",),
    "thighs": ("thigh",),
    "pelvis": ("hips",),
    "hips": ("hips",),
    "seat": ("hips",),
    "abdomen": ("waist",),
    "waist": ("waist",),
    "shoulders": ("shoulders",),
    "head": ("head",),
    "hand": ("hand",),
    "hands": ("hand",),
    "reach": ("hips",),
    "front": ("hips",),
    "floor": (),
}
_GROUPS_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("foot", "feet", "heels", "ankles", "shank", "shanks", "knee", "knees"), ("leg",)),
    **dict.fromkeys(("thigh", "thighs"), ("leg",)),
    **dict.fromkeys(("pelvis", "hips", "seat"), ("trunk", "leg")),
    **dict.fromkeys(("abdomen", "waist", "shoulders"), ("trunk",)),
    "head": ("head",),
    **dict.fromkeys(("hand", "hands"), ("arm",)),
    **dict.fromkeys(("reach", "front", "floor"), ()),
}


@dataclass(frozen=True, slots=True)
class DrawnProp:
    """A prop's shapes and where they go. `beside`: the body groups that UNDER and OVER refer to."""

    group: Group
    layer: Layer
    beside: tuple[str, ...] = ()


Drawer = Callable[[Prop, Scene], tuple[tuple[Shape, ...], Layer, Vector]]


def draw_prop(prop: Prop, scene: Scene, number: int) -> DrawnProp:
    """One prop of an exercise. Raises KeyError for a kind without a drawer, PlaceError for its place."""
    if prop.at == "floor" and prop.kind not in ("mat", "wall"):
        raise PlaceError(prop.at, tuple(_PARTS))
    shapes, layer, middle = DRAWERS[prop.kind](prop, scene)
    group = Group(f"prop-{number}-{prop.kind}", scene.camera.see(middle)[1], shapes)
    return DrawnProp(group, layer, scene.groups(prop.at))


def lay_among(body: Sequence[Group], props: Sequence[DrawnProp]) -> list[Group]:
    """Body groups (far to near) with the props put in; ground props come first."""
    groups = list(body)
    for prop in props:
        groups.insert(_place_in(groups, prop), prop.group)
    return groups


def _place_in(groups: Sequence[Group], prop: DrawnProp) -> int:
    places = [i for i, g in enumerate(groups) if g.name in prop.beside]
    if prop.layer is Layer.UNDER and places:
        return places[0]
    if prop.layer is Layer.OVER and places:
        return places[-1] + 1
    if prop.layer is Layer.BY_DISTANCE:
        return sum(g.nearness_m < prop.group.nearness_m for g in groups)
    return 0


# --- geometry -------------------------------------------------------------------------------------


def _middle(capsules: Sequence[PlacedCapsule]) -> Vector:
    n = len(capsules)
    x, y, z = (sum((c.start[i] + c.end[i]) / 2 for c in capsules) / n for i in range(3))
    return (x, y, z)


def _flat(points: Sequence[Vector], camera: Camera) -> list[Point]:
    return [camera.see(p)[0] for p in points]


def _block(low: Vector, high: Vector, paint: Paint, camera: Camera) -> list[Shape]:
    """The visible faces of a box between two corners."""
    shapes = []
    for axis, fill in ((0, paint.along), (2, paint.across), (1, paint.up)):
        for end, sign in ((low, -1.0), (high, 1.0)):
            normal = [0.0, 0.0, 0.0]
            normal[axis] = sign
            if turn(camera.rotation, (normal[0], normal[1], normal[2]))[2] > 1e-6:
                shapes.append(Shape(tuple(_flat(_face(low, high, axis, end[axis]), camera)), fill, True))
    return shapes


def _face(low: Vector, high: Vector, axis: int, level: float) -> list[Vector]:
    u, v = (i for i in range(3) if i != axis)
    corners = []
    for a, b in ((low[u], low[v]), (high[u], low[v]), (high[u], high[v]), (low[u], high[v])):
        corner = [0.0, 0.0, 0.0]
        corner[axis], corner[u], corner[v] = level, a, b
        corners.append((corner[0], corner[1], corner[2]))
    return corners


def _cushion(low: Vector, high: Vector, fill: str, camera: Camera) -> Shape:
    """A box with round edges: the hull of balls in its corners."""
    radius = min(h - w for w, h in zip(low, high, strict=True)) / 2
    points: list[Point] = []
    for x in (low[0] + radius, high[0] - radius):
        for y in (low[1] + radius, high[1] - radius):
            for z in (low[2] + radius, high[2] - radius):
                centre = camera.see((x, y, z))[0]
                points += capsule_outline(centre, centre, radius, radius)
    return Shape(tuple(hull(points)), fill, True)


def _circle(centre: Vector, radius_m: float, turned: Rotation = IDENTITY) -> list[Vector]:
    """Points on a circle that lies flat before it is turned."""
    points = []
    for i in range(_GROUND_EDGE_POINTS):
        angle = 2 * math.pi * i / _GROUND_EDGE_POINTS
        x, y, z = turn(turned, (radius_m * math.cos(angle), 0.0, radius_m * math.sin(angle)))
        points.append((centre[0] + x, centre[1] + y, centre[2] + z))
    return points


def _disc(
    centre: Vector, radius_m: float, thick_m: float, paint: Paint, scene: Scene, turned: Rotation
) -> list[Shape]:
    """A round plate with its upper face at `centre`."""
    up = turn(turned, (0.0, 1.0, 0.0))
    below = (centre[0] - thick_m * up[0], centre[1] - thick_m * up[1], centre[2] - thick_m * up[2])
    top = _flat(_circle(centre, radius_m, turned), scene.camera)
    rim = hull(top + _flat(_circle(below, radius_m, turned), scene.camera))
    return [Shape(tuple(rim), paint.across, True), Shape(tuple(top), paint.up, False)]


def _dome(base: Vector, radius_m: float, height_m: float, fill: str, camera: Camera) -> Shape:
    """Half an ellipsoid over (height > 0) or under (height < 0) a flat circle."""
    points: list[Point] = []
    for i in range(7):
        angle = math.pi / 2 * i / 6
        level = (base[0], base[1] + height_m * math.sin(angle), base[2])
        points += _flat(_circle(level, radius_m * math.cos(angle)), camera)
    return Shape(tuple(hull(points)), fill, True)


def _ball(centre: Vector, radius_m: float, paint: Paint, scene: Scene) -> list[Shape]:
    middle = scene.camera.see(centre)[0]
    shine = (middle[0] - 0.35 * radius_m * scene.outward, middle[1] + 0.4 * radius_m)
    return [
        Shape(tuple(_disc_points(middle, radius_m)), paint.along, True),
        Shape(tuple(_disc_points(shine, 0.3 * radius_m)), paint.up, False),
    ]


def _disc_points(centre: Point, radius_m: float) -> list[Point]:
    turns = [2 * math.pi * i / (2 * _GROUND_EDGE_POINTS) for i in range(2 * _GROUND_EDGE_POINTS)]
    return [(centre[0] + radius_m * math.cos(a), centre[1] + radius_m * math.sin(a)) for a in turns]


def _loop(limbs: Sequence[PlacedCapsule], share: float, width_m: float, fill: str, camera: Camera) -> Shape:
    """A band round two limbs, `share` (0-1) of the way down each of them."""
    points: list[Point] = []
    for limb in limbs:
        radius = 1.08 * (limb.start_radius_m + share * (limb.end_radius_m - limb.start_radius_m))
        length = math.dist(limb.start, limb.end)
        for edge in (-width_m / 2, width_m / 2):
            at = share + edge / length
            x, y, z = (a + at * (b - a) for a, b in zip(limb.start, limb.end, strict=True))
            points += _flat(_ring((x, y, z), limb, radius), camera)
    return Shape(tuple(hull(points)), fill, True)


def _ring(centre: Vector, limb: PlacedCapsule, radius_m: float) -> list[Vector]:
    """A circle round a limb, square to it."""
    axis = [(b - a) / math.dist(limb.start, limb.end) for a, b in zip(limb.start, limb.end, strict=True)]
    helper = (1.0, 0.0, 0.0) if abs(axis[0]) < 0.9 else (0.0, 1.0, 0.0)
    u = _unit(_product((axis[0], axis[1], axis[2]), helper))
    v = _product((axis[0], axis[1], axis[2]), u)
    ring = []
    for i in range(_GROUND_EDGE_POINTS):
        c = radius_m * math.cos(2 * math.pi * i / _GROUND_EDGE_POINTS)
        s = radius_m * math.sin(2 * math.pi * i / _GROUND_EDGE_POINTS)
        x, y, z = (centre[k] + c * u[k] + s * v[k] for k in range(3))
        ring.append((x, y, z))
    return ring


def _product(a: Vector, b: Vector) -> Vector:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _unit(v: Vector) -> Vector:
    length = math.sqrt(sum(x * x for x in v))
    return (v[0] / length, v[1] / length, v[2] / length)


# --- one drawer for each kind ---------------------------------------------------------------------

_Drawn = tuple[tuple[Shape, ...], Layer, Vector]


def _mat(prop: Prop, scene: Scene) -> _Drawn:
    margin, thick = 0.16, 0.012
    ends = [p for c in scene.capsules for p in (c.start, c.end)]
    low = (min(p[0] for p in ends) - margin, -thick, min(p[2] for p in ends) - margin)
    high = (max(p[0] for p in ends) + margin, 0.0, max(p[2] for p in ends) + margin)
    return tuple(_block(low, high, _RUBBER, scene.camera)), Layer.GROUND, low


def _pillow(prop: Prop, scene: Scene) -> _Drawn:
    x, _, z = _middle(scene.part(prop.at))
    half_x, half_z = (0.22, 0.16) if prop.at.endswith("foot") else (0.16, 0.24)
    low, high = (x - half_x, 0.0, z - half_z), (x + half_x, prop.height_m, z + half_z)
    seam = (
        (low[0] + 0.02, prop.height_m * 0.5, low[2] + 0.02),
        (high[0] - 0.02, prop.height_m, high[2] - 0.02),
    )
    shapes = (
        _cushion(low, high, _CLOTH.along, scene.camera),
        _inner(_cushion(*seam, _CLOTH.up, scene.camera)),
    )
    return shapes, Layer.UNDER, (x, 0.0, z)


def _folded_towel(prop: Prop, scene: Scene) -> _Drawn:
    x, _, z = _middle(scene.part(prop.at))
    layers = 3
    shapes: list[Shape] = []
    for i in range(layers):
        bottom, top = prop.height_m * i / layers, prop.height_m * (i + 1) / layers
        fill = _CLOTH.up if i == layers - 1 else _CLOTH.across if i % 2 else _CLOTH.along
        shapes.append(_cushion((x - 0.19, bottom, z - 0.13), (x + 0.19, top, z + 0.13), fill, scene.camera))
    return tuple(shapes), Layer.UNDER, (x, 0.0, z)


def _inner(shape: Shape) -> Shape:
    return Shape(shape.points, shape.fill, False)


def _block_under(half_x: float, half_z: float, paint: Paint) -> Drawer:
    def draw(prop: Prop, scene: Scene) -> _Drawn:
        x, _, z = _middle(scene.part(prop.at))
        low, high = (x - half_x, 0.0, z - half_z), (x + half_x, prop.height_m, z + half_z)
        return tuple(_block(low, high, paint, scene.camera)), Layer.UNDER, (x, 0.0, z)

    return draw


def _step(prop: Prop, scene: Scene) -> _Drawn:
    """A step that the working foot stands on at its inner edge, so that the other leg hangs free."""
    x, _, z = _middle(scene.part(prop.at))
    inner, outer = z - 0.075 * scene.outward, z + 0.24 * scene.outward
    low = (x - 0.17, 0.0, min(inner, outer))
    high = (x + 0.17, prop.height_m, max(inner, outer))
    return tuple(_block(low, high, _RUBBER, scene.camera)), Layer.UNDER, (x, 0.0, z)


def _wobble_board(prop: Prop, scene: Scene) -> _Drawn:
    """A round plate on half a ball."""
    x, _, z = _middle(scene.part(prop.at))
    plate = 0.022
    under = (x, prop.height_m - plate, z)
    foot = _dome(under, 0.11, -under[1], _RUBBER.across, scene.camera)
    disc = _disc((x, prop.height_m, z), 0.25, plate, _WOOD, scene, IDENTITY)
    return (foot, *disc), Layer.UNDER, (x, 0.0, z)


def _bosu(prop: Prop, scene: Scene) -> _Drawn:
    """Half a ball on a flat ring, the dome upwards."""
    x, _, z = _middle(scene.part(prop.at))
    rim = 0.035
    base = _disc((x, rim, z), 0.33, rim, _WOOD, scene, IDENTITY)
    dome = _dome((x, rim, z), 0.31, prop.height_m - rim, _RUBBER.along, scene.camera)
    crown = _flat(_circle((x, prop.height_m - 0.012, z), 0.12), scene.camera)
    return (*base, dome, Shape(tuple(crown), _RUBBER.up, False)), Layer.UNDER, (x, 0.0, z)


def _baps_board(prop: Prop, scene: Scene) -> _Drawn:
    """A plate on a small half ball; it tips with the foot that stands on it."""
    foot = scene.part(prop.at)
    x, y, z = _middle(foot)
    tilt = scene.frames[f"foot_{foot[0].side}"].rotation
    up = turn(tilt, (0.0, 1.0, 0.0))
    sole, plate = 0.027, 0.018
    top = (x - sole * up[0], y - sole * up[1], z - sole * up[2])
    centre = (top[0] - plate * up[0], top[1] - plate * up[1], top[2] - plate * up[2])
    ball = _dome(centre, 0.06, -centre[1], _RUBBER.across, scene.camera)
    return (ball, *_disc(top, 0.19, plate, _WOOD, scene, tilt)), Layer.UNDER, (x, 0.0, z)


def _chair(prop: Prop, scene: Scene) -> _Drawn:
    """A chair to sit on (at the hips), or one whose back stands within reach (at a side, or in front)."""
    x, _, z = _middle(scene.part(prop.at))
    seat, half, back = prop.height_m or 0.44, 0.21, 0.9
    if prop.at.endswith("front"):
        return (
            _chair_shapes(x + 0.62, z, seat, half, back, -1.0, scene),
            Layer.BY_DISTANCE,
            (x + 0.62, 0.4, z),
        )
    if prop.at.endswith(("reach", "hand")):
        x, _, z = _middle(scene.part("hips"))
        role = prop.at.rpartition(".")[0]
        z += 0.55 if scene.suffix(role or "working") == "r" else -0.55
        return _chair_shapes(x + 0.30, z, seat, half, back, -1.0, scene), Layer.BY_DISTANCE, (x + 0.1, 0.4, z)
    return _chair_shapes(x + 0.10, z, seat, half, back, -1.0, scene), Layer.UNDER, (x, 0.3, z)


def _chair_shapes(
    x: float, z: float, seat_m: float, half_m: float, back_m: float, back_sign: float, scene: Scene
) -> tuple[Shape, ...]:
    post, camera = 0.025, scene.camera
    parts: list[tuple[Vector, Vector]] = []
    for sx in (-1.0, 1.0):
        for sz in (-1.0, 1.0):
            cx, cz = x + sx * (half_m - post), z + sz * (half_m - post)
            high = back_m if sx == back_sign else seat_m
            parts.append(((cx - post, 0.0, cz - post), (cx + post, high, cz + post)))
    parts.append(((x - half_m, seat_m - 0.04, z - half_m), (x + half_m, seat_m, z + half_m)))
    bx = x + back_sign * (half_m - post)
    parts.append(((bx - 0.018, back_m - 0.22, z - half_m), (bx + 0.018, back_m, z + half_m)))
    parts.sort(key=lambda p: camera.see(tuple((a + b) / 2 for a, b in zip(*p, strict=True)))[1])  # type: ignore[arg-type]
    return tuple(shape for low, high in parts for shape in _block(low, high, _WOOD, camera))


def _exercise_ball(prop: Prop, scene: Scene) -> _Drawn:
    radius = prop.height_m / 2
    x, _, z = _middle(scene.part(prop.at))
    return tuple(_ball((x, radius, z), radius, _RUBBER, scene)), Layer.UNDER, (x, radius, z)


def _light_ball(prop: Prop, scene: Scene) -> _Drawn:
    """A ball between the hands."""
    hands = scene.part(prop.at)
    tips = [h.end for h in hands]
    x, y, z = (sum(t[i] for t in tips) / len(tips) for i in range(3))
    return tuple(_ball((x, y, z), 0.11, _RUBBER, scene)), Layer.OVER, (x, y, z)


def _wrap(share: float, width_m: float, paint: Paint) -> Drawer:
    """A band or belt round both legs."""

    def draw(prop: Prop, scene: Scene) -> _Drawn:
        limbs = scene.part(prop.at)
        return (_loop(limbs, share, width_m, paint.along, scene.camera),), Layer.OVER, _middle(limbs)

    return draw


def _tape_measure(prop: Prop, scene: Scene) -> _Drawn:
    x, _, z = _middle(scene.part(prop.at))
    low, high = (x - 0.1, 0.0, z - 0.012), (x + 0.9, 0.002, z + 0.012)
    return tuple(_block(low, high, _CLOTH, scene.camera)), Layer.GROUND, low


def _wall(prop: Prop, scene: Scene) -> _Drawn:
    """A piece of wall behind the body, or beside its working or other side."""
    x, _, z = _middle(scene.part("hips"))
    if prop.at in ("floor", "hips", "pelvis", "shoulders"):
        low, high = (x - 0.19, 0.0, z - 0.6), (x - 0.16, 1.9, z + 0.6)
    else:
        role = prop.at.rpartition(".")[0]
        z += 0.5 if scene.suffix(role or "working") == "r" else -0.5
        low, high = (x - 0.6, 0.0, z - 0.015), (x + 0.6, 1.9, z + 0.015)
    return tuple(_block(low, high, _WALL, scene.camera)), Layer.GROUND, low


DRAWERS: dict[str, Drawer] = {
    "mat": _mat,
    "pillow": _pillow,
    "folded-towel": _folded_towel,
    "yoga-block": _block_under(0.115, 0.075, _RUBBER),
    "box": _block_under(0.22, 0.25, _WOOD),
    "step": _step,
    "wobble-board": _wobble_board,
    "bosu": _bosu,
    "baps-board": _baps_board,
    "chair": _chair,
    "exercise-ball": _exercise_ball,
    "light-ball": _light_ball,
    "loop-band": _wrap(0.82, 0.05, _RUBBER),
    "belt": _wrap(0.88, 0.035, _CLOTH),
    "tape-measure": _tape_measure,
    "wall": _wall,
}
