"""`hipwise plan INTAKE`: a proposed plan, with a reason and a source for every line."""

import json as json_text
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hipwise.cli.intake_argument import IntakeArgument
from hipwise.cli.output import NO, JsonOption, print_json, print_table, print_text, print_wrapped, say
from hipwise.cli.running import print_beside
from hipwise.cli.screen import print_screening
from hipwise.library.catalogue import Catalogue
from hipwise.plan.intake import Intake
from hipwise.plan.plan import Plan, PlanStatus

if TYPE_CHECKING:
    from hipwise.exchange.handout.beside_words import BesideLine
    from hipwise.exchange.handout.edition import Edition

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def plan(
    intake: IntakeArgument,
    present: Annotated[
        Path | None,
        typer.Option("--from", metavar="PLAN.yaml", help="After discharge: the plan whose doses are kept."),
    ] = None,
    save: Annotated[Path | None, typer.Option(metavar="PLAN.yaml", help="Write the plan to edit.")] = None,
    handout: Annotated[Path | None, typer.Option(metavar="F.pdf", help="Write the printed sheet.")] = None,
    calendar: Annotated[Path | None, typer.Option(metavar="F.ics", help="Write calendar events.")] = None,
    fhir: Annotated[Path | None, typer.Option(metavar="F.json", help="Write a FHIR R4B bundle.")] = None,
    paper: Annotated[str, typer.Option(help="Paper of the sheet: a4 or letter.")] = "a4",
    large_print: Annotated[bool, typer.Option("--large-print", help="Print the sheet large.")] = False,
    per_session: Annotated[
        bool, typer.Option("--per-session", help="One page for each kind of session.")
    ] = False,
    name: Annotated[str, typer.Option(metavar="NAME", help="Whose sheet it is.")] = "",
    server: Annotated[
        str, typer.Option(metavar="URL", help="Your Hipwise server, for the sheet's QR codes.")
    ] = "",
    json: JsonOption = False,
) -> None:
    """Propose a plan for an intake.

    A therapist signs it. Without one it stays within narrow limits. When the intake has an episode that was
    closed, it is the small plan after discharge with its flare plan, or the programme begins again.
    """
    from hipwise.exchange.intake_file import read_intake
    from hipwise.library.catalogue import load_catalogue
    from hipwise.plan.beside import beside_proposal
    from hipwise.plan.plan import plan_to_mapping
    from hipwise.plan.prescribing import prescribe

    edition = _edition(paper, large_print, per_session)
    known, catalogue = read_intake(intake), load_catalogue()
    proposed = prescribe(known, catalogue, present=_present(present))
    _write_files(proposed, known, catalogue, save, calendar, fhir)
    if handout is not None:
        lines = _beside_lines(proposed, known, catalogue)
        _write_handout(proposed, catalogue, handout, edition, name, server, lines)
    flare_plan = _flare_plan(proposed, known, catalogue)
    mapping = {**plan_to_mapping(proposed), **flare_plan, **beside_proposal(proposed, known, catalogue)}
    if json:
        print_json(mapping)
    else:
        _print_words(mapping, catalogue)
    if proposed.status is PlanStatus.BLOCKED:
        raise typer.Exit(NO)


def _present(path: Path | None) -> Plan | None:
    """The plan at discharge, or None."""
    if path is None:
        return None
    from hipwise.exchange.plan_file import read_plan

    return read_plan(path)


def _flare_plan(plan: Plan, intake: Intake, catalogue: Catalogue) -> Mapping[str, Any]:
    """The key `self_help` with the flare plan after discharge; nothing for a programme."""
    from hipwise.plan.self_help import self_help, self_help_to_mapping

    return {"self_help": self_help_to_mapping(self_help(intake, catalogue))} if plan.is_maintenance else {}


def _edition(paper: str, large_print: bool, per_session: bool) -> "Edition":
    from hipwise.cli.output import CommandError
    from hipwise.exchange.handout.edition import PAPERS, Edition

    if paper not in PAPERS:
        raise CommandError(f"--paper: expected a4 or letter, found {paper!r}; choose one of the two.")
    return Edition(paper, large_print, per_session)


def _beside_lines(plan: Plan, known: Intake, catalogue: Catalogue) -> "tuple[BesideLine, ...]":
    """What the sheet tells beside a proposed plan, as the terminal does."""
    from hipwise.exchange.handout.beside_words import beside_lines
    from hipwise.plan.beside import beside_proposed

    return beside_lines(beside_proposed(plan, known, catalogue), catalogue)


def _write_handout(
    plan: Plan,
    catalogue: Catalogue,
    path: Path,
    edition: "Edition",
    name: str,
    server: str,
    beside: "tuple[BesideLine, ...]",
) -> None:
    from hipwise.exchange.handout.cover import cover_at
    from hipwise.exchange.handout.sheet import handout_pdf, letters_missing
    from hipwise.exchange.text_file import write_bytes

    cover = cover_at(_server(server), [item.exercise for item in plan.items], name=name, beside=beside)
    for text in letters_missing(cover):
        say(f"No font here can write {text!r}: the sheet leaves a line for it.")
    write_bytes(path, handout_pdf(plan, catalogue, edition, cover), "the handout")
    say(f"Wrote {path}.")


