from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.plan.history import parse_log
from hipwise.plan.load_spike import find_load_spike
from tests.plan.logs import CATALOGUE, START, at, entry

BEFORE = START - timedelta(days=1)


def sets(day, count):
    body = {"exercise": "bridge", "side": "both", "repetitions": 12, "hold_s": 2}
    return [entry("set", at(day, 8 + number / 100), set=number + 1, **body) for number in range(count)]


def walks(day, minutes):
    return [entry("walk", at(day, 12), minutes=minutes)]


def weeks(*counts, of=sets):
    """Three days of each week with so much of it."""
    return parse_log(
        [e for week, count in enumerate(counts) for day in (0, 2, 4) for e in of(7 * week + day, count)],
        CATALOGUE,
    )


def spike(log, screened=BEFORE, week=5):
    return find_load_spike(log, screened, START + timedelta(days=7 * week - 1), CATALOGUE)


def test_an_even_load_is_no_spike():
    assert spike(weeks(6, 6, 6, 6, 6)) is None


def test_a_week_with_twice_the_sets_is_one():
    found = spike(weeks(6, 6, 6, 6, 12))
    assert found is not None
    assert (found.load, found.unit) == (36, "sets")


def test_one_and_a_half_times_the_mean_is_not_over_it():
    assert spike(weeks(8, 8, 8, 8, 12)) is None
    assert spike(weeks(8, 8, 8, 8, 13)) is not None


def test_a_small_rise_is_not_asked_about():
    assert spike(weeks(1, 1, 1, 1, 4)) is None
    assert spike(weeks(1, 1, 1, 1, 6)) is not None


def test_minutes_of_walking_count_by_themselves():
    found = spike(weeks(20, 20, 20, 20, 45, of=walks))
    assert found is not None
    assert found.unit == "minutes of walking"


def test_running_is_not_hidden_by_much_walking():
    def both(day, minutes):
        return [*walks(day, 60), entry("run", at(day, 7), minutes=minutes)]

    found = spike(weeks(5, 5, 5, 5, 15, of=both))
    assert found is not None
    assert found.unit == "minutes of running"


def steps_run(day, step):
    return [entry("run", at(day, 7), step=step)]


def test_a_step_of_the_running_programme_counts_its_minutes_of_running():
    found = spike(weeks(1, 1, 1, 1, 5, of=steps_run))
    minutes = CATALOGUE.programmes["running"].steps[4].run_min
    assert found is not None
    assert (found.load, found.unit) == (3 * minutes, "minutes of running")


