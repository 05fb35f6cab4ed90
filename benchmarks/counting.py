"""How well the coach counts: `python -m benchmarks.counting --data DIR [--json] [--cuts N]`.

On random cuts of public recordings with stillness before and after, and on synthetic angles, beside
re-implemented counters of other systems on the same cuts. Without the recordings it says so and measures
the synthetic angles only.
"""

import argparse
import math
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.baselines import BASELINES, pca_peaks
from benchmarks.countix import count_without_definition, countix_clips
from benchmarks.definitions import benchmark_catalogue, movement_definition
from benchmarks.public_recordings import (
    Cut,
    motion_folder,
    random_cuts,
    seen_from,
    uiprmd_trials,
    working_side_of,
)
from benchmarks.table import print_json, print_rows, progress
from hipwise.coach.channels import build_channels, smoothed_rows
from hipwise.coach.filter import OneEuro, SpikeGuard
from hipwise.coach.landmarks import LANDMARK_NAMES
from hipwise.coach.repetition import RepetitionCounter
from hipwise.coach.report import watch
from hipwise.coach.roles import roles_for
from hipwise.coach.settings import coach_settings
from hipwise.coach.watch_plan import plan_watch
from hipwise.library.side import Side

SEED = 20261122
OURS = "coach"
PCA = "PCA and peaks"


@dataclass
class Score:
    """Counts against the truth."""

    errors: list[int] = field(default_factory=list)
    truths: list[int] = field(default_factory=list)
    start_errors_s: list[float] = field(default_factory=list)

    def add(self, found: int, truth: int) -> None:
        """One cut."""
        self.errors.append(found - truth)
        self.truths.append(truth)

    def summary(self) -> dict[str, float | int | None]:
        """`mae` is the mean of |error| / truth, `obo` the share off by at most one, `exact` by none."""
        pairs = list(zip(self.errors, self.truths, strict=True))
        return {
            "cuts": len(pairs),
            "mae": sum(abs(e) / t for e, t in pairs) / len(pairs),
            "obo": sum(abs(e) <= 1 for e, _ in pairs) / len(pairs),
            "exact": sum(e == 0 for e, _ in pairs) / len(pairs),
            "start_error_s": median(self.start_errors_s) if self.start_errors_s else None,
        }


def measure_uiprmd(folder: Path, per_trial: int) -> tuple[dict[str, Score], dict[str, Score]]:
    """Scores by counter over all cuts, and ours by recording system and movement."""
    by_counter: dict[str, Score] = {name: Score() for name in (OURS, *BASELINES, PCA)}
    by_movement: dict[str, Score] = {}
    trials = list(uiprmd_trials(folder))
    for number, trial in enumerate(trials):
        progress(number, len(trials), "UI-PRMD")
        for cut in random_cuts(trial, per_trial, SEED):
            found, starts, angle = _count(cut)
            by_counter[OURS].add(found, cut.true_count)
            score = by_movement.setdefault(f"{trial.system} {trial.movement}", Score())
            score.add(found, cut.true_count)
            if found == cut.true_count:
                late = [abs(a - b) for a, b in zip(starts, cut.starts_s, strict=True)]
                by_counter[OURS].start_errors_s += late
                score.start_errors_s += late
            for name, count in BASELINES.items():
                by_counter[name].add(count(cut.times_s, angle), cut.true_count)
            points = np.concatenate([cut.joints[n] for n in LANDMARK_NAMES if n in cut.joints], axis=1)
            by_counter[PCA].add(pca_peaks(cut.times_s, points), cut.true_count)
    progress(len(trials), len(trials), "UI-PRMD")
    return by_counter, by_movement


def _count(cut: Cut) -> tuple[int, Sequence[float], np.ndarray]:
    """Our count, the begins of our repetitions, and the watched angle for the others (outwards positive)."""
    catalogue = benchmark_catalogue()
    exercise = movement_definition(cut.trial.movement)
    side = working_side_of(cut.trial, exercise)
    recording = seen_from(cut.joints, cut.times_s, exercise, side)
    report = watch(recording, exercise, side, catalogue)
    plan = plan_watch(exercise, catalogue)
    assert plan.quantity is not None
    working = Side.LEFT if side is Side.LEFT else Side.RIGHT
    channels = build_channels(
        (plan.quantity.expected,), roles_for(working), plan.template.camera, plan.settings
    )
    rows = smoothed_rows(channels, tuple(recording.frames()), plan.settings, is_hold=False)
    angle = plan.quantity.direction * np.array([row[0] for row in rows])
    filled = np.where(np.isnan(angle), np.nanmedian(angle), angle)
    return report.count, [r.start_s for r in report.repetitions], filled


