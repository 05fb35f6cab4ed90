"""The log is read line by line; a bad line is named by its number in the file."""

import json
from pathlib import Path

import pytest

from hipwise.exchange.log_file import read_log
from hipwise.exchange.text_file import FileError
from hipwise.library.catalogue import load_catalogue
from tests.exchange.samples import LOG

GOOD = LOG.read_text().split("\n")[0]


def _read(tmp_path: Path, text: str | bytes) -> int:
    path = tmp_path / "log.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return len(read_log(path, load_catalogue()).entries)


def _refusal(tmp_path: Path, text: str | bytes) -> FileError:
    with pytest.raises(FileError) as caught:
        _read(tmp_path, text)
    return caught.value


def test_the_example_log_is_read_with_its_correction_applied() -> None:
    log = read_log(LOG, load_catalogue())
    assert (len(log.entries), len(log.replaced)) == (9, 1)


def test_the_order_of_lines_means_nothing(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text("\n".join(reversed(LOG.read_text().strip().split("\n"))))
    assert read_log(LOG, load_catalogue()) == read_log(path, load_catalogue())


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_a_log_without_entries(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == 0


def test_windows_line_ends_and_blank_lines_are_accepted(tmp_path: Path) -> None:
    assert _read(tmp_path, b"\xef\xbb\xbf" + GOOD.encode() + b"\r\n\r\n") == 1


@pytest.mark.parametrize(
    "line",
    ["nonsense", "[1]", '{"id": 1', '{"a": 1, "a": 2}', '{"a": NaN}', "[" * 30000, '{"a": "\\ud800"}', "7"],
)
def test_a_bad_line_is_named_by_its_number(tmp_path: Path, line: str) -> None:
    assert _refusal(tmp_path, f"{GOOD}\n\n{line}\n").place.startswith(("line 3", "a"))


def test_a_bad_entry_is_named_by_its_line_and_not_by_its_count(tmp_path: Path) -> None:
    bad = json.loads(GOOD) | {"id": "6f0c1c9a-6d3e-4f6e-9a35-0b7a2f1f0099", "score": 12}
    assert _refusal(tmp_path, f"{GOOD}\n\n\n{json.dumps(bad)}\n").place == "line 4, score"


def test_a_value_that_is_no_number_is_named_by_its_line_and_key(tmp_path: Path) -> None:
    assert _refusal(tmp_path, GOOD.replace('"score":1', '"score":NaN')).place == "line 1, score"


def test_the_same_id_with_other_content_is_refused(tmp_path: Path) -> None:
    other = json.dumps(json.loads(GOOD) | {"score": 3})
    assert _refusal(tmp_path, f"{GOOD}\n{other}\n").place.startswith("line 2")


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    assert "kB in one line" in _refusal(tmp_path, '{"a": "' + "x" * 50_000).found


def test_binary_files_are_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00").place == "line 1"
