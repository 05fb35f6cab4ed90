"""Landmark files: `.csv`, `.json`, `.npz` and `.parquet` become a `Recording` for the coach; so do videos.

Columns are `t` in seconds and, for each of BlazePose's 33 names, `NAME_x`, `NAME_y`, `NAME_z` and
`NAME_visibility`. The names of another pose model (`coach.scheme`) are understood too, and may leave out z;
points that we have no name for are left out. A blank, null or NaN is a missing value and stays missing. A
comment in the header (`units` in the other formats) says whether x and y are pixels or image heights, and
which pose model saw them (`model`).
"""

import csv
import io
import json
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hipwise.coach.capability import LIVE_MODELS
from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Landmark, Recording, RecordingError
from hipwise.coach.scheme import SCHEMES, Scheme, Space, scheme_of
from hipwise.exchange.mapping_file import unique_keys
from hipwise.exchange.text_file import FileError, decode_text, open_bounded
from hipwise.exchange.video_file import LIMIT_MOMENTS, is_video, read_video
from hipwise.library.validity_card import ANY_MODEL

LIMIT_BYTES = 300_000_000
EXPECTED = "a landmark recording"
UNITS = ("pixels", "image heights")
_PARTS = ("x", "y", "z", "visibility")
# A picture is at least this many pixels wide, and nothing lies this many image heights beside it.
_LEAST_PIXELS = 10.0
_LONGEST_NAME = 60

