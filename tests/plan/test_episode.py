from datetime import date

import pytest

from hipwise.plan.episode import Episode, episode_to_mapping, read_episode
from hipwise.plan.given import Given
from hipwise.plan.intake import IntakeError
from tests.plan.intakes import TODAY, intake

CLOSED = {"discharged_on": "2026-11-01"}


def test_an_intake_without_an_episode_has_none():
    assert intake().episode is None


def test_only_the_day_of_discharge_is_required():
    episode = intake({"episode": CLOSED}).episode
    assert episode is not None
    assert (episode.phase, episode.last_exercise_on, episode.new_pain) == (None, None, None)


@pytest.mark.parametrize(
    ("episode", "place"),
    [
        ({}, "episode.discharged_on"),
        ({"discharged_on": "2026-11-23"}, "episode.discharged_on"),
        ({**CLOSED, "phase": 5}, "episode.phase"),
        ({**CLOSED, "phase": 0}, "episode.phase"),
        ({**CLOSED, "last_exercise_on": "2026-10-31"}, "episode.last_exercise_on"),
        ({**CLOSED, "resumed_on": "2027-01-01"}, "episode.resumed_on"),
        ({**CLOSED, "left_on": "2026-11-01"}, "episode.left_on"),
    ],
)
def test_an_episode_that_cannot_be_is_refused_with_its_place(episode, place):
    with pytest.raises(IntakeError) as refused:
        intake({"episode": episode})
    assert refused.value.place == place


def test_new_pain_counts_as_a_flare():
    assert intake({"episode": {**CLOSED, "new_pain": True}}).pain.flare_last_7_days is True


def test_not_knowing_of_new_pain_is_not_knowing_of_a_flare():
    assert intake({"episode": CLOSED}).pain.flare_last_7_days is None


def test_idle_days_count_from_the_last_exercise():
    episode = intake({"episode": {**CLOSED, "last_exercise_on": "2026-11-20"}}).episode
    assert episode is not None
    assert episode.days_idle(intake().today) == 2


def test_without_its_day_it_says_what_to_write():
    with pytest.raises(IntakeError, match=r"the day on which the programme was closed.*add it as 2026-11-22"):
        intake({"episode": {"phase": 2}})


@pytest.mark.parametrize("day", ["2026-11-01", "2026-11-22"])
def test_the_days_of_discharge_and_of_the_intake_are_days_of_the_time_between(day):
    told = {**CLOSED, "last_exercise_on": day, "resumed_on": day, "phase": 1}
    episode = intake({"episode": told}).episode
    assert episode == Episode(
        date(2026, 11, 1), 1, date.fromisoformat(day), resumed_on=date.fromisoformat(day)
    )
    assert intake({"episode": {"discharged_on": "2026-11-22"}}).episode == Episode(TODAY)


@pytest.mark.parametrize(
    ("last", "today", "idle"),
    [
        (None, date(2026, 11, 8), 7),
        (date(2026, 11, 5), date(2026, 11, 8), 3),
        (date(2026, 11, 8), date(2026, 11, 8), 0),
        (date(2026, 11, 9), date(2026, 11, 8), 0),
        (date(2026, 10, 1), date(2026, 11, 8), 7),
    ],
)
def test_idle_days_are_those_since_the_last_exercise_or_the_discharge(last, today, idle):
    assert Episode(date(2026, 11, 1), last_exercise_on=last).days_idle(today) == idle


@pytest.mark.parametrize(
    "episode",
    [
        Episode(date(2026, 11, 1)),
        Episode(date(2026, 11, 1), 3, date(2026, 11, 5), False, date(2026, 11, 9)),
    ],
)
def test_it_is_read_back_as_it_was_written(episode):
    written = episode_to_mapping(episode)
    assert written["discharged_on"] == "2026-11-01"
    assert read_episode(Given("episode", written), TODAY) == episode
