"""Our weeks beside the best there are: `python -m benchmarks.schedule [--people N] [--seed K] [--json]`.

The best week is an integer programme (CP-SAT) over the same exercises, days and minutes; one session is one
exercise on one day. Exits 1 when a week is more than one session and more than three minutes worse.
"""

import argparse
import time
from collections import Counter

from tests.plan.schedule_oracle import compare

from benchmarks.table import print_json, print_rows, progress


def main() -> int:
    """Compare, and print one table or one JSON value."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.schedule", description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="how many random people with a plan")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random numbers")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args()
    begun, worse, too_much = time.perf_counter(), Counter[int](), 0
    for done, each in enumerate(compare(options.people, options.seed), start=1):
        worse[each.best.sessions - each.ours.sessions] += 1
        too_much += not each.ours.is_nearly(each.best)
        progress(done, options.people, "weeks")
    seconds = time.perf_counter() - begun
    by_sessions = {str(count): people for count, people in sorted(worse.items())}
    if options.json:
        print_json(
            {"people": options.people, "worse": too_much, "sessions_short": by_sessions, "seconds": seconds}
        )
        return int(too_much > 0)
    rows: list[tuple[str, object]] = [(f"{count} sessions short", n) for count, n in by_sessions.items()]
    rows += [("more than one session and three minutes worse", too_much), ("seconds", seconds)]
    print_rows(f"Weeks of {options.people} people beside the best", ("what", "people"), rows)
    return int(too_much > 0)


if __name__ == "__main__":
    raise SystemExit(main())
