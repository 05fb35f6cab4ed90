"""`hipwise simulate`: invented people live through weeks with the real rules; every decision is checked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hipwise.cli.output import NO, JsonOption, print_json, print_table, print_text, progress_bar

if TYPE_CHECKING:
    from hipwise.simulate.tally import Tally

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_SHOWN_WEEKS = 4


@app.command()
def simulate(
    patients: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many simulated patients.")] = 100,
    weeks: Annotated[int, typer.Option(min=1, max=104, help="For how many weeks.")] = 12,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the random numbers.")] = 1,
    processes: Annotated[
        int | None, typer.Option(min=1, max=256, help="Worker processes; all cores without it.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE.svg", help="Draw the phases week by week.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Let simulated patients live by the rules, and check each decision.

    Exits 1 when anything unsafe was seen.
    """
    from hipwise.exchange.simulation import phases_svg, simulate_crowd
    from hipwise.exchange.text_file import write_bytes

    with progress_bar("Simulating") as report:
        tally = simulate_crowd(patients, weeks, seed, processes, report)
    if plot is not None:
        write_bytes(plot, phases_svg(tally).encode(), "the plot")
    if json:
        print_json(tally.to_mapping())
    else:
        _print(tally)
    if tally.unsafe_count:
        raise typer.Exit(NO)


def _print(tally: "Tally") -> None:
    outcomes = ", ".join(f"{name} {count}" for name, count in sorted(tally.by_outcome.items()))
    print_text(f"{tally.patients} people, {tally.weeks} weeks: {outcomes}.")
    print_text(f"{tally.planned} had a plan, {tally.progressed} of them took a step up or a phase.")
    print_text(f"{sum(tally.checked.values())} checks, {tally.unsafe_count} unsafe findings.\n")
    kinds = [
        (kind, count, tally.planned_by_kind[kind], tally.progressed_by_kind[kind])
        for kind, count in sorted(tally.by_kind.items())
    ]
    print_table(("kind", "people", "with a plan", "progressed"), kinds)
    shown = [*range(_SHOWN_WEEKS - 1, tally.weeks, _SHOWN_WEEKS)] or [tally.weeks - 1]
    rows = [(f"week {week + 1}", *tally.phases[week]) for week in shown]
    print_table(("people in", "no plan", "phase 1", "phase 2", "phase 3", "phase 4"), rows)
    for each in tally.unsafe:
        found = each.finding
        print_text(f"{found.check}, person {each.patient} ({each.kind}), {found.day}: {found.text}")
