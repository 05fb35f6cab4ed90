"""Intakes for tests: one plain example, ways to vary it, and hypothesis strategies for all sorts."""

import copy
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import CONDITIONS, DAYS, EQUIPMENT, PAIN_SITES, RED_FLAGS, Intake, parse_intake

TODAY = date(2026, 11, 22)
PROCEDURES = tuple(load_catalogue().procedures)
GOALS = (*load_catalogue().goals, "something-else")

EXAMPLE: dict[str, Any] = {
    "person": {"age": 31, "sex": "female", "height_m": 1.68, "weight_kg": 62},
    "today": "2026-11-22",
    "pathway": "non-operative",
    "diagnosis": {"confirmed": True, "by": "clinician"},
    "therapist": True,
    "symptomatic_side": "left",
    "weeks_in_programme": 0,
    "surgery": None,
    "pain": {
        "rest": 1,
        "worst_24h": 4,
        "pinch": 2,
        "pinch_starts_at_flexion_deg": 95,
        "site": "groin",
        "flare_last_7_days": False,
    },
    "red_flags": [],
    "conditions": [],
    "tests": {
        "thomas": {"left": "positive", "right": "negative"},
        "piriformis_tightness": {"left": "positive", "right": "negative"},
        "adductor_tightness": {"left": "negative", "right": "negative"},
        "hip_abductor_strength": {"left": "weak", "right": "normal"},
        "hip_extensor_strength": {"left": "normal", "right": "normal"},
        "core_control": "weak",
        "single_leg_stance_s": {"left": 18, "right": 30},
        "side_plank_s": {"left": 20, "right": 34},
        "single_leg_squat_good_reps": {"left": 3, "right": 8},
        "plank_s": 40,
        "single_leg_bridge_s": {"left": 25, "right": 40},
        "y_balance_percent": {"left": 84, "right": 92},
        "walk_minutes_pain_free": 20,
        "single_leg_hop_cm": None,
    },
    "outcomes": {"ihot12": 52, "hos_adl": None, "hos_sport": None},
    "goals": ["walk-without-pain", "run"],
    "equipment": ["mat", "loop-band", "chair", "step"],
    "minutes_per_day": 20,
    "days": list(DAYS),
}

# Everything that opens the last phase on both sides.
READY: dict[str, Any] = {
    "weeks_in_programme": 14,
    "pain": {"rest": 0, "worst_24h": 1, "pinch": 0, "pinch_starts_at_flexion_deg": None},
    "tests": {
        "hip_abductor_strength": {"left": "normal"},
        "core_control": "normal",
        "single_leg_stance_s": {"left": 45, "right": 45},
        "side_plank_s": {"left": 50, "right": 50},
        "single_leg_squat_good_reps": {"left": 12, "right": 12},
        "plank_s": 60,
        "single_leg_bridge_s": {"left": 45, "right": 45},
        "y_balance_percent": {"left": 95, "right": 95},
        "walk_minutes_pain_free": 60,
    },
    "equipment": list(EQUIPMENT),
}


def varied(*changes: dict[str, Any]) -> dict[str, Any]:
    """The example as a raw mapping with changes merged in, level by level."""
    raw = copy.deepcopy(EXAMPLE)
    for change in changes:
        _merge(raw, change)
    return raw


def merged(raw: dict[str, Any], *changes: dict[str, Any]) -> dict[str, Any]:
    """Any raw intake with changes merged in, level by level."""
    raw = copy.deepcopy(raw)
    for change in changes:
        _merge(raw, change)
    return raw


def _merge(into: dict[str, Any], change: dict[str, Any]) -> None:
    for key, value in change.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = copy.deepcopy(value)


def intake(*changes: dict[str, Any]) -> Intake:
    """The same, parsed."""
    return parse_intake(varied(*changes), "test")


