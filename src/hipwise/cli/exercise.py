"""`hipwise exercise ID`: one exercise in full."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hipwise.cli.output import JsonOption, print_json, print_text, print_wrapped, say
from hipwise.library.side import Side

if TYPE_CHECKING:
    from hipwise.library.catalogue import Catalogue
    from hipwise.library.exercise import Exercise

app = typer.Typer(add_completion=False, rich_markup_mode=None)

ExerciseId = Annotated[str, typer.Argument(metavar="ID", help="An exercise id from `hipwise exercises`.")]


@app.command()
def exercise(
    exercise_id: ExerciseId,
    side: Annotated[Side | None, typer.Option(help="The side that works.")] = None,
    sheet: Annotated[
        Path | None, typer.Option(metavar="F.pdf", help="Write the sheet on which a clinician signs it.")
    ] = None,
    paper: Annotated[str, typer.Option(help="Paper of the sheet: a4 or letter.")] = "a4",
    json: JsonOption = False,
) -> None:
    """Show one exercise in full.

    Steps, dose, stop rule, peak angles, envelope, what a camera can judge, sources.
    """
    from hipwise.exchange.exercise_facts import exercise_facts
    from hipwise.library.catalogue import load_catalogue

    catalogue = load_catalogue()
    if sheet is not None:
        _write_sheet(catalogue.exercise(exercise_id), catalogue, sheet, paper)
    facts = exercise_facts(catalogue.exercise(exercise_id), catalogue, side)
    if json:
        print_json(facts)
    else:
        _print_words(facts)


def _write_sheet(exercise: "Exercise", catalogue: "Catalogue", path: Path, paper: str) -> None:
    from hipwise.cli.output import CommandError
    from hipwise.exchange.handout.edition import PAPERS
    from hipwise.exchange.review_sheet import review_pdf
    from hipwise.exchange.text_file import write_bytes

    if paper not in PAPERS:
        raise CommandError(f"--paper: expected a4 or letter, found {paper!r}; choose one of the two.")
    write_bytes(path, review_pdf(exercise, catalogue, paper), "the review sheet")
    say(f"Wrote {path}.")


def _print_words(facts: Mapping[str, Any]) -> None:
    heading = facts["name"] + (f", {facts['side']}: {facts['side_words']}" if facts["side"] else "")
    print_text(heading + ("  (locked)" if facts["locked"] else ""))
    print_wrapped(facts["aim"])
    _print_steps(facts)
    dose = facts["dose"]
    days = f"{dose['days_per_week']} days a week"
    _section("Dose")
    print_wrapped(
        f"{dose['sets']} × {dose['repetitions']}, hold {dose['hold_s']} s, tempo {dose['tempo']}, "
        f"rest {dose['rest_s']} s, {days}. Number from: {dose['source']}.",
        "  ",
    )
    _section("Stop rule")
    for when in ("during", "on_return", "next_morning"):
        print_wrapped(facts["stop_rule"][when], "  ")
    _section("At the hip")
    for limb in ("working", "other"):
        print_text(f"  {limb:8}" + ", ".join(_peak_words(facts["peaks"][limb])))
    _section(f"Envelope: {facts['envelope']['verdict']}")
    for reason in facts["envelope"]["reasons"]:
        print_wrapped(f"{reason['limb']} hip: {reason['text']} ({reason['source']})", "  ")
    _print_watch(facts["watch"])
    _section("Easier, harder")
    print_wrapped(f"Easier: {facts['easier'] or 'nothing lower on the ladder'}. {facts['easier_text']}", "  ")
    print_wrapped(
        f"Harder: {facts['harder'] or 'nothing higher on the ladder'}. {facts['harder_text']}", "  "
    )
    _section("Sources")
    for source in facts["sources"]:
        print_wrapped(f"[{source['evidence']}] {source['citation']} {source['says']}", "      ", "  ")
    if facts["reviewed_by"] is None:
        print_text("\nNo clinician has signed this text yet.")


def _print_steps(facts: Mapping[str, Any]) -> None:
    _section("Steps")
    for number, step in enumerate(facts["steps"], 1):
        print_wrapped(step["text"], "     ", f"  {number:2} ")
    print_wrapped(f"You should feel: {facts['feel']}", "  ")
    print_wrapped(f"You should not feel: {facts['not_feel']}", "  ")


def _print_watch(watch: Mapping[str, Any]) -> None:
    _section("A camera")
    print_wrapped(watch["place"], "  ")
    print_wrapped(f"Counts {watch['counts']}. {_judged_words(watch['count_judged'])}", "  ")
    for fault in watch["faults"]:
        if fault["judged"] != "cannot judge":
            print_wrapped(f"{fault['what']}: {_judged_words(fault['judged'])}{_shares(fault)}", "    ", "  ")
    for entry in watch["not_judgeable"]:
        print_wrapped(f"Cannot judge {entry['what']}: {entry['why']}", "    ", "  ")


def _judged_words(grade: str | None) -> str:
    words = {"judges": "Can judge.", "roughly": "Judges roughly.", "cannot judge": "Cannot judge."}
    return "Not measured yet." if grade is None else words[grade]


def _shares(fault: Mapping[str, Any]) -> str:
    """How well it was judged in tests with the figure, with 95 % intervals."""
    found, alarms = fault.get("sensitivity"), fault.get("false_alarm")
    if not found or not alarms:
        return ""
    return (
        f" Finds {found['value']:.0%} ({found['low']:.0%} to {found['high']:.0%}), "
        f"false alarms {alarms['value']:.0%} ({alarms['low']:.0%} to {alarms['high']:.0%})."
    )


def _peak_words(peaks: Mapping[str, float]) -> list[str]:
    names = {
        "hip_flexion_deg": "bends",
        "hip_extension_deg": "stretches back",
        "hip_adduction_deg": "comes inward",
        "hip_internal_rotation_deg": "turns inward",
    }
    words = [f"{names[name]} {value:.0f}°" for name, value in peaks.items() if value > 0]
    return words or ["stays at rest"]


def _section(title: str) -> None:
    print_text(f"\n{title}")
