"""Landings, touches and sway of whole sets, done as the figure does them, rightly and wrongly."""

import math
import random
from functools import cache

import pytest

from hipwise.coach.events import FaultCleared, FaultSeen
from hipwise.coach.landmarks import MISSING, Recording
from hipwise.coach.live import LiveCoach
from hipwise.coach.live_set import LiveSet
from hipwise.coach.report import SetReport, report_to_mapping, watch
from hipwise.library.exercise import Laterality
from hipwise.library.side import Side
from tests.coach.performer import Performer, unmeasured

CATALOGUE = unmeasured()
ten_degrees = 10.0
a_tenth_of_a_percent = 0.1


def side_of(exercise_id: str) -> Side:
    both = CATALOGUE.exercise(exercise_id).laterality is Laterality.BOTH_TOGETHER
    return Side.BOTH if both else Side.LEFT


@cache
def filmed(exercise_id: str, code: str = "", frames_per_s: float = 30.0) -> Recording:
    fault = CATALOGUE.faults[code] if code else None
    performer = Performer(CATALOGUE.exercise(exercise_id), side_of(exercise_id), fault=fault)
    hold_s = 8.0 if performer.exercise.is_hold else 2.5
    return (
        performer.stand_still(2.0).repeat(3, hold_s=hold_s, pause_s=0.5).stand_still(1.0).record(frames_per_s)
    )


def report_of(exercise_id: str, code: str = "", frames_per_s: float = 30.0) -> SetReport:
    recording = filmed(exercise_id, code, frames_per_s)
    return watch(recording, CATALOGUE.exercise(exercise_id), side_of(exercise_id), CATALOGUE)


def verdict(report: SetReport, code: str) -> tuple[str, int]:
    (found,) = [fault for fault in report.faults if fault.code == code]
    return found.verdict.value, found.count


@pytest.mark.parametrize(
    ("exercise_id", "code"),
    [
        ("jump-and-land", "STIFF_LANDING"),
        ("jump-and-land", "ASYMMETRY"),
        ("jump-and-land", "LOST_STICK"),
        ("single-leg-hop", "STIFF_LANDING"),
        ("single-leg-hop", "LOST_STICK"),
        ("single-leg-hop", "FOOT_TOUCH"),
    ],
)
def test_the_landing_that_the_figure_spoils_is_told_each_time(exercise_id: str, code: str) -> None:
    right, wrong = report_of(exercise_id), report_of(exercise_id, code)
    assert verdict(right, code) == ("ok", 0)
    assert verdict(wrong, code) == ("fault", 3)


@pytest.mark.parametrize("exercise_id", ["jump-and-land", "single-leg-hop"])
@pytest.mark.parametrize("code", ["", "STIFF_LANDING", "LOST_STICK"])
def test_jumps_are_counted_however_they_end(exercise_id: str, code: str) -> None:
    assert report_of(exercise_id, code).count == 3


def test_the_knees_give_way_as_defined() -> None:
    (stiff,) = [f for f in report_of("jump-and-land").faults if f.code == "STIFF_LANDING"]
    assert stiff.worst == pytest.approx(70.0, abs=ten_degrees)


def test_every_flight_is_told_with_its_error() -> None:
    flights = report_to_mapping(report_of("jump-and-land"))["flights"]
    assert isinstance(flights, list)
    assert len(flights) == 3
    assert all(flight["error_s"] > 0.0 and flight["height_error_m"] > 0.0 for flight in flights)


def test_with_fifteen_pictures_a_second_no_height_is_told() -> None:
    mapping = report_to_mapping(report_of("single-leg-hop", frames_per_s=15.0))
    flights, unjudged = mapping["flights"], mapping["not_judgeable"]
    assert isinstance(flights, list)
    assert isinstance(unjudged, list)
    assert all(flight["height_m"] is None for flight in flights)
    assert "flight" in [each["what"] for each in unjudged]


