"""`hipwise letter PLAN.yaml LOG.jsonl`: does it help, is a further opinion due, and a draft of the letter."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hipwise.cli.intake_argument import IntakeOption, PlanArgument
from hipwise.cli.output import NO, CommandError, JsonOption, print_json, print_text, print_wrapped, say

if TYPE_CHECKING:
    from hipwise.exchange.letter.letter import Letter

_FORMATS = (".pdf", ".txt")

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def letter(
    plan: PlanArgument,
    log: Annotated[Path, typer.Argument(metavar="LOG.jsonl", help="The log, one JSON entry a line.")],
    intake: IntakeOption,
    today: Annotated[str, typer.Option(metavar="DATE", help="The day of the letter, as 2026-11-27.")],
    out: Annotated[
        Path | None, typer.Option(metavar="F.pdf", help="Write the draft, as .pdf or .txt.")
    ] = None,
    name: Annotated[str, typer.Option(metavar="NAME", help="Whom it is about.")] = "",
    wish: Annotated[bool, typer.Option("--wish", help="The patient asks for a further opinion.")] = False,
    json: JsonOption = False,
) -> None:
    """Judge whether the programme helps, and draft a letter to a doctor when a further opinion is due.

    Status 1 when there is no reason for one.
    """
    from hipwise.exchange.intake_file import read_intake
    from hipwise.exchange.letter.draft import draft_letter
    from hipwise.exchange.letter.letter import letter_text, letter_to_mapping
    from hipwise.exchange.letter.parts import LetterCase
    from hipwise.exchange.log_file import read_log
    from hipwise.exchange.plan_file import read_plan
    from hipwise.follow.non_response import judge_response
    from hipwise.follow.referral import referral_reasons
    from hipwise.library.catalogue import load_catalogue
    from hipwise.plan.given import Given
    from hipwise.plan.in_force import PlansInForce
    from hipwise.plan.plan import reason_to_mapping
    from hipwise.plan.progression import progress

    if out is not None and out.suffix.lower() not in _FORMATS:
        raise CommandError(f"--out: expected a name ending in .pdf or .txt, found {out.name!r}; rename it.")
    day, catalogue = Given("--today", today).day(), load_catalogue()
    known, person = read_plan(plan), read_intake(intake)
    said = read_log(log, catalogue).until(day)
    response = judge_response(known, said, person, day, catalogue)
    decisions = progress(known, said, person, day, catalogue)
    reasons = referral_reasons(response, said, person, decisions, day, catalogue, wish)
    case = LetterCase(PlansInForce.of(known), said, person, day, response, reasons, decisions, name=name)
    drafted = draft_letter(case, catalogue) if reasons else None
    if out is not None and drafted is not None:
        _write(out, drafted)
    if json:
        answer = {"answer": response.answer.value, "weeks": response.weeks, "share": response.share}
        changes = {"ihot12_change": response.ihot12, "pain_change": response.pain}
        print_json(
            {
                **answer,
                **changes,
                "response": reason_to_mapping(response.reason),
                "reasons": [reason_to_mapping(reason) for reason in reasons],
                "letter": None if drafted is None else letter_to_mapping(drafted),
            }
        )
    else:
        print_wrapped(f"{response.reason.text} [{response.reason.source}]")
        print_text(
            "\n" + letter_text(drafted) if drafted else "No reason for a further opinion is on record."
        )
    if drafted is None:
        raise typer.Exit(NO)


def _write(path: Path, drafted: "Letter") -> None:
    """Write the draft in the form that the file's name asks for."""
    from hipwise.exchange.letter.letter import letter_text
    from hipwise.exchange.letter.sheet import letter_pdf
    from hipwise.exchange.text_file import write_bytes

    content = letter_pdf(drafted) if path.suffix.lower() == ".pdf" else letter_text(drafted).encode()
    write_bytes(path, content, "the letter")
    say(f"Wrote {path}.")
