"""Simulated patients by the thousand: `python -m benchmarks.simulate [--patients N] [--weeks W] [--json]`.

Every named safety check looks at every plan and decision; the table says how often each looked, and the
plot shows the phases week by week. `--patients 100000` is the whole run. Exits 1 when anything is unsafe.
"""

import argparse
import time
from pathlib import Path

from benchmarks.table import print_json, print_rows, progress
from hipwise.exchange.simulation import phases_svg, simulate_crowd


def main() -> int:
    """Simulate, print one table, draw the phases."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.simulate", description=__doc__)
    parser.add_argument("--patients", type=int, default=1000, help="how many simulated patients")
    parser.add_argument("--weeks", type=int, default=26, help="for how many weeks")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random numbers")
    parser.add_argument("--processes", type=int, default=None, help="worker processes; all cores without it")
    parser.add_argument("--plot", type=Path, default=None, help="write the phases by week as SVG there")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args()
    begun = time.perf_counter()

    def report(share: float) -> None:
        progress(round(share * options.patients), options.patients, "people")

    tally = simulate_crowd(options.patients, options.weeks, options.seed, options.processes, report)
    seconds = time.perf_counter() - begun
    if options.plot is not None:
        options.plot.write_text(phases_svg(tally), "utf-8")
    if options.json:
        print_json({**tally.to_mapping(), "seconds": seconds, "seconds_per_person": seconds / tally.patients})
        return int(tally.unsafe_count > 0)
    rows = [(name, count, tally.found[name]) for name, count in sorted(tally.checked.items())]
    rows.append(("all checks", sum(tally.checked.values()), tally.unsafe_count))
    rows += [
        (f"{kind}: people, progressed", count, tally.progressed_by_kind[kind])
        for kind, count in sorted(tally.by_kind.items())
    ]
    rows += [
        (f"week {week + 1}: phase 0 | 1 | 2 | 3 | 4", " | ".join(map(str, tally.phases[week])), None)
        for week in range(3, options.weeks, 4)
    ]
    rows.append(("seconds in all, each person", seconds, seconds / tally.patients))
    print_rows(
        f"Simulated patients: {tally.patients} for {tally.weeks} weeks", ("what", "looked at", "unsafe"), rows
    )
    return int(tally.unsafe_count > 0)


if __name__ == "__main__":
    raise SystemExit(main())