def measure_countix(folder: Path) -> dict[str, Score]:
    """Scores on the videos of Countix-Fitness; empty without them."""
    scores: dict[str, Score] = {}
    clips = list(countix_clips(folder))
    for number, clip in enumerate(clips):
        progress(number, len(clips), "Countix-Fitness")
        for name, count in ((OURS, count_without_definition), (PCA, pca_peaks)):
            scores.setdefault(name, Score()).add(count(clip.times_s, clip.points), clip.count)
    progress(len(clips), len(clips), "Countix-Fitness")
    return scores


# --- synthetic angles -----------------------------------------------------------------------------------

_REPETITIONS = 10
_DEFINED_RANGE_DEG = 55.0


def _signal(low: float, high: float, period_s: float, shrink: float = 0.0) -> Callable[[float], float]:
    """A knee that goes from `high` to `low` degrees and back ten times after two seconds of rest."""

    def at(t_s: float) -> float:
        t = t_s - 2.0
        if not 0.0 <= t < _REPETITIONS * period_s:
            return high
        depth = (high - low) * (1.0 - shrink * t / (_REPETITIONS * period_s))
        return high - depth * 0.5 * (1.0 - math.cos(2.0 * math.pi * t / period_s))

    return at


SIGNALS: dict[str, tuple[Callable[[float], float], float, float, float]] = {
    # name: signal, noise sd (degrees), share of outliers, share of time in gaps
    "clean": (_signal(120.0, 175.0, 3.0), 0.0, 0.0, 0.0),
    "noise sd 5": (_signal(120.0, 175.0, 3.0), 5.0, 0.0, 0.0),
    "2 % outliers": (_signal(120.0, 175.0, 3.0), 1.0, 0.02, 0.0),
    "range 175-120": (_signal(120.0, 175.0, 4.0), 1.0, 0.0, 0.0),
    "range 176-150": (_signal(150.0, 176.0, 3.0), 1.0, 0.0, 0.0),
    "fatigue": (_signal(110.0, 175.0, 3.0, shrink=0.5), 1.0, 0.0, 0.0),
    "gaps": (_signal(120.0, 175.0, 3.0), 1.0, 0.0, 0.1),
    "fast": (_signal(120.0, 175.0, 0.9), 1.0, 0.0, 0.0),
}


def measure_signals(runs: int) -> dict[str, dict[str, dict[str, float]]]:
    """Per counter and signal: `mae`, `obo`, `false_per_minute` (counts in a still minute of that noise)."""
    results: dict[str, dict[str, dict[str, float]]] = {}
    for name, (signal, noise, outliers, gaps) in SIGNALS.items():
        scores: dict[str, Score] = {}
        false: dict[str, int] = {}
        for run in range(runs):
            times, values = _sample(signal, 46.0, noise, outliers, gaps, run)
            still_times, still = _sample(_standing, 60.0, noise, outliers, gaps, run)
            for counter, count in (*BASELINES.items(), (OURS, _count_angle)):
                moving = _filled(values) if counter != OURS else values
                quiet = _filled(still) if counter != OURS else still
                scores.setdefault(counter, Score()).add(count(times, -moving), _REPETITIONS)
                false[counter] = false.get(counter, 0) + count(still_times, -quiet)
        for counter, score in scores.items():
            summary = score.summary()
            results.setdefault(counter, {})[name] = {
                "mae": float(summary["mae"] or 0.0),
                "obo": float(summary["obo"] or 0.0),
                "false_per_minute": false[counter] / runs,
            }
    return results


def _standing(t_s: float) -> float:
    """Weight shifts: a knee that sways by six degrees every five seconds."""
    return 172.0 - 3.0 * (1.0 - math.cos(2.0 * math.pi * t_s / 5.0))


