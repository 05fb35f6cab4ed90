"""What would fit if a limit were different."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side
from hipwise.plan.given import Given, GivenError
from hipwise.plan.intake import Surgery
from hipwise.plan.situation import assess
from hipwise.plan.suitability import Suits, suitability
from hipwise.plan.what_if import WhatIf, read_what_if, suppose, supposed_in_words
from tests.plan.intakes import intake

CATALOGUE = load_catalogue()
INTAKE = intake()
HURTS = INTAKE.symptomatic_sides[0]


def given_answers(**answers: object) -> dict[str, Given]:
    names = ("flexion", "pinch", "irritable", "surgeon", "phase")
    return {name: Given(name, answers.get(name)) for name in names}


def test_nothing_supposed_is_the_situation_itself() -> None:
    assert suppose(WhatIf(), INTAKE, CATALOGUE) == assess(INTAKE, CATALOGUE)


def test_a_supposed_cap_holds_for_the_hip_that_hurts_alone() -> None:
    supposed = suppose(WhatIf(flexion_cap_deg=60), INTAKE, CATALOGUE)
    actual = assess(INTAKE, CATALOGUE)
    assert supposed.limits.of(HURTS).flexion_cap_deg == 60
    assert supposed.limits.of(HURTS.opposite) == actual.limits.of(HURTS.opposite)


def test_a_supposed_cap_says_so() -> None:
    supposed = suppose(WhatIf(flexion_cap_deg=60), INTAKE, CATALOGUE)
    assert supposed.limits.reasons[HURTS][0].rule == "what-if-flexion"


def test_a_supposed_pinch_angle_narrows_like_a_real_one() -> None:
    supposed = suppose(WhatIf(pinch_starts_at_flexion_deg=70), INTAKE, CATALOGUE)
    margin = CATALOGUE.setting("envelope.pinch_margin")
    assert supposed.limits.of(HURTS).flexion_cap_deg == 70 - margin


def test_an_irritable_hip_is_supposed_without_a_flare() -> None:
    supposed = suppose(WhatIf(is_irritable=True), INTAKE, CATALOGUE)
    assert supposed.intake.pain.flare_last_7_days is False
    actual = assess(INTAKE, CATALOGUE)
    assert supposed.limits.of(HURTS).flexion_cap_deg < actual.limits.of(HURTS).flexion_cap_deg


def test_a_supposed_phase_opens_what_waited_for_it() -> None:
    exercise = CATALOGUE.exercise("side-lying-leg-raise")
    first = replace(INTAKE, weeks_in_programme=0)
    assert suitability(exercise, suppose(WhatIf(phase=1), first, CATALOGUE)).verdict is Suits.LATER
    assert suitability(exercise, suppose(WhatIf(phase=2), first, CATALOGUE)).verdict is not Suits.LATER


def test_no_supposition_lifts_a_red_flag() -> None:
    flagged = replace(INTAKE, red_flags=("infection",))
    supposed = suppose(WhatIf(140, 140, False, 140, 4), flagged, CATALOGUE)
    assert supposed.screening.flags == assess(flagged, CATALOGUE).screening.flags
    assert supposed.screening.blocks


def test_a_supposed_cap_leaves_the_limit_of_an_operation() -> None:
    day = INTAKE.today - timedelta(weeks=2)
    operated = replace(
        INTAKE, pathway="post-operative", surgery=Surgery(day, ("labral-repair",), {"hip_flexion_deg": 70.0})
    )
    supposed = suppose(WhatIf(flexion_cap_deg=120), operated, CATALOGUE)
    assert supposed.limits.of(HURTS).max_flexion_deg == 70


def test_the_surgeons_limit_is_supposed_by_its_own_answer() -> None:
    day = INTAKE.today - timedelta(weeks=30)
    operated = replace(
        INTAKE, pathway="post-operative", surgery=Surgery(day, ("labral-repair",), {"hip_flexion_deg": 70.0})
    )
    supposed = suppose(WhatIf(surgeon_flexion_deg=60), operated, CATALOGUE)
    assert supposed.limits.of(HURTS).max_flexion_deg == 60


def test_nothing_typed_supposes_nothing() -> None:
    assert read_what_if(given_answers()).is_empty


@pytest.mark.parametrize(
    ("name", "value"),
    [("flexion", "far"), ("pinch", -4), ("irritable", "often"), ("phase", 7), ("flexion", 400)],
)
def test_an_answer_that_makes_no_sense_is_refused_with_its_place(name: str, value: object) -> None:
    with pytest.raises(GivenError, match=f"{name}: expected"):
        read_what_if(given_answers(**{name: value}))


def test_what_is_supposed_is_said_sentence_by_sentence() -> None:
    said = supposed_in_words(WhatIf(flexion_cap_deg=60, is_irritable=False, phase=3), CATALOGUE)
    assert [reason.rule for reason in said] == ["what-if-flexion", "what-if-irritable", "what-if-phase"]


@settings(max_examples=25)
@given(st.floats(30, 120), st.floats(30, 120))
def test_a_lower_cap_never_lets_more_fit(one: float, other: float) -> None:
    order = [Suits.BLOCKED, Suits.LATER, Suits.SMALLER_RANGE, Suits.CHECK, Suits.FITS]
    lower, higher = sorted((one, other))
    for exercise in CATALOGUE.exercises.values():
        low = suitability(exercise, suppose(WhatIf(flexion_cap_deg=lower), INTAKE, CATALOGUE)).verdict
        high = suitability(exercise, suppose(WhatIf(flexion_cap_deg=higher), INTAKE, CATALOGUE)).verdict
        if {low, high} <= {Suits.BLOCKED, Suits.SMALLER_RANGE, Suits.FITS, Suits.CHECK}:
            assert order.index(low) <= order.index(high), exercise.id


def test_left_and_right_are_treated_alike() -> None:
    for side in (Side.LEFT, Side.RIGHT):
        supposed = suppose(WhatIf(flexion_cap_deg=55), replace(INTAKE, symptomatic_side=side), CATALOGUE)
        assert supposed.limits.of(side).flexion_cap_deg == 55
