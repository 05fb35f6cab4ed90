"""Landmark files in four formats become one recording; blanks stay missing; what is wrong is named."""

import json
import math
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from hipwise.coach.landmarks import Recording
from hipwise.exchange.recording import read_recording, recording_csv
from hipwise.exchange.text_file import FileError

COLUMNS: Mapping[str, list[float]] = {
    "t": [0.0, 0.1, 0.2],
    "left_hip_x": [100.0, 101.0, math.nan],
    "left_hip_y": [200.0, 201.0, math.nan],
    "left_hip_z": [0.5, 0.5, math.nan],
    "left_hip_visibility": [0.9, 0.8, math.nan],
}


def _plain(columns: Mapping[str, list[float]]) -> dict[str, list[float | None]]:
    return {name: [None if math.isnan(v) else v for v in values] for name, values in columns.items()}


def _csv(path: Path) -> None:
    rows = zip(*_plain(COLUMNS).values(), strict=True)
    cells = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows)
    path.write_text("# x and y in pixels\n" + ",".join(COLUMNS) + "\n" + cells + "\n")


def _json(path: Path) -> None:
    path.write_text(json.dumps({"units": "pixels", **_plain(COLUMNS)}))


def _json_rows(path: Path) -> None:
    names = list(COLUMNS)
    rows = zip(*_plain(COLUMNS).values(), strict=True)
    path.write_text(json.dumps([dict(zip(names, row, strict=True)) for row in rows]))


def _npz(path: Path) -> None:
    np.savez(path, units="pixels", **{name: np.array(values) for name, values in COLUMNS.items()})


def _parquet(path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table(_plain(COLUMNS)).replace_schema_metadata({"units": "pixels"}), path)


WRITERS: Mapping[str, tuple[str, Callable[[Path], None]]] = {
    "csv": ("a.csv", _csv),
    "json": ("a.json", _json),
    "json rows": ("a.json", _json_rows),
    "npz": ("a.npz", _npz),
    "parquet": ("a.parquet", _parquet),
}


@pytest.mark.parametrize("format_name", WRITERS)
def test_every_format_gives_the_same_recording(tmp_path: Path, format_name: str) -> None:
    name, write = WRITERS[format_name]
    write(tmp_path / name)
    recording = read_recording(tmp_path / name)
    hip = recording.landmarks["left_hip"]
    assert recording.times_s == (0.0, 0.1, 0.2)
    assert hip[:2] == ((100.0, 200.0, 0.5, 0.9), (101.0, 201.0, 0.5, 0.8))
    assert not recording.scaled


@pytest.mark.parametrize("format_name", WRITERS)
def test_a_blank_is_missing_in_every_format(tmp_path: Path, format_name: str) -> None:
    name, write = WRITERS[format_name]
    write(tmp_path / name)
    assert all(math.isnan(value) for value in read_recording(tmp_path / name).landmarks["left_hip"][2])


def _read_csv(tmp_path: Path, text: str) -> Recording:
    path = tmp_path / "a.csv"
    path.write_text(text)
    return read_recording(path)


HEAD = "t,left_hip_x,left_hip_y,left_hip_z,left_hip_visibility\n"


@pytest.mark.parametrize(
    ("comment", "scaled"),
    [
        ("# x and y in pixels\n", False),
        ("# x, y already scaled by image height in both axes\n", True),
        ("# image height 480; x and y in pixels, not scaled\n", False),
        ("", True),
    ],
)
def test_the_header_comment_says_what_x_and_y_are(tmp_path: Path, comment: str, scaled: bool) -> None:
    assert _read_csv(tmp_path, f"{comment}{HEAD}0,0.4,0.5,0,0.9\n").scaled is scaled


