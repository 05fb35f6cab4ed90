"""Why an exercise is not for this person now. Each rule is one function; all that act are told.

Rules about the exercise as a whole come first, rules about one working side after them. `lint` asks the
same rules about a plan that somebody edited.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hipwise.body.envelope import Verdict
from hipwise.library.catalogue import Catalogue
from hipwise.library.exercise import Exercise, Group
from hipwise.library.need import Need
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.criterion import unmet
from hipwise.plan.lifting import fit_now
from hipwise.plan.measure import measured
from hipwise.plan.phase import phases_by_number
from hipwise.plan.post_operative import full_weight_bearing_week
from hipwise.plan.situation import Situation
from hipwise.plan.soreness import has_severe_pain, is_irritable, may_stretch

STRETCHES = (Group.HIP_FLEXOR_STRETCH, Group.PIRIFORMIS_STRETCH, Group.GROIN_STRETCH)

_FALLS = "falls-history"
_VESTIBULAR = "vestibular"

ExerciseRule = Callable[[Exercise, Situation], Iterator[Reason]]
SideRule = Callable[[Exercise, Side, Situation], Iterator[Reason]]


def is_stretch(exercise: Exercise) -> bool:
    """Is it one of the three kinds of stretch?"""
    return exercise.group in STRETCHES


def tightness_needs(exercise: Exercise, situation: Situation) -> list[Need]:
    """The needs for length that this exercise serves."""
    needs = (situation.catalogue.needs.get(aim) for aim in exercise.aims)
    return [need for need in needs if need is not None and need.kind == "tightness"]


def exclusions(exercise: Exercise, situation: Situation) -> tuple[Reason, ...]:
    """All reasons against the exercise, whichever side works; an override takes none away here."""
    return tuple(reason for rule in EXERCISE_RULES for reason in rule(exercise, situation))


def side_exclusions(exercise: Exercise, side: Side, situation: Situation) -> tuple[Reason, ...]:
    """All reasons against this side working (`both`: both together)."""
    return tuple(reason for rule in SIDE_RULES for reason in rule(exercise, side, situation))


def standing_reasons(exercise: Exercise, side: Side, situation: Situation) -> tuple[Reason, ...]:
    """The reasons that hold whatever phase, tests, goals and equipment are: what no plan goes on with."""
    return tuple(
        [reason for rule in _STANDING_RULES for reason in rule(exercise, situation)]
        + list(_envelope(exercise, side, situation))
    )


def impact_reasons(exercise: Exercise, situation: Situation) -> tuple[Reason, ...]:
    """What speaks against landing as this exercise does, whatever phase, tests and equipment are."""
    return tuple(reason for rule in _IMPACT_RULES for reason in rule(exercise, situation))


def reasons_against_testing(exercise: Exercise, side: Side, situation: Situation) -> tuple[Reason, ...]:
    """What speaks against doing once, as a test, what this exercise asks of the hip.

    A test brings its own equipment, and it is a test that finds what is tight.
    """
    of_exercise = [rule for rule in EXERCISE_RULES if rule is not _equipment]
    of_side = [rule for rule in SIDE_RULES if rule is not _not_tight]
    return (
        *(reason for rule in of_exercise for reason in rule(exercise, situation)),
        *(reason for rule in of_side for reason in rule(exercise, side, situation)),
    )


def _lock(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    if exercise.restrictions.lock is not None:
        yield situation.reason("plan-locked", why=exercise.restrictions.lock)


def _clinic_only(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    if exercise.restrictions.clinic_only:
        yield situation.reason("plan-clinic-only")


def _alone(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    if situation.intake.therapist:
        return
    limit = situation.setting("plan.alone_tier")
    if exercise.tier > limit:
        yield situation.reason("plan-alone-tier", value=exercise.tier, limit=limit)
    elif exercise.impact or not exercise.restrictions.without_therapist:
        yield situation.reason("plan-alone")


def _phase(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    needed = exercise.restrictions.phase_min
    if situation.phase.number >= needed or _opens_early_after_surgery(exercise, situation):
        return
    phases = phases_by_number(situation.catalogue)
    yield situation.reason(
        "plan-phase-later", needed=phases[needed].name, now=phases[situation.phase.number].name
    )


def _opens_early_after_surgery(exercise: Exercise, situation: Situation) -> bool:
    """What opens after surgery before phase 2 can begin follows its own week while the hip is calm.

    It stays open in later weeks, so that a test that is still missing in week 6 takes nothing away.
    """
    intake, second = situation.intake, phases_by_number(situation.catalogue)[2]
    return (
        intake.postoperative_week is not None
        and exercise.restrictions.postop_week_min < second.postoperative_week_from
        and exercise.restrictions.phase_min <= second.number
        and not is_irritable(intake, situation.catalogue)
    )


def _week(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    week, needed = situation.intake.postoperative_week, exercise.restrictions.postop_week_min
    if exercise.restrictions.lock is not None:
        return  # the lock says why, and no week opens it
    if situation.intake.is_post_operative and (week is None or week < needed):
        yield situation.reason("plan-week-later", limit=needed, value="not known" if week is None else week)


def _standing(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    if not exercise.weight_bearing or situation.screening.blocks:
        return
    needed = full_weight_bearing_week(situation.intake, situation.catalogue)
    if (situation.intake.postoperative_week or 0) < needed:
        yield situation.reason("plan-standing-later", limit=needed)


def _severe_pain(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    limit = situation.setting("plan.severe_pain_tier")
    if has_severe_pain(situation.intake, situation.catalogue) and exercise.tier > limit:
        yield situation.reason("plan-severe-pain", value=exercise.tier, limit=limit)


def _flare(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    """The day of a flare is not known, so its first days count: only the lightest exercises."""
    flare, limit = situation.intake.pain.flare_last_7_days, situation.setting("flare.calm_tier")
    if flare is not False and exercise.tier > limit:
        rule = "plan-flare-unknown" if flare is None else "plan-flare"
        yield situation.reason(rule, value=exercise.tier, limit=limit)


def _precautions(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    for name in situation.intake.conditions:
        precaution = situation.catalogue.precautions[name]
        named = exercise.id in precaution.excludes or exercise.group.value in precaution.excludes_groups
        if named or (exercise.impact and precaution.excludes_impact):
            yield replace(
                situation.reason("plan-precaution", name=precaution.name, text=precaution.text),
                source=precaution.source,
                evidence=precaution.evidence,
            )


def _exercise_conditions(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    for rule in exercise.restrictions.conditions:
        if rule.effect == "exclude" and rule.condition in situation.intake.conditions:
            name = situation.catalogue.precautions[rule.condition].name
            reason = situation.reason("plan-precaution", name=name, text=rule.text)
            yield replace(reason, source=rule.source, evidence=rule.evidence)


def _age(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    age, steady = situation.intake.person.age, situation.setting("plan.steady_age")
    if _is_past_its_age(exercise, situation):
        yield situation.reason("plan-age", limit=_oldest(exercise, situation))
    elif age >= steady and exercise.id in situation.catalogue.precautions[_FALLS].excludes:
        yield situation.reason("plan-age", limit=steady - 1)


def _is_past_its_age(exercise: Exercise, situation: Situation) -> bool:
    limit = exercise.restrictions.max_age
    return limit is not None and situation.intake.person.age > limit


def _oldest(exercise: Exercise, situation: Situation) -> float:
    """The age up to which it is: of its own and that of all landing the lower one."""
    limits = [] if exercise.restrictions.max_age is None else [float(exercise.restrictions.max_age)]
    return min([*limits, *([situation.setting("plan.older_age")] if exercise.impact else [])])


def is_unsteady(situation: Situation) -> bool:
    """Old enough, or known, to be at risk of falling."""
    intake = situation.intake
    old = intake.person.age >= situation.setting("plan.steady_age")
    return old or _FALLS in intake.conditions or _VESTIBULAR in intake.conditions


def _impact(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    if not exercise.impact:
        return
    intake = situation.intake
    if not situation.catalogue.pathways[intake.pathway].allows_impact:
        yield situation.reason("plan-impact-pathway")
    if not wants_impact(situation):
        yield situation.reason("plan-impact-goal")
    is_older = intake.person.age > situation.setting("plan.older_age")
    if is_older and not _is_past_its_age(exercise, situation):  # its own age has been told otherwise
        yield situation.reason("plan-age", limit=_oldest(exercise, situation))
    index = intake.person.body_mass_index
    if index is None or index > situation.setting("plan.body_mass_index"):
        yield situation.reason("plan-impact-weight")


def wants_impact(situation: Situation) -> bool:
    """Does a goal need jumping and landing? A goal that the content does not know needs none."""
    goals = (situation.catalogue.goals.get(name) for name in situation.intake.goals)
    return any(goal is not None and goal.needs_impact for goal in goals)


def _equipment(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    missing = exercise.lacks(situation.intake.equipment)
    if missing:
        yield situation.reason("plan-equipment", missing=equipment_in_words(missing, situation.catalogue))


def equipment_in_words(names: Sequence[str], catalogue: Catalogue) -> str:
    """Equipment as the intake asks for it: `mat` is "a mat or a folded blanket"."""
    asked = {choice.value: choice.words for choice in catalogue.intake_questions["equipment"].choices}
    words = (asked.get(name, name.replace("-", " ")) for name in names)
    return ", ".join(word[:1].lower() + word[1:] for word in words)


def _sore_stretch(exercise: Exercise, situation: Situation) -> Iterator[Reason]:
    if not is_stretch(exercise):
        return
    intake, catalogue = situation.intake, situation.catalogue
    if not may_stretch(intake, catalogue):
        rule = "plan-stretch-pinch-unknown" if intake.pain.pinch is None else "plan-stretch-pinch"
        yield situation.reason(rule, value=intake.pain.pinch)
    elif is_irritable(intake, catalogue):
        yield situation.reason("plan-stretch-irritable")


def _not_tight(exercise: Exercise, side: Side, situation: Situation) -> Iterator[Reason]:
    """The side is named where the other one's finding differs."""
    sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
    for need in tightness_needs(exercise, situation):
        findings = _findings(need, situation)
        found = [findings[one] for one in sides]
        if "positive" in found:
            continue
        rule = "plan-stretch-not-tight" if "negative" in found else "plan-stretch-not-tested"
        differ = side is not Side.BOTH and len(set(findings.values())) > 1
        where = f" on the {side.value} side" if differ else ""
        yield situation.reason(rule, name=need.name, where=where)


