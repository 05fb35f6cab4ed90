"""Recordings are kept only with consent, in one clinic, for a time; they go when the patient says so."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.clinic.entries import an_entry
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_queries import queries_of
from tests.coach.performer import Performer

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import (
    Patient,
    ReadAudit,
    RecordingDeletion,
    ReplayConsent,
    SetRecording,
)
from hipwise.clinic.care.replays import (
    KeepDaysError,
    answer_consent,
    keep_days,
    keep_until,
    purge_recordings,
    recordings_of,
    set_keep_days,
)
from hipwise.clinic.people.models import Clinic, User
from hipwise.coach.landmarks import Recording
from hipwise.coach.packed_recording import MOST_BYTES, pack_recording, unpack_recording
from hipwise.library.catalogue import load_catalogue
from hipwise.library.side import Side

CATALOGUE = load_catalogue()
BRIDGE = CATALOGUE.exercise("bridge")
PACKET = pack_recording(
    Performer(BRIDGE, Side.RIGHT, CATALOGUE).stand_still(1.5).repeat(3, pause_s=0.5).record(10.0), 4 / 3
)


def _logged(user: User, **fields: Any) -> str:
    """A set of bridges that was logged; its id."""
    entry = an_entry(**{"source": "camera", "repetitions": 3, **fields})
    patient = Everybody.record(user)
    assert not log_entries(patient, [entry], user, CATALOGUE, datetime.now(UTC)).refused
    return str(entry["id"])


def _share(user: User, is_given: bool = True) -> Patient:
    patient = Everybody.record(user)
    answer_consent(patient, is_given, user, datetime.now(UTC))
    return patient


def _post(client: Any, entry_id: str, packet: bytes = PACKET, query: str = "") -> Any:
    address = reverse("api-1:recordings", args=(entry_id,)) + query
    return client.post(address, packet, content_type="application/octet-stream")


@pytest.fixture
def kept(everybody: Everybody, browser: Any) -> SetRecording:
    """A recording of Anna's."""
    _share(everybody.patient)
    assert _post(browser(everybody.patient), _logged(everybody.patient)).status_code == 200
    row: SetRecording = SetRecording.objects.get()
    return row


def _page(row: SetRecording) -> str:
    return reverse("patient-replay", args=(row.patient_id, row.pk))


def test_without_an_answer_nothing_is_kept(everybody: Everybody, browser: Any) -> None:
    assert _post(browser(everybody.patient), _logged(everybody.patient)).status_code == 403
    assert not SetRecording.objects.exists()


def test_after_a_no_nothing_is_kept(everybody: Everybody, browser: Any) -> None:
    _share(everybody.patient, False)
    assert _post(browser(everybody.patient), _logged(everybody.patient)).status_code == 403


def test_a_person_alone_has_nobody_to_share_with(everybody: Everybody, browser: Any) -> None:
    client = browser(everybody.solo)
    client.post(reverse("patient-replay-consent"), {"share": "yes"})
    assert not Everybody.record(everybody.solo).shares_replays
    assert _post(client, _logged(everybody.solo)).status_code == 403


def test_with_consent_the_set_is_kept_as_it_was_logged(kept: SetRecording) -> None:
    assert (kept.exercise, kept.side, kept.set_number, kept.repetitions) == ("bridge", "both", 1, 3)
    assert bytes(kept.packet) == PACKET


def test_the_same_set_posted_twice_is_kept_once(everybody: Everybody, browser: Any) -> None:
    _share(everybody.patient)
    entry_id, client = _logged(everybody.patient), browser(everybody.patient)
    first, second = _post(client, entry_id), _post(client, entry_id)
    assert first.json() == second.json()
    assert SetRecording.objects.count() == 1


def test_a_set_that_is_not_logged_yet_is_to_be_sent_later(everybody: Everybody, browser: Any) -> None:
    _share(everybody.patient)
    assert _post(browser(everybody.patient), str(uuid.uuid4())).status_code == 409


def test_nobody_adds_to_somebody_elses_set(everybody: Everybody, browser: Any) -> None:
    _share(everybody.patient)
    _share(everybody.second_patient)
    answer = _post(browser(everybody.second_patient), _logged(everybody.patient))
    assert answer.status_code == 409


@pytest.mark.parametrize("packet", [b"", b"\x89PNG", PACKET[:50], b"x" * (MOST_BYTES + 1)])
def test_what_is_no_recording_is_refused(packet: bytes, everybody: Everybody, browser: Any) -> None:
    _share(everybody.patient)
    answer = _post(browser(everybody.patient), _logged(everybody.patient), packet)
    assert answer.status_code == 422
    assert "expected" in answer.json()["problem"]


def test_a_therapist_posts_none(everybody: Everybody, browser: Any) -> None:
    assert _post(browser(everybody.therapist), str(uuid.uuid4())).status_code == 403


