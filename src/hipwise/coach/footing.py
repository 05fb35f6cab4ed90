"""How somebody stands, jumps and lands in a set: flights, landings, touches of the free foot, and sway."""

import math
from dataclasses import dataclass, field

from hipwise.coach.flight import Flight, FlightWatch
from hipwise.coach.landing import Landing, LandingWatch
from hipwise.coach.scene import Scene, begins_on_both_feet, leaves_ground, stands_on_one_foot
from hipwise.coach.settings import CoachSettings
from hipwise.coach.sway import SwayMeter
from hipwise.coach.template import Template
from hipwise.coach.touch import TouchWatch
from hipwise.library.exercise import Exercise


@dataclass(slots=True)
class Footing:
    """Takes the scene of each moment; parts that do not apply to the exercise are None.

    `landings` are those of finished repetitions.
    """

    flight: FlightWatch | None
    landing: LandingWatch | None
    touch: TouchWatch | None
    sway: SwayMeter | None
    flights: list[Flight] = field(default_factory=list)
    landings: list[Landing] = field(default_factory=list)
    _open: list[Landing] = field(default_factory=list)

    def wait(self, t_s: float, step_s: float, scene: Scene, size: float) -> None:
        """Before the set: learn how the person stands."""
        if self.flight is not None and self.landing is not None:
            self.flight.observe(t_s, scene.low, size)
            self.landing.observe(t_s, step_s, scene)

    def settle(self) -> None:
        """The start position was held."""
        if self.landing is not None:
            self.landing.settle()

    def observe(self, t_s: float, step_s: float, scene: Scene, size: float, is_holding: bool) -> bool:
        """Take the next moment of the set; True when a touch of the free foot has just ended."""
        if self.flight is not None:
            self._fly(t_s, step_s, scene, size)
        if self.sway is not None:
            if is_holding:
                self.sway.observe(step_s, scene.aside, size)
            else:
                self.sway.pause()
        if self.touch is None:
            return False
        ankle, lowest = scene.free_heights
        per = size if size > 0.0 else math.nan
        if not self.touch.observe(t_s, step_s, (ankle / per, lowest / per)):
            return False
        self._end_landing(self.touch.touched_s[-1])
        return True

    @property
    def is_landing(self) -> bool:
        """Is a landing under way?"""
        return self.landing is not None and self.landing.is_open

    def has_landed_since(self, t_s: float) -> bool:
        """Did a landing begin since then that belongs to no repetition yet?"""
        return any(landing.contact_s >= t_s for landing in self._open)

    @property
    def jumps(self) -> tuple[Flight, ...]:
        """The flights of finished repetitions; a step aside is none."""
        contacts = {landing.contact_s for landing in self.landings}
        return tuple(flight for flight in self.flights if flight.end_s in contacts)

    def take_landings(self, since_s: float) -> list[Landing]:
        """The landings of a repetition that began then; what was before it is forgotten."""
        new = [landing for landing in self._open if landing.contact_s >= since_s]
        self._open.clear()
        self.landings += new
        return new

    def _fly(self, t_s: float, step_s: float, scene: Scene, size: float) -> None:
        if self.flight is None or self.landing is None:
            return
        flight = self.flight.observe(t_s, scene.low, size)
        if flight is not None:
            self.flights.append(flight)
            self._end_landing(flight.start_s)
            self.landing.touch_down(flight.end_s)
        landing = self.landing.observe(t_s, step_s, scene)
        if landing is not None:
            self._open.append(landing)

    def _end_landing(self, left_s: float) -> None:
        """A landing also ends with a further hop, or with the free foot on the ground."""
        landing = None if self.landing is None else self.landing.end(left_s)
        if landing is not None:
            self._open.append(landing)


def footing_of(template: Template, settings: CoachSettings) -> Footing:
    """What applies to this exercise."""
    exercise = template.exercise
    one_foot, jumps = stands_on_one_foot(exercise), leaves_ground(exercise)
    size_m = template.size_m[0]
    bend_deg = template.coordinates["knee_angle_working"][0]
    return Footing(
        FlightWatch(settings, size_m) if jumps else None,
        LandingWatch(bend_deg, on_both_feet=not one_foot) if jumps else None,
        TouchWatch(settings, _longest_touch_s(exercise, settings)) if one_foot else None,
        SwayMeter(settings, size_m) if one_foot and exercise.is_hold else None,
    )


def _longest_touch_s(exercise: Exercise, settings: CoachSettings) -> float:
    """Where the movement begins on both feet, a foot that rests on the floor has come to its end."""
    s = settings
    return s.touch_longest_s if begins_on_both_feet(exercise) else s.touch_longest_on_one_foot_s
