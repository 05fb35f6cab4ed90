"""Landmarks by role: which BlazePose landmark is the working knee, and which way round the picture is.

The left-sided performance is the mirror image of the right-sided one, so everything behind this module
is written once, for a working right side.
"""

from dataclasses import dataclass

from hipwise.coach.landmarks import LANDMARK_INDEX
from hipwise.library.side import Side


@dataclass(frozen=True, slots=True)
class Roles:
    """Names the landmarks of the working and the other limb; `flip` is -1 when the picture is mirrored."""

    working: Side
    flip: float

    def index(self, role_landmark: str) -> int:
        """Place in `Frame.landmarks` of e.g. `working_knee`. Raises KeyError for an unknown name."""
        role, _, name = role_landmark.partition("_")
        side = self.working if role == "working" else self.working.opposite
        return LANDMARK_INDEX[f"{side.value}_{name}"]


def roles_for(working: Side) -> Roles:
    """The roles when `working` (left or right) works. Raises ValueError for both."""
    if working is Side.BOTH:
        raise ValueError("expected left or right, got both: name the limb that is judged")
    return Roles(working, -1.0 if working is Side.LEFT else 1.0)


def in_words(role_landmark: str, working: Side) -> str:
    """A landmark as people say it: `working_knee` is "left knee"."""
    role, _, name = role_landmark.partition("_")
    side = working if role == "working" else working.opposite
    return f"{side.value} {'foot' if name in ('foot_index', 'heel') else name}"