def _sample(
    signal: Callable[[float], float], seconds: float, noise: float, outliers: float, gaps: float, run: int
) -> tuple[np.ndarray, np.ndarray]:
    generator = random.Random(SEED + run)
    times, values = [], []
    t_s, blind_until_s = 0.0, 0.0
    while t_s < seconds:
        value = signal(t_s) + generator.gauss(0.0, noise)
        if generator.random() < outliers:
            value = generator.uniform(20.0, 180.0)
        if gaps and generator.random() < gaps * 0.2:
            blind_until_s = t_s + 0.17
        times.append(t_s)
        values.append(math.nan if t_s < blind_until_s else value)
        t_s += (1.0 + 0.2 * generator.uniform(-1.0, 1.0)) / 30.0
    return np.array(times), np.array(values)


def _filled(values: np.ndarray) -> np.ndarray:
    """The last seen value in place of a missing one, which is what those counters do."""
    filled = values.copy()
    for i in range(1, len(filled)):
        if math.isnan(filled[i]):
            filled[i] = filled[i - 1]
    return filled


def _count_angle(times_s: np.ndarray, values: np.ndarray) -> int:
    """Our live chain on one angle: outlier guard, 1€ filter, counter."""
    s = coach_settings(benchmark_catalogue())
    guard = SpikeGuard(s.spike_deg, s.spike_deg_per_s)
    smoother = OneEuro(s.filter_cutoff_hz, s.filter_beta, s.gap_bridged_s)
    counter = RepetitionCounter(s, _DEFINED_RANGE_DEG, s.signal_least * 1.5)
    found = 0
    for t_s, value in zip(times_s, values, strict=True):
        (smooth,) = smoother.smooth(float(t_s), guard.believe(float(t_s), [float(value)]))
        if smooth == smooth:
            found += counter.observe(float(t_s), smooth) is not None
    return found + (counter.finish() is not None)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.counting", description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="folder with the public recordings")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    parser.add_argument("--cuts", type=int, default=4, help="random cuts a recording")
    parser.add_argument("--runs", type=int, default=10, help="runs a synthetic signal")
    options = parser.parse_args(arguments)

    signals = measure_signals(options.runs)
    folder = motion_folder(options.data) if options.data is not None else None
    if folder is None:
        where = options.data if options.data is not None else "given (--data DIR)"
        print(f"The public recordings are not there: no folder {where}.", file=sys.stderr)
        by_counter, by_movement, countix = {}, {}, {}
    else:
        by_counter, by_movement = measure_uiprmd(folder, options.cuts)
        countix = measure_countix(folder)
    if options.json:
        print_json(_as_json(by_counter, by_movement, countix, signals))
    else:
        _print(by_counter, by_movement, countix, signals)


def _as_json(
    by_counter: dict[str, Score],
    by_movement: dict[str, Score],
    countix: dict[str, Score],
    signals: dict[str, dict[str, dict[str, float]]],
) -> dict[str, object]:
    uiprmd = {name: score.summary() for name, score in by_counter.items()}
    videos = {name: score.summary() for name, score in countix.items()}
    baselines = {
        name: {"uiprmd": uiprmd.get(name), "countix": videos.get(name), "signals": signals.get(name)}
        for name in (*BASELINES, PCA)
    }
    return {
        "uiprmd": uiprmd.get(OURS),
        "uiprmd_by_movement": {name: score.summary() for name, score in by_movement.items()},
        "countix": videos.get(OURS),
        "signals": signals[OURS],
        "baselines": baselines,
    }


def _print(
    by_counter: dict[str, Score],
    by_movement: dict[str, Score],
    countix: dict[str, Score],
    signals: dict[str, dict[str, dict[str, float]]],
) -> None:
    columns = ("", "cuts", "mae", "off by one", "exact", "start error s")
    if by_counter:
        rows = [(name, *score.summary().values()) for name, score in by_counter.items()]
        print_rows("UI-PRMD, random cuts with stillness before and after", columns, rows)
        rows = [(name, *score.summary().values()) for name, score in sorted(by_movement.items())]
        print_rows("The coach, by recording system and movement", columns, rows)
    if countix:
        rows = [(name, *score.summary().values()) for name, score in countix.items()]
        print_rows("Countix-Fitness, videos of the gym without angles", columns, rows)
    rows = [
        (counter, name, *values.values())
        for counter, by_name in signals.items()
        for name, values in by_name.items()
    ]
    print_rows("Synthetic angles", ("counter", "signal", "mae", "off by one", "false a minute"), rows)


if __name__ == "__main__":
    main()
