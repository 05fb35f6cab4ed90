"""The core where the patient has it: `python -m benchmarks.browser [--json]`.

A real headless Chromium loads the built worker from a real server, and the coach watches whole sets in it.
Times are by the clock: a frame's goes from the page to the worker's Python and back. Needs Chromium and the
built front end; without them it says so.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from tests.coach.performer import Performer
from tests.journeys.chromium import ROOT_OPTIONS, chromium_path
from tests.journeys.server import served

from benchmarks.table import print_json, print_rows
from hipwise.coach.landmarks import Frame
from hipwise.coach.live import working_side
from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Exercise
from hipwise.library.side import Side

_WATCHED = ("bridge", "clamshell", "single-leg-squat", "single-leg-stance", "jump-and-land")
_RUNS = 3
_BUILT = Path(__file__).parent.parent / "src/hipwise/clinic/static/built"
# Begins the worker and waits until Python is there: seconds.
_LOAD = """async (address) => {
  const begun = performance.now();
  window.core = new Worker(address, { type: "module" });
  await new Promise((resolve, reject) => {
    window.core.onmessage = ({ data }) =>
      data.kind === "ready" ? resolve() : reject(new Error(data.problem ?? data.kind));
    window.core.onerror = () => reject(new Error("the worker did not start"));
  });
  return (performance.now() - begun) / 1000;
}"""
# Watches one set, fifty frames at a time: microseconds a frame of each fifty, and the count at the end.
_WATCH = """async ({ set, payload, times, frames, width }) => {
  const rows = frames.map((row) => Float64Array.from(row, (value) => value ?? NaN));
  let count = 0;
  const us = [];
  window.core.postMessage({ kind: "watch", set, payload });
  for (let first = 0; first < rows.length; first += 50) {
    const some = rows.slice(first, first + 50);
    const begun = performance.now();
    await new Promise((resolve, reject) => {
      let left = some.length;
      window.core.onmessage = ({ data }) => {
        if (data.kind === "unwatched") reject(new Error(data.problem));
        if (data.moment) count = data.moment.count;
        left -= 1;
        if (left === 0) resolve();
      };
      some.forEach((landmarks, i) => {
        const frame = { kind: "frame", set, t_s: times[first + i], landmarks, width };
        window.core.postMessage(frame, [landmarks.buffer]);
      });
    });
    us.push(((performance.now() - begun) / some.length) * 1000);
  }
  return { us, count };
}"""


@dataclass(frozen=True, slots=True)
class Watched:
    """One exercise: microseconds a frame, of the quickest fifty and in the middle; frames; its count."""

    exercise: str
    least_us: float
    us: float
    frames: int
    count: int


def measure(page: Page, worker: str) -> tuple[float, list[Watched]]:
    """Seconds until the core is there, and each exercise's frames. The page is of the worker's server."""
    load_s = float(page.evaluate(_LOAD, worker))
    found: list[Watched] = []
    for number, exercise in enumerate(_WATCHED):
        film = _film(exercise)
        runs = [page.evaluate(_WATCH, {**film, "set": 1 + number * _RUNS + run}) for run in range(_RUNS)]
        us = [value for run in runs for value in run["us"]]
        count = runs[-1]["count"]
        found.append(Watched(exercise, min(us), statistics.median(us), len(film["times"]), count))
    return load_s, found


def performed_set(exercise: Exercise) -> tuple[Side, list[Frame]]:
    """Five repetitions, or ten seconds of a hold, from stillness to stillness, and the side that works."""
    side = working_side(exercise, Side.RIGHT)
    performer = Performer(exercise, side).stand_still(1.5)
    performer = performer.repeat(1, hold_s=10.0) if exercise.is_hold else performer.repeat(5)
    return side, list(performer.stand_still(1.0).record().frames())


def _film(exercise_id: str) -> dict[str, Any]:
    """A set as the pose worker sends it."""
    side, frames = performed_set(load_catalogue().exercise(exercise_id))
    return {
        "payload": {"exercise": exercise_id, "side": side.value, "range_share": 1.0},
        "times": [frame.t_s for frame in frames],
        "frames": [[_sent(v, place) for mark in f.landmarks for place, v in enumerate(mark)] for f in frames],
        "width": 640.0 / 480.0,
    }


def _sent(value: float, place: int) -> float | None:
    """In heights of the picture; what is missing is null on its way into the page."""
    return None if value != value else value if place == 3 else value / 480.0


def _why_not() -> str | None:
    """Why nothing can be measured here; None where it can."""
    if chromium_path() is None:
        return "no Chromium here: install the package 'chromium'"
    if not any(_BUILT.glob("assets/worker-*.js")):
        return f"no worker in {_BUILT}: run `make prepare`"
    return None


def run() -> tuple[float, list[Watched]] | str:
    """What `measure` found in a browser and a server of its own, or why there is nothing to be found."""
    problem = _why_not()
    if problem is not None:
        return problem
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path(), args=["--disable-gpu", *ROOT_OPTIONS])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(f"{server.url}/accounts/login/")
        (worker,) = _BUILT.glob("assets/worker-*.js")
        found = measure(page, f"{server.url}/static/built/assets/{worker.name}")
        browser.close()
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print one table, or one JSON value with `--json`."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args(arguments)
    measured = run()
    if isinstance(measured, str):
        print(f"Not measured: {measured}.", file=sys.stderr)
        if options.json:
            print_json(None)
        return
    load_s, found = measured
    if options.json:
        us = {each.exercise: each.us for each in found}
        print_json(
            {
                "browser_load_s": load_s,
                "browser_us_per_frame": statistics.median(us.values()),
                "exercises": us,
            }
        )
        return
    print_rows("The core in Chromium", ("", ""), [("loaded after, seconds", load_s)])
    rows = [(each.exercise, each.least_us, each.us, each.frames, each.count) for each in found]
    columns = ("exercise", "least µs", "median µs", "frames", "counted")
    print_rows("A frame, page to Python and back", columns, rows)


if __name__ == "__main__":
    main()
