"""Everything in one ZIP file. Parts are written piece by piece, so that ten years of a log need no memory."""

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import IO, Any

FORMAT = "hipwise-own-data"
VERSION = 1


class Archive:
    """A ZIP file that is being written; all its parts bear the same moment."""

    def __init__(self, target: IO[bytes], at: datetime) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED)
        self._moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)

    def add(self, name: str, content: bytes) -> None:
        """Add one part as a whole."""
        with self._part(name) as part:
            part.write(content)

    def add_json(self, name: str, known: Mapping[str, Any], long: Mapping[str, Iterable[Any]]) -> None:
        """Add one JSON object; the values of `long` are lists, written one element a line."""
        with self._part(name) as part:
            part.write(b"{\n")
            part.write(b",\n".join(_pair(key, value) for key, value in known.items()))
            for key, elements in long.items():
                part.write(b",\n" + json.dumps(key).encode() + b": [")
                for place, element in enumerate(elements):
                    part.write((b",\n" if place else b"\n") + _compact(element))
                part.write(b"\n]")
            part.write(b"\n}\n")

    def add_lines(self, name: str, values: Iterable[Any]) -> None:
        """Add JSON Lines: one value a line."""
        with self._part(name) as part:
            for value in values:
                part.write(_compact(value) + b"\n")

    def close(self) -> None:
        """Write the directory; the archive is complete."""
        self._zip.close()

    @contextmanager
    def _part(self, name: str) -> Iterator[IO[bytes]]:
        info = zipfile.ZipInfo(name, self._moment)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as part:
            yield part


def _pair(key: str, value: object) -> bytes:
    return json.dumps(key).encode() + b": " + json.dumps(value, ensure_ascii=False, indent=1).encode()


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
