"""Where the figure is looked at from."""

from dataclasses import dataclass

from hipwise.body.rotation import Rotation, about_x, about_y, compose, inverse


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera that looks at the body without perspective (parallel rays), so that lengths compare.

    `rotation` turns room axes to camera axes: x to the right of the picture, y up, z towards the viewer.
    """

    rotation: Rotation


def camera_for(orientation: str, view: str) -> Camera:
    """The camera for a named view: side, front, oblique, top or back.

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
    ("upright", "side"): (12.0, 7.0),
    ("upright", "front"): (80.0, 7.0),
    ("upright", "oblique"): (48.0, 10.0),
    ("upright", "top"): (0.0, 80.0),
    ("upright", "back"): (-72.0, 8.0),
    ("lying", "side"): (15.0, 14.0),
    ("lying", "front"): (90.0, 18.0),
    ("lying", "oblique"): (28.0, 24.0),
    ("lying", "top"): (0.0, 80.0),
    ("lying", "back"): (-90.0, 24.0),
    ("side-lying", "side"): (74.0, 14.0),
    ("side-lying", "front"): (74.0, 20.0),
    ("side-lying", "oblique"): (62.0, 24.0),
    ("side-lying", "top"): (90.0, 80.0),
    ("side-lying", "back"): (-74.0, 20.0),
}
