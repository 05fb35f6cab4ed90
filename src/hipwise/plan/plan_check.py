"""A plan file held against an intake: each finding with what takes it away, and whether it can be lifted."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipwise.library.catalogue import Catalogue
from hipwise.plan.given import Given, GivenError
from hipwise.plan.intake import Intake
from hipwise.plan.lifting import could_be_lifted
from hipwise.plan.lint import (
    ERROR,
    WARNING,
    LintFinding,
    errors_first,
    finding_of,
    lint_finding_to_mapping,
    lint_in,
)
from hipwise.plan.mend import Mend, mend_of
from hipwise.plan.plan import PlanItem, read_item
from hipwise.plan.situation import Situation, assess, assess_in_phase


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """The lines that could be read, the situation they were judged in, and every finding, errors first."""

    items: tuple[PlanItem, ...]
    situation: Situation
    findings: tuple[LintFinding, ...]

    def mend(self, finding: LintFinding) -> Mend | None:
        """The change with which the line is allowed; None when there is none."""
        return mend_of(finding, self.items, self.situation, self.findings)

    def may_be_lifted(self, finding: LintFinding) -> bool:
        """May a clinician lift this error for this person, with a reason and an end?"""
        exercise = self.situation.catalogue.exercises.get(finding.item or "")
        if exercise is None or finding.severity != ERROR:
            return False
        return could_be_lifted((finding.reason,), exercise, self.situation)


def check_mapping(raw: Mapping[str, object], intake: Intake, catalogue: Catalogue) -> PlanCheck:
    """Lint a plan file's raw mapping: an item that cannot be read is an error about that item.

    Nothing of a later phase than the file's own passes; a file that names none is read in the phase that
    the answers open, with a warning. Raises GivenError when there is no list of items, or no such phase.
    """
    items: list[PlanItem] = []
    found: list[LintFinding] = []
    for entry in Given("items", raw.get("items")).entries():
        try:
            items.append(read_item(entry))
        except GivenError as error:
            reason = catalogue.reason("lint-unreadable", what=str(error))
            found.append(finding_of(ERROR, _name_of(entry), reason))
    phase = Given("phase", raw.get("phase"))
    if phase.is_missing:
        found.append(finding_of(WARNING, None, catalogue.reason("lint-phase-missing")))
        situation = assess(intake, catalogue)
    else:
        situation = assess_in_phase(intake, phase.whole_number(0, 4, "phase"), catalogue)
    found += lint_in(items, situation)
    return PlanCheck(tuple(items), situation, errors_first(found))


def check_finding_to_mapping(check: PlanCheck, finding: LintFinding) -> dict[str, object]:
    """A finding as plain JSON values, with `change` in words (or None) and `may_be_lifted`."""
    mend = check.mend(finding)
    return {
        **lint_finding_to_mapping(finding),
        "change": None if mend is None else mend.words,
        "may_be_lifted": check.may_be_lifted(finding),
    }


def _name_of(entry: Given) -> str | None:
    name = entry.raw.get("exercise") if isinstance(entry.raw, Mapping) else None
    return name if isinstance(name, str) else None
