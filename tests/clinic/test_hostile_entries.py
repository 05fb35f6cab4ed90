"""The log against broken, clumsy and hostile devices: a clear sentence each time, and never a lost alarm."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.clinic.entries import a_correction, a_pain, a_red_flag, an_entry
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.models import Entry


@pytest.fixture
def client(everybody: Everybody, browser: Any) -> Any:
    """Anna's browser, which is told of an unexpected error as a real one would be; she has a plan."""
    give_plan(Everybody.record(everybody.patient), everybody.therapist)
    made = browser(everybody.patient)
    made.raise_request_exception = False
    return made


def send(client: Any, *entries: Any) -> Any:
    """The answer to a batch of entries."""
    return send_text(client, json.dumps({"entries": list(entries)}))


def send_text(client: Any, body: str | bytes) -> Any:
    """The answer to that body."""
    return client.post("/api/entries", body, content_type="application/json")


def days_from_now(days: float) -> str:
    """A moment in the log's words."""
    return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "1949-12-31T00:00:00+00:00"},
        {"at": "9999-12-31T23:59:59-14:00"},
        {"at": "2026-11-20T18:05:40"},
        {"at": "2026-11-20T25:05:40+00:00"},
        {"at": 1763626000},
        {"at": {"$date": 1}},
        {"kind": ["set"]},
        {"kind": {}},
        {"kind": True},
        {"exercise": ["bridge"]},
        {"exercise": "../../etc/passwd"},
        {"exercise": "bridge' OR 1=1 --"},
        {"side": 3},
        {"set": 0},
        {"set": "1"},
        {"set": True},
        {"set": 10**300},
        {"repetitions": 1e308},
        {"repetitions": -0.5},
        {"repetitions": "<script>alert(1)</script>"},
        {"hold_s": -1},
        {"hold_s": "NaN"},
        {"source": "god"},
        {"faults": {"nothing": 1}},
        {"faults": [1]},
        {"id": {"a": 1}},
        {"id": ["x"]},
        {"id": 5},
        {"id": "{6f0c1c9a-6d3e-4f6e-9a35-0b7a2f1f0001}"},
        {"id": "٦f0c1c9a-6d3e-4f6e-9a35-0b7a2f1f0001"},
        {"\ud800": "x"},
        {"x" * 5000: 1},
        {"supersedes": "6f0c1c9a-6d3e-4f6e-9a35-0b7a2f1f0001"},
        {"entry": {"kind": "pain"}},
        {"patient": "another"},
    ],
    ids=lambda wrong: ascii(wrong)[:40],
)
def test_an_odd_value_is_refused_with_a_sentence(wrong: dict[str, Any], client: Any) -> None:
    answer = send(client, {**an_entry(), **wrong})
    assert answer.status_code == 200, answer.content
    assert answer.json()["acknowledged"] == []
    assert "expected" in answer.json()["refused"][0]["problem"]
    assert not Entry.objects.filter(kind="set").exists()


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_an_endless_number_is_refused_and_the_answer_is_proper_json(number: str, client: Any) -> None:
    text = json.dumps({"entries": [an_entry(hold_s="HERE")]}).replace('"HERE"', number)
    answer = send_text(client, text)
    assert answer.status_code == 200, answer.content
    parsed = json.loads(answer.content, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert len(parsed["refused"]) == 1


@pytest.mark.parametrize("odd", ["NaN", '"\\ud800"', '"\\u0000"'])
def test_an_odd_value_under_a_known_id_is_answered_in_proper_json(odd: str, client: Any) -> None:
    entry = an_entry()
    send(client, entry)
    text = json.dumps({"entries": [{**entry, "hold_s": "HERE"}]}).replace('"HERE"', odd)
    answer = send_text(client, text)
    assert answer.status_code in (200, 409), answer.content
    json.loads(answer.content, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert Entry.objects.filter(kind="set").count() == 1


@pytest.mark.parametrize(
    "reason", ["\ud800", "half \udfff", "a\x00b", "x" * 9000], ids=["high", "low", "null", "long"]
)
def test_a_text_that_a_database_cannot_hold_is_refused(reason: str, client: Any) -> None:
    skip = {k: v for k, v in an_entry().items() if k in ("id", "at", "exercise")}
    answer = send(client, {**skip, "kind": "skip", "reason": reason})
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["refused"]) == 1


@pytest.mark.parametrize("reason", ["Zu müde", "疲れた", "😴", "عربي", "e\u0301", "<b>&amp;\"'"])
def test_any_script_and_any_sign_is_kept_as_it_was_written(reason: str, client: Any) -> None:
    skip = {k: v for k, v in an_entry().items() if k in ("id", "at", "exercise")}
    assert send(client, {**skip, "kind": "skip", "reason": reason}).json()["refused"] == []
    assert Entry.objects.get(kind="skip").payload["reason"] == reason
    assert client.get("/today/").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf{",
        '{"entries": [' + "[" * 100_000,
        '{"entries": [1' + "0" * 5000 + "]}",
        "null",
        '"entries"',
        '{"entries": "abc"}',
        '{"entries": null}',
    ],
    ids=lambda body: repr(body)[:24],
)
def test_a_body_that_is_no_batch_is_answered_with_a_sentence(body: Any, client: Any) -> None:
    answer = send_text(client, body)
    assert answer.status_code == 400
    assert "expected" in answer.json()["detail"]


