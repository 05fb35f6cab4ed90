"""How quick the pages are: `python -m benchmarks.web [--patients N] [--days D] [--database D] [--json]`.

A real `hipwise serve` answers over HTTP with N patients of D days of entries behind it; the queries of
each page are counted in this process on the same database. Every address that somebody reads as a page is
asked, and two that write. Of the people some have a need: one in ten hurt too much yesterday, one in twelve
wrote a message, one in fifty answered a warning sign with yes. The baseline is an address that renders one
small page without a person (`/accounts/login/`): it says how fast this machine is.
"""

import argparse
import gzip
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.table import print_json, print_rows, progress

SEED = 20260312
REQUESTS = 101
WRITING_S = 4.0
_CSRF = "a" * 32
_BASELINE = "account_login"
# A page each, of nobody, of a patient, of a therapist, and about one patient's record. Files that are typeset
# (PDF) or packed (ZIP) are no pages: each takes a process of its own or the whole record.
_OPEN = (_BASELINE, "figure-clip bridge left")
_OF_PATIENT = (
    "patient-today",
    "patient-session",
    "patient-morning",
    "patient-plan",
    "patient-exercise bridge",
    "patient-plan-changes",
    "patient-progress",
    "patient-beside",
    "patient-tests",
    "patient-test single-leg-stance",
    "patient-questionnaire psfs",
    "patient-messages",
    "patient-handout",
    "patient-help",
    "patient-reminders",
    "patient-own-replays",
    "patient-own-data",
    "patient-intake",
    "account",
    "api-1:today",
)
_OF_THERAPIST = (
    "inbox",
    "patients",
    "clinic",
    "library",
    "library-exercise bridge",
    "invite",
    "questionnaires",
)
_OF_RECORD = (
    "patient-record",
    "plan-editor",
    "plan-history",
    "patient-talk",
    "patient-letter",
    "patient-document note",
    "patient-document summary",
    "patient-running",
    "patient-replays",
    "patient-reads",
    "patient-intake-form",
    "programme-close",
)
# Of so many people one hurt too much yesterday, wrote a message, answered a warning sign with yes.
_ONE_HURT_IN, _ONE_WROTE_IN, _ONE_LOCKED_IN = 10, 12, 50


@dataclass(frozen=True, slots=True)
class PageFigure:
    """One page: milliseconds of the clock over HTTP and of the server's processor; queries; kilobytes (gzip).

    The processor's time is what the server itself spent on a request: what else the machine does changes it
    little, while the clock's also tells how long the server had to wait for its turn.
    """

    p50_ms: float
    p99_ms: float
    cpu_ms: float
    cpu_p99_ms: float
    queries: int
    kilobytes: float


@dataclass(frozen=True, slots=True)
class People:
    """Sessions of a therapist and a patient, and the patient's id."""

    therapist: str
    patient: str
    patient_id: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: a name as the table prints it, the address, whose session, and what is posted."""

    name: str
    path: str
    session: str = ""
    posted: str | None = None
    content_type: str = "application/json"


def fill(patients: int, days: int) -> People:
    """Make a clinic with that many patients, each with a signed plan and that many days of entries."""
    import django

    django.setup()
    from django.core.management import call_command
    from tests.clinic.people import give_plan, make_everybody

    from hipwise.clinic.care.decisions import propose_after
    from hipwise.clinic.care.entries import log_entries
    from hipwise.clinic.care.list_row import work_out_all
    from hipwise.clinic.care.messages import write_as_patient
    from hipwise.clinic.care.models import Patient
    from hipwise.clinic.people.models import Membership, Role, User
    from hipwise.library.catalogue import load_catalogue

    call_command("migrate", verbosity=0)
    everybody = make_everybody()
    catalogue, now, chance = load_catalogue(), datetime.now(UTC), random.Random(SEED)
    clinic = everybody.therapist.membership.clinic
    first = Patient.objects.get(membership__user=everybody.patient)
    for number in range(patients):
        progress(number + 1, patients, "filling")
        user, patient = everybody.patient, first
        if number:
            user = User.objects.create(email=f"p{number}@bench.example", name=f"Patient {number}")
            user.membership = Membership.objects.create(clinic=clinic, user=user, role=Role.PATIENT)
            user.save()
            patient = Patient.objects.create(clinic=clinic, membership=user.membership, name=user.name)
        begun = now - timedelta(days=min(days, 27))
        give_plan(patient, everybody.therapist, begun, days=every_day_but_yesterday(now))
        told = [*entries(days, now, chance), *trouble(number, now, chance)]
        result = log_entries(patient, told, user, catalogue, now)
        propose_after(patient, result, catalogue, now)
        if number % _ONE_WROTE_IN == _ONE_WROTE_IN - 1:
            write_as_patient(patient, user, _uuid(chance), "May I walk more this week?", catalogue, now)
    membership = everybody.therapist.membership
    assert membership is not None
    work_out_all(membership, now, catalogue)
    return People(sign_in(everybody.therapist), sign_in(everybody.patient), str(first.pk))


def trouble(number: int, now: datetime, chance: random.Random) -> Iterator[dict[str, Any]]:
    """What some people tell besides: too much pain yesterday, a warning sign."""
    at = now - timedelta(hours=20)
    if number % _ONE_HURT_IN == _ONE_HURT_IN - 1:
        yield entry(at, chance, kind="pain", when="after", score=6, limp=True, analgesic=False, pinch=2)
    if number % _ONE_LOCKED_IN == _ONE_LOCKED_IN - 1:
        yield entry(at, chance, kind="red_flag", flags=["blood-clot"])


def every_day_but_yesterday(now: datetime) -> list[str]:
    """The week without yesterday's weekday: the rest day has passed, so that today has exercises."""
    from hipwise.plan.intake import DAYS

    yesterday = (now - timedelta(days=1)).weekday()
    return [day for place, day in enumerate(DAYS) if place != yesterday]


