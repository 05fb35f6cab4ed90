"""The usual morning of a week: the middle of its morning scores."""

from datetime import date, timedelta
from statistics import median

from hipwise.library.catalogue import Catalogue
from hipwise.plan.history import Log, since_day

_WEEK = timedelta(days=7)


def week_medians(log: Log, today: date, catalogue: Catalogue) -> tuple[float | None, float | None]:
    """The middle morning score of the seven days before the last seven, and of the last seven up to today.

    None for a week with fewer than `pain.week_mornings` known mornings. The worst check of a day counts.
    """
    worst: dict[date, float] = {}
    for morning in since_day(log.mornings, today - 2 * _WEEK):
        if morning.score is not None:
            day = morning.at.date()
            worst[day] = max(morning.score, worst.get(day, morning.score))
    least = catalogue.setting("pain.week_mornings")

    def middle(last: date) -> float | None:
        scores = [score for day, score in worst.items() if last - _WEEK < day <= last]
        return float(median(scores)) if len(scores) >= least else None

    return middle(today - _WEEK), middle(today)
