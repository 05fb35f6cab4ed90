"""`hipwise screen INTAKE`: red flags, and what narrows a plan."""

from collections.abc import Mapping
from typing import Any

import typer

from hipwise.cli.intake_argument import IntakeArgument
from hipwise.cli.output import JsonOption, print_json, print_text, print_wrapped

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_OUTCOMES = {
    "clear": "Clear: nothing speaks against exercise.",
    "caution": "Caution: a plan is possible, within limits.",
    "escalate": "Escalate: no exercise before a person has looked at this.",
}
# No warning sign, and yet nothing that may be planned here: the reasons follow.
_CLOSED = "No plan: this programme does not fit as things stand."


@app.command()
def screen(intake: IntakeArgument, json: JsonOption = False) -> None:
    """Screen an intake: clear, caution or escalate."""
    from hipwise.exchange.intake_file import read_intake
    from hipwise.library.catalogue import load_catalogue
    from hipwise.plan.plan import screening_to_mapping
    from hipwise.plan.screening import screen as screen_intake

    result = screening_to_mapping(screen_intake(read_intake(intake), load_catalogue()))
    if json:
        print_json(result)
    else:
        print_screening(result)


def print_screening(screening: Mapping[str, Any]) -> None:
    """The screening in words."""
    is_closed = screening["blocks"] and screening["outcome"] != "escalate"
    print_text(_CLOSED if is_closed else _OUTCOMES[screening["outcome"]])
    for flag in screening["flags"]:
        print_wrapped(f"{flag['id']} ({flag['urgency']}): {flag['text']} [{flag['source']}]", "    ", "  ! ")
    said = [flag["text"] for flag in screening["flags"]]
    for reason in screening["blocks"]:
        if any(text in reason["text"] for text in said):
            continue
        print_wrapped(f"{reason['text']} [{reason['source']}]", "    ", "  ! ")
    for limit in screening["limits"]:
        print_wrapped(f"{limit['text']} [{limit['source']}]", "    ", "  - ")
