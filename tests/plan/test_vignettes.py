"""Intakes of made-up people, and what the clinical text says must, may and must not come of each."""

import math
import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from hipwise.plan.intake import CONDITIONS, DAYS, EQUIPMENT, RED_FLAGS, IntakeError, parse_intake
from hipwise.plan.lint import lint
from hipwise.plan.plan import PlanStatus, plan_from_mapping, plan_to_mapping
from hipwise.plan.prescribing import prescribe
from tests.plan.vignettes import (
    ALL_THINGS,
    CATALOGUE,
    EXAMPLE,
    NO_TESTS,
    REMOVED,
    STRONG,
    STRONG_TESTS,
    TIGHT,
    TODAY,
    UNTESTED,
    Vignette,
    changed,
    faults_of,
    operated,
    result_of,
    texts_of,
    vignette,
)
from tests.reference.programme_table import (
    BALANCE,
    CLINIC_ONLY,
    IMPACT,
    LOCKED,
    NEEDS_STEADY_STANCE,
    PROGRAMME,
    STRENGTH,
    STRETCHES,
)

ALONE = {"therapist": False}
NOT_CLEAR = frozenset({"caution", "escalate"})
SINGLE_LEG_BALANCE = BALANCE - {"single-leg-stance"}
TIER_ABOVE_ONE = frozenset(name for name, row in PROGRAMME.items() if row.tier > 1)


def from_phase(number: int) -> frozenset[str]:
    """Exercises that open only in that phase or later."""
    return frozenset(name for name, row in PROGRAMME.items() if row.phase >= number)


def after_week(week: int) -> frozenset[str]:
    """Exercises that open only after that completed week after surgery."""
    return frozenset(name for name, row in PROGRAMME.items() if row.week > week)


EVERYDAY = [
    vignette(
        "The example begins calm: bridge or clamshell as backbone, a pelvic exercise for the weak trunk",
        {},
        must={"clamshell"},
        one_of=[{"bridge"}, {"pelvic-tilt", "pelvic-clock"}],
        must_not=from_phase(2),
        phases={1},
        sides={"clamshell": "left"},
    ),
    vignette("A calm strong adult with a therapist is clear", STRONG, outcomes="clear", one_of=[STRENGTH]),
    vignette(
        "A calm strong adult alone gets light exercises, no jumping",
        STRONG,
        ALONE,
        {"weeks_in_programme": 26},
        outcomes={"clear", "caution"},
        one_of=[STRENGTH],
    ),
    vignette("Before a planned operation the ordinary phases hold", STRONG, {"pathway": "pre-operative"}),
    vignette(
        "Nothing tested: the calm phase even in week 26", UNTESTED, {"weeks_in_programme": 26}, phases={1}
    ),
    vignette(
        "No test section at all: the calm phase even in week 26",
        STRONG,
        {"tests": REMOVED, "weeks_in_programme": 26},
        phases={1},
    ),
    vignette(
        "Both hips sore: strength work on both sides",
        {"symptomatic_side": "both"},
        must={"clamshell"},
        sides={"clamshell": "both"},
    ),
    vignette(
        "The other side weak too: both sides train, the sore one first",
        {"tests.hip_abductor_strength": {"left": "weak", "right": "weak"}},
        sides={"clamshell": "both"},
    ),
    vignette(
        "Only the other side weak: the sore side trains as well",
        {"tests.hip_abductor_strength": {"left": "normal", "right": "weak"}},
    ),
    vignette(
        "Strength of the sides not tested: both sides train",
        {"tests.hip_abductor_strength": None},
        sides={"clamshell": "both"},
    ),
]

RED_FLAG_ROWS = [
    *(
        vignette(
            f"Red flag {flag}: nothing is planned",
            STRONG,
            {"red_flags": [flag]},
            status="blocked",
            outcomes="escalate",
            flags={flag},
        )
        for flag in RED_FLAGS
    ),
    *(
        vignette(
            f"Red flag {flag} in week 20 after surgery, alone: nothing is planned",
            operated(140),
            ALONE,
            {"red_flags": [flag]},
            status="blocked",
            outcomes="escalate",
            flags={flag},
        )
        for flag in RED_FLAGS
    ),
    vignette(
        "All sixteen red flags at once are all shown",
        {"red_flags": list(RED_FLAGS)},
        status="blocked",
        outcomes="escalate",
        flags=frozenset(RED_FLAGS),
    ),
    vignette("Red flags never asked", {"red_flags": REMOVED}, status="closed"),
    vignette("Red flags null", {"red_flags": None}, status="closed"),
    vignette("A red flag nobody knows", {"red_flags": ["sore-toe"]}, status="refused"),
]

AGES = [
    *(
        vignette(
            f"Age {age} with hip pain{' alone' if alone else ''} is a hip for a children's clinic",
            STRONG,
            {"person.age": age, "therapist": not alone},
            status="blocked",
            outcomes="escalate",
        )
        for age in range(2, 17)
        for alone in (False, True)
    ),
    *(
        vignette(
            f"Age {age} shows the growing hip as red flag",
            STRONG,
            {"person.age": age},
            status="blocked",
            outcomes="escalate",
            flags={"adolescent-hip"},
        )
        for age in range(8, 17)
    ),
    vignette("Age 17 with a therapist needs a guardian", STRONG, {"person.age": 17}, outcomes="caution"),
    vignette(
        "Age 17 alone gets no plan", STRONG, ALONE, {"person.age": 17}, status="blocked", outcomes="escalate"
    ),
    *(
        vignette(
            f"Age {age} with a therapist is in the studied range",
            STRONG,
            {"person.age": age},
            outcomes="clear",
        )
        for age in (18, 19, 45, 59, 60)
    ),
    *(
        vignette(
            f"Age {age} alone is in the studied range",
            STRONG,
            ALONE,
            {"person.age": age},
            outcomes={"clear", "caution"},
        )
        for age in (18, 60)
    ),
    *(
        vignette(
            f"Age {age} with a therapist is older than the studies",
            STRONG,
            {"person.age": age},
            outcomes="caution",
        )
        for age in (61, 64, 65, 70, 80)
    ),
    *(
        vignette(
            f"Age {age} alone is outside self-directed use",
            STRONG,
            ALONE,
            {"person.age": age},
            status="blocked",
            outcomes=NOT_CLEAR,
        )
        for age in (61, 64, 65, 70, 80)
    ),
    *(
        vignette(
            f"Age {age}: no closed eyes, no boards, no soft ground even when strong",
            STRONG,
            {"person.age": age, "weeks_in_programme": 26},
            must_not=NEEDS_STEADY_STANCE | CLINIC_ONLY,
        )
        for age in (65, 66, 70, 80)
    ),
]

