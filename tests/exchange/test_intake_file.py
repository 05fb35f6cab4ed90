"""An intake file becomes an intake or one sentence naming file and place."""

from pathlib import Path

import pytest

from hipwise.exchange.intake_file import read_intake
from hipwise.exchange.text_file import FileError
from hipwise.plan.intake import intake_to_mapping
from tests.exchange.samples import INTAKE, example_intake


def test_the_example_intake_is_read() -> None:
    intake = example_intake()
    assert (
        intake.person.age,
        intake.symptomatic_side.value,
        intake.pain.pinch_starts_at_flexion_deg,
    ) == (31, "left", 95.0)


def test_json_with_the_same_values_gives_the_same_intake(tmp_path: Path) -> None:
    import json

    path = tmp_path / "intake.json"
    path.write_text(json.dumps(intake_to_mapping(example_intake())))
    assert read_intake(path) == example_intake()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("age: 31", "age: old", "person.age"),
        ("age: 31", "age: true", "person.age"),
        ("today: 2026-11-22", "today: 2026-02-30", "today"),
        ("today: 2026-11-22", "today: tomorrow", "today"),
        ("therapist: true", "therapist: maybe", "therapist"),
        ("red_flags: []", "red_flags: [sore-toe]", "red_flags[0]"),
        ("rest: 1 ", "rest: 11", "pain.rest"),
        ("goals:", "dreams:", "dreams"),
        ("days: [mon,", "days: [someday,", "days[0]"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    text = INTAKE.read_text()
    assert old in text
    path = tmp_path / "intake.yaml"
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(FileError) as caught:
        read_intake(path)
    assert place == caught.value.place
    assert str(caught.value).startswith(f"{path}, {place}: expected ")
