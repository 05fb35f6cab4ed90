"""A home test as pages and the phone show it: plain values, the rules' sentences, both sides raw."""

from datetime import date

from hipwise.follow.home_test import (
    Result,
    TestCourse,
    home_test_courses,
    result_reasons,
    result_words,
    symmetry_percent,
    value_words,
)
from hipwise.library.catalogue import Catalogue
from hipwise.library.side import Side
from hipwise.plan.history import Log
from hipwise.plan.home_trials import side_order

SIDE_NAMES = {Side.LEFT: "Left", Side.RIGHT: "Right", Side.BOTH: "Both together"}


def home_test_card(
    log: Log, sore: Side, age: int, sex: str | None, catalogue: Catalogue
) -> dict[str, object]:
    """The card of the one home test in a log. Raises ValueError where there is not exactly one."""
    courses = home_test_courses(log, log.last_day or date.min, catalogue)
    if len(courses) != 1:
        raise ValueError(f"expected entries of one home test, found {len(courses)}; send one test's entries")
    return card_of(courses[0], sore, age, sex, catalogue)


def card_of(
    course: TestCourse, sore: Side, age: int, sex: str | None, catalogue: Catalogue
) -> dict[str, object]:
    """One test: `id`, `name`, `day`, `title`, `sides` (the side that hurts less first), `sentences`."""
    percent = symmetry_percent(course, sore)
    reasons = result_reasons(course, sore, age, sex, catalogue)
    return {
        "id": course.test.id,
        "name": course.test.name,
        "day": None if course.last_day is None else course.last_day.isoformat(),
        "percent": None if percent is None else round(percent),
        "sides": [
            _side(course, side, rows[-1])
            for side in side_order(sore, course.test.is_sided)
            if (rows := course.results.get(side))
        ],
        "sentences": [
            {
                "rule": reason.rule,
                "title": catalogue.rules[reason.rule].title,
                "text": reason.text,
                "source": catalogue.sources[reason.source].citation,
                "evidence": reason.evidence.value,
            }
            for reason in reasons
        ],
        "reading": course.test.reading,
    }


def _side(course: TestCourse, side: Side, last: Result) -> dict[str, object]:
    """The latest attempt on a side. `value` is empty where it has no result."""
    return {
        "side": side.value,
        "words": SIDE_NAMES[side],
        "value": "" if last.value is None else result_words(last.value),
        "value_words": value_words(course.test, last.value),
        "unit": course.test.unit,
        "trials_words": _trials_words(course, last),
        "day": last.day.isoformat(),
        "is_stopped": last.is_stopped,
    }


def _trials_words(course: TestCourse, last: Result) -> str:
    """From the least to the most of several trials; empty where they do not differ."""
    if course.test.directions or last.low is None or last.high is None or last.low == last.high:
        return ""
    return f"{result_words(last.low)} to {result_words(last.high)}"
