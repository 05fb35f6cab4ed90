"""The handout is a tagged PDF on either paper that says side, dose and stop rule of every exercise."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from hipwise.exchange.handout import handout_pdf, handout_words
from hipwise.library.catalogue import UnknownIdError, load_catalogue
from hipwise.library.side import Side
from hipwise.plan.plan import Plan
from hipwise.plan.prescribing import prescribe
from tests.exchange.samples import example_intake, example_plan

CATALOGUE = load_catalogue()
A4_WIDTH_PT = 595
LETTER_WIDTH_PT = 612
ONE_POINT = 1


def _reader(plan: Plan, **choices: object) -> PdfReader:
    return PdfReader(io.BytesIO(handout_pdf(plan, CATALOGUE, **choices)))  # type: ignore[arg-type]


def _text(plan: Plan, **choices: object) -> str:
    pages = (page.extract_text() for page in _reader(plan, **choices).pages)
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize(("paper", "width"), [("a4", A4_WIDTH_PT), ("letter", LETTER_WIDTH_PT)])
def test_the_page_is_as_wide_as_the_paper(paper: str, width: int) -> None:
    page = _reader(example_plan(), paper=paper).pages[0]
    assert width == pytest.approx(float(page.mediabox.width), abs=ONE_POINT)


def test_another_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="a4 or letter"):
        handout_pdf(example_plan(), CATALOGUE, paper="a0")


def test_the_file_is_tagged_has_a_title_and_a_language() -> None:
    root = _reader(example_plan()).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert str(root["/Lang"]).startswith("en")
    assert _reader(example_plan()).metadata.title == "Your exercises"


def test_the_file_claims_the_accessible_standard() -> None:
    assert b"pdfuaid" in handout_pdf(example_plan(), CATALOGUE)


@pytest.mark.parametrize("large_print", [False, True])
def test_every_exercise_stands_there_with_side_dose_and_stop_rule(large_print: bool) -> None:
    text = _text(example_plan(), large_print=large_print)
    for item in handout_words(example_plan(), CATALOGUE)["items"]:
        for words in (item["name"], item["side_words"], item["dose"], item["stop"][0], item["steps"][0]):
            assert " ".join(words.split()) in text


def test_large_print_gives_each_exercise_a_page_of_its_own() -> None:
    usual, large = _reader(example_plan()), _reader(example_plan(), large_print=True)
    assert len(large.pages) > len(usual.pages)
    assert len(large.pages) >= len(example_plan().items) + 2


def test_the_same_plan_always_gives_the_same_file() -> None:
    assert handout_pdf(example_plan(), CATALOGUE) == handout_pdf(example_plan(), CATALOGUE)


def test_left_and_right_change_the_words_and_the_drawing() -> None:
    item = replace(example_plan().items[0], side=Side.RIGHT)
    mirrored = replace(example_plan(), items=(item, *example_plan().items[1:]))
    left, right = (handout_words(plan, CATALOGUE)["items"][0] for plan in (example_plan(), mirrored))
    assert left["side_words"].replace("LEFT", "RIGHT") == right["side_words"]
    assert left["figure"] != right["figure"]


def test_a_smaller_range_is_said_and_drawn() -> None:
    item = replace(example_plan().items[0], range_share=0.6)
    smaller = replace(example_plan(), items=(item,))
    whole, less = (handout_words(plan, CATALOGUE)["items"][0] for plan in (example_plan(), smaller))
    assert "60 %" in less["note"]
    assert whole["figure"] != less["figure"]


def test_early_after_surgery_the_pain_limit_is_the_stricter_one() -> None:
    early = replace(example_plan(), postoperative_week=2)
    usual = handout_words(example_plan(), CATALOGUE)["stop"]
    strict = handout_words(early, CATALOGUE)["stop"]
    assert usual[1] == "Stop it when pain goes above 5 of 10."
    assert strict[1] == "Stop it when pain goes above 2 of 10."


def test_a_plan_nobody_signed_says_so() -> None:
    assert "Not signed by a therapist yet" in _text(example_plan())
    assert "Signed by A. Therapist" in _text(example_plan(), signed_by="A. Therapist")


def test_a_blocked_plan_says_what_to_do_and_has_nothing_to_tick() -> None:
    blocked = prescribe(replace(example_intake(), red_flags=("infection",)), CATALOGUE)
    text = _text(blocked)
    assert "No exercises for now" in text
    assert " ".join(blocked.screening.flags[0].text.split()) in text
    assert "Tick what you did" not in text


def test_an_exercise_that_the_library_does_not_have_is_named() -> None:
    item = replace(example_plan().items[0], exercise="handstand")
    with pytest.raises(UnknownIdError, match="handstand"):
        handout_pdf(replace(example_plan(), items=(item,)), CATALOGUE)
