"""Home tests over time: results of each side, what a change is, side against side.

A result is compared with the first one. A difference within the error of the test is never called a change,
and where no source says how large the error is, no difference is.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from hipwise.follow.change import ChangeVerdict, change_verdict
from hipwise.follow.home_test_camera import TestCamera, camera_of
from hipwise.follow.outcome import Meaning
from hipwise.library.catalogue import Catalogue
from hipwise.library.home_test import HomeTest, Norm
from hipwise.library.measure import Threshold
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.entry import TestEntry
from hipwise.plan.history import Log
from hipwise.plan.home_trials import choose, shown_result, side_order
from hipwise.plan.intake import Intake
from hipwise.plan.measure import measured

_TESTS = "tests."


@dataclass(frozen=True, slots=True)
class Result:
    """One side on one day. `value` is None where trials are missing or the test was stopped.

    `low` and `high` are the least and the most of its trials; equal to the value where only that is known. On
    that day `camera_trials` trials, of all sides, had the camera's number.
    """

    day: date
    side: Side
    value: float | None
    low: float | None
    high: float | None
    done: int
    is_stopped: bool = False
    camera_trials: int = 0


@dataclass(frozen=True, slots=True)
class TestCourse:
    """One test with its results by side, the oldest first; `both` is a test of both sides together."""

    __test__: ClassVar[bool] = False  # not a test of this programme

    test: HomeTest
    results: Mapping[Side, tuple[Result, ...]]

    def valued(self, side: Side) -> tuple[Result, ...]:
        """The results of one side that have a value."""
        return tuple(each for each in self.results.get(side, ()) if each.value is not None)

    def last(self, side: Side) -> Result | None:
        """The latest result with a value; None where there is none, and after a test that was stopped."""
        row = self.results.get(side, ())
        if row and row[-1].is_stopped:
            return None
        return next(reversed(self.valued(side)), None)

    @property
    def last_day(self) -> date | None:
        """The day on which it was last done, whole or in part."""
        return max((each.day for row in self.results.values() for each in row), default=None)


def home_test_courses(
    log: Log, today: date, catalogue: Catalogue, intake: Intake | None = None
) -> tuple[TestCourse, ...]:
    """Every home test that was tried by that day, in the content's order; with an intake, its own too."""
    found: dict[str, dict[tuple[Side, date], Result]] = {}
    if intake is not None and intake.today <= today:
        for test in catalogue.home_tests.values():
            for result in _stated(test, intake):
                found.setdefault(test.id, {})[result.side, result.day] = result
    for entry in log.of(TestEntry):
        known = catalogue.test_measures.get(entry.test)
        if known is not None and entry.at.date() <= today:
            for result in results_of(known, entry):
                found.setdefault(known.id, {})[result.side, result.day] = result
    tests = sorted(catalogue.home_tests.values(), key=lambda test: test.order)
    return tuple(_course(test, found[test.id].values()) for test in tests if test.id in found)


def _course(test: HomeTest, results: Iterable[Result]) -> TestCourse:
    by_side: dict[Side, list[Result]] = {}
    for result in sorted(results, key=lambda each: each.day):
        by_side.setdefault(result.side, []).append(result)
    return TestCourse(test, {side: tuple(row) for side, row in by_side.items()})


def _stated(test: HomeTest, intake: Intake) -> Iterator[Result]:
    """What the intake says of it."""
    if not hasattr(intake.tests, test.measure):
        return
    for side in test.tested_sides:
        value = measured(intake, f"{_TESTS}{test.measure}", Side.LEFT if side is Side.BOTH else side)
        if isinstance(value, float):
            yield Result(intake.today, side, value, value, value, test.trials)


def results_of(test: HomeTest, entry: TestEntry) -> Iterator[Result]:
    """What one entry found on each side."""
    day, trials = entry.at.date(), {each.side: each for each in entry.trials}
    for side in test.tested_sides:
        is_stopped = entry.stopped in (side, Side.BOTH)
        if side in trials:
            value = None if is_stopped else shown_result(test, trials[side])
            spread = tuple(trials[side].values.values()) if not test.directions else ((value,),)
            numbers = [number for row in spread for number in row if number is not None]
            low, high = (min(numbers), max(numbers)) if numbers else (None, None)
            done = trials[side].least_done(test)
            yield Result(day, side, value, low, high, done, is_stopped, entry.camera_trials)
        elif is_stopped:
            yield Result(day, side, None, None, None, 0, True)
        elif not entry.trials and (value := _scalar(test, entry, side)) is not None:
            yield Result(day, side, value, value, value, test.trials)


