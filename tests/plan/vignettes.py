"""Made-up people for the vignettes: an intake by its changes, and what a plan must always obey."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from hipwise.body.envelope import HipSample
from hipwise.body.movement_fit import hip_samples
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Limb, Side
from hipwise.plan.intake import DAYS, EQUIPMENT, Intake, IntakeError, parse_intake
from hipwise.plan.plan import Plan, PlanItem
from hipwise.plan.prescribing import prescribe
from tests.reference.programme_table import (
    BALANCE,
    CLINIC_ONLY,
    IMPACT,
    LOCKED,
    PROGRAMME,
    STRETCHES,
)

CATALOGUE = load_catalogue()
EXAMPLE = yaml.safe_load((Path(__file__).parents[1] / "reference" / "intake.example.yaml").read_text("utf-8"))
TODAY = EXAMPLE["today"]
REMOVED = object()
ALL_THINGS = list(EQUIPMENT)
ALL_DAYS = list(DAYS)

STRONG_TESTS = {
    "thomas": {"left": "negative", "right": "negative"},
    "piriformis_tightness": {"left": "negative", "right": "negative"},
    "adductor_tightness": {"left": "negative", "right": "negative"},
    "hip_abductor_strength": {"left": "normal", "right": "normal"},
    "hip_extensor_strength": {"left": "normal", "right": "normal"},
    "core_control": "normal",
    "single_leg_stance_s": {"left": 45, "right": 45},
    "side_plank_s": {"left": 60, "right": 60},
    "single_leg_squat_good_reps": {"left": 12, "right": 12},
    "plank_s": 90,
    "single_leg_bridge_s": {"left": 60, "right": 60},
    "y_balance_percent": {"left": 98, "right": 98},
    "walk_minutes_pain_free": 60,
    "single_leg_hop_cm": {"left": [150, 151], "right": [150, 152]},
}
NO_TESTS = dict.fromkeys(STRONG_TESTS)
CALM_PAIN = {
    "rest": 0,
    "worst_24h": 1,
    "pinch": 0,
    "pinch_starts_at_flexion_deg": None,
    "site": "groin",
    "flare_last_7_days": False,
}
STRONG = {
    "pain": CALM_PAIN,
    "tests": STRONG_TESTS,
    "goals": ["run", "sport"],
    "equipment": ALL_THINGS,
    "outcomes": {"ihot12": 80, "hos_adl": 96, "hos_sport": 92},
}
UNTESTED = {**STRONG, "tests": NO_TESTS}
TIGHT = {
    f"tests.{test}": {"left": "positive", "right": "negative"}
    for test in ("thomas", "piriformis_tightness", "adductor_tightness")
}


def operated(days_ago: int, **surgery: object) -> dict[str, object]:
    """The changes for a hip operated on that many days before the intake."""
    operation = {
        "date": TODAY - timedelta(days=days_ago),
        "procedures": ["labral-repair", "osteoplasty"],
        "limits": {"hip_flexion_deg": 90},
    }
    operation.update(surgery)
    return {
        **STRONG,
        "pathway": "post-operative",
        "surgery": {key: value for key, value in operation.items() if value is not REMOVED},
    }


def changed(changes: Mapping[str, object], base: Mapping[str, object] = EXAMPLE) -> dict[str, object]:
    """The base with values put at dotted places; REMOVED takes the key away."""
    raw: dict[str, object] = deepcopy(dict(base))
    for place, value in changes.items():
        *path, last = place.split(".")
        part = raw
        for key in path:
            part = part[key]  # type: ignore[assignment]
        if value is REMOVED:
            del part[last]
        else:
            part[last] = deepcopy(value)
    return raw


@dataclass(frozen=True)
class Vignette:
    """A person by the changes to the example intake, and what the result must and must not be.

    `status` is planned, blocked, refused (the intake cannot be read) or closed (blocked or refused);
    each group of `one_of` must have a member in the plan; `phases` are the phases allowed.
    """

    sentence: str
    changes: Mapping[str, object]
    status: str = "planned"
    outcomes: frozenset[str] = frozenset({"clear", "caution", "escalate"})
    must: frozenset[str] = frozenset()
    one_of: tuple[frozenset[str], ...] = ()
    must_not: frozenset[str] = frozenset()
    phases: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    sides: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    only: frozenset[str] | None = None


def vignette(sentence: str, *changes: Mapping[str, object], **expected: object) -> Vignette:
    """A vignette from several layers of changes; plain sets and strings become frozen sets."""
    merged: dict[str, object] = {}
    for layer in changes:
        merged.update(layer)
    for key in ("outcomes", "must", "must_not", "phases", "flags", "only"):
        if key in expected and expected[key] is not None:
            value = expected[key]
            expected[key] = frozenset({value} if isinstance(value, (str, int)) else value)  # type: ignore[arg-type]
    groups = expected.pop("one_of", ())
    return Vignette(sentence, merged, one_of=tuple(map(frozenset, groups)), **expected)  # type: ignore[arg-type]


def result_of(of: Vignette) -> tuple[Intake, Plan] | IntakeError:
    """What the programme makes of it, computed once for each sentence."""
    return _result(of.sentence, _Unhashed(of.changes))


class _Unhashed:
    """Changes that every cache look-up of one sentence shares."""

    def __init__(self, changes: Mapping[str, object]) -> None:
        self.changes = changes

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unhashed) and self.changes is other.changes


@cache
def _result(sentence: str, changes: _Unhashed) -> tuple[Intake, Plan] | IntakeError:
    try:
        intake = parse_intake(changed(changes.changes), "intake.yaml")
    except IntakeError as error:
        return error
    return intake, prescribe(intake, CATALOGUE)


def flexion_cap(intake: Intake) -> float:
    """The deepest bend of a sore hip that the text allows, in degrees."""
    caps = [90.0]
    pain = intake.pain
    if pain.rest is None or pain.rest > 2 or pain.flare_last_7_days is not False:
        caps.append(80.0)
    if pain.pinch_starts_at_flexion_deg is not None:
        caps.append(pain.pinch_starts_at_flexion_deg - 10)
    if intake.surgery is not None and intake.is_post_operative:
        caps.append(intake.surgery.limits.get("hip_flexion_deg", 90.0))
    return min(caps)


# The surgeon's word for a direction -> how far a sample of the hip goes that way.
DIRECTIONS: dict[str, Callable[[HipSample], float]] = {
    "hip_flexion_deg": lambda hip: hip.flexion_deg,
    "hip_extension_deg": lambda hip: -hip.flexion_deg,
    "hip_abduction_deg": lambda hip: -hip.adduction_deg,
    "hip_external_rotation_deg": lambda hip: -hip.rotation_deg,
    "hip_internal_rotation_deg": lambda hip: hip.rotation_deg,
}


def caps_of(intake: Intake) -> dict[str, float]:
    """How far the sore hip may go in each direction, in degrees: the strictest of all that the text says."""
    caps = {"hip_flexion_deg": flexion_cap(intake), "hip_extension_deg": 10.0}
    if not intake.is_post_operative or intake.surgery is None:
        return caps
    said = dict(intake.surgery.limits)
    if (intake.postoperative_week or 0) < 3:
        caps |= {"hip_extension_deg": 0.0, "hip_abduction_deg": 30.0, "hip_external_rotation_deg": 30.0}
    return {key: min(caps.get(key, 180.0), said.get(key, 180.0)) for key in {**caps, **said}}


def faults_of(intake: Intake, plan: Plan) -> list[str]:
    """Every sentence of the text that a proposed plan breaks."""
    return [
        *_faults_of_plan(intake, plan),
        *(f for item in plan.items for f in _faults_of_item(item, intake)),
    ]


def _faults_of_plan(intake: Intake, plan: Plan) -> Iterator[str]:
    ids = [item.exercise for item in plan.items]
    if not 1 <= len(ids) <= 6:
        yield f"{len(ids)} items"
    if len(set(ids)) < len(ids):
        yield "an exercise twice"
    if {*ids, *(left.exercise for left in plan.left_out)} != set(PROGRAMME):
        yield "an exercise neither in the plan nor left out with a reason"
    if plan.screen_again_on - plan.made_on > timedelta(days=28):
        yield "screened again too late"
    budget = intake.minutes_per_day if intake.minutes_per_day is not None else 20
    for day, minutes in plan.minutes_per_day.items():
        if minutes > budget:
            yield f"{day} has {minutes} minutes of {budget}"
    for one in plan.items:
        for other in plan.items:
            if one.exercise <= other.exercise and _too_close(one, other):
                yield f"{one.exercise} and {other.exercise} work the same muscle on days in a row"


def _too_close(one: PlanItem, other: PlanItem) -> bool:
    """Strength work of tier 2 and above needs a day between; tier 4 and above two days apart as well."""
    a, b = PROGRAMME[one.exercise], PROGRAMME[other.exercise]
    if min(a.tier, b.tier) < 2 or a.muscle != b.muscle or {one.exercise, other.exercise} & BALANCE:
        return False
    places = [(DAYS.index(x), DAYS.index(y)) for x in one.days for y in other.days]
    return any((x - y) % 7 in (1, 6) for x, y in places)


def _faults_of_item(item: PlanItem, intake: Intake) -> Iterator[str]:
    row, name = PROGRAMME[item.exercise], item.exercise
    if name in LOCKED | CLINIC_ONLY:
        yield f"{name} is not for home"
    if not intake.therapist and (row.tier > 2 or name in IMPACT):
        yield f"{name} without a therapist"
    if not set(item.days) <= set(intake.days or DAYS) or not item.days:
        yield f"{name} on days {item.days}"
    if len(item.days) > row.days:
        yield f"{name} on {len(item.days)} days of {row.days}"
    if item.sets > row.sets[1] and name not in STRETCHES | BALANCE:
        yield f"{name} with {item.sets} sets"
    if item.sets * item.repetitions > row.sets[1] * row.repetitions[1]:
        yield f"{name} with {item.sets} x {item.repetitions} in all"
    # The ranges are for a settled hip: an older, sore or lately operated one may begin with less.
    if item.sets * item.repetitions < row.sets[0] * row.repetitions[0] / 2:
        yield f"{name} with only {item.sets} x {item.repetitions}"
    if item.hold_s > row.hold_s:
        yield f"{name} held {item.hold_s} s"
    for things in row.things:
        if not set(things) & set(intake.equipment):
            yield f"{name} without {things}"
    yield from _faults_of_side(item, intake)
    yield from _faults_of_range(item, intake)
    if not item.reasons or any(not r.text.strip() or r.source not in CATALOGUE.sources for r in item.reasons):
        yield f"{name} without reason and source"


def _faults_of_side(item: PlanItem, intake: Intake) -> Iterator[str]:
    exercise, sore = CATALOGUE.exercise(item.exercise), intake.symptomatic_side
    if exercise.laterality.value == "both-together":
        if item.side is not Side.BOTH:
            yield f"{item.exercise} on one side only"
        return
    if item.side is Side.BOTH and item.first_side not in (Side.LEFT, Side.RIGHT):
        yield f"{item.exercise} does not say which side starts"
    if item.side is Side.BOTH and sore is not Side.BOTH and item.first_side is not sore:
        yield f"{item.exercise} does not start on the sore side"
    if item.exercise in STRETCHES:
        yield from _faults_of_stretch(item, intake)
    elif sore is not Side.BOTH and item.side not in (sore, Side.BOTH):
        yield f"{item.exercise} leaves out the sore side"
    if intake.is_post_operative and item.side is not sore:
        yield f"{item.exercise} not on the operated side"


def _faults_of_stretch(item: PlanItem, intake: Intake) -> Iterator[str]:
    test = {"hip-flexor-stretch": "thomas", "piriformis-figure-four": "piriformis_tightness"}[item.exercise]
    found = getattr(intake.tests, test)
    for side in (Side.LEFT, Side.RIGHT):
        if item.side in (side, Side.BOTH) and found.of(side) != "positive":
            yield f"{item.exercise} on the {side.value} side, which is not tight"


def _faults_of_range(item: PlanItem, intake: Intake) -> Iterator[str]:
    movement = CATALOGUE.movements[item.exercise]
    for limb in (Limb.WORKING, Limb.OTHER):
        if not _meets_sore_hip(item, limb, intake):
            continue
        samples = hip_samples(movement, limb, item.range_share)
        for direction, cap in caps_of(intake).items():
            furthest = max(map(DIRECTIONS[direction], samples))
            if furthest > cap + 1e-6:
                yield f"{item.exercise}: {direction} reaches {furthest:.0f} of {cap:.0f}"


def _meets_sore_hip(item: PlanItem, limb: Limb, intake: Intake) -> bool:
    if item.side is Side.BOTH or intake.symptomatic_side is Side.BOTH:
        return True
    return (item.side is intake.symptomatic_side) == (limb is Limb.WORKING)


def texts_of(plan: Plan) -> Iterator[str]:
    """Every sentence of the plan that a person reads."""
    yield from plan.disclaimers
    yield from (flag.text for flag in plan.screening.flags)
    reasons: Iterable = (
        *plan.screening.limits,
        *plan.screening.blocks,
        *plan.phase_reasons,
        *(r for item in plan.items for r in item.reasons),
        *(r for left in plan.left_out for r in left.reasons),
    )
    yield from (reason.text for reason in reasons)


def a_day(text: str) -> date:
    """The day in ISO writing."""
    return date.fromisoformat(text)