def after_surgery(days: int, **surgery: Any) -> dict[str, Any]:
    """A change: so many days after an arthroscopy."""
    done = {
        "date": (TODAY - timedelta(days=days)).isoformat(),
        "procedures": ["labral-repair", "osteoplasty"],
        "limits": {},
        **surgery,
    }
    return {"pathway": "post-operative", "surgery": done}


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def _sided(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return _maybe(st.fixed_dictionaries({"left": _maybe(strategy), "right": _maybe(strategy)}))


def _some(words: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), unique=True)


def _few(words: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Mostly none: a long list of findings would block nearly every plan."""
    return st.one_of(
        st.just([]), st.just([]), st.just([]), st.lists(st.sampled_from(words), max_size=2, unique=True)
    )


_TIGHT = st.sampled_from(["positive", "negative"])
_STRONG = st.sampled_from(["weak", "normal"])
_SCORE = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 4, 5.5, 7, 10])
_SECONDS = st.sampled_from([0, 5, 18, 29.9, 30, 45, 60])
_LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "hip_flexion_deg": st.integers(0, 120),
        "hip_extension_deg": st.integers(0, 20),
        "hip_abduction_deg": st.integers(0, 45),
        "hip_external_rotation_deg": st.integers(0, 60),
        "hip_internal_rotation_deg": st.integers(0, 45),
    },
)


@st.composite
def raw_intakes(draw: st.DrawFn) -> dict[str, Any]:
    """Any intake that can be read, most of them such that a plan may come of it."""
    pathway = draw(st.sampled_from(["non-operative", "non-operative", "pre-operative", "post-operative"]))
    surgery = None
    if pathway == "post-operative":
        days = draw(st.sampled_from([0, 6, 13, 14, 20, 21, 27, 28, 41, 42, 49, 55, 56, 83, 84, 97, 98, 400]))
        surgery = draw(
            _maybe(
                st.fixed_dictionaries(
                    {
                        "date": st.just((TODAY - timedelta(days=days)).isoformat()),
                        "procedures": st.lists(
                            st.sampled_from(["labral-repair", "osteoplasty", "microfracture"]), max_size=2
                        ),
                        "limits": _maybe(_LIMITS),
                    }
                )
            )
        )
    return {
        "person": {
            "age": draw(st.sampled_from([31, 31, 45, 8, 15, 16, 17, 18, 60, 61, 64, 65, 80])),
            "sex": draw(_maybe(st.sampled_from(["female", "male", "other"]))),
            "height_m": draw(_maybe(st.sampled_from([1.5, 1.68, 1.9]))),
            "weight_kg": draw(_maybe(st.sampled_from([50, 62, 120]))),
        },
        "today": TODAY.isoformat(),
        "pathway": pathway,
        "diagnosis": draw(
            st.sampled_from([{"confirmed": True, "by": "clinician"}] * 5 + [{"confirmed": True, "by": None}])
        ),
        "therapist": draw(st.booleans()),
        "symptomatic_side": draw(st.sampled_from(["left", "right", "both"])),
        "weeks_in_programme": draw(_maybe(st.sampled_from([0, 1, 2, 5, 6, 9, 10, 14, 60]))),
        "surgery": surgery,
        "pain": draw(
            _maybe(
                st.fixed_dictionaries(
                    {
                        "rest": _maybe(_SCORE),
                        "worst_24h": _maybe(_SCORE),
                        "pinch": _maybe(_SCORE),
                        "pinch_starts_at_flexion_deg": _maybe(st.sampled_from([40, 60, 75, 90, 95, 110])),
                        "site": _maybe(st.sampled_from(PAIN_SITES)),
                        "flare_last_7_days": _maybe(st.booleans()),
                    }
                )
            )
        ),
        "red_flags": draw(_few(RED_FLAGS)),
        "conditions": draw(_few(CONDITIONS)),
        "tests": draw(
            _maybe(
                st.fixed_dictionaries(
                    {
                        "thomas": _sided(_TIGHT),
                        "piriformis_tightness": _sided(_TIGHT),
                        "adductor_tightness": _sided(_TIGHT),
                        "hip_abductor_strength": _sided(_STRONG),
                        "hip_extensor_strength": _sided(_STRONG),
                        "core_control": _maybe(_STRONG),
                        "single_leg_stance_s": _sided(_SECONDS),
                        "side_plank_s": _sided(_SECONDS),
                        "single_leg_squat_good_reps": _sided(st.sampled_from([0, 5, 9, 10, 15])),
                        "plank_s": _maybe(_SECONDS),
                        "single_leg_bridge_s": _sided(_SECONDS),
                        "y_balance_percent": _sided(st.sampled_from([70, 84, 92, 100])),
                        "walk_minutes_pain_free": _maybe(st.sampled_from([0, 9, 10, 29, 30, 60])),
                        "single_leg_hop_cm": _sided(st.lists(st.integers(0, 250), max_size=3)),
                    }
                )
            )
        ),
        "outcomes": draw(_maybe(st.fixed_dictionaries({"ihot12": _maybe(st.integers(0, 100))}))),
        "goals": draw(_maybe(_some(GOALS))),
        "equipment": draw(st.one_of(st.just(list(EQUIPMENT)), _some(EQUIPMENT), st.none())),
        "minutes_per_day": draw(_maybe(st.sampled_from([1, 4, 10, 20, 45, 480]))),
        "days": draw(st.one_of(st.just(list(DAYS)), _some(DAYS), st.none())),
    }


_PLANNABLE: dict[str, Any] = {"diagnosis": {"confirmed": True, "by": "clinician"}, "red_flags": []}


@st.composite
def plannable_intakes(draw: st.DrawFn) -> dict[str, Any]:
    """Intakes of which a plan comes: adults, examined, no red flag, a known operation, some days."""
    raw = {**draw(raw_intakes()), **_PLANNABLE}
    raw["person"] = {**raw["person"], "age": draw(st.sampled_from([18, 31, 45, 60, 61, 65, 80]))}
    raw["conditions"] = draw(_few(tuple(name for name in CONDITIONS if name != "arthroplasty")))
    raw["therapist"] = draw(st.sampled_from([True, True, True, False])) or bool(raw["conditions"])
    raw["days"] = draw(st.one_of(st.just(list(DAYS)), _some(DAYS).filter(bool)))
    raw["equipment"] = ["mat", *(word for word in draw(_some(EQUIPMENT)) if word != "mat")]
    if raw["pathway"] == "post-operative":
        days = draw(st.sampled_from([0, 13, 14, 20, 21, 28, 42, 49, 56, 84, 98, 400]))
        raw["surgery"] = after_surgery(days, limits=draw(_LIMITS))["surgery"]
    return raw


@st.composite
def ready_intakes(draw: st.DrawFn) -> dict[str, Any]:
    """The same of people who have come far, so that the heavier exercises open."""
    raw, ready = draw(plannable_intakes()), varied(READY)
    tests = {**ready["tests"], "thomas": draw(_sided(_TIGHT)), "adductor_tightness": draw(_sided(_TIGHT))}
    tests["single_leg_squat_good_reps"] = {"left": 12, "right": draw(st.sampled_from([5, 12]))}
    tests["hip_abductor_strength"] = draw(_sided(_STRONG))
    weeks = draw(st.sampled_from([3, 7, 14]))
    return {**raw, "tests": tests, "pain": ready["pain"], "weeks_in_programme": weeks}


def intakes() -> st.SearchStrategy[Intake]:
    """All of them, parsed."""
    every = st.one_of(raw_intakes(), plannable_intakes(), ready_intakes())
    return every.map(lambda raw: parse_intake(raw, "test"))


def mirrored(raw: dict[str, Any]) -> dict[str, Any]:
    """The same intake with left and right exchanged."""
    sides = {"left": "right", "right": "left"}

    def swap(value: Any) -> Any:
        if isinstance(value, dict):
            return {sides.get(key, key): swap(inner) for key, inner in value.items()}
        return value

    return {**swap(raw), "symptomatic_side": sides.get(raw["symptomatic_side"], "both")}
