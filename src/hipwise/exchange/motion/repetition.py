"""One repetition, sampled evenly in time for a file."""

from dataclasses import dataclass

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.movement.clip import Manner, timeline_of
from hipwise.movement.motion import Motion, frames_at
from hipwise.movement.timeline import Timeline

FRAMES_PER_S = 30.0


@dataclass(frozen=True, slots=True)
class Repetition:
    """An exercise with its motion and the time line that the motion was sampled from."""

    exercise: Exercise
    motion: Motion
    timeline: Timeline

    @property
    def legs(self) -> tuple[tuple[int, float], ...]:
        """For each frame the leg of the movement's path in which it lies, and the share of its time (0-1)."""
        return tuple(self._leg_at(frame.t_s) for frame in self.motion.frames)

    def _leg_at(self, t_s: float) -> tuple[int, float]:
        stretches = self.timeline.stretches
        i = min(sum(t_s >= stretch.end_s for stretch in stretches), len(stretches) - 1)
        # Legs of no duration have no stretch.
        parts = {stretch.part for stretch in stretches}
        lasting = [number for number, leg in enumerate(self.exercise.movement.path) if leg.part in parts]
        share = (t_s - stretches[i].start_s) / (stretches[i].end_s - stretches[i].start_s)
        return lasting[i], min(1.0, share)


def sample_repetition(
    exercise: Exercise, catalogue: Catalogue, side: Side, manner: Manner | None = None
) -> Repetition:
    """The repetition at about `FRAMES_PER_S`, its first and last moment included; `BOTH` is shown as right.

    Frames are evenly spaced, so that their true rate differs from `FRAMES_PER_S` by less than one frame.
    """
    timeline = timeline_of(exercise, catalogue.arm_postures, manner or Manner())
    count = max(2, round(timeline.duration_s * FRAMES_PER_S) + 1)
    times = [timeline.duration_s * i / (count - 1) for i in range(count)]
    frames = frames_at(exercise, timeline, side, times)
    return Repetition(exercise, Motion(exercise.id, side, timeline.duration_s, frames), timeline)
