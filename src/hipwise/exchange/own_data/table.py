"""A log as tables for spreadsheets: one for each kind of entry, one row for each entry.

A correction is a row of the kind that it corrects, with `corrects` naming the entry. Nothing is left out and
nothing is computed: what was logged stands there, also where it was corrected later.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

_FIRST = ("id", "at", "corrects")
# A spreadsheet takes a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = Mapping[str, Any]


def entry_row(payload: Mapping[str, Any]) -> tuple[str, Row]:
    """The kind of an entry and its row."""
    inner = payload.get("entry") if payload.get("kind") == "correction" else None
    body = dict(inner) if isinstance(inner, Mapping) else dict(payload)
    kind = str(body.pop("kind", "entry"))
    head = {"id": payload.get("id"), "at": body.get("at") or payload.get("at")}
    corrects = {"corrects": payload["supersedes"]} if payload.get("supersedes") else {}
    rest = {name: value for name, value in body.items() if name not in ("id", "at", "supersedes")}
    return kind, {**head, **corrects, **rest}


def table_csv(rows: Iterable[Row], columns: Iterable[str]) -> str:
    """The rows as CSV (RFC 4180) with a heading; a value that is not there stays empty."""
    names = [*_FIRST, *sorted(set(columns) - set(_FIRST))]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell(row.get(name)) for name in names])
    return out.getvalue()


def cell(value: object) -> str:
    """A value as a cell: yes and no in words, lists as JSON, texts so that no spreadsheet computes them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA) else text