def test_the_asked_range_comes_along(everybody: Everybody, browser: Any) -> None:
    _share(everybody.patient)
    _post(browser(everybody.patient), _logged(everybody.patient), query="?range_share=0.7")
    assert SetRecording.objects.get().range_share == pytest.approx(0.7)


def test_taking_the_consent_back_deletes_everything_and_leaves_a_line(
    kept: SetRecording, everybody: Everybody, browser: Any
) -> None:
    browser(everybody.patient).post(reverse("patient-replay-consent"), {"share": "no"})
    assert not SetRecording.objects.exists()
    line = RecordingDeletion.objects.get()
    assert (line.recording_id, line.why, line.author) == (kept.pk, "withdrawn", everybody.patient)
    assert [c.is_given for c in ReplayConsent.objects.order_by("at")] == [True, False]


def test_the_patient_deletes_one(kept: SetRecording, everybody: Everybody, browser: Any) -> None:
    browser(everybody.patient).post(reverse("patient-replay-delete", args=(kept.pk,)))
    assert not SetRecording.objects.exists()
    assert RecordingDeletion.objects.get().why == "patient"


def test_nobody_deletes_somebody_elses(kept: SetRecording, everybody: Everybody, browser: Any) -> None:
    browser(everybody.second_patient).post(reverse("patient-replay-delete", args=(kept.pk,)))
    assert SetRecording.objects.count() == 1


def test_a_deletion_cannot_be_undone_or_rewritten(
    kept: SetRecording, everybody: Everybody, browser: Any
) -> None:
    browser(everybody.patient).post(reverse("patient-replay-delete", args=(kept.pk,)))
    with pytest.raises(TypeError, match="only added"):
        RecordingDeletion.objects.all().delete()


def test_the_therapist_sees_the_replay_and_leaves_a_line(
    kept: SetRecording, everybody: Everybody, browser: Any
) -> None:
    answer = browser(everybody.therapist).get(_page(kept))
    assert answer.status_code == 200
    assert "Bridge replay" in answer.content.decode()
    assert ReadAudit.objects.filter(reader=everybody.therapist, what="replay").count() == 1


def test_the_page_tells_count_and_retention(kept: SetRecording, everybody: Everybody, browser: Any) -> None:
    text = browser(everybody.therapist).get(_page(kept)).content.decode()
    assert "3 of 3" in text
    assert "No video exists" in text
    until = keep_until(kept, kept.patient, CATALOGUE)
    assert f"Kept until {until.day} {until:%B}" in text


@pytest.mark.parametrize(
    ("model", "words"),
    [("full", "that BlazePose full saw"), ("any", "It is not known which pose model saw this set.")],
)
def test_the_page_names_the_pose_model_or_says_that_nobody_knows(
    model: str, words: str, everybody: Everybody, browser: Any
) -> None:
    _share(everybody.patient)
    named = replace(unpack_recording(PACKET).recording, model=model)
    _post(browser(everybody.patient), _logged(everybody.patient), pack_recording(named, 4 / 3))
    assert words in browser(everybody.therapist).get(_page(SetRecording.objects.get())).content.decode()


def test_the_figure_is_a_clip_of_the_exercise(kept: SetRecording, everybody: Everybody, browser: Any) -> None:
    import gzip
    import json

    address = reverse("patient-replay-figure", args=(kept.patient_id, kept.pk))
    answer = browser(everybody.therapist).get(address, headers={"accept-encoding": "gzip"})
    assert json.loads(gzip.decompress(answer.content))["exercise"] == "bridge"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "recording",
    [
        Recording((0.0,), {}, scaled=True),
        Recording((0.0, 1.0, 30.0), {"left_hip": ((0.5, 0.5, 0.0, 0.9),) * 3}, scaled=True),
        Recording(tuple(t / 10 for t in range(100)), {}, scaled=True),
    ],
    ids=["one-moment", "hardly-any", "nobody"],
)
def test_a_set_in_which_nothing_was_seen_is_an_honest_page(
    recording: Recording, everybody: Everybody, browser: Any
) -> None:
    _share(everybody.patient)
    client, entry_id = browser(everybody.patient), _logged(everybody.patient)
    assert _post(client, entry_id, pack_recording(recording, 4 / 3)).status_code == 200
    page = browser(everybody.therapist).get(_page(SetRecording.objects.get()))
    assert page.status_code == 200
    assert "Nothing was counted" in page.content.decode()


@pytest.mark.parametrize("name", ["patient-replay", "patient-replay-figure"])
@pytest.mark.parametrize("who", ["other_therapist", "patient", "second_patient", "solo"])
def test_nobody_else_sees_it(
    name: str, who: str, kept: SetRecording, everybody: Everybody, browser: Any
) -> None:
    answer = browser(getattr(everybody, who)).get(reverse(name, args=(kept.patient_id, kept.pk)))
    assert answer.status_code in (403, 404)