CONDITION_ROWS = [
    vignette(
        "An artificial hip alone",
        {"conditions": ["arthroplasty"]},
        ALONE,
        status="blocked",
        outcomes=NOT_CLEAR,
    ),
    vignette(
        "An artificial hip with a therapist: this programme was made for other hips",
        {"conditions": ["arthroplasty"]},
        status="blocked",
        outcomes=NOT_CLEAR,
    ),
    *(
        vignette(
            f"{condition} alone goes to a clinician first",
            STRONG,
            ALONE,
            {"conditions": [condition]},
            status="blocked",
            outcomes=NOT_CLEAR,
        )
        for condition in ("hypermobility", "dysplasia", "advanced-osteoarthritis", "pregnancy")
    ),
    *(
        vignette(
            f"{condition} with a therapist: caution and no stretch, though everything is tight",
            STRONG,
            TIGHT,
            {"conditions": [condition], "weeks_in_programme": 4},
            outcomes="caution",
            must_not=STRETCHES,
        )
        for condition in ("hypermobility", "dysplasia")
    ),
    *(
        vignette(
            f"{condition} with a therapist is caution",
            STRONG,
            {"conditions": [condition]},
            outcomes="caution",
        )
        for condition in CONDITIONS
        if condition != "arthroplasty"
    ),
    *(
        vignette(
            f"{condition}: no closed eyes, boards, soft ground or busy hands",
            STRONG,
            {"conditions": [condition], "weeks_in_programme": 26},
            must_not=SINGLE_LEG_BALANCE,
        )
        for condition in ("falls-history", "vestibular")
    ),
    *(
        vignette(
            f"{condition} alone: no closed eyes, boards, soft ground or busy hands",
            STRONG,
            ALONE,
            {"conditions": [condition], "weeks_in_programme": 26},
            must_not=SINGLE_LEG_BALANCE,
        )
        for condition in ("falls-history", "vestibular")
    ),
    *(
        vignette(
            f"A sore tendon at the side of the hip in week {week}: no hip hike, no long lever",
            STRONG,
            {"conditions": ["gluteal-tendinopathy"], "weeks_in_programme": week},
            must_not={"hip-hike", "side-lying-leg-raise"},
        )
        for week in (0, 4, 8, 20)
    ),
    *(
        vignette(
            f"High blood pressure in week {week}: no held effort",
            {"conditions": ["high-blood-pressure"], "weeks_in_programme": week, "equipment": ALL_THINGS},
            must_not={"isometric-hip-raise"},
        )
        for week in (0, 4, 8)
    ),
    vignette(
        "Latex allergy: no band walk",
        STRONG,
        {"conditions": ["latex-allergy"], "weeks_in_programme": 8},
        must_not={"lateral-band-walk"},
    ),
    vignette(
        "A knee that cannot kneel: no half-kneeling stretch",
        STRONG,
        TIGHT,
        {"conditions": ["knee-kneeling-pain"], "weeks_in_programme": 4},
        must_not={"hip-flexor-stretch"},
    ),
    vignette("Every condition at once", {"conditions": list(CONDITIONS)}, status="blocked"),
    vignette("Conditions never asked", {"conditions": REMOVED}, status="closed"),
    vignette("A condition nobody knows", {"conditions": ["bad-mood"]}, status="refused"),
    vignette(
        "Body mass index just over 35 is caution",
        STRONG,
        {"person.height_m": 1.60, "person.weight_kg": 89.7},
        outcomes="caution",
    ),
    vignette(
        "Body mass index of 34 is clear",
        STRONG,
        {"person.height_m": 1.60, "person.weight_kg": 87.04},
        outcomes="clear",
    ),
]

DIAGNOSES = [
    vignette(
        f"Diagnosis {words}: only what to do next",
        STRONG,
        {"diagnosis": diagnosis},
        status="blocked",
        outcomes=NOT_CLEAR,
    )
    for words, diagnosis in {
        "not confirmed": {"confirmed": False, "by": None},
        "unconfirmed by a clinician": {"confirmed": False, "by": "clinician"},
        "of one's own": {"confirmed": True, "by": "self"},
        "confirmed by nobody knows whom": {"confirmed": True, "by": None},
        "not known": {"confirmed": None, "by": "clinician"},
        "confirmed, by whom is left out": {"confirmed": True},
        "empty": {},
    }.items()
] + [
    vignette("Diagnosis left out", {"diagnosis": REMOVED}, status="closed"),
    vignette("Diagnosis null", {"diagnosis": None}, status="closed"),
]

