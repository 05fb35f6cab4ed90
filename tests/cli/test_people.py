"""People as papers describe them, written into a file and planned by the command.

Each has what must be, may be and must not be in the plan. The expectations were written before the
programme's answers were looked at: from the cited paper or guideline, and where that leaves room from the
programme text. Findings that are not named keep the value of the example intake.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Ran, Run
from tests.plan.test_mixed_cases import ABDUCTORS, BOTH_TIGHT, FLARING, week
from tests.plan.test_vignettes import from_phase
from tests.plan.vignettes import ALL_THINGS, CALM_PAIN, NO_TESTS, STRONG, TIGHT, TODAY, changed, operated
from tests.reference.programme_table import (
    BALANCE,
    CLINIC_ONLY,
    IMPACT,
    LOCKED,
    PROGRAMME,
    STRENGTH,
    STRETCHES,
)

EXTENSORS = frozenset({"bridge", "ball-bridge", "single-leg-bridge", "prone-leg-raise"})
TRUNK = frozenset({"pelvic-tilt", "pelvic-clock", "prone-leg-raise", "bridge"})
UNSTEADY = BALANCE - {"single-leg-stance"}
ON_ONE_LEG = BALANCE | {"single-leg-squat", "step-down", "hip-hike", "single-leg-hop"}
ABOVE_TIER_TWO = frozenset(name for name, row in PROGRAMME.items() if row.tier > 2)
BARE = {"equipment": []}


@dataclass(frozen=True, slots=True)
class Person:
    """Who it is, after which source, and what the plan must and must not hold."""

    source: str
    who: str
    changes: Mapping[str, object]
    must: frozenset[str]
    one_of: tuple[frozenset[str], ...]
    never: frozenset[str]
    status: str
    phases: frozenset[int]
    outcomes: frozenset[str]
    also: Callable[[Any], bool]


def someone(
    source: str,
    who: str,
    *changes: Mapping[str, object],
    must: set[str] | frozenset[str] = frozenset(),
    one_of: tuple[frozenset[str] | set[str], ...] = (),
    never: frozenset[str] | set[str] = frozenset(),
    status: str = "planned",
    phases: tuple[int, ...] = (1, 2, 3, 4),
    outcomes: tuple[str, ...] = ("clear", "caution"),
    also: Callable[[Any], bool] = lambda plan: True,
) -> Person:
    """A person from layers of changes to the example intake."""
    merged: dict[str, object] = {}
    for layer in changes:
        merged.update(layer)
    groups = tuple(map(frozenset, one_of))
    return Person(
        source,
        who,
        merged,
        frozenset(must),
        groups,
        frozenset(never) | LOCKED | CLINIC_ONLY,
        status,
        frozenset(phases),
        frozenset(outcomes),
        also,
    )


def of(plan: Any, exercise: str) -> Any:
    """The line of that exercise, or None."""
    return next((item for item in plan["items"] if item["exercise"] == exercise), None)


def strong_days_apart(plan: Any) -> bool:
    """No two neighbouring days have the same heavier exercise."""
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    for item in plan["items"]:
        if PROGRAMME[item["exercise"]].tier >= 2 and item["exercise"] not in BALANCE:
            places = [names.index(day) for day in item["days"]]
            if any((a - b) % 7 == 1 for a in places for b in places):
                return False
    return True


PEOPLE = [
    someone(
        "Griffin 2018 (FASHIoN), Personalised Hip Therapy, core 4",
        "Desk worker of 36, pinch of 3 when sitting, five weekdays of 15 minutes, nothing at home, week 0",
        BARE,
        {
            "person.age": 36,
            "pain.rest": 2,
            "pain.worst_24h": 5,
            "pain.pinch": 3,
            "pain.pinch_starts_at_flexion_deg": 90,
            "goals": ["sit-without-pain", "work"],
            "minutes_per_day": 15,
            "days": ["mon", "tue", "wed", "thu", "fri"],
            "outcomes.ihot12": 36,
        },
        phases=(1,),
        one_of=({"bridge", "clamshell"},),
        never=STRETCHES | from_phase(2),
        also=lambda plan: max(plan["minutes_per_day"].values()) <= 15,
    ),
    someone(
        "Kemp 2018 (pilot of physioFIRST): hip strength, trunk and function for 12 weeks",
        "Footballer of 24 in week 7, calm, weak at the side on the sore left, 30 minutes, a gym at hand",
        STRONG,
        {
            "person.age": 24,
            "person.sex": "male",
            "goals": ["sport"],
            "tests.hip_abductor_strength": {"left": "weak", "right": "normal"},
            "minutes_per_day": 30,
            **week(7),
        },
        phases=(3,),
        one_of=(ABDUCTORS, EXTENSORS, frozenset({"step-down", "single-leg-squat"})),
        never=IMPACT | STRETCHES,
        also=strong_days_apart,
    ),
    someone(
        "Mansell 2018: soldiers, physiotherapy against arthroscopy",
        "Soldier of 30, wants to run, stands 15 s on the sore leg, week 6, nothing at hand",
        STRONG,
        BARE,
        {
            "person.age": 30,
            "tests.single_leg_stance_s": {"left": 15, "right": 45},
            "tests.single_leg_squat_good_reps": {"left": 4, "right": 12},
            **week(6),
        },
        phases=(2,),
        must={"single-leg-stance"},
        one_of=(ABDUCTORS, EXTENSORS),
        never=IMPACT | from_phase(3),
    ),
    someone(
        "Casartelli 2019: 12 weeks of hip and trunk strength, three days a week",
        "Woman of 25, only a loop band and a mat, Mon Wed Fri, weak side and trunk, week 3",
        STRONG,
        {
            "person.age": 25,
            "equipment": ["mat", "loop-band"],
            "days": ["mon", "wed", "fri"],
            "tests.hip_abductor_strength": {"left": "weak", "right": "weak"},
            "tests.core_control": "weak",
            **week(3),
        },
        phases=(2,),
        one_of=(ABDUCTORS, TRUNK),
        never=from_phase(3) | STRETCHES,
        also=lambda plan: all(set(i["days"]) <= {"mon", "wed", "fri"} for i in plan["items"]),
    ),
    someone(
        "Emara 2011: keep out of deep bending, then adapt daily life",
        "Man of 33, pinch from 80 degrees on, otherwise calm and strong, week 9",
        STRONG,
        {"pain.pinch_starts_at_flexion_deg": 80, **week(9)},
        phases=(3,),
        one_of=(ABDUCTORS,),
        never={"groin-butterfly", "piriformis-figure-four"} | IMPACT,
    ),
    someone(
        "Enseki 2014 and 2023 (guideline): structural instability",
        "Very flexible woman of 21, nothing tight, calm, week 4: steadiness, no stretch",
        STRONG,
        {"person.age": 21, "conditions": ["hypermobility"], **week(4)},
        outcomes=("caution",),
        phases=(2,),
        one_of=(ABDUCTORS,),
        never=STRETCHES | from_phase(3),
    ),
    someone(
        "Enseki 2023 (guideline), borderline dysplasia with a dancer",
        "Dancer of 23 with a shallow socket in week 5, tight by test on both sides, wants to dance",
        STRONG,
        BOTH_TIGHT,
        {"person.age": 23, "conditions": ["dysplasia"], "goals": ["dance"], **week(5)},
        outcomes=("caution",),
        one_of=(ABDUCTORS,),
        never=STRETCHES | IMPACT,
    ),
    someone(
        "Weir 2015 (Doha agreement): adductor-related and hip-related groin pain together",
        "Ice hockey player of 22, tight inner thigh, a pinch of 1, week 6",
        STRONG,
        {
            "person.age": 22,
            "goals": ["sport", "return-to-sport"],
            "pain.pinch": 1,
            "tests.adductor_tightness": {"left": "positive", "right": "positive"},
            **week(6),
        },
        phases=(2,),
        must={"side-lying-adduction"},
        one_of=(ABDUCTORS,),
        never=STRETCHES | IMPACT,
    ),
    someone(
        "Goalkeepers in ice hockey: deep bends are the sport, not the exercise",
        "Goalkeeper of 27, all strong, no pinch, week 14, wants to return to sport",
        STRONG,
        {"person.age": 27, "goals": ["return-to-sport"], "minutes_per_day": 40, **week(14)},
        phases=(4,),
        must={"jump-and-land"},
        one_of=(ABDUCTORS,),
        never={"single-leg-hop"},
        also=lambda plan: max(plan["minutes_per_day"].values()) <= 30,
    ),
    someone(
        "Grimaldi and Mellor (LEAP): sore tendon of the side, both sides, band only",
        "Woman of 49, both tendons and both hips sore, band and pillow, week 5",
        STRONG,
        {
            "person.age": 49,
            "symptomatic_side": "both",
            "pain.site": "lateral",
            "conditions": ["gluteal-tendinopathy"],
            "equipment": ["loop-band", "pillow", "mat"],
            **week(5),
        },
        outcomes=("caution",),
        one_of=(ABDUCTORS,),
        never={"hip-hike", "side-lying-adduction", "piriformis-figure-four"} | from_phase(3),
        also=lambda plan: all(i["side"] == "both" for i in plan["items"]),
    ),
    someone(
        "Post-partum pelvis: three months after birth, lax, weak trunk",
        "Woman of 33 after birth, very flexible, weak trunk and side, 10 minutes on six days, week 1",
        {
            "person.age": 33,
            "conditions": ["hypermobility"],
            "minutes_per_day": 10,
            "days": ["mon", "tue", "wed", "thu", "fri", "sat"],
            **week(1),
        },
        outcomes=("caution",),
        phases=(1,),
        one_of=(frozenset({"pelvic-tilt", "pelvic-clock"}), frozenset({"bridge", "clamshell"})),
        never=STRETCHES | from_phase(2),
    ),
    someone(
        "ACOG exercise in pregnancy, with hip pain",
        "Pregnant woman of 35, both hips sore and stiff, week 8, strong, wants to walk",
        STRONG,
        BOTH_TIGHT,
        {
            "person.age": 35,
            "symptomatic_side": "both",
            "conditions": ["pregnancy"],
            "goals": ["walk-without-pain"],
            **week(8),
        },
        outcomes=("caution",),
        one_of=(ABDUCTORS,),
        never={"prone-leg-raise", "single-leg-squat"} | UNSTEADY | IMPACT,
    ),
    someone(
        "NICE NG226: osteoarthritis over 50, exercise for all",
        "Man of 57, worn hip, rest pain 2, worst 5, walks 12 minutes, week 3, chair and mat, three days",
        {
            "person.age": 57,
            "person.sex": "male",
            "conditions": ["advanced-osteoarthritis"],
            "pain.rest": 2,
            "pain.worst_24h": 5,
            "pain.pinch": 1,
            "tests.walk_minutes_pain_free": 12,
            "goals": ["walk-without-pain", "climb-stairs"],
            "equipment": ["mat", "chair"],
            "days": ["tue", "thu", "sat"],
            **week(3),
        },
        outcomes=("caution",),
        phases=(1,),
        one_of=(STRENGTH,),
        never=STRETCHES | IMPACT | from_phase(2),
    ),
    someone(
        "French 2023 (good life with osteoarthritis): function with a worn hip",
        "Woman of 66, worn hip, calm and strong for her age, week 9, with a step",
        STRONG,
        {
            "person.age": 66,
            "conditions": ["advanced-osteoarthritis"],
            "goals": ["climb-stairs"],
            **week(9),
        },
        outcomes=("caution",),
        one_of=(STRENGTH,),
        never=IMPACT | UNSTEADY | {"single-leg-squat"},
    ),
    someone(
        "Manual labourer: lifting from the floor is the provoking posture",
        "Mason of 44, pinch of 2 from 85 degrees on, heavy days, Tue and Sat only, 12 minutes, week 2",
        {
            "person.age": 44,
            "person.sex": "male",
            "pain.pinch_starts_at_flexion_deg": 85,
            "pain.worst_24h": 3,
            "goals": ["work"],
            "minutes_per_day": 12,
            "days": ["tue", "sat"],
            "equipment": ["mat", "step"],
            **week(2),
        },
        phases=(2,),
        one_of=(STRENGTH,),
        never=STRETCHES | IMPACT | from_phase(3),
        also=lambda plan: all(set(i["days"]) <= {"tue", "sat"} for i in plan["items"]),
    ),
    someone(
        "Wall 2016: an acute phase has relative rest, also in a strong athlete",
        "Athlete of 26 in a flare in week 15, all tests strong: calm work only",
        STRONG,
        BOTH_TIGHT,
        FLARING,
        {"person.age": 26, **week(15)},
        phases=(1,),
        outcomes=("caution",),
        one_of=(frozenset({"bridge", "pelvic-tilt", "pelvic-clock"}),),
        never=STRETCHES | from_phase(2) | IMPACT,
    ),
    someone(
        "Physiotherapy agreement: criteria and time, both",
        "All strong in week 3: phase 2 at most, however strong",
        STRONG,
        week(3),
        phases=(2,),
        one_of=(ABDUCTORS,),
        never=from_phase(3),
    ),
    someone(
        "Reach at 84 percent keeps the last phase shut",
        "Runner in week 16, all strong but the sore leg reaches 80 of 98 percent: no landing",
        STRONG,
        {"tests.y_balance_percent": {"left": 80, "right": 98}, **week(16)},
        phases=(3,),
        one_of=(ABDUCTORS,),
        never=IMPACT,
    ),
    # After arthroscopy.
    someone(
        "Spencer-Gardner 2014, phase I",
        "Day 15 after labral repair: two completed weeks, nothing but small movements of the pelvis",
        operated(15),
        never=frozenset(PROGRAMME) - {"pelvic-tilt", "pelvic-clock"},
        one_of=({"pelvic-tilt", "pelvic-clock"},),
    ),
    someone(
        "Wahoff 2011, phase I ends with week 3",
        "Day 21 after labral repair, tight everywhere: bridge or clamshell may come, stretches may not",
        operated(21),
        BOTH_TIGHT,
        one_of=({"bridge", "clamshell", "isometric-hip-raise"},),
        never=STRETCHES | ON_ONE_LEG | {"straight-leg-raise", "prone-leg-raise", "ball-bridge"},
    ),
    someone(
        "Bizzini 2007, professional ice hockey after surgery, week 8",
        "Hockey player of 24 in completed week 8 after repair, calm, all tested strong: no landing, no squat",
        operated(57),
        {"person.age": 24, "goals": ["return-to-sport"], "minutes_per_day": 40},
        one_of=(ABDUCTORS,),
        never=IMPACT | {"single-leg-squat"},
    ),
    someone(
        "Wahoff 2011, phase III from week 12: criteria count beside time",
        "Completed week 13 after repair, three good squats: no landing, the leg is trained",
        operated(92),
        {"tests.single_leg_squat_good_reps": {"left": 3, "right": 12}, "minutes_per_day": 30},
        one_of=(ABDUCTORS,),
        never=IMPACT,
    ),
    someone(
        "The surgeon is stricter than the template",
        "Completed week 9, the surgeon allows 60 degrees of bending and 20 of spreading",
        operated(63, limits={"hip_flexion_deg": 60, "hip_abduction_deg": 20}),
        TIGHT,
        one_of=(STRENGTH,),
        never={"groin-butterfly", "piriformis-figure-four", "single-leg-squat"} | IMPACT,
    ),
    someone(
        "Philippon 2009: both hips operated on, the later one counts",
        "Both hips sore, the second operated on 31 days ago: lying work on both sides only",
        operated(31),
        {"symptomatic_side": "both"},
        one_of=({"bridge", "clamshell", "isometric-hip-raise", "side-lying-leg-raise"},),
        never=ON_ONE_LEG | STRETCHES | IMPACT | {"straight-leg-raise", "side-lying-adduction"},
    ),
    someone(
        "Alone after surgery, with the surgeon's limits in hand",
        "Completed week 10, alone, all strong: tiers 0 to 2 and nothing that lands",
        operated(71),
        {"therapist": False},
        one_of=(STRENGTH,),
        never=ABOVE_TIER_TWO | IMPACT,
    ),
    someone(
        "An older hip operated on",
        "Woman of 67, completed week 14 after repair, blood pressure, alone at home with a therapist",
        operated(99),
        {"person.age": 67, "conditions": ["high-blood-pressure"]},
        outcomes=("caution",),
        one_of=(STRENGTH,),
        never=IMPACT | UNSTEADY | {"isometric-hip-raise"},
    ),
    # No plan.
    someone(
        "Arthroplasty of one hip, impingement of the other",
        "The other hip was replaced: no self-directed plan",
        STRONG,
        {"conditions": ["arthroplasty"], "symptomatic_side": "right"},
        status="blocked",
        outcomes=("caution", "clear", "escalate"),
    ),
    someone(
        "Adolescents: a slipped growth plate hurts at the knee",
        "Dancer of 14 with a therapist, groin pain, no limp told: seen first",
        STRONG,
        {"person.age": 14, "goals": ["dance"]},
        status="blocked",
        outcomes=("escalate",),
    ),
    someone(
        "Osteonecrosis after a steroid course (RF7)",
        "Man of 45 with diabetes and a steroid course, deep constant pain: X-ray first",
        STRONG,
        {"person.age": 45, "red_flags": ["avascular-necrosis"]},
        status="blocked",
        outcomes=("escalate",),
    ),
    someone(
        "An injection two weeks ago, then fever (RF4)",
        "Fever after an injection into the joint: hospital the same day",
        STRONG,
        {"red_flags": ["infection"]},
        status="blocked",
        outcomes=("escalate",),
    ),
    # Little known.
    someone(
        "Nothing tested, calm, alone",
        "Alone, 29, no test done, calm, week 6: the calm phase and the lightest work",
        {
            "person.age": 29,
            "therapist": False,
            "pain": CALM_PAIN,
            "tests": NO_TESTS,
            "equipment": ALL_THINGS,
            **week(6),
        },
        phases=(1,),
        one_of=(STRENGTH,),
        never=STRETCHES | from_phase(2),
    ),
    someone(
        "Pain not told",
        "Nobody asked about pain, week 9, all strong: read as sore",
        STRONG,
        {"pain": {"rest": None, "worst_24h": None, "pinch": None, "site": None}, **week(9)},
        phases=(1,),
        one_of=(STRENGTH,),
        never=STRETCHES | from_phase(2) | IMPACT,
    ),
]


def named(one: Person) -> str:
    return one.who


def written(path: Path, raw: Mapping[str, object]) -> Path:
    """The intake as a file; JSON, which is YAML too, with days as text."""
    path.write_text(json.dumps(raw, default=str), encoding="utf-8")
    return path


@pytest.fixture
def planned(run: Run, tmp_path: Path) -> Callable[[Mapping[str, object]], Ran]:
    """The answer of `hipwise plan` to changes of the example intake."""

    def plan(changes: Mapping[str, object]) -> Ran:
        return run("plan", written(tmp_path / "intake.json", changed(changes)), "--json")

    return plan


Planned = Callable[[Mapping[str, object]], Ran]


@pytest.mark.parametrize("one", PEOPLE, ids=named)
def test_the_person_gets_what_the_source_says(one: Person, planned: Planned) -> None:
    ran = planned(one.changes)
    plan = ran.json
    names = {item["exercise"] for item in plan["items"]}
    assert (ran.status, plan["status"]) == (0 if one.status == "planned" else 1, one.status)
    assert plan["screening"]["outcome"] in one.outcomes
    assert one.must <= names, names
    assert not one.never & names, one.never & names
    for group in one.one_of:
        assert group & names, (sorted(group), sorted(names))
    assert one.status == "blocked" or plan["phase"] in one.phases, plan["phase"]
    assert one.also(plan), plan["items"]


@pytest.mark.parametrize("one", PEOPLE, ids=named)
def test_every_line_has_a_reason_and_every_other_exercise_too(one: Person, planned: Planned) -> None:
    plan = planned(one.changes).json
    lines = [*plan["items"], *plan["left_out"]]
    assert {line["exercise"] for line in lines} == set(PROGRAMME)
    assert all(line["reasons"] for line in lines)
    assert all(reason["text"] and reason["source"] for line in lines for reason in line["reasons"])
    assert one.status == "planned" or plan["screening"]["blocks"]


# -- odd but legal files --------------------------------------------------------------------------


ODD = {
    "days in another order and twice": {"days": ["sun", "mon", "mon", "wed"]},
    "equipment twice": {"equipment": ["mat", "mat", "chair"]},
    "no goal": {"goals": []},
    "a goal that no list has": {"goals": ["ride-my-horse"]},
    "no test": {"tests": None},
    "no score": {"outcomes": None},
    "minutes with a fraction": {"minutes_per_day": 12.5},
    "three hundred weeks": {"weeks_in_programme": 300},
    "an empty word among worries": {"worries": []},
    "no minute at all": {"minutes_per_day": 0},
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD)
def test_an_odd_but_legal_intake_is_planned_or_refused_in_one_sentence(
    changes: Mapping[str, object], planned: Planned
) -> None:
    ran = planned(changes)
    assert ran.status in (0, 1, 2)
    assert ran.status != 2 or (len(ran.err.strip().splitlines()) == 1 and "Traceback" not in ran.err)
    if ran.status == 0:
        assert ran.json["items"]


@pytest.mark.parametrize("changes", [{"days": []}, {"minutes_per_day": 1}])
def test_without_time_there_is_no_plan_and_it_says_what_is_missing(
    changes: Mapping[str, object], planned: Planned
) -> None:
    ran = planned(changes)
    assert ran.status == 1
    assert ran.json["items"] == []
    assert ran.json["left_out"][0]["reasons"][0]["text"]


@pytest.mark.parametrize("changes", [{"days": ["mon", "tue"]}, {"days": ["wed"]}, {"days": ["sat", "sun"]}])
def test_on_few_or_neighbouring_days_heavier_work_still_has_a_day_between(
    changes: Mapping[str, object], planned: Planned
) -> None:
    plan = planned({**STRONG, **week(8), **changes}).json
    assert plan["items"]
    assert strong_days_apart(plan)


def test_the_same_person_in_yaml_json_with_a_mark_and_other_line_ends_gets_one_plan(
    run: Run, tmp_path: Path
) -> None:
    raw = changed({"days": ["mon", "wed", "fri"]})
    text = yaml.safe_dump(raw)
    files = {
        "a.yaml": text.encode(),
        "b.yml": text.replace("\n", "\r\n").encode(),
        "c.yaml": b"\xef\xbb\xbf" + text.encode(),
        "d.json": json.dumps(raw, default=str).encode(),
    }
    found = []
    for name, content in files.items():
        path = tmp_path / name
        path.write_bytes(content)
        found.append(run("plan", path, "--json").json)
    assert all(plan == found[0] for plan in found)


@pytest.mark.parametrize(
    "wrong",
    ["conditions: [diabetes]", "conditions: [anticoagulants]", "conditions: [cortisone]"],
)
def test_a_condition_that_no_rule_speaks_of_is_refused_not_overlooked(
    wrong: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "intake.yaml"
    text = yaml.safe_dump(changed({}))
    path.write_text(text.replace("conditions: []", wrong), encoding="utf-8")
    ran = run("plan", path, "--json")
    assert ran.status == 2
    assert "conditions" in ran.err


def test_minutes_from_10_to_40_never_shrink_a_plan(planned: Planned) -> None:
    counts = [
        len(planned({**STRONG, **week(8), "minutes_per_day": minutes}).json["items"])
        for minutes in (10, 15, 20, 30, 40)
    ]
    assert counts == sorted(counts)


def test_of_two_sore_hips_and_one_the_two_get_no_more_minutes(planned: Planned) -> None:
    for side in ("left", "both"):
        plan = planned({**STRONG, **week(8), "symptomatic_side": side}).json
        assert max(plan["minutes_per_day"].values()) <= 20


def test_a_plan_before_a_planned_operation_names_its_pathway(planned: Planned) -> None:
    surgery = {"date": TODAY + timedelta(days=21), "procedures": ["labral-repair"], "limits": {}}
    plan = planned({**STRONG, **week(5), "pathway": "pre-operative", "surgery": surgery}).json
    assert (plan["pathway"], plan["phase"]) == ("pre-operative", 2)
