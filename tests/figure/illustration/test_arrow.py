import numpy as np

from hipwise.figure.illustration.arrow import arrow, covering_costs, outline

EMPTY = np.zeros((400, 400), dtype=bool)
FREE = covering_costs(EMPTY, EMPTY, EMPTY)


def straight(start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    return np.linspace(start, end, 9)[:, None, :]


def test_it_points_from_before_to_after() -> None:
    found = arrow(straight((200, 320), (200, 80)), np.ones(1), FREE)
    assert found is not None
    tip = found[found[:, 1].argmin()]
    assert np.allclose(tip[0], 200, atol=70)
    assert tip[1] < 110
    assert found[:, 1].max() > 270


def test_what_hardly_moves_has_none() -> None:
    assert arrow(straight((200, 200), (200.5, 201)), np.ones(1), FREE) is None


def test_a_short_way_is_drawn_long_enough_to_be_seen() -> None:
    found = arrow(straight((200, 200), (210, 200)), np.ones(1), FREE)
    assert found is not None
    assert np.ptp(found[:, 0]) > 60


def test_it_stands_beside_what_it_would_cover() -> None:
    body = EMPTY.copy()
    body[:, 170:215] = True
    found = arrow(straight((200, 320), (200, 80)), np.ones(1), covering_costs(body, EMPTY, EMPTY))
    assert found is not None
    assert not 170 < found[:, 0].mean() < 215


def test_the_point_that_says_most_has_it() -> None:
    ways = np.concatenate([straight((60, 320), (60, 80)), straight((300, 300), (300, 120))], axis=1)
    found = arrow(ways, np.array([0.1, 1.0]), FREE)
    assert found is not None
    assert found[:, 0].mean() > 200


def test_the_outline_is_as_wide_at_the_head_as_it_should_be() -> None:
    shape = outline(np.linspace((0.0, 0.0), (200.0, 0.0), 201))
    assert np.isclose(np.ptp(shape[:, 1]), 36.0)
