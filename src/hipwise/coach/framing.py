"""Does the whole body fit into the picture, and is it large enough to be read?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from hipwise.coach.landmarks import LANDMARK_INDEX, Landmark
from hipwise.library.rule import Reason

# What every exercise is judged by; hands and face may leave the picture.
_needed = itemgetter(
    *(
        LANDMARK_INDEX[f"{side}_{name}"]
        for side in ("left", "right")
        for name in ("shoulder", "hip", "knee", "ankle")
    )
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
        left = top = math.inf
        right = bottom = -math.inf
        for x, y, _, _ in _needed(landmarks):
            if x != x or y != y:
                return None
            if x < left:
                left = x
            if x > right:
                right = x
            if y < top:
                top = y
            if y > bottom:
                bottom = y
        if left < 0.0 or top < 0.0 or right > width or bottom > 1.0:
            return self.step_back
        return self.come_closer if max(right - left, bottom - top) < self.body_least else None
