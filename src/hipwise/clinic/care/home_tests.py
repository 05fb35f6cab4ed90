"""Home tests on pages: which there are today, how one is done, and what the results were."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from hipwise.clinic.care.local_time import local_day, short_day_words
from hipwise.clinic.care.models import Patient, PlanRevision
from hipwise.clinic.care.recent_log import recent_log
from hipwise.exchange.chart.home_test import (
    TestPoint,
    TestSeries,
    bar_ends,
    home_test_rows,
    home_test_svg,
)
from hipwise.follow.home_test import (
    TestCourse,
    error_at,
    home_test_courses,
    value_words,
)
from hipwise.follow.home_test_camera import camera_of
from hipwise.follow.home_test_card import SIDE_NAMES, card_of
from hipwise.follow.home_test_offer import TestNow, home_tests_now
from hipwise.library.catalogue import Catalogue
from hipwise.library.home_test import HomeTest
from hipwise.library.side import Side
from hipwise.plan.entry import TestEntry, home_test_to_mapping
from hipwise.plan.exclusion import equipment_in_words
from hipwise.plan.history import Log
from hipwise.plan.intake import Intake, Sided, parse_intake
from hipwise.plan.look import Look, look_at
from hipwise.plan.plan import plan_from_mapping

_EARLIER = 20
_MOST_NAMED = 2


def home_tests_page(
    patient: Patient, revision: PlanRevision | None, now: datetime, catalogue: Catalogue
) -> dict[str, Any] | None:
    """Template patient/tests.html: `asked`, `open`, `later`; None without a plan in force. One query.

    A row: id, name, aim, drawn, minutes_words, last_words, opens (what its door asks), waits (why not now).
    """
    if revision is None:
        return None
    look = _look(patient, revision, now, catalogue)
    courses = {c.test.id: c for c in home_test_courses(look.log, look.today, catalogue, look.intake)}
    found = home_tests_now(look)
    rows = [_row(each, courses.get(each.test.id)) for each in found]
    asked = [row for row, each in zip(rows, found, strict=True) if each.is_asked]
    can_do = [row for row, each in zip(rows, found, strict=True) if not each.is_asked and not each.against]
    return {"asked": asked, "open": can_do, "later": [row for row in rows if row["waits"]]}


def _look(patient: Patient, revision: PlanRevision, now: datetime, catalogue: Catalogue) -> Look:
    day = local_day(patient, now)
    return _look_of(revision, recent_log(patient, day, catalogue), day, catalogue)


def _look_of(revision: PlanRevision, log: Log, day: date, catalogue: Catalogue) -> Look:
    plan = plan_from_mapping(revision.plan, "the signed plan")
    intake = parse_intake(revision.intake.stated, "the stored intake")
    return look_at(plan, log, intake, day, catalogue)


def _row(now: TestNow, course: TestCourse | None) -> dict[str, Any]:
    test = now.test
    return {
        "id": test.id,
        "name": test.name,
        "aim": test.aim,
        "drawn": test.drawn,
        "minutes_words": f"about {test.minutes:g} minutes",
        "last_words": _last_words(course),
        "opens": list(now.opens),
        "waits": now.against[0].text if now.against else "",
        "url": reverse("patient-test", args=(test.id,)),
    }


def _last_words(course: TestCourse | None) -> str:
    """The latest results: "Left 38, right 41 seconds, Sat 28 November"; empty before the first."""
    if course is None or course.last_day is None:
        return ""
    told = [
        f"{SIDE_NAMES[side].lower()} {value_words(course.test, last.value)}"
        for side in (Side.LEFT, Side.RIGHT, Side.BOTH)
        if (last := course.last(side)) is not None
    ]
    words = ", ".join(told) or "no result"
    return f"{words[:1].upper()}{words[1:]} on {short_day_words(course.last_day)}"


def home_test_page(
    patient: Patient, revision: PlanRevision | None, test_id: str, now: datetime, catalogue: Catalogue
) -> dict[str, Any] | None:
    """Template patient/test.html: `test` (see `_document`) and `waits` (why not now). One query.

    None for a test that the content does not have, and without a plan in force.
    """
    if test_id not in catalogue.home_tests or revision is None:
        return None
    look = _look(patient, revision, now, catalogue)
    found = next(each for each in home_tests_now(look) if each.test.id == test_id)
    test = found.test
    rounds = test.practice + test.trials
    document = _document(found, look, catalogue)
    return {
        "test": document,
        "camera_still": next(iter(document["camera"]["stills"].values())) if document["camera"] else "",
        "turns": range(rounds * len(found.sides)),
        "trial_numbers": range(1, test.trials + 1),
        "tape_rows": test.directions or ("",),
        "leg": _leg_length(test, look.log),
        "waits": [reason.text for reason in found.against],
        "opens": list(found.opens),
        "needs": equipment_in_words(found.test.equipment, catalogue),
        "camera_words": _camera_words(test, catalogue),
        "sources": [
            {
                "says": each.says,
                "citation": catalogue.sources[each.source].citation,
                "words": each.evidence.words,
            }
            for each in found.test.citations
        ],
    }


def _camera_words(test: HomeTest, catalogue: Catalogue) -> list[dict[str, str]]:
    """What the camera can do in this test: title and text."""
    return [
        {"title": catalogue.rules[reason.rule].title, "text": reason.text}
        for reason in camera_of(test, catalogue).reasons
    ]


def _camera(test: HomeTest, sides: tuple[Side, ...], catalogue: Catalogue) -> dict[str, Any] | None:
    """For the guide: the movement watched, what is read and its error, the phone's place, stills by side."""
    camera = camera_of(test, catalogue)
    movement = camera.movement
    if movement is None:
        return None
    return {
        "exercise": movement.id,
        "reads": test.camera,
        "error_deg": camera.error_deg,
        "place": movement.watch.place,
        "stills": {
            side.value: reverse("figure-still", args=(movement.id, side.value, "start")) for side in sides
        },
    }


