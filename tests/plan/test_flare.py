from dataclasses import replace
from datetime import timedelta

import pytest

from hipwise.plan.flare import (
    Flare,
    FlareStage,
    find_flares,
    flare_stage,
    is_early,
    long_reasons,
    no_better_reasons,
    repeat_reasons,
    was_quiet,
)
from hipwise.plan.history import parse_log
from hipwise.plan.intake import Pain
from hipwise.plan.session_pain import hip_history
from tests.plan.logs import CATALOGUE, START, at, entry, intake, morning


def flares(*lines):
    log = parse_log(lines, CATALOGUE)
    return find_flares(log, hip_history(log, intake(), 2), CATALOGUE)


def test_two_mornings_2_over_the_usual_are_a_flare():
    (flare,) = flares(morning(1, 3), morning(2, 3))
    assert (flare.started, flare.usual) == (at(1, 7), 1)


def test_one_sore_morning_is_no_flare():
    assert flares(morning(1, 3), morning(2, 2), morning(3, 3)) == ()


def test_high_pain_of_one_evening_and_the_next_evening_is_a_flare():
    lines = [entry("pain", at(day, 19), when="after", score=4) for day in (1, 2)]
    assert flares(*lines) == ()
    assert len(flares(*lines, entry("pain", at(2, 20), when="after", score=4))) == 1


@pytest.mark.parametrize(("analgesic", "count"), [(True, 1), (False, 0)])
def test_the_point_for_medicine_makes_a_flare_of_low_scores_over_a_hip_without_pain(analgesic, count):
    quiet = [morning(day, 0) for day in (0, 1, 2)]
    lines = [entry("pain", at(day, 19 + day), when="after", score=1, analgesic=analgesic) for day in (3, 4)]
    log = parse_log([*quiet, *lines], CATALOGUE)
    assert len(find_flares(log, hip_history(log, intake(pain=Pain(rest=0)), 2), CATALOGUE)) == count


def test_a_limp_is_a_flare_at_once():
    (flare,) = flares(entry("pain", at(1, 19), when="after", score=1, limp=True))
    assert flare.limps


def test_a_newly_bad_night_is_a_flare():
    assert len(flares(morning(1, 1, night_waking=False), morning(2, 1, night_waking=True))) == 1


def test_pain_during_an_exercise_is_no_flare():
    lines = [entry("pain", at(day, 18), when="during", exercise="clamshell", score=5) for day in (1, 2, 3)]
    assert flares(*lines) == ()


def test_two_calm_mornings_end_it():
    sore = [morning(1, 4), morning(2, 4)]
    (going_on,) = flares(*sore, morning(3, 2))
    (over,) = flares(*sore, morning(3, 2), morning(4, 2))
    assert (going_on.ended, over.ended) == (None, at(4, 7))


def test_a_high_morning_in_between_starts_the_count_again():
    (flare,) = flares(morning(1, 4), morning(2, 4), morning(3, 2), morning(4, 3), morning(5, 2))
    assert flare.ended is None


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (1, FlareStage.CALM),
        (3, FlareStage.CALM),
        (4, FlareStage.HALF),
        (8, FlareStage.HALF),
        (9, FlareStage.CLINICIAN),
    ],
)
def test_the_stages_of_a_flare_that_slowly_settles(day, stage):
    (flare,) = flares(morning(1, 5), morning(2, 5), morning(3, 3))
    assert flare_stage(flare, START + timedelta(days=day), CATALOGUE) is stage


def test_a_hip_that_stays_loud_stays_with_the_lightest():
    (flare,) = flares(morning(1, 5), morning(2, 5), morning(4, 4))
    assert flare_stage(flare, START + timedelta(days=4), CATALOGUE) is FlareStage.CALM


@pytest.mark.parametrize(("last", "rules"), [(4, ["flare-no-better"]), (3, [])])
def test_no_better_after_three_days_calls_in_a_clinician(last, rules):
    found = flares(morning(1, 4), morning(2, 4), morning(3, last))
    today = START + timedelta(days=4)
    assert [reason.rule for reason in no_better_reasons(found, today, CATALOGUE)] == rules


def test_two_flares_in_14_days_bring_a_clinician():
    first = [morning(1, 4), morning(2, 4), morning(3, 1), morning(4, 1)]
    second = [morning(8, 4), morning(9, 4)]
    today = START + timedelta(days=10)
    assert [r.rule for r in repeat_reasons(flares(*first, *second), today, CATALOGUE)] == ["flare-repeat"]
    assert list(repeat_reasons(flares(*first), today, CATALOGUE)) == []


