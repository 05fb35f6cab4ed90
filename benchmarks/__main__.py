"""`python -m benchmarks`: runs each benchmark in turn and lets each print its table."""

import subprocess
import sys

NAMES = ("speed", "counting", "angles", "web")


def main() -> int:
    """Run all, whatever one of them says; the status is that of the worst."""
    worst = 0
    for name in NAMES:
        print(f"\n# {name}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *sys.argv[1:]], check=False)
        worst = max(worst, done.returncode)
    return worst


if __name__ == "__main__":
    raise SystemExit(main())