def entries(days: int, now: datetime, chance: random.Random) -> Iterator[dict[str, Any]]:
    """A calm log: a morning check, and a session of two exercises every day."""
    for ago in range(days, 0, -1):
        start = (now - timedelta(days=ago)).replace(hour=17, minute=0, second=0, microsecond=0)
        known = {"limp": False, "analgesic": False, "pinch": 0}
        yield entry(start, chance, kind="pain", when="before", score=1, **known)
        for exercise, side in (("bridge", "both"), ("clamshell", "left")):
            for number in (1, 2):
                yield entry(
                    start,
                    chance,
                    kind="set",
                    exercise=exercise,
                    side=side,
                    set=number,
                    repetitions=15,
                    source="manual",
                )
            yield entry(start, chance, kind="pain", when="during", exercise=exercise, score=1, pinch=0)
        yield entry(start + timedelta(minutes=15), chance, kind="pain", when="after", score=1, **known)
        morning = {**known, "night_waking": False}
        yield entry(start + timedelta(hours=14), chance, kind="pain", when="next_morning", score=1, **morning)


def entry(at: datetime, chance: random.Random, **fields: Any) -> dict[str, Any]:
    """One entry with an id of the seeded generator."""
    return {"id": _uuid(chance), "at": at.isoformat(), **fields}


