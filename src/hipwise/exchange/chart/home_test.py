"""A home test over time: left and right as two shapes, each result with its error as a bar.

The bar is the range that holds the true value in 95 of 100 cases, the smallest detectable change over the
square root of 2. Where no source says how large the error is, the bar goes from the least to the most trial.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hipwise.exchange.chart.day import long_date, short_date
from hipwise.exchange.chart.spoken import spoken_chart
from hipwise.exchange.chart.track import TimeAxis, n, text
from hipwise.follow.home_test import result_words

_WIDTH, _HEIGHT = 330, 186
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 318.0, 16.0, 146.0
_LEAST_DATE_PX = 44.0
# So far the two sides of one day stand apart, or one would hide the other.
_APART_PX = 4.0
_CAP_PX = 4.0
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class TestPoint:
    """One result; `low` and `high` are the ends of its bar, None for no bar."""

    __test__ = False  # not a test of this programme

    day: date
    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class TestSeries:
    """The results of one side, the oldest first: `name` is "Left", "Right" or "Both together"."""

    __test__ = False  # not a test of this programme

    name: str
    points: tuple[TestPoint, ...]


def bar_ends(
    value: float, error: float | None, low: float | None, high: float | None
) -> tuple[float | None, float | None]:
    """The ends of a result's bar; `error` is the smallest detectable change, None where it is not known."""
    if error is not None:
        half = error / math.sqrt(2)
        return max(0.0, value - half), value + half
    if low is None or high is None or low == high:
        return None, None
    return low, high


def home_test_svg(series: Sequence[TestSeries], name: str, unit: str, today: date, key: str) -> str:
    """The results as an SVG with title and description; `key` makes its ids its own.

    The scale begins at zero, so that a small difference looks small. Raises ValueError without a result.
    """
    points = [point for each in series for point in each.points]
    if not points:
        raise ValueError("expected at least one result to draw, got none")
    first = min(point.day for point in points)
    axis = TimeAxis(first, max(today, *(point.day for point in points)), _LEFT, _RIGHT)
    top = scale_end(max(point.value if point.high is None else point.high for point in points))
    parts = [_ground(top, axis)]
    parts += [_series(each, i, len(series), top, axis) for i, each in enumerate(series)]
    parts.append(_dates(sorted({point.day for point in points}), axis))
    title = f"{name}, {long_date(axis.first)} to today"
    return spoken_chart("".join(parts), title, describe_home_test(series, unit), key, (_WIDTH, _HEIGHT))


def scale_end(most: float) -> float:
    """A round number above the largest value: 1, 2 or 5 times a power of ten, or halves of it."""
    if most <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (1.2, 1.5, 2, 3, 4, 5, 6, 8, 10) if step * power >= most)


def describe_home_test(series: Sequence[TestSeries], unit: str) -> str:
    """The chart in a few short sentences, for those who hear it: the latest results of each side."""
    said = []
    for each in series:
        shown = each.points[-_MOST_NAMED:]
        told = ", ".join(f"{result_words(point.value)} on {long_date(point.day)}" for point in shown)
        said.append(f"{each.name}: {told}.")
    return f"In {unit}. {' '.join(said)}"


def home_test_rows(series: Sequence[TestSeries]) -> list[tuple[str, ...]]:
    """The same as a table: the day, then each series; the newest first, a dash where there is none."""
    days = sorted({point.day for each in series for point in each.points}, reverse=True)
    by_day = [{point.day: point for point in each.points} for each in series]
    return [(long_date(day), *(_cell(points.get(day)) for points in by_day)) for day in days]


def _cell(point: TestPoint | None) -> str:
    if point is None:
        return "–"
    value = result_words(point.value)
    if point.low is None or point.high is None:
        return value
    return f"{value} ({result_words(point.low)} to {result_words(point.high)})"


def _ground(top: float, axis: TimeAxis) -> str:
    lines = (
        f'<line x1="{n(axis.left)}" x2="{n(axis.right)}" y1="{n(_y(value, top))}" y2="{n(_y(value, top))}" '
        f'class="{"chart-base" if value == 0 else "chart-hairline"}"/>'
        for value in (0.0, top / 2, top)
    )
    labels = (
        text(axis.left - 7, _y(value, top) + 5, f"{value:g}", anchor="end") for value in (0.0, top / 2, top)
    )
    return "".join((*lines, *labels))


def _y(value: float, top: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * min(max(value, 0.0), top) / top


def _series(series: TestSeries, place: int, of: int, top: float, axis: TimeAxis) -> str:
    """Dots for the first series, open diamonds for the second: a shape each, not only a colour."""
    shift = (place - (of - 1) / 2) * 2 * _APART_PX
    at = [(axis.x(point.day) + shift, point) for point in series.points]
    joined = " ".join(f"{n(x)},{n(_y(point.value, top))}" for x, point in at)
    line = "chart-morning-line" if place else "chart-during-line"
    out = [f'<polyline points="{joined}" class="{line}"/>'] if len(at) > 1 else []
    for x, point in at:
        out += [_bar(x, point, top), _mark(x, _y(point.value, top), place)]
    return "".join(out)


def _bar(x: float, point: TestPoint, top: float) -> str:
    if point.low is None or point.high is None:
        return ""
    high, low = n(_y(point.high, top)), n(_y(point.low, top))
    left, right = n(x - _CAP_PX), n(x + _CAP_PX)
    return f'<path d="M{left} {high}H{right}M{n(x)} {high}V{low}M{left} {low}H{right}" class="chart-bar"/>'


def _mark(x: float, y: float, place: int) -> str:
    if place == 0:
        return f'<circle cx="{n(x)}" cy="{n(y)}" r="5" class="chart-during"/>'
    return (
        f'<path d="M{n(x)} {n(y - 6)}L{n(x + 6)} {n(y)}L{n(x)} {n(y + 6)}L{n(x - 6)} {n(y)}Z" '
        'class="chart-morning"/>'
    )


def _dates(days: Sequence[date], axis: TimeAxis) -> str:
    """The days of the tests under the axis, as many as have room, and today at its end."""
    out = [text(axis.right, _BOTTOM + 22, "today", anchor="end", name="chart-value")]
    free_from = axis.left - _LEAST_DATE_PX
    for day in days:
        x = max(axis.x(day), axis.left + 14)
        if x - free_from >= _LEAST_DATE_PX and axis.right - x >= _LEAST_DATE_PX + 14:
            out.append(text(x, _BOTTOM + 22, short_date(day), anchor="middle"))
            free_from = x
    return "".join(out)
