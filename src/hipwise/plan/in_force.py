"""Which plan was in force on which day: what was done is held against what was planned then."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from hipwise.library.same import Same
from hipwise.plan.intake import DAYS
from hipwise.plan.plan import Plan, PlanItem


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row with one plan: its dose of each exercise, and its lines by day of the week."""

    items: Mapping[str, PlanItem]
    lines: tuple[tuple[PlanItem, ...], ...]
    days: Sequence[date]

    def due(self) -> Iterator[tuple[PlanItem, Sequence[date]]]:
        """Each line with the days on which it is due and not over, of each day of the week for itself."""
        for first in range(min(len(DAYS), len(self.days))):
            days = self.days[first :: len(DAYS)]
            for line in self.lines[days[0].weekday()]:
                yield line, days if line.expires_on is None else [d for d in days if not line.is_over(d)]


@dataclass(frozen=True)
class PlansInForce:
    """Plans in the order of the days they came into force. The first also speaks for the days before it."""

    since: tuple[date, ...]
    plans: tuple[Plan, ...]

    @classmethod
    def of(cls, plan: Plan) -> "PlansInForce":
        """One plan for all days: what was planned before it is not known."""
        return _alone(Same(plan))

    @property
    def present(self) -> Plan:
        """The plan in force now."""
        return self.plans[-1]

    @property
    def begun_on(self) -> date:
        """The day the first of them was made."""
        return min(self.since[0], self.plans[0].made_on)

    def on(self, day: date) -> Plan:
        """The plan in force on that day; of several that began that day the last."""
        return self.plans[self._place(day)]

    def _place(self, day: date) -> int:
        return bisect_right(self.since, day, 1) - 1

    def item_on(self, day: date, exercise_id: str) -> PlanItem | None:
        """That day's dose of an exercise, or None when the plan did not have it."""
        return self.items_on(day).get(exercise_id)

    def items_on(self, day: date) -> Mapping[str, PlanItem]:
        """That day's dose of each exercise of the plan, whatever days of the week it has."""
        return self._items[self._place(day)]

    def spans(self, days: Sequence[date]) -> Iterator["Span"]:
        """Days in a row, cut where another plan came into force."""
        bounds = [bisect_left(days, since) for since in self.since[1:]]
        for place, (first, end) in enumerate(zip((0, *bounds), (*bounds, len(days)), strict=True)):
            if first < end:
                yield Span(self._items[place], self._lines[place], days[first:end])

    @cached_property
    def _lines(self) -> tuple[tuple[tuple[PlanItem, ...], ...], ...]:
        """The lines of each plan by day of the week."""
        return tuple(
            tuple(tuple(item for item in items.values() if day in item.days) for day in DAYS)
            for items in self._items
        )

    @cached_property
    def _items(self) -> tuple[Mapping[str, PlanItem], ...]:
        """Of two lines of one exercise the first counts."""
        found: list[dict[str, PlanItem]] = [{} for _ in self.plans]
        for items, plan in zip(found, self.plans, strict=True):
            for item in plan.items:
                items.setdefault(item.exercise, item)
        return tuple(found)


@lru_cache(maxsize=8)
def _alone(plan: Same[Plan]) -> PlansInForce:
    """A plan is asked for the shares of several spans each day, so its lines by day are kept.

    Few are kept: a server reads the same plan anew for each request, and no request asks for another's.
    """
    return PlansInForce((plan.value.made_on,), (plan.value,))
