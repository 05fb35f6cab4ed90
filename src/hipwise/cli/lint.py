"""`hipwise lint PLAN.yaml`: does an edited plan still fit this person?"""

from typing import Any

import typer

from hipwise.cli.intake_argument import IntakeOption, PlanArgument
from hipwise.cli.output import NO, JsonOption, print_json, print_text, print_wrapped

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def lint(plan: PlanArgument, intake: IntakeOption, json: JsonOption = False) -> None:
    """Check a plan against an intake.

    Errors stop signing, warnings do not.
    """
    from hipwise.exchange.intake_file import read_intake
    from hipwise.exchange.plan_file import read_plan_mapping
    from hipwise.library.catalogue import load_catalogue
    from hipwise.plan.lint import is_ok, lint_finding_to_mapping, lint_mapping

    raw, person = read_plan_mapping(plan), read_intake(intake)
    findings = lint_mapping(raw, person, load_catalogue())
    result = {"ok": is_ok(findings), "findings": [lint_finding_to_mapping(f) for f in findings]}
    if json:
        print_json(result)
    else:
        _print_words(result)
    if not result["ok"]:
        raise typer.Exit(NO)


def _print_words(result: dict[str, Any]) -> None:
    for finding in result["findings"]:
        where = f"{finding['item']}: " if finding["item"] else ""
        severity, because = finding["severity"].upper(), f"{finding['rule']}, {finding['source']}"
        print_wrapped(f"{severity}  {where}{finding['text']} [{because}]", "    ", "")
    print_text("No errors." if result["ok"] else "Errors: the plan cannot be signed like this.")