PAIN = [
    *(
        vignette(
            f"Rest pain {rest} in week 26: an irritable hip stays in the calm phase",
            STRONG,
            {"pain.rest": rest, "pain.worst_24h": max(rest, 3), "weeks_in_programme": 26},
            phases={1},
            must_not=from_phase(2),
        )
        for rest in (3, 4, 5, 6)
    ),
    vignette(
        "Rest pain 2 in week 3 lets the strength base begin",
        STRONG,
        {"pain.rest": 2, "pain.worst_24h": 2, "weeks_in_programme": 3},
        phases={2},
    ),
    vignette(
        "Rest pain not known in week 26: the calm phase",
        STRONG,
        {"pain.rest": None, "weeks_in_programme": 26},
        phases={1},
    ),
    vignette(
        "No pain section at all: the calm phase, no stretch",
        STRONG,
        TIGHT,
        {"pain": REMOVED, "weeks_in_programme": 26},
        phases={1},
        must_not=STRETCHES,
    ),
    vignette(
        "A flare in the last week: only the lightest work, no stretch",
        STRONG,
        TIGHT,
        {"pain.flare_last_7_days": True, "weeks_in_programme": 8},
        phases={1},
        must_not=TIER_ABOVE_ONE | STRETCHES,
    ),
    vignette(
        "Not known whether it flared: the calm phase",
        STRONG,
        {"pain.flare_last_7_days": None, "weeks_in_programme": 26},
        phases={1},
    ),
    *(
        vignette(
            f"Pinch {pinch} in week 26: a step back to the calm phase, no stretch",
            STRONG,
            TIGHT,
            {"pain.pinch": pinch, "weeks_in_programme": 26},
            phases={1},
            must_not=STRETCHES,
        )
        for pinch in (3, 4, 7, 10)
    ),
    *(
        vignette(
            f"Pinch {pinch} in week 26: single-leg work stays shut, no stretch",
            STRONG,
            TIGHT,
            {"pain.pinch": pinch, "weeks_in_programme": 26},
            phases={1, 2},
            must_not=from_phase(3) | STRETCHES,
        )
        for pinch in (1, 2)
    ),
    vignette(
        "Pinch not known: single-leg work stays shut, no stretch",
        STRONG,
        TIGHT,
        {"pain.pinch": None, "weeks_in_programme": 26},
        phases={1, 2},
        must_not=from_phase(3) | STRETCHES,
    ),
    *(
        vignette(
            f"Worst pain {worst} of the last day is not clear, and nothing above the lightest work",
            STRONG,
            {"pain.worst_24h": worst, "weeks_in_programme": 26},
            status="open",
            outcomes=NOT_CLEAR,
            must_not=TIER_ABOVE_ONE,
        )
        for worst in (7, 8, 10)
    ),
    *(
        vignette(
            f"Rest pain {rest} asks for the warning signs again first",
            STRONG,
            {"pain.rest": rest, "pain.worst_24h": rest},
            status="open",
            outcomes=NOT_CLEAR,
            must_not=TIER_ABOVE_ONE,
        )
        for rest in (7, 8, 10)
    ),
    *(
        vignette(
            f"A pinch from {angle} degrees on in week {week} caps the bend ten degrees earlier",
            STRONG,
            TIGHT,
            {"pain.pinch_starts_at_flexion_deg": angle, "weeks_in_programme": week},
        )
        for angle in (70, 75, 80, 85, 90, 95, 100, 105, 110)
        for week in (0, 4, 8, 20)
    ),
    vignette(
        "A pinch from 95 degrees on: figure four bends both hips to 90 and stays out or is smaller",
        STRONG,
        TIGHT,
        {"pain.pinch_starts_at_flexion_deg": 95, "weeks_in_programme": 4},
    ),
    vignette(
        "All tight, no pinch, week 4: strength is still the backbone",
        STRONG,
        TIGHT,
        {"weeks_in_programme": 4},
        one_of=[STRENGTH, STRETCHES],
        must_not=LOCKED,
    ),
    vignette(
        "Nothing tight: no stretch", STRONG, {"weeks_in_programme": 4}, must_not=STRETCHES, one_of=[STRENGTH]
    ),
    vignette(
        "Tightness not tested: no stretch",
        UNTESTED,
        {"tests.walk_minutes_pain_free": 40, "weeks_in_programme": 4},
        must_not=STRETCHES,
    ),
]

