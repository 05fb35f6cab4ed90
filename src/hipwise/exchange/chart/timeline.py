"""The therapist's chart: pain, dose, days, tests, decisions and messages on one time axis."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from textwrap import wrap

from hipwise.exchange.chart.day import ChartDay, ChartEvent, PainBands, long_date
from hipwise.exchange.chart.pain_and_dose import describe_dose, describe_pain
from hipwise.exchange.chart.spoken import spoken_chart
from hipwise.exchange.chart.track import (
    TimeAxis,
    change_line,
    date_labels,
    day_track,
    dose_track,
    event_track,
    form_track,
    n,
    pain_track,
    text,
)

_WIDTH = 790
_LEFT, _RIGHT = 105.0, 784.0
_ROW_PX = 26.0
# What fits left of the axis.
_NAME_LETTERS, _NAME_LINES, _NAME_LINE_PX = 14, 3, 15.0
# A week that has just begun has no room for its word.
_LEAST_WEEK_PX = 50.0
# Each track of events: its name in two lines, the kinds it shows, and what one and several are called aloud.
_EVENT_TRACKS = (
    ("Tests", "and scores", ("test", "score"), ("test or score", "tests and scores")),
    ("Decisions", "", ("up", "hold", "down", "stop"), ("decision", "decisions")),
    ("Messages", "", ("message", "told"), ("message", "messages")),
)
_MARK_WORDS = {
    "done": "done",
    "partly": "partly done",
    "eased": "made easier",
    "left-out": "left out with a reason",
    "rest": "rest",
    "not-logged": "not logged",
}


def timeline_svg(
    days: Sequence[ChartDay],
    bands: PainBands,
    exercise_name: str,
    events: Sequence[ChartEvent],
    sets_share: str,
    changed_on: date | None = None,
    form_aim: float | None = None,
    last_words: str = "today",
) -> str:
    """All tracks as one SVG with title and description.

    `days` in order, without gaps, at least one; `sets_share` is the adherence in words ("83% of sets");
    `form_aim` the share of judged repetitions to aim for, 0 to 1, None leaves the track out;
    `last_words` stands below the last day, empty for its date.
    Raises ValueError when empty.
    """
    if not days:
        raise ValueError("expected at least one day to draw, got none")
    axis = TimeAxis(days[0].day, days[-1].day, _LEFT, _RIGHT)
    parts = [
        _name(48, "Pain", "0 to 10"),
        pain_track(days, bands, axis, 30.0, 204.0),
        _rule(220),
        _name(242, "Dose", exercise_name.lower()),
        dose_track(days, axis, 240.0, 284.0),
        _rule(300),
        _name(318, "Days", sets_share),
        day_track(days, axis, 322.0),
    ]
    bottom = 344.0
    if form_aim is not None:
        parts += [_rule(bottom), _name(bottom + 24, "Form", "good of judged")]
        parts.append(form_track(days, axis, bottom + 8, bottom + 58, form_aim))
        bottom += 66.0
    for name, second, kinds, _ in _EVENT_TRACKS:
        drawn, rows = event_track([e for e in events if e.kind in kinds], axis, bottom + 6, _ROW_PX)
        parts += [_rule(bottom), _name(bottom + 24, name, second), drawn]
        bottom += max(rows * _ROW_PX, 40.0 if second else 26.0) + 14
    weeks = _weeks(axis, bottom)
    parts += [_rule(bottom), date_labels(axis, bottom + 20, 7, last_words)]
    if changed_on is not None and axis.first <= changed_on <= axis.last:
        parts.append(change_line(changed_on, axis, 22.0, bottom))
    title = f"Everything on one time axis, {long_date(axis.first)} to {long_date(axis.last)}"
    return spoken_chart(
        f"{weeks}{''.join(parts)}",
        title,
        describe_timeline(days, exercise_name, events, sets_share),
        "timeline",
        (_WIDTH, bottom + 30),
        name="chart chart-wide",
        data=f'data-left="{n(_LEFT)}" data-right="{n(_RIGHT)}" ',
    )


def describe_timeline(
    days: Sequence[ChartDay], exercise_name: str, events: Sequence[ChartEvent], sets_share: str
) -> str:
    """Each track in a short sentence; the table tells day by day."""
    told = [describe_pain(days), f"{exercise_name}: {describe_dose(days)}", f"Days: {_marks_in_words(days)}"]
    if sets_share:
        told.append(f"{sets_share[:1].upper()}{sets_share[1:]}.")
    told += [_events_in_words(events, kinds, names) for _, _, kinds, names in _EVENT_TRACKS]
    return " ".join(sentence for sentence in told if sentence)


def _marks_in_words(days: Sequence[ChartDay]) -> str:
    counts = Counter(_MARK_WORDS[day.mark] for day in days if day.mark in _MARK_WORDS)
    return ", ".join(f"{count} {words}" for words, count in counts.items()) + "." if counts else "none known."


def _events_in_words(events: Sequence[ChartEvent], kinds: Collection[str], names: tuple[str, str]) -> str:
    """How many there were and which was the last; nothing where there were none."""
    found = sorted((event for event in events if event.kind in kinds), key=lambda event: event.day)
    if not found:
        return ""
    last = found[-1]
    counted = f"{len(found)} {names[0] if len(found) == 1 else names[1]}"
    return f"{counted}, the last on {long_date(last.day)}: {last.text.rstrip('.')}."


def _name(y: float, name: str, second: str) -> str:
    """A track's name, with what it shows below in lines that end before the axis begins."""
    lines = wrap(second, _NAME_LETTERS, max_lines=_NAME_LINES, placeholder=" …")
    under = [text(0, y + 17 + place * _NAME_LINE_PX, line) for place, line in enumerate(lines)]
    return text(0, y, name, name="chart-track") + "".join(under)


def _rule(y: float) -> str:
    return f'<line x1="0" x2="{_WIDTH}" y1="{n(y)}" y2="{n(y)}" class="chart-hairline"/>'


def _weeks(axis: TimeAxis, bottom: float) -> str:
    """A hairline and a word at the start of each week of the span."""
    out, day, week = [], axis.first, 1
    while day <= axis.last:
        x = axis.left + (day - axis.first).days * axis.step
        out.append(f'<line x1="{n(x)}" x2="{n(x)}" y1="22" y2="{n(bottom)}" class="chart-hairline"/>')
        if axis.right - x >= _LEAST_WEEK_PX:
            out.append(text(x + 4, 14, f"Week {week}"))
        day, week = day + timedelta(days=7), week + 1
    return "".join(out)
