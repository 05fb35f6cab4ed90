"""Holds any plan, also one that somebody edited, against the rules that proposed it.

An *error* stops signing. A *warning* may be signed. A plan straight from `prescribe` has no error.
Each rule is one small function; the registry at the end is the list of all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from hipwise.body.envelope import Verdict
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Laterality
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.library.source import Evidence
from hipwise.plan.choice import is_second_difficulty
from hipwise.plan.day_words import day_in_words, weekday_in_words
from hipwise.plan.dose import ItemDose, item_minutes, tempo_words
from hipwise.plan.dose_range import DAYS_A_WEEK, above, amounts, sourced
from hipwise.plan.eligibility import needs_of, override_problems
from hipwise.plan.exclusion import exclusions, side_exclusions
from hipwise.plan.filling import find_training_days, minutes_budget
from hipwise.plan.intake import Intake
from hipwise.plan.lifting import earliest_end, fit_now, left_standing, lifting
from hipwise.plan.override import Override, end_of
from hipwise.plan.override_end import overrides_behind, working_sides
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.reentry import Stage, find_stage
from hipwise.plan.schedule import DAYS_IN_WEEK, days_between, distance, muscles
from hipwise.plan.situation import PLAN_AHEAD, PLAN_BEHIND, Situation, assess, assess_in_phase
from hipwise.plan.working_side import as_one_side, leaves_sore_side_out, wanted_sides

ERROR = "error"
WARNING = "warning"

# Reasons for which `prescribe` leaves an exercise out, but which a therapist may judge otherwise.
A_THERAPIST_MAY = ("plan-stretch-not-tight",)
# Two shares of a range closer than this are the same.
_SHARE_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing about a plan. `item` is the exercise id, None for the plan as a whole."""

    severity: str
    item: str | None
    rule: str
    text: str
    source: str
    evidence: Evidence

    @property
    def reason(self) -> Reason:
        """What it says, as the reason of the rule behind it."""
        return Reason(self.rule, self.text, self.source, self.evidence)


