"""Files from outside are read within bounds or refused with one sentence."""

import os
import stat
from pathlib import Path

import pytest

from hipwise.exchange.text_file import FileError, read_text, write_bytes

LIMIT = 1000


def _refusal(path: Path) -> FileError:
    with pytest.raises(FileError) as caught:
        read_text(path, LIMIT, "a test")
    return caught.value


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert read_text(path, LIMIT, "a test") == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "an empty file"),
        (b" \n\t\r\n", "an empty file"),
        (b"x" * (LIMIT + 1), "more than 1 kB"),
        (b"\xff\xfea\x00", "text in UTF-16"),
        (b"\xfe\xff\x00a", "text in UTF-16"),
        (b"ab\xffcd", "bytes that are not UTF-8 text, at byte 3"),
        (b"PK\x03\x04\x00\x00", "a binary file"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, raw: bytes, found: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    assert _refusal(path).found == found


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none").found == "no such file"


def test_a_folder_is_named(tmp_path: Path) -> None:
    assert _refusal(tmp_path).found == "a folder"


def test_an_endless_file_is_not_read_to_its_end() -> None:
    assert _refusal(Path("/dev/zero")).found == "more than 1 kB"


def test_a_pipe_without_a_writer_is_empty_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert _refusal(path).found == "an empty file"


def test_a_name_that_no_file_can_have_is_refused() -> None:
    assert "cannot be read" in _refusal(Path("a\0b")).found


def test_the_sentence_is_one_line_with_file_place_expected_found_and_advice() -> None:
    error = FileError("a\nb.yaml", "line 3", "a number", "a word", "mend it")
    assert str(error) == "a?b.yaml, line 3: expected a number, found a word; mend it."


def test_a_written_file_is_whole_and_leaves_no_draft(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.txt", b"new", "a test")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["", "none/a.txt", "a\0b"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError):
        write_bytes(tmp_path / name, b"new", "a test")


def test_an_empty_name_is_a_place_that_cannot_be_written() -> None:
    with pytest.raises(FileError):
        write_bytes(Path(""), b"new", "a test")


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("secret")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert _refusal(path).found == "a file that you may not read"
    path.chmod(stat.S_IRUSR)
