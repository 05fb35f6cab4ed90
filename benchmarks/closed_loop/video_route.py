"""Route (b): sets as drawn films before the pose models themselves, beside what route (a) makes of the same
sets.

    python -m benchmarks.closed_loop --route video [--exercise bridge] [--runs 20] [--films DIR] [--write]

Films are made one by one, the exercises in turn, and what the models saw of each is kept in `--films`: a run
that was stopped goes on where it was, and a changed coach judges the same films again. `--fault CODE` makes
films that all have this fault beyond its limit, where an exercise has it: in the others each fault comes
rarely. `--write` puts what all films say beside the figures of the cards.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice, zip_longest
from pathlib import Path
from zlib import crc32

from benchmarks.closed_loop.card import catalogue_with, filmed, made_from, model_validity, open_card
from benchmarks.closed_loop.film import film, keep, kept
from benchmarks.closed_loop.movement_table import movement_table
from benchmarks.closed_loop.pages import deviation_words, share_words, write_cards, write_pages
from benchmarks.closed_loop.performance import TIME_FAULTS
from benchmarks.closed_loop.pose_error import MODELS
from benchmarks.closed_loop.run import Job, has_fault, outcome, staged
from benchmarks.table import print_json, print_rows, progress
from hipwise.coach.watch_plan import plan_watch
from hipwise.exchange.video_file import built_model
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.validity_card import ANY_MODEL, ModelValidity, ValidityCard, shipped_cards

_STAGE = 1000
# Of random sets that are to have a fault at least one of so many has it beyond its limit.
_TRIES = 20
_ADVICE = """Route `video` needs the pose models and a program that runs them: {what}.
  pip install 'hipwise[video]'
  make prepare
Then: python -m benchmarks.closed_loop --route video"""


@dataclass(frozen=True, slots=True)
class Reel:
    """One set that is filmed: its job but for the pose model, and where what was seen of it is kept."""

    number: int
    job: Job
    file: Path


def main(options: argparse.Namespace) -> int:
    """Make the films that are missing and judge them; 2 when no model can be run."""
    catalogue = replace(load_catalogue(), validity={})
    if options.exercise is not None:
        catalogue.performed(options.exercise)
    if options.fault is not None and options.fault not in catalogue.faults:
        print(f"--fault: expected a fault's code, got {options.fault!r}", file=sys.stderr)
        return 2
    try:
        if not options.judge_only:
            wanted = reels(catalogue, options) if options.fault is None else faulty_reels(catalogue, options)
            _make(list(wanted), catalogue, _models(options.models))
    except (ModuleNotFoundError, FileNotFoundError) as missing:
        print(_ADVICE.format(what=missing), file=sys.stderr)
        return 2
    every = [*reels(catalogue, options), *_kept_faulty_reels(catalogue, options)]
    cards = list(_cards([reel for reel in every if _is_made(reel, catalogue)], catalogue))
    if options.write:
        write_cards(cards, catalogue)
        write_pages(replace(catalogue, validity=shipped_cards()))
    _report(cards, options.json)
    return 0


def _cards(made: Sequence[Reel], catalogue: Catalogue) -> Iterator[ValidityCard]:
    """The shipped cards with the films beside their figures."""
    shipped = load_catalogue()
    for name in dict.fromkeys(reel.job.exercise for reel in made):
        card = shipped.card(catalogue.performed(name))
        if card is not None:
            yield _judged(card, [reel for reel in made if reel.job.exercise == name], catalogue)


def _judged(card: ValidityCard, reels: Sequence[Reel], catalogue: Catalogue) -> ValidityCard:
    """The card with what the coach made of these films beside its figures."""
    scenes = [(reel.job, staged(reel.job, catalogue)[0], kept(reel.file)) for reel in reels]
    entries = []
    for entry in card.models:
        exercise = catalogue.performed(card.exercise)
        calibrations = {f.code: f.calibration for f in entry.faults if f.calibration is not None}
        judging = catalogue_with(open_card(exercise, catalogue, entry.model, calibrations, card.carrier))
        outcomes = [
            outcome(replace(job, model=model, read_as=entry.model), scene, film.frames(model), judging)
            for job, scene, film in scenes
            for model in (MODELS if entry.model == ANY_MODEL else (entry.model,))
        ]
        of_range = None if entry.quantity is None else entry.quantity.calibration
        seen = model_validity(entry.model, outcomes, calibrations, of_range, exercise, catalogue)
        entries.append(filmed(entry, outcomes, seen))
    return replace(card, models=tuple(entries))


def _models(named: Sequence[str]) -> dict[str, Path]:
    """The models' files: those that were named, else those that the page uses. Raises FileNotFoundError."""
    if named:
        return {name: Path(file) for name, _, file in (word.partition("=") for word in named)}
    built = {name: built_model(name) for name in MODELS}
    found = {name: file for name, file in built.items() if file is not None}
    if len(found) < len(MODELS):
        raise FileNotFoundError("the front end with its models was not built")
    return found