@pytest.mark.parametrize("day", range(2, 8))
def test_medicine_never_ends_the_calm_days_earlier(day: int) -> None:
    mornings = [morning(2, 4), morning(3, 3), *(morning(later, 2) for later in range(4, day + 1))]
    stages = []
    for taken in (False, True):
        evening = entry("pain", at(1, 19), when="after", score=2, analgesic=taken)
        (flare,) = flares(evening, *mornings[: day - 1])[-1:] or (None,)
        stages.append(None if flare is None else flare_stage(flare, START + timedelta(days=day), CATALOGUE))
    without, taken_stage = stages
    if without is FlareStage.CALM:
        assert taken_stage is FlareStage.CALM


def test_a_flare_that_medicine_alone_began_counts_its_calm_days_from_the_first_loud_score() -> None:
    evening = entry("pain", at(1, 19), when="after", score=2, analgesic=True)
    (flare,) = flares(evening, morning(2, 4), morning(3, 3))
    assert (flare.started, flare.calm_from) == (at(1, 19), at(2, 7))
    assert flare.calm_days(START + timedelta(days=3)) == 1


def test_new_pain_that_lasts_counts_the_calm_days_of_a_flare_again() -> None:
    """A limp on the first day, then two high mornings: they would have begun a flare of their own."""
    limp = entry("pain", at(1, 19), when="after", score=1, limp=True)
    (flare,) = flares(limp, morning(2, 1), morning(3, 3), morning(4, 3))
    assert (flare.started, flare.calm_from) == (at(1, 19), at(3, 7))


def test_one_high_score_in_a_flare_does_not_count_them_again() -> None:
    limp = entry("pain", at(1, 19), when="after", score=1, limp=True)
    (flare,) = flares(limp, morning(2, 1), morning(3, 3))
    assert flare.calm_from == at(1, 19)


def test_a_flare_within_a_flare_is_compared_with_the_lower_usual_morning() -> None:
    """The hip had got calmer between two spells of pain; the second is measured by that."""
    calm = [morning(day, 3) for day in range(1, 4)]
    limp = entry("pain", at(4, 19), when="after", score=3, limp=True)
    calmer = [morning(5, 1), entry("pain", at(5, 19), when="after", score=1, limp=True), morning(6, 1)]
    again = [entry("pain", at(6, 19), when="after", score=1, limp=True), morning(7, 3), morning(8, 3)]
    assert flares(*calm, limp, *calmer, *again)[-1].usual == 1


SORE = [morning(1, 4), morning(2, 4)]
OVER = [*SORE, morning(3, 2), morning(4, 2)]


@pytest.mark.parametrize(("day", "rules"), [(8, []), (9, ["flare-long"])])
def test_nothing_goes_on_in_a_flare_of_more_than_seven_days(day, rules):
    found = long_reasons(flares(*SORE), START + timedelta(days=day), CATALOGUE)
    assert [reason.rule for reason in found] == rules


def test_a_flare_that_is_over_calls_nobody_in_however_long_ago_it_began():
    today = START + timedelta(days=20)
    assert list(long_reasons(flares(*OVER), today, CATALOGUE)) == []
    assert list(no_better_reasons(flares(*OVER), today, CATALOGUE)) == []
    assert list(no_better_reasons((), today, CATALOGUE)) == []


def limping(day: int, limp: bool, when: str = "after", score: float = 1) -> dict[str, object]:
    where = {"exercise": "clamshell"} if when == "during" else {}
    return entry("pain", at(day, 19), when=when, score=score, limp=limp, **where)


def test_of_several_answers_about_a_limp_the_latest_counts():
    assert [flares(limping(1, True), limping(2, answer))[-1].limps for answer in (True, False)] == [
        True,
        False,
    ]


def test_pain_in_an_exercise_is_not_the_latest_score_of_a_flare():
    (flare,) = flares(*SORE, limping(2, True, "during", 6))
    assert (flare.latest, flare.limps) == (4, True)


MEDICINE_ONLY = [
    entry("pain", at(day, 19.5 if day == 2 else 19), when="after", score=2, analgesic=True) for day in (1, 2)
]


