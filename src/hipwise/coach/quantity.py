"""Which angle carries the movement in this camera, computed from the definition.

Every reading is expected along the repetition; the one that moves most, measured in its own jitter,
carries the count. Nothing about an exercise is typed here.
"""

from dataclasses import dataclass

from hipwise.coach.template import Expected, Template

# The reading that shows a coordinate most directly, for equal merit; people understand it better.
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
# No single camera sees these; nothing may be claimed about them.
_UNSEEN = (
    "hip_rotation",
    "pelvic_tilt",
    "pelvic_roll",
    "pelvic_side_tilt",
    "trunk_turn",
    "arm_rot",
    "pro_sup",
)


@dataclass(frozen=True, slots=True)
class PhaseQuantity:
    """The reading that carries the phase, from `start_deg` to `far_deg`, and what it means.

    `coordinate` is the coordinate by role that the reading is translated to, or None when only the
    reading itself can be told; `coordinate_per_deg` and `coordinate_start` translate.
    """

    expected: Expected
    start_deg: float
    far_deg: float
    coordinate: str | None
    coordinate_start: float
    coordinate_per_deg: float

    @property
    def direction(self) -> float:
        """+1 when the reading grows on the way out, -1 when it shrinks."""
        return 1.0 if self.far_deg >= self.start_deg else -1.0

    @property
    def range_deg(self) -> float:
        """The way out as defined."""
        return abs(self.far_deg - self.start_deg)

    @property
    def name(self) -> str:
        """What the report's degrees mean."""
        return self.coordinate or f"{self.expected.reading.name} in the picture"

    def in_coordinate(self, reading_deg: float) -> float:
        """A reading as the coordinate's value, by the definition's own relation between the two."""
        if self.coordinate is None:
            return reading_deg
        return self.coordinate_start + (reading_deg - self.start_deg) * self.coordinate_per_deg


def choose_quantity(template: Template, signal_least: float, range_least_deg: float) -> PhaseQuantity | None:
    """The best reading of the template, or None when nothing moves enough to be seen."""
    wanted = template.exercise.watch.quantity
    best: Expected | None = None
    best_merit = 0.0
    for expected in template.expected.values():
        merit = _merit(expected, wanted)
        seen = expected.range_deg >= max(range_least_deg, signal_least * expected.jitter_deg)
        if seen and merit > best_merit:
            best, best_merit = expected, merit
    return None if best is None else _as_quantity(best, wanted, template)


def _merit(expected: Expected, wanted: str) -> float:
    base, _, role = wanted.rpartition("_")
    names = _NATURAL.get(wanted if role not in ("working", "other") else base, ())
    reading = expected.reading.name
    natural = reading in names or any(reading == f"{role}_{name}" for name in names)
    bonus = _NATURAL_BONUS if natural else 1.0
    return bonus * expected.straightness * expected.range_deg / expected.jitter_deg


def _as_quantity(expected: Expected, wanted: str, template: Template) -> PhaseQuantity:
    start = expected.start_deg
    far = max(expected.samples_deg, key=lambda value: abs(value - start))
    coordinate, at_start, per_deg = None, 0.0, 0.0
    series = template.coordinates.get(wanted)
    if series is not None and not wanted.startswith(_UNSEEN):
        at_far = series[expected.samples_deg.index(far)]
        if abs(at_far - series[0]) >= 1.0:
            coordinate, at_start = wanted, series[0]
            per_deg = (at_far - at_start) / (far - start)
    return PhaseQuantity(expected, start, far, coordinate, at_start, per_deg)
