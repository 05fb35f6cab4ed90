"""Scores of questionnaires as cards: what a change means, a chart, a table. The same for both sides."""

from datetime import date
from typing import Any

from hipwise.clinic.care.local_time import short_day_words
from hipwise.exchange.chart.outcome import OutcomeScale, outcome_rows, outcome_svg
from hipwise.follow.change import Change, judge_change
from hipwise.follow.outcome import Course, outcome_courses
from hipwise.library.catalogue import Catalogue
from hipwise.library.measure import Threshold
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake

_KIND_WORDS = {
    "sdc": "error of a change",
    "mdc": "error of a change",
    "mcii": "least change people notice",
    "mcid": "least change people notice",
    "pass": "can live with it from",  # nosec B105 - a kind of threshold, not a password
}


def outcome_cards(
    log: Log, intake: Intake, today: date, catalogue: Catalogue, for_desk: bool = False
) -> list[dict[str, Any]]:
    """One card for each part that has a score; a part with one score says so.

    Entries: id, name, now, of, title, sentences, svg (empty for one score), table (day, score), thresholds
    (words), better.
    """
    courses = outcome_courses(log, intake, today, catalogue)
    return [_card(course, today, catalogue, for_desk) for course in courses]


def _card(course: Course, today: date, catalogue: Catalogue, for_desk: bool) -> dict[str, Any]:
    measure, part = course.measure, course.part
    change = judge_change(course, catalogue)
    several = len(measure.subscales) > 1
    name = f"{measure.short}, {part.name.lower()}" if several else measure.short
    key = f"outcome-{measure.id}-{part.id}"
    scores = [(each.day, each.value) for each in course.scores]
    return {
        "id": key,
        "name": name,
        "now": f"{change.now:+g}" if measure.is_change and change.now else f"{change.now:.3g}",
        "of": f"{measure.scoring.score_high:g}",
        "day_words": short_day_words(course.scores[-1].day),
        "title": catalogue.rules[change.reasons[0].rule].title,
        "is_change": change.is_change,
        "sentences": _sentences(change, catalogue, for_desk),
        "svg": outcome_svg(scores, _scale(course), name, today, key) if len(scores) > 1 else "",
        "table": outcome_rows(scores, measure.scoring.score_high),
        "better": "More is better" if measure.scoring.better == "high" else "Less is better",
        "thresholds": _threshold_words(course, catalogue),
    }


def _sentences(change: Change, catalogue: Catalogue, for_desk: bool) -> list[str]:
    return [catalogue.for_therapist(reason) if for_desk else reason.text for reason in change.reasons]


def _scale(course: Course) -> OutcomeScale:
    scoring, meaning = course.measure.scoring, course.meaning
    values = (
        None if each is None else each.value
        for each in (meaning.error, None if course.measure.is_change else meaning.minimal, meaning.acceptable)
    )
    return OutcomeScale(scoring.score_low, scoring.score_high, scoring.better == "high", *values)


def _threshold_words(course: Course, catalogue: Catalogue) -> list[str]:
    """Each threshold that was used: what it is, in whom it was found, and where that stands."""
    meaning = course.meaning
    used = [t for t in (meaning.error, meaning.minimal, meaning.acceptable) if t is not None]
    return [_words(threshold, catalogue) for threshold in used]


def _words(threshold: Threshold, catalogue: Catalogue) -> str:
    cohort = catalogue.rules[f"cohort-{threshold.cohort}"].title.lower()
    when = f", {threshold.when}" if threshold.when else ""
    source = catalogue.sources[threshold.source].citation.split(". ")[0].rstrip(".")
    return f"{_KIND_WORDS[threshold.kind].capitalize()}: {threshold.value:g} ({cohort}{when}). {source}."
