from hypothesis import given
from hypothesis import strategies as st

from hipwise.exchange.letter.letter import Letter, Part, letter_text, parts_as_text, parts_from_text

PARTS = (Part("Who", ("Anna, 31 years.", "Pain in the left hip.")), Part("Question", ("Please examine.",)))


def test_the_text_is_read_back():
    assert parts_from_text(parts_as_text(Letter("Referral", "Draft", PARTS))) == PARTS


def test_lines_before_the_first_heading_are_kept():
    assert parts_from_text("Dear colleague,\n## Who\nAnna") == (
        Part("", ("Dear colleague,",)),
        Part("Who", ("Anna",)),
    )


def test_the_draft_mark_is_in_the_text():
    assert "Not sent" in letter_text(Letter("Referral", "Draft. Not sent.", PARTS))


@given(st.text(max_size=400))
def test_any_edited_text_is_taken(text):
    for part in parts_from_text(text):
        assert all(line.isprintable() for line in part.lines)
