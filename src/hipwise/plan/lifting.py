"""What clinicians' overrides lift for one person on one day, and why one of them does not count.

Nothing is lifted but what the content allows: the rule says so, the person is none of those whom it names
as never, a therapist is there, and a locked exercise has its test on that side. Everything else stands.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from hipwise.library.exercise import Exercise, Unlock
from hipwise.library.rule import Reason, Rule
from hipwise.library.side import Side
from hipwise.plan.day_words import day_in_words
from hipwise.plan.depth import within_depth
from hipwise.plan.limits import Fit, fit, with_unlock
from hipwise.plan.measure import measured
from hipwise.plan.override import Override, end_of, is_in_force
from hipwise.plan.situation import Situation

LOCK = "plan-locked"
DOSE_ABOVE = "lint-dose-above"
_ONE_AT_A_TIME = (Side.LEFT, Side.RIGHT)

# For whom a rule's override never counts, by the word that its content names.
_NEVER_FOR: Mapping[str, Callable[[Exercise, Situation], bool]] = {
    "post-operative": lambda _, situation: situation.intake.is_post_operative,
    "impact": lambda exercise, _: exercise.impact,
}


def lifting(reason: Reason, exercise: Exercise, side: Side, situation: Situation) -> Override | None:
    """The override that lifts this reason for this side (`both`: both together), the longest lasting one.

    None when none does, and then the reason stands.
    """
    found = [
        override
        for override in situation.intake.overrides
        if override.rule == reason.rule
        and override.covers(exercise.id, side)
        and why_without_effect(override, exercise, side, situation) is None
        and _is_within_its_size(reason, situation)
    ]
    return max(found, key=lambda override: end_of(override, situation.catalogue), default=None)


def left_standing(
    reasons: Iterable[Reason], exercise: Exercise, side: Side, situation: Situation
) -> tuple[Reason, ...]:
    """The reasons that no override lifts for this side."""
    if not situation.intake.overrides:
        return tuple(reasons)
    return tuple(reason for reason in reasons if lifting(reason, exercise, side, situation) is None)


def why_without_effect(
    override: Override, exercise: Exercise, side: Side, situation: Situation
) -> Reason | None:
    """Why an override does not count for this side today; None when it does."""
    rule = situation.catalogue.rules.get(override.rule)
    if rule is None or not rule.may_be_overridden:
        return situation.reason("override-not-possible", title=override.rule if rule is None else rule.title)
    if not situation.intake.therapist:
        return situation.reason("override-no-therapist", title=rule.title)
    if not is_in_force(override, situation.intake.today, situation.catalogue):
        until = day_in_words(end_of(override, situation.catalogue))
        return situation.reason("override-over", by=override.by, until=until, title=rule.title)
    if _is_never_for(rule, exercise, situation):
        return situation.reason("override-never-for", title=rule.title)
    if rule.id == LOCK and not _has_its_test(exercise, side, situation):
        return situation.reason("override-needs-test", title=rule.title)
    return None


def could_be_lifted(reasons: Iterable[Reason], exercise: Exercise, situation: Situation) -> bool:
    """Is everything that stands against the exercise what a clinician may lift for this person?

    The reach of a locked exercise does not count where a part of it may be unlocked.
    """
    if not situation.intake.therapist:
        return False
    rules = {reason.rule for reason in reasons if not reason.rule.startswith("override-")}
    if exercise.restrictions.unlock is not None:
        rules = {rule for rule in rules if not rule.startswith(("envelope-", "limit-"))}
    known = [situation.catalogue.rules[rule] for rule in rules]
    return all(rule.may_be_overridden and not _is_never_for(rule, exercise, situation) for rule in known)


def _is_never_for(rule: Rule, exercise: Exercise, situation: Situation) -> bool:
    """An unknown word counts as this person: what nobody can read never lifts anything."""
    return any(
        word not in _NEVER_FOR or _NEVER_FOR[word](exercise, situation) for word in rule.override_never_for
    )


def _has_its_test(exercise: Exercise, side: Side, situation: Situation) -> bool:
    """Is the test that opens a lock written down for each working side?"""
    unlock = exercise.restrictions.unlock
    if unlock is None:
        return False
    sides = _ONE_AT_A_TIME if side is Side.BOTH else (side,)
    return all(measured(situation.intake, unlock.finding, one) == unlock.value for one in sides)


def _is_within_its_size(reason: Reason, situation: Situation) -> bool:
    """A dose over its range is lifted up to a share of the range's end; other reasons have no size."""
    if reason.rule != DOSE_ABOVE:
        return True
    facts = dict(reason.facts)
    most = float(facts["high"]) * (1 + situation.setting("override.dose_share"))
    return float(facts["value"]) <= most


def unlocked(exercise: Exercise, side: Side, situation: Situation) -> Unlock | None:
    """What a clinician has unlocked of a locked exercise for this side; None while it is locked."""
    lock = exercise.restrictions.lock
    if lock is None or not situation.intake.overrides:
        return None
    reason = situation.reason(LOCK, why=lock)
    return None if lifting(reason, exercise, side, situation) is None else exercise.restrictions.unlock


def fit_now(exercise: Exercise, side: Side, situation: Situation) -> Fit:
    """How the exercise fits the hips of this person, as deep as the phase lets it go.

    Of an unlocked one only the unlocked part counts.
    """
    unlock = unlocked(exercise, side, situation)
    if unlock is None:
        fits = fit(exercise, side, situation.limits, situation.catalogue)
        return within_depth(fits, exercise, situation.phase.number, situation.catalogue)
    limits = with_unlock(situation.limits, unlock)
    return fit(exercise, side, limits, situation.catalogue, unlock.smallest_range)


def earliest_end(overrides: Iterable[Override], situation: Situation) -> date | None:
    """The first day on which what rests on all of them does not hold any more; None when nothing does."""
    return min((end_of(override, situation.catalogue) for override in overrides), default=None)


def override_reason(override: Override, situation: Situation) -> Reason:
    """The reason of a line that rests on an override, for the person who does it and for the desk."""
    rule = situation.catalogue.rules[override.rule]
    return situation.reason(
        "override-in-force",
        until=day_in_words(end_of(override, situation.catalogue)),
        by=override.by,
        title=rule.title,
        why=override.reason,
    )
