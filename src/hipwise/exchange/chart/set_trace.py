"""One set over time: the angle with numbered repetitions or holds, a lane for each fault, a hatched lane for
what could not be judged."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from hipwise.coach.events import HoldDone
from hipwise.coach.faults.verdict import Verdict
from hipwise.coach.trace import FaultLane, SetTrace, Span
from hipwise.exchange.chart.spoken import spoken_chart
from hipwise.exchange.chart.track import n, text
from hipwise.exchange.quantity_words import QuantityWords, quantity_words
from hipwise.library.catalogue import Catalogue

WIDTH = 1080
LEFT, RIGHT = 196.0, 1060.0
_TOP, _BOTTOM = 20.0, 144.0
_LANE = 32.0
# A scale of fewer degrees than this would make noise look like movement.
_LEAST_SCALE_DEG = 20.0
# So far outside the scale the line still runs along its edge.
_BESIDE_SCALE_DEG = 3.0
_LINES = 3
_NICE_STEPS = (5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0)
_TIME_STEPS_S = (1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0)
_LEAST_TIME_PX = 60.0
_LEAST_NUMBER_PX = 22.0
_LETTER_PX = 6.6
# More points than pixels show nothing more.
_LEAST_STEP_PX = 0.7
_LONGEST_LINE_PX = 860.0


@dataclass(frozen=True, slots=True)
class _Axes:
    """Seconds to the right, degrees upwards."""

    start_s: float
    end_s: float
    low_deg: float
    high_deg: float
    step_deg: float

    def x(self, t_s: float) -> float:
        """A moment, pixels; what lies outside is put to the edge."""
        share = (t_s - self.start_s) / max(1e-6, self.end_s - self.start_s)
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share))

    def y(self, value_deg: float) -> float:
        """A value, pixels."""
        share = (value_deg - self.low_deg) / (self.high_deg - self.low_deg)
        return _BOTTOM - (_BOTTOM - _TOP) * share


def set_trace_svg(trace: SetTrace, catalogue: Catalogue, key: str = "trace") -> str:
    """The chart as SVG with title and description; `key` makes its ids its own.

    Its classes are coloured by the page; `with_own_colours` makes it stand alone.
    """
    words = quantity_words(trace.report.quantity, trace.far_deg)
    axes = _axes(trace, words)
    bottom, lanes = _lanes(trace, axes, catalogue)
    parts = [
        *(_rect(span, axes, "trace-faulty") for span in _faulty(trace)),
        *_grid(axes),
        *_aside(trace, axes),
        _plan_line(trace, axes, words),
        _line(trace, axes, words),
        _plan_word(trace, axes, words),
        *_numbers(trace, axes),
        lanes,
        *_times(axes, bottom + 16),
    ]
    title = f"{words.name} over time, in degrees" if trace.report.quantity else "The set over time"
    return spoken_chart(
        f"{_HATCH}{_name(words.name)}{''.join(parts)}",
        title,
        describe_trace(trace, catalogue),
        key,
        (WIDTH, bottom + 24),
        name="chart trace",
        data=f'xmlns="http://www.w3.org/2000/svg" data-left="{n(LEFT)}" data-right="{n(RIGHT)}" '
        f'data-start="{axes.start_s:.3f}" data-end="{axes.end_s:.3f}" '
        f'data-top="{n(_TOP)}" data-bottom="{n(_BOTTOM)}" '
        f'data-low="{n(axes.low_deg)}" data-high="{n(axes.high_deg)}" ',
    )


def _name(name: str) -> str:
    """The angle's name beside the scale; what follows a comma goes below."""
    first, _, second = name.partition(", ")
    under = text(0, 41, second) if second else ""
    return text(0, 24, first, name="chart-track") + under


def with_own_colours(svg: str, title: str) -> str:
    """The chart as a file of its own: light colours, a white ground, and a heading."""
    height = float(svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split()[1])
    inner = svg.split(">", 1)[1].removesuffix("</svg>")
    head = text(24, 36, title, name="trace-heading")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH + 40} {n(height + 68)}">'
        f'<style>{_STYLE}</style><rect width="100%" height="100%" fill="#ffffff"/>{head}'
        f'<g transform="translate(24 58)">{inner}</g></svg>'
    )


