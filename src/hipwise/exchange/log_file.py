"""The log as a file: one JSON entry a line, read as a stream."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hipwise.exchange.mapping_file import check_plain, unique_keys
from hipwise.exchange.text_file import FileError, decode_text, open_bounded
from hipwise.library.catalogue import Catalogue
from hipwise.plan.history import Log, LogError, parse_log

LIMIT_BYTES = 50_000_000
LIMIT_LINE_BYTES = 20_000
EXPECTED = "a log with one JSON entry a line"


def read_log(path: Path, catalogue: Catalogue) -> Log:
    """The log in a JSON Lines file. An empty file is a log without entries. Raises FileError."""
    lines: list[int] = []
    try:
        return parse_log(_entries(path, lines), catalogue, str(path))
    except LogError as error:
        line = lines[error.number - 1] if 0 < error.number <= len(lines) else error.number
        place = f"line {line}, {error.place}" if error.place else f"line {line}"
        raise FileError(path, place, error.expected, error.found, error.advice) from None


def _entries(path: Path, lines: list[int]) -> Iterator[dict[str, Any]]:
    """The entries of the file; `lines` receives the line number of each."""
    with open_bounded(path, LIMIT_BYTES, EXPECTED) as stream:
        number, total = 0, 0
        while raw := stream.readline(LIMIT_LINE_BYTES + 1):
            number, total = number + 1, total + len(raw)
            if len(raw) > LIMIT_LINE_BYTES or total > LIMIT_BYTES:
                found = f"more than {LIMIT_LINE_BYTES // 1000} kB in one line"
                raise FileError(path, f"line {number}", EXPECTED, found, "check that this is a log")
            text = decode_text(path, f"line {number}", raw, EXPECTED).strip()
            if text:
                lines.append(number)
                yield _entry(path, f"line {number}", text)


def _entry(path: Path, place: str, text: str) -> dict[str, Any]:
    try:
        entry = json.loads(text, object_pairs_hook=lambda pairs: unique_keys(pairs, path, place))
    except RecursionError:
        raise FileError(path, place, "one JSON entry", "deeper nesting", "mend or remove the line") from None
    except ValueError as error:
        found = f"a line that is not JSON ({str(error)[:80]})"
        raise FileError(path, place, "one JSON entry", found, "mend or remove the line") from None
    if not isinstance(entry, dict):
        found = f"{text[:40]!r}"
        raise FileError(path, place, "one JSON entry in braces", found, "mend or remove the line")
    try:
        check_plain(entry, path, "")
    except FileError as error:
        inside = f"{place}, {error.place}" if error.place else place
        raise FileError(path, inside, error.expected, error.found, error.advice) from None
    return entry
