"""Where a daily series goes: a robust slope with an honest range.

The slope is the median of the slopes of all pairs of days (Theil-Sen), so that one bad morning does not turn
it. Its range comes from Kendall's statistic (Sen 1968). Mornings resemble the ones before them, which makes
that range too narrow; the variance is widened by (1 + r) / (1 - r) for a positive correlation r of
neighbouring residuals (after Yue and Wang 2004). Missing days are left out, never filled in.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations, pairwise
from math import sqrt
from statistics import NormalDist, median

from hipwise.library.catalogue import Catalogue
from hipwise.library.rule import Reason
from hipwise.plan.history import Log

_WEEK_DAYS = 7.0
# Residuals that never change would make the widening infinite; nearer to 1 than this nothing is named anyway.
_LARGEST_CORRELATION = 0.95


class Direction(StrEnum):
    """Where a series goes; UNCLEAR is within error, TOO_FEW is not known."""

    RISING = "rising"
    FALLING = "falling"
    UNCLEAR = "unclear"
    TOO_FEW = "too-few"


@dataclass(frozen=True, slots=True)
class Slope:
    """Change a day: the median slope, and the range in which it lies. `low` <= `middle` <= `high`."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The trend of the mornings over `days` days, points of 10 a week; the slopes are None with too few."""

    direction: Direction
    known: int
    days: int
    per_week: Slope | None
    reason: Reason


Points = Sequence[tuple[float, float]]


def robust_slope(points: Points, confidence: float) -> Slope:
    """The Theil-Sen slope of (time, value) pairs with its range. Raises ValueError without two times.

    `confidence` lies between 0 and 1. Ties in time and value are allowed.
    """
    slopes = sorted((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2)
    if not slopes:
        raise ValueError(f"expected values at two times or more, got {len(points)} at one time")
    middle = median(slopes)
    residuals = [y - middle * x for x, y in sorted(points)]
    spread = sqrt(_variance(points) * _widening(residuals)) * NormalDist().inv_cdf(0.5 + confidence / 2)
    low = max(0, round((len(slopes) - spread) / 2) - 1)
    high = min(len(slopes) - 1, round((len(slopes) + spread) / 2))
    return Slope(middle, slopes[low], slopes[high])


def _variance(points: Points) -> float:
    """The variance of Kendall's S without a trend, less what ties take away."""
    count = len(points)
    ties = (*Counter(x for x, _ in points).values(), *Counter(y for _, y in points).values())
    return max(0.0, (_term(count) - sum(_term(tie) for tie in ties)) / 18)


def _term(count: int) -> float:
    return float(count * (count - 1) * (2 * count + 5))


def _widening(residuals: Sequence[float]) -> float:
    """How much wider the variance is because neighbours resemble each other; 1 when they do not."""
    centre = sum(residuals) / len(residuals)
    around = [value - centre for value in residuals]
    total = sum(value * value for value in around)
    if not total:
        return 1.0
    correlation = sum(a * b for a, b in pairwise(around)) / total
    bounded = min(max(correlation, 0.0), _LARGEST_CORRELATION)
    return (1 + bounded) / (1 - bounded)


def morning_trend(log: Log, today: date, catalogue: Catalogue) -> Trend:
    """The trend of the known mornings of the last `trend.window_days` days up to today.

    It has a direction only when the range leaves out zero, and when the days from the first to the last known
    morning make a change of `finding.change` or more: less is within the error of the pain number.
    """
    days = round(catalogue.setting("trend.window_days"))
    points = _mornings(log, today - timedelta(days=days - 1), today)
    needed = round(catalogue.setting("trend.least_points"))
    if len(points) < needed:
        facts: dict[str, object] = {"known": len(points), "days": days, "needed": needed}
        return Trend(Direction.TOO_FEW, len(points), days, None, catalogue.reason("trend-too-few", **facts))
    daily = robust_slope(points, catalogue.setting("trend.confidence"))
    span = points[-1][0] - points[0][0]
    is_large = abs(daily.middle) * span >= catalogue.setting("finding.change")
    weekly = Slope(*(_WEEK_DAYS * value for value in (daily.middle, daily.low, daily.high)))
    direction = _direction(weekly) if is_large else Direction.UNCLEAR
    return Trend(direction, len(points), days, weekly, _reason(direction, weekly, days, catalogue))


def _direction(slope: Slope) -> Direction:
    if slope.low > 0:
        return Direction.RISING
    return Direction.FALLING if slope.high < 0 else Direction.UNCLEAR


def _reason(direction: Direction, weekly: Slope, days: int, catalogue: Catalogue) -> Reason:
    sizes = sorted((abs(weekly.low), abs(weekly.high)))
    return catalogue.reason(
        f"trend-{direction.value}",
        least=f"{sizes[0]:.1f}",
        most=f"{sizes[1]:.1f}",
        low=_signed(weekly.low),
        high=_signed(weekly.high),
        days=days,
    )


def _signed(value: float) -> str:
    """A number with its sign as people write it; nothing has none."""
    return "0" if round(value, 1) == 0 else f"{value:+.1f}".replace("-", "−")


def _mornings(log: Log, first: date, last: date) -> list[tuple[float, float]]:
    """The worst known morning of each day, as (days since `first`, pain), in order."""
    told = ((each.at.date(), each.score) for each in log.mornings)
    worst = _worst_by_day((day, score) for day, score in told if score is not None and first <= day <= last)
    return [(float((day - first).days), worst[day]) for day in sorted(worst)]


def _worst_by_day(told: Iterable[tuple[date, float]]) -> dict[date, float]:
    worst: dict[date, float] = {}
    for day, score in told:
        worst[day] = max(score, worst.get(day, score))
    return worst
