from datetime import timedelta

import pytest

from hipwise.follow.form_series import form_series
from hipwise.plan.history import parse_log
from tests.plan.logs import CATALOGUE, START, at, entry


def a_set(day, number=1, source="camera", repetitions=10, faults=None):
    return entry(
        "set",
        at(day, 10 + number),
        exercise="clamshell",
        side="left",
        set=number,
        repetitions=repetitions,
        source=source,
        faults=faults or {},
    )


def days(lines, last=2):
    return form_series(parse_log(lines, CATALOGUE), START, START + timedelta(days=last))


def test_a_day_without_a_camera_has_no_share():
    [day, *_] = days([a_set(0, source="manual")])
    assert (day.judged, day.good_least, day.good_most, day.sets) == (0, None, None, 1)


def test_one_fault_gives_one_share():
    [day, *_] = days([a_set(0, faults={"PELVIC_ROT": 3})])
    assert (day.judged, day.good_least, day.good_most) == (10, pytest.approx(0.7), pytest.approx(0.7))


def test_two_faults_may_share_repetitions():
    [day, *_] = days([a_set(0, faults={"PELVIC_ROT": 3, "TEMPO_FAST": 2})])
    assert (day.good_least, day.good_most) == (pytest.approx(0.5), pytest.approx(0.7))


def test_more_faults_than_repetitions_are_none_good():
    [day, *_] = days([a_set(0, repetitions=2, faults={"PELVIC_ROT": 2, "TEMPO_FAST": 2})])
    assert (day.good_least, day.good_most) == (0, 0)


def test_every_day_of_the_span_is_there():
    assert [day.day for day in days([])] == [START + timedelta(days=n) for n in range(3)]
