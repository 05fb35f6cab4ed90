"""Where the figure is looked at from, and how space becomes a flat picture."""

from dataclasses import dataclass

from hipwise.body.rotation import Rotation, Vector, about_x, about_y, compose, inverse, turn

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that looks at the body without perspective (parallel rays), so that lengths compare.

    `rotation` turns room axes to camera axes: x to the right of the picture, y up, z towards the viewer.
    """

    rotation: Rotation

    @property
    def mirrored(self) -> "Camera":
        """The camera that sees the mirrored body as the mirror image, so that the working side stays near."""
        r = self.rotation
        return Camera((-r[0], -r[1], r[2], r[3], r[4], -r[5], r[6], r[7], -r[8]))

    def see(self, point: Vector) -> tuple[Point, float]:
        """Place in the picture (metres, y up) and nearness (metres towards the viewer)."""
        x, y, z = turn(self.rotation, point)
        return (x, y), z


def camera_for(orientation: str, view: str) -> Camera:
    """The camera for a named view: side, front, oblique or top.

    Standing and sitting bodies face +x, so `front` looks against x; lying bodies are looked at along
    their length's normal. Raises KeyError for an unknown view.
    """
    azimuth, elevation = _VIEWS[_posture_kind(orientation), view]
    return Camera(inverse(compose(about_y(azimuth), about_x(-elevation))))


def _posture_kind(orientation: str) -> str:
    if orientation in ("supine", "prone"):
        return "lying"
    if orientation.startswith("side-lying"):
        return "side-lying"
    return "upright"


# (azimuth, elevation) in degrees; azimuth 0 looks from the subject's right (+z), 90 from the front (+x).
_VIEWS: dict[tuple[str, str], tuple[float, float]] = {
    ("upright", "side"): (0.0, 4.0),
    ("upright", "front"): (90.0, 4.0),
    ("upright", "oblique"): (48.0, 10.0),
    ("upright", "top"): (0.0, 80.0),
    ("lying", "side"): (0.0, 12.0),
    ("lying", "front"): (90.0, 18.0),
    ("lying", "oblique"): (28.0, 24.0),
    ("lying", "top"): (0.0, 80.0),
    ("side-lying", "side"): (90.0, 12.0),
    ("side-lying", "front"): (90.0, 20.0),
    ("side-lying", "oblique"): (62.0, 24.0),
    ("side-lying", "top"): (90.0, 80.0),
}
