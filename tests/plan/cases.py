"""People as a source describes them: a vignette with its source, and how the result is held against it."""

from dataclasses import dataclass

from hipwise.library.side import Side
from hipwise.plan.intake import Intake, IntakeError
from hipwise.plan.plan import Plan
from tests.plan.vignettes import Vignette, result_of, vignette
from tests.reference.programme_table import PROGRAMME

EXTENSORS = frozenset({"bridge", "ball-bridge", "single-leg-bridge", "prone-leg-raise"})
ABOVE_TIER_ONE = frozenset(name for name, row in PROGRAMME.items() if row.tier > 1)


@dataclass(frozen=True)
class Case:
    """A vignette and where it comes from."""

    source: str
    of: Vignette


def case_of(
    source: str, never: frozenset[str], sentence: str, *changes: dict[str, object], **expected: object
) -> Case:
    """A case in which the exercises of `never` may not be planned either."""
    expected["must_not"] = frozenset(expected.get("must_not", ())) | never  # type: ignore[arg-type]
    return Case(source, vignette(sentence, *changes, **expected))


def sentence_of(one: Case) -> str:
    """Its name among the tests."""
    return one.of.sentence


def result(one: Case) -> tuple[Intake, Plan]:
    """What the programme makes of an intake that can be read."""
    found = result_of(one.of)
    assert not isinstance(found, IntakeError), str(found)
    return found


def assert_as_the_text_says(one: Case) -> None:
    """Status, outcome, signs, phase, sides and exercises are those that the case expects."""
    (_, plan), expected = result(one), one.of
    planned = {item.exercise for item in plan.items}
    assert plan.status.value == expected.status, [r.text for r in plan.screening.blocks]
    assert plan.screening.outcome.value in expected.outcomes, plan.screening
    assert expected.flags <= {flag.id for flag in plan.screening.flags}, plan.screening
    assert expected.must <= planned, planned
    assert not expected.must_not & planned, expected.must_not & planned
    for group in expected.one_of:
        assert group & planned, (sorted(group), sorted(planned))
    if expected.status == "planned":
        assert plan.phase in expected.phases, plan.phase
    if expected.only is not None:
        assert planned <= expected.only, planned
    for name, side in expected.sides.items():
        found = [item.side for item in plan.items if item.exercise == name]
        assert all(each is Side(side) for each in found), (name, found)
