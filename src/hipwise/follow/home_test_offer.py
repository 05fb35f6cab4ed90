"""Home tests on a day: what speaks against each, and which one a door of the plan waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from hipwise.library.criterion import Criterion
from hipwise.library.home_test import HomeTest
from hipwise.library.rule import Reason
from hipwise.library.side import Side
from hipwise.plan.criterion import unmet
from hipwise.plan.entry import TestEntry
from hipwise.plan.exclusion import wants_impact
from hipwise.plan.history import Log
from hipwise.plan.home_test import reasons_against
from hipwise.plan.home_trials import side_order
from hipwise.plan.look import Look
from hipwise.plan.overall import overall_view
from hipwise.plan.pain_response import Verdict
from hipwise.plan.phase import phases_by_number
from hipwise.plan.running import wants_programme

_TESTS = "tests."
_RUNNING = "running"
_IMPACT_GATE = "impact-gate"


@dataclass(frozen=True, slots=True)
class TestNow:
    """A home test on one day: what speaks against it, and whether a door of the plan waits for it.

    `is_asked`: the door waits, nothing speaks against it, and it was not tried in the last days.
    """

    __test__: ClassVar[bool] = False  # not a test of this programme

    test: HomeTest
    against: tuple[Reason, ...]
    sides: tuple[Side, ...]
    opens: tuple[str, ...]
    is_asked: bool


def home_tests_now(look: Look) -> tuple[TestNow, ...]:
    """Every home test on that day, in the content's order. None may be done while the plan is stopped."""
    catalogue = look.catalogue
    overall = overall_view(look.plan, look.log, look.history, look.today, look.flares, catalogue).verdict
    stopped = look.plan.phase == 0 or overall >= Verdict.STOP
    waits = (catalogue.reason("test-waits"),) if stopped else ()
    doors = _waiting_doors(look)
    return tuple(
        _test_now(test, waits or reasons_against(test, look.situation), doors.get(test.measure, ()), look)
        for test in sorted(catalogue.home_tests.values(), key=lambda each: each.order)
    )


def _test_now(test: HomeTest, against: tuple[Reason, ...], opens: tuple[str, ...], look: Look) -> TestNow:
    rested = _days_since(test, look.log, look.today)
    is_due = rested is None or rested >= look.catalogue.setting("test.every_days")
    order = side_order(look.intake.symptomatic_side, test.is_sided)
    return TestNow(test, against, order, opens, bool(opens) and not against and is_due)


def _days_since(test: HomeTest, log: Log, today: date) -> float | None:
    """Days since the test was tried or put off; None: never."""
    tried = [e.at.date() for e in log.of(TestEntry) if e.test == test.measure and e.at.date() <= today]
    return (today - max(tried)) / timedelta(days=1) if tried else None


def _waiting_doors(look: Look) -> dict[str, tuple[str, ...]]:
    """The signs that doors of the plan still wait for, by the word of the test that shows them."""
    known = look.known.intake
    found: dict[str, dict[str, None]] = {}
    for criterion in unmet(_criteria(look), known, known.symptomatic_sides):
        if criterion.measure.startswith(_TESTS):
            found.setdefault(criterion.measure.removeprefix(_TESTS), {})[criterion.text] = None
    return {measure: tuple(texts) for measure, texts in found.items()}


def _criteria(look: Look) -> Iterator[Criterion]:
    """What the doors ask, those behind included: a test that has grown too old shuts them again.

    In the last phase what running and jumping ask counts too, where a goal needs them.
    """
    catalogue, phases = look.catalogue, phases_by_number(look.catalogue)
    following = phases.get(look.plan.phase + 1)
    highest = catalogue.pathways[look.plan.pathway].highest_phase
    for number, phase in phases.items():
        if number <= look.plan.phase:
            yield from (*phase.entry, *phase.exit)
    if following is not None and following.number <= highest:
        yield from following.entry
    programme = catalogue.programmes[_RUNNING]
    if look.plan.phase >= programme.phase_min and wants_programme(programme, look.intake):
        yield from programme.signs
    if look.plan.phase == max(phases) and wants_impact(look.situation):
        yield from catalogue.gates[_IMPACT_GATE].criteria
