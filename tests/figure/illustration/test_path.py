import re

import numpy as np

from hipwise.figure.illustration.curve import Bezier
from hipwise.figure.illustration.path import path_of, path_of_lines


def test_numbers_are_relative_and_whole() -> None:
    piece = np.array([[10.2, 20.0], [11.0, 20.0], [12.0, 18.0], [14.9, 17.6]])
    assert path_of([Bezier(np.array([piece]), closed=False)]) == "M10 20c1 0 2-2 5-2"


def test_a_closed_curve_is_closed() -> None:
    piece = np.zeros((4, 2))
    assert path_of([Bezier(np.array([piece]), closed=True)]).endswith("z")


def test_rounding_does_not_add_up() -> None:
    line = np.stack([np.arange(300) * 0.4, np.zeros(300)], axis=1)
    steps = [int(n) for n in re.findall(r"-?\d+", path_of_lines([line]).split("l")[1])]
    assert sum(steps[::2]) == round(299 * 0.4)