EXPECTED_PHASE = {
    **dict.fromkeys(range(2), 1),
    **dict.fromkeys(range(2, 6), 2),
    **dict.fromkeys(range(6, 10), 3),
}
PHASES = [
    *(
        vignette(
            f"All strong in week {week}: the phase of the week",
            STRONG,
            {"weeks_in_programme": week},
            phases={EXPECTED_PHASE.get(week, 4)},
            must_not=from_phase(EXPECTED_PHASE.get(week, 4) + 1),
            one_of=[STRENGTH],
        )
        for week in range(27)
    ),
    *(
        vignette(
            f"All tests missing in week {week}: the calm phase",
            UNTESTED,
            {"weeks_in_programme": week},
            phases={1},
            must_not=from_phase(2),
            one_of=[STRENGTH],
        )
        for week in range(27)
    ),
    vignette(
        "The example in week 8: a short stand keeps single-leg strength shut",
        {"weeks_in_programme": 8},
        phases={1, 2},
        must_not=from_phase(3),
    ),
    *(
        vignette(
            f"Week 26, all strong but {words}: phase {highest} at most",
            STRONG,
            {"weeks_in_programme": 26, **changes},
            phases=frozenset(range(1, highest + 1)),
            must_not=from_phase(highest + 1),
        )
        for words, highest, changes in [
            ("the walk was not tested", 1, {"tests.walk_minutes_pain_free": None}),
            ("the walk is 9 minutes", 1, {"tests.walk_minutes_pain_free": 9}),
            ("the walk is 15 minutes", 2, {"tests.walk_minutes_pain_free": 15}),
            ("the walk is 29 minutes", 2, {"tests.walk_minutes_pain_free": 29}),
            ("the weeks are not known", 1, {"weeks_in_programme": None}),
            ("the weeks are left out", 1, {"weeks_in_programme": REMOVED}),
            ("the sore leg stands 29 s", 2, {"tests.single_leg_stance_s.left": 29}),
            ("the sore leg's stand was not tested", 2, {"tests.single_leg_stance_s.left": None}),
            ("no stand was tested", 2, {"tests.single_leg_stance_s": None}),
            ("the sore leg squats well 9 times", 3, {"tests.single_leg_squat_good_reps.left": 9}),
            ("squats were not tested", 3, {"tests.single_leg_squat_good_reps": None}),
            ("the side plank lasts 29 s", 3, {"tests.side_plank_s.left": 29}),
            ("the side plank was not tested", 3, {"tests.side_plank_s": None}),
            ("the bridge is uneven", 3, {"tests.single_leg_bridge_s": {"left": 30, "right": 60}}),
            ("the bridge was not tested", 3, {"tests.single_leg_bridge_s": None}),
            ("the reach is uneven", 3, {"tests.y_balance_percent": {"left": 70, "right": 98}}),
            ("the reach was not tested", 3, {"tests.y_balance_percent": None}),
        ]
    ),
    vignette(
        "Both hips sore, only the right stands 29 s: single-leg strength stays shut",
        STRONG,
        {"symptomatic_side": "both", "tests.single_leg_stance_s.right": 29, "weeks_in_programme": 26},
        phases={1, 2},
    ),
    vignette(
        "Phase 4 for running: jumping may come, strength remains",
        STRONG,
        {"weeks_in_programme": 20},
        one_of=[STRENGTH - IMPACT],
    ),
    *(
        vignette(
            f"Goals {goals} in week 20, all strong: no jumping",
            STRONG,
            {"goals": goals, "weeks_in_programme": 20},
            must_not=IMPACT,
        )
        for goals in (["walk-without-pain"], [], None, ["nobody-knows-this-goal"])
    ),
    vignette(
        "No goals said in week 20, all strong: no jumping",
        STRONG,
        {"goals": REMOVED, "weeks_in_programme": 20},
        must_not=IMPACT,
    ),
    vignette(
        "Body mass index over 35 in phase 4: jumping is not proposed unseen",
        STRONG,
        {"person.height_m": 1.60, "person.weight_kg": 100, "weeks_in_programme": 20},
        must_not=IMPACT,
    ),
    *(
        vignette(
            f"Standing {seconds} s in week 8 keeps closed eyes and soft ground shut",
            STRONG,
            {"tests.single_leg_stance_s.left": seconds, "weeks_in_programme": 8},
            must_not=NEEDS_STEADY_STANCE,
        )
        for seconds in (0, 10, 29, 29.9)
    ),
]

