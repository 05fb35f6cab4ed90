import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipwise.plan.score import score, scores
from tests.plan.logs import CATALOGUE


def scored(measure: str, answers: dict[str, object], subscale: str = "total") -> float | None:
    return score(CATALOGUE.measures[measure], answers.items(), subscale)


def test_the_mean_of_eleven_of_twelve_answers_is_a_score():
    assert scored("ihot12", {str(item): 50 for item in range(1, 12)}) == 50


def test_more_than_two_missing_answers_give_no_score():
    assert scored("ihot12", {str(item): 50 for item in range(1, 10)}) is None


def test_two_items_of_daily_living_are_not_scored():
    answers = {str(item): 3 for item in range(1, 18)} | {"18": 0, "19": 0}
    assert scored("hos-adl", answers) == 75


def test_a_pain_subscale_of_all_ones_is_75():
    assert scored("hagos", {str(item): 1 for item in range(1, 11)}, "pain") == pytest.approx(75)


def test_an_answer_out_of_range_gives_no_score():
    assert scored("hos-sport", {str(item): 5 for item in range(1, 10)}) is None


def test_a_score_worked_out_elsewhere_is_taken_as_it_is():
    assert scored("ihot12", {"total": 66}) == 66


def test_a_stated_score_out_of_range_is_none():
    assert scored("ihot12", {"total": 166}) is None


def test_a_word_or_a_yes_is_no_answer():
    assert scored("ihot12", {"1": "fifty", "2": True}) is None


def test_a_part_that_the_measure_does_not_have_has_no_score():
    assert scored("ihot12", {"1": 50}, "pain") is None


def test_the_best_harris_answers_are_cut_to_100():
    points = CATALOGUE.measures["mhhs"].subscales[0].points
    assert points is not None
    assert scored("mhhs", {item: max(values) for item, values in points.items()}) == 100


def test_the_harris_points_are_added_and_multiplied():
    answers = {"1": 30, "2": 8, "3": 11, "4": 8, "5": 2, "6": 4, "7": 5, "8": 1}
    assert scored("mhhs", answers) == pytest.approx(69 * 1.1)


def test_a_harris_item_left_out_gives_no_score():
    points = CATALOGUE.measures["mhhs"].subscales[0].points
    assert points is not None
    assert scored("mhhs", {item: max(values) for item, values in list(points.items())[1:]}) is None


def test_points_that_a_harris_item_does_not_have_give_no_score():
    points = CATALOGUE.measures["mhhs"].subscales[0].points
    assert points is not None
    assert scored("mhhs", {**{item: max(values) for item, values in points.items()}, "limp": 7}) is None


def test_parts_are_told_apart_by_their_name():
    answers = {f"pain-{item}": 1 for item in range(1, 11)} | {f"symptoms-{item}": 2 for item in range(1, 8)}
    assert scored("hagos", answers, "pain") == 75
    assert scored("hagos", answers, "symptoms") == 50
    assert scored("hagos", answers, "sport") is None


@pytest.mark.parametrize(("missing", "expected"), [(2, 75), (3, None)])
def test_a_part_may_miss_two_answers(missing, expected):
    assert scored("hagos", {f"pain-{item}": 1 for item in range(1, 11 - missing)}, "pain") == expected


@pytest.mark.parametrize(("answers", "expected"), [({"participation-1": 2}, 50), ({}, None)])
def test_participation_may_miss_one_of_its_two(answers, expected):
    assert scored("hagos", answers, "participation") == expected


@pytest.mark.parametrize(("missing", "expected"), [(3, 75), (4, None)])
def test_daily_living_needs_fourteen_of_seventeen(missing, expected):
    assert scored("hos-adl", {str(item): 3 for item in range(1, 18 - missing)}) == expected


@pytest.mark.parametrize(("missing", "expected"), [(2, 75), (3, None)])
def test_sport_needs_seven_of_nine(missing, expected):
    assert scored("hos-sport", {str(item): 3 for item in range(1, 10 - missing)}) == expected


def test_an_item_that_does_not_apply_is_not_counted():
    assert scored("hos-adl", {str(item): 4 for item in range(1, 18)} | {"3": "does not apply"}) == 100


@pytest.mark.parametrize(("answered", "expected"), [(17, 40), (16, None)])
def test_the_long_hip_score_needs_half_its_answers(answered, expected):
    assert scored("ihot33", {str(item): 40 for item in range(1, answered + 1)}) == expected


@pytest.mark.parametrize("number", [1, 3, 5])
def test_activities_are_averaged_over_those_rated(number):
    assert scored("psfs", {str(item): 6 for item in range(1, number + 1)}) == 6


def test_an_activitys_name_is_no_rating():
    answers = {"activity-1": 4, "activity-1-name": "7", "activity-2": 6, "activity-2-name": "Stairs"}
    assert scored("psfs", answers) == 5


@pytest.mark.parametrize(("answer", "expected"), [(-7, -7), (7, 7), (8, None)])
def test_a_rating_of_change_is_the_answer_itself(answer, expected):
    assert scored("groc", {"score": answer}) == expected


def test_a_licence_holders_key_is_not_guessed():
    assert scored("ears", {str(item): 4 for item in range(1, 7)}) is None
    assert scored("ears", {"total": 19}) == 19


def _answers_of(measure):
    rule = measure.scoring
    answer = st.floats(rule.answer_low, rule.answer_high)
    points = measure.subscales[0].points
    if points is not None:
        return st.fixed_dictionaries({}, optional={key: st.sampled_from(v) for key, v in points.items()})
    return st.fixed_dictionaries({}, optional=dict.fromkeys(measure.item_ids, answer))


each_measure = pytest.mark.parametrize("measure", CATALOGUE.measures.values(), ids=lambda each: each.id)


@each_measure
@given(data=st.data())
def test_a_score_lies_on_its_scale(measure, data):
    for value in scores(measure, data.draw(_answers_of(measure)).items()).values():
        assert measure.scoring.score_low - 1e-9 <= value <= measure.scoring.score_high + 1e-9


@each_measure
@given(data=st.data())
def test_the_order_of_answers_does_not_matter(measure, data):
    answers = list(data.draw(_answers_of(measure)).items())
    one, other = scores(measure, answers), scores(measure, data.draw(st.permutations(answers)))
    assert other == pytest.approx(one)


@each_measure
@given(data=st.data())
def test_a_better_answer_is_never_a_worse_score(measure, data):
    answers = data.draw(_answers_of(measure))
    rule = measure.scoring
    best_answer = rule.answer_low if rule.rule == "share-of-best-reversed" else rule.answer_high
    before = scores(measure, answers.items())
    if before and measure.subscales[0].points is None:
        key = data.draw(st.sampled_from(sorted(answers)))
        after = scores(measure, {**answers, key: best_answer}.items())
        assert all(after[part] >= before[part] - 1e-9 for part in before)
