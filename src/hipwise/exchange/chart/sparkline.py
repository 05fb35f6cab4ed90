"""Fourteen mornings in one small line, for the list of people."""

from collections.abc import Sequence

_WIDTH, _HEIGHT = 132.0, 30.0
_RIGHT = 24.0
_WORST = 10.0


def sparkline_svg(mornings: Sequence[float | None]) -> str:
    """Pain of the last mornings, full scale, the latest at the right with its value.

    A morning without an answer breaks the line; it is never bridged. Days after the last known answer are
    a dashed base line.
    """
    step = (_WIDTH - _RIGHT) / max(1, len(mornings) - 1)
    points = [None if m is None else (i * step, _y(m)) for i, m in enumerate(mornings)]
    lines = "".join(
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in run)}" class="chart-morning-line"/>'
        for run in _runs(points)
    )
    last = next((i for i in reversed(range(len(points))) if points[i] is not None), None)
    return (
        f'<svg viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" class="chart sparkline" role="img" '
        f'aria-label="{_words(mornings)}">'
        f'<g aria-hidden="true">{lines}{_end(mornings, points, last, step)}</g></svg>'
    )


def _y(score: float) -> float:
    return 3 + (_HEIGHT - 8) * (1 - score / _WORST)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The known points in unbroken runs; a lone point becomes a short dash."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run if len(run) > 1 else [(run[0][0] - 1, run[0][1]), run[0]] for run in runs if run]


def _end(
    mornings: Sequence[float | None],
    points: Sequence[tuple[float, float] | None],
    last: int | None,
    step: float,
) -> str:
    """The last known answer as a dot with its number, and a dashed line for the silence after it."""
    base = _HEIGHT - 2
    if last is None:
        return f'<line x1="0" x2="{_WIDTH - _RIGHT:g}" y1="{base:g}" y2="{base:g}" class="chart-undone"/>'
    point = points[last]
    assert point is not None
    x, y = point
    silence = ""
    if last < len(points) - 1:
        end = (len(points) - 1) * step
        silence = f'<line x1="{x + 5:.1f}" x2="{end:.1f}" y1="{base:g}" y2="{base:g}" class="chart-undone"/>'
    value = f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" class="chart-value">{mornings[last]:g}</text>'
    return f'{silence}<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" class="chart-during"/>{value}'


def _words(mornings: Sequence[float | None]) -> str:
    """The same in a sentence."""
    known = [score for score in mornings if score is not None]
    if not known:
        return f"No answer in the last {len(mornings)} mornings"
    missing = len(mornings) - len(known)
    said = f"Morning pain, last answer {known[-1]:g} of 10, highest {max(known):g}"
    return f"{said}, {missing} of {len(mornings)} without an answer" if missing else said
