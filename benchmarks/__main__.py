"""`python -m benchmarks`: runs each benchmark in turn and lets each print its table."""

import argparse
import subprocess
import sys

# Benchmark -> does it read the public recordings?
NAMES = {
    "speed": False,
    "simulate": False,
    "attention": False,
    "reading": False,
    "schedule": False,
    "counting": True,
    "angles": True,
    "form": True,
    "other_movements": True,
    "bystander": False,
    "closed_loop": False,
    "web": False,
}


def main() -> int:
    """Run all, whatever one of them says; the status is that of the worst."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--data", default=None, help="folder with the public recordings")
    parser.add_argument("--json", action="store_true", help="let each print one JSON value")
    options = parser.parse_args()
    worst = 0
    for name, reads_recordings in NAMES.items():
        print(f"\n# {name}", flush=True)
        words = ["--json"] if options.json else []
        if reads_recordings and options.data is not None:
            words += ["--data", options.data]
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *words], check=False)
        worst = max(worst, done.returncode)
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