def test_without_a_comment_large_numbers_are_pixels(tmp_path: Path) -> None:
    assert not _read_csv(tmp_path, f"{HEAD}0,400,500,0,0.9\n").scaled


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("left_hip_x,left_hip_y,left_hip_z,left_hip_visibility\n1,2,3,1\n", "column t"),
        ("t,left_hip_x,left_hip_y\n0,1,2\n", "column left_hip_z"),
        ("t,left_hipp_x,left_hipp_y,left_hipp_z,left_hipp_visibility\n0,1,2,3,1\n", "column left_hipp_x"),
        ("t\n0\n", ""),
        (HEAD, ""),
        (f"{HEAD}0,1,2,3\n", "line 2"),
        (f"{HEAD}0,one,2,3,1\n", "line 2, column left_hip_x"),
        (f"{HEAD}0,1,2,3,7\n", "left_hip_visibility, moment 1"),
        (f"{HEAD}1,1,2,3,1\n0,1,2,3,1\n", "moment 1"),
        (f"{HEAD},1,2,3,1\n", "moment 0"),
        (f"{HEAD.strip()},t\n0,1,2,3,1,0\n", "line 1"),
        ("# only a comment\n", "line 1"),
    ],
)
def test_what_is_wrong_in_a_table_is_named_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(FileError) as caught:
        _read_csv(tmp_path, text)
    assert place == caught.value.place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"t": [0, 1' + "0" * 400 + "]}", "t, row 2"),
        ('{"t": [0], "t": [1]}', "t"),
        ('[{"t": 0, "t": 1}]', "t"),
    ],
    ids=["endless number", "column twice", "column twice in a row"],
)
def test_a_json_table_that_no_computer_can_hold_or_says_two_things_is_refused(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(FileError) as caught:
        read_recording(path)
    assert caught.value.place == place


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.npz", "a.parquet"])
@pytest.mark.parametrize("raw", [b"", b"\x00\x01\x02nonsense", b"PK\x03\x04", b"[[[[", b"7"])
def test_nonsense_in_any_format_is_refused(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(FileError):
        read_recording(tmp_path / name)


def test_an_archive_with_objects_in_it_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", t=np.array([{"run": "me"}], dtype=object))
    with pytest.raises(FileError):
        read_recording(tmp_path / "a.npz")


def test_a_video_without_the_extra_is_answered_with_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mediapipe", None)
    with pytest.raises(FileError) as caught:
        read_recording(tmp_path / "a.mp4")
    assert "extra `video`" in str(caught.value)


def test_another_ending_is_answered_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        read_recording(tmp_path / "a.txt")
    assert ".csv, .json, .npz, .parquet" in str(caught.value)


def test_a_recording_comes_back_from_its_own_csv(tmp_path: Path) -> None:
    _csv(tmp_path / "a.csv")
    first = read_recording(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_text(recording_csv(first))
    assert recording_csv(first) == recording_csv(read_recording(tmp_path / "b.csv"))


def _columns_of(names: list[str], parts: tuple[str, ...]) -> dict[str, list[float]]:
    columns = {"t": [0.0, 0.1]}
    for place, name in enumerate(names):
        columns |= {f"{name}_{part}": [0.5 + place / 100] * 2 for part in parts}
    return columns


def test_the_names_of_halpe_are_understood_and_its_own_points_left_out(tmp_path: Path) -> None:
    columns = _columns_of(["LHip", "RBigToe", "Neck"], ("x", "y", "visibility"))
    (tmp_path / "a.json").write_text(json.dumps(columns))
    landmarks = read_recording(tmp_path / "a.json").landmarks
    assert set(landmarks) == {"left_hip", "right_foot_index"}
    assert landmarks["left_hip"][0][:2] == (0.5, 0.5)


def test_coco_names_may_leave_out_the_depth(tmp_path: Path) -> None:
    columns = _columns_of(["left_hip", "left_knee"], ("x", "y", "visibility"))
    (tmp_path / "a.json").write_text(json.dumps(columns))
    assert math.isnan(read_recording(tmp_path / "a.json").landmarks["left_knee"][0][2])


def test_without_a_visibility_it_is_asked_for(tmp_path: Path) -> None:
    columns = _columns_of(["LHip", "LKnee"], ("x", "y"))
    (tmp_path / "a.json").write_text(json.dumps(columns))
    with pytest.raises(FileError, match="LHip_visibility"):
        read_recording(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("comment", "model"),
    [
        ("x and y in pixels; pose model lite", "lite"),
        ("pose model: Full", "full"),
        ("pose model heavy", "any"),
        ("x and y in pixels", "any"),
    ],
)
def test_a_comment_names_the_pose_model(tmp_path: Path, comment: str, model: str) -> None:
    file = tmp_path / "a.csv"
    _csv(file)
    file.write_text(f"# {comment}\n{file.read_text()}")
    assert read_recording(file).model == model


def test_the_other_formats_name_the_pose_model_beside_the_units(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"model": "full", **_plain(COLUMNS)}))
    np.savez(tmp_path / "a.npz", model="full", **{name: np.array(v) for name, v in COLUMNS.items()})
    assert read_recording(tmp_path / "a.json").model == "full"
    assert read_recording(tmp_path / "a.npz").model == "full"


def test_a_written_recording_keeps_its_pose_model(tmp_path: Path) -> None:
    point = ((0.5, 0.5, 0.0, 0.9),)
    named = Recording((0.0,), {"left_hip": point}, scaled=True, model="lite")
    (tmp_path / "a.csv").write_text(recording_csv(named))
    assert read_recording(tmp_path / "a.csv").model == "lite"
