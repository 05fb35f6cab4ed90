"""Home tests are plain, sourced, and agree with the rules that ask for them."""

import re

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.home_test import HomeTest
from hipwise.plan.intake import PhysicalTests

CATALOGUE = load_catalogue()
TESTS = list(CATALOGUE.home_tests.values())
LONGEST_SENTENCE_WORDS = 15
WALK = "walk_minutes_pain_free"  # shown by walks, not by a test
each = pytest.mark.parametrize("home", TESTS, ids=lambda home: home.id)

# Springer 2007, mean of three trials in seconds, by the youngest age of each band: eyes open, eyes closed.
STANCE = {18: (43, 9.4), 40: (40, 7.3), 50: (37, 4.8), 60: (27, 2.8)}
# CDC STEADI, 30-second chair stand: what is below average is fewer, men and women.
CHAIR = {60: (14, 12), 65: (12, 11), 70: (12, 10), 75: (11, 10), 80: (10, 9), 85: (8, 8), 90: (7, 4)}


def _texts(home: HomeTest) -> list[str]:
    return [home.aim, *home.steps, *home.ends, *home.repeat_if, home.stop, home.reading]


@each
def test_no_sentence_is_long(home: HomeTest) -> None:
    sentences = [part for text in _texts(home) for part in re.split(r"(?<=[.!?:])\s+", text)]
    assert [s for s in sentences if len(s.split()) > LONGEST_SENTENCE_WORDS] == []


@each
def test_every_norm_and_error_has_a_source(home: HomeTest) -> None:
    named = [norm.source for norm in home.norms] + ([home.error.source] if home.error else [])
    assert set(named) <= {citation.source for citation in home.citations}


@each
def test_the_bands_of_the_norms_do_not_overlap(home: HomeTest) -> None:
    for age in range(100):
        for sex in ("female", "male"):
            fitting = [
                norm
                for norm in home.norms
                if norm.age_from <= age <= (norm.age_to or age) and norm.sex in (None, sex)
            ]
            assert len(fitting) <= 1


@each
def test_a_movement_of_the_library_brings_its_own_rules(home: HomeTest) -> None:
    assert home.exercise is None or home.rules_of[0] == home.exercise


@each
def test_a_trial_ends_by_itself_or_by_the_person(home: HomeTest) -> None:
    assert home.way != "stopwatch" or home.longest_s is not None


@each
def test_the_side_is_said_in_words(home: HomeTest) -> None:
    assert bool(home.side_words) == home.is_sided


def test_each_test_that_a_door_asks_for_can_be_done_at_home() -> None:
    criteria = [c for phase in CATALOGUE.phases.values() for c in (*phase.entry, *phase.exit)]
    criteria += [c for gate in CATALOGUE.gates.values() for c in gate.criteria]
    criteria += CATALOGUE.programmes["running"].signs
    asked = {c.measure.removeprefix("tests.") for c in criteria if c.measure.startswith("tests.")}
    assert asked - {WALK} <= set(CATALOGUE.test_measures)


def test_what_no_rule_reads_is_kept_under_a_word_of_its_own() -> None:
    own = set(CATALOGUE.test_measures) - set(PhysicalTests.__dataclass_fields__)
    assert own == {
        "single_leg_stance_eyes_closed_s",
        "step_down_good_reps",
        "sit_to_stand_30s",
        "triple_hop_cm",
        "hip_flexion_home_deg",
        "hip_internal_rotation_home_deg",
        "hip_external_rotation_home_deg",
    }


def test_hops_wait_for_the_gate_of_jumping() -> None:
    for name in ("single-leg-hop", "triple-hop"):
        (exercise,) = CATALOGUE.home_tests[name].rules_of
        assert "impact-gate" in CATALOGUE.exercise(exercise).restrictions.gates


@pytest.mark.parametrize("age", STANCE)
def test_the_stance_is_compared_with_the_published_means(age: int) -> None:
    opened, closed = (CATALOGUE.home_tests[f"single-leg-stance{end}"] for end in ("", "-eyes-closed"))
    found = tuple(home.norm_for(age, None).value for home in (opened, closed))  # type: ignore[union-attr]
    assert found == STANCE[age]


@pytest.mark.parametrize("age", CHAIR)
def test_standing_up_is_compared_with_the_published_table(age: int) -> None:
    home = CATALOGUE.home_tests["sit-to-stand"]
    found = tuple(home.norm_for(age, sex).value for sex in ("male", "female"))  # type: ignore[union-attr]
    assert found == CHAIR[age]


def test_no_norm_is_told_for_a_sex_that_is_not_known() -> None:
    assert CATALOGUE.home_tests["sit-to-stand"].norm_for(66, None) is None


def test_no_norm_is_told_outside_its_ages() -> None:
    assert CATALOGUE.home_tests["plank"].norm_for(45, "male") is None
