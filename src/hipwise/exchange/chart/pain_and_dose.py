"""The patient's chart: pain over dose, on one time axis."""

from collections.abc import Sequence
from datetime import date

from hipwise.exchange.chart.day import ChartDay, PainBands, long_date
from hipwise.exchange.chart.spoken import spoken_chart
from hipwise.exchange.chart.track import TimeAxis, change_line, date_labels, dose_track, pain_track

_WIDTH, _HEIGHT = 330, 262
_LEFT, _RIGHT = 29.0, 322.0


def pain_and_dose_svg(
    days: Sequence[ChartDay], bands: PainBands, exercise_name: str, changed_on: date | None = None
) -> str:
    """Pain (full scale) over repetitions, as an SVG with title and one-sentence description.

    `days` in order, without gaps, at least one. Raises ValueError when empty.
    """
    if not days:
        raise ValueError("expected at least one day to draw, got none")
    axis = TimeAxis(days[0].day, days[-1].day, _LEFT, _RIGHT)
    parts = [
        pain_track(days, bands, axis, 10.0, 158.0),
        dose_track(days, axis, 194.0, 236.0),
        date_labels(axis, 256.0, max(7, axis.days // 3)),
    ]
    if changed_on is not None and axis.first <= changed_on <= axis.last:
        parts.append(change_line(changed_on, axis, 6.0, 238.0))
    title = f"Pain and {exercise_name.lower()} dose, {long_date(axis.first)} to {long_date(axis.last)}"
    said = f"{describe_pain(days)} {describe_dose(days)}"
    return spoken_chart("".join(parts), title, said, "pain-and-dose", (_WIDTH, _HEIGHT))


def describe_pain(days: Sequence[ChartDay]) -> str:
    """The chart in one sentence, for those who hear it."""
    mornings = [(d.day, d.morning) for d in days if d.morning is not None]
    missing = sum(1 for d in days if d.morning is None and d.morning_asked)
    if not mornings:
        return "No morning pain is known in this time."
    first, last = mornings[0], mornings[-1]
    worst = max(mornings, key=lambda pair: pair[1])
    sentence = (
        f"Morning pain was {first[1]:g} of 10 on {long_date(first[0])} "
        f"and {last[1]:g} on {long_date(last[0])}; "
        f"the highest was {worst[1]:g} on {long_date(worst[0])}."
    )
    if not missing:
        return sentence
    return f"{sentence} {missing} {'mornings have' if missing > 1 else 'morning has'} no answer."


def describe_dose(days: Sequence[ChartDay]) -> str:
    """The bars in one sentence: on how many of the planned days something was done, and the last dose."""
    planned = [day for day in days if day.dose_planned]
    done = [day for day in days if day.dose_done]
    if not planned and not done:
        return "No dose was planned in this time."
    if not done:
        return f"Planned on {_days(len(planned))}, none is logged."
    last = done[-1]
    return (
        f"Done on {_days(len(done))}, planned on {len(planned)}; "
        f"the last was {last.dose_done} on {long_date(last.day)}."
    )


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def chart_rows(days: Sequence[ChartDay]) -> list[tuple[str, str, str, str]]:
    """The same facts as a table: day, next morning, worst in exercise, repetitions. Missing says so."""
    return [
        (
            long_date(d.day),
            _known(d.morning) if d.morning is not None or d.morning_asked else "not asked",
            _known(d.during),
            _dose(d),
        )
        for d in days
    ]


def _known(pain: float | None) -> str:
    return "no answer" if pain is None else f"{pain:g} of 10"


def _dose(day: ChartDay) -> str:
    if day.dose_planned is None and day.dose_done is None:
        return "none planned"
    if day.dose_done is None:
        return f"not logged, {day.dose_planned} planned"
    return f"{day.dose_done} of {day.dose_planned or day.dose_done}"
