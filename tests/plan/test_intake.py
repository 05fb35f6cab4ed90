import math
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.exchange.mapping_file import read_mapping
from hipwise.library.side import Side
from hipwise.plan.intake import IntakeError, intake_to_mapping, parse_intake
from tests.plan.intakes import EXAMPLE, TODAY, after_surgery, intake, raw_intakes, varied

REFERENCE = Path(__file__).parent.parent / "reference" / "intake.example.yaml"


def test_the_contracts_example_is_read():
    raw = read_mapping(REFERENCE, 100_000, "an intake")
    assert parse_intake(raw, "example") == parse_intake(EXAMPLE, "example")


def test_a_date_may_be_a_text_or_a_date():
    assert intake({"today": date(2026, 11, 22)}) == intake()


@pytest.mark.parametrize(
    "key",
    ["person", "today", "pathway", "diagnosis", "therapist", "symptomatic_side", "red_flags", "conditions"],
)
@pytest.mark.parametrize("how", ["absent", "null"])
def test_what_decides_whether_there_may_be_a_plan_is_required(key, how):
    raw = {name: value for name, value in EXAMPLE.items() if name != key}
    if how == "null":
        raw[key] = None
    with pytest.raises(IntakeError) as caught:
        parse_intake(raw, "mine.yaml")
    assert caught.value.place == key
    assert "found nothing" in str(caught.value)


def test_the_age_is_required():
    with pytest.raises(IntakeError, match=r"person\.age"):
        parse_intake({**EXAMPLE, "person": {"sex": "female"}}, "mine.yaml")


@pytest.mark.parametrize(
    "key",
    [
        "weeks_in_programme",
        "surgery",
        "pain",
        "tests",
        "outcomes",
        "goals",
        "equipment",
        "minutes_per_day",
        "days",
    ],
)
def test_everything_else_may_be_missing_and_is_then_not_known(key):
    raw = {name: value for name, value in EXAMPLE.items() if name != key}
    assert parse_intake(raw, "mine.yaml") == parse_intake({**EXAMPLE, key: None}, "mine.yaml")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"extra": 1}, "extra"),
        ({"person": {"shoe_size": 40}}, "person.shoe_size"),
        ({"tests": {"thomas": {"middle": "positive"}}}, "tests.thomas.middle"),
        ({"person": {"age": "31"}}, "person.age"),
        ({"person": {"age": 31.5}}, "person.age"),
        ({"person": {"age": True}}, "person.age"),
        ({"person": {"age": -1}}, "person.age"),
        ({"person": {"age": 10**400}}, "person.age"),
        ({"person": {"age": math.nan}}, "person.age"),
        ({"person": {"height_m": 168}}, "person.height_m"),
        ({"person": [31]}, "person"),
        ({"today": "22.11.2026"}, "today"),
        ({"today": "2026-02-30"}, "today"),
        ({"today": "9999-12-31"}, "today"),
        ({"today": 20261122}, "today"),
        ({"today": "２０２６-11-22"}, "today"),
        ({"pathway": "operative"}, "pathway"),
        ({"diagnosis": {"confirmed": "yes"}}, "diagnosis.confirmed"),
        ({"diagnosis": True}, "diagnosis"),
        ({"therapist": "false"}, "therapist"),
        ({"therapist": 0}, "therapist"),
        ({"symptomatic_side": "l"}, "symptomatic_side"),
        ({"symptomatic_side": ["left"]}, "symptomatic_side"),
        ({"weeks_in_programme": 2.0}, "weeks_in_programme"),
        ({"weeks_in_programme": -1}, "weeks_in_programme"),
        ({"pain": {"rest": 11}}, "pain.rest"),
        ({"pain": {"rest": -0.1}}, "pain.rest"),
        ({"pain": {"rest": math.inf}}, "pain.rest"),
        ({"pain": {"rest": math.nan}}, "pain.rest"),
        ({"pain": {"rest": True}}, "pain.rest"),
        ({"pain": {"site": "elbow"}}, "pain.site"),
        ({"pain": {"flare_last_7_days": "no"}}, "pain.flare_last_7_days"),
        ({"red_flags": "none"}, "red_flags"),
        ({"red_flags": ["cauda"]}, "red_flags[0]"),
        ({"red_flags": {"cardiac": True}}, "red_flags"),
        ({"conditions": ["pregnancy", None]}, "conditions[1]"),
        ({"tests": {"thomas": "positive"}}, "tests.thomas"),
        ({"tests": {"thomas": {"left": True}}}, "tests.thomas.left"),
        ({"tests": {"core_control": {"left": "weak"}}}, "tests.core_control"),
        ({"tests": {"single_leg_hop_cm": {"left": 98}}}, "tests.single_leg_hop_cm.left"),
        ({"tests": {"plank_s": 1e9}}, "tests.plank_s"),
        ({"outcomes": {"ihot12": 101}}, "outcomes.ihot12"),
        ({"goals": "run"}, "goals"),
        ({"goals": ["Run fast!"]}, "goals[0]"),
        ({"equipment": ["sofa"]}, "equipment[0]"),
        ({"equipment": ["mat"] * 1000}, "equipment"),
        ({"minutes_per_day": 0}, "minutes_per_day"),
        ({"minutes_per_day": "20"}, "minutes_per_day"),
        ({"days": ["monday"]}, "days[0]"),
        (after_surgery(-1), "surgery.date"),
        ({**after_surgery(40), "pathway": "non-operative"}, "surgery"),
        ({**after_surgery(40), "pathway": "pre-operative"}, "surgery.date"),
        (after_surgery(40, limits={"hip_flexion": 90}), "surgery.limits.hip_flexion"),
        (after_surgery(40, limits={"hip_flexion_deg": 900}), "surgery.limits.hip_flexion_deg"),
        (after_surgery(40, procedures="labral-repair"), "surgery.procedures"),
    ],
)
def test_what_does_not_fit_is_one_sentence_with_file_place_expected_and_found(change, place):
    with pytest.raises(IntakeError) as caught:
        parse_intake(varied(change), "mine.yaml")
    sentence = str(caught.value)
    assert caught.value.place == place
    assert sentence.startswith(f"mine.yaml: {place}: expected ")
    assert ", found " in sentence
    assert "\n" not in sentence


