"""What commands print: one JSON value for programs, or words and tables for people."""

import io
import json
import math
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON value for programs.")]

NO = 1
UNUSABLE = 2


class ReaderLeft(Exception):  # noqa: N818 - what happened, no error of ours
    """Whoever read standard output has gone away (`| head`)."""


class CommandError(Exception):
    """A command that cannot do what was asked: one sentence with expected, found and what to do."""


def print_json(value: object) -> None:
    """Print exactly one JSON value. Numbers that JSON does not have become null."""
    readable = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(_plain(value), ensure_ascii=not readable, indent=2, allow_nan=False)
    print_text(text)


def print_text(text: str = "") -> None:
    """Print one line or several for the reader on standard output. Raises ReaderLeft."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    except BrokenPipeError:
        raise ReaderLeft from None


# A word of this many letters or fewer is not broken in a table.
_WIDEST_WORD = 12


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table for people, as wide as the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    for i, column in enumerate(columns):
        least = max(len(word) for row in (columns, *cells) for word in (row[i].split() or [""]))
        table.add_column(column, overflow="fold", no_wrap=i == 0, min_width=min(least, _WIDEST_WORD))
    for row in cells:
        table.add_row(*row)
    stream = io.StringIO()
    width = min(110, shutil.get_terminal_size().columns)
    Console(file=stream, markup=False, highlight=False, width=width).print(table)
    print_text("\n".join(line.rstrip() for line in stream.getvalue().strip("\n").split("\n")) + "\n")


@contextmanager
def progress_bar(words: str) -> Iterator[Callable[[float], None]]:
    """A bar on standard error for work that takes seconds; what it yields takes the share done, 0 to 1.

    Nothing appears until the work first reports, so work that was done before shows no bar.
    """
    from rich.console import Console
    from rich.progress import Progress

    progress = Progress(console=Console(stderr=True), transient=True)
    task = progress.add_task(words, total=1.0)

    def report(share: float) -> None:
        progress.start()
        progress.update(task, completed=share)

    try:
        yield report
    finally:
        if progress.live.is_started:
            progress.stop()


def print_wrapped(text: str, indent: str = "", first: str | None = None) -> None:
    """Print a paragraph folded at the terminal's width. `first` replaces the first line's indent."""
    import textwrap

    width = min(100, shutil.get_terminal_size().columns)
    start = indent if first is None else first
    print_text(textwrap.fill(text, width, initial_indent=start, subsequent_indent=indent))


def say(text: str) -> None:
    """A message for the person at the terminal, on standard error."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def _plain(value: object) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value
