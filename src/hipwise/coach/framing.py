"""Does the whole body fit into the picture, and is it large enough to be read?"""

from collections.abc import Sequence
from dataclasses import dataclass

from hipwise.coach.landmarks import LANDMARK_INDEX, Landmark
from hipwise.library.rule import Reason

# What every exercise is judged by; hands and face may leave the picture.
_NEEDED = tuple(
    LANDMARK_INDEX[f"{side}_{name}"]
    for side in ("left", "right")
    for name in ("shoulder", "hip", "knee", "ankle")
)


@dataclass(frozen=True, slots=True)
class Framing:
    """The two hints, and the least length of the body in the picture, in heights of the picture."""

    step_back: Reason
    come_closer: Reason
    body_least: float

    def hint(self, landmarks: Sequence[Landmark], width: float) -> Reason | None:
        """What to do about the distance; None when it suits, or nobody is seen.

        x and y are in heights of the picture, which is `width` of them wide. A pose model goes on to place
        what it cannot see: outside the picture these guesses show where the body ends.
        """
        xs = [landmarks[place][0] for place in _NEEDED]
        ys = [landmarks[place][1] for place in _NEEDED]
        if any(value != value for value in (*xs, *ys)):
            return None
        if min(xs) < 0.0 or min(ys) < 0.0 or max(xs) > width or max(ys) > 1.0:
            return self.step_back
        if max(max(xs) - min(xs), max(ys) - min(ys)) < self.body_least:
            return self.come_closer
        return None
