"""The frame of every chart: what a screen reader says of it, and nothing else.

The name is title and description in one breath, since not every reader speaks descriptions. The drawing
itself is hidden from them: its scale and its words out of place ("0 2 5 10 stop aim ?") say nothing. The page
has the same facts as a table. Title and description lie within what is hidden, since a browser would say them
a second time beside it.
"""

from html import escape

from hipwise.exchange.chart.track import n


def spoken_chart(
    drawn: str,
    title: str,
    description: str,
    key: str,
    size: tuple[float, float],
    name: str = "chart",
    data: str = "",
) -> str:
    """The chart as an SVG image with a name in words; `key` makes its ids its own on the page.

    `size` is width and height, pixels; `name` its CSS classes; `data` further attributes.
    """
    width, height = size
    return (
        f'<svg {data}viewBox="0 0 {n(width)} {n(height)}" class="{name}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc"><g aria-hidden="true">'
        f'<title id="{key}-title">{escape(_ended(title))}</title>'
        f'<desc id="{key}-desc">{escape(_ended(description))}</desc>{drawn}</g></svg>'
    )


def _ended(sentence: str) -> str:
    """The sentence with a full stop, at which a reader takes breath."""
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
