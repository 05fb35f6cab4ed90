"""The start position is held when every direction kept still in it for long enough."""

import math

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
STEPS = st.sampled_from([0.03, 0.15, 0.3, 0.5])


PLACE = (3.0, 2.0, 1.3)
# Mostly where it was; now and then a little aside, far aside, nearer, or not seen.
MOVED = [(3.08, 2.0, 1.3), (3.2, 2.0, 1.3), (3.0, 2.0, 1.5), (math.nan, math.nan, math.nan)]
PLACES = st.one_of(st.just(PLACE), st.just(PLACE), st.sampled_from(MOVED))


def row(*offs_deg: float, place: tuple[float, float, float] = PLACE) -> list[float]:
    """Directions so far off the start position; hips (right, down) and the body's length in the picture."""
    return [*(start + off for start, off in zip(STARTS_DEG, offs_deg, strict=True)), *place]


def moments_until_held(rows: list[tuple[float, list[float]]]) -> list[bool]:
    gate = StillPose(PLAN.settings, PLAN.poses)
    return [gate.observe(t_s, each) for t_s, each in rows]


def plainly(rows: list[tuple[float, list[float]]]) -> list[bool]:
    """The same by its definition: it began long enough ago, in the position, and was still ever since."""
    answers, recent = [], list[tuple[float, list[float]]]()
    for t_s, values in rows:
        if recent and t_s - recent[-1][0] >= STILL_S:
            recent.clear()
        recent.append((t_s, values))
        begins = [place for place, (at_s, _) in enumerate(recent) if t_s - at_s >= STILL_S]
        answers.append(any(is_still([each for _, each in recent[place:]]) for place in begins))
        if answers[-1]:
            recent.clear()
    return answers


def is_still(rows: list[list[float]]) -> bool:
    return all(fits_start(each) for each in rows) and are_close(rows) and stay_in_place(rows)


def fits_start(values: list[float]) -> bool:
    for pose, value in zip(PLAN.poses, values, strict=False):
        low, high = pose.start_way_deg
        if not low <= value <= high and (value == value or pose.must_be_seen):
            return False
    return True


def stay_in_place(rows: list[list[float]]) -> bool:
    begin, most = rows[0][-3:], PLAN.settings.start_place_share * rows[0][-1]
    return not any(abs(at - was) > most for row in rows for at, was in zip(row[-3:], begin, strict=True))


def are_close(rows: list[list[float]]) -> bool:
    directions = (row[: len(STARTS_DEG)] for row in rows)
    columns = ([v for v in column if v == v] for column in zip(*directions, strict=True))
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


def test_two_pictures_far_apart_show_nobody_who_kept_still() -> None:
    moments = [(0.0, row(*[0.0] * len(STARTS_DEG))), (3.0, row(*[0.0] * len(STARTS_DEG)))]
    assert moments_until_held(moments) == [False, False]


@settings(max_examples=150)
@given(st.lists(st.tuples(STEPS, st.lists(OFFS, min_size=len(STARTS_DEG), max_size=len(STARTS_DEG)), PLACES)))
def test_what_was_seen_lately_decides_and_nothing_older(
    moments: list[tuple[float, list[float], tuple[float, float, float]]],
) -> None:
    rows, t_s = [], 0.0
    for step, offs_deg, place in moments:
        t_s += step
        rows.append((t_s, row(*offs_deg, place=place)))
    assert moments_until_held(rows) == plainly(rows)