def _leg_length(test: HomeTest, log: Log) -> float | None:
    """The leg as it was measured last, centimetres: nobody measures it again each week."""
    legs = [
        each.leg_length_cm
        for entry in log.of(TestEntry)
        if entry.test == test.measure
        for each in entry.trials
        if each.leg_length_cm is not None
    ]
    return legs[-1] if legs else None


def _document(now: TestNow, look: Look, catalogue: Catalogue) -> dict[str, Any]:
    """What the guide on the phone needs, as plain JSON values."""
    test, person = now.test, look.intake.person
    return {
        **{
            name: value for name, value in asdict(test).items() if name not in ("norms", "citations", "error")
        },
        "camera": _camera(test, now.sides, catalogue),
        "sides": [{"side": side.value, "words": test.side_phrase(side)} for side in now.sides],
        "settings": {
            name: look.catalogue.setting(f"test.{name}") for name in ("ready_s", "still_s", "still_deg")
        },
        "person": {
            "age": person.age,
            "sex": person.sex,
            "sore_side": look.intake.symptomatic_side.value,
        },
        "earlier": [*_stated(test, look.intake), *_logged(test, look.log)],
    }


def _logged(test: HomeTest, log: Log) -> list[dict[str, Any]]:
    """The latest entries of a test, as they are logged."""
    entries = [entry for entry in log.of(TestEntry) if entry.test == test.measure]
    return [home_test_to_mapping(entry) for entry in entries[-_EARLIER:]]


def _stated(test: HomeTest, intake: Intake) -> list[dict[str, Any]]:
    """What the intake says of it, written as an entry."""
    value = getattr(intake.tests, test.measure, None)
    if value is None or value == Sided():
        return []
    found = {"value": value} if not isinstance(value, Sided) else {"left": value.left, "right": value.right}
    at = f"{intake.today.isoformat()}T00:00:00Z"
    return [{"id": "intake", "at": at, "kind": "test", "test": test.measure, **found}]


def home_test_cards(log: Log, intake: Intake, today: date, catalogue: Catalogue) -> list[dict[str, Any]]:
    """One card for each test that was tried, see `follow.home_test_card`, with its chart and table.

    Further entries: key, day_words, svg (empty for one day), series (names), table, error_words, bar_words.
    """
    courses = home_test_courses(log, today, catalogue, intake)
    return [_card(course, intake, today, catalogue) for course in courses]


def _card(course: TestCourse, intake: Intake, today: date, catalogue: Catalogue) -> dict[str, Any]:
    person, key = intake.person, f"test-{course.test.id}"
    series = _series(course)
    days = {point.day for each in series for point in each.points}
    return {
        **card_of(course, intake.symptomatic_side, person.age, person.sex, catalogue),
        "key": key,
        "day_words": short_day_words(course.last_day) if course.last_day else "",
        "svg": home_test_svg(series, course.test.name, course.test.unit, today, key) if len(days) > 1 else "",
        "series": [each.name for each in series],
        "table": home_test_rows(series),
        "unit": course.test.unit,
        "bar_words": _bar_words(course.test),
        "error_words": _error_words(course.test, catalogue),
    }


def _series(course: TestCourse) -> list[TestSeries]:
    found = []
    for side in (Side.LEFT, Side.RIGHT, Side.BOTH):
        points = []
        for each in course.valued(side):
            assert each.value is not None
            low, high = bar_ends(each.value, error_at(course.test, each.value), each.low, each.high)
            points.append(TestPoint(each.day, each.value, low, high))
        if points:
            found.append(TestSeries(SIDE_NAMES[side], tuple(points)))
    return found


def _bar_words(test: HomeTest) -> str:
    if test.error is not None:
        return "Bars: the true value lies in them 95 times of 100."
    return "Bars: the least and the most of the trials." if test.trials > 1 else ""


def _error_words(test: HomeTest, catalogue: Catalogue) -> str:
    """How large the error is and where that stands; or that nobody tells."""
    error = test.error
    if error is None:
        return "Smallest detectable change: no source tells it."
    unit = "percent of the earlier result" if error.is_share else test.unit
    source = catalogue.sources[error.source].citation.split(". ")[0].rstrip(".")
    note = f" {error.note}" if error.note else ""
    return f"Smallest detectable change: {error.value:g} {unit}.{note} {source}. {error.evidence.words}"


def todays_test(revision: PlanRevision, log: Log, day: date, catalogue: Catalogue) -> dict[str, Any] | None:
    """What the page of today says of tests that a door waits for; None when it says nothing."""
    look = _look_of(revision, log, day, catalogue)
    asked = [each.test for each in home_tests_now(look) if each.is_asked]
    if not asked:
        return None
    named = [test.name for test in asked[:_MOST_NAMED]]
    minutes = f"{sum(test.minutes for test in asked[:_MOST_NAMED]):g}"
    reason = catalogue.reason("test-asked", name=" and ".join(named), minutes=minutes)
    return {
        "title": catalogue.rules[reason.rule].title,
        "text": reason.text,
        "count": len(asked),
        "url": reverse("patient-tests"),
    }
