"""The review sheet in the manual is that of the present movements."""

from pathlib import Path

from hipwise.library.catalogue import load_catalogue
from hipwise.movement.review_sheet import review_sheet

KEPT = Path(__file__).parents[2] / "docs" / "for-therapists" / "movements.md"


def test_the_sheet_is_up_to_date() -> None:
    assert KEPT.read_text("utf-8") == review_sheet(load_catalogue()), "run: make figure"