def _scalar(test: HomeTest, entry: TestEntry, side: Side) -> float | None:
    """A result that was typed in as one number, or as a list of numbers."""
    given = {Side.LEFT: entry.left, Side.RIGHT: entry.right, Side.BOTH: entry.value}[side]
    if isinstance(given, tuple):
        return choose(given, test.shown) if given else None
    return given if isinstance(given, float) else None


def error_at(test: HomeTest, before: float) -> float | None:
    """The smallest change from that result that is more than noise, in the test's unit; None: not known."""
    if test.error is None:
        return None
    return test.error.value * before / 100 if test.error.is_share else test.error.value


def change_reasons(course: TestCourse, sides: Sequence[Side], catalogue: Catalogue) -> Iterator[Reason]:
    """What became of each side from its first to its last result; sides of which the same is true, as one."""
    told: dict[str, list[Side]] = {}
    camera = camera_of(course.test, catalogue)
    for side in sides:
        if course.last(side) is not None:
            told.setdefault(_change_rule(course, side, camera), []).append(side)
    for rule, of in told.items():
        facts = {} if rule == "test-first" else {"numbers": _numbers(course, of)}
        if rule in ("test-within-error", "test-more", "test-less"):
            facts["error"] = _error_words(course, of, camera)
        yield catalogue.reason(rule, **facts)


def _change_rule(course: TestCourse, side: Side, camera: TestCamera) -> str:
    """Which rule tells what became of a side; it has a result."""
    values = [each.value for each in course.valued(side) if each.value is not None]
    if len(values) == 1:
        return "test-first"
    error = _at_least_the_cameras(error_at(course.test, values[0]), course, side, camera)
    verdict = change_verdict(values[-1] - values[0], _meaning(course.test, error))
    known = {ChangeVerdict.WITHIN_ERROR: "test-within-error", ChangeVerdict.UNKNOWN: "test-error-unknown"}
    return known.get(verdict, "test-more" if values[-1] > values[0] else "test-less")


def _at_least_the_cameras(
    error: float | None, course: TestCourse, side: Side, camera: TestCamera
) -> float | None:
    """The error of a change where one of its two results may be the camera's."""
    rows = course.valued(side)
    if error is None or camera.change_deg is None or not (rows[0].camera_trials or rows[-1].camera_trials):
        return error
    return max(error, math.ceil(camera.change_deg))


def _numbers(course: TestCourse, sides: Sequence[Side]) -> str:
    """ "Left 31 at first, now 38; right 22 at first, now 30 seconds"."""
    told = []
    for side in sides:
        rows = course.valued(side)
        name = "" if side is Side.BOTH else f"{side.value} "
        told.append(f"{name}{_number_words(rows[0].value)} at first, now {_number_words(rows[-1].value)}")
    words = "; ".join(told)
    return f"{words[:1].upper()}{words[1:]} {course.test.unit}"


def _error_words(course: TestCourse, sides: Sequence[Side], camera: TestCamera) -> str:
    """The error of the test in words: the largest of these sides."""
    error = course.test.error
    assert error is not None
    if error.is_share:
        return f"{error.value:g} percent of the first result"
    found = [_at_least_the_cameras(error.value, course, side, camera) for side in sides]
    return value_words(course.test, max(each for each in found if each is not None))


def _number_words(value: float | None) -> str:
    return "no result" if value is None else result_words(value)


def result_words(value: float) -> str:
    """A result as it is shown, without its unit."""
    return f"{round(value, 1):g}"


def _meaning(test: HomeTest, error: float | None) -> Meaning:
    """The error as a threshold, so that a change of a test is judged like one of a score."""
    if error is None or test.error is None:
        return Meaning(None, None, None)
    return Meaning(Threshold("mdc", error, "", "", test.error.source, test.error.evidence), None, None)


