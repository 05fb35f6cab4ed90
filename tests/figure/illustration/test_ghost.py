import numpy as np

from hipwise.figure.illustration.ghost import ghost_lines

BEFORE = np.zeros((120, 120), dtype=bool)
BEFORE[20:100, 20:60] = True


def test_where_nothing_moved_there_is_no_ghost() -> None:
    assert ghost_lines(BEFORE, BEFORE) == []


def test_the_part_that_moved_away_leaves_its_outline() -> None:
    now = np.roll(BEFORE, 30, axis=1)
    points = np.concatenate(ghost_lines(BEFORE, now))
    assert points[:, 0].max() < 50
    assert points[:, 0].min() < 22


def test_a_body_that_went_elsewhere_leaves_it_whole() -> None:
    (line,) = ghost_lines(BEFORE, np.roll(BEFORE, 58, axis=1))
    assert np.allclose(line[0], line[-1], atol=40)
