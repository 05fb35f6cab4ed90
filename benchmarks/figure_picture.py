"""A picture of the figure as a phone's camera would see it: perspective, soft light, clothes, props."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hipwise.body.kinematics import forward_kinematics
from hipwise.body.rotation import turn
from hipwise.coach.camera import CameraPlace
from hipwise.figure import palette
from hipwise.figure.body_mesh import FIELD_NAMES, BodyMesh
from hipwise.figure.illustration.raster import Raster, rasterise
from hipwise.figure.illustration.solid import vertex_normals
from hipwise.figure.pose import Array, pose
from hipwise.figure.prop_mesh import MATERIALS, ROOM, PropMesh

WIDTH, HEIGHT = 640, 480
# Drawn larger and averaged, so that edges are soft.
_FINER = 2
# A phone's camera looks about 60 degrees high when it lies on its side; the body fills most of the picture.
TANGENT = 0.55
_FILLS = 0.86
_WALL, _FLOOR = np.array([205.0, 210.0, 212.0]), np.array([178.0, 172.0, 163.0])
_KEY = np.array([0.0, 0.7, 0.7]) / np.linalg.norm([0.0, 0.7, 0.7])


@dataclass(frozen=True, slots=True)
class Moment:
    """What is to be seen: coordinates of the body (degrees, pelvis_t* metres) and its props."""

    coordinates: Mapping[str, float]
    props: tuple[PropMesh, ...]


@dataclass(frozen=True, slots=True)
class Lens:
    """A camera (3, 3) that looks at `middle` from `distance_m`."""

    rotation: Array
    middle: Array
    distance_m: float

    def see(self, points: Array) -> Array:
        """Columns, rows and nearness (n, 3) of points (n, 3), in pixels of the picture."""
        x, y, z = ((points - self.middle) @ self.rotation.T).T
        depth = self.distance_m - z
        scale = HEIGHT / 2 / TANGENT / depth
        return np.stack([WIDTH / 2 + scale * x, HEIGHT / 2 - scale * y, 1.0 / depth], axis=1)


def lens_for(place: CameraPlace, points: Array) -> Lens:
    """The camera at its place, so far away that all points (n, 3) fill its picture."""
    rotation = np.array(place.rotation).reshape(3, 3)
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    x, y, z = np.abs((points - middle) @ rotation.T).max(axis=0)
    half = max(x * HEIGHT / WIDTH, y) / _FILLS
    return Lens(rotation, middle, float(half / TANGENT + z))


def skin_at(body: BodyMesh, coordinates: Mapping[str, float]) -> Array:
    """The skin (n, 3) in a posture."""
    return body.posed(pose({name: np.array([value]) for name, value in coordinates.items()}))[0]


def figure_picture(body: BodyMesh, moment: Moment, lens: Lens, finer: int = _FINER) -> npt.NDArray[np.uint8]:
    """The picture (480, 640, 3), red, green, blue; drawn `finer` times as large, then averaged."""
    skin = skin_at(body, moment.coordinates)
    parts = [(skin, vertex_normals(skin, body.faces), body.faces)]
    parts += [prop_part(prop, moment) for prop in moment.props]
    starts = np.cumsum([0] + [len(part[0]) for part in parts])
    points = lens.see(np.concatenate([part[0] for part in parts]))
    points[:, :2] *= finer
    faces = np.concatenate([part[2] + start for part, start in zip(parts, starts[:-1], strict=True)])
    raster = rasterise(points, faces.astype(np.int32), (HEIGHT * finer, WIDTH * finer))
    colours = np.where(raster.covered[..., None], _colours(body, moment, raster, starts), ground(lens, finer))
    normals = raster.spread(np.concatenate([part[1] for part in parts]))
    lit = colours * np.where(raster.covered, light_on(normals, lens), 1.0)[..., None]
    fine = lit.reshape(HEIGHT, finer, WIDTH, finer, 3).mean(axis=(1, 3))
    return fine.clip(0.0, 255.0).astype(np.uint8)


def prop_part(prop: PropMesh, moment: Moment) -> tuple[Array, Array, npt.NDArray[np.int32]]:
    """Corners and normals (n, 3) of a prop in that moment, and its faces (m, 3)."""
    frames = forward_kinematics(moment.coordinates)
    normals = [
        n if bone == ROOM else turn(frames[bone].rotation, n)
        for n, bone in zip(prop.normals, prop.bones, strict=True)
    ]
    return np.array(prop.placed(frames)), np.array(normals), np.array(prop.faces, np.int32)


def _colours(body: BodyMesh, moment: Moment, raster: Raster, starts: Array) -> Array:
    """Colour of every pixel (h, w, 3) without light."""
    values = np.zeros((int(starts[-1]), 4))
    values[: len(body.vertices)] = body.fields
    out = skin_colours(raster.spread(values))
    first = raster.faces[np.maximum(raster.face, 0), 0]
    for prop, start, end in zip(moment.props, starts[1:-1], starts[2:], strict=True):
        out[(first >= start) & (first < end)] = prop_colour(prop)
    return out


def skin_colours(fields: Array) -> Array:
    """Skin or cloth (..., 3) without light, where the body's fields (..., 4) have these values."""
    tone = palette.skin_tone(palette.DEFAULT_SKIN_TONE)
    out = np.broadcast_to(_rgb(tone.skin), (*fields.shape[:-1], 3)).copy()
    for name, colour in (("shorts", palette.SHORTS), ("shirt", palette.SHIRT), ("hair", tone.hair)):
        out[fields[..., FIELD_NAMES.index(name)] > 0.0] = _rgb(colour)
    out *= (0.7 + 0.3 * fields[..., FIELD_NAMES.index("occlusion")])[..., None]
    return out


def prop_colour(prop: PropMesh) -> Array:
    """Red, green, blue of a prop without light."""
    return _rgb(MATERIALS[prop.material].colour)


def light_on(normals: Array, lens: Lens) -> Array:
    """How much light surfaces with these normals (..., 3) send back (...): a lamp above, sky, and a little
    from the camera.
    """
    unit = normals / np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-9)
    key = np.clip(unit @ (lens.rotation.T @ _KEY), 0.0, 1.0)
    front = np.clip(unit @ lens.rotation[2], 0.0, 1.0)
    sky = 0.5 + 0.5 * unit[..., 1]
    light: Array = 0.22 + 0.6 * key + 0.2 * front + 0.18 * sky
    return light


def ground(lens: Lens, finer: int) -> Array:
    """A plain wall that turns into a plain floor."""
    rows = np.arange(HEIGHT * finer)[:, None] / (HEIGHT * finer)
    tilt = float(np.arcsin(np.clip(lens.rotation[2, 1], -1.0, 1.0)))
    share = np.clip((rows - (0.55 - tilt)) * 6.0, 0.0, 1.0)
    ground = _WALL + share[..., None] * (_FLOOR - _WALL)
    return np.broadcast_to(ground, (HEIGHT * finer, WIDTH * finer, 3))


def _rgb(colour: str) -> Array:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], float)
