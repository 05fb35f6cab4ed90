"""The summary that a patient takes along: the plan, what was done, pain, scores, and the last changes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from hipwise.clinic.care.local_time import day_words, local_day
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.plan_page import plan_page
from hipwise.clinic.care.printed_charts import for_paper
from hipwise.clinic.care.progress_page import progress_page
from hipwise.exchange.chart.printed import PrintedChart
from hipwise.exchange.own_data.summary import Part, Summary
from hipwise.library.catalogue import Catalogue

_TITLE = "My exercise, in short"
_FOOTER = "Made by Hipwise from what was logged. It gives no diagnosis."
_MOST_DAYS = 28
_CHART_KEY = "Filled dots: worst in exercise. Open diamonds: next morning. A question mark: no answer."


def own_summary(patient: Patient, now: datetime, catalogue: Catalogue) -> Summary:
    """The summary of that day. While no dose may be shown there is none in it either."""
    plan = plan_page(patient, now, catalogue)
    progress = progress_page(patient, now, catalogue)
    day = local_day(patient, now)
    parts = (
        _plan(plan),
        _done(progress),
        _pain(progress),
        _days(progress),
        _scores(progress),
        _tests(progress),
    )
    return Summary(
        title=_TITLE,
        lead="What was done is what you told us. Scores of pain are 0 for none to 10 for the worst.",
        owner=patient.name,
        day=f"{day_words(day)} {day.year}",
        footer=_FOOTER,
        parts=tuple(part for part in parts if part.lines or part.charts or len(part.table) > 1),
    )


def _plan(page: Mapping[str, Any]) -> Part:
    if not page["items"]:
        return Part("My plan", ("There is no plan to follow now. Ask before you exercise.",))
    signed = page["plan"] or {}
    by = f"Signed by {signed['signed_by']} on {signed['signed_on']}." if signed.get("signed_by") else ""
    heads = ("Exercise", "Dose", "Side", "Days")
    rows = [
        (item["name"], item["dose_words"], item["side_words"], item.get("days_words", ""))
        for item in page["items"]
    ]
    return Part("My plan", (by,) if by else (), (heads, *rows))


def _done(progress: Mapping[str, Any]) -> Part:
    heads = ("Days", "Sets done", "Rest", "Not logged", "Days known")
    rows = [
        (row["range_words"], row["sets"], row["rest"], row["not_logged"], row["known"])
        for row in progress.get("by_week") or ()
    ]
    return Part("What was done", (), (heads, *rows) if rows else ())


def _pain(progress: Mapping[str, Any]) -> Part:
    chart = progress["chart"]
    lines = (*_pain_lines(progress), *((_CHART_KEY, chart.caption) if chart else ()))
    return Part("Pain", lines, charts=(for_paper(chart.svg),) if chart else ())


def _pain_lines(progress: Mapping[str, Any]) -> Iterator[str]:
    finding, trend = progress.get("finding"), progress.get("trend")
    if finding:
        yield f"{finding['title']}. {finding['text']}"
    if trend:
        yield f"{trend['title']}. {trend['text']}"


def _days(progress: Mapping[str, Any]) -> Part:
    """Pain and dose day by day, as behind the chart."""
    chart = progress["chart"]
    rows = chart.table if chart else []
    heads = ("Day", "Next morning", "Worst in exercise", "Dose")
    return Part("Day by day", (), (heads, *rows[-_MOST_DAYS:]) if rows else ())


def _scores(progress: Mapping[str, Any]) -> Part:
    cards = progress.get("outcomes") or ()
    lines = tuple(
        f"{card['name']}: {card['now']} of {card['of']}, {card['day_words']}. {card['title']}."
        for card in cards
    )
    return Part("Scores", lines, charts=_drawn(cards))


def _tests(progress: Mapping[str, Any]) -> Part:
    """Home tests that were tried, with what is within error."""
    cards = progress.get("tests") or ()
    return Part("Home tests", tuple(map(_test_line, cards)), charts=_drawn(cards))


def _test_line(card: Mapping[str, Any]) -> str:
    sides = (f"{side['words'].lower()} {side['value_words']}" for side in card["sides"] if side["value"])
    result = f"{card['name']}, {card['day_words']}: {', '.join(sides) or 'no result'}."
    return " ".join([result, *(sentence["text"] for sentence in card["sentences"])])


def _drawn(cards: Iterable[Mapping[str, Any]]) -> tuple[PrintedChart, ...]:
    """The charts of those that have one: a single result is told in words alone."""
    return tuple(for_paper(card["svg"]) for card in cards if card["svg"])
