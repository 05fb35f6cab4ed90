"""Landmarks as a pose model gives them: one moment (`Frame`) and a whole file of moments (`Recording`)."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hipwise.library.validity_card import ANY_MODEL

# x, y, z, visibility. x to the right and y DOWN in the picture, both in the same unit (pixels, or image
# heights); z towards the scene, smaller is nearer; visibility 0-1. Missing is NaN in all four.
Landmark = tuple[float, float, float, float]

MISSING: Landmark = (math.nan, math.nan, math.nan, math.nan)

# BlazePose's order, which is the order of `Frame.landmarks`.
LANDMARK_NAMES: tuple[str, ...] = (
    "nose",
    "left_eye_inner",
    "left_eye",
    "left_eye_outer",
    "right_eye_inner",
    "right_eye",
    "right_eye_outer",
    "left_ear",
    "right_ear",
    "mouth_left",
    "mouth_right",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_pinky",
    "right_pinky",
    "left_index",
    "right_index",
    "left_thumb",
    "right_thumb",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "left_heel",
    "right_heel",
    "left_foot_index",
    "right_foot_index",
)
LANDMARK_INDEX: Mapping[str, int] = {name: i for i, name in enumerate(LANDMARK_NAMES)}


class RecordingError(ValueError):
    """A recording that cannot be watched: the place in it, what was expected, what was found."""

    def __init__(self, place: str, expected: str, found: str) -> None:
        super().__init__(f"{place}: expected {expected}, found {found}")
        self.place = place
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment: the time and 33 landmarks in the order of `LANDMARK_NAMES`, missing ones NaN."""

    t_s: float
    landmarks: tuple[Landmark, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """Landmarks over time.

    `times_s` is finite and never goes back; `landmarks` maps a BlazePose name to one landmark a moment,
    names that are absent count as never seen. x and y share one unit: image heights when `scaled`, else
    pixels; `image_height_px` is the height of the picture where known. Angles need neither. `model` is the
    pose model that saw them, where it is known.
    Raises RecordingError when the shapes do not fit, a name is unknown or time goes back.
    """

    times_s: tuple[float, ...]
    landmarks: Mapping[str, tuple[Landmark, ...]]
    scaled: bool
    image_height_px: float | None = None
    model: str = ANY_MODEL

    def __post_init__(self) -> None:
        for name, series in self.landmarks.items():
            if name not in LANDMARK_INDEX:
                raise RecordingError(name, "one of BlazePose's 33 names", repr(name))
            if len(series) != len(self.times_s):
                raise RecordingError(name, f"{len(self.times_s)} moments", str(len(series)))
        previous = -math.inf
        for number, t_s in enumerate(self.times_s):
            if not math.isfinite(t_s) or t_s < previous:
                raise RecordingError(f"moment {number}", "a time not before the one above it", f"{t_s} s")
            previous = t_s

    @property
    def seconds(self) -> float:
        """From the first to the last moment; 0 when there are fewer than two."""
        return self.times_s[-1] - self.times_s[0] if self.times_s else 0.0

    def frames(self) -> Iterator[Frame]:
        """The moments in order."""
        never = (MISSING,) * len(self.times_s)
        columns = [self.landmarks.get(name, never) for name in LANDMARK_NAMES]
        for t_s, moment in zip(self.times_s, zip(*columns, strict=True), strict=True):
            yield Frame(t_s, moment)
