"""Text files from outside, read once and within bounds, or refused with one clear sentence."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

KILOBYTE = 1000
_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "?")


class FileError(Exception):
    """A file that cannot be read or understood.

    `file` as the caller named it, `place` in it ("" for the whole file), what was expected, what was
    found, and what to do. `str()` is one sentence with all of them, on one line.
    """

    def __init__(self, file: object, place: str, expected: str, found: str, advice: str) -> None:
        where = f"{file}, {place}" if place else str(file)
        sentence = f"{where}: expected {expected}, found {found}; {advice}."
        super().__init__(sentence.translate(_CONTROL))
        self.file = str(file)
        self.place = place
        self.expected = expected
        self.found = found
        self.advice = advice


def read_text(path: Path, limit_bytes: int, expected: str) -> str:
    """The text of a file of at most `limit_bytes`, without byte order mark, lines ending in newline.

    `expected` says in a few words what the file should hold. Raises FileError.
    """
    with open_bounded(path, limit_bytes, expected) as stream:
        raw = stream.read(limit_bytes + 1)
    if len(raw) > limit_bytes:
        raise _too_large(path, limit_bytes, expected)
    text = decode_text(path, "", raw, expected)
    if not text.strip():
        raise FileError(path, "", expected, "an empty file", "check that this is the file you meant")
    return text


def decode_text(file: object, place: str, raw: bytes, expected: str) -> str:
    """Bytes as UTF-8 text. A byte order mark and Windows line ends are accepted. Raises FileError."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileError(file, place, expected, "text in UTF-16", "save the file as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"bytes that are not UTF-8 text, at byte {error.start + 1}"
        raise FileError(file, place, expected, found, "save the file as UTF-8 text") from None
    if "\0" in text:
        raise FileError(file, place, expected, "a binary file", "check that this is the file you meant")
    return text.replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def open_bounded(path: Path, limit_bytes: int, expected: str) -> Iterator[BinaryIO]:
    """Open a file for reading bytes. Raises FileError for what cannot be opened or is known to be too large.

    A pipe is read like a file; one without a writer is empty rather than waited for.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise unreadable(path, expected, error) from None
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        os.close(descriptor)
        raise FileError(path, "", expected, "a folder", "name a file inside it")
    with os.fdopen(descriptor, "rb") as stream:
        if stat.S_ISREG(status.st_mode) and status.st_size > limit_bytes:
            raise _too_large(path, limit_bytes, expected)
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        try:
            yield stream
        except OSError as error:
            raise unreadable(path, expected, error) from None


def unreadable(path: object, expected: str, error: Exception) -> FileError:
    """What the operating system refused, in words."""
    if isinstance(error, FileNotFoundError):
        return FileError(path, "", expected, "no such file", "check the name and the folder")
    if isinstance(error, PermissionError):
        return FileError(path, "", expected, "a file that you may not read", "change its permissions")
    if isinstance(error, IsADirectoryError):
        return FileError(path, "", expected, "a folder", "name a file inside it")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return FileError(path, "", expected, f"a file that cannot be read ({reason})", "check the name")


def write_bytes(path: Path, content: bytes, what: str) -> None:
    """Write a whole file: beside it first, then in its place, so that a reader never sees half of it.

    Raises FileError when the place cannot be written.
    """
    try:
        if path.is_dir():
            raise FileError(path, "", f"a file name for {what}", "a folder", "add a file name")
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(path, content)
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        found = f"a place that cannot be written ({reason})"
        raise FileError(
            path, "", f"a place to write {what}", found, "choose another folder or name"
        ) from None


def _replace(path: Path, content: bytes) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    finally:
        _remove(draft)


def _remove(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except (OSError, ValueError):
        return


def _too_large(path: Path, limit_bytes: int, expected: str) -> FileError:
    found = f"more than {limit_bytes // KILOBYTE} kB"
    return FileError(path, "", expected, found, "check that this is the file you meant")
