"""May this hip be tested at home now?"""

from collections.abc import Iterator

from hipwise.body.envelope import HipSample, Verdict, judge
from hipwise.library.home_test import HomeTest
from hipwise.library.rule import Reason
from hipwise.plan.exclusion import reasons_against_testing
from hipwise.plan.situation import Situation
from hipwise.plan.working_side import LEFT_AND_RIGHT


def reasons_against(test: HomeTest, situation: Situation) -> tuple[Reason, ...]:
    """Why this person does not do the test now; empty when nothing speaks against it.

    Both sides are tested, so what speaks against one of them speaks against the test.
    """
    exercises = [situation.catalogue.exercise(name) for name in test.rules_of]
    found = [
        reason
        for exercise in exercises
        for side in test.tested_sides
        for reason in reasons_against_testing(exercise, side, situation)
    ]
    found += _reach_reasons(test, situation)
    return tuple({(reason.rule, reason.text): reason for reason in found}.values())


def _reach_reasons(test: HomeTest, situation: Situation) -> Iterator[Reason]:
    if not test.reach:
        return
    sample = HipSample(
        flexion_deg=test.reach.get("hip_flexion_deg", 0.0),
        adduction_deg=0.0,
        rotation_deg=test.reach.get("hip_internal_rotation_deg", 0.0),
    )
    for side in LEFT_AND_RIGHT:
        for finding in judge([sample], situation.limits.of(side)):
            if finding.verdict is Verdict.BLOCKED:
                facts = {"value": round(finding.value_deg), "limit": round(finding.limit_deg)}
                yield situation.reason(finding.rule, hip=f"{side.value} hip", **facts)