def test_where_only_medicine_makes_a_flare_it_is_none_surely():
    (flare,) = flares(*MEDICINE_ONLY)
    assert (flare.started, flare.calm_from, flare.surely_from) == (at(1, 19), None, at(1, 19))
    assert flare.calm_days(START + timedelta(days=3)) == 2


def test_pain_in_an_exercise_does_not_make_it_one_surely():
    (flare,) = flares(*MEDICINE_ONLY, limping(3, False, "during", 6))
    assert flare.calm_from is None


def test_the_first_score_that_is_one_without_medicine_begins_it_surely():
    evening = entry("pain", at(2, 20), when="after", score=3)
    (flare,) = flares(MEDICINE_ONLY[0], evening)
    assert (flare.started, flare.calm_from, flare.surely_from) == (at(1, 19), at(2, 20), at(2, 20))
    (later,) = flares(*MEDICINE_ONLY, evening)
    assert (later.calm_from, later.surely_from) == (at(2, 20), at(2, 20))


def test_near_the_usual_morning_it_is_better_also_where_nobody_knows_how_it_began():
    found = flares(limping(1, True, "during", 6), morning(2, 4), morning(3, 4), limping(3, False))
    assert found[-1].first is None
    assert list(no_better_reasons(found, START + timedelta(days=4), CATALOGUE)) == []


def test_it_is_no_better_while_it_is_loud_and_nobody_knows_how_it_began():
    found = flares(limping(1, True, "during", 6), morning(2, 4), limping(2, False, "after", 4))
    today = START + timedelta(days=4)
    assert [r.rule for r in no_better_reasons(found, today, CATALOGUE)] == ["flare-no-better"]


def test_two_checks_of_one_morning_are_no_pain_that_lasts():
    again = entry("pain", at(1, 9), when="next_morning", score=4)
    assert flares(morning(1, 4), again) == ()


def test_a_limp_makes_it_one_surely_where_only_medicine_made_it_so_far():
    (flare,) = flares(*MEDICINE_ONLY, limping(3, True))
    assert flare.surely_from == at(3, 19)


def test_a_louder_spell_within_a_flare_does_not_make_the_first_score_louder():
    (flare,) = flares(limping(1, True), morning(2, 1), morning(3, 4), morning(4, 4))
    assert flare.first == 1


def test_pain_in_an_exercise_is_not_the_first_loud_score_of_a_flare():
    evening = entry("pain", at(2, 20), when="after", score=3)
    (flare,) = flares(MEDICINE_ONLY[0], limping(2, False, "during", 6), evening)
    assert flare.calm_from == at(2, 20)


def test_in_a_flare_of_medicine_one_loud_score_after_a_limp_does_not_count_the_days_again():
    limp = entry("pain", at(2, 20), when="after", score=2, analgesic=True, limp=True)
    loud = entry("pain", at(3, 19), when="after", score=3)
    (flare,) = flares(*MEDICINE_ONLY, limp, loud)
    assert flare.calm_from == at(2, 20)


@pytest.mark.parametrize(("day", "rules"), [(15, ["flare-repeat"]), (16, [])])
def test_two_flares_count_until_14_days_after_the_first_began(day, rules):
    both = flares(*OVER, morning(8, 4), morning(9, 4))
    assert [r.rule for r in repeat_reasons(both, START + timedelta(days=day), CATALOGUE)] == rules


@pytest.mark.parametrize(("day", "rules"), [(3, []), (4, ["flare-no-better"])])
def test_72_hours_are_waited_for_before_it_is_called_no_better(day, rules):
    found = no_better_reasons(flares(*SORE), START + timedelta(days=day), CATALOGUE)
    assert [reason.rule for reason in found] == rules


# What begins one.


def after(day: float, score: float | None, hour: float = 19, **body: object) -> dict[str, object]:
    told = {} if score is None else {"score": score}
    return entry("pain", at(0, 24 * day + hour), when="after", **told, **body)


def test_a_rise_is_held_against_the_usual_morning_before_it():
    """The first high morning makes the usual one 2 of 10; by that the second would be high no more."""
    (flare,) = flares(morning(1, 2), morning(2, 2), morning(3, 3), morning(4, 3))
    assert (flare.started, flare.usual) == (at(3, 7), 1)


def test_an_entry_without_a_score_makes_no_flare_of_one_high_evening():
    assert flares(after(1, 4), after(2, None, 20, pinch=0)) == ()