def test_an_entry_of_nested_brackets_is_refused(client: Any) -> None:
    text = json.dumps({"entries": [an_entry(hold_s="HERE")]}).replace('"HERE"', "[" * 900 + "]" * 900)
    answer = send_text(client, text)
    assert answer.status_code in (200, 400), answer.content
    assert not Entry.objects.filter(kind="set").exists()


@pytest.mark.parametrize("kind", ["form", "text", "none"])
def test_a_body_of_another_type_is_answered_and_not_an_error(kind: str, client: Any) -> None:
    types = {"form": "application/x-www-form-urlencoded", "text": "text/plain", "none": ""}
    answer = client.post("/api/entries", "entries=1", content_type=types[kind])
    assert answer.status_code == 400


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_entries_are_posted_and_nothing_else(method: str, client: Any) -> None:
    assert getattr(client, method)("/api/entries").status_code == 405


def test_a_correction_of_somebody_elses_entry_is_refused(
    client: Any, everybody: Everybody, browser: Any
) -> None:
    entry = an_entry()
    send(browser(everybody.second_patient), entry)
    answer = send(client, a_correction(entry, repetitions=1))
    assert len(answer.json()["refused"]) == 1


def test_a_correction_of_itself_is_refused(client: Any) -> None:
    correction = a_correction(an_entry())
    answer = send(client, {**correction, "supersedes": correction["id"]})
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["refused"]) == 1


def test_a_correction_inside_a_correction_is_refused(client: Any) -> None:
    entry = an_entry()
    inner = a_correction(entry)
    answer = send(client, entry, {**a_correction(entry), "entry": inner})
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["refused"]) == 1


def test_a_correction_that_moves_an_entry_into_the_future_is_refused(client: Any) -> None:
    entry = an_entry()
    correction = a_correction(entry)
    correction["entry"]["at"] = days_from_now(30)
    answer = send(client, entry, correction)
    assert len(answer.json()["refused"]) == 1


def test_an_exercise_outside_the_plan_is_logged_and_breaks_no_page(client: Any) -> None:
    entry = an_entry(exercise="single-leg-hop", side="left")
    assert send(client, entry, a_pain(2, exercise="single-leg-hop")).json()["refused"] == []
    for page in ("/today/", "/progress/", "/plan/", "/session/", "/api/today"):
        assert client.get(page).status_code < 400, page


@pytest.mark.parametrize("years", [1, 30, 76])
def test_an_ancient_entry_breaks_no_page(years: int, client: Any, everybody: Everybody, browser: Any) -> None:
    assert send(client, an_entry(at=days_from_now(-365.25 * years)), a_pain(5)).status_code == 200
    for page in ("/today/", "/progress/", "/api/today"):
        assert client.get(page).status_code == 200, page
    record = Everybody.record(everybody.patient)
    assert browser(everybody.therapist).get(f"/clinic/patients/{record.pk}/").status_code == 200
    assert browser(everybody.therapist).get("/clinic/").status_code == 200


# An alarm is heard, whatever becomes of the entry that brings it.


def assert_locked(answer: Any, everybody: Everybody) -> None:
    """The answer says so, and the record is locked."""
    assert answer.json()["locked"] is True
    assert Everybody.record(everybody.patient).is_locked


@pytest.mark.parametrize(
    "wrong",
    [
        {"at": "2090-01-01T00:00:00+00:00"},
        {"at": "yesterday"},
        {"id": "1"},
        {"colour": "blue"},
        {"flags": ["blood-clot", "a-flag-of-tomorrow"]},
        {"flags": ["a-flag-of-tomorrow"]},
        {"flags": "blood-clot"},
        {"flags": {"blood-clot": True}},
    ],
    ids=str,
)
def test_a_red_flag_locks_also_when_its_entry_is_refused(
    wrong: dict[str, Any], client: Any, everybody: Everybody
) -> None:
    answer = send(client, {**a_red_flag("blood-clot"), **wrong})
    assert len(answer.json()["refused"]) == 1
    assert_locked(answer, everybody)


def test_a_red_flag_locks_also_under_an_id_that_is_taken(client: Any, everybody: Everybody) -> None:
    calm = a_red_flag()
    send(client, calm)
    answer = send(client, {**calm, "flags": ["infection"]})
    assert answer.status_code == 409
    assert_locked(answer, everybody)


def test_a_refused_answer_without_red_flags_locks_nothing(client: Any) -> None:
    answer = send(client, {**a_red_flag(), "at": "2090-01-01T00:00:00+00:00"})
    assert answer.json()["locked"] is False


def test_an_alarm_sent_twice_does_not_lock_again_after_it_was_cleared(
    client: Any, everybody: Everybody, browser: Any
) -> None:
    flagged = a_red_flag("infection")
    send(client, flagged)
    record = Everybody.record(everybody.patient)
    browser(everybody.therapist).post(f"/clinic/patients/{record.pk}/unlock/", {"note": "Seen, all clear."})
    assert send(client, flagged).json()["locked"] is False


def test_a_late_alarm_of_last_week_locks_today(client: Any, everybody: Everybody) -> None:
    late = {**a_red_flag("infection"), "at": days_from_now(-7)}
    assert_locked(send(client, late), everybody)


def test_a_correction_of_a_correction_of_an_old_entry_is_read_to_its_beginning(client: Any) -> None:
    entry = an_entry()
    first = a_correction(entry, repetitions=3)
    send(client, entry)
    send(client, first)
    second = {**a_correction(entry, repetitions=4), "supersedes": first["id"]}
    assert send(client, second).json()["refused"] == []
    third = {**a_correction(entry, repetitions=5), "supersedes": second["id"]}
    assert send(client, third).json()["acknowledged"] == [third["id"]]
