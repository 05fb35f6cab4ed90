"""The tracks of a chart: each draws one kind of fact over the shared time axis.

Colours are the page's CSS custom properties, given as fallback-free `var(--…)` in presentation
attributes, so that light, dark and print follow the page. Shapes differ as well as colours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from hipwise.exchange.chart.day import ChartDay, ChartEvent, PainBands, short_date
from hipwise.exchange.chart.sign import DAY_MARKS, EVENT_SIGNS

WORST_PAIN = 10.0
_LONGEST_BRIDGE_DAYS = 2
# Two numbers of the scale and a word between them.
_LEAST_AIM_PX = 28.0


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days from `first` to `last` over the pixels from `left` to `right`; a day's mark is in its middle."""

    first: date
    last: date
    left: float
    right: float

    @property
    def days(self) -> int:
        """How many days it spans, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def step(self) -> float:
        """Pixels a day."""
        return (self.right - self.left) / self.days

    def x(self, day: date) -> float:
        """The middle of a day, pixels."""
        return self.left + ((day - self.first).days + 0.5) * self.step


def n(value: float) -> str:
    """A coordinate, to a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, *, anchor: str = "start", name: str = "chart-label") -> str:
    """A label; `name` is its CSS class."""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{n(x)}" y="{n(y)}" class="{name}"{at}>{escape(words)}</text>'


def pain_track(days: Sequence[ChartDay], bands: PainBands, axis: TimeAxis, top: float, bottom: float) -> str:
    """Pain on its full scale 0-10 with the bands in words; unanswered mornings are "?" on the base."""

    def y(pain: float) -> float:
        return bottom - (bottom - top) * pain / WORST_PAIN

    out = [
        _band(axis, y(WORST_PAIN), y(bands.stop), "bandhi"),
        _band(axis, y(bands.stop), y(bands.aim), "bandmid"),
    ]
    out.append(_band(axis, y(bands.aim), y(0.0), "bandok"))
    out.extend(
        text(axis.left - 7, y(value) + 5, n(value), anchor="end")
        for value in (0.0, bands.aim, bands.stop, WORST_PAIN)
    )
    words = axis.left + 5
    out.append(text(words, y(WORST_PAIN) + 18, "stop", name="chart-word chart-stop"))
    out.append(text(words, y(bands.stop) + 14, "hold or easier", name="chart-word chart-care"))
    out.append(_aim_word(y(bands.aim), y(0.0), axis))
    out.append(_line(days, lambda d: d.during, axis, y, "chart-during-line"))
    out.append(_line(days, lambda d: d.morning, axis, y, "chart-morning-line"))
    for day in days:
        x = axis.x(day.day)
        if day.during is not None:
            out.append(f'<circle cx="{n(x)}" cy="{n(y(day.during))}" r="4" class="chart-during"/>')
        if day.morning is not None:
            m = y(day.morning)
            diamond = f"M{n(x)} {n(m - 5.5)}L{n(x + 5.5)} {n(m)}L{n(x)} {n(m + 5.5)}L{n(x - 5.5)} {n(m)}Z"
            out.append(f'<path d="{diamond}" class="chart-morning"/>')
        elif day.morning_asked:
            out.append(text(x, bottom - 4, "?", anchor="middle", name="chart-missing"))
    return "".join(out)


def _aim_word(top: float, bottom: float, axis: TimeAxis) -> str:
    """The word of the lowest band, in which most marks lie: beside the scale if there is room."""
    if bottom - top >= _LEAST_AIM_PX:
        x, y = axis.left - 7, (top + bottom) / 2 + 5
        return text(x, y, "aim", anchor="end", name="chart-word chart-aim")
    return text(axis.left + 5, bottom - 5, "aim", name="chart-word chart-aim")


def _band(axis: TimeAxis, top: float, bottom: float, token: str) -> str:
    return (
        f'<rect x="{n(axis.left)}" y="{n(top)}" width="{n(axis.right - axis.left)}" '
        f'height="{n(bottom - top)}" class="chart-{token}"/>'
    )


def _line(
    days: Sequence[ChartDay],
    value: Callable[[ChartDay], float | None],
    axis: TimeAxis,
    y: Callable[[float], float],
    name: str,
) -> str:
    """A line through the known days, broken where more than one day in a row is missing."""
    runs: list[list[tuple[date, float]]] = []
    for day in days:
        known = value(day)
        if known is None:
            continue
        if not runs or (day.day - runs[-1][-1][0]).days > _LONGEST_BRIDGE_DAYS:
            runs.append([])
        runs[-1].append((day.day, known))
    return "".join(
        f'<polyline points="{" ".join(f"{n(axis.x(d))},{n(y(v))}" for d, v in run)}" class="{name}"/>'
        for run in runs
        if len(run) > 1
    )


def dose_track(days: Sequence[ChartDay], axis: TimeAxis, top: float, bottom: float) -> str:
    """Repetitions as bars: the planned outline behind, dashed where nothing was done, and the done fill."""
    most = max((max(d.dose_done or 0, d.dose_planned or 0) for d in days), default=0)
    out = [
        f'<line x1="{n(axis.left)}" x2="{n(axis.right)}" y1="{n(bottom)}" '
        f'y2="{n(bottom)}" class="chart-base"/>'
    ]
    if not most:
        return "".join(out)
    width = min(12.0, axis.step * 0.7)
    shown: int | None = None
    for day in days:
        x = axis.x(day.day) - width / 2
        done, planned = day.dose_done or 0, day.dose_planned or 0
        if planned:
            out.append(
                _bar(x, width, planned / most, top, bottom, "chart-planned" if done else "chart-undone")
            )
        if done:
            out.append(_bar(x, width, done / most, top, bottom, "chart-done"))
        largest = max(done, planned)
        if largest and largest != shown:
            y = bottom - (bottom - top) * largest / most - 6
            out.append(text(axis.x(day.day), y, str(largest), anchor="middle", name="chart-value"))
            shown = largest
    return "".join(out)


