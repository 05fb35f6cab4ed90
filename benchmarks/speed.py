"""How long the core takes: `python -m benchmarks.speed [--json]`.

Each figure is the median of several runs in processor time (imports and the browser: by the clock), with the
smallest and largest beside it; a baseline of the same run says how fast this machine is. What cannot be
measured here is null, with the reason.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table
from tests.coach.performer import Performer
from tests.plan.logs import START, at, bout, entry, item, plan
from tests.plan.logs import intake as plain_intake
from tests.reference.browser_vectors import example_intake

from benchmarks import browser
from benchmarks.bulk_rows import landmark_array, smoothed_array
from hipwise.coach.landmarks import Frame, Recording
from hipwise.coach.live import LiveCoach
from hipwise.coach.live_set import LiveSet
from hipwise.coach.report import watch
from hipwise.coach.watch_plan import plan_watch
from hipwise.coach.watcher import Watcher
from hipwise.library.catalogue import Catalogue, load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side
from hipwise.plan.history import parse_log
from hipwise.plan.intake import DAYS, Intake, parse_intake
from hipwise.plan.prescribing import prescribe
from hipwise.plan.progression import progress

# The module of each pure room from which most of the room is imported.
ROOMS = (
    "hipwise.library.catalogue",
    "hipwise.body.movement_fit",
    "hipwise.coach.live",
    "hipwise.plan.prescribing",
    "hipwise.follow.attention",
    "hipwise.browser",
)
IN_BROWSER = ("browser_us_per_frame", "browser_load_s")
_SOURCE = Path(__file__).parent.parent / "src"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity: median, smallest and largest, all in the unit of its name."""

    median: float
    least: float
    most: float


def figure(values: list[float]) -> Figure:
    """The figure of several runs."""
    return Figure(statistics.median(values), min(values), max(values))


def seconds_of(action: Callable[[], object], runs: int) -> Iterator[float]:
    """The processor's seconds that each run took: what else the machine does is not counted."""
    for _ in range(runs):
        begun = time.process_time()
        action()
        yield time.process_time() - begun


def in_ms(action: Callable[[], object], runs: int) -> Figure:
    """Milliseconds of an action."""
    return figure([seconds * 1e3 for seconds in seconds_of(action, runs)])


