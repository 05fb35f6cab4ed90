"""The registry of named safety checks: each says of one hazard what must never be seen.

A check is written from the hazard list and reads what was told, planned and decided. It never calls the
rule that it checks, and the numbers in the `checks_of_…` modules are typed there on purpose: two readings
of the clinical source are compared, the content's and this one. A change of a setting that makes a plan
or decision less careful than the hazard list therefore shows, instead of moving the check along.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import Intake
from hipwise.plan.plan import Plan
from hipwise.simulate.course import Course, Visit


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """A plan that a person would train by on that day, with what was known of the person."""

    plan: Plan
    intake: Intake
    day: date
    catalogue: Catalogue

    @property
    def postoperative_week(self) -> int | None:
        """Completed weeks since the operation on that day; None without one."""
        surgery = self.intake.surgery
        if not self.intake.is_post_operative or surgery is None or surgery.date is None:
            return None
        return (self.day - surgery.date).days // 7


@dataclass(frozen=True, slots=True)
class SeenVisit:
    """A visit as the checks see it; `is_sample` on the one visit of a course that costly checks look at."""

    visit: Visit
    catalogue: Catalogue
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that must never be seen: the check's id, the day, what was seen."""

    check: str
    day: date
    text: str


PlanCheck = Callable[[PlanInForce], Iterator[str]]
VisitCheck = Callable[[SeenVisit], Iterator[str]]
CourseCheck = Callable[[Course, tuple[Visit, ...]], Iterator[tuple[date, str]]]

PLAN_CHECKS: dict[str, PlanCheck] = {}
VISIT_CHECKS: dict[str, VisitCheck] = {}
COURSE_CHECKS: dict[str, CourseCheck] = {}


Check = TypeVar("Check")


def registered(checks: dict[str, Check], name: str) -> Callable[[Check], Check]:
    """Put a check into its registry under its hazard's id and a word."""

    def register(check: Check) -> Check:
        checks[name] = check
        return check

    return register


def plan_check(name: str) -> Callable[[PlanCheck], PlanCheck]:
    """Register a check of a plan."""
    return registered(PLAN_CHECKS, name)


def visit_check(name: str) -> Callable[[VisitCheck], VisitCheck]:
    """Register a check of what was decided on one day."""
    return registered(VISIT_CHECKS, name)


def course_check(name: str) -> Callable[[CourseCheck], CourseCheck]:
    """Register a check of a whole course."""
    return registered(COURSE_CHECKS, name)
