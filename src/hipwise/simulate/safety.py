"""Asks every registered check, and counts how often each was asked."""

from collections import Counter
from collections.abc import Iterator

from hipwise.simulate import checks_of_course, checks_of_decision, checks_of_plan
from hipwise.simulate.course import Course, Visit
from hipwise.simulate.safety_check import (
    COURSE_CHECKS,
    PLAN_CHECKS,
    VISIT_CHECKS,
    Finding,
    PlanInForce,
    SeenVisit,
)

# Importing these fills the registry.
CHECKS = (checks_of_course, checks_of_decision, checks_of_plan)


def look_at_plan(seen: PlanInForce, checked: Counter[str]) -> Iterator[Finding]:
    """What a plan in force must not have."""
    for name, check in PLAN_CHECKS.items():
        checked[name] += 1
        yield from (Finding(name, seen.day, text) for text in check(seen))


def look_at_visit(seen: SeenVisit, checked: Counter[str]) -> Iterator[Finding]:
    """What must not have been decided on a day."""
    for name, check in VISIT_CHECKS.items():
        checked[name] += 1
        yield from (Finding(name, seen.visit.day, text) for text in check(seen))


def look_at_course(course: Course, visits: tuple[Visit, ...], checked: Counter[str]) -> Iterator[Finding]:
    """What must not have happened over the weeks."""
    for name, check in COURSE_CHECKS.items():
        checked[name] += 1
        yield from (Finding(name, day, text) for day, text in check(course, visits))