Columns = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself: the units of x and y, None where it does not, and the pose model."""

    units: str | None
    model: str


def read_recording(path: Path, report: Callable[[float], None] = lambda share: None) -> Recording:
    """The recording in a landmark file or, with the extra `video`, in a video. Raises FileError.

    `report` hears the share of a video that was looked at, 0 to 1.
    """
    if is_video(path):
        return read_video(path, report)
    read = READERS.get(path.suffix.lower())
    if read is None:
        raise _unknown_format(path)
    with open_bounded(path, LIMIT_BYTES, EXPECTED) as stream:
        raw = stream.read(LIMIT_BYTES + 1)
    if not raw:
        raise FileError(path, "", EXPECTED, "an empty file", "check that this is the file you meant")
    columns, header = read(path, raw)
    return _recording(path, columns, header)


def recording_csv(recording: Recording) -> str:
    """The recording as a landmark file in CSV; `read_recording` gives the same recording back.

    Missing landmarks are blank cells. The header comment states the unit of x and y, and the pose model.
    """
    names = [name for name in LANDMARK_NAMES if name in recording.landmarks]
    stream = io.StringIO()
    units = "scaled by image height" if recording.scaled else "in pixels"
    seen_by = "" if recording.model == ANY_MODEL else f"; pose model {recording.model}"
    stream.write(f"# x and y {units}{seen_by}\n")
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(["t", *(f"{name}_{part}" for name in names for part in _PARTS)])
    for i, t_s in enumerate(recording.times_s):
        cells = (value for name in names for value in recording.landmarks[name][i])
        rows.writerow([repr(t_s), *("" if math.isnan(value) else repr(value) for value in cells)])
    return stream.getvalue()


def _unknown_format(path: Path) -> FileError:
    formats = ", ".join(READERS)
    found = f"a file ending in {path.suffix!r}" if path.suffix else "a file without an ending"
    return FileError(path, "", f"landmarks ({formats})", found, "export the landmarks as CSV")


def _read_csv(path: Path, raw: bytes) -> tuple[Columns, Header]:
    lines = decode_text(path, "", raw, EXPECTED).split("\n")
    comments = [line for line in lines if line.startswith("#")]
    first = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if first is None:
        raise FileError(path, "line 1", "column names", "no line with names", "start with `t,left_hip_x,…`")
    rows = csv.reader(io.StringIO("\n".join(lines[first:])))
    try:
        names = [name.strip() for name in next(rows)]
        _refuse_repeats(path, names)
        values: list[list[float]] = [[] for _ in names]
        for row in rows:
            _add_row(path, first + rows.line_num, names, row, values)
    except csv.Error as error:
        raise FileError(path, "", "comma-separated values", str(error), "export the file again") from None
    return dict(zip(names, values, strict=True)), _header_of(" ".join(comments))


def _add_row(
    path: Path, line: int, names: Sequence[str], row: Sequence[str], values: list[list[float]]
) -> None:
    if not row or row[0].startswith("#"):
        return
    place = f"line {line}"
    if len(row) != len(names):
        raise FileError(path, place, f"{len(names)} values", f"{len(row)}", "export the file again")
    if len(values[0]) == LIMIT_MOMENTS:
        raise _too_long(path)
    for name, cell, series in zip(names, row, values, strict=True):
        series.append(_cell(path, f"{place}, column {name[:_LONGEST_NAME]}", name, cell))


def _cell(path: Path, place: str, name: str, cell: str) -> float:
    if not cell.strip():
        return math.nan
    try:
        return float(cell)
    except ValueError:
        if _landmark_of(name) is None and name != "t":
            return math.nan
        found = f"the text {cell[:40]!r}"
        raise FileError(path, place, "a number or a blank", found, "mend the cell") from None


def _read_json(path: Path, raw: bytes) -> tuple[Columns, Header]:
    text = decode_text(path, "", raw, EXPECTED)
    try:
        root = json.loads(text, object_pairs_hook=lambda pairs: unique_keys(pairs, path, ""))
    except RecursionError:
        raise FileError(path, "", EXPECTED, "deeper nesting than a table has", "export it again") from None
    except ValueError as error:
        raise FileError(path, "", EXPECTED, f"text that is not JSON ({error})", "export it again") from None
    if isinstance(root, list):
        root = _columns_of_rows(path, root)
    if not isinstance(root, dict):
        raise FileError(path, "", "columns by name, or a list of rows", "one value", "export it again")
    header = Header(_units_in(str(root.get("units", ""))), _model_named(str(root.get("model", ""))))
    table = {name: cells for name, cells in root.items() if name == "t" or _landmark_of(name)}
    return {name: _numbers(path, name, cells) for name, cells in table.items()}, header


def _columns_of_rows(path: Path, rows: Sequence[Any]) -> dict[str, Any]:
    for i, row in enumerate(rows):
        if not isinstance(row, dict):
            raise FileError(path, f"row {i + 1}", "a mapping of columns", repr(row)[:40], "export it again")
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [row.get(name) for row in rows] for name in names}


def _numbers(path: Path, name: str, cells: Any) -> list[float]:
    if not isinstance(cells, list):
        raise FileError(path, name, "a list of numbers", repr(cells)[:40], "export the file again")
    return [_number(path, f"{name}, row {i + 1}", cell) for i, cell in enumerate(cells)]


def _number(path: Path, place: str, cell: Any) -> float:
    if cell is None:
        return math.nan
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        raise FileError(path, place, "a number or null", repr(cell)[:40], "mend the value")
    try:
        return float(cell)
    except OverflowError:
        found = "a number of hundreds of digits"
        raise FileError(path, place, "a number or null", found, "mend the value") from None


def _read_npz(path: Path, raw: bytes) -> tuple[Columns, Header]:
    import numpy as np

    columns: dict[str, Sequence[float]] = {}
    said = {"units": "", "model": ""}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LIMIT_BYTES:
                raise _too_long(path)
        with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
            for name in arrays.files:
                if name in said:
                    said[name] = str(arrays[name])
                elif name == "t" or _landmark_of(name):
                    columns[name] = _floats(path, name, arrays[name])
    except (zipfile.BadZipFile, OSError, EOFError, KeyError, ValueError) as error:
        found = f"a file that is not a numpy archive ({str(error)[:80]})"
        raise FileError(path, "", EXPECTED, found, "save it with `numpy.savez`") from None
    return columns, Header(_units_in(said["units"]), _model_named(said["model"]))


def _floats(path: Path, name: str, array: Any) -> list[float]:
    if array.ndim != 1 or array.dtype.kind not in "fiu":
        found = f"an array of shape {array.shape} and type {array.dtype}"
        raise FileError(path, name, "one number a moment", found, "save one array a column")
    return [float(value) for value in array.tolist()]


def _read_parquet(path: Path, raw: bytes) -> tuple[Columns, Header]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise FileError(
            path,
            "",
            "the package `pyarrow` for Parquet files",
            "none",
            "run `pip install 'hipwise[analysis]'` or give the landmarks as CSV",
        ) from None
    try:
        file = pq.ParquetFile(io.BytesIO(raw))
        if file.metadata.num_rows > LIMIT_MOMENTS:
            raise _too_long(path)
        wanted = [n for n in file.schema_arrow.names if n == "t" or _landmark_of(n)]
        table = file.read(columns=wanted)
    except (pa.ArrowException, OSError) as error:
        found = f"a file that is not Parquet ({str(error)[:80]})"
        raise FileError(path, "", EXPECTED, found, "export the file again") from None
    metadata = file.schema_arrow.metadata or {}
    units, model = (metadata.get(key, b"").decode("utf-8", "replace") for key in (b"units", b"model"))
    columns = {name: _numbers(path, name, table.column(name).to_pylist()) for name in wanted}
    return columns, Header(_units_in(units), _model_named(model))


READERS: Mapping[str, Callable[[Path, bytes], tuple[Columns, Header]]] = {
    ".csv": _read_csv,
    ".json": _read_json,
    ".npz": _read_npz,
    ".parquet": _read_parquet,
}


def _recording(path: Path, columns: Columns, header: Header) -> Recording:
    if "t" not in columns:
        raise FileError(path, "column t", "a time in seconds for each moment", "no such column", "add it")
    times = columns["t"]
    if not times:
        raise FileError(path, "", "at least one moment", "none", "record again")
    if len(times) > LIMIT_MOMENTS:
        raise _too_long(path)
    for name, series in columns.items():
        if len(series) != len(times):
            raise FileError(path, name, f"{len(times)} values", str(len(series)), "export the file again")
    columns = _in_our_names(path, columns)
    _check_names(path, columns)
    landmarks = {name: _landmarks(path, name, columns) for name in LANDMARK_NAMES if f"{name}_x" in columns}
    if not landmarks:
        raise FileError(path, "", "landmark columns such as left_hip_x", "none", "export the landmarks again")
    scaled = _is_scaled(landmarks.values()) if header.units is None else header.units == UNITS[1]
    try:
        return Recording(tuple(times), landmarks, scaled, model=header.model)
    except RecordingError as error:
        raise FileError(path, error.place, error.expected, error.found, "export the file again") from None


def _in_our_names(path: Path, columns: Columns) -> Columns:
    """The columns of another pose model under BlazePose's names; a depth that it lacks is NaN."""
    theirs = {name for name in map(_landmark_of, columns) if name is not None}
    parts = {name.rpartition("_")[2] for name in columns}
    scheme = _picture_scheme(theirs, is_flat="visibility" in parts and "z" not in parts)
    if scheme is None:
        return columns
    unknown = [math.nan] * len(columns["t"])
    renamed: dict[str, Sequence[float]] = {"t": columns["t"]}
    for ours, (their, *_) in scheme.sources(theirs).items():
        for part in _PARTS:
            series = columns.get(f"{their}_{part}", unknown if part == "z" else None)
            if series is None:
                expected = "x, y and visibility of each landmark"
                raise FileError(path, f"column {their}_{part}", expected, "none", "add it")
            renamed[f"{ours}_{part}"] = series
    return renamed


