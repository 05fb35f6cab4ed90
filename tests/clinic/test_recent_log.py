"""Pages read the last weeks of a log, and what stands from before."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.clinic.entries import a_correction, a_pain, an_entry
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import Entry
from hipwise.clinic.care.recent_log import KeptLogs, recent_log, with_first_mornings
from hipwise.library.catalogue import load_catalogue

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CATALOGUE = load_catalogue()


def at(days_ago: float) -> str:
    """That moment in the log's words."""
    return (NOW - timedelta(days=days_ago)).isoformat()


def a_test(days_ago: float) -> dict[str, Any]:
    """A balance test."""
    head = {k: v for k, v in an_entry(at=at(days_ago)).items() if k in ("id", "at")}
    return {**head, "kind": "test", "test": "single_leg_stance_s", "left": 12, "right": 20}


@pytest.fixture
def log(everybody: Everybody) -> Any:
    """A function that logs as Anna and gives the ids in the recent log."""
    patient = Everybody.record(everybody.patient)

    def write(*entries: dict[str, Any]) -> list[str]:
        result = log_entries(patient, entries, everybody.patient, CATALOGUE, NOW)
        assert not result.refused, result.refused
        return [entry.id for entry in recent_log(patient, NOW.date(), CATALOGUE).entries]

    return write


def test_it_has_the_last_weeks_in_the_order_of_time(log: Any) -> None:
    entries = [an_entry(at=at(days)) for days in (1, 40, 20)]
    assert log(*entries) == [entries[1]["id"], entries[2]["id"], entries[0]["id"]]


def test_what_is_older_is_left_out(log: Any) -> None:
    assert log(an_entry(at=at(80))) == []


def test_an_old_test_stands_with_its_correction(log: Any, everybody: Everybody) -> None:
    test = a_test(200)
    correction = {**a_correction(test, left=15), "at": at(199)}
    assert log(test, correction) == [test["id"]]
    patient = Everybody.record(everybody.patient)
    assert recent_log(patient, NOW.date(), CATALOGUE).entries[0].left == 15


def test_a_new_entry_is_seen_at_once(log: Any) -> None:
    first, second = an_entry(at=at(2)), an_entry(at=at(1))
    assert log(first) == [first["id"]]
    assert log(second) == [first["id"], second["id"]]


def test_a_correction_is_seen_at_once(log: Any, everybody: Everybody) -> None:
    entry = an_entry(at=at(2))
    log(entry)
    log({**a_correction(entry, repetitions=3), "at": at(1)})
    patient = Everybody.record(everybody.patient)
    assert recent_log(patient, NOW.date(), CATALOGUE).entries[0].repetitions == 3


def test_the_first_mornings_of_all_are_added_with_their_corrections(log: Any, everybody: Everybody) -> None:
    old = a_pain(7, "next_morning", at=at(300))
    corrected = {**a_correction(old, score=5), "at": at(299)}
    log(old, corrected, a_pain(1, "next_morning", at=at(1)), an_entry(at=at(290)))
    patient = Everybody.record(everybody.patient)
    recent = recent_log(patient, NOW.date(), CATALOGUE)
    scores = [morning.score for morning in with_first_mornings(patient, recent, CATALOGUE).mornings]
    assert scores == [5, 1]
    assert len(with_first_mornings(patient, recent, CATALOGUE).entries) == 2


def test_what_was_read_is_kept_until_it_changes() -> None:
    kept = KeptLogs(10)
    entries = [an_entry(at=at(1))]
    first = kept.read("anna", entries, CATALOGUE)
    assert kept.read("anna", entries, CATALOGUE) is first
    assert kept.read("anna", [*entries, an_entry(at=at(0))], CATALOGUE) is not first
    assert kept.read("ben", entries, CATALOGUE) is not first


def test_no_more_is_kept_than_allowed_and_the_longest_unused_goes_first() -> None:
    kept = KeptLogs(5)
    two = {name: [an_entry(at=at(1)), an_entry(at=at(0))] for name in ("anna", "ben", "carla")}
    anna, ben = (kept.read(name, two[name], CATALOGUE) for name in ("anna", "ben"))
    assert kept.read("anna", two["anna"], CATALOGUE) is anna
    kept.read("carla", two["carla"], CATALOGUE)
    assert kept.read("anna", two["anna"], CATALOGUE) is anna
    assert kept.read("ben", two["ben"], CATALOGUE) is not ben


def test_pages_of_a_long_history_are_as_small_as_those_of_a_short_one(
    everybody: Everybody, browser: Any
) -> None:
    patient = Everybody.record(everybody.patient)
    now = datetime.now(UTC)
    give_plan(patient, everybody.therapist, now - timedelta(days=21))
    sizes = []
    for years in (1, 3):
        entries = []
        for day in range(1, 365 * years, 3):
            entry = a_pain(1, "next_morning", minutes_ago=day * 24 * 60)
            entries.append(entry)
        Entry.objects.bulk_create(
            Entry(
                clinic=patient.clinic,
                patient=patient,
                client_id=entry["id"],
                kind="pain",
                at=entry["at"],
                payload=json.loads(json.dumps(entry)),
            )
            for entry in entries
        )
        pages = [browser(everybody.patient).get(path) for path in ("/today/", "/progress/")]
        pages.append(browser(everybody.therapist).get(f"/clinic/patients/{patient.pk}/"))
        sizes.append([len(page.content) for page in pages])
    assert all(later <= 1.1 * earlier for earlier, later in zip(*sizes, strict=True))
