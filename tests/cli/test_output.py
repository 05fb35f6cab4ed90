import pytest

from hipwise.cli.output import print_table

ROW = ("Side steps with a band", "RIGHT leg stepping out", "Both sides together", "30 s", "Mon Wed Fri")


@pytest.mark.parametrize("columns", [80, 110])
def test_a_table_does_not_break_words(columns: int, monkeypatch, capsys) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    print_table(("Exercise", "Side", "How", "Rest", "Days"), [ROW])
    printed = capsys.readouterr().out.split()
    assert {word for cell in ROW for word in cell.split()} <= set(printed)
