"""Which exercise serves which need: needs in the order of this person's findings, one exercise for each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hipwise.library.need import Need
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.eligibility import Eligible
from hipwise.plan.exclusion import is_stretch, is_unsteady, wants_impact
from hipwise.plan.lifting import override_reason
from hipwise.plan.measure import has_sides
from hipwise.plan.post_operative import begins_low_after_surgery
from hipwise.plan.situation import Situation
from hipwise.plan.soreness import is_irritable
from hipwise.plan.working_side import LEFT_AND_RIGHT, is_found

# Two difficulties at once are never combined: neither in an exercise nor in one plan.
EYES_CLOSED = "single-leg-stance-eyes-closed"
UNSTEADY = ("single-leg-stance-unstable", "wobble-board", "bosu", "baps-board")

# Ranks of needs up to tightness were called for by a finding or a goal; those after it are extras.
_CALLED_FOR = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """An exercise chosen for a need, and the finding that called for it.

    `most` names the setting with the number of exercises up to which it still has a place in the plan.
    `instead` tells which exercise it stands in for, where only equipment is missing for that one.
    """

    eligible: Eligible
    reason: Reason
    most: str
    instead: Reason | None = None


def choose(
    eligible: Mapping[str, Eligible], situation: Situation, lacking: Mapping[str, str] | None = None
) -> Iterator[Choice]:
    """Exercises in the order of their importance: one for each need, then seconds for the backbone.

    What a clinician opened with an override comes first. One stretch has a place beside strength; a
    second only where there is little else. `lacking` are the exercises that only equipment keeps out, with
    that equipment in words.
    """
    chosen: list[str] = []
    stretches = 0
    needs = _with_one_extra(ranked_needs(situation), situation)
    for own in _chosen_by_a_clinician(eligible):
        if not is_second_difficulty(own.exercise.id, chosen):
            chosen.append(own.exercise.id)
            stretches += is_stretch(own.exercise)
            yield Choice(own, override_reason(own.overrides[0], situation), "plan.items_a_week")
    for need in needs:
        pick = _pick(need, eligible, chosen, situation)
        if pick is None:
            continue
        chosen.append(pick.exercise.id)
        stretches += need.kind == "tightness"
        called_for = _place(need, situation) <= _CALLED_FOR and stretches <= 1
        most = "plan.items_a_week" if called_for else "plan.items_a_day"
        instead = _instead(need, eligible, lacking or {}, situation)
        yield Choice(pick, finding(need, pick, situation), most, instead)
    for need in needs:
        pick = _pick(need, eligible, chosen, situation) if need.kind in ("backbone", "weakness") else None
        if pick is not None:
            chosen.append(pick.exercise.id)
            yield Choice(pick, situation.reason("plan-need-more", name=need.name), "plan.items_least")


def _chosen_by_a_clinician(eligible: Mapping[str, Eligible]) -> Iterator[Eligible]:
    """What is open only because somebody lifted a rule for it: they want it in the plan."""
    return (each for each in eligible.values() if each.overrides)


def _with_one_extra(needs: Sequence[Need], situation: Situation) -> list[Need]:
    """The needs without a second extra that is asked for: strength keeps three of a day's four places."""
    asked = [need for need in needs if is_asked_for(need, situation)]
    return [need for need in needs if need not in asked[1:]]


def ranked_needs(situation: Situation) -> list[Need]:
    """Backbone first, then what was found or not tested, then tightness found, then the rest."""
    needs = [need for need in situation.catalogue.needs.values() if _is_served(need, situation)]
    return sorted(needs, key=lambda need: (_place(need, situation), need.order))


def need_rank(exercise_id: str, situation: Situation) -> int:
    """The place of the first need that the exercise serves; after all needs where it serves none."""
    needs = [need.id for need in ranked_needs(situation)]
    aims = situation.catalogue.exercise(exercise_id).aims
    return min((needs.index(aim) for aim in aims if aim in needs), default=len(needs))


def _is_served(need: Need, situation: Situation) -> bool:
    if situation.phase.number < need.phase_from:
        return False
    if need.kind == "impact":
        return wants_impact(situation)
    return need.kind != "tightness" or any(is_found(need, situation.intake, side) for side in LEFT_AND_RIGHT)


def _place(need: Need, situation: Situation) -> int:
    if need.kind == "backbone":
        return 0
    if need.kind == "weakness" and calls(need, situation):
        return 1
    if is_asked_for(need, situation):
        return 2
    return {"impact": 2, "tightness": 3, "weakness": 4}.get(need.kind, 5)


