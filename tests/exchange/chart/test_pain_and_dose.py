from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from hipwise.exchange.chart.day import ChartDay, ChartEvent, PainBands
from hipwise.exchange.chart.pain_and_dose import (
    chart_rows,
    describe_dose,
    describe_pain,
    pain_and_dose_svg,
)
from hipwise.exchange.chart.timeline import describe_timeline, timeline_svg
from hipwise.exchange.chart.track import TimeAxis

BANDS = PainBands(aim=2, stop=5)
START = date(2026, 3, 1)


def days(mornings):
    return [
        ChartDay(START + timedelta(days=i), m, morning_asked=True, dose_done=10, dose_planned=12)
        for i, m in enumerate(mornings)
    ]


def drawn(svg, name):
    return [e for e in ElementTree.fromstring(svg).iter() if name in e.get("class", "").split()]


def test_each_known_morning_is_a_diamond_and_each_missing_one_a_question_mark():
    svg = pain_and_dose_svg(days([3, None, 2]), BANDS, "Bridge")
    assert (len(drawn(svg, "chart-morning")), len(drawn(svg, "chart-missing"))) == (2, 1)


def test_one_missing_day_is_bridged_and_two_are_not():
    lines = [len(drawn(pain_and_dose_svg(days(m), BANDS, "Bridge"), "chart-morning-line")) for m in
             ([3, 2, None, 2, 1], [3, 2, None, None, 2, 1])]  # fmt: skip
    assert lines == [1, 2]


def test_the_scale_is_always_full():
    (top,) = {
        e.get("height") for e in drawn(pain_and_dose_svg(days([0, 1]), BANDS, "Bridge"), "chart-bandhi")
    }
    assert top == "74"


def test_the_chart_has_a_title_and_a_sentence():
    root = ElementTree.fromstring(pain_and_dose_svg(days([4, 2]), BANDS, "Bridge"))
    assert [each.tag for each in root[0]][:2] == ["title", "desc"]
    assert describe_pain(days([4, 2])).startswith("Morning pain was 4 of 10 on 1 March and 2 on 2 March")


def test_the_dose_is_told_with_its_last_day():
    assert describe_dose(days([4, 2])) == "Done on 2 days, planned on 2; the last was 10 on 2 March."
    undone = [ChartDay(START, dose_planned=12), ChartDay(START, dose_planned=12)]
    assert describe_dose(undone) == "Planned on 2 days, none is logged."


def test_one_missing_morning_is_one_morning():
    assert describe_pain(days([4, None, 2])).endswith(" 1 morning has no answer.")


def test_every_track_of_the_time_line_is_told():
    events = [ChartEvent(START, "up", "3 x 12"), ChartEvent(START, "test", "Bridge 30 s")]
    told = describe_timeline(days([2] * 3), "Clamshell", events, "83% of sets")
    assert "Clamshell: Done on 3 days" in told
    assert "83% of sets." in told
    assert "1 test or score, the last on 1 March: Bridge 30 s." in told
    assert "1 decision, the last on 1 March: 3 x 12." in told


def test_the_table_says_what_is_missing():
    assert chart_rows(days([None]))[0] == ("1 March", "no answer", "no answer", "10 of 12")


def test_nothing_to_draw_is_an_error_that_says_so():
    with pytest.raises(ValueError, match="at least one day"):
        pain_and_dose_svg([], BANDS, "Bridge")


def test_events_of_one_day_lie_in_rows_of_their_own():
    events = [ChartEvent(START, "up", "3 x 12"), ChartEvent(START, "hold", "no answer")]
    svg = timeline_svg(days([2] * 30), BANDS, "Clamshell", events, "83% of sets")
    marks = drawn(svg, "chart-event")
    assert len({mark.get("y") for mark in marks}) == 2


def test_every_day_has_the_same_width():
    axis = TimeAxis(START, START + timedelta(days=9), 0.0, 100.0)
    assert [axis.x(START), axis.x(START + timedelta(days=9))] == [5.0, 95.0]


def test_a_long_name_of_an_exercise_ends_before_the_axis_begins():
    svg = timeline_svg(days([2] * 3), BANDS, "Single-leg stance with ball toss", [], "83% of sets")
    beside = [e.text for e in drawn(svg, "chart-label") if e.get("x") == "0"]
    assert beside[1:4] == ["single-leg", "stance with", "ball toss"]


def test_words_of_two_events_in_a_row_are_apart():
    events = [ChartEvent(START + timedelta(days=n), "up", "3 x 28 seconds") for n in (5, 11, 17, 26)]
    svg = timeline_svg(days([2] * 28), BANDS, "Bridge", events, "")
    spans = sorted(
        (
            float(e.get("y")),
            x - (width if e.get("text-anchor") else 0),
            x + (0 if e.get("text-anchor") else width),
        )
        for e in drawn(svg, "chart-event")
        for x, width in [(float(e.get("x")), 7.0 * len(e.text))]
    )
    rows = [(a, b) for a, b in pairwise(spans) if a[0] == b[0]]
    assert rows
    assert all(later[1] - earlier[2] >= 8 for earlier, later in rows)