@given(raw_intakes())
@settings(max_examples=60)
def test_an_intake_written_as_a_mapping_reads_back_the_same(raw):
    read = parse_intake(raw, "test")
    assert parse_intake(intake_to_mapping(read), "again") == read


_JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["left", "mat"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(raw_intakes(), st.data())
@settings(max_examples=120)
def test_any_value_in_any_place_is_read_or_refused_by_name(raw, data):
    part = data.draw(st.sampled_from([raw, *(value for value in raw.values() if isinstance(value, dict))]))
    part[data.draw(st.sampled_from(sorted(part)) if part else st.just("new"))] = data.draw(_JUNK)
    said = "test: "
    try:
        parse_intake(raw, "test")
    except IntakeError as error:
        said = str(error)
    assert said.startswith("test: ")


@pytest.mark.parametrize(
    ("days", "weeks"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (20, 2), (21, 3), (42, 6), (84, 12)]
)
def test_weeks_after_surgery_are_completed_weeks(days, weeks):
    assert intake(after_surgery(days)).postoperative_week == weeks


def test_without_a_date_the_week_is_not_known():
    assert intake(after_surgery(40, date=None)).postoperative_week is None


def test_only_a_clinician_confirms():
    assert intake().diagnosis.is_clinician_confirmed
    for by in ("self", None):
        assert not intake({"diagnosis": {"confirmed": True, "by": by}}).diagnosis.is_clinician_confirmed


def test_both_sides_hurt_when_it_says_both():
    assert intake({"symptomatic_side": "both"}).symptomatic_sides == (Side.LEFT, Side.RIGHT)


def test_a_planned_operation_may_lie_ahead():
    planned = {"date": "2027-01-10", "procedures": ["osteoplasty"], "limits": None}
    assert intake({"pathway": "pre-operative", "surgery": planned}).today == TODAY


def test_the_mass_index_needs_both_height_and_weight():
    assert intake().person.body_mass_index == pytest.approx(62 / 1.68**2)
    assert intake({"person": {"weight_kg": None}}).person.body_mass_index is None