def test_the_running_programme_step_by_step_is_no_spike():
    steps = range(1, len(CATALOGUE.programmes["running"].steps) + 1)
    lines = [e for n, step in enumerate(steps) for e in steps_run(7 * (n // 3) + 2 * (n % 3), step)]
    log = parse_log(lines, CATALOGUE)
    assert [week for week in range(1, 9) if spike(log, week=week) is not None] == []


def test_the_first_weeks_of_a_log_make_no_spike():
    assert spike(weeks(1, 1, 1, 30), week=4) is None


def test_what_came_before_the_questions_were_answered_is_answered():
    log = weeks(6, 6, 6, 6, 12)
    assert spike(log, screened=START + timedelta(days=34)) is None


def test_a_set_with_nothing_done_is_no_load():
    empty = [
        entry("set", at(28, 20 + n / 100), exercise="bridge", side="both", set=n + 1, repetitions=0)
        for n in range(30)
    ]
    raw = [e for week in range(5) for day in (0, 2, 4) for e in sets(7 * week + day, 6)]
    assert spike(parse_log([*raw, *empty], CATALOGUE)) is None


@settings(max_examples=50)
@given(st.lists(st.integers(0, 12), min_size=5, max_size=5), st.integers(1, 12))
def test_more_in_the_last_week_never_makes_a_spike_go_away(counts, more):
    lower, higher = weeks(*counts), weeks(*counts[:4], counts[4] + more)
    assert spike(lower) is None or spike(higher) is not None


def test_a_set_of_one_repetition_is_one():
    body = {"exercise": "bridge", "side": "both", "repetitions": 1}

    def singles(day, count):
        return [entry("set", at(day, 8 + n / 100), set=n + 1, **body) for n in range(count)]

    assert spike(weeks(6, 6, 6, 6, 12, of=singles)).load == 36


def test_the_minutes_of_a_week_are_those_of_its_walks_and_runs():
    assert spike(weeks(20, 20, 20, 20, 45, of=walks)).load == 3 * 45

    def runs(day, minutes):
        return [entry("run", at(day, 7), minutes=minutes)]

    assert spike(weeks(5, 5, 5, 5, 15, of=runs)).load == 3 * 15


def test_a_step_that_the_running_programme_does_not_have_counts_no_minutes():
    assert spike(weeks(1, 1, 1, 1, 99, of=steps_run)) is None


@pytest.mark.parametrize(("sets_a_day", "is_one"), [(4, False), (5, True)])
def test_a_rise_of_exactly_the_least_that_is_asked_about_is_asked_about(sets_a_day, is_one):
    """15 sets after 3 a week are 12 more."""
    assert (spike(weeks(1, 1, 1, 1, sets_a_day)) is not None) is is_one


def found_on(day, lines):
    return find_load_spike(parse_log(lines, CATALOGUE), BEFORE, START + timedelta(days=day), CATALOGUE)


@pytest.mark.parametrize(("day", "is_known"), [(33, False), (34, True)])
def test_a_week_is_compared_with_four_whole_weeks_before_it(day, is_known):
    lines = [*walks(0, 20), *walks(day, 200)]
    assert (found_on(day, lines) is not None) is is_known


@pytest.mark.parametrize("day", [35, 36])
def test_a_spike_of_today_is_found_today(day):
    lines = [*walks(0, 20), *walks(14, 20), *walks(day, 200)]
    assert found_on(day, lines).last == START + timedelta(days=day)


def test_a_spike_keeps_the_day_on_which_it_was_one_first():
    lines = [*walks(0, 20), *walks(14, 20), *walks(40, 200), *walks(42, 100)]
    found = found_on(43, lines)
    assert (found.last, found.load) == (START + timedelta(days=40), 200)


def test_of_two_spikes_the_earlier_one_is_asked_about():
    runs = [entry("run", at(day, 7), minutes=minutes) for day, minutes in ((0, 5), (37, 60))]
    assert found_on(40, [*walks(0, 20), *walks(38, 200), *runs]).unit == "minutes of running"
    assert found_on(40, [*walks(0, 20), *walks(36, 200), *runs]).unit == "minutes of walking"


@pytest.mark.parametrize(("days_ago", "is_asked"), [(8, True), (7, True), (6, False)])
def test_only_weeks_that_began_after_the_questions_were_answered_are_looked_at(days_ago, is_asked):
    lines = [*walks(0, 20), *walks(40, 200)]
    screened = START + timedelta(days=40 - days_ago)
    log = parse_log(lines, CATALOGUE)
    found = find_load_spike(log, screened, START + timedelta(days=40), CATALOGUE)
    assert (found is not None) is is_asked


@pytest.mark.parametrize(
    ("kind", "before", "least"),
    [("set", 1, 12), ("walk", 5, 60), ("run", 1, 15)],
    ids=["sets", "walks", "runs"],
)
def test_each_load_is_asked_about_from_its_own_least_rise(kind, before, least):
    """The same load in one day of each of four weeks, and in the fifth so much more in one day."""

    def lines(day, amount):
        if kind == "set":
            return sets(day, amount)
        return [entry(kind, at(day, 12), minutes=amount)]

    for more, is_one in ((least - 1, False), (least, True)):
        log = [line for week in range(4) for line in lines(7 * week, before)]
        assert (found_on(34, [*log, *lines(28, before + more)]) is not None) is is_one


def test_half_as_much_again_is_no_spike_and_a_set_more_is():
    even = [line for week in range(4) for line in sets(7 * week, 24)]
    assert found_on(34, [*even, *sets(28, 36)]) is None
    assert found_on(34, [*even, *sets(28, 37)]) is not None


def test_one_log_answers_each_question_anew():
    """What was found for one day, one answer of the questions or one set of thresholds is not kept."""
    log = parse_log([*walks(0, 20), *walks(14, 20), *walks(40, 200)], CATALOGUE)
    strict = CATALOGUE.with_settings({"load.least_walking": 500})
    day, early = START + timedelta(days=41), START + timedelta(days=39)
    asked = [(BEFORE, early, CATALOGUE), (BEFORE, day, strict), (early, day, CATALOGUE)]
    for other in asked:
        assert find_load_spike(log, BEFORE, day, CATALOGUE) is not None
        assert find_load_spike(log, *other) is None
