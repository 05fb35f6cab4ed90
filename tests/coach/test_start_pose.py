"""The start position is held when every direction kept still in it for long enough."""

import math
from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.coach.start_pose import StillPose
from hipwise.coach.watch_plan import plan_watch
from hipwise.library.catalogue import load_catalogue

PLAN = plan_watch(load_catalogue().exercise("bridge"), load_catalogue())
STARTS_DEG = [pose.expected.start_deg for pose in PLAN.poses]
SPREAD_DEG, STILL_S = PLAN.settings.start_spread_deg, PLAN.settings.start_still_s
# Off the start: still, at the edge of still, moving, somewhere else, not seen.
OFFS = st.one_of(st.floats(-1.0, 1.0), st.floats(-4.0, 4.0), st.sampled_from([8.0, 120.0, math.nan]))
STEPS = st.sampled_from([0.03, 0.15, 0.5])


PLACE = (3.0, 2.0, 1.3)


def row(*offs_deg: float, place: tuple[float, float, float] = PLACE) -> list[float]:
    """Directions so far off the start position; hips (right, down) and the body's length in the picture."""
    return [*(start + off for start, off in zip(STARTS_DEG, offs_deg, strict=True)), *place]


def moments_until_held(rows: list[tuple[float, list[float]]]) -> list[bool]:
    gate = StillPose(PLAN.settings, PLAN.poses)
    return [gate.observe(t_s, each) for t_s, each in rows]


def plainly(rows: list[tuple[float, list[float]]]) -> list[bool]:
    """The same by its definition: of the moments in the position, the latest that all lie close together."""
    answers, recent = [], deque[tuple[float, list[float]]]()
    for t_s, values in rows:
        recent.append((t_s, values))
        seen = zip(PLAN.poses, values, strict=False)
        if not all(p.fits_start(v) or (v != v and not p.must_be_seen) for p, v in seen):
            recent.clear()
        while len(recent) > 2 and t_s - recent[0][0] > 2.0 * STILL_S:
            recent.popleft()
        while len(recent) > 1 and not are_close([each for _, each in recent]):
            recent.popleft()
        answers.append(bool(recent) and t_s - recent[0][0] >= STILL_S)
        if answers[-1]:
            recent.clear()
    return answers


def are_close(rows: list[list[float]]) -> bool:
    columns = ([v for v in column if v == v] for column in zip(*rows, strict=True))
    return all(not column or max(column) - min(column) <= SPREAD_DEG for column in columns)


def test_the_start_position_counts_after_it_was_held_still() -> None:
    still = [(number * 0.1, row(*[0.0] * len(STARTS_DEG))) for number in range(30)]
    answers = moments_until_held(still)
    assert still[answers.index(True)][0] >= STILL_S
    assert not any(answers[: answers.index(True)])


@pytest.mark.parametrize(("x_m", "nearer"), [(0.4, 1.0), (0.0, 1.4)])
def test_who_walks_by_or_comes_nearer_holds_no_start_position(x_m, nearer) -> None:
    """As straight as somebody who stands, on the way at 0.8 metres a second or faster."""
    x, y, size = PLACE
    rows = []
    for number in range(40):
        way = number * 0.05 / 0.5
        rows.append(
            (number * 0.05, row(*[0.0] * len(STARTS_DEG), place=(x + way * x_m, y, size * nearer**way)))
        )
    assert not any(moments_until_held(rows))


@settings(max_examples=150)
@given(st.lists(st.tuples(STEPS, st.lists(OFFS, min_size=len(STARTS_DEG), max_size=len(STARTS_DEG)))))
def test_what_was_seen_lately_decides_and_nothing_older(moments: list[tuple[float, list[float]]]) -> None:
    rows, t_s = [], 0.0
    for step, offs_deg in moments:
        t_s += step
        rows.append((t_s, row(*offs_deg)))
    assert moments_until_held(rows) == plainly(rows)
