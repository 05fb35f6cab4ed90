"""The chart of pain over dose with its table and caption, for the pages and papers of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hipwise.clinic.care.history_view import Course, chart_days, charted_exercise, is_change, pain_bands
from hipwise.clinic.care.models import DecisionRecord
from hipwise.exchange.chart.pain_and_dose import chart_rows, pain_and_dose_svg
from hipwise.library.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class PainChart:
    """The drawing, its table (day, next morning, worst in exercise, dose), and what its bars are."""

    svg: str
    table: list[tuple[str, str, str, str]]
    caption: str


def pain_chart(
    course: Course, decisions: Sequence[DecisionRecord], days: int, catalogue: Catalogue
) -> PainChart | None:
    """The last `days` days, or those since the first entry; None when there is nothing to draw."""
    exercise = charted_exercise(course, decisions)
    if not course.log.entries or exercise is None:
        return None
    shown = chart_days(course, exercise, _first_day(course, days), catalogue)
    name = catalogue.exercise(exercise).name
    changed = [row.date for row in decisions if is_change(row) and row.exercise == exercise]
    unit = "seconds held" if catalogue.exercise(exercise).is_hold else "repetitions"
    return PainChart(
        pain_and_dose_svg(shown, pain_bands(course.plan, catalogue), name, changed[-1] if changed else None),
        chart_rows(shown),
        f"Bars: {name.lower()}, {unit}. Dashed: planned.",
    )


def _first_day(course: Course, days: int) -> date:
    begun = min(entry.at.date() for entry in course.log.entries)
    return max(begun, course.today - timedelta(days=days - 1))
