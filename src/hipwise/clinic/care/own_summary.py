"""The summary that a patient takes along: the plan, what was done, pain, scores, and the last changes."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from hipwise.clinic.care.local_time import day_words, local_day
from hipwise.clinic.care.models import Patient
from hipwise.clinic.care.plan_page import plan_page
from hipwise.clinic.care.progress_page import progress_page
from hipwise.exchange.own_data.summary import Part, Summary
from hipwise.library.catalogue import Catalogue

_TITLE = "My exercise, in short"
_FOOTER = "Made by Hipwise from what was logged. It gives no diagnosis."
_MOST_DAYS = 28


def own_summary(patient: Patient, now: datetime, catalogue: Catalogue) -> Summary:
    """The summary of that day. While no dose may be shown there is none in it either."""
    plan = plan_page(patient, now, catalogue)
    progress = progress_page(patient, now, catalogue)
    day = local_day(patient, now)
    parts = (_plan(plan), _done(progress), _pain(progress), _days(progress), _scores(progress))
    return Summary(
        title=_TITLE,
        lead="What was done is what you told us. Scores of pain are 0 for none to 10 for the worst.",
        owner=patient.name,
        day=f"{day_words(day)} {day.year}",
        footer=_FOOTER,
        parts=tuple(part for part in parts if part.lines or len(part.table) > 1),
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
    return Part("Pain", tuple(_pain_lines(progress)))


def _pain_lines(progress: Mapping[str, Any]) -> Iterator[str]:
    finding, trend = progress.get("finding"), progress.get("trend")
    if finding:
        yield f"{finding['title']}. {finding['text']}"
    if trend:
        yield f"{trend['title']}. {trend['text']}"


def _days(progress: Mapping[str, Any]) -> Part:
    """Pain and dose day by day, as behind the chart."""
    chart = progress.get("chart")
    rows = [tuple(str(cell) for cell in row) for row in (chart or {}).get("table") or ()]
    heads = ("Day", "Next morning", "Worst in exercise", "Dose")
    return Part("Day by day", (), (heads, *rows[-_MOST_DAYS:]) if rows else ())


def _scores(progress: Mapping[str, Any]) -> Part:
    cards = progress.get("outcomes") or ()
    lines = tuple(
        f"{card['name']}: {card['now']} of {card['of']}, {card['day_words']}. {card['title']}."
        for card in cards
    )
    return Part("Scores", lines)
