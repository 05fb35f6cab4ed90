"""Which reading carries the movement in this camera, computed from the definition.

Every reading is expected along the repetition; the one that moves most, measured in its own jitter,
carries the count – if counting the definition itself by it gives the same number for every repetition.
Nothing about an exercise is typed here.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from hipwise.coach.flank import Pace, pace_of
from hipwise.coach.repetition import RepetitionCounter
from hipwise.coach.settings import CoachSettings
from hipwise.coach.template import Expected, Template

# The reading that shows a coordinate most directly; with equal merit it is what people understand.
_NATURAL = {
    "hip_flexion": ("hip", "thigh", "leg"),
    "hip_adduction": ("thighs", "legs", "thigh_to_hips", "thigh", "leg"),
    "knee_angle": ("knee",),
    "ankle_angle": ("ankle", "foot"),
    "pelvic_drop": ("hip_line", "ankle_line"),
    "trunk_flexion": ("trunk", "trunk_side"),
    "trunk_lean": ("trunk", "shoulder_line"),
    "elbow_flex": ("elbow",),
    "arm_flex": ("shoulder", "upper_arm"),
    "arm_add": ("shoulder", "upper_arm"),
}
_NATURAL_BONUS = 1.5
_LENGTH_MALUS = 0.7
# No single camera sees these; nothing may be claimed about them.
_UNSEEN = ("hip_rotation", "pelvic_tilt", "pelvic_roll", "pelvic_side_tilt", "trunk_turn", "arm_rot")
# Arms hang where people like; they carry a movement only where the definition says that they do.
_ARM_READINGS = ("elbow", "shoulder", "upper_arm", "forearm")
_ARM_COORDINATES = ("arm_", "elbow_")
# The definition is counted this often to learn how many swings of a reading make a repetition.
_TRIALS = 4
# … for people whose range is smaller, as defined, and larger.
_RANGE_SHARES = (0.7, 1.0, 1.4)
_DETOUR_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class PhaseQuantity:
    """The reading that carries the phase, from `start_deg` to `far_deg`, and what it means.

    `swings` is how often it goes out and back in one repetition (a jump bends the knees twice).
    `coordinate` is the coordinate by role that the reading is translated to by `scale` (reading,
    coordinate; sorted), or None when only the reading itself can be told.
    """

    expected: Expected
    start_deg: float
    far_deg: float
    swings: int
    out: Pace
    back: Pace
    coordinate: str | None
    scale: tuple[tuple[float, float], ...]

    @property
    def direction(self) -> float:
        """+1 when the reading grows on the way out, -1 when it shrinks."""
        return 1.0 if self.far_deg >= self.start_deg else -1.0

    @property
    def turn(self) -> int:
        """The sample at which the far end is reached."""
        return self.expected.samples_deg.index(self.far_deg)

    @property
    def range_deg(self) -> float:
        """The way out as defined."""
        return abs(self.far_deg - self.start_deg)

    @property
    def per_deg(self) -> float:
        """Degrees of the coordinate for one degree of the reading, over the whole way; 1 without one."""
        if self.coordinate is None:
            return 1.0
        (low, at_low), (high, at_high) = self.scale[0], self.scale[-1]
        return (at_high - at_low) / (high - low)

    @property
    def name(self) -> str:
        """What the report's degrees mean."""
        return self.coordinate or f"{self.expected.reading.name} in the picture"

    def in_coordinate(self, reading_deg: float) -> float:
        """A reading as the coordinate's value, by the definition's own relation between the two.

        Beyond the definition's way the mean relation goes on.
        """
        if self.coordinate is None:
            return reading_deg
        place = bisect_left(self.scale, (reading_deg, float("-inf")))
        if place in (0, len(self.scale)):
            end, value = self.scale[0 if place == 0 else -1]
            return value + self.per_deg * (reading_deg - end)
        (a, at_a), (b, at_b) = self.scale[place - 1 : place + 1]
        return at_a + (at_b - at_a) * (reading_deg - a) / (b - a)


def choose_quantity(template: Template, settings: CoachSettings, measured: str = "") -> PhaseQuantity | None:
    """The best reading of the template, or None when nothing moves enough and evenly.

    `measured` names the reading that counted best in tests; it is taken where it may carry a count at all.
    """
    tested = template.expected.get(measured)
    if tested is not None and (quantity := quantity_of(tested, template, settings)) is not None:
        return quantity
    wanted = template.exercise.watch.quantity
    several: PhaseQuantity | None = None
    for expected in sorted(template.expected.values(), key=lambda e: -_merit(e, wanted)):
        quantity = quantity_of(expected, template, settings)
        if quantity is not None and quantity.swings == 1:
            return quantity
        several = several or quantity
    return several


