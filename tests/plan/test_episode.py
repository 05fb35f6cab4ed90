import pytest

from hipwise.plan.intake import IntakeError
from tests.plan.intakes import intake

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
