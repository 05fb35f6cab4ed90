"""The sheets that the command line prints: editions, whose they are, and what it says of them."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Run
from tests.exchange.samples import INTAKE

A4_WIDTH_PT, LETTER_WIDTH_PT = 595, 612
ONE_POINT = 1


def _text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize(
    ("options", "width", "said"),
    [
        ((), A4_WIDTH_PT, "Tick what you did"),
        (("--paper", "letter"), LETTER_WIDTH_PT, "Tick what you did"),
        (("--large-print",), A4_WIDTH_PT, "You should feel:"),
        (("--per-session",), A4_WIDTH_PT, "Sets done"),
    ],
)
def test_the_handout_comes_in_editions(
    options: tuple[str, ...], width: int, said: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"
    assert run("plan", str(INTAKE), "--handout", str(path), *options).status == 0
    assert float(PdfReader(path).pages[0].mediabox.width) == pytest.approx(width, abs=ONE_POINT)
    assert said in _text(path)


def test_the_handout_says_whose_it_is_and_leads_to_the_server(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    known = ("--name", "Anna Weber", "--server", "https://clinic.example.org")
    run("plan", str(INTAKE), "--handout", str(path), *known)
    links = {
        str(note.get_object()["/A"]["/URI"])
        for page in PdfReader(path).pages
        for note in page.get("/Annots", [])
    }
    assert "Anna Weber" in _text(path)
    assert "https://clinic.example.org/today/" in links


def test_the_handout_tells_the_walk_that_the_terminal_tells(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    ran = run("plan", str(INTAKE), "--handout", str(path))
    assert "The next walk: up to 20 minutes" in ran.out
    assert "Walking: up to 20 minutes" in _text(path)


def test_a_name_that_cannot_be_written_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("plan", str(INTAKE), "--handout", str(tmp_path / "a.pdf"), "--name", "\U00012000")
    assert "the sheet leaves a line for it" in ran.err


def test_the_review_sheet_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "review.pdf"
    ran = run("exercise", "bridge", "--sheet", str(path), "--paper", "letter")
    assert f"Wrote {path}." in ran.err
    assert "No clinician has signed this exercise yet." in _text(path)
