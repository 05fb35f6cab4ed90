"""The charts of pages as drawings for paper; the rules of their look stay those of the pages."""

from functools import lru_cache
from pathlib import Path

from hipwise.exchange.chart.printed import PrintedChart, light_tokens, print_style, printed_chart

_SHEETS = Path(__file__).parents[1] / "static" / "css"


def for_paper(svg: str) -> PrintedChart:
    """The chart as it is printed, with its words."""
    return printed_chart(svg, _style())


@lru_cache(maxsize=1)
def _style() -> str:
    tokens = light_tokens((_SHEETS / "tokens.css").read_text("utf-8"))
    return print_style((_SHEETS / "chart.css").read_text("utf-8"), tokens)
