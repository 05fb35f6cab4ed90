"""Runs the simulation on all cores, and draws what came out of it.

People are made in blocks by worker processes; each depends on the seed and its number alone, so the sum
is the same for any number of processes.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

from hipwise.library.catalogue import load_catalogue
from hipwise.simulate.crowd import simulate_people
from hipwise.simulate.tally import PHASES, Tally

BLOCK = 50
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 860, 420, 60, 40, 60
_PHASE_NAMES = ("no plan or paused", "phase 1", "phase 2", "phase 3", "phase 4")
_COLOURS = ("#c9cdd2", "#f2c14e", "#7fb069", "#2e86ab", "#5b3f8c")


def simulate_crowd(
    patients: int, weeks: int, seed: int, processes: int | None, report: Callable[[float], None]
) -> Tally:
    """The tally of so many people. `report` takes the share done, 0 to 1; None uses every core."""
    tally, done = Tally(weeks), 0
    blocks = list(_blocks(patients))
    count = min(processes or os.cpu_count() or 1, len(blocks))
    if count == 1:
        for first, size in blocks:
            tally.add(_simulate_block(first, size, weeks, seed))
            done += size
            report(done / patients)
        return tally
    with ProcessPoolExecutor(count) as pool:
        working = [pool.submit(_simulate_block, first, size, weeks, seed) for first, size in blocks]
        for future in as_completed(working):
            part = future.result()
            tally.add(part)
            done += part.patients
            report(done / patients)
    return tally


def _blocks(patients: int) -> Iterator[tuple[int, int]]:
    for first in range(0, patients, BLOCK):
        yield first, min(BLOCK, patients - first)


def _simulate_block(first: int, size: int, weeks: int, seed: int) -> Tally:
    return simulate_people(first, size, weeks, seed, load_catalogue())


def phases_svg(tally: Tally) -> str:
    """How many people are in each phase, week by week, as stacked bars with a key."""
    weeks = max(1, tally.weeks)
    step = (_WIDTH - _LEFT) / weeks
    bars = "".join(_bar(week, counts, step) for week, counts in enumerate(tally.phases))
    key = "".join(_key(place) for place in range(PHASES))
    title = f"{tally.patients} simulated people by phase, {tally.weeks} weeks"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT + _TOP + _BOTTOM}" '
        f'font-family="sans-serif" font-size="13" role="img"><title>{title}</title>'
        f'<text x="{_LEFT}" y="24" font-size="16">{title}</text>{_scale()}{bars}{key}</svg>\n'
    )


def _bar(week: int, counts: list[int], step: float) -> str:
    total, y, parts = max(1, sum(counts)), float(_TOP + _HEIGHT), []
    x = _LEFT + week * step
    for phase, count in enumerate(counts):
        height = _HEIGHT * count / total
        y -= height
        parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{step - 2:.1f}" height="{height:.1f}" '
            f'fill="{_COLOURS[phase]}"/>'
        )
    if week % 4 == 3:
        parts.append(
            f'<text x="{x + step / 2:.1f}" y="{_TOP + _HEIGHT + 18}" text-anchor="middle">{week + 1}</text>'
        )
    return "".join(parts)


def _scale() -> str:
    lines = []
    for percent in (0, 25, 50, 75, 100):
        y = _TOP + _HEIGHT * (1 - percent / 100)
        lines.append(f'<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{percent} %</text>')
    return "".join(lines)


def _key(phase: int) -> str:
    x, y = _LEFT + phase * 150, _TOP + _HEIGHT + 34
    return (
        f'<rect x="{x}" y="{y}" width="14" height="14" fill="{_COLOURS[phase]}"/>'
        f'<text x="{x + 20}" y="{y + 12}">{_PHASE_NAMES[phase]}</text>'
    )
