"""Scores of a questionnaire over time: what is within error, what people notice, what they can live with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hipwise.exchange.chart.day import long_date, short_date
from hipwise.exchange.chart.spoken import spoken_chart
from hipwise.exchange.chart.track import TimeAxis, n, text

_WIDTH, _HEIGHT = 330, 186
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 318.0, 16.0, 146.0
_LEAST_LABEL_PX = 16.0
_LEAST_DATE_PX = 44.0


@dataclass(frozen=True, slots=True)
class OutcomeScale:
    """A scale from `low` to `high`; `is_high_good` says which end is good.

    `error`: a change up to it is noise. `minimal`: the least change people notice. `acceptable`: a score
    that people can live with. None where no source says it.
    """

    low: float
    high: float
    is_high_good: bool
    error: float | None = None
    minimal: float | None = None
    acceptable: float | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A height with a word: a line across the chart."""

    value: float
    words: str
    name: str


def outcome_svg(
    scores: Sequence[tuple[date, float]], scale: OutcomeScale, name: str, today: date, key: str
) -> str:
    """The scores, the oldest first, as an SVG with title and description; `key` makes its ids its own.

    The full scale is drawn, so that a small change looks small. Raises ValueError without a score.
    """
    if not scores:
        raise ValueError("expected at least one score to draw, got none")
    axis = TimeAxis(scores[0][0], max(today, scores[-1][0]), _LEFT, _RIGHT)
    words_x = _free_x(scores, axis)
    parts = [_ground(scale, axis), _noise(scores[0][1], scale, axis, words_x)]
    parts += [_line(mark, scale, axis, words_x) for mark in _marks(scores[0][1], scale)]
    parts += [_course(scores, scale, axis), _dates(scores, axis)]
    title = f"{name}, {long_date(axis.first)} to today"
    return spoken_chart("".join(parts), title, describe_outcome(scores, scale), key, (_WIDTH, _HEIGHT))


def describe_outcome(scores: Sequence[tuple[date, float]], scale: OutcomeScale) -> str:
    """The chart in a few short sentences, for those who hear it."""
    told = ", ".join(f"{value:.3g} on {long_date(day)}" for day, value in scores)
    better = "more" if scale.is_high_good else "less"
    said = [f"Scale {scale.low:g} to {scale.high:g}, {better} is better: {told}."]
    if scale.error is not None:
        said.append(f"A change up to {scale.error:g} is within error.")
    if scale.minimal is not None:
        said.append(f"People notice a change of {scale.minimal:g}.")
    if scale.acceptable is not None:
        said.append(f"People can live with {scale.acceptable:g} or {better}.")
    return " ".join(said)


def outcome_rows(scores: Sequence[tuple[date, float]], high: float) -> list[tuple[str, str]]:
    """The same as a table: day and score, the newest first."""
    return [(long_date(day), f"{value:.3g} of {high:g}") for day, value in reversed(scores)]


def _y(value: float, scale: OutcomeScale) -> float:
    bounded = min(max(value, scale.low), scale.high)
    return _BOTTOM - (_BOTTOM - _TOP) * (bounded - scale.low) / (scale.high - scale.low)


def _ground(scale: OutcomeScale, axis: TimeAxis) -> str:
    ends = [scale.low, (scale.low + scale.high) / 2, scale.high]
    lines = (
        f'<line x1="{n(axis.left)}" x2="{n(axis.right)}" y1="{n(_y(value, scale))}" '
        f'y2="{n(_y(value, scale))}" class="{"chart-base" if value == scale.low else "chart-hairline"}"/>'
        for value in ends
    )
    labels = (text(axis.left - 7, _y(value, scale) + 5, f"{value:g}", anchor="end") for value in ends)
    return "".join((*lines, *labels))


def _free_x(scores: Sequence[tuple[date, float]], axis: TimeAxis) -> float:
    """Where words stand farthest from the dots: the middle of the left, the middle or the right part."""
    part = (axis.right - axis.left) / 6
    places = [axis.left + part * middle for middle in (5, 3, 1)]
    return max(places, key=lambda x: min(abs(x - axis.x(day)) for day, _ in scores))


def _noise(first: float, scale: OutcomeScale, axis: TimeAxis, words_x: float) -> str:
    """The band around the first score in which a later one is no change."""
    if scale.error is None:
        return ""
    top, bottom = _y(first + scale.error, scale), _y(first - scale.error, scale)
    band = (
        f'<rect x="{n(axis.left)}" y="{n(top)}" width="{n(axis.right - axis.left)}" '
        f'height="{n(bottom - top)}" class="chart-noise"/>'
    )
    return band + text(
        axis.right - 5, bottom - 5, "within error", anchor="end", name="chart-word chart-quiet"
    )


def _marks(first: float, scale: OutcomeScale) -> list[_Mark]:
    """What people notice, and what they can live with. Of two that lie too near only the second has words."""
    marks = []
    direction = 1 if scale.is_high_good else -1
    if scale.acceptable is not None:
        marks.append(_Mark(scale.acceptable, "can live with it", "chart-accept"))
    if scale.minimal is not None and scale.low <= first + direction * scale.minimal <= scale.high:
        value = first + direction * scale.minimal
        near = [m for m in marks if abs(_y(m.value, scale) - _y(value, scale)) < _LEAST_LABEL_PX]
        marks.append(_Mark(value, "" if near else "people notice", "chart-notice"))
    return marks


def _line(mark: _Mark, scale: OutcomeScale, axis: TimeAxis, words_x: float) -> str:
    y = _y(mark.value, scale)
    line = f'<line x1="{n(axis.left)}" x2="{n(axis.right)}" y1="{n(y)}" y2="{n(y)}" class="{mark.name}"/>'
    if not mark.words:
        return line
    words = f"chart-word chart-halo {mark.name}-word"
    return line + text(words_x, y - 5 if y > _TOP else y + 14, mark.words, anchor="middle", name=words)


def _course(scores: Sequence[tuple[date, float]], scale: OutcomeScale, axis: TimeAxis) -> str:
    """The scores as dots with their values, joined by a dotted line: nothing is known in between."""
    points = [(axis.x(day), _y(value, scale), value) for day, value in scores]
    joined = " ".join(f"{n(x)},{n(y)}" for x, y, _ in points)
    out = [f'<polyline points="{joined}" class="chart-during-line"/>'] if len(points) > 1 else []
    for x, y, value in points:
        out.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="5" class="chart-during"/>')
        near_right = x > axis.right - 30
        label = (x - 9, "end") if near_right else (x + 9, "start")
        above = y - 6 if y > _TOP + 14 else y + 14
        out.append(text(label[0], above, f"{value:.3g}", anchor=label[1], name="chart-value chart-halo"))
    return "".join(out)


def _dates(scores: Sequence[tuple[date, float]], axis: TimeAxis) -> str:
    """The days of the answers under the axis, as many as have room, and today at its end."""
    out = [text(axis.right, _BOTTOM + 22, "today", anchor="end", name="chart-value")]
    free_from = axis.left - _LEAST_DATE_PX
    for day, _ in scores:
        x = max(axis.x(day), axis.left + 14)
        if x - free_from >= _LEAST_DATE_PX and axis.right - x >= _LEAST_DATE_PX + 14:
            out.append(text(x, _BOTTOM + 22, short_date(day), anchor="middle"))
            free_from = x
    return "".join(out)
