"""A change that takes a lint finding away, tried out against the same lint before it is offered."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from hipwise.library.exercise import Amount
from hipwise.plan.choice import is_second_difficulty
from hipwise.plan.day_words import day_in_words, weekday_in_words
from hipwise.plan.dose import ItemDose, first_dose, item_minutes, tempo_words
from hipwise.plan.eligibility import Eligible, judge, needs_of
from hipwise.plan.filling import find_training_days
from hipwise.plan.intake import DAYS
from hipwise.plan.lifting import earliest_end, fit_now
from hipwise.plan.lint import ERROR, LintFinding, lint_in
from hipwise.plan.override_end import overrides_behind
from hipwise.plan.plan import PlanItem
from hipwise.plan.schedule import days_between, spaced_days
from hipwise.plan.situation import Situation
from hipwise.plan.working_side import as_one_side, first_side_of, wanted_sides

Items = tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class Mend:
    """What to do in the words of a button, and the items as they are then."""

    words: str
    items: Items


Candidates = Callable[[LintFinding, Items, Situation], Iterator[Mend]]


def mend_of(
    finding: LintFinding, items: Items, situation: Situation, known: Sequence[LintFinding] | None = None
) -> Mend | None:
    """The first change that takes the finding away and brings no new one; None when there is none.

    `known` are the findings about `items` where they are worked out already. For an error new warnings are
    put up with, never a new error.
    """
    before = lint_in(items, situation) if known is None else known
    for candidate in _candidates(finding, items, situation):
        after = lint_in(candidate.items, situation)
        if _same(finding) not in map(_same, after) and _is_no_worse(finding, before, after):
            return candidate
    return None


def _same(finding: LintFinding) -> tuple[str | None, str, str]:
    return (finding.item, finding.rule, finding.text)


def _is_no_worse(finding: LintFinding, before: Sequence[LintFinding], after: Sequence[LintFinding]) -> bool:
    counted = [f for f in after if f.severity == ERROR] if finding.severity == ERROR else after
    known = {(f.item, f.rule) for f in before}
    return all((f.item, f.rule) in known for f in counted)


def _candidates(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    """What the finding's own rule offers; of a line that stops signing the last is to take it out."""
    yield from _OF_RULE.get(finding.rule, _easier)(finding, items, situation)
    if finding.severity == ERROR or finding.rule not in _OF_RULE:
        yield from _remove(finding, items, situation)


def _place(finding: LintFinding, items: Items) -> int | None:
    """Where the line is that the finding is about; of a line that is there twice the later one."""
    places = [place for place, item in enumerate(items) if item.exercise == finding.item]
    return places[-1] if places else None


def _with(items: Items, place: int, item: PlanItem) -> Items:
    return (*items[:place], item, *items[place + 1 :])


def _without(items: Items, place: int) -> Items:
    return (*items[:place], *items[place + 1 :])


def recounted(item: PlanItem, situation: Situation) -> PlanItem:
    """The item with the tempo and the minutes that its dose has."""
    exercise = situation.catalogue.exercise(item.exercise)
    dose = ItemDose(item.sets, item.repetitions, item.hold_s, item.rest_s, len(item.days))
    return replace(
        item,
        tempo=tempo_words(exercise, item.hold_s),
        minutes=item_minutes(exercise, item.side, dose, situation.catalogue),
    )


