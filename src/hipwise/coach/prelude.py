"""What a person did before the start position was first held: begun bent, it may be the exercise too.

Somebody who begins half way down holds still there, moves, and reaches the start position only between two
repetitions. Such rows are kept, and counted once the start position shows that this was the exercise. They
are forgotten when the body leaves the movement's way or its place, as getting into position does.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from hipwise.coach.settings import CoachSettings
from hipwise.coach.start_pose import Corridor, PoseReading, StillPose
from hipwise.coach.wander import Wander

Row = Sequence[float]
# Nobody counts on for longer than this without once coming back to the start, seconds.
_LONGEST_S = 60.0


@dataclass(slots=True)
class Prelude:
    """Keeps rows from the moment at which the body first kept still somewhere on the movement's way."""

    settings: CoachSettings
    poses: tuple[PoseReading, ...]
    wander: Wander
    _still: StillPose = field(init=False)
    _corridor: Corridor = field(init=False)
    _rows: deque[tuple[float, Row]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._still = StillPose(self.settings, self.poses, on_the_way=True)
        self._corridor = Corridor(self.settings, self.poses)

    def observe(self, t_s: float, row: Row) -> None:
        """Take the next row; it begins with the directions of `poses`, in their order."""
        if not self._rows:
            if self._still.observe(t_s, row):
                self._corridor.enter(t_s)
                self.wander.settle(t_s, *row[-3:])
                self._rows.append((t_s, row))
            return
        gone = self._corridor.has_left(t_s, row) or self.wander.has_gone(t_s, *row[-3:])
        if gone or t_s - self._rows[0][0] > _LONGEST_S:
            self.forget()
            return
        self._rows.append((t_s, row))

    def take(self) -> list[tuple[float, Row]]:
        """The rows kept, by time; they are forgotten here."""
        rows = list(self._rows)
        self.forget()
        return rows

    def forget(self) -> None:
        """Begin anew: the body went out of sight or did something else."""
        self._rows.clear()