WEEK_DAYS = [day for week in (1, 2, 3, 4, 6, 7, 8, 12, 14) for day in (7 * week - 1, 7 * week, 7 * week + 1)]
AFTER_SURGERY = [
    *(
        vignette(
            f"{days} days after surgery: only what week {days // 7} opens",
            operated(days),
            must_not=after_week(days // 7),
        )
        for days in (0, 1, *WEEK_DAYS, 26 * 7)
    ),
    *(
        vignette(
            f"{days} days after surgery, everything tight: stretches wait for week 6",
            operated(days),
            TIGHT,
            must_not=after_week(days // 7) | (STRETCHES if days < 42 else frozenset()),
        )
        for days in WEEK_DAYS
    ),
    *(
        vignette(
            f"{days} days after surgery: the pelvis moves, nothing else that week 0 shuts",
            operated(days),
            only={"pelvic-tilt"},
            must={"pelvic-tilt"},
        )
        for days in (0, 3, 6)
    ),
    *(
        vignette(
            f"{days} days after surgery: the hip muscles are trained again",
            operated(days),
            one_of=[{"bridge", "clamshell", "isometric-hip-raise", "side-lying-leg-raise"}],
            must_not={"straight-leg-raise"},
        )
        for days in (21, 22, 27, 28, 35, 41)
    ),
    vignette(
        "Week 5 after surgery: the straight leg raise stays out",
        operated(41),
        must_not={"straight-leg-raise", "single-leg-stance"},
    ),
    vignette(
        "Week 20 after surgery, nothing tested: no jumping, no hopping",
        operated(140),
        {"tests": NO_TESTS},
        must_not=IMPACT | NEEDS_STEADY_STANCE,
    ),
    vignette(
        "Week 20 after surgery, only walking wanted: no jumping",
        operated(140),
        {"goals": ["walk-without-pain"]},
        must_not=IMPACT,
    ),
    *(
        vignette(
            f"Surgeon allows {deg} degrees of bend in week 8: never deeper",
            operated(56, limits={"hip_flexion_deg": deg}),
        )
        for deg in (45, 50, 60, 70, 80, 90)
    ),
    vignette(
        "Surgeon allows 20 degrees of bend in week 4: no lying with bent knees",
        operated(28, limits={"hip_flexion_deg": 20}),
        status="open",
        must_not={"bridge", "clamshell", "pelvic-tilt", "pelvic-clock", "single-leg-bridge"},
    ),
    *(
        vignette(
            f"Surgeon allows 120 degrees in week {week}: the template stays the stricter",
            operated(7 * week, limits={"hip_flexion_deg": 120}),
            TIGHT,
            must_not=after_week(week),
        )
        for week in (0, 2, 4, 6)
    ),
    vignette(
        "Surgeon forbids extension in week 10: nothing goes behind the body",
        operated(70, limits={"hip_extension_deg": 0}),
        must_not={"prone-leg-raise"},
    ),
    vignette(
        "Surgeon allows 10 degrees of abduction in week 4: no clamshell of 30 degrees",
        operated(28, limits={"hip_abduction_deg": 10}),
    ),
    vignette(
        "An operation tomorrow on the post-operative pathway",
        operated(-1),
        status="closed",
    ),
    vignette("An operation next year on the post-operative pathway", operated(-365), status="closed"),
    vignette("The day of the operation is null", operated(30, date=None), status="closed"),
    vignette("The day of the operation is left out", operated(30, date=REMOVED), status="closed"),
    vignette("Post-operative without an operation", STRONG, {"pathway": "post-operative"}, status="closed"),
    vignette(
        "Post-operative, surgery left out",
        STRONG,
        {"pathway": "post-operative", "surgery": REMOVED},
        status="closed",
    ),
    vignette(
        "An operation with an empty description",
        operated(30, date=REMOVED, procedures=REMOVED, limits=REMOVED),
        status="closed",
    ),
    *(
        vignette(
            f"Operation {'left out' if procedures is REMOVED else procedures}: no template speaks for it",
            operated(100, procedures=procedures),
            status="closed",
        )
        for procedures in (
            ["appendectomy"],
            ["labral-repair", "appendectomy"],
            ["arthroplasty"],
            ["total-hip-arthroplasty"],
            ["periacetabular-osteotomy"],
            [],
            None,
            REMOVED,
        )
    ),
    vignette(
        "Alone in week 5 without the surgeon's protocol",
        operated(35, limits=REMOVED),
        ALONE,
        status="blocked",
        outcomes=NOT_CLEAR,
    ),
    vignette(
        "Alone in week 30 without the surgeon's protocol",
        operated(210, limits=REMOVED),
        ALONE,
        status="blocked",
        outcomes=NOT_CLEAR,
    ),
    vignette(
        "With a therapist in week 5, no protocol: the template, with caution",
        operated(35, limits=REMOVED),
        outcomes="caution",
        must_not=after_week(5),
    ),
    vignette(
        "Alone in week 30 with the surgeon's protocol: light work",
        operated(210),
        ALONE,
        outcomes={"clear", "caution"},
    ),
    *(
        vignette(
            f"Microfracture in week {week}: no standing on one leg before week 8",
            operated(7 * week, procedures=["microfracture"]),
            must_not=after_week(week) | BALANCE | {"hip-hike", "step-down", "lateral-band-walk"},
        )
        for week in (6, 7)
    ),
    vignette(
        "Rest pain 3 in week 8 after surgery is an irritable hip",
        operated(56),
        {"pain.rest": 3, "pain.worst_24h": 3},
    ),
    vignette(
        "Operated on the right, sore on the right: everything one-sided is on the right",
        operated(70),
        {"symptomatic_side": "right"},
    ),
    vignette(
        "Operated on the left, tight on the right: the other side is not stretched",
        operated(84),
        {
            f"tests.{test}": {"left": "negative", "right": "positive"}
            for test in ("thomas", "piriformis_tightness", "adductor_tightness")
        },
        must_not={"hip-flexor-stretch", "piriformis-figure-four"},
    ),
    vignette(
        "Pre-operative with the operation still to come",
        {**STRONG, "pathway": "pre-operative"},
        {"surgery": {"date": TODAY + timedelta(days=40), "procedures": ["labral-repair"], "limits": {}}},
    ),
]

ESSENTIAL = {name: row.things for name, row in PROGRAMME.items() if row.things}
THINGS = [
    *(
        # Exercises on the floor name a mat, so without one there may be nothing; never another's equipment.
        vignette(
            f"No equipment in week {week}: nothing that needs any",
            STRONG,
            {"equipment": [], "weeks_in_programme": week},
            status="open",
            must_not=frozenset(ESSENTIAL),
        )
        for week in (0, 4, 8, 20)
    ),
    *(
        vignette(
            f"All equipment in week {week}",
            STRONG,
            {"equipment": ALL_THINGS, "weeks_in_programme": week},
            one_of=[STRENGTH],
        )
        for week in (0, 4, 8, 20)
    ),
    *(
        vignette(
            f"Only {thing} in week {week}",
            STRONG,
            {"equipment": [thing], "weeks_in_programme": week},
            status="planned" if thing == "mat" else "open",
            one_of=[STRENGTH] if thing == "mat" else [],
            must_not=frozenset(
                name for name, things in ESSENTIAL.items() if not all(thing in group for group in things)
            ),
        )
        for thing in EQUIPMENT
        for week in (0, 8)
    ),
    vignette(
        "Equipment not said", STRONG, {"equipment": REMOVED}, status="open", must_not=frozenset(ESSENTIAL)
    ),
]

DAY_SETS = [
    *([day] for day in DAYS),
    ["mon", "tue"],
    ["sat", "sun"],
    ["sun", "mon"],
    ["mon", "tue", "wed"],
    ["mon", "wed", "fri"],
    ["tue", "thu"],
    ["fri", "sat", "sun", "mon"],
    list(DAYS),
]
TIME = [
    *(
        vignette(
            f"Only {', '.join(days)} in week {week}: exercises on these days only",
            STRONG,
            {"days": days, "weeks_in_programme": week},
            one_of=[STRENGTH],
        )
        for days in DAY_SETS
        for week in (0, 4, 8, 20)
    ),
    *(
        vignette(
            f"{minutes} minutes a day in week {week}: the day fits and has strength in it",
            STRONG,
            {"minutes_per_day": minutes, "weeks_in_programme": week},
            one_of=[STRENGTH],
        )
        for minutes in (5, 8, 10, 15, 20, 30, 45, 60)
        for week in (0, 4, 8, 20)
    ),
    vignette("Minutes not said: twenty at most", STRONG, {"minutes_per_day": REMOVED}),
    vignette("Days not said: asked for", STRONG, {"days": REMOVED}, status="open"),
]

PLANS = [
    *EVERYDAY,
    *RED_FLAG_ROWS,
    *AGES,
    *CONDITION_ROWS,
    *DIAGNOSES,
    *PAIN,
    *PHASES,
    *AFTER_SURGERY,
    *THINGS,
    *TIME,
]


BANNED = re.compile(r"\b(safe|safely|cure[sd]?|heal(s|ed|ing)?|normal|failed|you have FAI)\b", re.IGNORECASE)
UNFILLED = re.compile(r"[{}]|\bNone\b(?! of)|\bnan\b")


def sentence(of: Vignette) -> str:
    return of.sentence


def test_every_vignette_has_its_own_sentence():
    assert len({v.sentence for v in PLANS}) == len(PLANS)


@pytest.mark.parametrize("of", PLANS, ids=sentence)
def test_the_result_is_what_the_text_says(of: Vignette):
    result = result_of(of)
    if isinstance(result, IntakeError):
        assert of.status in ("refused", "closed"), str(result)
        return
    assert of.status != "refused"
    _, plan = result
    wanted = {"closed": {"blocked"}, "open": {"planned", "blocked"}}.get(of.status, {of.status})
    assert plan.status.value in wanted, [r.text for r in plan.screening.blocks]
    ids = {item.exercise: item for item in plan.items}
    assert plan.screening.outcome.value in of.outcomes, plan.screening
    assert of.flags <= {flag.id for flag in plan.screening.flags}
    assert not of.must_not & set(ids)
    assert of.must <= set(ids)
    assert all(group & set(ids) for group in of.one_of), sorted(ids)
    assert of.only is None or set(ids) <= of.only
    if plan.status is PlanStatus.PLANNED:
        assert plan.phase in of.phases
    assert {name: ids[name].side.value for name in of.sides if name in ids} == {
        name: side for name, side in of.sides.items() if name in ids
    }


@pytest.mark.parametrize("of", PLANS, ids=sentence)
def test_the_plan_breaks_no_sentence_of_the_text(of: Vignette):
    result = result_of(of)
    if isinstance(result, IntakeError):
        assert "intake.yaml" in str(result)
        return
    intake, plan = result
    assert [text for text in texts_of(plan) if BANNED.search(text) or UNFILLED.search(text)] == []
    if plan.status is PlanStatus.BLOCKED:
        assert (plan.items, plan.schedule) == ((), {})
        assert plan.screening.blocks
        assert all(reason.text and reason.source in CATALOGUE.sources for reason in plan.screening.blocks)
        return
    assert plan.screening.outcome.value != "escalate"
    assert faults_of(intake, plan) == []
    assert [f.text for f in lint(plan, intake, CATALOGUE) if f.severity == "error"] == []


URGENCY = {
    "emergency": ["cauda-equina", "blood-clot", "cardiac"],
    "same-day": [
        "cannot-bear-weight",
        "trauma-deformity",
        "infection",
        "adolescent-hip",
        "abdominal-or-groin",
    ],
    "urgent": [
        "stress-fracture",
        "child-limp",
        "progressive-weakness",
        "avascular-necrosis",
        "cancer",
        "locking-or-giving-way",
        "distress",
    ],
    "soon": ["inflammatory"],
}


@pytest.mark.parametrize(("least", "flag"), [(u, f) for u, flags in URGENCY.items() for f in flags])
def test_a_red_flag_is_at_least_as_urgent_as_the_text_says(least: str, flag: str):
    order = ["emergency", "same-day", "urgent", "soon"]
    assert order.index(CATALOGUE.red_flags[flag].urgency) <= order.index(least)


NUMBERS = [
    "person.age",
    "person.height_m",
    "person.weight_kg",
    "weeks_in_programme",
    "pain.rest",
    "pain.worst_24h",
    "pain.pinch",
    "pain.pinch_starts_at_flexion_deg",
    "tests.single_leg_stance_s.left",
    "tests.side_plank_s.right",
    "tests.single_leg_squat_good_reps.left",
    "tests.plank_s",
    "tests.single_leg_bridge_s.left",
    "tests.y_balance_percent.left",
    "tests.walk_minutes_pain_free",
    "outcomes.ihot12",
    "outcomes.hos_adl",
    "outcomes.hos_sport",
    "minutes_per_day",
]
NOT_NUMBERS = [True, False, "31", "", [31], {"value": 31}, math.nan, math.inf, -math.inf, -1, 1e9, 10**30]
YES_NO = ["therapist", "diagnosis.confirmed", "pain.flare_last_7_days"]
NOT_YES_NO = [1, 0, "true", "yes", "", [], {}, math.nan]
WORDS = [
    "person.sex",
    "pathway",
    "diagnosis.by",
    "symptomatic_side",
    "pain.site",
    "tests.thomas.left",
    "tests.hip_abductor_strength.left",
    "tests.core_control",
]
NOT_WORDS = [True, 3, 0.5, "nonsense", "", " left", ["left"], {"side": "left"}, math.nan]
LISTS = ["red_flags", "conditions", "equipment", "days"]
NOT_LISTS = [
    "",
    "mat",
    "mon",
    3,
    True,
    {},
    {"mat": True},
    [3],
    [None],
    [True],
    [["mat"]],
    ["nonsense"],
    [math.nan],
]
SECTIONS = ["person", "diagnosis", "pain", "tests", "tests.thomas", "outcomes"]
NOT_SECTIONS = [True, 3, "left", [], ["left"], math.nan]
NOT_DATES = [20261122, 1e9, True, "22.11.2026", "2026-02-30", "", "tomorrow", "2026-11", [], {}, math.nan]
WRONG = [
    *((place, value) for place in NUMBERS for value in NOT_NUMBERS),
    *((place, value) for place in YES_NO for value in NOT_YES_NO),
    *((place, value) for place in WORDS for value in NOT_WORDS),
    *((place, value) for place in LISTS for value in NOT_LISTS),
    *((place, value) for place in SECTIONS for value in NOT_SECTIONS),
    *(("today", value) for value in NOT_DATES),
    *(("goals", value) for value in ("run", 3, True, {}, [3], [None], [True], [["run"]])),
    ("tests.single_leg_hop_cm", {"left": "98", "right": [1]}),
    ("tests.single_leg_hop_cm", {"left": [True], "right": [1]}),
    ("tests.single_leg_hop_cm", [98, 101]),
    ("pain.rest", 11),
    ("pain.pinch", 10.5),
    ("outcomes.ihot12", 101),
]


@pytest.mark.parametrize(("place", "value"), WRONG, ids=lambda given: repr(given)[:40])
def test_a_wrong_value_is_refused_and_its_place_named(place: str, value: object):
    with pytest.raises(IntakeError) as caught:
        parse_intake(changed({place: value}), "intake.yaml")
    text = str(caught.value)
    assert "intake.yaml" in text
    assert place.split(".")[-1] in text
    assert "\n" not in text
    assert len(text) < 700


@pytest.mark.parametrize("value", ["soon", 20261122, True, "2026-13-01", [], {}, math.nan], ids=repr)
def test_a_wrong_day_of_surgery_is_refused(value: object):
    with pytest.raises(IntakeError):
        parse_intake(changed(operated(30, date=value)), "intake.yaml")


@pytest.mark.parametrize("value", NOT_NUMBERS, ids=repr)
def test_a_wrong_limit_of_the_surgeon_is_refused(value: object):
    with pytest.raises(IntakeError):
        parse_intake(changed(operated(30, limits={"hip_flexion_deg": value})), "intake.yaml")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("ages", 31),
        ("person.name", "Ada"),
        ("person.Age", 31),
        ("diagnosis.words", "sore"),
        ("pain.peak", 3),
        ("tests.faber", {"left": "positive", "right": "negative"}),
        ("tests.thomas.both", "positive"),
        ("outcomes.hagos", 50),
        ("pain.", 3),
    ],
    ids=str,
)
def test_an_unknown_key_is_refused_and_named(place: str, value: object):
    with pytest.raises(IntakeError) as caught:
        parse_intake(changed({place: value}), "intake.yaml")
    assert place.rsplit(".", maxsplit=1)[-1] in str(caught.value)