def _dose(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    """Each amount that is out of its range, brought to the nearer end."""
    place = _place(finding, items)
    if place is None:
        return
    item, dose = items[place], situation.catalogue.exercise(items[place].exercise).dose
    amounts: tuple[tuple[str, str, Amount], ...] = (
        ("sets", "sets", dose.sets),
        ("repetitions", "repetitions", dose.repetitions),
        ("hold_s", "seconds held", dose.hold_s),
        ("rest_s", "seconds of rest", dose.rest_s),
    )
    for field, name, amount in amounts:
        value = max(amount.low, min(amount.high, getattr(item, field)))
        if value != getattr(item, field):
            whole = round(value) if field in ("sets", "repetitions") else value
            changed = recounted(replace(item, **{field: whole}), situation)
            yield _mend("mend-dose", _with(items, place, changed), situation, value=whole, name=name)
    most = round(dose.days_per_week.high)
    if most and len(item.days) > most:
        yield from _on_days(place, items, situation, spaced_days(item.days, most, 1))


def _recount(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    place = _place(finding, items)
    if place is not None:
        yield _mend("mend-recount", _with(items, place, recounted(items[place], situation)), situation)


def _range(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    place = _place(finding, items)
    if place is None:
        return
    item = items[place]
    share = fit_now(situation.catalogue.exercise(item.exercise), item.side, situation).range_share
    if share > 0:
        changed = _with(items, place, replace(item, range_share=share))
        yield _mend("mend-range", changed, situation, value=round(100 * share))


def _side(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    place = _place(finding, items)
    if place is None:
        return
    item, exercise = items[place], situation.catalogue.exercise(items[place].exercise)
    wanted = wanted_sides(exercise, needs_of(exercise, situation)[:1], situation.intake)
    if wanted:
        side = as_one_side(wanted)
        changed = replace(item, side=side, first_side=first_side_of(exercise, side, wanted[0]))
        yield _mend(
            "mend-side", _with(items, place, recounted(changed, situation)), situation, side=side.value
        )


def _days(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    """Other days: those of the heavier days of the week, of another line, or evenly spread ones."""
    place = _place(finding, items)
    if place is None:
        return
    item, exercise = items[place], situation.catalogue.exercise(items[place].exercise)
    apart, training = days_between(exercise.tier, situation.catalogue), find_training_days(situation)
    # A line without a day gets as many as its source asks for: fewer would be told as too few.
    count = len(item.days) or max(1, round(exercise.dose.days_per_week.low))
    given = tuple(day for day in item.days if day in situation.intake.days)
    others = [other.days for other in items if other is not item]
    for pool in (given, training.strong, *others, training.all, situation.intake.days):
        for size in dict.fromkeys((count, count - 1)):
            if size > 0:
                yield from _on_days(place, items, situation, spaced_days(pool, size, apart))


def _more_days(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    place = _place(finding, items)
    if place is not None:
        for day in find_training_days(situation).all:
            if day not in items[place].days:
                days = tuple(d for d in DAYS if d in items[place].days or d == day)
                yield from _on_days(place, items, situation, days)


def _on_days(place: int, items: Items, situation: Situation, days: tuple[str, ...]) -> Iterator[Mend]:
    if days and days != items[place].days:
        words = ", ".join(weekday_in_words(day) for day in days)
        yield _mend("mend-days", _with(items, place, replace(items[place], days=days)), situation, days=words)


def _off_a_day(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    """One line less on one day, the last line first: what comes first matters most."""
    for day in situation.intake.days:
        for place in range(len(items) - 1, -1, -1):
            item = items[place]
            if day in item.days and len(item.days) > 1:
                name = situation.catalogue.exercise(item.exercise).name
                days = tuple(other for other in item.days if other != day)
                changed = _with(items, place, replace(item, days=days))
                yield _mend("mend-off-day", changed, situation, name=name, day=weekday_in_words(day))


def _free_a_day(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    """A whole day free, the one with the fewest minutes first."""
    minutes = {day: sum(item.minutes for item in items if day in item.days) for day in DAYS}
    for day in sorted(DAYS, key=lambda day: (minutes[day], -DAYS.index(day))):
        if minutes[day] and all(item.days != (day,) for item in items):
            freed = tuple(replace(item, days=tuple(d for d in item.days if d != day)) for item in items)
            yield _mend("mend-rest-day", freed, situation, day=weekday_in_words(day))


def _last(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    if items:
        name = situation.catalogue.exercises[items[-1].exercise].name
        yield _mend("mend-remove-named", items[:-1], situation, name=name)


def _easier(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    """An easier exercise of the same ladder that fits."""
    place = _place(finding, items)
    if place is None:
        return
    easier = situation.catalogue.easier(items[place].exercise)
    taken = [item.exercise for item in items]
    while easier is not None:
        judged = judge(situation.catalogue.exercise(easier), situation)
        if easier not in taken and isinstance(judged, Eligible) and not is_second_difficulty(easier, taken):
            name = judged.exercise.name
            other = _in_its_place(items[place], judged, situation)
            yield _mend("mend-easier", _with(items, place, other), situation, name=name)
            return
        easier = situation.catalogue.easier(easier)


def _in_its_place(item: PlanItem, judged: Eligible, situation: Situation) -> PlanItem:
    """The eligible exercise at its first dose on the same days, as many as it may have."""
    exercise, dose = judged.exercise, first_dose(judged, situation)
    apart = days_between(exercise.tier, situation.catalogue)
    most = round(exercise.dose.days_per_week.high)
    training = find_training_days(situation).all
    days = spaced_days(item.days, most, apart) or spaced_days(training, most, apart)
    other = replace(
        item,
        exercise=exercise.id,
        side=judged.side,
        first_side=first_side_of(exercise, judged.side, judged.sides[0]),
        sets=dose.sets,
        repetitions=dose.repetitions,
        hold_s=dose.hold_s,
        rest_s=dose.rest_s,
        days=days,
        range_share=judged.fit.range_share,
        change=None,
        expires_on=None,
        reasons=(situation.reason("mended-easier"),),
    )
    return recounted(other, situation)


def _remove(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    place = _place(finding, items)
    if place is not None:
        yield _mend("mend-remove", _without(items, place), situation)


def _override_end(finding: LintFinding, items: Items, situation: Situation) -> Iterator[Mend]:
    """The end of the override that the line rests on, written into the line."""
    place = _place(finding, items)
    if place is not None:
        item = items[place]
        overrides = overrides_behind(item, situation.catalogue.exercise(item.exercise), situation)
        end = earliest_end(overrides, situation)
        if end is not None:
            ends = _with(items, place, replace(item, expires_on=end))
            yield _mend("mend-override-end", ends, situation, until=day_in_words(end))


def _mend(rule: str, items: Items, situation: Situation, **facts: object) -> Mend:
    return Mend(situation.reason(rule, **facts).text, items)


_OF_RULE: dict[str, Candidates] = {
    "lint-dose-above": _dose,
    "lint-dose-below": _dose,
    "lint-dose-rest": _dose,
    "lint-tempo": _recount,
    "lint-minutes": _recount,
    "lint-range": _range,
    "lint-range-small": _range,
    "lint-side-together": _side,
    "lint-side-wrong": _side,
    "lint-side-more": _side,
    "lint-side-less": _side,
    "lint-first-side": _side,
    "lint-day-not-given": _days,
    "lint-no-days": _days,
    "lint-spacing": _days,
    "lint-days-below": _more_days,
    "lint-rest-day": _free_a_day,
    "lint-minutes-day": _off_a_day,
    "lint-many-a-day": _off_a_day,
    "lint-many": _last,
    "lint-twice": _remove,
    "lint-unknown-exercise": _remove,
    "override-end-missing": _override_end,
}
