"""The calendar has one event a training day, says no diagnosis, and replaces itself."""

from dataclasses import replace
from datetime import date, time

from icalendar import Calendar, Event

from hipwise.exchange.calendar import first_day, plan_calendar
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.plan import Plan
from hipwise.plan.prescribing import prescribe
from tests.exchange.samples import example_intake, example_plan

CATALOGUE = load_catalogue()


def _events(plan: Plan, **choices: object) -> list[Event]:
    calendar = Calendar.from_ical(plan_calendar(plan, CATALOGUE, **choices))  # type: ignore[arg-type]
    return list(calendar.walk("VEVENT"))


def test_there_is_one_event_for_each_training_day() -> None:
    days = [str(event["RRULE"]["BYDAY"][0]).lower()[:2] for event in _events(example_plan())]
    assert [day[:2] for day in example_plan().schedule] == days


def test_an_event_lasts_as_long_as_the_exercises_of_its_day() -> None:
    minutes = [event.duration.seconds // 60 for event in _events(example_plan())]
    assert list(example_plan().minutes_per_day.values()) == minutes


def test_times_have_no_zone() -> None:
    assert {event.start.tzinfo for event in _events(example_plan())} == {None}


def test_events_begin_on_their_weekday_after_the_plan_was_made() -> None:
    made = date(2026, 11, 22)
    assert first_day(made, "sun") == made
    assert first_day(made, "mon") == date(2026, 11, 23)
    assert first_day(made, "sat") == date(2026, 11, 28)


def test_events_end_when_the_health_questions_come_again() -> None:
    again = example_plan().screen_again_on
    assert {event["RRULE"]["UNTIL"][0].date() < again for event in _events(example_plan())} == {True}


def test_no_event_names_a_diagnosis_or_a_body_part_in_its_title() -> None:
    for event in _events(example_plan()):
        assert str(event["SUMMARY"]).startswith("Exercises, ")
        assert "impingement" not in str(event["DESCRIPTION"]).lower()


def test_the_same_key_gives_the_same_ids_also_for_the_next_plan() -> None:
    later = replace(example_plan(), made_on=date(2026, 12, 20), screen_again_on=date(2027, 1, 17))
    first, second = _events(example_plan(), key="one"), _events(later, key="one")
    assert {str(event["UID"]) for event in first} == {str(event["UID"]) for event in second}
    assert first[0]["SEQUENCE"] < second[0]["SEQUENCE"]


def test_other_people_have_other_ids() -> None:
    ids = [{str(event["UID"]) for event in _events(example_plan(), key=key)} for key in ("one", "two")]
    assert not ids[0] & ids[1]


def test_the_time_of_day_can_be_chosen() -> None:
    assert {event.start.time() for event in _events(example_plan(), start=time(7, 30))} == {time(7, 30)}


def test_a_blocked_plan_has_no_events() -> None:
    blocked = prescribe(replace(example_intake(), red_flags=("infection",)), CATALOGUE)
    assert _events(blocked) == []
