"""A set before the camera, from the first picture to the last repetition."""

import pytest

from hipwise.coach.landmarks import LANDMARK_NAMES, MISSING, Frame
from hipwise.coach.live_set import LiveSet, Moment, Sight
from hipwise.library.side import Side
from tests.coach.performer import Performer, unmeasured

CATALOGUE = unmeasured()
half_a_second = 0.5


def moments_of(performer: Performer, side: Side) -> list[Moment]:
    """What is told while the performance runs."""
    live = LiveSet(performer.exercise, side, CATALOGUE)
    told = [live.observe(frame) for frame in performer.record().frames()]
    return [moment for moment in told if moment is not None]


def bridge() -> Performer:
    return Performer(CATALOGUE.exercise("bridge"))


def test_before_anybody_is_seen_the_hint_says_so() -> None:
    live = LiveSet(CATALOGUE.exercise("bridge"), Side.BOTH, CATALOGUE)
    moment = live.observe(Frame(0.0, (MISSING,) * len(LANDMARK_NAMES)))
    assert moment is not None
    assert moment.hint is not None
    assert (moment.sight, moment.hint.rule) == (Sight.AWAY, "coach-nobody")


def test_nothing_is_told_while_nothing_changes() -> None:
    live = LiveSet(CATALOGUE.exercise("bridge"), Side.BOTH, CATALOGUE)
    nobody = (MISSING,) * len(LANDMARK_NAMES)
    live.observe(Frame(0.0, nobody))
    live.observe(Frame(0.1, nobody))
    assert live.observe(Frame(0.2, nobody)) is None


def test_a_set_goes_from_placing_to_going_and_counts() -> None:
    told = moments_of(bridge().stand_still(1.5).repeat(3).stand_still(1.0), Side.BOTH)
    assert list(dict.fromkeys(moment.sight for moment in told)) == [Sight.PLACING, Sight.GOING]
    assert list(dict.fromkeys(moment.count for moment in told)) == [0, 1, 2, 3]


def test_each_repetition_is_over_half_before_it_is_counted() -> None:
    chair = Performer(CATALOGUE.performed("sit-to-stand"))
    told = moments_of(chair.stand_still(1.5).repeat(2).stand_still(1.0), Side.BOTH)
    going = [(moment.count, moment.is_over_half) for moment in told if moment.sight is Sight.GOING]
    assert list(dict.fromkeys(going)) == [(0, False), (0, True), (1, False), (1, True), (2, False)]


def test_held_seconds_grow_while_the_position_is_held() -> None:
    stretch = Performer(CATALOGUE.exercise("hip-flexor-stretch"))
    told = moments_of(stretch.stand_still(1.5).repeat(1).stand_still(1.0), Side.RIGHT)
    (start_s, end_s) = stretch.truth.holds[0]
    assert abs(told[-1].held_s - (end_s - start_s)) < half_a_second


def test_a_repetition_with_a_fault_is_counted_as_one_that_had_it() -> None:
    squat = CATALOGUE.exercise("single-leg-squat")
    leaning = Performer(squat, fault=CATALOGUE.faults["TRUNK_LEAN"])
    told = moments_of(leaning.stand_still(1.5).repeat(3).stand_still(1.0), Side.RIGHT)
    last = told[-1]
    assert dict(last.faults) == {"TRUNK_LEAN": 3}
    assert last.count == 3


def test_hurried_repetitions_that_are_counted_only_later_each_had_the_fault() -> None:
    squat = Performer(CATALOGUE.exercise("single-leg-squat"))
    hurried = squat.stand_half_way(2.0).come_back_from_half_way(1.0).repeat(3, pace=3.0).stand_still(2.0)
    last = moments_of(hurried, Side.RIGHT)[-1]
    assert (last.count, dict(last.faults)) == (3, {"TEMPO_FAST": 3})


def test_a_foot_that_was_hidden_for_a_second_leaves_no_hint() -> None:
    bridge_set = bridge().stand_still(1.5).repeat(2).stand_still(1.0)
    live = LiveSet(bridge_set.exercise, Side.BOTH, CATALOGUE)
    hidden = [
        LANDMARK_NAMES.index(f"{side}_{name}") for side in ("left", "right") for name in ("hip", "knee")
    ]
    hints: list[str | None] = []
    for frame in bridge_set.record().frames():
        marks = list(frame.landmarks)
        if 3.0 < frame.t_s < 4.0:
            for place in hidden:
                marks[place] = MISSING
        moment = live.observe(Frame(frame.t_s, tuple(marks)))
        if moment is not None:
            hints.append(moment.hint.rule if moment.hint else None)
    assert "coach-not-seen" in hints
    assert hints[-1] is None
    assert live.finish().cue is None


@pytest.mark.parametrize("stops_at_share", [0.3, 0.5])
@pytest.mark.parametrize("exercise_id", ["bridge", "single-leg-squat", "clamshell"])
def test_a_minute_without_pictures_ends_what_was_under_way_and_asks_for_the_start_again(
    exercise_id: str, stops_at_share: float
) -> None:
    """The phone rang, or the person paused: nobody knows what was done meanwhile."""
    exercise = CATALOGUE.exercise(exercise_id)
    performer = Performer(exercise).stand_still(1.5).repeat(2).stand_still(1.0)
    start_s, end_s = performer.truth.repetitions[1]
    stops_s = start_s + stops_at_share * (end_s - start_s)
    frames = list(performer.record().frames())
    side = Side.BOTH if exercise_id == "bridge" else Side.RIGHT
    live = LiveSet(exercise, side, CATALOGUE)
    told = [live.observe(frame) for frame in frames if frame.t_s < stops_s]
    before = [moment for moment in told if moment is not None][-1]
    again = [live.observe(Frame(frame.t_s + 60.0, frame.landmarks)) for frame in frames]
    after = [moment for moment in again if moment is not None]
    assert (before.sight, after[0].sight) == (Sight.GOING, Sight.PLACING)
    assert (before.count, after[-1].count) == (1, 1 + 2)