def test_feet_out_of_the_picture_are_never_a_good_landing() -> None:
    recording = filmed("jump-and-land")
    hidden = {f"{side}_{part}" for side in ("left", "right") for part in ("heel", "foot_index")}
    landmarks = {
        name: (MISSING,) * len(series) if name in hidden else series
        for name, series in recording.landmarks.items()
    }
    footless = Recording(recording.times_s, landmarks, scaled=False)
    report = watch(footless, CATALOGUE.exercise("jump-and-land"), Side.BOTH, CATALOGUE)
    assert verdict(report, "STIFF_LANDING") == ("not judgeable", 0)
    assert "landing" in [what for what, _ in report.not_judgeable]
    assert report.flights == ()


def test_left_and_right_land_alike() -> None:
    exercise = CATALOGUE.exercise("single-leg-hop")
    reports = []
    for side in (Side.LEFT, Side.RIGHT):
        performer = Performer(exercise, side).stand_still(2.0).repeat(2, hold_s=2.5, pause_s=0.5)
        reports.append(watch(performer.stand_still(1.0).record(noise=0.0), exercise, side, CATALOGUE))
    left, right = ([(f.code, f.verdict, f.worst) for f in r.faults] for r in reports)
    assert [(c, v) for c, v, _ in left] == [(c, v) for c, v, _ in right]
    assert [w for _, _, w in left] == pytest.approx([w for _, _, w in right], nan_ok=True, abs=1e-6)


# --- touches ---------------------------------------------------------------------------------------------


def touching(times: int, down_s: float) -> Recording:
    """Standing on the left foot for 20 s; the free foot comes down to the floor and goes up again."""
    recording = Performer(CATALOGUE.exercise("single-leg-stance"), Side.LEFT).stand_still(2.0)
    film = recording.repeat(1, hold_s=20.0).stand_still(1.0).record(30.0)
    free = [f"right_{name}" for name in ("ankle", "heel", "foot_index")]
    standing = [f"left_{name}" for name in ("ankle", "heel", "foot_index")]
    landmarks = dict(film.landmarks)
    for name, other in zip(free, standing, strict=True):
        landmarks[name] = tuple(
            (x, y + _down(t_s, times, down_s) * (ground - y), z, seen)
            for t_s, (x, y, z, seen), (_, ground, _, _) in zip(
                film.times_s, film.landmarks[name], film.landmarks[other], strict=True
            )
        )
    return Recording(film.times_s, landmarks, scaled=False)


def _down(t_s: float, times: int, down_s: float) -> float:
    """0 up, 1 on the floor; each touch takes a fifth of a second to come down and to go up."""
    for number in range(times):
        since_s = t_s - (8.0 + 4.0 * number)
        if 0.0 <= since_s <= down_s + 0.4:
            return min(1.0, since_s / 0.2, (down_s + 0.4 - since_s) / 0.2)
    return 0.0


def watched(recording: Recording) -> SetReport:
    return watch(recording, CATALOGUE.exercise("single-leg-stance"), Side.LEFT, CATALOGUE)


def test_a_foot_that_stays_up_touches_nothing() -> None:
    assert verdict(watched(touching(0, 0.2)), "FOOT_TOUCH") == ("ok", 0)


@pytest.mark.parametrize("down_s", [0.15, 0.3, 0.6])
def test_touches_are_counted_one_by_one(down_s: float) -> None:
    assert verdict(watched(touching(2, down_s)), "FOOT_TOUCH") == ("fault", 2)


def test_a_foot_put_down_on_purpose_is_no_touch() -> None:
    assert verdict(watched(touching(1, 3.0)), "FOOT_TOUCH") == ("ok", 0)


def test_a_foot_that_never_was_up_is_not_judged() -> None:
    report = report_of("single-leg-stance", "FOOT_TOUCH")
    assert verdict(report, "FOOT_TOUCH") == ("not judgeable", 0)