@dataclass(frozen=True, slots=True)
class Checked:
    """An item with its exercise."""

    item: PlanItem
    exercise: Exercise

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that work: one or two, or both together."""
        return working_sides(self.item, self.exercise)


ItemRule = Callable[[Checked, Situation], Iterator[LintFinding]]
WeekRule = Callable[[tuple[Checked, ...], Situation], Iterator[LintFinding]]


def lint(plan: Plan, intake: Intake, catalogue: Catalogue) -> tuple[LintFinding, ...]:
    """All findings about a plan for this intake, errors first. No exercise of a later phase passes."""
    return lint_in(plan.items, assess_in_phase(intake, plan.phase, catalogue))


def lint_items(items: Iterable[PlanItem], intake: Intake, catalogue: Catalogue) -> tuple[LintFinding, ...]:
    """The same for items alone, that are of no plan: in the phase that the answers open."""
    return lint_in(items, assess(intake, catalogue))


def lint_in(items: Iterable[PlanItem], situation: Situation) -> tuple[LintFinding, ...]:
    """The same in a situation that is worked out already, or only supposed."""
    catalogue = situation.catalogue
    found: list[LintFinding] = []
    known: list[Checked] = []
    for item in items:
        exercise = catalogue.exercises.get(item.exercise)
        if exercise is None:
            found.append(_error(item.exercise, situation.reason("lint-unknown-exercise", name=item.exercise)))
        else:
            known.append(Checked(item, exercise))
    checked = tuple(known)
    if checked or found:
        found += [_error(None, reason) for reason in situation.screening.blocks]
    for one in checked:
        found += [finding for item_rule in ITEM_RULES for finding in item_rule(one, situation)]
    found += [finding for week_rule in WEEK_RULES for finding in week_rule(checked, situation)]
    return errors_first(dict.fromkeys(found))


def errors_first(findings: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    """The same findings, the errors before the warnings."""
    return tuple(sorted(findings, key=lambda finding: finding.severity != ERROR))


def is_ok(findings: Iterable[LintFinding]) -> bool:
    """Is there no error?"""
    return all(finding.severity != ERROR for finding in findings)


def lint_finding_to_mapping(finding: LintFinding) -> dict[str, object]:
    """A finding as plain JSON values."""
    return {
        "severity": finding.severity,
        "item": finding.item,
        "rule": finding.rule,
        "text": finding.text,
        "source": finding.source,
        "evidence": finding.evidence.value,
    }


def finding_of(severity: str, item: str | None, reason: Reason) -> LintFinding:
    """What a reason says of an item, None for the plan as a whole."""
    return LintFinding(severity, item, reason.rule, reason.text, reason.source, reason.evidence)


def _error(item: str | None, reason: Reason) -> LintFinding:
    return finding_of(ERROR, item, reason)


def _warning(item: str | None, reason: Reason) -> LintFinding:
    return finding_of(WARNING, item, reason)


def _not_allowed(checked: Checked, situation: Situation) -> Iterator[LintFinding]:
    """Every rule that would have left the exercise out, and why an override of one does not count."""
    reasons = exclusions(checked.exercise, situation)
    for side in checked.sides:
        for reason in (*reasons, *side_exclusions(checked.exercise, side, situation)):
            yield _judged(checked, reason, side, situation)
    for problem in override_problems(checked.exercise, checked.sides, situation):
        yield _warning(checked.item.exercise, problem)


def _judged(checked: Checked, reason: Reason, side: Side, situation: Situation) -> LintFinding:
    """An error; a warning where a clinician has lifted the rule, or where a therapist may judge otherwise."""
    name, override = checked.item.exercise, lifting(reason, checked.exercise, side, situation)
    if override is not None:
        return _warning(name, replace(reason, text=f"{reason.text} {_who_lifted(override, situation)}"))
    lenient = reason.rule in A_THERAPIST_MAY and situation.intake.therapist
    return _warning(name, reason) if lenient else _error(name, reason)


def _who_lifted(override: Override, situation: Situation) -> str:
    until = day_in_words(end_of(override, situation.catalogue))
    return situation.reason("lint-lifted", by=override.by, until=until, why=override.reason).text


def _override_end(checked: Checked, situation: Situation) -> Iterator[LintFinding]:
    """A line that rests on an override ends with it, also on a phone that has not heard of it."""
    overrides = overrides_behind(checked.item, checked.exercise, situation)
    end = earliest_end(overrides, situation)
    written = checked.item.expires_on
    if end is not None and (written is None or written > end):
        reason = situation.reason("override-end-missing", until=day_in_words(end))
        yield _warning(checked.item.exercise, reason)


def _side(checked: Checked, situation: Situation) -> Iterator[LintFinding]:
    item, exercise = checked.item, checked.exercise
    if exercise.laterality is Laterality.BOTH_TOGETHER:
        if item.side is not Side.BOTH:
            yield _error(item.exercise, situation.reason("lint-side-together"))
        return
    wanted = wanted_sides(exercise, needs_of(exercise, situation)[:1], situation.intake)
    hurts = situation.intake.symptomatic_sides
    if leaves_sore_side_out(exercise, checked.sides, situation.intake):
        yield _error(item.exercise, situation.reason("lint-side-wrong", wanted=as_one_side(hurts).value))
    elif wanted and any(side not in wanted for side in checked.sides):
        yield _warning(item.exercise, situation.reason("lint-side-more", wanted=as_one_side(wanted).value))
    elif any(side not in checked.sides and _may_work(exercise, side, situation) for side in wanted):
        yield _warning(item.exercise, situation.reason("lint-side-less", wanted=as_one_side(wanted).value))
    if item.first_side is not None and item.side is not Side.BOTH and item.first_side is not item.side:
        yield _error(item.exercise, situation.reason("lint-first-side", side=item.side.value))


def _may_work(exercise: Exercise, side: Side, situation: Situation) -> bool:
    """Could this side take part?"""
    return not left_standing(side_exclusions(exercise, side, situation), exercise, side, situation)


def _dose(checked: Checked, situation: Situation) -> Iterator[LintFinding]:
    """Above its sourced range is an error, below it a warning; another rest is a warning."""
    item, dose = checked.item, checked.exercise.dose
    for reason in above(item, checked.exercise, situation):
        for side in checked.sides:
            yield _judged(checked, reason, side, situation)
    for name, value, amount in amounts(item, checked.exercise):
        if value < amount.low and name != DAYS_A_WEEK:
            facts = {"name": name, "value": value, "low": amount.low, "high": amount.high}
            yield _warning(item.exercise, sourced("lint-dose-below", amount, situation, facts))
    if not dose.rest_s.allows(item.rest_s):
        facts = {
            "name": "seconds of rest",
            "value": item.rest_s,
            "low": dose.rest_s.low,
            "high": dose.rest_s.high,
        }
        yield _warning(item.exercise, sourced("lint-dose-rest", dose.rest_s, situation, facts))


def _tempo(checked: Checked, situation: Situation) -> Iterator[LintFinding]:
    wanted = tempo_words(checked.exercise, checked.item.hold_s)
    if checked.item.tempo != wanted:
        yield _warning(
            checked.item.exercise, situation.reason("lint-tempo", value=checked.item.tempo, wanted=wanted)
        )


def _range(checked: Checked, situation: Situation) -> Iterator[LintFinding]:
    item, exercise = checked.item, checked.exercise
    allowed = fit_now(exercise, item.side, situation)
    if allowed.verdict is not Verdict.BLOCKED and item.range_share > allowed.range_share + _SHARE_TOLERANCE:
        facts = {"value": round(100 * item.range_share), "limit": round(100 * allowed.range_share)}
        yield _error(item.exercise, situation.reason("lint-range", **facts))
        for reason in allowed.reasons:
            yield _warning(item.exercise, reason)
    elif item.range_share < min(exercise.movement.smallest_range, allowed.range_share) - _SHARE_TOLERANCE:
        smallest = min(exercise.movement.smallest_range, allowed.range_share)
        facts = {"value": round(100 * item.range_share), "limit": round(100 * smallest)}
        yield _warning(item.exercise, situation.reason("lint-range-small", **facts))


def _days(checked: Checked, situation: Situation) -> Iterator[LintFinding]:
    item = checked.item
    if not item.days:
        yield _warning(item.exercise, situation.reason("lint-no-days"))
    others = [day for day in item.days if day not in situation.intake.days]
    if others:
        yield _error(item.exercise, situation.reason("lint-day-not-given", days=_in_words(others, ", ")))


def _in_words(days: Iterable[str], between: str) -> str:
    return between.join(weekday_in_words(day) for day in days)


def _minutes_of_item(checked: Checked, situation: Situation) -> Iterator[LintFinding]:
    minutes = minutes_of(checked, situation.catalogue)
    if checked.item.minutes != minutes:
        facts = {"value": checked.item.minutes, "wanted": minutes}
        yield _warning(checked.item.exercise, situation.reason("lint-minutes", **facts))


def minutes_of(checked: Checked, catalogue: Catalogue) -> int:
    """The minutes that an item's dose takes."""
    item = checked.item
    dose = ItemDose(item.sets, item.repetitions, item.hold_s, item.rest_s, len(item.days))
    return item_minutes(checked.exercise, item.side, dose, catalogue)


