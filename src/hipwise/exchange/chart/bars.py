"""Numbers of people as bars: one line a kind, a hidden number hatched and without a length."""

from collections.abc import Sequence

from hipwise.exchange.chart.spoken import spoken_chart
from hipwise.exchange.chart.track import n, text

# As wide as a phone leaves: letters keep their size there, and a wide page does not blow them up.
_WIDTH, _ROW = 330.0, 30.0
_NAME_PX, _VALUE_PX = 176.0, 48.0
_HIDDEN_PX = 32.0


def bars_svg(title: str, rows: Sequence[tuple[str, int | None]], identity: str) -> str:
    """The bars as one SVG with title and description. `identity` makes its ids unique on the page.

    A number of None is hidden. Raises ValueError without a row.
    """
    if not rows:
        raise ValueError("expected at least one row to draw, got none")
    most = max((count for _, count in rows if count is not None), default=0)
    drawn = "".join(_row(place, name, count, most) for place, (name, count) in enumerate(rows))
    said = "; ".join(f"{name}: {_people(count)}" for name, count in rows)
    return spoken_chart(drawn, title, said, identity, (_WIDTH, len(rows) * _ROW), name="chart chart-bars")


def _people(count: int | None) -> str:
    """A number of people as it is said."""
    if count is None:
        return "few, the number is hidden"
    return {0: "nobody", 1: "1 person"}.get(count, f"{count} people")


def _row(place: int, name: str, count: int | None, most: int) -> str:
    y = place * _ROW
    room = _WIDTH - _NAME_PX - _VALUE_PX
    width = _HIDDEN_PX if count is None else room * count / most if most else 0.0
    bar = (
        f'<rect x="{n(_NAME_PX)}" y="{n(y + 7)}" width="{n(width)}" height="16" rx="4" '
        f'class="{"chart-undone" if count is None else "chart-done"}"/>'
    )
    value = "few" if count is None else f"{count}"
    return (
        text(0, y + 20, name, name="chart-event")
        + (bar if width else "")
        + text(_NAME_PX + width + 8, y + 20, value, name="chart-value")
    )
