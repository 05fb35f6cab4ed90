"""What a camera can judge, exercise by exercise: thousands of known performances before the live coach.

    python -m benchmarks.closed_loop [--exercise ID] [--runs N] [--write]

Route `projected` (the default): the figure's joints, seen as the fitted pose model would see them
(`pose_error`). `--write` makes the cards that the app reads and `docs/validity/`. Route `video`: short sets
drawn as films before the pose models themselves; with `--write` beside the figures of the cards.
"""

import argparse
import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.closed_loop.card import (
    catalogue_with,
    elsewhere,
    fault_calibrations,
    made_from,
    model_validity,
    open_card,
    range_calibration,
    unjudged,
)
from benchmarks.closed_loop.carrier import TRIED, best_carrier
from benchmarks.closed_loop.movement_table import movement_table
from benchmarks.closed_loop.pages import write_cards, write_pages
from benchmarks.closed_loop.performance import TIME_FAULTS
from benchmarks.closed_loop.pose_error import MODELS
from benchmarks.closed_loop.run import Job, Outcome, run
from benchmarks.table import print_json, print_rows, progress
from hipwise.coach.watch_plan import plan_watch
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.validity_card import (
    ANY_MODEL,
    Bar,
    Deviation,
    FaultValidity,
    ModelValidity,
    ValidityCard,
    shipped_cards,
)

