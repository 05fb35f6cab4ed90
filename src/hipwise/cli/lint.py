"""`hipwise lint PLAN.yaml`: does an edited plan still fit this person?"""

from collections.abc import Iterator
from typing import Any

import typer

from hipwise.cli.intake_argument import IntakeOption, PlanArgument
from hipwise.cli.output import NO, JsonOption, print_json, print_text, print_wrapped

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def lint(plan: PlanArgument, intake: IntakeOption, json: JsonOption = False) -> None:
    """Check a plan against an intake.

    Errors stop signing, warnings do not. Nothing of a later phase than the plan's own passes.
    """
    from hipwise.exchange.intake_file import read_intake
    from hipwise.exchange.plan_file import read_plan_mapping
    from hipwise.library.catalogue import load_catalogue
    from hipwise.plan.lint import is_ok
    from hipwise.plan.plan_check import check_finding_to_mapping, check_mapping

    raw, person = read_plan_mapping(plan), read_intake(intake)
    check = check_mapping(raw, person, load_catalogue())
    findings = [check_finding_to_mapping(check, finding) for finding in check.findings]
    result = {"ok": is_ok(check.findings), "findings": findings}
    if json:
        print_json(result)
    else:
        _print_words(result)
    if not result["ok"]:
        raise typer.Exit(NO)


def _print_words(result: dict[str, Any]) -> None:
    said: set[tuple[str | None, str]] = set()
    for finding in result["findings"]:
        where = f"{finding['item']}: " if finding["item"] else ""
        severity, because = finding["severity"].upper(), f"{finding['rule']}, {finding['source']}"
        print_wrapped(f"{severity}  {where}{finding['text']} [{because}]", "    ", "")
        for answer in _answers(finding):
            if (finding["item"], answer) not in said:
                print_wrapped(answer, "      ", "    ")
            said.add((finding["item"], answer))
    print_text("No errors." if result["ok"] else "Errors: the plan cannot be signed like this.")


def _answers(finding: dict[str, Any]) -> Iterator[str]:
    """What takes a finding away, each told once for a line."""
    if finding["change"]:
        yield f"Change: {finding['change']}."
    if finding["may_be_lifted"]:
        yield f"A clinician may lift {finding['rule']} for a time, with a reason."
