"""Where a phone stands for each camera place, and what the body looks like from there.

Parallel rays: at the two metres that the content asks for, perspective changes the angles of a limb
that moves 0.3 m towards the phone by 1-2 degrees, less than the pose model's own error.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.body.rotation import Rotation, Vector, about_x, about_y, compose, inverse, turn
from hipwise.library.side import Side

# How a body lies, as far as the camera's place depends on it.
_LIES = {
    "standing": "upright",
    "sitting": "upright",
    "half-kneeling": "upright",
    "supine": "supine",
    "prone": "prone",
    "side-lying-working-up": "working-up",
    "side-lying-working-down": "working-down",
}
# Azimuth and elevation in degrees for a working RIGHT side. Azimuth 0 looks at the body's right side
# when upright; 90 looks at its front. `side` is the side that works, so that the near limb is the one
# that is judged; `front` of a lying body is its feet; `oblique` is half towards the feet.
_PLACES: Mapping[tuple[str, str], tuple[float, float]] = {
    ("upright", "side"): (0.0, 4.0),
    ("upright", "front"): (90.0, 4.0),
    ("upright", "oblique"): (45.0, 6.0),
    ("supine", "side"): (0.0, 8.0),
    ("supine", "front"): (90.0, 12.0),
    ("supine", "oblique"): (40.0, 12.0),
    ("prone", "side"): (0.0, 8.0),
    ("prone", "front"): (-90.0, 12.0),
    ("prone", "oblique"): (-40.0, 12.0),
    ("working-up", "side"): (90.0, 70.0),
    ("working-up", "front"): (90.0, 10.0),
    ("working-up", "oblique"): (65.0, 14.0),
    ("working-down", "side"): (90.0, 70.0),
    ("working-down", "front"): (90.0, 10.0),
    ("working-down", "oblique"): (115.0, 14.0),
}


@dataclass(frozen=True, slots=True)
class CameraPlace:
    """A camera place. `rotation` turns room axes into picture axes: x right, y up, z to the viewer."""

    rotation: Rotation

    def see(self, point: Vector) -> Vector:
        """Where a point of the room lies: x right and y DOWN in the picture, z away from the viewer."""
        x, y, z = turn(self.rotation, point)
        return (x, -y, -z)


def camera_place(
    orientation: str,
    camera: str,
    working: Side = Side.RIGHT,
    azimuth_off_deg: float = 0.0,
    elevation_off_deg: float = 0.0,
) -> CameraPlace:
    """The camera at its place (front, side or oblique) for that working side, or some degrees off it.

    Raises KeyError for an orientation or camera without a place.
    """
    azimuth, elevation = _PLACES[_LIES[orientation], camera]
    if working is Side.LEFT:
        azimuth = 180.0 - azimuth
    look = compose(about_y(azimuth + azimuth_off_deg), about_x(-elevation - elevation_off_deg))
    return CameraPlace(inverse(look))
