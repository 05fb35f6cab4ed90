"""A chart on paper: the page's drawing with its colours inside, and the same in words."""

import io
from datetime import date

import pytest
from pypdf import PdfReader
from tests.exchange.handout.test_structure import structure

from hipwise.clinic.care.printed_charts import for_paper
from hipwise.exchange.chart.outcome import OutcomeScale, outcome_svg
from hipwise.exchange.chart.printed import PrintedChartError, light_tokens, print_style, printed_chart
from hipwise.exchange.letter.letter import Letter, Part
from hipwise.exchange.letter.sheet import letter_pdf
from hipwise.exchange.own_data.summary import Part as SummaryPart
from hipwise.exchange.own_data.summary import Summary, summary_pdf, summary_to_mapping

SCORES = [(date(2026, 10, 1), 49.0), (date(2026, 11, 12), 66.0)]
DRAWN = outcome_svg(SCORES, OutcomeScale(0, 100, True, 10, 14, 63), "iHOT-12 & more", date(2026, 11, 27), "k")


def test_the_light_colour_of_each_token_is_taken() -> None:
    sheet = "/* --no: light-dark(#111111, #222222); */ --ink: light-dark(#1b2a31, #e9efef);"
    assert light_tokens(sheet) == {"ink": "#1b2a31"}


def test_tokens_become_colours_and_what_speaks_of_the_page_goes() -> None:
    sheet = (
        ".chart { width: 100%; } .chart text { font-family: inherit; } .chart-done { fill: var(--ink); }"
        " @media (forced-colors: active) { .chart { color: red; } }"
    )
    assert print_style(sheet, {"ink": "#1b2a31"}) == ".chart-done { fill: #1b2a31; }"


def test_a_token_without_a_colour_is_named() -> None:
    with pytest.raises(PrintedChartError, match="got none for sand"):
        print_style(".chart-done { fill: var(--sand); }", {})


def test_a_chart_without_a_title_is_refused() -> None:
    with pytest.raises(PrintedChartError, match="title"):
        printed_chart("<svg viewBox='0 0 1 1'></svg>", "")


def test_the_rules_of_the_pages_leave_no_token_open() -> None:
    assert "var(" not in for_paper(DRAWN).svg


def test_the_words_are_title_and_description() -> None:
    words = for_paper(DRAWN).words
    assert words.startswith("iHOT-12 & more")
    assert "66" in words
    assert "<" not in words


def test_a_chart_in_the_summary_is_a_figure_told_in_words() -> None:
    chart = for_paper(DRAWN)
    part = SummaryPart("Scores", ("A line.",), charts=(chart, chart))
    words = summary_to_mapping(Summary("Short", "Lead.", "Anna", "Today", "Foot", (part,)))
    found = structure(PdfReader(io.BytesIO(summary_pdf(words))))
    told = [str(each.entries["/Alt"]) for each in found if each.role == "Figure"]
    assert told == [chart.words, chart.words]


def test_a_chart_follows_a_letter_and_is_told_in_words() -> None:
    chart = for_paper(DRAWN)
    letter = Letter("Report", "Draft.", (Part("Who", ("Anna.",)),), charts=(chart,))
    found = structure(PdfReader(io.BytesIO(letter_pdf(letter))))
    assert [str(each.entries["/Alt"]) for each in found if each.role == "Figure"] == [chart.words]
