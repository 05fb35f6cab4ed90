"""Overrides for tests."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from hipwise.library.catalogue import load_catalogue
from hipwise.plan.given import Given
from hipwise.plan.override import Override, read_override
from tests.plan.intakes import TODAY

CATALOGUE = load_catalogue()
LOCKED = "piriformis-knee-to-opposite-shoulder"
# A person for whom the locked stretch may be unlocked: tight behind, no pain in the test.
TESTED: dict[str, Any] = {
    "tests": {
        "fadir": {"left": "negative", "right": "negative"},
        "piriformis_tightness": {"left": "positive", "right": "negative"},
    }
}


def an_override(**changes: Any) -> dict[str, Any]:
    """The lock lifted today, as an entry of an intake file."""
    return {
        "exercise": LOCKED,
        "rule": "plan-locked",
        "reason": "No pain in the test, under my eyes",
        "by": "Ada Marsh, PT",
        "granted_on": TODAY.isoformat(),
        **changes,
    }


def with_overrides(*overrides: dict[str, Any]) -> dict[str, Any]:
    """A change of an intake: these overrides."""
    return {"overrides": list(overrides)}


def read(**changes: Any) -> Override:
    """The same, read."""
    return read_override(Given("override", an_override(**changes)))


def every_override(granted_days_ago: int = 0) -> list[dict[str, Any]]:
    """Every rule there is, lifted for every exercise: the most that a clinician could ask for."""
    granted = (TODAY - timedelta(days=granted_days_ago)).isoformat()
    return [
        an_override(exercise=exercise, rule=rule, granted_on=granted)
        for exercise in CATALOGUE.exercises
        for rule in CATALOGUE.rules
        if rule.startswith(("plan-", "lint-", "envelope-", "limit-"))
    ]


def some_overrides() -> st.SearchStrategy[list[dict[str, Any]]]:
    """Some overrides, of rules that may be lifted and of rules that may not, some of them over."""
    names = sorted(CATALOGUE.exercises)
    rules = sorted(rule for rule in CATALOGUE.rules if rule.startswith(("plan-", "lint-", "envelope-")))
    liftable = sorted(rule.id for rule in CATALOGUE.rules.values() if rule.may_be_overridden)
    return st.lists(
        st.builds(
            lambda exercise, rule, side, ago: an_override(
                exercise=exercise,
                rule=rule,
                side=side,
                granted_on=(TODAY - timedelta(days=ago)).isoformat(),
            ),
            st.sampled_from(names),
            st.sampled_from(liftable) | st.sampled_from(rules),
            st.sampled_from(["left", "right", "both"]),
            st.sampled_from([0, 1, 13, 14, 60]),
        ),
        max_size=6,
    )