def quantity_of(expected: Expected, template: Template, settings: CoachSettings) -> PhaseQuantity | None:
    """That reading as the one that carries the count; None where it moves too little or unevenly."""
    wanted = template.exercise.watch.quantity
    if not _may_carry(expected, wanted, settings):
        return None
    if expected.reading.is_relative and template.exercise.is_hold:
        # A hold is long, and who leans a little nearer to the phone meanwhile grows.
        return None
    swings = _swings(expected, template, settings)
    return _as_quantity(expected, swings, wanted, template) if swings else None


def _merit(expected: Expected, wanted: str) -> float:
    base, _, role = wanted.rpartition("_")
    names = _NATURAL.get(wanted if role not in ("working", "other") else base, ())
    reading = expected.reading.name
    natural = reading in names or any(reading == f"{role}_{name}" for name in names)
    weight = _NATURAL_BONUS if natural else _LENGTH_MALUS if expected.reading.kind == "length" else 1.0
    return weight * expected.straightness * expected.range_least_deg / expected.jitter_deg


def _may_carry(expected: Expected, wanted: str, settings: CoachSettings) -> bool:
    is_arm = expected.reading.name.endswith(_ARM_READINGS) and not wanted.startswith(_ARM_COORDINATES)
    least = max(settings.range_least_deg, settings.signal_least * expected.jitter_deg)
    return expected.range_least_deg >= least and not is_arm


def _swings(expected: Expected, template: Template, settings: CoachSettings) -> int:
    """How many swings the definition's own repetition has; 0 when that hangs on the exact threshold."""
    counts = {_count_trials(expected, template, settings, share) for share in _RANGE_SHARES}
    found = counts.pop()
    return found // _TRIALS if not counts and found % _TRIALS == 0 else 0


def _count_trials(expected: Expected, template: Template, settings: CoachSettings, share: float) -> int:
    start, far = _ends(expected)
    sign = 1.0 if far >= start else -1.0
    least = settings.signal_least * expected.jitter_deg / 2
    counter = RepetitionCounter(settings, share * abs(far - start), least)
    found = 0
    for trial in range(_TRIALS):
        begin_s = trial * (template.repetition_s + 1.0)
        for t_s, value in zip(template.times_s, expected.samples_deg, strict=True):
            found += counter.observe(begin_s + t_s, sign * value) is not None
    return found + (counter.finish() is not None)


def _ends(expected: Expected) -> tuple[float, float]:
    start = expected.start_deg
    return start, max(expected.samples_deg, key=lambda value: abs(value - start))


def _as_quantity(expected: Expected, swings: int, wanted: str, template: Template) -> PhaseQuantity:
    start, far = _ends(expected)
    way = list(zip(template.times_s, expected.samples_deg, strict=True))
    turn = expected.samples_deg.index(far)
    parts = template.parts
    arrive = next((i for i, part in enumerate(parts) if part == "hold"), turn)
    leave = max((i for i, part in enumerate(parts) if part == "hold"), default=turn - 1) + 1
    out = pace_of(way[: max(arrive, 1) + 1])
    back = pace_of(way[min(leave, len(way) - 2) :])
    coordinate: str | None = None
    scale: tuple[tuple[float, float], ...] = ()
    series = template.coordinates.get(wanted)
    if series is not None and not wanted.startswith(_UNSEEN):
        scale = _scale(expected.samples_deg[: turn + 1], series[: turn + 1])
        coordinate = wanted if _tells(scale) else None
    return PhaseQuantity(expected, start, far, swings, out, back, coordinate, scale)


def _tells(scale: tuple[tuple[float, float], ...]) -> bool:
    """Does the coordinate follow the reading? A detour of more than a fifth means that it does not."""
    values = [value for _, value in scale]
    way = abs(values[-1] - values[0])
    travelled = sum(abs(b - a) for a, b in pairwise(values))
    return way >= 1.0 and travelled - way <= 2.0 * _DETOUR_SHARE * way


def _scale(readings: tuple[float, ...], values: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
    """Pairs of reading and coordinate on the way out, only where the reading goes on towards its far end."""
    sign = 1.0 if readings[-1] >= readings[0] else -1.0
    pairs = [(readings[0], values[0])]
    for reading, value in zip(readings[1:], values[1:], strict=True):
        if sign * (reading - pairs[-1][0]) > 0.01:
            pairs.append((reading, value))
    if sign * (readings[-1] - pairs[-1][0]) > 0.0:
        pairs[-1] = (readings[-1], values[-1])
    return tuple(sorted(pairs))
