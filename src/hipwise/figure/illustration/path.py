"""Curves as the text of an SVG path: whole numbers, relative to the point before."""

from collections.abc import Iterable, Sequence

import numpy as np

from hipwise.figure.illustration.curve import Bezier
from hipwise.figure.pose import Array


def path_of(curves: Iterable[Bezier]) -> str:
    """Path data of curves whose unit is already that of the picture; rounding errors do not add up."""
    return "".join(_curve(curve) for curve in curves)


def path_of_lines(lines: Iterable[Array], closed: bool = False) -> str:
    """Path data of straight polylines, (n, 2) each."""
    return "".join(_line(line, closed) for line in lines)


def _curve(curve: Bezier) -> str:
    pieces = np.rint(curve.pieces).astype(int)
    here = pieces[0, 0]
    out = [f"M{here[0]} {here[1]}c"]
    numbers: list[int] = []
    for piece in pieces:
        numbers += [int(n) for n in (piece[1:] - here).ravel()]
        here = piece[3]
    out.append(_packed(numbers))
    return "".join(out) + ("z" if curve.closed else "")


def _line(line: Array, closed: bool) -> str:
    whole = np.rint(line).astype(int)
    steps = np.diff(whole, axis=0).ravel()
    return f"M{whole[0, 0]} {whole[0, 1]}l{_packed([int(n) for n in steps])}" + ("z" if closed else "")


def _packed(numbers: Sequence[int]) -> str:
    """Numbers with no more between them than a reader needs: a minus sign parts them too."""
    texts = [str(n) for n in numbers]
    return "".join(t if i == 0 or t.startswith("-") else " " + t for i, t in enumerate(texts))
