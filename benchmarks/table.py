"""Prints a benchmark's result: one table for people, or one JSON value."""

import json
import sys
from collections.abc import Iterable, Sequence


def print_rows(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A plain table with aligned columns on standard output."""
    cells = [list(columns)] + [["" if c is None else _word(c) for c in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    print(f"\n{title}")
    for number, row in enumerate(cells):
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, indent=2))


def progress(done: int, total: int, what: str) -> None:
    """A progress bar on standard error, when that is a terminal."""
    if sys.stderr.isatty():
        bar = "#" * (30 * done // max(1, total))
        end = "\n" if done == total else ""
        print(f"\r{what:24} [{bar:30}] {done}/{total}", end=end, file=sys.stderr, flush=True)


def _word(cell: object) -> str:
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
