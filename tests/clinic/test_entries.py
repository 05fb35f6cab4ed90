"""Logging: once, whole, never lost, never changed."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.clinic.entries import a_correction, a_pain, a_red_flag, an_entry
from tests.clinic.people import Everybody, give_plan

from hipwise.clinic.care.models import AppendOnlyError, DecisionRecord, Entry, Patient, ReadAudit


@pytest.fixture
def post(everybody: Everybody, browser: Any) -> Any:
    """A function that posts entries as Anna and gives the answer."""
    client = browser(everybody.patient)

    def send(*entries: Any, status: int = 200) -> dict[str, Any]:
        answer = client.post(
            "/api/entries", json.dumps({"entries": list(entries)}), content_type="application/json"
        )
        assert answer.status_code == status, answer.content
        parsed: dict[str, Any] = answer.json()
        return parsed

    return send


def test_an_entry_is_acknowledged_and_stored_as_it_was_sent(post: Any) -> None:
    entry = an_entry()
    answer = post(entry)
    assert answer["acknowledged"] == [entry["id"]]
    assert Entry.objects.get().payload == entry


def test_an_entry_keeps_the_moment_and_the_devices_own_zone(post: Any) -> None:
    entry = an_entry(at="2026-11-20T18:05:40+05:30")
    post(entry)
    stored = Entry.objects.get()
    assert stored.at == datetime(2026, 11, 20, 12, 35, 40, tzinfo=UTC)
    assert stored.payload["at"] == "2026-11-20T18:05:40+05:30"


def test_posting_twice_changes_nothing(post: Any) -> None:
    entry = an_entry()
    post(entry)
    assert post(entry) == {
        "acknowledged": [entry["id"]],
        "conflicts": [],
        "refused": [],
        "locked": False,
        "changed": False,
    }
    assert Entry.objects.count() == 1


def test_the_same_entry_twice_in_one_batch_is_stored_once(post: Any) -> None:
    entry = an_entry()
    assert post(entry, entry)["acknowledged"] == [entry["id"], entry["id"]]
    assert Entry.objects.count() == 1


def test_other_content_under_the_same_id_is_a_conflict_with_both(post: Any) -> None:
    entry = an_entry()
    post(entry)
    other = {**entry, "repetitions": 3}
    answer = post(other, status=409)
    assert answer["conflicts"] == [{"id": entry["id"], "stored": entry, "sent": other}]
    assert Entry.objects.get().payload == entry


def test_a_conflict_does_not_stop_the_rest_of_the_batch(post: Any) -> None:
    entry, fresh = an_entry(), an_entry()
    post(entry)
    answer = post({**entry, "repetitions": 3}, fresh)
    assert answer["acknowledged"] == [fresh["id"]]


def test_two_patients_may_use_the_same_id(post: Any, everybody: Everybody, browser: Any) -> None:
    entry = an_entry()
    post(entry)
    body = json.dumps({"entries": [{**entry, "repetitions": 3}]})
    answer = browser(everybody.second_patient).post("/api/entries", body, content_type="application/json")
    assert answer.json()["conflicts"] == []
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "6F0C1C9A-6D3E-4F6E-9A35-0B7A2F1F0001"},
        {"id": "1"},
        {"id": None},
        {"at": "yesterday"},
        {"at": "2026-11-20T18:05:40"},
        {"at": "2090-01-01T00:00:00+00:00"},
        {"kind": "sets"},
        {"exercise": "handstand"},
        {"repetitions": -1},
        {"colour": "blue"},
        {"side": "l"},
    ],
    ids=str,
)
def test_a_malformed_entry_is_refused_with_a_sentence(wrong: dict[str, Any], post: Any) -> None:
    answer = post({**an_entry(), **wrong})
    assert answer["acknowledged"] == []
    assert answer["refused"][0]["problem"].startswith(next(iter(wrong)))
    assert not Entry.objects.exists()


@pytest.mark.parametrize("wrong", [3, None, [], "entry"], ids=str)
def test_something_that_is_no_entry_is_refused(wrong: Any, post: Any) -> None:
    assert len(post(wrong)["refused"]) == 1


def test_a_null_character_is_refused_on_every_database(post: Any) -> None:
    answer = post(an_entry(kind="skip", reason="a\x00b"))
    assert len(answer["refused"]) == 1


def test_a_refused_entry_does_not_stop_the_rest_of_the_batch(post: Any) -> None:
    good = an_entry()
    answer = post({**an_entry(), "side": "l"}, good)
    assert (answer["acknowledged"], len(answer["refused"])) == ([good["id"]], 1)


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"entries": []}', '{"entries": {}}', "{", '{"entries": NaN}'], ids=repr
)
def test_a_body_that_is_no_batch_is_a_bad_request(body: str, everybody: Everybody, browser: Any) -> None:
    answer = browser(everybody.patient).post("/api/entries", body, content_type="application/json")
    assert answer.status_code == 400


def test_a_batch_has_at_most_200_entries(everybody: Everybody, browser: Any) -> None:
    body = json.dumps({"entries": [an_entry() for _ in range(201)]})
    answer = browser(everybody.patient).post("/api/entries", body, content_type="application/json")
    assert answer.status_code == 400


def test_a_batch_has_at_most_256_kilobytes(everybody: Everybody, browser: Any) -> None:
    body = json.dumps({"entries": [an_entry(note="x" * 300_000)]})
    answer = browser(everybody.patient).post("/api/entries", body, content_type="application/json")
    assert answer.status_code == 413


def test_posting_needs_the_csrf_token(everybody: Everybody) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(everybody.patient)
    body = json.dumps({"entries": [an_entry()]})
    assert client.post("/api/entries", body, content_type="application/json").status_code == 403


def test_a_correction_is_a_new_entry_and_the_original_stays(post: Any) -> None:
    entry = an_entry()
    post(entry)
    correction = a_correction(entry, repetitions=12)
    assert post(correction)["acknowledged"] == [correction["id"]]
    assert Entry.objects.count() == 2
    assert str(Entry.objects.get(kind="correction").supersedes) == entry["id"]


def test_a_correction_of_nothing_is_refused(post: Any) -> None:
    assert len(post(a_correction(an_entry()))["refused"]) == 1


def test_an_entry_and_its_correction_may_come_in_one_batch(post: Any) -> None:
    entry = an_entry()
    assert len(post(entry, a_correction(entry, repetitions=12))["acknowledged"]) == 2


def test_a_red_flag_locks_the_plan_at_once(post: Any, everybody: Everybody) -> None:
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist)
    assert post(a_red_flag("blood-clot"))["locked"] is True
    patient.refresh_from_db()
    assert [flag["id"] for flag in patient.lock_flags] == ["blood-clot"]
    assert DecisionRecord.objects.get(kind="escalate").status == "waiting"


def test_a_red_flag_that_a_correction_brings_in_locks_too(post: Any, everybody: Everybody) -> None:
    screened = a_red_flag()
    assert post(screened)["locked"] is False
    assert post(a_correction(screened, flags=["infection"]))["locked"] is True


def test_a_red_flag_taken_back_does_not_open_the_plan(post: Any) -> None:
    flagged = a_red_flag("infection")
    post(flagged)
    assert post(a_correction(flagged, flags=[]))["locked"] is True


def test_a_patient_cannot_clear_a_red_flag(post: Any) -> None:
    clearance = {**a_red_flag("infection"), "kind": "clearance", "by": "me"}
    assert len(post(clearance)["refused"]) == 1


def test_a_patient_cannot_clear_a_red_flag_by_a_correction(post: Any) -> None:
    flagged = a_red_flag("infection")
    post(flagged)
    answer = post(a_correction(flagged, kind="clearance", by="me"))
    assert len(answer["refused"]) == 1


def test_a_strong_pain_makes_the_plan_easier_at_once(post: Any, everybody: Everybody) -> None:
    patient = Everybody.record(everybody.patient)
    before = give_plan(patient, everybody.therapist)
    answer = post(an_entry(), a_pain(6), a_pain(6, "after", minutes_ago=1))
    assert answer["changed"] is True
    after = patient.revisions.get(status="signed")
    assert (after.number, after.authority) == (before.number + 1, "rule")


def test_an_entry_cannot_be_changed(post: Any) -> None:
    post(an_entry())
    entry = Entry.objects.get()
    entry.kind = "pain"
    with pytest.raises(AppendOnlyError):
        entry.save()


@pytest.mark.parametrize("model", [Entry, ReadAudit])
def test_append_only_records_refuse_every_way_to_change_them(model: Any, everybody: Everybody) -> None:
    patient: Patient = Everybody.record(everybody.patient)
    about = {"clinic": patient.clinic, "patient": patient}
    row = (
        Entry(client_id=uuid.uuid4(), kind="set", at=datetime.now(UTC), payload={}, **about)
        if model is Entry
        else ReadAudit(reader=everybody.therapist, role="therapist", what="record", **about)
    )
    row.save()
    ways = [
        row.save,
        row.delete,
        lambda: row.save(update_fields=["patient"]),
        lambda: model.objects.update(patient=None),
        lambda: model.objects.all().delete(),
        lambda: model.objects.filter(pk=row.pk).delete(),
        lambda: model.objects.bulk_update([row], ["patient"]),
        lambda: model._base_manager.update(patient=None),
        lambda: model.objects.bulk_create([row], update_conflicts=True),
    ]
    for way in ways:
        with pytest.raises(AppendOnlyError):
            way()
    assert model.objects.count() == 1


def test_a_patient_with_entries_cannot_be_deleted(post: Any, everybody: Everybody) -> None:
    from django.db.models import ProtectedError

    post(an_entry())
    with pytest.raises((ProtectedError, AppendOnlyError)):
        Everybody.record(everybody.patient).delete()
