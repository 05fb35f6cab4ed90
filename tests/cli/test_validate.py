"""`hipwise validate` names file and place of what is wrong in a content folder."""

import shutil
from pathlib import Path

import pytest

from hipwise.library.compile import CONTENT_FOLDER
from tests.cli.conftest import Run

Places = set[tuple[str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    shutil.copytree(CONTENT_FOLDER, copy)
    return copy


def _spoil(folder: Path, file: str, *changes: tuple[str, str]) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def _places(run: Run, folder: Path) -> Places:
    ran = run("validate", "--content", folder, "--json")
    assert (ran.status, ran.json["ok"]) == (1, False)
    return {(problem["file"], problem["place"]) for problem in ran.json["problems"]}


def test_files_that_do_not_fit_their_schema_are_all_named(run: Run, folder: Path) -> None:
    _spoil(folder, "exercises/clamshell.yaml", ("tier: 2", "tier: heavy"), ("impact:", "impakt:"))
    _spoil(folder, "exercises/bridge.yaml", ("id: bridge", "id: ["))
    _spoil(folder, "exercises/hip-hike.yaml", ("id: hip-hike", "id: hike"))
    (folder / "exercise").mkdir()
    (folder / "exercise" / "new.yaml").write_text("id: new")
    found = _places(run, folder)
    assert found >= {
        ("exercises/clamshell.yaml", "tier"),
        ("exercises/clamshell.yaml", "whole entry"),
        ("exercises/bridge.yaml", "whole file"),
        ("exercises/hip-hike.yaml", "id"),
        ("exercise/new.yaml", "whole file"),
    }


def test_names_and_numbers_that_do_not_fit_each_other_are_all_named(run: Run, folder: Path) -> None:
    clinician = ("reviewed_by: null", "reviewed_by: A. Clinician")
    _spoil(folder, "exercises/clamshell.yaml", ("code: ROLL_BACK", "code: SLOUCH"), clinician)
    _spoil(folder, "settings/pain.yaml", ("id: pain.target, value: 2", "id: pain.target, value: 9"))
    assert _places(run, folder) == {
        ("exercises/clamshell.yaml", "watch.faults[0].code"),
        ("exercises/clamshell.yaml", "reviewed_by"),
        ("settings/pain.yaml", "pain.target: value"),
    }


def test_a_movement_that_does_not_come_back_is_named(run: Run, folder: Path) -> None:
    _spoil(folder, "exercises/clamshell.yaml", ("to: closed", "to: open"))
    ran = run("validate", "--content", folder)
    assert (ran.status, "exercises/clamshell.yaml, movement.path:" in ran.out) == (1, True)


def test_the_generated_files_are_up_to_date(run: Run) -> None:
    assert run("compile", "--check", "--json").json == {"ok": True, "stale": [], "written": False}