def is_asked_for(need: Need, situation: Situation) -> bool:
    """Does a goal or the operation call for an extra need?"""
    intake = situation.intake
    return bool(set(need.goals) & set(intake.goals)) or (need.after_surgery and intake.is_post_operative)


def calls(need: Need, situation: Situation) -> bool:
    """Does a side that hurts call for it, or was it not tested there? Unsteady people train balance."""
    if need.id == "balance" and is_unsteady(situation):
        return True
    return any(is_found(need, situation.intake, s) is not False for s in situation.intake.symptomatic_sides)


def _pick(
    need: Need, eligible: Mapping[str, Eligible], chosen: Sequence[str], situation: Situation
) -> Eligible | None:
    """The rung of the need's ladder where this person begins, or the nearest one that is left."""
    rungs = [name for name in _rungs(need, eligible, situation) if name not in chosen]
    rungs = [name for name in rungs if not is_second_difficulty(name, chosen)]
    if not rungs:
        return None
    return eligible[rungs[min(_start(need, len(rungs), situation), len(rungs) - 1)]]


def _instead(
    need: Need, eligible: Mapping[str, Eligible], lacking: Mapping[str, str], situation: Situation
) -> Reason | None:
    """Would another rung have been picked, had the person the equipment for it?"""
    rungs = _rungs(need, {*eligible, *lacking}, situation)
    wanted = rungs[min(_start(need, len(rungs), situation), len(rungs) - 1)]
    if wanted not in lacking:
        return None
    name = situation.catalogue.exercises[wanted].name
    return situation.reason("plan-instead", name=name, missing=lacking[wanted])


def _rungs(need: Need, names: Collection[str], situation: Situation) -> list[str]:
    """Those exercises that serve the need, easiest first: of its ladder, without one all that aim at it."""
    if need.ladder is not None:
        return [name for name in situation.catalogue.ladders[need.ladder].rungs if name in names]
    exercises = situation.catalogue.exercises
    aiming = [exercises[name] for name in names if need.id in exercises[name].aims]
    return [exercise.id for exercise in sorted(aiming, key=lambda exercise: (exercise.tier, exercise.id))]


def _start(need: Need, rungs: int, situation: Situation) -> int:
    """The place on the ladder to begin at.

    Where a test measures a value, the easiest rung, or the one above it once the test is passed. Otherwise
    the hardest rung that the phase opens, one lower for a weakness (or an untested side), one lower for a
    sore hip and one lower in the first weeks after surgery.
    """
    if need.kind == "impact":
        return 0
    if need.enough is not None:
        return 0 if calls(need, situation) else 1
    intake, catalogue = situation.intake, situation.catalogue
    lower = int(calls(need, situation)) + int(is_irritable(intake, catalogue))
    lower += int(begins_low_after_surgery(intake, catalogue))
    return max(0, rungs - 1 - lower)


def is_second_difficulty(name: str, chosen: Sequence[str]) -> bool:
    if name == EYES_CLOSED:
        return any(other in chosen for other in UNSTEADY)
    return name in UNSTEADY and (EYES_CLOSED in chosen or any(other in chosen for other in UNSTEADY))


def finding(need: Need, eligible: Eligible, situation: Situation) -> Reason:
    """The finding that calls for the exercise, in words."""
    sides = [s for s in LEFT_AND_RIGHT if eligible.side in (s, Side.BOTH)]
    found = [side.value for side in sides if is_found(need, situation.intake, side)]
    has_no_side = need.finding is not None and not has_sides(situation.intake, need.finding)
    untested = [
        side.value for side in sides if need.finding and is_found(need, situation.intake, side) is None
    ]
    facts = {"name": need.name, "sides": " and ".join(found), "untested": " and ".join(untested)}
    if need.kind == "impact":
        rule = "plan-need-goal"
    elif is_asked_for(need, situation):
        rule = "plan-need-surgery" if not set(need.goals) & set(situation.intake.goals) else "plan-need-asked"
    elif need.kind == "tightness":
        rule = "plan-need-tight"
    elif found:
        rule = "plan-need-found" if has_no_side else "plan-need-weak"
    elif untested:
        rule = "plan-need-untested" if len(untested) == len(sides) else "plan-need-untested-side"
    else:
        rule = "plan-need-backbone" if need.kind == "backbone" else "plan-need-keep"
    return replace(situation.reason(rule, **facts), source=need.source, evidence=need.evidence)