def describe_trace(trace: SetTrace, catalogue: Catalogue) -> str:
    """The chart in a few short sentences, for those who hear it."""
    told = [f"{count_words(trace)}."]
    for lane in trace.faults:
        if lane.report.verdict is not Verdict.NOT_JUDGEABLE:
            told.append(f"{catalogue.faults[lane.report.code].name}: {lane_words(lane, trace)}.")
    names = _unjudged_names(trace, catalogue)
    return " ".join([*told, f"Not judged: {', '.join(names)}."] if names else told)


def count_words(trace: SetTrace) -> str:
    """How many were counted, in words."""
    if not trace.report.is_counted:
        return "Nothing could be counted"
    word = "hold" if trace.report.holds else "repetition"
    return f"{trace.report.count} {word}{'' if trace.report.count == 1 else 's'}"


def lane_words(lane: FaultLane, trace: SetTrace) -> str:
    """Where a fault was seen: "repetitions 10 to 12"; "not seen" when the camera judged and saw none."""
    if lane.report.verdict is Verdict.OK:
        return "not seen"
    if not lane.parts:
        return "between repetitions" if trace.parts else "seen"
    word = "hold" if trace.report.holds else "repetition"
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(lane.parts), lambda pair: pair[1] - pair[0])
    ]
    told = [f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return f"{word}{'' if len(lane.parts) == 1 else 's'} {', '.join(told)}"


def clock_words(seconds: float) -> str:
    """A time of the recording: 0:07."""
    whole = max(0, int(seconds + 1e-6))
    return f"{whole // 60}:{whole % 60:02d}"


def _axes(trace: SetTrace, words: QuantityWords) -> _Axes:
    times = trace.times_s or (0.0, 1.0)
    seen = [words.sign * value for value in _in_position(trace)]
    ends = [words.sign * value for value in (trace.start_deg, trace.far_deg) if not math.isnan(value)]
    values = _without_outliers(seen) + ends or [0.0, _LEAST_SCALE_DEG]
    low, high = min(values), max(values)
    step = next((s for s in _NICE_STEPS if (high - low) / s <= _LINES), _NICE_STEPS[-1])
    low = step * math.floor(low / step + 0.1)
    high = max(low + _LEAST_SCALE_DEG, step * math.ceil(high / step - 0.1))
    return _Axes(times[0], max(times[-1], times[0] + 1.0), low, high, step)


def _in_position(trace: SetTrace) -> list[float]:
    """The values of the exercise itself: getting into position must not set the scale."""
    return [
        value
        for t_s, value in zip(trace.times_s, trace.values_deg, strict=True)
        if not math.isnan(value) and not any(s.start_s <= t_s < s.end_s for s in trace.placing)
    ]


def _without_outliers(values: Sequence[float]) -> list[float]:
    """The outermost hundredth on either side is left out."""
    ordered = sorted(values)
    cut = len(ordered) // 100
    return ordered[cut : len(ordered) - cut]


def _grid(axes: _Axes) -> Iterable[str]:
    value = axes.low_deg
    while value <= axes.high_deg + 1e-6:
        y = n(axes.y(value))
        name = "chart-base" if value == axes.low_deg else "chart-hairline"
        yield f'<line x1="{n(LEFT)}" x2="{n(RIGHT)}" y1="{y}" y2="{y}" class="{name}"/>'
        yield text(LEFT - 8, axes.y(value) + 5, f"{value:.0f}°".replace("-", "−"), anchor="end")
        value += axes.step_deg


def _aside(trace: SetTrace, axes: _Axes) -> Iterable[str]:
    """Where the person was not in position, and where what is needed was not seen."""
    for span in trace.placing:
        yield _rect(span, axes, "trace-placing")
        yield _inside(span, axes, "not in position", (_TOP + _BOTTOM) / 2)
    for span in trace.unseen:
        yield _rect(span, axes, "trace-hatched")
        yield _inside(span, axes, "not seen", (_TOP + _BOTTOM) / 2 + 18)


def _rect(span: Span, axes: _Axes, name: str, top: float = _TOP, bottom: float = _BOTTOM) -> str:
    x = axes.x(span.start_s)
    width = max(1.0, axes.x(span.end_s) - x)
    return (
        f'<rect x="{n(x)}" y="{n(top)}" width="{n(width)}" height="{n(bottom - top)}" rx="4" class="{name}"/>'
    )


def _inside(span: Span, axes: _Axes, words: str, y: float) -> str:
    """Words in the middle of a span that is wide enough for them."""
    x, end = axes.x(span.start_s), axes.x(span.end_s)
    if end - x < _LETTER_PX * len(words) + 8:
        return ""
    return text((x + end) / 2, y + 5, words, anchor="middle", name="chart-label chart-halo")


def _plan_line(trace: SetTrace, axes: _Axes, words: QuantityWords) -> str:
    """How far the definition goes, dashed."""
    if math.isnan(trace.far_deg):
        return ""
    y = n(axes.y(words.sign * trace.far_deg))
    return f'<line x1="{n(LEFT)}" x2="{n(RIGHT)}" y1="{y}" y2="{y}" class="chart-notice"/>'


def _plan_word(trace: SetTrace, axes: _Axes, words: QuantityWords) -> str:
    if math.isnan(trace.far_deg):
        return ""
    y = axes.y(words.sign * trace.far_deg) - 5
    return text(RIGHT, y, "as planned", anchor="end", name="chart-notice-word chart-word chart-halo")


def _line(trace: SetTrace, axes: _Axes, words: QuantityWords) -> str:
    """The angle, broken where it was not seen, and where it leaves the scale."""
    runs: list[list[tuple[float, float]]] = []
    is_open = False
    for t_s, value in zip(trace.times_s, trace.values_deg, strict=True):
        shown = min(axes.high_deg, max(axes.low_deg, words.sign * value))
        if not abs(shown - words.sign * value) <= _BESIDE_SCALE_DEG:  # also for NaN
            is_open = False
            continue
        point = (axes.x(t_s), axes.y(shown))
        if not is_open:
            runs.append([point])
            is_open = True
        elif point[0] - runs[-1][-1][0] >= _LEAST_STEP_PX:
            runs[-1].append(point)
    return "".join(
        f'<polyline points="{" ".join(f"{n(x)},{n(y)}" for x, y in run)}" class="trace-line"/>'
        for run in runs
        if len(run) > 1
    )


def _faulty(trace: SetTrace) -> Iterable[Span]:
    """The repetitions or holds in which any fault was seen."""
    numbers = {number for lane in trace.faults for number in lane.parts}
    for number, part in enumerate(trace.parts, 1):
        if number in numbers:
            yield Span(part.start_s, part.end_s)


def _numbers(trace: SetTrace, axes: _Axes) -> Iterable[str]:
    faulty = {number for lane in trace.faults for number in lane.parts}
    last = -math.inf
    for number, part in enumerate(trace.parts, 1):
        x = (axes.x(part.start_s) + axes.x(part.end_s)) / 2
        if isinstance(part, HoldDone):
            yield _rect(Span(part.start_s, part.end_s), axes, "trace-held", _BOTTOM + 4, _BOTTOM + 8)
        if x - last < _LEAST_NUMBER_PX and number not in faulty:
            continue
        last = x
        words = f"{number}: {part.seconds:.0f} s" if isinstance(part, HoldDone) else f"{number}"
        name = "chart-word chart-care" if number in faulty else "chart-label"
        yield text(x, _BOTTOM + 23, words, anchor="middle", name=name)


def _lanes(trace: SetTrace, axes: _Axes, catalogue: Catalogue) -> tuple[float, str]:
    """The lanes under the numbers, and where they end."""
    out: list[str] = []
    y = _BOTTOM + 34.0
    for lane in trace.faults:
        if lane.report.verdict is Verdict.NOT_JUDGEABLE:
            continue
        out += [_rule(y), text(0, y + 21, catalogue.faults[lane.report.code].name, name="chart-track")]
        out.append(_lane(lane, trace, axes, y))
        y += _LANE
    names = _unjudged_names(trace, catalogue)
    if names:
        out += [_rule(y), text(0, y + 21, "Not judgeable", name="chart-track"), _hatched(names, y)]
        y += _LANE
    return y, "".join(out)


def _lane(lane: FaultLane, trace: SetTrace, axes: _Axes, y: float) -> str:
    words = lane_words(lane, trace)
    if lane.report.verdict is Verdict.OK:
        begin = LEFT + _LETTER_PX * len(words) + 14
        line = f'<line x1="{n(begin)}" x2="{n(RIGHT)}" y1="{n(y + 16)}" y2="{n(y + 16)}" class="trace-ok"/>'
        return line + text(LEFT, y + 21, words)
    bars = "".join(_rect(span, axes, "trace-fault", y + 8, y + 24) for span in lane.spans)
    return bars + _beside(lane.spans, words, axes, y + 21)


def _beside(spans: Sequence[Span], words: str, axes: _Axes, y: float) -> str:
    """Words where the bars leave most room: before the first, else after the last."""
    if not spans:
        return text(LEFT + 10, y, words, name="chart-word chart-care")
    before, after = axes.x(spans[0].start_s), axes.x(spans[-1].end_s)
    if before - LEFT >= RIGHT - after:
        return text(before - 8, y, words, anchor="end", name="chart-word chart-care chart-halo")
    return text(after + 8, y, words, name="chart-word chart-care chart-halo")


def _hatched(names: Sequence[str], y: float) -> str:
    box = (
        f'<rect x="{n(LEFT)}" y="{n(y + 6)}" width="{n(RIGHT - LEFT)}" height="20" rx="10" '
        'class="trace-hatched"/>'
    )
    middle = (LEFT + RIGHT) / 2
    return box + text(middle, y + 21, _fitting(names), anchor="middle", name="chart-label chart-halo")


def _fitting(names: Sequence[str]) -> str:
    """As many names as one line holds, and how many more there are."""
    room = int(_LONGEST_LINE_PX * 0.92 / _LETTER_PX)
    for count in range(len(names), 0, -1):
        more = len(names) - count
        words = " · ".join([*names[:count], *([f"{more} more"] if more else [])])
        if len(words) <= room:
            return words
    return f"{len(names)} things"


def _unjudged_names(trace: SetTrace, catalogue: Catalogue) -> list[str]:
    faults = [
        catalogue.faults[lane.report.code].name
        for lane in trace.faults
        if lane.report.verdict is Verdict.NOT_JUDGEABLE
    ]
    known = catalogue.exercises.get(trace.report.exercise)
    standing = [what for what, _ in known.watch.not_judgeable] if known else []
    return list(dict.fromkeys([*faults, *standing]))


def _rule(y: float) -> str:
    return f'<line x1="0" x2="{n(RIGHT)}" y1="{n(y)}" y2="{n(y)}" class="chart-hairline"/>'


def _times(axes: _Axes, y: float) -> Iterable[str]:
    seconds = axes.end_s - axes.start_s
    room = (RIGHT - LEFT) / _LEAST_TIME_PX
    step = next((s for s in _TIME_STEPS_S if seconds / s <= room), _TIME_STEPS_S[-1])
    for number in range(int(seconds / step) + 1):
        x = axes.x(axes.start_s + number * step)
        yield text(x, y, clock_words(number * step), anchor="middle")


_HATCH = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="7" height="7" class="trace-hatch-ground"/>'
    '<line x1="1.2" x2="1.2" y1="0" y2="7" class="trace-hatch-line"/></pattern></defs>'
)
# The page's light colours (tokens.css), for a file that stands alone.
_STYLE = """
text{font-family:Inter,system-ui,sans-serif}
.trace-heading{font-size:20px;font-weight:600;fill:#1b2a31}
.chart-label{font-size:13px;fill:#51616a}
.chart-track{font-size:14px;font-weight:600;fill:#1b2a31}
.chart-word{font-size:13px;font-weight:600}
.chart-care{fill:#85500a}
.chart-halo{paint-order:stroke;stroke:#ffffff;stroke-width:4px;stroke-linejoin:round}
.chart-hairline{stroke:#e0dad0}
.chart-base{stroke:#76838a}
.chart-notice{stroke:#0b686e;stroke-width:1.4;stroke-dasharray:5 3}
.chart-notice-word{fill:#0b686e}
.trace-line{fill:none;stroke:#1b2a31;stroke-width:2;stroke-linejoin:round}
.trace-faulty{fill:#faefd9}
.trace-placing{fill:#eceeee}
.trace-hatched{fill:url(#hatch);stroke:#76838a;stroke-width:1}
.trace-hatch-ground{fill:#ffffff}
.trace-hatch-line{stroke:#b7c0c4;stroke-width:1.6}
.trace-fault{fill:#85500a}
.trace-held{fill:#0b686e}
.trace-ok{stroke:#0b686e;stroke-width:2}
""".strip()