def test_a_bad_night_told_in_the_evening_is_none_of_a_flare():
    """It asks the warning-sign questions; the morning check is what a flare is read from."""
    assert flares(morning(1, 1, night_waking=False), after(1, 1, night_waking=True)) == ()


# What goes on in one.


def test_calm_days_count_again_from_new_loud_pain_that_lasts_also_where_medicine_bridged_the_gap():
    calm = [morning(before, 1) for before in (-8, -7, -6)]
    bridged = [*calm, morning(1, 4), morning(2, 4), morning(3, 2, analgesic=True), morning(4, 4)]
    assert flares(*bridged)[-1].calm_from == at(1, 7)
    assert flares(*bridged, morning(5, 4))[-1].calm_from == at(4, 7)


BY_MEDICINE = [after(1, 2, analgesic=True), after(2, 2, 20, analgesic=True)]


def test_a_flare_of_medicine_alone_is_not_a_loud_one_while_no_score_is():
    (begun,) = flares(*BY_MEDICINE)
    (later,) = flares(*BY_MEDICINE, morning(3, 1))
    for flare in (begun, later):
        assert (flare.calm_from, flare.loud_from, flare.surely_from) == (None, None, at(1, 19))


def test_a_loud_flare_keeps_the_moment_since_which_it_is_one():
    (flare,) = flares(morning(1, 4), morning(2, 4), morning(3, 4))
    assert (flare.loud_from, flare.surely_from) == (at(1, 7), at(1, 7))


def test_one_loud_score_after_a_limp_does_not_count_the_calm_days_again():
    limp = entry("pain", at(3, 12), when="during", limp=True)
    (flare,) = flares(*BY_MEDICINE, limp, morning(4, 4))
    assert flare.calm_from == at(3, 12)


def test_a_limp_without_a_score_in_a_flare_leaves_open_how_loud_it_was_at_first():
    limp = entry("pain", at(3, 12), when="during", limp=True)
    (flare,) = flares(*SORE, morning(3, 1), limp)
    assert (flare.first, flare.latest, flare.limps) == (None, 1, True)


def test_a_limp_stays_until_somebody_says_that_it_is_gone():
    limp = after(1, 1, limp=True)
    assert flares(limp, morning(2, 1))[-1].limps is True
    assert flares(limp, morning(2, 1, limp=False))[-1].limps is False


def test_an_entry_without_a_score_leaves_the_latest_one():
    (flare,) = flares(*SORE, after(2, None, limp=False))
    assert (flare.latest, flare.ended) == (4, None)


# What ends one.


def ended(*lines):
    return flares(*SORE, *lines)[-1].ended


def test_only_morning_scores_near_the_usual_one_count_towards_its_end():
    assert ended(morning(3, 1), morning(4, 1)) == at(4, 7)
    assert ended(after(3, 1), morning(4, 1)) is None
    assert ended(entry("pain", at(3, 7), when="next_morning", pinch=0), morning(4, 1)) is None


@pytest.mark.parametrize(
    "line",
    [
        after(3, 1, limp=True),
        after(3, 3),
        entry("pain", at(3, 18), when="during", exercise="clamshell", score=1, night_waking=True),
    ],
)
def test_a_limp_a_high_score_and_a_bad_night_between_the_mornings_count_anew(line):
    assert ended(morning(3, 1), line, morning(4, 1)) is None
    assert ended(morning(3, 1), line, morning(4, 1), morning(5, 1)) == at(5, 7)


def test_a_bad_night_is_no_calm_morning_whatever_the_score():
    assert ended(morning(3, 1), morning(4, 1, night_waking=True)) is None


def test_two_checks_on_one_morning_are_one():
    assert ended(morning(3, 1), entry("pain", at(3, 8), when="next_morning", score=1)) is None


def flares_of(rest: float, *lines):
    log = parse_log(lines, CATALOGUE)
    pain = Pain(rest=rest, worst_24h=4, pinch=1, site="groin", flare_last_7_days=False)
    return find_flares(log, hip_history(log, intake(pain=pain), 2), CATALOGUE)