def _weaker(course: TestCourse) -> Side:
    """The side whose last result is less; left where they are equal or not known."""
    left, right = (course.last(side) for side in (Side.LEFT, Side.RIGHT))
    values = [None if each is None else each.value for each in (left, right)]
    if values[0] is None or values[1] is None:
        return Side.LEFT
    return Side.LEFT if values[0] <= values[1] else Side.RIGHT


def symmetry_percent(course: TestCourse, sore: Side) -> float | None:
    """The sore side in percent of the other; both sore: the weaker of the stronger. None where not known."""
    left, right = course.last(Side.LEFT), course.last(Side.RIGHT)
    if left is None or right is None or left.value is None or right.value is None:
        return None
    values = {Side.LEFT: left.value, Side.RIGHT: right.value}
    side = _weaker(course) if sore is Side.BOTH else sore
    other = values[side.opposite]
    return 100 * values[side] / other if other > 0 else None


def symmetry_reason(course: TestCourse, sore: Side, catalogue: Catalogue) -> Reason | None:
    """The two sides in words; None for a test of both together."""
    if not course.test.is_sided:
        return None
    percent = symmetry_percent(course, sore)
    if percent is None:
        return catalogue.reason("test-symmetry-unknown")
    side = _weaker(course) if sore is Side.BOTH else sore
    return catalogue.reason(
        "test-symmetry", sore=side.value, other=side.opposite.value, percent=f"{percent:.0f}"
    )


def norm_reason(test: HomeTest, age: int, sex: str | None, catalogue: Catalogue) -> Reason | None:
    """What other people reach, with the source of that number; None where no source says it."""
    norm = test.norm_for(age, sex)
    if norm is None:
        return None
    reason = catalogue.reason(
        f"test-norm-{norm.kind}", ages=_ages_words(norm), value=value_words(test, norm.value)
    )
    return replace(reason, source=norm.source, evidence=norm.evidence)


def _ages_words(norm: Norm) -> str:
    ages = f"{norm.age_from} and older" if norm.age_to is None else f"{norm.age_from} to {norm.age_to}"
    return ages if norm.sex is None else f"{ages} ({'men' if norm.sex == 'male' else 'women'})"


def value_words(test: HomeTest, value: float | None) -> str:
    """A result with its unit: "31 seconds", "1 second", "88.5 percent of leg length"."""
    if value is None:
        return "no result"
    number = result_words(value)
    unit = test.unit.removesuffix("s") if number == "1" and test.unit.endswith("s") else test.unit
    return f"{number} {unit}"


def missing_reason(course: TestCourse, side: Side, catalogue: Catalogue) -> Reason | None:
    """Why the latest attempt on a side has no result; None where it has one, or there was none."""
    row = course.results.get(side, ())
    if not row or row[-1].value is not None:
        return None
    where = "" if side is Side.BOTH else f"{side.value.capitalize()}: "
    if row[-1].is_stopped:
        return catalogue.reason("test-stopped", where=where)
    return catalogue.reason("test-incomplete", where=where, done=row[-1].done, needed=course.test.trials)


def camera_reason(course: TestCourse, catalogue: Catalogue) -> Reason | None:
    """How many numbers of the last day came from the camera; None where none did."""
    last = [each for row in course.results.values() for each in row[-1:] if each.day == course.last_day]
    count = max((each.camera_trials for each in last), default=0)
    camera = camera_of(course.test, catalogue)
    if not count or camera.error_deg is None:
        return catalogue.reason("test-by-camera", count=count) if count else None
    return catalogue.reason("test-by-camera-range", count=count, most=camera.error_deg)


def result_reasons(
    course: TestCourse, sore: Side, age: int, sex: str | None, catalogue: Catalogue
) -> tuple[Reason, ...]:
    """All that a course says: each side, the sides against each other, other people."""
    found: list[Reason | None] = []
    sides = side_order(sore, course.test.is_sided)
    found += [missing_reason(course, side, catalogue) for side in sides]
    found += change_reasons(course, sides, catalogue)
    found.append(camera_reason(course, catalogue))
    if any(course.valued(side) for side in course.results):
        found += [symmetry_reason(course, sore, catalogue), norm_reason(course.test, age, sex, catalogue)]
    return tuple(reason for reason in found if reason is not None)
