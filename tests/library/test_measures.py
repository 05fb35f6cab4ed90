"""Measures carry scoring facts and thresholds with cohort and source, and no licensed text."""

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.measure import Measure

CATALOGUE = load_catalogue()
MEASURES = list(CATALOGUE.measures.values())
each = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
OUR_OWN = {"nprs-now", "nprs-average-24h", "nprs-worst-24h", "psfs", "groc"}


def test_only_free_measures_have_questions() -> None:
    assert {measure.id for measure in MEASURES if measure.questions} == OUR_OWN
    assert {measure.id for measure in MEASURES if measure.text_included} == OUR_OWN


@each
def test_a_threshold_names_its_people(measure: Measure) -> None:
    assert all(threshold.cohort for threshold in measure.thresholds)


@each
def test_a_threshold_that_is_a_score_lies_on_the_scale(measure: Measure) -> None:
    scoring = measure.scoring
    for threshold in measure.thresholds:
        assert 0 < threshold.value <= scoring.score_high - min(scoring.score_low, 0)


@each
def test_no_part_needs_more_answers_than_it_asks(measure: Measure) -> None:
    assert all(1 <= part.least_answered <= part.items for part in measure.subscales)


def test_the_copenhagen_score_has_its_37_items_in_six_parts() -> None:
    parts = CATALOGUE.measures["hagos"].subscales
    assert (len(parts), sum(part.items for part in parts)) == (6, 37)


def test_the_best_harris_answers_add_up_to_91_points() -> None:
    points = CATALOGUE.measures["mhhs"].subscales[0].points
    assert points is not None
    assert sum(max(answers) for answers in points.values()) == 91


def test_the_change_that_counts_in_the_short_hip_score_is_that_of_people_without_an_operation() -> None:
    thresholds = CATALOGUE.measures["ihot12"].thresholds
    mcii = [t.value for t in thresholds if t.kind == "mcii" and t.cohort == "non-operative"]
    assert mcii == [CATALOGUE.setting("ihot12.mcii")]
