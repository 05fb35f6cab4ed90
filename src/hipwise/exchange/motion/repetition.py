"""One repetition, sampled evenly in time for a file."""

from dataclasses import dataclass

from hipwise.body.skeleton import REFERENCE_HEIGHT_M
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.fault import Fault
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.departure import performed
from hipwise.movement.leg_time import LegTime, leg_times
from hipwise.movement.motion import Motion, frames_at
from hipwise.movement.timeline import Timeline

FRAMES_PER_S = 30.0
# The coordinates that are lengths; all others are angles.
PLACES = ("pelvis_tx", "pelvis_ty", "pelvis_tz")


@dataclass(frozen=True, slots=True)
class Repetition:
    """An exercise with its motion, the time line that the motion was sampled from, and the body's size.

    `scale` is the body's height as a share of the figure's own; lengths of a file are multiplied by it.
    """

    exercise: Exercise
    motion: Motion
    timeline: Timeline
    scale: float = 1.0

    @property
    def legs(self) -> tuple[LegTime, ...]:
        """Where each frame lies in the movement's path."""
        return leg_times(self.exercise, self.timeline, [frame.t_s for frame in self.motion.frames])


def sample_repetition(
    exercise: Exercise,
    catalogue: Catalogue,
    side: Side,
    manner: Manner | None = None,
    fault: Fault | None = None,
    height_m: float = REFERENCE_HEIGHT_M,
) -> Repetition:
    """The repetition at about `FRAMES_PER_S`, its first and last moment included; `BOTH` is shown as right.

    With a `fault` it is done wrongly. A body of another `height_m` has the same proportions, and so have the
    things that it uses: a movement fitted to a step of 15 cm is then one on a lower or higher step.
    Frames are evenly spaced, so that their true rate differs from `FRAMES_PER_S` by less than one frame.
    """
    done, solved = performed(exercise, catalogue, fault)
    timeline = timeline_of(done, catalogue.arm_postures, manner or Manner(), solved)
    count = max(2, round(timeline.duration_s * FRAMES_PER_S) + 1)
    times = [timeline.duration_s * i / (count - 1) for i in range(count)]
    motion = Motion(exercise.id, side, timeline.duration_s, frames_at(done, timeline, side, times))
    return Repetition(done, motion, timeline, height_m / REFERENCE_HEIGHT_M)