def test_another_patients_address_does_not_lead_to_it(
    kept: SetRecording, everybody: Everybody, browser: Any
) -> None:
    other = Everybody.record(everybody.second_patient)
    answer = browser(everybody.therapist).get(reverse("patient-replay", args=(other.pk, kept.pk)))
    assert answer.status_code == 404


def test_when_its_time_is_over_it_is_not_shown_even_before_it_is_purged(
    kept: SetRecording, everybody: Everybody, browser: Any
) -> None:
    SetRecording.objects.update(at=datetime.now(UTC) - timedelta(days=91))
    assert browser(everybody.therapist).get(_page(kept)).status_code == 404
    assert recordings_of(kept.patient, CATALOGUE, datetime.now(UTC)) == []


def test_the_purge_deletes_what_is_over_and_leaves_the_rest(kept: SetRecording, everybody: Everybody) -> None:
    assert purge_recordings(CATALOGUE, datetime.now(UTC)) == 0
    SetRecording.objects.update(at=datetime.now(UTC) - timedelta(days=91))
    assert purge_recordings(CATALOGUE, datetime.now(UTC)) == 1
    assert RecordingDeletion.objects.get().why == "retention"


def test_a_recording_that_comes_in_sends_the_old_ones_away(
    kept: SetRecording, everybody: Everybody, browser: Any
) -> None:
    SetRecording.objects.update(at=datetime.now(UTC) - timedelta(days=91))
    _post(browser(everybody.patient), _logged(everybody.patient))
    assert [row.pk == kept.pk for row in SetRecording.objects.all()] == [False]


def test_a_clinic_sets_its_own_time(kept: SetRecording, everybody: Everybody, browser: Any) -> None:
    SetRecording.objects.update(at=datetime.now(UTC) - timedelta(days=20))
    browser(everybody.admin).post(reverse("replay-keep"), {"days": "14"})
    assert keep_days(Clinic.objects.get(name="Clinic One"), CATALOGUE) == 14
    assert not SetRecording.objects.exists()


def test_only_an_admin_sets_the_time(everybody: Everybody, browser: Any) -> None:
    browser(everybody.therapist).post(reverse("replay-keep"), {"days": "14"})
    assert Clinic.objects.get(name="Clinic One").replay_days is None


@pytest.mark.parametrize("days", ["0", "366", "-3", "two", "1.5", "9" * 40])
def test_a_time_out_of_bounds_is_refused(days: str, everybody: Everybody) -> None:
    membership = everybody.admin.membership
    assert membership is not None
    with pytest.raises(KeepDaysError, match="from 1 to 365"):
        set_keep_days(membership, days, CATALOGUE, datetime.now(UTC))


def test_the_patients_page_lists_what_is_kept(kept: SetRecording, everybody: Everybody, browser: Any) -> None:
    text = browser(everybody.patient).get(reverse("patient-own-replays")).content.decode()
    assert "You share replays" in text
    assert "Stop sharing and delete it" in text


def test_the_account_leads_there(everybody: Everybody, browser: Any) -> None:
    text = browser(everybody.patient).get(reverse("account")).content.decode()
    assert reverse("patient-own-replays") in text


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("therapist", "patient-replays"),
        ("therapist", "patient-replay"),
        ("therapist", "patient-replay-figure"),
    ],
)
def test_no_page_asks_more_than_eight_times(
    who: str, name: str, kept: SetRecording, everybody: Everybody, browser: Any
) -> None:
    arguments = (kept.patient_id,) if name == "patient-replays" else (kept.patient_id, kept.pk)
    client = browser(getattr(everybody, who))
    assert len(queries_of(lambda: client.get(reverse(name, args=arguments)))) <= 8


def test_the_own_page_and_the_post_ask_little(kept: SetRecording, everybody: Everybody, browser: Any) -> None:
    client, entry_id = browser(everybody.patient), _logged(everybody.patient)
    assert len(queries_of(lambda: client.get(reverse("patient-own-replays")))) <= 8
    assert len(queries_of(lambda: _post(client, entry_id))) <= 10


def test_lists_leave_the_points_where_they_are(kept: SetRecording) -> None:
    with CaptureQueriesContext(connection) as caught:
        recordings_of(kept.patient, CATALOGUE, datetime.now(UTC))
    assert "packet" not in caught.captured_queries[0]["sql"]


def test_the_record_leads_to_the_replays(kept: SetRecording, everybody: Everybody, browser: Any) -> None:
    patient = kept.patient
    give_plan(patient, everybody.therapist, datetime.now(UTC) - timedelta(days=3))
    text = browser(everybody.therapist).get(reverse("patient-record", args=(patient.pk,))).content.decode()
    assert reverse("patient-replays", args=(patient.pk,)) in text
