"""A phone that stands about where it should: some degrees off its place, with perspective."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.closed_loop.joints import Joints
from benchmarks.figure_picture import HEIGHT, WIDTH, Lens, lens_for
from hipwise.coach.camera import camera_place
from hipwise.figure.pose import Array
from hipwise.library.exercise import Exercise

# Usual errors of people who follow the guide (standard deviations, degrees), cut off at twice that.
AZIMUTH_SD_DEG, ELEVATION_SD_DEG, ROLL_SD_DEG = 6.0, 4.0, 1.5
# How much farther than needed to fill the picture, from … to.
_FARTHER = (1.0, 1.5)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a phone stands: one of the coach's places and the errors, degrees; `farther` than the nearest
    fit.
    """

    camera: str
    azimuth_off_deg: float = 0.0
    elevation_off_deg: float = 0.0
    roll_deg: float = 0.0
    farther: float = 1.1


def random_placing(camera: str, generator: np.random.Generator) -> Placing:
    """About that place."""
    azimuth, elevation, roll = (
        float(np.clip(generator.normal(), -2.0, 2.0)) * sd
        for sd in (AZIMUTH_SD_DEG, ELEVATION_SD_DEG, ROLL_SD_DEG)
    )
    return Placing(camera, azimuth, elevation, roll, float(generator.uniform(*_FARTHER)))


def lens_at(exercise: Exercise, placing: Placing, points: Array) -> Lens:
    """The camera for a working RIGHT side that has all points (n, 3) in its picture."""
    place = camera_place(
        exercise.movement.orientation,
        placing.camera,
        azimuth_off_deg=placing.azimuth_off_deg,
        elevation_off_deg=placing.elevation_off_deg,
    )
    lens = lens_for(place, points)
    roll = np.radians(placing.roll_deg)
    turned = np.array(
        [[np.cos(roll), -np.sin(roll), 0.0], [np.sin(roll), np.cos(roll), 0.0], [0.0, 0.0, 1.0]]
    )
    return Lens(turned @ lens.rotation, lens.middle, lens.distance_m * placing.farther)


def seen_from(lens: Lens, joints: Joints) -> dict[str, Array]:
    """Landmark -> columns and rows (n_frames, 2), pixels of a picture 640 by 480."""
    return {name: lens.see(places)[:, :2] for name, places in joints.items()}


def in_picture(places: Array) -> npt.NDArray[np.bool_]:
    """Which columns and rows (..., 2) lie in the picture."""
    inside: npt.NDArray[np.bool_] = ((places >= 0.0) & (places <= (WIDTH, HEIGHT))).all(axis=-1)
    return inside