def test_an_unknown_key_of_the_surgeons_limits_is_refused():
    with pytest.raises(IntakeError, match="hip_depth"):
        parse_intake(changed(operated(30, limits={"hip_depth": 90})), "intake.yaml")


@pytest.mark.parametrize("raw", [{}, [], None, "", "left", 3, True, [EXAMPLE], {1: 2}, {None: None}], ids=str)
def test_what_is_not_an_intake_is_refused(raw: object):
    with pytest.raises(IntakeError):
        parse_intake(raw, "intake.yaml")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "key",
    ["person", "today", "pathway", "diagnosis", "therapist", "symptomatic_side", "red_flags", "conditions"],
)
@pytest.mark.parametrize("how", ["left out", "null"])
def test_what_decides_everything_is_never_guessed(key: str, how: str):
    result = result_of(vignette(f"{key} {how}", {key: REMOVED if how == "left out" else None}))
    assert isinstance(result, IntakeError) or result[1].status is PlanStatus.BLOCKED


OPTIONAL = [
    "pain",
    "tests",
    "outcomes",
    "goals",
    "equipment",
    "minutes_per_day",
    "days",
    "weeks_in_programme",
    "surgery",
]


@pytest.mark.parametrize("key", OPTIONAL)
def test_an_optional_part_means_the_same_left_out_and_null(key: str):
    left_out = prescribe(
        parse_intake(changed({**STRONG, key: REMOVED} if key in STRONG else {key: REMOVED}), "i"), CATALOGUE
    )
    null = prescribe(
        parse_intake(changed({**STRONG, key: None} if key in STRONG else {key: None}), "i"), CATALOGUE
    )
    assert plan_to_mapping(left_out) == plan_to_mapping(null)


