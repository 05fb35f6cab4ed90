"""`hipwise progress PLAN.yaml LOG.jsonl`: what the log says about the next dose."""

from pathlib import Path
from typing import Annotated, Any

import typer

from hipwise.cli.intake_argument import IntakeOption, PlanArgument
from hipwise.cli.output import JsonOption, print_json, print_text, print_wrapped

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def progress(
    plan: PlanArgument,
    log: Annotated[Path, typer.Argument(metavar="LOG.jsonl", help="The log, one JSON entry a line.")],
    intake: IntakeOption,
    today: Annotated[str, typer.Option(metavar="DATE", help="The day to decide for, as 2026-11-27.")],
    json: JsonOption = False,
) -> None:
    """Decide what the log means for each exercise.

    Progress, hold, regress, stop or escalate, with reasons.
    """
    from hipwise.exchange.dose_words import change_in_words
    from hipwise.exchange.intake_file import read_intake
    from hipwise.exchange.log_file import read_log
    from hipwise.exchange.plan_file import read_plan
    from hipwise.library.catalogue import load_catalogue
    from hipwise.plan.decision import decision_to_mapping
    from hipwise.plan.given import Given
    from hipwise.plan.progression import progress as decide

    day, catalogue = Given("--today", today).day(), load_catalogue()
    known, person = read_plan(plan), read_intake(intake)
    decisions = decide(known, read_log(log, catalogue), person, day, catalogue)
    mappings: list[dict[str, Any]] = [decision_to_mapping(decision) for decision in decisions]
    if json:
        print_json(mappings)
        return
    items = {item.exercise: item for item in known.items}
    for said, decision in zip(decisions, mappings, strict=True):
        change = change_in_words(said.change, items.get(said.exercise or ""), catalogue)
        line = f"{decision['date']}  {decision['exercise'] or 'the whole plan'}: {decision['decision']}"
        print_text(f"{line}, {change}" if change else line)
        for reason in decision["reasons"]:
            print_wrapped(f"{reason['text']} [{reason['source']}]", "    ", "  - ")
