"""Moves a light exercise to another day where that makes room for one that finds none.

The week is filled in the order of importance, so an important light exercise may sit on the one day that
a lesser one could use while it could be on another day as well. Nothing gets fewer days by a move.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hipwise.plan.intake import DAYS
from hipwise.plan.placed import Placed
from hipwise.plan.schedule import Week, days_between
from hipwise.plan.situation import Situation


@dataclass(frozen=True, slots=True)
class _Move:
    """The exercise at `mover` goes `away` from a day `to` another; the one at `comer` gets the day."""

    mover: int
    away: str
    to: str
    comer: int


def exchange_days(
    placed: list[Placed], days: tuple[str, ...], week: Week, situation: Situation
) -> list[Placed]:
    """The same exercises, each on as many of these days as before or more."""
    places = list(placed)
    light = [i for i, place in enumerate(places) if _is_light(place, situation)]
    while (move := next(_moves(places, light, days, week), None)) is not None:
        mover, comer = places[move.mover], places[move.comer]
        week.take_back([move.away], mover.minutes)
        week.put([move.to], mover.minutes)
        week.put([move.away], comer.minutes)
        places[move.mover] = _on(mover, (set(mover.days) - {move.away}) | {move.to})
        places[move.comer] = _on(comer, {*comer.days, move.away})
    return places


def _is_light(place: Placed, situation: Situation) -> bool:
    return days_between(place.choice.eligible.exercise.tier, situation.catalogue) == 1


def _on(place: Placed, days: set[str]) -> Placed:
    return replace(place, days=tuple(day for day in DAYS if day in days))


def _moves(places: list[Placed], light: list[int], days: tuple[str, ...], week: Week) -> Iterator[_Move]:
    """Moves after which one exercise has a day more: the most important that lacks one first."""
    for comer in light:
        if len(places[comer].days) >= places[comer].dose.days_per_week:
            continue
        for away in (day for day in days if day not in places[comer].days):
            for mover in light:
                if mover == comer or away not in places[mover].days:
                    continue
                free = [day for day in days if day not in places[mover].days]
                fits = week.fits_instead(away, places[comer].minutes, places[mover].minutes)
                if fits and (room := week.days_with_room(free, places[mover].minutes)):
                    yield _Move(mover, away, room[0], comer)