_CAMERAS = ("front", "side", "oblique")
# Sets with a fault that this camera measures, for one with any other fault; right sets twice as many.
_WEIGHT = 4
_CALIBRATE, _EVALUATE, _ELSEWHERE, _CARRY = 1, 2, 3, 4


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark."""
    options = _options(arguments)
    if options.route == "video":
        from benchmarks.closed_loop import video_route

        return video_route.main(options)
    catalogue = replace(load_catalogue(), validity={})
    wanted = [e for e in catalogue.shown.values() if options.exercise in (None, e.id)]
    if not wanted:
        catalogue.performed(options.exercise)
    cards: list[ValidityCard] = []
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(options.processes, mp_context=context) as pool:
        for number, exercise in enumerate(wanted):
            if exercise.watch.camera != "none":
                cards.append(_measure(exercise, catalogue, options, pool))
            progress(number + 1, len(wanted), exercise.id)
    if options.write:
        write_cards(cards, catalogue)
        write_pages(replace(catalogue, validity=shipped_cards()))
    _report(cards, catalogue, options.json)
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.closed_loop")
    parser.add_argument("--route", choices=("projected", "video"), default="projected")
    parser.add_argument("--exercise", metavar="ID", help="only this exercise, or movement of a home test")
    parser.add_argument(
        "--runs",
        type=int,
        default=20,
        help="sets of each fault, to measure one pose model; as many to calibrate it",
    )
    parser.add_argument(
        "--models", nargs="+", default=[], metavar="NAME=FILE", help="pose models, for the videos"
    )
    parser.add_argument(
        "--films", type=Path, default=Path(".films"), help="where what the pose models saw of films is kept"
    )
    parser.add_argument("--fault", metavar="CODE", help="make films that all have this fault")
    parser.add_argument("--judge-only", action="store_true", help="judge the films that are there, make none")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument(
        "--write", action="store_true", help="write the cards that the app reads, and the pages"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    return parser.parse_args(arguments)


@dataclass(frozen=True, slots=True)
class _Stage:
    """Runs of one purpose, with the card that the coach reads meanwhile."""

    jobs: tuple[Job, ...]
    card: ValidityCard | None


def _measure(
    exercise: Exercise, catalogue: Catalogue, options: argparse.Namespace, pool: Any
) -> ValidityCard:
    entries: list[ModelValidity] = []
    carrier = _carrier(exercise, catalogue, options, pool)
    at_rest = open_card(exercise, catalogue, ANY_MODEL, {}, carrier)
    for number, model in enumerate(MODELS):
        jobs = _jobs(exercise, catalogue, [model], model, options, _CALIBRATE + 10 * number)
        first = _run_all(_Stage(jobs, at_rest), pool)
        calibrations, of_range = fault_calibrations(first), range_calibration(first)
        card = open_card(exercise, catalogue, model, calibrations, carrier)
        jobs = _jobs(exercise, catalogue, [model], model, options, _EVALUATE + 10 * number)
        second = _run_all(_Stage(jobs, card), pool)
        entries.append(model_validity(model, second, calibrations, of_range, exercise, catalogue))
    jobs = _jobs(exercise, catalogue, MODELS, ANY_MODEL, options, _EVALUATE + 100)
    unknown = _run_all(_Stage(jobs, at_rest), pool)
    entries.append(model_validity(ANY_MODEL, unknown, {}, None, exercise, catalogue))
    others = [c for c in _CAMERAS if c != exercise.watch.camera]
    return ValidityCard(
        exercise.id,
        exercise.watch.camera,
        made_from(exercise, catalogue),
        carrier,
        tuple(entries),
        tuple(elsewhere(c, _run_all(_Stage(_right(exercise, c, options), at_rest), pool)) for c in others),
        unjudged(plan_watch(exercise, catalogue)),
    )


def _carrier(exercise: Exercise, catalogue: Catalogue, options: argparse.Namespace, pool: Any) -> str:
    jobs = tuple(
        Job(
            exercise.id,
            "",
            MODELS[number % len(MODELS)],
            ANY_MODEL,
            exercise.watch.camera,
            (options.seed, _CARRY, number),
        )
        for number in range(TRIED)
    )

    def count_with(reading: str) -> list[Outcome]:
        return _run_all(_Stage(jobs, open_card(exercise, catalogue, ANY_MODEL, {}, reading)), pool)

    return best_carrier(plan_watch(exercise, catalogue), count_with)


def _jobs(
    exercise: Exercise,
    catalogue: Catalogue,
    models: Sequence[str],
    read_as: str,
    options: argparse.Namespace,
    stage: int,
) -> tuple[Job, ...]:
    pattern = list(_fault_pattern(exercise, catalogue))
    return tuple(
        Job(
            exercise.id,
            pattern[number % len(pattern)],
            models[number % len(models)],
            read_as,
            exercise.watch.camera,
            (options.seed, stage, number),
        )
        for number in range(options.runs * len(pattern) // _WEIGHT)
    )


def _fault_pattern(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """Which faults are done how often: `options.runs` sets of each that is measured, a quarter of others, and
    twice as many without a fault.
    """
    hidden = {fault.code for fault, _ in plan_watch(exercise, catalogue).unjudged}
    watched = [w.code for w in exercise.watch.faults]
    codes = [code for code in watched if code in movement_table(exercise.id).faults or code in TIME_FAULTS]
    yield from [""] * (2 * _WEIGHT)
    for code in codes:
        yield from [code] * (1 if code in hidden else _WEIGHT)


def _right(exercise: Exercise, camera: str, options: argparse.Namespace) -> tuple[Job, ...]:
    seeds = [(options.seed, _ELSEWHERE, _CAMERAS.index(camera), number) for number in range(options.runs)]
    return tuple(
        Job(exercise.id, "", MODELS[number % len(MODELS)], ANY_MODEL, camera, seed)
        for number, seed in enumerate(seeds)
    )


def _run_all(stage: _Stage, pool: Any) -> list[Outcome]:
    return list(pool.map(_run_one, stage.jobs, [stage.card] * len(stage.jobs), chunksize=8))


def _run_one(job: Job, card: ValidityCard | None) -> Outcome:
    return run(job, catalogue_with(card))


def _report(cards: Sequence[ValidityCard], catalogue: Catalogue, as_json: bool) -> None:
    if as_json:
        print_json({card.exercise: _mapping(card) for card in cards})
        return
    every = [(card, entry) for card in cards for entry in card.models]
    bar = catalogue.validity_bar
    faults = [(c.exercise, e.model, *_fault_cells(fault, bar)) for c, e in every for fault in e.faults]
    print_rows("Faults", ("exercise", "model", *_FAULT_COLUMNS), faults)
    print_rows(
        "Counts and holds", ("exercise", "model", *_COUNT_COLUMNS), [_count_cells(c, e) for c, e in every]
    )


_FAULT_COLUMNS = ("fault", "of", "found", "of", "alarms", "said ok", "from", "seen of true", "error", "grade")
_COUNT_COLUMNS = (
    "begun",
    "exact",
    "off by one",
    "count error",
    "hold s",
    "range raw",
    "corrected",
    "elsewhere: exact/alarms",
)


def _fault_cells(fault: FaultValidity, bar: Bar) -> tuple[object, ...]:
    c = fault.calibration
    return (
        fault.code,
        f"{fault.found.hits}/{fault.found.tries}",
        fault.found.value,
        f"{fault.alarms.hits}/{fault.alarms.tries}",
        fault.alarms.value,
        fault.said_ok.value,
        "" if fault.told_from is None else f"{fault.told_from:.1f}",
        "" if c is None else f"{c.slope:.2f} {c.offset:+.1f} ± {c.error:.1f} > {c.margin:.1f}",
        _spread(fault.corrected),
        fault.grade(bar).value,
    )


def _count_cells(card: ValidityCard, entry: ModelValidity) -> tuple[object, ...]:
    quantity = entry.quantity
    return (
        card.exercise,
        entry.model,
        entry.begun.value,
        entry.exact.value,
        entry.off_by_one.value,
        entry.count_error,
        "" if entry.hold_s is None else f"{_spread(entry.hold_s)}, {entry.hold_s.mean:.2f}",
        _spread(quantity.raw if quantity else None),
        _spread(quantity.corrected if quantity else None),
        " ".join(f"{e.camera}:{e.exact.value:.2f}/{e.alarms.value:.2f}" for e in card.elsewhere),
    )


def _spread(deviation: Deviation | None) -> str:
    return "" if deviation is None else f"{deviation.bias:+.1f} ± {deviation.spread:.1f}"


def _mapping(card: ValidityCard) -> dict[str, Any]:
    """The card with the keys that other programs rely on, of the first model; `card` is all of it."""
    entry = card.models[0]
    quantity = entry.quantity
    angles = (
        {}
        if quantity is None
        else {quantity.name: {"bias_deg": quantity.corrected.bias, "spread_deg": quantity.corrected.spread}}
    )
    return {
        "count_mae": entry.count_error,
        "hold_error_s": None if entry.hold_s is None else entry.hold_s.mean,
        "angles": angles,
        "faults": {
            f.code: {
                "sensitivity": f.found.value if f.found.tries else None,
                "false_alarm": f.alarms.value if f.alarms.tries else None,
                "n": f.found.tries + f.alarms.tries,
            }
            for f in entry.faults
        },
        "card": asdict(card),
    }


if __name__ == "__main__":
    raise SystemExit(main())