@pytest.mark.parametrize("value", [TODAY, "2026-11-22"], ids=repr)
def test_a_date_may_be_a_date_or_its_text(value: object):
    assert parse_intake(changed({"today": value}), "i").today == date(2026, 11, 22)


def test_a_moment_in_place_of_a_day_is_not_a_day():
    with pytest.raises(IntakeError, match="today"):
        parse_intake(changed({"today": datetime(2026, 11, 22, 10, tzinfo=UTC)}), "i")


def test_a_huge_word_is_refused_in_a_short_sentence():
    with pytest.raises(IntakeError) as caught:
        parse_intake(changed({"pathway": "x" * 100_000}), "i")
    assert len(str(caught.value)) < 700


def swapped(value: object) -> object:
    """Left and right exchanged everywhere."""
    names = {"left": "right", "right": "left"}
    if isinstance(value, dict):
        return {names.get(key, key): swapped(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [swapped(inner) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"weeks_in_programme": 4},
        {**STRONG, **TIGHT, "weeks_in_programme": 4},
        {**STRONG, "weeks_in_programme": 9},
        {**STRONG, "weeks_in_programme": 20},
        operated(60),
    ],
    ids=["example", "week 4", "tight", "week 9", "week 20", "operated"],
)
def test_a_mirrored_person_gets_the_mirrored_plan(changes: dict[str, object]):
    raw = changed(changes)
    plan = prescribe(parse_intake(raw, "i"), CATALOGUE)
    mirrored = prescribe(parse_intake(swapped(raw), "i"), CATALOGUE)
    shape = [
        (i.exercise, i.side.value, i.first_side and i.first_side.value, i.days, i.sets) for i in plan.items
    ]
    other = [
        (i.exercise, i.side.value, i.first_side and i.first_side.value, i.days, i.sets)
        for i in mirrored.items
    ]
    assert swapped(shape) == swapped([list(row) for row in shape])
    assert swapped(other) == swapped(swapped(shape))


