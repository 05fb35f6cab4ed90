"""Taking one's data along: all of it, nobody else's, and in forms that programs and people read."""

import io
import json
import uuid
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader
from tests.clinic.entries import a_correction, a_pain, an_entry
from tests.clinic.people import Everybody, give_plan
from tests.clinic.test_messages import write
from tests.clinic.test_replays import PACKET

from hipwise.clinic.care.entries import log_entries
from hipwise.clinic.care.models import Entry, Note, Patient, ReadAudit, SetRecording
from hipwise.exchange.log_file import read_log
from hipwise.exchange.recording import read_recording
from hipwise.library.catalogue import load_catalogue


@pytest.fixture
def anna(everybody: Everybody, browser: Any) -> Patient:
    """Anna with a plan, a few entries, a message and a clinician's note."""
    patient = Everybody.record(everybody.patient)
    give_plan(patient, everybody.therapist, datetime.now(UTC) - timedelta(days=3))
    first = a_pain(1, "next_morning", 60)
    entries = [an_entry(90), first, a_correction(first, score=2)]
    log_entries(patient, entries, everybody.patient, load_catalogue(), datetime.now(UTC))
    write(browser(everybody.patient), "=May I swim?")
    Note.objects.create(
        clinic=patient.clinic, patient=patient, author=everybody.therapist, text="My own note"
    )
    return patient


def archive(client: Any, url: str) -> zipfile.ZipFile:
    answer = client.get(url)
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    return zipfile.ZipFile(io.BytesIO(answer.content))


def mine(everybody: Everybody, browser: Any) -> zipfile.ZipFile:
    return archive(browser(everybody.patient), reverse("patient-everything"))


def test_everything_is_in_it(anna: Patient, everybody: Everybody, browser: Any) -> None:
    known = json.loads(mine(everybody, browser).read("everything.json"))
    assert known["account"]["email"] == "anna@one.example"
    assert len(known["log"]) == Entry.objects.filter(patient=anna).count()
    assert known["plans"][0]["signed_by"] == "Therese Therapist"
    assert known["intakes"][0]["intake"]["symptomatic_side"] == "left"
    assert [message["text"] for message in known["messages"]] == ["=May I swim?"]


def test_the_log_is_read_by_the_command_line(
    anna: Patient, everybody: Everybody, browser: Any, tmp_path: Path
) -> None:
    (tmp_path / "log.jsonl").write_bytes(mine(everybody, browser).read("log.jsonl"))
    log = read_log(tmp_path / "log.jsonl", load_catalogue())
    assert [morning.score for morning in log.mornings] == [2]


def test_each_kind_of_entry_has_its_table(anna: Patient, everybody: Everybody, browser: Any) -> None:
    taken = mine(everybody, browser)
    tables = {name for name in taken.namelist() if name.startswith("tables/")}
    assert tables == {"tables/messages.csv", "tables/pain.csv", "tables/set.csv"}
    assert len(taken.read("tables/pain.csv").decode().splitlines()) == 3
    assert "'=May I swim?" in taken.read("tables/messages.csv").decode()


def test_the_summary_names_plan_and_days(anna: Patient, everybody: Everybody, browser: Any) -> None:
    answer = browser(everybody.patient).get(reverse("patient-summary"))
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Anna Patient" in said
    assert "Signed by Therese Therapist" in said
    assert "Day by day" in said


def test_a_locked_plan_gives_no_dose(anna: Patient, everybody: Everybody, browser: Any) -> None:
    Patient.objects.filter(pk=anna.pk).update(locked_since=datetime.now(UTC))
    answer = browser(everybody.patient).get(reverse("patient-summary"))
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "There is no plan to follow now." in said
    assert "Signed by" not in said


def test_what_clinicians_wrote_for_themselves_is_not_in_it_and_it_says_so(
    anna: Patient, everybody: Everybody, browser: Any
) -> None:
    taken = mine(everybody, browser)
    assert b"My own note" not in b"".join(taken.read(name) for name in taken.namelist())
    assert "Ask your clinic" in taken.read("README.txt").decode()


def test_the_clinic_takes_the_record_with_its_notes_and_leaves_a_line(
    anna: Patient, everybody: Everybody, browser: Any
) -> None:
    url = reverse("patient-record-file", args=(anna.pk,))
    taken = archive(browser(everybody.therapist), url)
    assert json.loads(taken.read("everything.json"))["notes"][0]["text"] == "My own note"
    assert ReadAudit.objects.filter(patient=anna, what="record as a file").exists()


def test_nobody_elses_data_are_in_it(anna: Patient, everybody: Everybody, browser: Any) -> None:
    taken = archive(browser(everybody.second_patient), reverse("patient-everything"))
    text = b"".join(taken.read(name) for name in taken.namelist() if not name.endswith(".pdf"))
    assert b"swim" not in text
    assert b"Anna" not in text


def test_a_person_without_a_plan_takes_what_there_is(everybody: Everybody, browser: Any) -> None:
    known = json.loads(
        archive(browser(everybody.solo), reverse("patient-everything")).read("everything.json")
    )
    assert (known["account"]["name"], known["log"], known["plans"]) == ("Solveig", [], [])


def test_the_points_of_a_set_are_a_file_that_the_coach_reads(
    anna: Patient, everybody: Everybody, browser: Any, tmp_path: Path
) -> None:
    SetRecording.objects.create(
        clinic=anna.clinic,
        patient=anna,
        entry_id=uuid.uuid4(),
        exercise="bridge",
        side="both",
        set_number=1,
        repetitions=8,
        at=datetime.now(UTC),
        seconds=1,
        packet=PACKET,
    )
    (tmp_path / "set.csv").write_bytes(mine(everybody, browser).read("replays/001-bridge-both.csv"))
    assert read_recording(tmp_path / "set.csv").frames