def _bar(x: float, width: float, share: float, top: float, bottom: float, name: str) -> str:
    height = (bottom - top) * share
    place = f'x="{n(x)}" y="{n(bottom - height)}" width="{n(width)}" height="{n(height)}"'
    return f'<rect {place} rx="2.5" class="{name}"/>'


def day_track(days: Sequence[ChartDay], axis: TimeAxis, middle: float) -> str:
    """One mark a day; a day that was not logged is dashed with "?"."""
    out = []
    for day in days:
        if day.mark not in DAY_MARKS:
            continue
        out.append(f'<g transform="translate({n(axis.x(day.day))} {n(middle)})">{DAY_MARKS[day.mark]}</g>')
        if day.mark == "not-logged":
            out.append(text(axis.x(day.day), middle + 4, "?", anchor="middle", name="chart-missing"))
    return "".join(out)


def form_track(days: Sequence[ChartDay], axis: TimeAxis, top: float, bottom: float, aim: float) -> str:
    """Shares of judged repetitions without a fault, with both ends as an error bar, and the aim dashed.

    Weeks in which something was done and no camera looked say so.
    """

    def y(share: float) -> float:
        return bottom - (bottom - top) * share

    out = [
        f'<line x1="{n(axis.left)}" x2="{n(axis.right)}" y1="{n(y(aim))}" y2="{n(y(aim))}" '
        'class="chart-goal"/>',
        text(axis.left - 7, y(aim) + 5, f"{round(aim * 100)}%", anchor="end"),
        _line(days, _middle, axis, y, "chart-form-line"),
    ]
    for day in days:
        middle = _middle(day)
        if middle is None or day.form_least is None or day.form_most is None:
            continue
        x = axis.x(day.day)
        out.append(_whisker(x, y(day.form_least), y(day.form_most)))
        out.append(f'<circle cx="{n(x)}" cy="{n(y(middle))}" r="4" class="chart-form"/>')
    out += [
        text(axis.x(each[0].day), bottom - 3, "camera off", name="chart-label")
        for each in _weeks_unseen(days)
    ]
    return "".join(out)


def _middle(day: ChartDay) -> float | None:
    if day.form_least is None or day.form_most is None:
        return None
    return (day.form_least + day.form_most) / 2


def _whisker(x: float, low: float, high: float) -> str:
    """An error bar; ends that fall together are the mark alone."""
    if abs(low - high) < _LEAST_WHISKER_PX:
        return ""
    ends = "".join(f"M{n(x - 3)} {n(end)}h6" for end in (low, high))
    return f'<path d="M{n(x)} {n(low)}V{n(high)}{ends}" class="chart-error"/>'


def _weeks_unseen(days: Sequence[ChartDay]) -> list[Sequence[ChartDay]]:
    """Weeks of the axis with sets of which the camera saw none."""
    weeks = [days[start : start + 7] for start in range(0, len(days), 7)]
    return [
        week
        for week in weeks
        if len(week) > _LEAST_DAYS_SAID
        and any(day.has_sets for day in week)
        and all(day.form_most is None for day in week)
    ]


_LETTER_PX = 7.0
# Between the words of one event and those of the next in the same row.
_LEAST_GAP_PX = 8.0
_LEAST_WHISKER_PX = 1.0
# A shorter week has no room for the words.
_LEAST_DAYS_SAID = 2


def event_track(
    events: Sequence[ChartEvent], axis: TimeAxis, top: float, row_height: float
) -> tuple[str, int]:
    """Events with a sign and a short text, laid in rows so that none covers another.

    Returns the drawing and the number of rows used.
    """
    row_ends: list[float] = []
    out: list[str] = []
    for event in sorted(events, key=lambda e: e.day):
        x = axis.x(event.day)
        width = 16 + len(event.text) * _LETTER_PX
        leftwards = x + width > axis.right + 8
        start, end = (x - width, x + 10) if leftwards else (x - 10, x + width)
        row = next((i for i, used in enumerate(row_ends) if used + _LEAST_GAP_PX < start), len(row_ends))
        if row == len(row_ends):
            row_ends.append(end)
        row_ends[row] = max(row_ends[row], end)
        y = top + (row + 0.5) * row_height
        out.append(f'<g transform="translate({n(x)} {n(y)})">{EVENT_SIGNS[event.kind]}</g>')
        label_x, anchor = (x - 14, "end") if leftwards else (x + 14, "start")
        out.append(text(label_x, y + 5, event.text, anchor=anchor, name="chart-event"))
    return "".join(out), max(1, len(row_ends))


def date_labels(axis: TimeAxis, y: float, every_days: int, last_words: str = "today") -> str:
    """Dates under the axis, the last day in these words or by its date."""
    out = []
    day = axis.first
    while (axis.last - day).days >= every_days // 2:
        out.append(text(axis.x(day), y, short_date(day), anchor="middle"))
        day = date.fromordinal(day.toordinal() + every_days)
    out.append(text(axis.right, y, last_words or short_date(axis.last), anchor="end", name="chart-value"))
    return "".join(out)


def change_line(day: date, axis: TimeAxis, top: float, bottom: float) -> str:
    """A dashed line through all tracks on the day something changed."""
    x = n(axis.x(day))
    return f'<line x1="{x}" x2="{x}" y1="{n(top)}" y2="{n(bottom)}" class="chart-change"/>'