def _uuid(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def sign_in(user: Any) -> str:
    """The key of a fresh session of that user."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


@contextmanager
def server() -> Iterator[tuple[subprocess.Popen[str], int, float]]:
    """A `hipwise serve` on the filled database: the process, its port, and the seconds to its first page."""
    command = [str(Path(sys.executable).with_name("hipwise")), "serve", "--port", "0"]
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    begun = time.perf_counter()
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        port = int(process.stdout.readline().split("http://127.0.0.1:")[1].split()[0])
        while True:
            try:
                ask(port, Asked("first page", "/accounts/login/"))
                break
            except OSError:
                time.sleep(0.01)
        yield process, port, time.perf_counter() - begun
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def ask(port: int, asked: Asked) -> tuple[float, bytes]:
    """Milliseconds and the body, as it was sent, of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": f"sessionid={asked.session}; csrftoken={_CSRF}", "Accept-Encoding": "gzip"}
    if asked.posted is not None:
        headers |= {"X-CSRFToken": _CSRF, "Content-Type": asked.content_type, "HX-Request": "true"}
    begun = time.perf_counter()
    connection.request("GET" if asked.posted is None else "POST", asked.path, asked.posted, headers)
    answer = connection.getresponse()
    body = answer.read()
    spent = 1000 * (time.perf_counter() - begun)
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{asked.path}: expected 200, got {answer.status}")
    return spent, body if answer.headers.get("Content-Encoding") else gzip.compress(body)


def count_queries(asked: Asked) -> int:
    """The statements of one request without the edges of transactions."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.cookies["sessionid"] = asked.session

    def once() -> None:
        if asked.posted is None:
            client.get(asked.path)
        else:
            client.post(asked.path, asked.posted, asked.content_type, headers={"HX-Request": "true"})

    once()
    with CaptureQueriesContext(connection) as caught:
        once()
    edges = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    return sum(1 for query in caught.captured_queries if not query["sql"].startswith(edges))


def processor_ms(process: subprocess.Popen[str]) -> float:
    """Processor time that a process has spent so far, ms."""
    # How Linux numbers the clock of a process: clock_getcpuclockid(3).
    return 1000 * time.clock_gettime((~process.pid << 3) | 2)


def measure_page(process: subprocess.Popen[str], port: int, asked: Asked) -> PageFigure:
    """Times of `REQUESTS` requests after one to warm up."""
    _, body = ask(port, asked)
    clock, processor = [], []
    for _ in range(REQUESTS):
        before = processor_ms(process)
        clock.append(ask(port, asked)[0])
        processor.append(processor_ms(process) - before)
    return PageFigure(
        statistics.median(clock),
        _p99(clock),
        statistics.median(processor),
        _p99(processor),
        count_queries(asked),
        len(body) / 1000,
    )


def _p99(times: list[float]) -> float:
    return sorted(times)[round(0.99 * (len(times) - 1))]


def pages(people: People) -> Iterator[Asked]:
    """Every page, by whose it is; then what is posted most."""
    for name in _OPEN:
        yield _page(name, "")
    for name in _OF_PATIENT:
        yield _page(name, people.patient)
    for name in _OF_THERAPIST:
        yield _page(name, people.therapist)
    for name in _OF_RECORD:
        yield _page(name, people.therapist, people.patient_id)
    yield Asked("POST inbox-look", "/clinic/look/", people.therapist, "", "application/x-www-form-urlencoded")
    walk = entry(datetime.now(UTC), random.Random(SEED + 2), kind="walk", minutes=20)
    yield Asked("POST api-1:entries, again", "/api/entries", people.patient, json.dumps({"entries": [walk]}))


def _page(name: str, session: str, *first: str) -> Asked:
    """The page of that name; further words are what its address takes."""
    from django.urls import reverse

    view, *arguments = name.split()
    return Asked(name, reverse(view, args=(*first, *arguments)), session)


def measure_writes(port: int, session: str) -> float:
    """Acknowledged batches of one entry in a second, one after the other from one phone."""
    chance = random.Random(SEED + 1)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Content-Type": "application/json",
        "Cookie": f"sessionid={session}; csrftoken={_CSRF}",
        "X-CSRFToken": _CSRF,
    }
    done, begun = 0, time.perf_counter()
    while time.perf_counter() - begun < WRITING_S:
        walk = entry(datetime.now(UTC), chance, kind="walk", minutes=20)
        connection.request("POST", "/api/entries", json.dumps({"entries": [walk]}), headers)
        answer = connection.getresponse()
        if answer.status != 200 or not json.loads(answer.read())["acknowledged"]:
            raise RuntimeError("an entry was not acknowledged")
        done += 1
    connection.close()
    return done / (time.perf_counter() - begun)


def rss_mb(process: subprocess.Popen[str]) -> float:
    """Memory of the server in use, MB."""
    import psutil

    return float(psutil.Process(process.pid).memory_info().rss / 1e6)


def run() -> dict[str, Any]:
    """All figures for the database that the environment names."""
    options = arguments()
    people = fill(options.patients, options.days)
    with server():
        pass  # the first start may compile what the second finds
    with server() as (process, port, start_s):
        wanted = list(pages(people))
        figures: dict[str, Any] = {}
        for number, asked in enumerate(wanted, start=1):
            figures[asked.name] = asdict(measure_page(process, port, asked))
            progress(number, len(wanted), "asking")
        writes = measure_writes(port, people.patient)
        return {
            "pages": figures,
            "writes_per_s": writes,
            "start_s": start_s,
            "rss_mb": rss_mb(process),
        }


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patients", type=int, default=5)
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--json", action="store_true")
    return parser.parse_known_args()[0]


def main() -> None:
    """Measure and print."""
    from tests.postgresql import PostgresqlServer

    options = arguments()
    os.environ["DJANGO_SETTINGS_MODULE"] = "hipwise.clinic.settings"
    with tempfile.TemporaryDirectory(prefix="hipwise-bench-") as folder:
        os.environ["HIPWISE_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        on = PostgresqlServer(Path(folder)) if options.database == "postgresql" else nullcontext()
        with on as postgresql:
            if postgresql is not None:
                os.environ["DATABASE_URL"] = postgresql.new_database()
            result = run()
            _close_database()
    if options.json:
        print_json(result)
        return
    rows = [
        (name, f["p50_ms"], f["p99_ms"], f["cpu_ms"], f["cpu_p99_ms"], f["queries"], f["kilobytes"])
        for name, f in result["pages"].items()
    ]
    print_rows(
        f"Pages, {options.patients} patients, {options.days} days, {options.database}",
        ("page", "p50 ms", "p99 ms", "processor p50", "processor p99", "queries", "kB gzip"),
        rows,
    )
    print_rows(
        "The server",
        ("quantity", "value"),
        [
            ("writes a second", result["writes_per_s"]),
            ("start to first page, s", result["start_s"]),
            ("memory after, MB", result["rss_mb"]),
        ],
    )


def _close_database() -> None:
    from django.db import connection

    connection.close()
    close_pool = getattr(connection, "close_pool", None)
    if close_pool is not None:
        close_pool()


if __name__ == "__main__":
    main()
