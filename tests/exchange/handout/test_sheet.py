"""The handout as a file: paper, pages, size, names in any letters, and what a printer would show."""

import io
import time
from dataclasses import replace

import pytest
from pypdf import PdfReader

from hipwise.exchange.handout.cover import NO_COVER, Cover
from hipwise.exchange.handout.edition import Edition
from hipwise.exchange.handout.sheet import handout_pdf, letters_missing
from hipwise.exchange.handout.words import handout_words
from hipwise.library.catalogue import UnknownIdError, load_catalogue
from hipwise.plan.plan import Plan
from hipwise.plan.prescribing import prescribe
from tests.exchange.handout.samples import a_plan, an_item, full_cover, full_plan
from tests.exchange.samples import example_intake, example_plan

CATALOGUE = load_catalogue()
A4_WIDTH_PT = 595
LETTER_WIDTH_PT = 612
ONE_POINT = 1
MOST_BYTES = 600_000
# Warm it takes about 0.1 s on an idle machine; the rest is room for a busy one.
MOST_SECONDS = 1.5
LARGE = Edition(large_print=True)
EDITIONS = [Edition("a4"), Edition("letter"), LARGE, Edition(per_session=True), Edition("letter", True, True)]


def _reader(plan: Plan, edition: Edition | None = None, cover: Cover = NO_COVER) -> PdfReader:
    return PdfReader(io.BytesIO(handout_pdf(plan, CATALOGUE, edition, cover)))


def _pages(plan: Plan, edition: Edition | None = None, cover: Cover = NO_COVER) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in _reader(plan, edition, cover).pages]


def _text(plan: Plan, edition: Edition | None = None, cover: Cover = NO_COVER) -> str:
    return " ".join(_pages(plan, edition, cover))


@pytest.mark.parametrize(("paper", "width"), [("a4", A4_WIDTH_PT), ("letter", LETTER_WIDTH_PT)])
def test_the_page_is_as_wide_as_the_paper(paper: str, width: int) -> None:
    page = _reader(example_plan(), Edition(paper)).pages[0]
    assert width == pytest.approx(float(page.mediabox.width), abs=ONE_POINT)


@pytest.mark.parametrize("edition", [Edition("a4"), Edition("letter"), LARGE])
def test_every_exercise_stands_there_with_side_dose_and_stop_rule(edition: Edition) -> None:
    text = _text(full_plan(), edition)
    for item in handout_words(full_plan(), CATALOGUE)["items"]:
        said = [item["name"], item["side_words"], item["dose"][0], item["dose_words"]]
        for words in (*said, *item["stop"], *item["steps"], *item["facts"]):
            assert " ".join(words.split()) in text


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_exercise_is_split_over_two_pages(paper: str) -> None:
    pages = _pages(full_plan(), Edition(paper))
    for item in handout_words(full_plan(), CATALOGUE)["items"]:
        [page] = [page for page in pages if item["steps"][0] in page]
        assert item["stop"][2] in page
        assert item["dose_words"] in page


def test_two_short_exercises_share_a_page() -> None:
    plan = a_plan(an_item("clamshell"), an_item("bridge"), an_item("pelvic-tilt"))
    pages = _pages(plan)
    [page] = [page for page in pages if "Bridge" in page and "Press through the heels" in page]
    assert "Flatten" in page or "Keep your feet together" in page


def test_a_session_has_a_page_of_its_own() -> None:
    pages = _pages(full_plan(), Edition(per_session=True))
    [session] = [page for page in pages if page.count("Sets done") == len(full_plan().items)]
    assert "Monday, Wednesday and Friday" in session
    assert "Pain the next morning" in session
    assert "Get help at once" in session


def test_the_grid_has_four_weeks_of_seven_days_on_one_page() -> None:
    [page] = [page for page in _pages(full_plan()) if "Tick what you did" in page]
    assert all(f"Week {week}" in page for week in (1, 2, 3, 4))
    assert page.count("Sun") == 4


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_file_is_small(edition: Edition) -> None:
    assert len(handout_pdf(full_plan(), CATALOGUE, edition, full_cover())) < MOST_BYTES


def test_the_sheet_is_made_in_a_blink() -> None:
    handout_pdf(full_plan(), CATALOGUE)
    begun = time.perf_counter()
    handout_pdf(full_plan(), CATALOGUE, None, full_cover())
    assert time.perf_counter() - begun < MOST_SECONDS


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_plan_always_gives_the_same_file(edition: Edition) -> None:
    first, second = (handout_pdf(example_plan(), CATALOGUE, edition) for _ in range(2))
    assert first == second


def test_every_page_says_whose_it_is_and_which_it_is() -> None:
    pages = _pages(full_plan(), cover=full_cover())
    for number, page in enumerate(pages, start=1):
        assert "Margarethe Holzinger-" in page
        assert f"Page {number} of {len(pages)}" in page


@pytest.mark.parametrize("name", ["Zoë Łukasz", "Ольга Петрова", "Ελένη", "Nguyễn Thị Hồng", "שלום", "محمد"])
def test_a_name_in_other_letters_is_printed(name: str) -> None:
    assert letters_missing(Cover(name=name)) == []
    assert handout_pdf(example_plan(), CATALOGUE, None, Cover(name=name))


def test_a_name_that_no_font_can_write_leaves_a_line() -> None:
    unwritable = Cover(name="\U00012000\U00012001")
    assert letters_missing(unwritable) == ["\U00012000\U00012001"]
    assert handout_pdf(example_plan(), CATALOGUE, None, unwritable) == handout_pdf(example_plan(), CATALOGUE)


@pytest.mark.parametrize("edition", [Edition("a4"), LARGE])
@pytest.mark.parametrize("name", ["x" * 80, "Maria " * 13, "$#*_`<@[]{}\\"])
def test_a_strange_name_is_printed_whole_and_costs_a_page_at_most(name: str, edition: Edition) -> None:
    strange, usual = (_pages(example_plan(), edition, Cover(name=n)) for n in (name, "Ann Lee"))
    assert "".join(name.split()) in strange[0].replace(" ", "").replace("\u200b", "")
    assert len(strange) - len(usual) in (0, 1)


def test_a_blocked_plan_says_what_to_do_and_has_nothing_to_tick() -> None:
    blocked = prescribe(replace(example_intake(), red_flags=("infection",)), CATALOGUE)
    text = _text(blocked)
    assert "No exercises for now" in text
    assert " ".join(blocked.screening.flags[0].text.split()) in text
    assert "Tick what you did" not in text


def test_a_plan_that_may_not_be_used_shows_no_dose() -> None:
    text = _text(full_plan(), cover=full_cover(withheld=("Answer the health questions first.",)))
    assert "Answer the health questions first." in text
    assert "3 × 5" not in text
    assert "Tick what you did" not in text


def test_a_paused_exercise_shows_the_reason_in_place_of_the_dose() -> None:
    text = _text(full_plan(), cover=full_cover(paused={"jump-and-land": ("It hurt on Monday.",)}))
    assert "It hurt on Monday." in text
    assert "3 sets of 5" not in text


def test_an_exercise_that_the_library_does_not_have_is_named() -> None:
    item = replace(example_plan().items[0], exercise="handstand")
    with pytest.raises(UnknownIdError, match="handstand"):
        handout_pdf(replace(example_plan(), items=(item,)), CATALOGUE)
