"""A chart of a page as a drawing that stands alone, for paper: the same lines, colours and letters inside.

A page colours its charts by a style sheet with custom properties; a typesetter knows neither. Nothing is
drawn a second time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

_LETTERS = "Inter"
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*light-dark\(\s*(#[0-9a-fA-F]{3,8})\s*,")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What speaks of the page around the chart, or of a screen.
_OF_THE_PAGE = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|\.chart(?:-bars| text)?\s*\{[^}]*\}")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)


class PrintedChartError(ValueError):
    """A chart that cannot be printed; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class PrintedChart:
    """A drawing that stands alone, and the same in words for who hears it."""

    svg: str
    words: str


def light_tokens(sheet: str) -> dict[str, str]:
    """The light colours that a style sheet of tokens defines, by name."""
    return dict(_TOKEN.findall(_COMMENT.sub("", sheet)))


def print_style(sheet: str, tokens: Mapping[str, str]) -> str:
    """A page's rules for charts with each token as its colour. Raises PrintedChartError for one unknown."""
    unknown = sorted(set(_VARIABLE.findall(sheet)) - set(tokens))
    if unknown:
        raise PrintedChartError(f"expected a colour for each token, got none for {', '.join(unknown)}")
    rules = _OF_THE_PAGE.sub("", _COMMENT.sub("", sheet))
    return " ".join(_VARIABLE.sub(lambda found: tokens[found[1]], rules).split())


def printed_chart(svg: str, style: str) -> PrintedChart:
    """The chart with these rules inside. Raises PrintedChartError for one without a title in words."""
    title, description = _TITLE.search(svg), _DESCRIPTION.search(svg)
    if title is None or not svg.startswith("<svg "):
        raise PrintedChartError("expected a drawing with a title, got one without")
    told = [unescape(found[1]).strip().rstrip(".") for found in (title, description) if found]
    space = "" if "xmlns=" in svg else 'xmlns="http://www.w3.org/2000/svg" '
    head = f'<svg {space}font-family="{_LETTERS}" '
    begin = svg.index(">") + 1
    alone = f"{head}{svg[5:begin]}<style>{style}</style>{svg[begin:]}"
    return PrintedChart(alone, ". ".join(told) + ".")
