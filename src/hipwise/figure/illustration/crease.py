"""Inner lines: where one part of a body passes in front of another."""

from collections import defaultdict

import numpy as np
from skimage.filters import apply_hysteresis_threshold

from hipwise.figure.illustration.curve import smooth
from hipwise.figure.illustration.raster import Mask
from hipwise.figure.pose import Array

Node = tuple[int, int]
_SMOOTHING = 3.0


def depth_steps(nearness: Array, inside: Mask) -> tuple[Array, Array]:
    """How far depth jumps between neighbours, beyond what the slope on either side explains.

    Two arrays (h, w): the step to the pixel on the right, and to the one below; 0 outside `inside`.
    """
    return _steps(nearness, inside, 1), _steps(nearness, inside, 0)


def _steps(nearness: Array, inside: Mask, axis: int) -> Array:
    difference = np.diff(nearness, axis=axis, append=np.take(nearness, [-1], axis=axis))
    both = inside & np.roll(inside, -1, axis=axis)
    difference = np.where(both, difference, 0.0)
    # The slopes beside the step; the smaller one is what a smooth surface would do here.
    before, after = np.roll(difference, 1, axis=axis), np.roll(difference, -1, axis=axis)
    slope = np.minimum(np.abs(before), np.abs(after))
    step: Array = np.maximum(np.abs(difference) - 1.5 * slope, 0.0)
    return step


def trace(right: Array, below: Array, low: float, high: float, shortest: float) -> list[Array]:
    """Lines along the cracks between pixels where a step is higher than `high`, followed down to `low`.

    `right`, `below` (h, w) as from `depth_steps`. Lines shorter than `shortest` pixels are dropped.
    Points are columns and rows; pixel centres lie at whole numbers.
    """
    strong = apply_hysteresis_threshold(np.maximum(right, below), low, high)
    cracks = [((x, y - 1), (x, y)) for y, x in zip(*np.nonzero(strong & (right > low)), strict=True)]
    cracks += [((x - 1, y), (x, y)) for y, x in zip(*np.nonzero(strong & (below > low)), strict=True)]
    lines = [np.array(chain, dtype=float) + 0.5 for chain in _chains(cracks)]
    return [smooth(line, _SMOOTHING, _is_closed(line)) for line in lines if len(line) >= shortest]


def _is_closed(line: Array) -> bool:
    return len(line) > 3 and bool((line[0] == line[-1]).all())


def _chains(cracks: list[tuple[Node, Node]]) -> list[list[Node]]:
    """Cracks joined to chains that run as straight as they can through crossings."""
    neighbours: dict[Node, list[Node]] = defaultdict(list)
    for a, b in cracks:
        neighbours[a].append(b)
        neighbours[b].append(a)
    unused = {frozenset(crack) for crack in cracks}
    ends = [node for node, others in neighbours.items() if len(others) != 2]
    chains = []
    for start in [*ends, *neighbours]:
        for first in neighbours[start]:
            if frozenset((start, first)) in unused:
                chains.append(_walk(start, first, neighbours, unused))
    return chains


def _walk(
    start: Node, first: Node, neighbours: dict[Node, list[Node]], unused: set[frozenset[Node]]
) -> list[Node]:
    chain = [start, first]
    unused.discard(frozenset((start, first)))
    while True:
        here, before = chain[-1], chain[-min(6, len(chain))]
        way = (here[0] - before[0], here[1] - before[1])
        free = [n for n in neighbours[here] if frozenset((here, n)) in unused]
        if not free:
            return chain
        on = max(free, key=lambda n: (n[0] - here[0]) * way[0] + (n[1] - here[1]) * way[1])
        unused.discard(frozenset((here, on)))
        chain.append(on)