def test_a_morning_that_is_high_for_a_hip_that_got_calmer_is_not_a_calm_one():
    """Usual was 3 before the flare and 0 in it: a 3 is near the first and far over the second."""
    calm = [morning(day, 3) for day in (1, 2, 3)]
    waking = [morning(day, 0, night_waking=True) for day in (5, 6, 7)]
    lines = [*calm, after(4, 3, limp=True), *waking, morning(8, 3), morning(9, 1)]
    (flare,) = flares_of(3, *lines)
    assert (flare.usual, flare.ended) == (3, None)
    assert flares_of(3, *lines, morning(10, 1))[-1].ended == at(10, 7)


def test_two_points_over_a_hip_that_never_hurts_are_a_flare():
    assert len(flares_of(0, morning(1, 2), morning(2, 2))) == 1
    assert flares_of(0, morning(1, 1.9), morning(2, 1.9)) == ()


# What may be done in one.


GOING_ON = Flare(at(1, 7), usual=1, first=5, latest=3)


def day(number: int):
    return START + timedelta(days=number)


@pytest.mark.parametrize(("today", "is_first"), [(1, True), (3, True), (4, False)])
def test_the_first_three_days_are_its_first(today, is_first):
    assert is_early(GOING_ON, day(today), CATALOGUE) is is_first


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({}, FlareStage.HALF),
        ({"latest": 3.5}, FlareStage.CALM),
        ({"latest": None}, FlareStage.CALM),
        ({"limps": True}, FlareStage.CALM),
        ({"calm_from": at(2, 7)}, FlareStage.HALF),
        ({"calm_from": at(3, 7)}, FlareStage.CALM),
    ],
)
def test_half_the_dose_waits_for_a_score_near_the_usual_one_and_no_limp(fields, stage):
    assert flare_stage(replace(GOING_ON, **fields), day(5), CATALOGUE) is stage


def test_without_a_flare_nothing_is_said():
    for reasons in (long_reasons, no_better_reasons, repeat_reasons):
        assert list(reasons((), day(9), CATALOGUE)) == []


@pytest.mark.parametrize(
    ("fields", "is_said"),
    [
        ({}, False),
        ({"latest": 5}, True),
        ({"latest": 5, "ended": at(3, 7)}, False),
        ({"latest": None}, True),
        ({"first": None}, True),
        ({"first": None, "latest": 2}, False),
        ({"first": 2, "latest": 2}, False),
        ({"first": 2, "latest": 2.5}, True),
        ({"latest": 1, "limps": True}, True),
    ],
)
def test_no_better_is_as_loud_as_at_first_or_a_limp_and_not_near_the_usual_morning(fields, is_said):
    said = no_better_reasons((replace(GOING_ON, **fields),), day(4), CATALOGUE)
    assert bool(list(said)) is is_said


def test_a_flare_that_is_over_is_not_too_long():
    over = replace(GOING_ON, ended=at(3, 7))
    assert list(long_reasons((over,), day(20), CATALOGUE)) == []
    assert len(list(long_reasons((GOING_ON,), day(20), CATALOGUE))) == 1


# Quiet moments, and a log that goes on.


def test_quiet_moments_are_those_before_which_no_flare_went_on_and_none_was_beginning():
    done = entry("set", at(1, 18), exercise="clamshell", side="right", set=1, repetitions=12)
    felt = entry("pain", at(1, 18.1), when="during", exercise="clamshell", score=5)
    lines = [
        morning(1, 1),
        done,
        felt,
        morning(2, 3),
        morning(3, 3),
        morning(4, 1),
        morning(5, 1),
        morning(6, 1),
    ]
    log = parse_log(lines, CATALOGUE)
    history = hip_history(log, intake(), 2)
    quiet = [entry.at for entry in log.entries if was_quiet(log, history, entry.at, CATALOGUE)]
    assert quiet == [at(1, 7), at(1, 18), at(1, 18.1), at(2, 7), at(6, 7)]


@pytest.mark.parametrize("kept", range(1, 8))
def test_a_log_that_goes_on_has_the_flares_of_the_whole_one(kept):
    lines = [
        *SORE,
        morning(3, 2),
        after(3, 1, limp=True),
        morning(4, 1),
        morning(5, 1),
        morning(8, 4),
        morning(9, 4),
    ]
    begun = parse_log(lines[:kept], CATALOGUE)
    find_flares(begun, hip_history(begun, intake(), 2), CATALOGUE)
    log = begun.plus(parse_log(lines[kept:], CATALOGUE).entries)
    assert find_flares(log, hip_history(log, intake(), 2), CATALOGUE) == flares(*lines)
