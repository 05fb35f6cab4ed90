"""The findings of the checks as a page shows them: rule, source, and the mend where there is one."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from hipwise.plan.lint import LintFinding
from hipwise.plan.mend import mend_of
from hipwise.plan.plan import Plan
from hipwise.plan.situation import Situation


def lint_items(
    findings: Sequence[LintFinding], plan: Plan, situation: Situation, known: Sequence[LintFinding]
) -> list[dict[str, Any]]:
    """The findings in their order; a mend that several of one line share stands at the first of them."""
    shown: list[dict[str, Any]] = []
    offered: set[tuple[str | None, str]] = set()
    for finding in findings:
        row = _lint_item(finding, plan, situation, known)
        if (finding.item, row["mend"]) in offered:
            row["mend"] = ""
        offered.add((finding.item, row["mend"]))
        shown.append(row)
    return shown


def _lint_item(
    finding: LintFinding, plan: Plan, situation: Situation, known: Sequence[LintFinding]
) -> dict[str, Any]:
    """The finding with its exercise's name, its rule's title, its source in words and its `mend`."""
    catalogue = situation.catalogue
    exercise = catalogue.exercises.get(finding.item or "")
    rule = catalogue.rules.get(finding.rule)
    source = catalogue.sources.get(finding.source)
    mend = mend_of(finding, plan.items, situation, known)
    return {
        **asdict(finding),
        "source": source.citation if source else finding.source,
        "origin": finding.evidence.words,
        "name": exercise.name if exercise else "",
        "short": rule.title if rule else finding.rule,
        "mend": mend.words if mend else "",
    }
