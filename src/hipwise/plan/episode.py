"""What became of a programme after it was closed: when, in which phase, and what has happened since."""

from dataclasses import dataclass
from datetime import date

from hipwise.plan.given import Given

_KEYS = ("discharged_on", "phase", "last_exercise_on", "new_pain", "resumed_on")


@dataclass(frozen=True, slots=True)
class Episode:
    """A closed episode of care. None is not known, and not known never keeps a maintenance plan going.

    `phase` (1 to 4) is the one at discharge, `last_exercise_on` the last day with exercise since,
    `new_pain` says whether the hip began to hurt again, `resumed_on` the day on which a new programme began.
    """

    discharged_on: date
    phase: int | None = None
    last_exercise_on: date | None = None
    new_pain: bool | None = None
    resumed_on: date | None = None

    def days_idle(self, today: date) -> int:
        """Days without exercise up to today; since the discharge where no later exercise is known."""
        last = max(self.discharged_on, self.last_exercise_on or self.discharged_on)
        return max(0, (today - last).days)


def read_episode(given: Given, today: date) -> Episode:
    """The episode in an intake of that day. Raises GivenError."""
    part = given.mapping(_KEYS)
    discharged = part["discharged_on"]
    if discharged.is_missing:
        discharged.refuse("the day on which the programme was closed", "add it as 2026-11-22")
    phase, new_pain = part["phase"], part["new_pain"]
    first = discharged.day()
    if first > today:
        discharged.refuse("a day up to the intake's own", "correct one of the two dates")
    return Episode(
        discharged_on=first,
        phase=None if phase.is_missing else phase.whole_number(1, 4, "phase"),
        last_exercise_on=_between(part["last_exercise_on"], first, today),
        new_pain=None if new_pain.is_missing else new_pain.yes_no(),
        resumed_on=_between(part["resumed_on"], first, today),
    )


def episode_to_mapping(episode: Episode) -> dict[str, object]:
    """The episode as plain JSON values; `read_episode` reads it back."""
    values = {name: getattr(episode, name) for name in _KEYS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _between(given: Given, first: date, last: date) -> date | None:
    """A day from the discharge to the intake's, or None."""
    if given.is_missing:
        return None
    day = given.day()
    if not first <= day <= last:
        given.refuse("a day from the discharge up to the intake's own", "correct one of the dates")
    return day
