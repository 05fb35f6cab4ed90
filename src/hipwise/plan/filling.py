"""Fills the week with the chosen exercises, the most important first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hipwise.library.exercise import Exercise
from hipwise.library.rule import Reason
from hipwise.plan.choice import Choice
from hipwise.plan.confidence import is_unsure
from hipwise.plan.dose import ItemDose, first_dose, item_minutes, smallest_dose
from hipwise.plan.exchange_days import exchange_days
from hipwise.plan.intake import DAYS
from hipwise.plan.placed import Placed
from hipwise.plan.schedule import Week, days_between, spaced_days, training_days
from hipwise.plan.situation import Situation


@dataclass(frozen=True, slots=True)
class TrainingDays:
    """The days with exercise, and among them those for exercises that need a day between."""

    all: tuple[str, ...]
    strong: tuple[str, ...]

    @property
    def lighter(self) -> tuple[str, ...]:
        """The other days."""
        return tuple(day for day in self.all if day not in self.strong)


def fill_week(
    choices: Iterable[Choice], situation: Situation
) -> tuple[tuple[Placed, ...], dict[str, tuple[Reason, ...]]]:
    """Place the choices; also, by exercise id, why a choice found no place.

    Light exercises first get the fewest days that their source allows, so that the next one gets them too.
    """
    days = find_training_days(situation)
    week = Week(days.all, minutes_budget(situation), situation.catalogue)
    placed: list[Placed] = []
    spare: list[Choice] = []
    left_over: list[Choice] = []
    not_placed: dict[str, tuple[Reason, ...]] = {}
    for choice in choices:
        exercise = choice.eligible.exercise
        if not _is_wanted(choice, len(placed), situation):
            spare.append(choice)
            continue
        place = _place(choice, days, week, situation)
        if place is None:
            left_over.append(choice)
            not_placed[exercise.id] = (_why_not(choice, days, week, situation),)
        else:
            placed.append(place)
    placed = [_more_often(place, days.all, place.dose.days_per_week, week, situation) for place in placed]
    placed = exchange_days(placed, days.all, week, situation)
    placed = [_keep_company(place, days, week, situation) for place in placed]
    placed.extend(_company(spare, placed, days, week, situation))
    placed = [_without_lonely_days(place, days, week) for place in placed]
    if len(placed) == 1:
        placed.extend(_second([*left_over, *spare], days, week, situation))
    return tuple(placed), not_placed


def minutes_budget(situation: Situation) -> float:
    """The minutes of a day: what the person has, or a careful number; never more than the most."""
    given = situation.intake.minutes_per_day
    minutes = situation.setting("plan.minutes_unknown") if given is None else given
    return min(minutes, situation.setting("plan.minutes_most"))


def find_training_days(situation: Situation) -> TrainingDays:
    """The given days less the rest days; the days for heavier exercises lie apart, also round the weekend."""
    apart = days_between(round(situation.setting("plan.power_tier")), situation.catalogue)
    strong = spaced_days(situation.intake.days, round(situation.setting("plan.strong_days")), apart)
    rest_days = round(situation.setting("plan.rest_days"))
    return TrainingDays(training_days(situation.intake.days, strong, rest_days), strong)


def _is_wanted(choice: Choice, count: int, situation: Situation) -> bool:
    """Is there a place for another exercise of this importance? Who is unsure gets fewer."""
    most = situation.setting(choice.most)
    if is_unsure(situation.intake, situation.catalogue):
        most = min(most, situation.setting("plan.items_least"))
    return count < most


def _place(choice: Choice, days: TrainingDays, week: Week, situation: Situation) -> Placed | None:
    """The dose and its days: the first dose, or the smallest where that reaches more days.

    Heavier work finds none where no day is one of the strong ones.
    """
    full = first_dose(choice.eligible, situation)
    best: Placed | None = None
    for dose in (full, smallest_dose(choice.eligible.exercise, full)):
        minutes = item_minutes(choice.eligible.exercise, choice.eligible.side, dose, situation.catalogue)
        found = _days_for(choice.eligible.exercise, dose, minutes, days, week, situation)
        if found and (best is None or len(found) > len(best.days)):
            best = Placed(choice, dose, found, minutes)
    if best is not None:
        week.put(best.days, best.minutes)
    return best


def _days_for(
    exercise: Exercise, dose: ItemDose, minutes: int, days: TrainingDays, week: Week, situation: Situation
) -> tuple[str, ...]:
    apart = days_between(exercise.tier, situation.catalogue)
    if apart > 1:
        free = tuple(week.days_with_room(days.strong, minutes))
        found = spaced_days(free, dose.days_per_week, apart)
        least = min(round(situation.setting("plan.strong_days_least")), len(days.strong))
        return found if len(found) >= least else ()
    wanted = min(dose.days_per_week, round(exercise.dose.days_per_week.low) or dose.days_per_week)
    order = (*days.strong, *days.lighter) if wanted <= len(days.strong) else (*days.lighter, *days.strong)
    taken = week.days_with_room(order, minutes)[:wanted]
    if len(taken) < _least_days(days, situation):
        return ()
    return tuple(day for day in days.all if day in taken)


def _more_often(place: Placed, days: tuple[str, ...], most: int, week: Week, situation: Situation) -> Placed:
    """A light exercise on further ones of these days with room, up to so many days a week."""
    if days_between(place.choice.eligible.exercise.tier, situation.catalogue) > 1:
        return place
    free = week.days_with_room([day for day in days if day not in place.days], place.minutes)
    more = free[: max(0, most - len(place.days))]
    week.put(more, place.minutes)
    return replace(place, days=tuple(day for day in DAYS if day in place.days or day in more))


def _keep_company(place: Placed, days: TrainingDays, week: Week, situation: Situation) -> Placed:
    """The same on days that have one exercise alone, up to the most days that its source allows."""
    most = round(place.choice.eligible.exercise.dose.days_per_week.high)
    return _more_often(place, _lonely(days, week), most, week, situation)


def _without_lonely_days(place: Placed, days: TrainingDays, week: Week) -> Placed:
    """A light exercise leaves days that it would have alone, as long as its source's fewest days are left.

    One exercise of four minutes does not make a training day; three full days are kept better than five
    of which two look empty.
    """
    dose = place.choice.eligible.exercise.dose.days_per_week
    lonely = [day for day in place.days if day in _lonely(days, week)]
    kept = tuple(day for day in place.days if day not in lonely)
    if not lonely or len(kept) < dose.low:
        return place
    week.take_back(lonely, place.minutes)
    return replace(place, days=kept)


def _lonely(days: TrainingDays, week: Week) -> tuple[str, ...]:
    """The lighter days with one exercise alone."""
    return tuple(day for day in days.lighter if week.count[day] == 1)


def _why_not(choice: Choice, days: TrainingDays, week: Week, situation: Situation) -> Reason:
    if not days.all:
        return situation.reason("plan-no-days")
    exercise = choice.eligible.exercise
    dose = smallest_dose(exercise, first_dose(choice.eligible, situation))
    minutes = item_minutes(exercise, choice.eligible.side, dose, situation.catalogue)
    if week.has_time(days.all, minutes):
        return situation.reason("plan-enough")
    return situation.reason("plan-no-time", value=minutes, limit=minutes_budget(situation))


def _company(
    spare: Iterable[Choice], placed: Sequence[Placed], days: TrainingDays, week: Week, situation: Situation
) -> list[Placed]:
    """A second light exercise for days that would still have one alone, rather for a need that has none."""
    lonely, count = _lonely(days, week), len(placed)
    if len(lonely) < _least_days(days, situation) or count >= situation.setting("plan.items_a_week"):
        return []
    there = {place.choice.eligible.exercise.aims[0] for place in placed}
    for choice in sorted(spare, key=lambda choice: choice.eligible.exercise.aims[0] in there):
        place = _place(choice, TrainingDays(lonely, ()), week, situation)
        if place is not None:
            return [_more_often(place, days.all, place.dose.days_per_week, week, situation)]
    return []


def _second(choices: Iterable[Choice], days: TrainingDays, week: Week, situation: Situation) -> list[Placed]:
    """A light exercise beside the only one of a plan, on the days with room for it, however few."""
    for choice in choices:
        exercise = choice.eligible.exercise
        dose = smallest_dose(exercise, first_dose(choice.eligible, situation))
        minutes = item_minutes(exercise, choice.eligible.side, dose, situation.catalogue)
        room = tuple(week.days_with_room(days.all, minutes))
        place = _place(choice, TrainingDays(room, ()), week, situation)
        if place is not None:
            return [_more_often(place, room, place.dose.days_per_week, week, situation)]
    return []


def _least_days(days: TrainingDays, situation: Situation) -> int:
    """A light exercise on fewer days than this is not worth learning."""
    return min(round(situation.setting("plan.light_days")), len(days.all))