def _server(address: str) -> str:
    from hipwise.cli.output import CommandError

    if address and not address.startswith(("https://", "http://")):
        raise CommandError(
            f"--server: expected an address that begins with https://, found {address!r}; "
            "write it like https://clinic.example.org."
        )
    return address


def _write_files(
    plan: Plan,
    intake: Intake,
    catalogue: Catalogue,
    save: Path | None,
    calendar: Path | None,
    fhir: Path | None,
) -> None:
    from hipwise.exchange.text_file import write_bytes

    if save is not None:
        from hipwise.exchange.plan_file import write_plan

        write_plan(plan, save)
        say(f"Wrote {save}.")
    for path in (calendar, fhir):
        if path is not None and plan.status is PlanStatus.BLOCKED:
            say(f"Did not write {path}: the plan is blocked.")
    if plan.status is PlanStatus.BLOCKED:
        return
    if calendar is not None:
        from hipwise.exchange.calendar import plan_calendar

        write_bytes(calendar, plan_calendar(plan, catalogue), "the calendar")
        say(f"Wrote {calendar}.")
    if fhir is not None:
        from hipwise.exchange.fhir.care_plan import plan_bundle

        bundle = plan_bundle(plan, catalogue, intake.goals)
        write_bytes(fhir, (json_text.dumps(bundle, indent=2) + "\n").encode(), "the FHIR bundle")
        say(f"Wrote {fhir}.")


def _print_words(plan: Mapping[str, Any], catalogue: Catalogue) -> None:
    if plan["status"] == "blocked":
        print_text("No exercises for now. The plan is blocked.\n")
        print_screening(plan["screening"])
    else:
        kind = "Small plan after discharge" if plan["care"] == "maintenance" else "Proposed plan"
        print_text(f"{kind}, {plan['pathway']}, phase {plan['phase']}. Nobody has signed it.\n")
        print_screening(plan["screening"])
        for reason in plan["phase_reasons"]:
            print_wrapped(f"{reason['text']} [{reason['source']}]", "    ", "  - ")
        _print_items(plan, catalogue)
    if plan["activities"]:
        print_text("\nBeside the exercises")
        print_beside(plan, is_brief=True)
    if "self_help" in plan:
        _print_flare_plan(plan["self_help"], catalogue)
    print_text()
    for line in plan["disclaimers"]:
        print_wrapped(line)


def _print_items(plan: Mapping[str, Any], catalogue: Catalogue) -> None:
    from hipwise.exchange.dose_words import (
        days_in_short,
        dose_in_words,
        end_in_words,
        range_in_words,
        side_in_words,
    )
    from hipwise.plan.plan import plan_from_mapping

    plan = {key: value for key, value in plan.items() if key != "self_help"}
    items = [(item, catalogue.exercise(item.exercise)) for item in plan_from_mapping(plan, "plan").items]
    print_table(
        ("Exercise", "Side", "Dose", "Tempo", "Rest", "Days", "Min"),
        (
            (
                exercise.name,
                side_in_words(item, exercise),
                dose_in_words(item, exercise),
                item.tempo,
                f"{item.rest_s:g} s",
                days_in_short(item),
                item.minutes,
            )
            for item, exercise in items
        ),
    )
    for item, exercise in items:
        print_text(f"{exercise.name}: why")
        for line in filter(None, [range_in_words(item), end_in_words(item)]):
            print_wrapped(line, "    ", "  - ")
        for reason in item.reasons:
            print_wrapped(f"{reason.text} [{reason.source}]", "    ", "  - ")
    print_text(f"\nLeft out: {len(plan['left_out'])} exercises")
    for left in plan["left_out"]:
        why = " ".join(reason["text"] for reason in left["reasons"])
        print_wrapped(f"{left['exercise']}: {why}", "    ", "  - ")


def _print_flare_plan(flare_plan: Mapping[str, Any], catalogue: Catalogue) -> None:
    """What to do in a flare, when to call, and the exercises of the first days."""
    from hipwise.exchange.dose_words import dose_in_words
    from hipwise.plan.given import Given
    from hipwise.plan.plan import read_item

    print_text("\nIf the hip flares")
    for reason in (*flare_plan["steps"], *flare_plan["call"]):
        title = catalogue.rules[reason["rule"]].title
        print_wrapped(f"{title}: {reason['text']} [{reason['source']}]", "    ", "  - ")
    light = [read_item(Given("light", item)) for item in flare_plan["light"]]
    for item in light:
        exercise = catalogue.exercise(item.exercise)
        print_wrapped(f"Light: {exercise.name}, {dose_in_words(item, exercise)}", "    ", "  - ")
