"""The response model: how an invented hip answers exercise, from day to day.

Pain in an exercise is the pain of the day, and more where the load is above what the hip bears; a share
of that is still there next morning. Each session takes away a share of the pain and brings a share of the
missing strength. Flares come by chance and fade. docs/for-developers/simulation.md says what is neglected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise
from hipwise.plan.done_sets import planned_amount
from hipwise.plan.plan import PlanItem
from hipwise.simulate.patient import Patient

WORST = 10.0
_WEEK = 7
# Pain of this much beyond a flare's own makes people limp or wake at night.
_LIMPS_FROM = 5.5
_WAKES_FROM = 5.0


@dataclass(frozen=True, slots=True)
class Response:
    """The settings of the model, read once."""

    noise: float
    overload: float
    carry: float
    bears_least: float
    bears_more: float
    fade: float
    medicine_points: float


def response_of(catalogue: Catalogue) -> Response:
    """The model's settings of the content."""
    names = ("pain_noise", "overload_points", "morning_carry", "bears_least", "bears_more", "flare_fade")
    return Response(*(catalogue.setting(f"simulate.{name}") for name in (*names, "medicine_points")))


@dataclass(slots=True)
class Hip:
    """The hip's state. All scores 0 to 10, `strength` 0 to 1, `left_over` what yesterday left behind."""

    patient: Patient
    model: Response
    pain: float
    strength: float
    flare: float = 0.0
    left_over: float = 0.0

    @property
    def usual(self) -> float:
        """The pain of this day before anything is done."""
        return min(WORST, self.pain + self.flare + self.left_over)

    @property
    def limps(self) -> bool:
        """Is it sore enough for a limp?"""
        return self.usual >= _LIMPS_FROM

    @property
    def wakes(self) -> bool:
        """Is it sore enough to wake the person at night?"""
        return self.usual >= _WAKES_FROM

    def sleep(self, chance: Random) -> None:
        """A night passes: flares fade or begin."""
        self.flare *= self.model.fade
        if chance.random() < self.patient.kind.flares_per_week / _WEEK:
            self.flare = max(self.flare, chance.uniform(0.5, 1.0) * self.patient.kind.flare_points)

    def feel(self, load: float, chance: Random) -> float:
        """The pain in an exercise of that load."""
        bears = self.model.bears_least + self.model.bears_more * self.strength
        over = max(0.0, load - bears) * self.model.overload
        return min(WORST, max(0.0, self.usual + over + chance.gauss(0.0, self.model.noise)))

    def finish(self, felt: Sequence[float]) -> None:
        """A session is over: some of it stays until the morning, and the body answers it."""
        worst = max(felt, default=0.0)
        self.left_over = self.model.carry * max(0.0, worst - self.usual)
        self.pain *= 1.0 - self.patient.kind.ease_per_session
        self.strength += (1.0 - self.strength) * self.patient.kind.gain_per_session


def load_of(item: PlanItem, exercise: Exercise) -> float:
    """The load of a dose: its tier, times the root of how far it is above the least dose of its source.

    Strength of stimulus rises more slowly than repetitions do; the root is a plain stand-in for that.
    """
    dose = exercise.dose
    least = dose.sets.low * dose.repetitions.low * (dose.hold_s.low if exercise.is_hold else 1.0)
    amount = planned_amount(item, exercise) / least if least else 1.0
    return float((exercise.tier + 1) * amount**0.5 * item.range_share)
