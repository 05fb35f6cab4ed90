"""`hipwise running PLAN.yaml LOG.jsonl`: the gate of running, today's run, and the next walk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from hipwise.cli.intake_argument import IntakeOption, PlanArgument
from hipwise.cli.output import JsonOption, print_json, print_text, print_wrapped

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_SIGN_RULE = "run-sign"
_MARKS = {"yes": "there", "not-yet": "not yet", "unknown": "not known"}


@app.command()
def running(
    plan: PlanArgument,
    log: Annotated[Path, typer.Argument(metavar="LOG.jsonl", help="The log, one JSON entry a line.")],
    intake: IntakeOption,
    today: Annotated[str, typer.Option(metavar="DATE", help="The day to look at, as 2026-11-27.")],
    json: JsonOption = False,
) -> None:
    """Say whether running may begin, and what today's run is.

    Every sign of the gate with its value, then the step or why there is none; walking and the like beside it.
    """
    from hipwise.exchange.intake_file import read_intake
    from hipwise.exchange.log_file import read_log
    from hipwise.exchange.plan_file import read_plan
    from hipwise.library.catalogue import load_catalogue
    from hipwise.plan.beside import beside_to_mapping, beside_today
    from hipwise.plan.given import Given
    from hipwise.plan.look import look_at

    day, catalogue = Given("--today", today).day(), load_catalogue()
    known, person = read_plan(plan), read_intake(intake)
    mapping = beside_to_mapping(
        beside_today(look_at(known, read_log(log, catalogue), person, day, catalogue))
    )
    if json:
        print_json(mapping)
        return
    print_beside(mapping)


def print_beside(beside: Mapping[str, Any], is_brief: bool = False) -> None:
    """Running and the activities in words; briefly the signs of running are only counted."""
    if beside["running"] is not None:
        _print_running(beside["running"], is_brief)
    for activity in beside["activities"]:
        low, high = activity["minutes"]
        minutes = "later" if activity["waits"] else f"{low:g} to {high:g} minutes"
        print_text(f"{activity['name']}, {minutes}")
        if activity["waits"]:
            print_wrapped(activity["waits"], "    ", "  - ")
        for advice in activity["advice"]:
            print_wrapped(f"{advice['text']} [{advice['source']}]", "    ", "  - ")
    if beside.get("walk"):
        print_text(f"The next walk: up to {beside['walk']['minutes']} minutes")
        print_wrapped(beside["walk"]["reason"]["text"], "    ", "  - ")
    if beside["running"] is None and not beside["activities"]:
        print_text("Nothing goes on beside the exercises now. The plan says why.")


def _print_running(running: Mapping[str, Any], is_brief: bool) -> None:
    there = sum(sign["state"] == "yes" for sign in running["signs"])
    print_text(
        f"Back to running: the gate is {running['gate']}, {there} of {len(running['signs'])} signs are there"
    )
    for sign in () if is_brief else running["signs"]:
        found = f" ({sign['measured']})" if sign["measured"] else ""
        print_wrapped(f"{_MARKS[sign['state']]}: {sign['text'].rstrip('.')}{found}", "    ", "  - ")
    step = running.get("step")
    if step is not None:
        when = "today" if running["today"] else f"from {running['earliest']}"
        print_text(f"Step {step['number']} of {step['of']}, {when}: {step['text']}")
    for reason in running.get("reasons", running["against"]):
        if reason["rule"] == _SIGN_RULE:
            continue  # the signs stand above, with their values
        print_wrapped(f"{reason['text']} [{reason['source']}]", "    ", "  - ")
