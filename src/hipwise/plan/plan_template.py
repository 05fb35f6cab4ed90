"""A template computed for one person: what the rules leave of it, and why the rest was left out."""

from collections.abc import Iterator
from dataclasses import dataclass

from hipwise.library.plan_template import PlanTemplate
from hipwise.library.rule import Reason
from hipwise.plan.choice import Choice, is_second_difficulty
from hipwise.plan.dose import ItemDose, first_dose, item_minutes, smallest_dose
from hipwise.plan.eligibility import Eligible, judge
from hipwise.plan.filling import find_training_days, minutes_budget
from hipwise.plan.item import plan_item
from hipwise.plan.lint import ERROR, lint_in
from hipwise.plan.placed import Placed
from hipwise.plan.plan import LeftOut, PlanItem
from hipwise.plan.schedule import Week, days_between, spaced_days
from hipwise.plan.situation import Situation


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """The items that fit, and the exercises of the template that do not, each with every reason."""

    items: tuple[PlanItem, ...]
    left_out: tuple[LeftOut, ...]


def fill_template(template: PlanTemplate, situation: Situation) -> FilledTemplate:
    """Take of each line the first exercise that passes every rule. Nothing when screening blocks."""
    if situation.screening.blocks:
        names = [name for line in template.lines for name in line]
        return FilledTemplate((), tuple(LeftOut(n, situation.screening.blocks) for n in dict.fromkeys(names)))
    filling = _Filling(template, situation)
    for line in template.lines:
        filling.take_one_of(line)
    return filling.result()


class _Filling:
    """A week being filled, line after line."""

    def __init__(self, template: PlanTemplate, situation: Situation) -> None:
        self._template = template
        self._situation = situation
        self._days = _template_days(template, situation)
        self._week = Week(self._days, minutes_budget(situation), situation.catalogue)
        self._items: list[PlanItem] = []
        self._against: dict[str, tuple[Reason, ...]] = {}

    def take_one_of(self, line: tuple[str, ...]) -> None:
        """Add the first exercise of the line that fits; the others before it are left out with why."""
        for name in line:
            if any(item.exercise == name for item in self._items):
                continue
            reasons = self._take(name)
            if not reasons:
                self._say_instead(line, name)
                return
            self._against[name] = reasons

    def result(self) -> FilledTemplate:
        """What was taken and what was not."""
        taken = {item.exercise for item in self._items}
        left = tuple(LeftOut(name, why) for name, why in self._against.items() if name not in taken)
        return FilledTemplate(tuple(self._items), left)

    def _take(self, name: str) -> tuple[Reason, ...]:
        """Take an exercise, or say why not."""
        judged = judge(self._situation.catalogue.exercise(name), self._situation)
        if not isinstance(judged, Eligible):
            return judged
        if is_second_difficulty(name, [item.exercise for item in self._items]):
            return (self._situation.reason("lint-two-difficulties"),)
        placed = self._placed(judged)
        if placed is None:
            return (self._situation.reason("plan-enough"),)
        item = plan_item(placed, self._situation)
        errors = tuple(self._new_errors(item))
        if not errors:
            self._items.append(item)
            self._week.put(placed.days, placed.minutes)
        return errors

    def _new_errors(self, item: PlanItem) -> Iterator[Reason]:
        for finding in lint_in((*self._items, item), self._situation):
            if finding.severity == ERROR:
                yield finding.reason

    def _placed(self, eligible: Eligible) -> Placed | None:
        exercise, catalogue = eligible.exercise, self._situation.catalogue
        apart = days_between(exercise.tier, catalogue)
        pool = find_training_days(self._situation).strong if apart > 1 else self._days
        for dose in self._doses(eligible):
            minutes = item_minutes(exercise, eligible.side, dose, catalogue)
            free = tuple(self._week.days_with_room([d for d in self._days if d in pool], minutes))
            days = spaced_days(free, dose.days_per_week, apart)
            if days:
                reason = self._situation.reason("from-template", name=self._template.name)
                return Placed(Choice(eligible, reason, "plan.items_a_day"), dose, days, minutes)
        return None

    def _doses(self, eligible: Eligible) -> tuple[ItemDose, ...]:
        first = first_dose(eligible, self._situation)
        low = smallest_dose(eligible.exercise, first)
        return (low,) if self._template.dose == "low" else (first, low)

    def _say_instead(self, line: tuple[str, ...], taken: str) -> None:
        """The exercises before it in the line learn what took their place."""
        reason = self._situation.reason(
            "template-instead", name=self._situation.catalogue.exercise(taken).name
        )
        for name in line[: line.index(taken)]:
            if name in self._against:
                self._against[name] = (*self._against[name], reason)


def _template_days(template: PlanTemplate, situation: Situation) -> tuple[str, ...]:
    """The days of the week with exercise; where the template has a number, those that lie apart."""
    days = find_training_days(situation)
    if template.most_days is None:
        return days.all
    return spaced_days(days.strong, template.most_days, 1) or spaced_days(days.all, template.most_days, 1)
