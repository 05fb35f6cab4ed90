"""The series that a set is watched through: chosen angles, and where and how large the body is.

One order for live frames and whole recordings, so that everything behind it is one code path.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hipwise.coach.angles import ReadPoints
from hipwise.coach.filter import OneEuro, SpikeGuard, smooth_both_ways
from hipwise.coach.landmarks import Frame
from hipwise.coach.reading import Landmarks, Points, Reading, angle_of
from hipwise.coach.roles import Roles
from hipwise.coach.scene import SCENE_SPOTS, Scene, SceneReader
from hipwise.coach.settings import CoachSettings
from hipwise.coach.template import SIZE_CHAIN, Expected, chain_length

_HIPS = {"side": ("working_hip",)}
_BOTH_HIPS = ("working_hip", "other_hip")
# Nobody's hips move by this share of the body's length (shoulder to ankle) between two moments; at seven
# pictures a second that would be three metres a second.
_JUMP_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Channels:
    """Angles by place in a row of values; the last three are hips x, hips y and size in the picture.

    `angles` are read within half a turn of a centre, degrees, that stands beside each.
    Between them stand the values of the scene, where it is read.
    """

    readings: tuple[Reading, ...]
    names: tuple[str, ...]
    points: Points
    angles: tuple[tuple[ReadPoints, float], ...]
    hips: int
    size: ReadPoints
    scene: SceneReader | None = None

    def place_of(self, reading: str) -> int:
        """Where a reading stands in a row. Raises ValueError when it is not watched."""
        return self.names.index(reading)

    def scene_of(self, row: Sequence[float]) -> Scene:
        """The scene of a row, where it is read."""
        return Scene._make(row[len(self.names) : -3])

    def read(self, landmarks: Landmarks) -> list[float]:
        """One row from one moment."""
        at = self.points.read(landmarks)
        row = [(angle(at) - centre + 180.0) % 360.0 - 180.0 + centre for angle, centre in self.angles]
        if self.scene is not None:
            row += self.scene.read(at)
        row += at[self.hips]
        row.append(self.size(at))
        return row


def build_channels(
    expected: Iterable[Expected],
    roles: Roles,
    camera: str,
    settings: CoachSettings,
    with_scene: bool = False,
) -> Channels:
    """The channels for these readings; a reading named twice is read once."""
    least = settings.visibility_least
    unique = {e.reading.name: e for e in expected}
    readings = tuple(e.reading for e in unique.values())
    hips = _HIPS.get(camera, _BOTH_HIPS)
    scene = SCENE_SPOTS if with_scene else ()
    points = Points((*(s for r in readings for s in r.spots), hips, *SIZE_CHAIN, *scene), roles, least)
    return Channels(
        readings,
        tuple(unique),
        points,
        tuple((angle_of(e.reading, points), e.centre_deg) for e in unique.values()),
        points.place_of(hips),
        chain_length(points),
        SceneReader(points) if with_scene else None,
    )


class LiveSmoother:
    """Smooths rows as they come. Angles are guarded against lone outliers; all else is only passed on."""

    def __init__(self, channels: Channels, settings: CoachSettings) -> None:
        s, width = settings, len(channels.names)
        self._guard = SpikeGuard(s.spike_deg, s.spike_deg_per_s, width)
        self._filter = OneEuro(s.filter_cutoff_hz, s.filter_beta, s.gap_bridged_s, width)

    def smooth(self, t_s: float, row: list[float]) -> list[float]:
        """The smoothed row at `t_s`."""
        return self._filter.smooth(t_s, self._guard.believe(t_s, row))


def smoothed_rows(
    channels: Channels, frames: Sequence[Frame], settings: CoachSettings, is_hold: bool
) -> list[tuple[float, ...]]:
    """All rows of a recording, smoothed forwards and backwards; what is held is smoothed more."""
    s = settings
    cutoff_hz = s.offline_hold_cutoff_hz if is_hold else s.offline_cutoff_hz
    times = [frame.t_s for frame in frames]
    guard = SpikeGuard(s.spike_deg, s.spike_deg_per_s, len(channels.names))
    rows = (guard.believe(f.t_s, channels.read(f.landmarks)) for f in frames)
    columns = [list(column) for column in zip(*rows, strict=True)]
    cuts = [0, *jumps(*columns[-3:]), len(times)]
    for place, believed in enumerate(columns[: len(channels.names)]):
        columns[place] = [
            value
            for a, b in pairwise(cuts)
            for value in smooth_both_ways(times[a:b], believed[a:b], cutoff_hz, s.gap_bridged_s)
        ]
    return list(zip(*columns, strict=True))


def jumps(xs: Sequence[float], ys: Sequence[float], sizes: Sequence[float]) -> list[int]:
    """The moments at which the body is suddenly elsewhere, or of another size: another person's, or back.

    Smoothing never mixes what lies on the two sides of one.
    """
    found: list[int] = []
    last_x = last_y = last_size = math.nan
    for number, (x, y, size) in enumerate(zip(xs, ys, sizes, strict=True)):
        if x != x or size != size:
            continue
        far = math.hypot(x - last_x, y - last_y) > _JUMP_SHARE * last_size
        if far or abs(size - last_size) > _JUMP_SHARE * last_size:
            found.append(number)
        last_x, last_y, last_size = x, y, size
    return found


def is_seen(row: Sequence[float], places: Iterable[int]) -> bool:
    """Are all these values there?"""
    return not any(math.isnan(row[place]) for place in places)
