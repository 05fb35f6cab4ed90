"""`hipwise questionnaire` checks a file of words."""

from pathlib import Path

from tests.cli.conftest import Run
from tests.exchange.test_questionnaire_file import a_file


def test_a_complete_file_is_told_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "words.json"
    path.write_text(a_file())
    assert run("questionnaire", path, "--json").json == {
        "measure": "ihot12",
        "items": 12,
        "loaded_into": None,
    }


def test_an_incomplete_file_is_refused_with_a_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "words.json"
    path.write_text(a_file(items=[]))
    ran = run("questionnaire", path)
    assert ran.status == 2
    assert "expected" in ran.err
