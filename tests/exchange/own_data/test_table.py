"""A log as tables: nothing is left out, nothing is computed, and no spreadsheet runs what a person wrote."""

import csv
import io

import pytest

from hipwise.exchange.own_data.table import cell, entry_row, table_csv

PAIN = {"id": "1", "at": "2026-11-24T07:00:00+01:00", "kind": "pain", "when": "next_morning", "score": 2}


def test_an_entry_is_a_row_of_its_kind() -> None:
    kind, row = entry_row(PAIN)
    assert kind == "pain"
    assert row == {"id": "1", "at": PAIN["at"], "when": "next_morning", "score": 2}


def test_a_correction_is_a_row_of_what_it_corrects_and_names_it() -> None:
    correction = {
        "id": "2",
        "at": "2026-11-24T08:00:00+01:00",
        "kind": "correction",
        "supersedes": "1",
        "entry": {"kind": "pain", "when": "next_morning", "score": 3},
    }
    kind, row = entry_row(correction)
    assert (kind, row["id"], row["corrects"], row["score"]) == ("pain", "2", "1", 3)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (3, "3"),
        (2.0, "2"),
        ([], "[]"),
        ("=1+1", "'=1+1"),
        ("-2", "'-2"),
        ("@x", "'@x"),
        ("calm", "calm"),
    ],
)
def test_each_value_has_its_cell(value: object, written: str) -> None:
    assert cell(value) == written


def test_a_table_can_be_read_back() -> None:
    rows = [entry_row(PAIN)[1], {"id": "2", "at": "x", "text": 'a "b",\nc'}]
    text = table_csv(rows, ["score", "text", "when", "id"])
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(read[0]) == ["id", "at", "corrects", "score", "text", "when"]
    assert (read[0]["score"], read[1]["text"]) == ("2", 'a "b",\nc')