@pytest.mark.parametrize("tests", [NO_TESTS, STRONG_TESTS], ids=["not tested", "strong"])
def test_a_later_week_after_surgery_takes_nothing_away_from_a_calm_hip(tests: dict[str, object]):
    closed = [
        {
            left.exercise
            for left in plan.left_out
            if {r.rule for r in left.reasons} & {"plan-phase-later", "plan-week-later"}
        }
        for week in range(20)
        for _, plan in [result_of(vignette(f"week {week} {tests}", operated(7 * week), {"tests": tests}))]
    ]
    assert all(later <= earlier for earlier, later in pairwise(closed))


LINTED = [
    ("a red flag came up", STRONG, {"red_flags": ["stress-fracture"]}),
    ("the diagnosis is no longer confirmed", STRONG, {"diagnosis": {"confirmed": False, "by": None}}),
    ("the person is 15", STRONG, {"person.age": 15}),
    ("the person is 17 and alone", STRONG, {"person.age": 17, "therapist": False}),
    ("an artificial hip", STRONG, {"conditions": ["arthroplasty"]}),
    ("two days are gone", STRONG, {"days": ["mon"]}),
    (
        "five minutes are left",
        {**STRONG, "weeks_in_programme": 8, "minutes_per_day": 45},
        {"minutes_per_day": 5},
    ),
    ("nobody signs any more", {**STRONG, "weeks_in_programme": 20}, {"therapist": False}),
    (
        "only walking is wanted",
        {**STRONG, "weeks_in_programme": 20, "minutes_per_day": 60},
        {"goals": ["walk-without-pain"]},
    ),
    ("the equipment is gone", {**STRONG, "weeks_in_programme": 8, "minutes_per_day": 60}, {"equipment": []}),
    ("the hip is irritable", {**STRONG, "weeks_in_programme": 9}, {"pain.rest": 4, "pain.worst_24h": 4}),
    ("the hip pinches from 55 degrees on", STRONG, {"pain.pinch_starts_at_flexion_deg": 55}),
    (
        "the other hip is the sore one",
        {},
        {"symptomatic_side": "right", "tests.hip_abductor_strength": {"left": "normal", "right": "weak"}},
    ),
    ("the operation was two weeks ago", operated(80), {"surgery.date": TODAY - timedelta(days=15)}),
    ("the surgeon allows 30 degrees", operated(80), {"surgery.limits": {"hip_flexion_deg": 30}}),
]


@pytest.mark.parametrize(("words", "before", "after"), LINTED, ids=[row[0] for row in LINTED])
def test_a_plan_made_for_another_situation_has_errors(words, before, after):
    raw = changed(before)
    plan = prescribe(parse_intake(raw, "i"), CATALOGUE)
    assert plan.items
    findings = lint(plan, parse_intake(changed(after, raw), "i"), CATALOGUE)
    # A day that runs long may be signed all the same: it tires, but it does not hurt.
    assert [f for f in findings if f.severity == "error" or "minutes" in words]


def edited(plan, **fields):
    raw = plan_to_mapping(plan)
    raw["items"][0].update(fields)
    return plan_from_mapping(raw, "plan.yaml")


EDITS = [
    ("the locked stretch", {"exercise": "piriformis-knee-to-opposite-shoulder", "side": "left"}),
    ("an exercise of a later phase", {"exercise": "single-leg-squat", "side": "left"}),
    ("an exercise nobody knows", {"exercise": "lunge"}),
    ("an exercise that is there already", {"exercise": "bridge", "side": "both"}),
    ("jumping", {"exercise": "jump-and-land", "side": "both"}),
    ("a clamshell on the other side only", {"exercise": "clamshell", "side": "right"}),
    ("a clamshell every day", {"exercise": "clamshell", "side": "left", "days": list(DAYS)}),
    ("fifty sets", {"sets": 50}),
    ("five hundred repetitions", {"repetitions": 500}),
    ("an hour's hold", {"hold_s": 3600}),
    ("no minutes", {"minutes": 0}),
]


@pytest.mark.parametrize(("words", "fields"), EDITS, ids=[row[0] for row in EDITS])
def test_an_edit_against_the_text_is_found(words, fields):
    intake = parse_intake(changed({}), "i")
    plan = prescribe(intake, CATALOGUE)
    position = next(n for n, item in enumerate(plan.items) if item.exercise == "clamshell")
    raw = plan_to_mapping(plan)
    raw["items"][position].update(fields)
    findings = lint(plan_from_mapping(raw, "plan.yaml"), intake, CATALOGUE)
    assert findings, words


def test_a_diary_day_is_not_a_training_day():
    result = result_of(vignette("seven days in week 8", STRONG, {"weeks_in_programme": 8}))
    assert not isinstance(result, IntakeError)
    heavy = {
        day
        for item in result[1].items
        if item.exercise in STRENGTH and PROGRAMME[item.exercise].tier > 2
        for day in item.days
    }
    assert len(heavy) < 7
