"""`hipwise validate` names file and place of what is wrong in a content folder."""

import shutil
from pathlib import Path

import pytest

from hipwise.library.compile import CONTENT_FOLDER
from tests.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "content"
    shutil.copytree(CONTENT_FOLDER, copy)
    return copy


def _spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("tier: 2", "tier: heavy", "tier"),
        ("tier: 2", "tier: 2\nmood: good", "whole entry"),
        ("code: ROLL_BACK", "code: SLOUCH", "watch.faults[0].code"),
        ("id: clamshell", "id: clam", "id"),
        ("reviewed_by: null", "reviewed_by: A. Clinician", "reviewed_by"),
        ("to: closed", "to: open", "movement.path"),
        ("id: clamshell", "id: [", "whole file"),
    ],
)
def test_a_spoiled_file_is_named_with_its_place(
    run: Run, folder: Path, old: str, new: str, place: str
) -> None:
    _spoil(folder, "exercises/clamshell.yaml", old, new)
    ran = run("validate", "--content", folder, "--json")
    found = {(problem["file"], problem["place"]) for problem in ran.json["problems"]}
    assert (ran.status, ran.json["ok"]) == (1, False)
    assert ("exercises/clamshell.yaml", place) in found


def test_an_entry_of_a_list_is_named_by_its_id(run: Run, folder: Path) -> None:
    _spoil(folder, "settings/pain.yaml", "id: pain.target, value: 2", "id: pain.target, value: 9")
    [problem] = run("validate", "--content", folder, "--json").json["problems"]
    assert (problem["file"], problem["place"]) == ("settings/pain.yaml", "pain.target: value")


def test_a_file_that_nothing_reads_is_named(run: Run, folder: Path) -> None:
    (folder / "exercise").mkdir()
    (folder / "exercise" / "new.yaml").write_text("id: new")
    [problem] = run("validate", "--content", folder, "--json").json["problems"]
    assert problem["file"] == "exercise/new.yaml"


def test_words_are_printed_for_people(run: Run, folder: Path) -> None:
    _spoil(folder, "exercises/clamshell.yaml", "tier: 2", "tier: heavy")
    assert "exercises/clamshell.yaml, tier:" in run("validate", "--content", folder).out


def test_the_generated_files_are_up_to_date(run: Run) -> None:
    assert run("compile", "--check", "--json").json == {"ok": True, "stale": [], "written": False}