def import_seconds(module: str, runs: int = 5) -> Figure:
    """Seconds to import a module in a fresh interpreter, without the interpreter's own start."""
    program = (
        "import time; begun = time.perf_counter(); "
        f"import {module}; print(time.perf_counter() - begun)"  # the child's answer, not ours
    )
    runs_s = [
        float(
            subprocess.run(
                [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=_SOURCE
            ).stdout
        )
        for _ in range(runs)
    ]
    return figure(runs_s)


def year_log() -> list[dict[str, object]]:
    """A year of three sessions a week with two exercises each, and a morning check after each."""
    lines: list[dict[str, object]] = []
    for day in range(364):
        weekday = DAYS[(START + timedelta(days=day)).weekday()]
        if weekday in ("mon", "wed", "fri"):
            lines += bout(day)
            lines += [
                entry("set", at(day, 18.7), exercise="bridge", side="both", set=1, repetitions=15, hold_s=2),
                entry("pain", at(day, 18.8), when="during", exercise="bridge", score=1, pinch=0),
            ]
        if day % 28 == 0:
            lines.append(entry("red_flag", at(day, 8), flags=[]))
    return lines


def measure(catalogue: Catalogue, intake: Intake) -> Iterator[tuple[str, Figure]]:
    """Every quantity and baseline under its name, in the order of the table."""
    prescribe(intake, catalogue)
    yield "plan_ms", in_ms(lambda: prescribe(intake, catalogue), 15)
    yield "baseline_python_loop_ms", in_ms(lambda: sum(i * i for i in range(100_000)), 15)
    lines = year_log()
    the_plan, person = plan(item(), item("bridge", side=Side.BOTH, repetitions=15)), plain_intake()
    today = START + timedelta(days=364)

    def decide_year() -> object:
        return progress(the_plan, parse_log(lines, catalogue), person, today, catalogue)

    yield "progression_year_ms", in_ms(decide_year, 7)
    yield "baseline_json_year_ms", in_ms(lambda: json.loads(json.dumps(lines)), 7)
    imports = {module: import_seconds(module) for module in ROOMS}
    yield "import_s", max(imports.values(), key=lambda found: found.median)
    yield "baseline_import_json_s", import_seconds("json, dataclasses, datetime")
    recording = Performer(catalogue.exercise("bridge"), Side.BOTH).stand_still(1.0).repeat(10).record()
    yield from measure_coach(recording, catalogue)


def live_by_exercise(catalogue: Catalogue, runs: int = 5) -> Iterator[tuple[str, Figure]]:
    """Microseconds a frame of a whole set before the camera, as the player shows it, exercise by exercise."""
    for exercise in catalogue.exercises.values():
        if exercise.watch.camera == "none":
            continue
        side, frames = browser.performed_set(exercise)
        yield exercise.id, figure([_us_a_frame(frames, exercise, side, catalogue) for _ in range(runs)])


def _us_a_frame(frames: Sequence[Frame], exercise: Exercise, side: Side, catalogue: Catalogue) -> float:
    live = LiveSet(exercise, side, catalogue)
    (seconds,) = seconds_of(lambda: [live.observe(frame) for frame in frames], 1)
    return seconds / len(frames) * 1e6


def measure_coach(recording: Recording, catalogue: Catalogue) -> Iterator[tuple[str, Figure]]:
    """Live microseconds a frame; frames a second of a set offline, and of angles and filters in bulk."""
    exercise = catalogue.exercise("bridge")
    frames = list(recording.frames())

    def live() -> object:
        coach = LiveCoach(exercise, Side.BOTH, catalogue, target=10)
        return [coach.observe(frame) for frame in frames]

    per_frame = [seconds / len(frames) * 1e6 for seconds in seconds_of(live, 5)]
    yield "live_us_per_frame", figure(per_frame)
    slowest = max(live_by_exercise(catalogue), key=lambda named: named[1].median)
    yield "live_slowest_us_per_frame", slowest[1]
    reading = [s / len(frames) * 1e6 for s in seconds_of(lambda: list(recording.frames()), 5)]
    yield "baseline_read_frames_us_per_frame", figure(reading)
    offline = seconds_of(lambda: watch(recording, exercise, Side.BOTH, catalogue), 3)
    yield "offline_frames_per_s", figure([len(frames) / seconds for seconds in offline])
    watched = plan_watch(exercise, catalogue)
    channels = Watcher(watched, Side.RIGHT, catalogue).channels
    times_s, landmarks = np.array(recording.times_s), landmark_array(frames)

    def rows() -> object:
        return smoothed_array(channels, times_s, landmarks, watched.settings, False)

    yield "offline_array_frames_per_s", figure([len(frames) / seconds for seconds in seconds_of(rows, 15)])


def in_browser() -> dict[str, Figure] | str:
    """The same core in a real Chromium, or why that cannot be measured here."""
    measured = browser.run()
    if isinstance(measured, str):
        return measured
    load_s, watched = measured
    return {
        "browser_us_per_frame": figure([each.us for each in watched]),
        "browser_load_s": figure([load_s]),
    }


def as_mapping(found: dict[str, Figure], not_measured: str = "") -> dict[str, object]:
    """Medians under the names, everything else beside them."""
    quantities = {name: each.median for name, each in found.items() if not name.startswith("baseline_")}
    return {
        **dict.fromkeys(IN_BROWSER),
        **quantities,
        "spread": {
            name: {"min": each.least, "median": each.median, "max": each.most} for name, each in found.items()
        },
        "baselines": {name: each.median for name, each in found.items() if name.startswith("baseline_")},
        "not_measured": dict.fromkeys(IN_BROWSER, not_measured) if not_measured else {},
    }


def main() -> None:
    """Measure and print one table, or one JSON value with `--json`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args()
    catalogue = load_catalogue()
    intake = parse_intake(example_intake(), "the example intake")
    console = Console(stderr=True)
    found = dict(track(measure(catalogue, intake), "Measuring", total=11, console=console))
    chromium = in_browser()
    not_measured = chromium if isinstance(chromium, str) else ""
    found |= {} if isinstance(chromium, str) else chromium
    if options.json:
        print(json.dumps(as_mapping(found, not_measured), indent=2))
        return
    table = Table("quantity", "min", "median", "max", title="Speed")
    for name, each in found.items():
        table.add_row(name, *(f"{value:.3g}" for value in (each.least, each.median, each.most)))
    for name in IN_BROWSER if not_measured else ():
        table.add_row(name, "–", not_measured, "–")
    Console().print(table)


if __name__ == "__main__":
    main()
