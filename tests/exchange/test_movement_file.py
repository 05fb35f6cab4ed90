"""A movement file becomes an exercise that can be watched, or one sentence naming file and place."""

from importlib import resources
from pathlib import Path

import pytest

from hipwise.exchange.movement_file import read_movement
from hipwise.exchange.text_file import FileError
from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
CLAMSHELL = (resources.files("hipwise.content") / "exercises/clamshell.yaml").read_text("utf-8")


def test_an_exercise_of_the_library_read_from_its_file_is_the_librarys(tmp_path: Path) -> None:
    path = tmp_path / "clamshell.yaml"
    path.write_text(CLAMSHELL, encoding="utf-8")
    assert CATALOGUE.exercise("clamshell") == read_movement(path, CATALOGUE)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("camera: oblique", "camera: roof", "watch.camera"),
        ("arms: side-lying", "arms: folded", "movement.postures.closed.arms"),
        ("to: open", "to: ajar", "movement.path[0].to"),
        ("code: ROLL_BACK", "code: SLOUCH", "watch.faults[0].code"),
        ("hip: {flexion: 45}, knee", "hip: {bending: 45}, knee", "movement.postures"),
        ("orientation: side-lying-working-up", "orientation: floating", "movement"),
        ("name: Clamshell", "title: Clamshell", ""),
    ],
)
def test_a_wrong_value_is_named_with_its_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    assert old in CLAMSHELL
    path = tmp_path / "clamshell.yaml"
    path.write_text(CLAMSHELL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FileError) as caught:
        read_movement(path, CATALOGUE)
    assert caught.value.place.startswith(place)