def _phase_of_plan(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    """A plan ahead of the person's phase; one that is behind it, when that is what shuts a line out."""
    is_shut_out = any(one.exercise.restrictions.phase_min > situation.phase.number for one in checked)
    for reason in situation.phase.reasons:
        if reason.rule == PLAN_AHEAD and checked:
            yield _error(None, reason)
        elif reason.rule == PLAN_BEHIND and is_shut_out:
            yield _warning(None, reason)


def _twice(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    names = [one.exercise.id for one in checked]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield _error(name, situation.reason("lint-twice"))


def _too_many(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    most, usual = situation.setting("plan.items_a_week"), situation.setting("plan.items_a_day")
    if len(checked) > most:
        yield _error(None, situation.reason("lint-many", value=len(checked), limit=most))
    for day in situation.intake.days:
        count = sum(day in one.item.days for one in checked)
        if count > usual:
            yield _warning(
                None, situation.reason("lint-many-a-day", day=weekday_in_words(day), value=count, limit=usual)
            )


def _heavy(checked: tuple[Checked, ...], situation: Situation) -> list[tuple[Checked, int]]:
    """Those whose muscles do not work again the next day, with the days until then."""
    apart = [(one, days_between(one.exercise.tier, situation.catalogue)) for one in checked]
    return [(one, days) for one, days in apart if days > 1]


def _spacing(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    """The same muscles rest between heavy days, within one exercise and across exercises."""
    heavy = _heavy(checked, situation)
    for one, apart in heavy:
        days = [pair for pair in combinations(one.item.days, 2) if distance(*pair) < apart]
        if days:
            facts = {"days": _in_words(days[0], " and "), "other": one.exercise.name}
            yield _error(one.exercise.id, situation.reason("lint-spacing", **facts))
    for (one, apart), (other, other_apart) in combinations(heavy, 2):
        shared = muscles(one.exercise) & muscles(other.exercise)
        near = [
            (a, b)
            for a in one.item.days
            for b in other.item.days
            if 0 < distance(a, b) < max(apart, other_apart)
        ]
        if shared and near:
            facts = {"days": _in_words(near[0], " and "), "other": other.exercise.name}
            yield _error(one.exercise.id, situation.reason("lint-spacing", **facts))


def _seldom(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    """Under its days a week although another day has room for it; after discharge few days are meant."""
    if find_stage(situation.intake, situation.catalogue).stage is Stage.MAINTENANCE:
        return
    for one in checked:
        amount = one.exercise.dose.days_per_week
        if one.item.days and len(one.item.days) < amount.low:
            for day in _days_with_room(one, checked, situation)[:1]:
                facts = {
                    "value": len(one.item.days),
                    "low": amount.low,
                    "high": amount.high,
                    "day": weekday_in_words(day),
                }
                yield _warning(one.exercise.id, sourced("lint-days-below", amount, situation, facts))


def _days_with_room(one: Checked, checked: tuple[Checked, ...], situation: Situation) -> list[str]:
    """The training days on which it could also be done."""
    minutes = minutes_of(one, situation.catalogue)
    return [
        day
        for day in find_training_days(situation).all
        if day not in one.item.days
        and sum(day in other.item.days for other in checked) < situation.setting("plan.items_a_day")
        and minutes + minutes_on(day, checked, situation) <= minutes_budget(situation)
        and not _is_too_close(one, day, checked, situation)
    ]


def _is_too_close(one: Checked, day: str, checked: tuple[Checked, ...], situation: Situation) -> bool:
    """Would the same muscles work again before their rest is over?"""
    apart = days_between(one.exercise.tier, situation.catalogue)
    return apart > 1 and any(
        0 < distance(day, other_day) < max(apart, other_apart)
        for other, other_apart in _heavy(checked, situation)
        if muscles(other.exercise) & muscles(one.exercise)
        for other_day in other.item.days
    )


def minutes_on(day: str, checked: tuple[Checked, ...], situation: Situation) -> int:
    """The minutes that a day's exercises take together."""
    return sum(minutes_of(one, situation.catalogue) for one in checked if day in one.item.days)


def _minutes_of_day(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    limit = minutes_budget(situation)
    for day in situation.intake.days:
        minutes = minutes_on(day, checked, situation)
        if minutes > limit:
            yield _warning(
                None,
                situation.reason("lint-minutes-day", day=weekday_in_words(day), value=minutes, limit=limit),
            )


def _rest_day(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    used = {day for one in checked for day in one.item.days}
    wanted = situation.setting("plan.rest_days")
    if DAYS_IN_WEEK - len(used) < wanted:
        yield _warning(None, situation.reason("lint-rest-day", limit=wanted))


def _after_discharge(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    """The plan after discharge stays small: few exercises on few days."""
    if find_stage(situation.intake, situation.catalogue).stage is not Stage.MAINTENANCE:
        return
    most, days = situation.setting("maintenance.items_most"), situation.setting("maintenance.days")
    used = {day for one in checked for day in one.item.days}
    if len(checked) > most:
        yield _error(None, situation.reason("lint-maintenance-many", value=len(checked), limit=most))
    if len(used) > days:
        yield _error(None, situation.reason("lint-maintenance-days", value=len(used), limit=days))


def _two_difficulties(checked: tuple[Checked, ...], situation: Situation) -> Iterator[LintFinding]:
    names = [one.exercise.id for one in checked]
    for place, name in enumerate(names):
        if is_second_difficulty(name, names[:place]):
            yield _error(name, situation.reason("lint-two-difficulties"))


ITEM_RULES: tuple[ItemRule, ...] = (
    _not_allowed,
    _override_end,
    _side,
    _dose,
    _tempo,
    _range,
    _days,
    _minutes_of_item,
)
WEEK_RULES: tuple[WeekRule, ...] = (
    _phase_of_plan,
    _twice,
    _too_many,
    _spacing,
    _seldom,
    _minutes_of_day,
    _rest_day,
    _two_difficulties,
    _after_discharge,
)