def _findings(need: Need, situation: Situation) -> dict[Side, object]:
    """What the need's test found on each side; None where it was not done or there is none."""
    if need.finding is None:
        return {Side.LEFT: None, Side.RIGHT: None}
    return {side: measured(situation.intake, need.finding, side) for side in (Side.LEFT, Side.RIGHT)}


def _gates(exercise: Exercise, side: Side, situation: Situation) -> Iterator[Reason]:
    sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
    for name in exercise.restrictions.gates:
        gate = situation.catalogue.gates.get(name)
        if gate is None:
            yield situation.reason("plan-gate-unknown", name=name.replace("-", " "))
            continue
        for criterion in unmet(gate.criteria, situation.intake, sides):
            yield situation.reason("plan-gate", name=gate.name, sign=criterion.text)


def _envelope(exercise: Exercise, side: Side, situation: Situation) -> Iterator[Reason]:
    fits = fit_now(exercise, side, situation)
    if fits.verdict is Verdict.BLOCKED:
        yield from fits.reasons


EXERCISE_RULES: tuple[ExerciseRule, ...] = (
    _lock,
    _clinic_only,
    _alone,
    _week,
    _standing,
    _phase,
    _severe_pain,
    _flare,
    _precautions,
    _exercise_conditions,
    _age,
    _impact,
    _sore_stretch,
    _equipment,
)
_STANDING_RULES: tuple[ExerciseRule, ...] = (
    _lock,
    _clinic_only,
    _alone,
    _week,
    _standing,
    _precautions,
    _exercise_conditions,
    _age,
)
_IMPACT_RULES: tuple[ExerciseRule, ...] = (
    _alone,
    _week,
    _standing,
    _precautions,
    _exercise_conditions,
    _age,
    _impact,
)
SIDE_RULES: tuple[SideRule, ...] = (_envelope, _gates, _not_tight)