def _picture_scheme(theirs: set[str], is_flat: bool) -> Scheme | None:
    """The other pose model that named these landmarks; None when they are BlazePose's, or nobody's."""
    scheme = scheme_of(theirs, Space.PICTURE)
    if scheme is not None and scheme.id != "blazepose":
        return scheme
    coco = SCHEMES["coco-17"]
    return coco if is_flat and theirs <= coco.their_names else None


def _check_names(path: Path, columns: Iterable[str]) -> None:
    known = set(columns)
    for column in columns:
        name = _landmark_of(column)
        if name is not None and name not in LANDMARK_NAMES:
            raise FileError(
                path, f"column {column}", "one of BlazePose's 33 names", repr(name), "rename or remove it"
            )
        for part in _PARTS if name is not None else ():
            if f"{name}_{part}" not in known:
                raise FileError(
                    path, f"column {name}_{part}", "x, y, z and visibility of each landmark", "none", "add it"
                )


def _landmark_of(column: str) -> str | None:
    """The landmark a column belongs to, or None when it is not named like one."""
    name, _, part = column.rpartition("_")
    return name if name and part in _PARTS else None


def _landmarks(path: Path, name: str, columns: Columns) -> tuple[Landmark, ...]:
    series = [columns[f"{name}_{part}"] for part in _PARTS]
    return tuple(
        _landmark(path, f"{name}_visibility, moment {i + 1}", *values)
        for i, values in enumerate(zip(*series, strict=True))
    )


def _landmark(path: Path, place: str, x: float, y: float, z: float, visibility: float) -> Landmark:
    if not (math.isfinite(x) and math.isfinite(y) and math.isfinite(visibility)):
        return MISSING
    if not 0.0 <= visibility <= 1.0:
        raise FileError(path, place, "a visibility from 0 to 1", f"{visibility:g}", "export the file again")
    return (x, y, z, visibility)


def _is_scaled(landmarks: Iterable[Sequence[Landmark]]) -> bool:
    """Without a word about units: image heights when nothing lies where only pixels can."""
    return all(
        max(abs(x), abs(y)) < _LEAST_PIXELS
        for series in landmarks
        for x, y, _, _ in series
        if not math.isnan(x)
    )


def _units_in(text: str) -> str | None:
    """The units that a header comment states, or None."""
    lower = text.lower()
    if re.search(r"(?<!not )\bscaled|image heights|(by|of) (the )?(image|picture) height", lower):
        return UNITS[1]
    return UNITS[0] if "pixel" in lower else None


def _header_of(comment: str) -> Header:
    """What a comment says."""
    named = re.search(r"pose model:? +(\w+)", comment, re.IGNORECASE)
    return Header(_units_in(comment), _model_named(named.group(1) if named else ""))


def _model_named(word: str) -> str:
    """That pose model; any other word than those that were measured is read with the widest error."""
    return word.lower() if word.lower() in LIVE_MODELS else ANY_MODEL


def _refuse_repeats(path: Path, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise FileError(path, "line 1", "each column once", f"{name!r} twice", "remove one of them")


def _too_long(path: Path) -> FileError:
    return FileError(
        path, "", f"at most {LIMIT_MOMENTS} moments", "more", "cut the recording into single sets"
    )