def test_a_touch_is_told_as_it_happens_and_is_over_soon_after() -> None:
    coach = LiveCoach(CATALOGUE.exercise("single-leg-stance"), Side.LEFT, CATALOGUE)
    events = [event for frame in touching(1, 0.3).frames() for event in coach.observe(frame)]
    told = [e.t_s for e in events if isinstance(e, FaultSeen) and e.code == "FOOT_TOUCH"]
    over = [e.t_s for e in events if isinstance(e, FaultCleared) and e.code == "FOOT_TOUCH"]
    assert told == [pytest.approx(8.6, abs=0.2)]
    assert over == [pytest.approx(told[0] + 3.0, abs=0.1)]


def test_the_hold_with_a_touch_is_one_that_had_the_fault() -> None:
    live = LiveSet(CATALOGUE.exercise("single-leg-stance"), Side.LEFT, CATALOGUE)
    for frame in touching(2, 0.3).frames():
        live.observe(frame)
    assert dict(live.finish().faults)["FOOT_TOUCH"] == 1


# --- sway ------------------------------------------------------------------------------------------------


def swaying(amplitude_m: float, seed: int = 1) -> Recording:
    """The body above the ankles goes from side to side twice in five seconds; it stands on the left foot."""
    performer = Performer(CATALOGUE.exercise("single-leg-stance"), Side.LEFT, seed=seed).stand_still(2.0)
    film = performer.repeat(1, hold_s=20.0).stand_still(1.0).record(30.0)
    fixed = {"left_ankle", "left_heel", "left_foot_index"}
    phase = random.Random(seed).uniform(0.0, 1.0)
    shifts = [260.0 * amplitude_m * math.sin(2.0 * math.pi * (0.4 * t_s + phase)) for t_s in film.times_s]
    landmarks = {
        name: series
        if name in fixed
        else tuple((x + shift, y, z, seen) for shift, (x, y, z, seen) in zip(shifts, series, strict=True))
        for name, series in film.landmarks.items()
    }
    return Recording(film.times_s, landmarks, scaled=False)


@pytest.mark.parametrize("amplitude_m", [0.02, 0.04])
def test_sway_is_told_in_percent_of_body_height(amplitude_m: float) -> None:
    sway = watched(swaying(amplitude_m)).sway
    assert sway is not None
    assert sway.percent == pytest.approx(
        100.0 * amplitude_m / math.sqrt(2.0) / 1.72, abs=a_tenth_of_a_percent
    )
    assert sway.error < sway.percent


def test_sway_smaller_than_the_cameras_jitter_is_not_told() -> None:
    report = watched(swaying(0.0))
    assert report.sway is None
    assert "sway" in [what for what, _ in report.not_judgeable]


def test_five_pictures_a_second_tell_no_sway() -> None:
    film = swaying(0.04)
    every = slice(None, None, 6)
    slow = Recording(film.times_s[every], {n: s[every] for n, s in film.landmarks.items()}, scaled=False)
    assert watched(slow).sway is None


def test_a_step_before_the_jump_neither_counts_nor_hinders() -> None:
    """Both feet leave the floor for a moment while the person still gets ready."""
    film = filmed("jump-and-land")
    feet = {f"{side}_{part}" for side in ("left", "right") for part in ("ankle", "heel", "foot_index")}

    def hopped(name: str, t_s: float, y: float) -> float:
        return y - 25.0 if name in feet and 1.0 <= t_s <= 1.2 else y

    landmarks = {
        name: tuple(
            (x, hopped(name, t_s, y), z, seen)
            for t_s, (x, y, z, seen) in zip(film.times_s, series, strict=True)
        )
        for name, series in film.landmarks.items()
    }
    recording = Recording(film.times_s, landmarks, scaled=False)
    report = watch(recording, CATALOGUE.exercise("jump-and-land"), Side.BOTH, CATALOGUE)
    assert report.count == len(report.flights) == 3
    assert verdict(report, "LOST_STICK") == ("ok", 0)