def reels(catalogue: Catalogue, options: argparse.Namespace) -> Iterator[Reel]:
    """Every exercise in turn, so that all have about as many films whenever it is stopped."""
    wanted = [(exercise, _faults(exercise, catalogue)) for exercise in _wanted(catalogue, options)]
    for number in range(options.runs):
        for exercise, able in wanted:
            fault = able[number // 2 % len(able)] if able and number % 2 else ""
            seed = (options.seed, _STAGE, number)
            job = Job(exercise.id, fault, "", "", exercise.watch.camera, seed, is_short=True)
            yield Reel(number, job, options.films / exercise.id / f"{options.seed}-{number:03}.npz")


def faulty_reels(catalogue: Catalogue, options: argparse.Namespace) -> Iterator[Reel]:
    """So many sets of every exercise, in turn, that have the fault: of random sets those beyond its limit."""
    able = [e for e in _wanted(catalogue, options) if options.fault in _faults(e, catalogue)]
    for together in zip_longest(*(_beyond_limit(exercise, catalogue, options) for exercise in able)):
        yield from (reel for reel in together if reel is not None)


def _beyond_limit(exercise: Exercise, catalogue: Catalogue, options: argparse.Namespace) -> Iterator[Reel]:
    tries = (
        _faulty_reel(exercise, options.fault, number, options) for number in range(_TRIES * options.runs)
    )
    return islice((reel for reel in tries if _has_fault(reel, catalogue)), options.runs)


def _has_fault(reel: Reel, catalogue: Catalogue) -> bool:
    return has_fault(reel.job, staged(reel.job, catalogue)[0], catalogue)


def _kept_faulty_reels(catalogue: Catalogue, options: argparse.Namespace) -> Iterator[Reel]:
    """Those of which films were made, of all faults."""
    for exercise in _wanted(catalogue, options):
        for code in _faults(exercise, catalogue):
            for file in sorted((options.films / exercise.id).glob(f"{options.seed}-{code}-*.npz")):
                yield _faulty_reel(exercise, code, int(file.stem.rpartition("-")[2]), options)


def _faulty_reel(exercise: Exercise, code: str, number: int, options: argparse.Namespace) -> Reel:
    seed = (options.seed, _STAGE, crc32(code.encode()), number)
    job = Job(exercise.id, code, "", "", exercise.watch.camera, seed, is_short=True)
    return Reel(number, job, options.films / exercise.id / f"{options.seed}-{code}-{number:03}.npz")


def _wanted(catalogue: Catalogue, options: argparse.Namespace) -> list[Exercise]:
    every = [e for e in catalogue.shown.values() if options.exercise in (None, e.id)]
    return [e for e in every if e.watch.camera != "none"]


def _faults(exercise: Exercise, catalogue: Catalogue) -> list[str]:
    """Those that this camera place may show; every other film has one of them, in turn."""
    hidden = {fault.code for fault, _ in plan_watch(exercise, catalogue).unjudged}
    able = {*movement_table(exercise.id).faults, *TIME_FAULTS}
    return [w.code for w in exercise.watch.faults if w.code in able - hidden]


def _make(reels: Sequence[Reel], catalogue: Catalogue, models: dict[str, Path]) -> None:
    for done, reel in enumerate(reels, 1):
        if not _is_made(reel, catalogue):
            scene, generator = staged(reel.job, catalogue)
            movement = made_from(catalogue.performed(reel.job.exercise), catalogue)
            keep(film(scene, movement, models, generator), reel.file)
        progress(done, len(reels), reel.job.exercise)


def _is_made(reel: Reel, catalogue: Catalogue) -> bool:
    """Is the film there, and of the movement as it now is?"""
    exercise = catalogue.performed(reel.job.exercise)
    return reel.file.exists() and kept(reel.file).made_from == made_from(exercise, catalogue)


def _report(cards: Sequence[ValidityCard], as_json: bool) -> None:
    if as_json:
        print_json({card.exercise: asdict(card) for card in cards})
        return
    every = [(card.exercise, entry) for card in cards for entry in card.models]
    print_rows("Films and fitted errors: counting", _COUNT_COLUMNS, [_counting(*pair) for pair in every])
    rows = [row for name, entry in every for row in _faults_of(name, entry)]
    print_rows("Films and fitted errors: faults", _FAULT_COLUMNS, rows)


_COUNT_COLUMNS = ("exercise", "model", "films", "begun", "exact: films", "fitted", "range: films", "fitted")
_FAULT_COLUMNS = (
    "exercise",
    "model",
    "fault",
    "found: films",
    "fitted",
    "alarms: films",
    "fitted",
    "error: films",
    "fitted",
)


def _counting(name: str, entry: ModelValidity) -> tuple[object, ...]:
    films, q = entry.films, entry.quantity
    assert films is not None
    return (
        name,
        entry.model,
        films.runs,
        share_words(films.begun),
        share_words(films.exact),
        share_words(entry.exact),
        deviation_words(films.range_deg, "°"),
        deviation_words(q and q.corrected, "°"),
    )


def _faults_of(name: str, entry: ModelValidity) -> Iterator[tuple[object, ...]]:
    for fault in entry.faults:
        films = fault.films
        if films is not None:
            yield (
                name,
                entry.model,
                fault.code,
                share_words(films.found),
                share_words(fault.found),
                share_words(films.alarms),
                share_words(fault.alarms),
                deviation_words(films.corrected, "°"),
                deviation_words(fault.corrected or fault.raw, "°"),
            )
