"""kill -9 at any moment: what was acknowledged is there, and what was not can be sent again."""

import http.client
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.clinic.entries import an_entry
from tests.postgresql import PostgresqlServer

LIVES = 50
WRITERS = 2
LONGEST_LIFE_S = 0.6
_CSRF = "a" * 32


class Phone:
    """One phone: it posts entries one batch after the other, and keeps what was not acknowledged."""

    def __init__(self, session: str) -> None:
        self.session = session
        self.acknowledged: set[str] = set()
        self.waiting: dict[str, dict[str, Any]] = {}

    def post_until_dead(self, port: int) -> None:
        """Post fresh and waiting entries until the server is gone."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            while True:
                for entry in (an_entry(), an_entry()):
                    self.waiting[entry["id"]] = entry
                self.post(connection)
        except (OSError, http.client.HTTPException):
            return
        finally:
            connection.close()

    def post(self, connection: http.client.HTTPConnection) -> None:
        """Post everything that waits; raises when the server dies before it has answered."""
        body = json.dumps({"entries": list(self.waiting.values())})
        headers = {
            "Content-Type": "application/json",
            "Cookie": f"sessionid={self.session}; csrftoken={_CSRF}",
            "X-CSRFToken": _CSRF,
        }
        connection.request("POST", "/api/entries", body, headers)
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content
        for entry_id in json.loads(content)["acknowledged"]:
            self.acknowledged.add(entry_id)
            self.waiting.pop(entry_id, None)


@contextmanager
def lives(data: Path, database_url: str | None) -> Iterator[tuple[str, Callable[[], dict[str, int]]]]:
    """A patient's session, and a function that starts a life and gives its pid and port."""
    environment = {
        **os.environ,
        "HIPWISE_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "hipwise.clinic.settings",
    }
    environment.pop("DATABASE_URL", None)
    if database_url:
        environment["DATABASE_URL"] = database_url
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.clinic.life_server"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout

    def start() -> dict[str, int]:
        stdin.write("start\n")
        stdin.flush()
        life: dict[str, int] = json.loads(stdout.readline())
        return life

    try:
        yield json.loads(stdout.readline())["session"], start
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        stdin.close()
        stdout.close()


def live_and_die(start: Callable[[], dict[str, int]], phones: list[Phone], chance: random.Random) -> None:
    """One life: phones write, and the server is killed in the middle of it."""
    life = start()
    writers = [threading.Thread(target=phone.post_until_dead, args=(life["port"],)) for phone in phones]
    for writer in writers:
        writer.start()
    time.sleep(chance.uniform(0.0, LONGEST_LIFE_S))
    os.kill(life["pid"], signal.SIGKILL)
    for writer in writers:
        writer.join(timeout=15)
        assert not writer.is_alive()


def run_lives(data: Path, database_url: str | None, stored: Callable[[], list[str]]) -> list[Phone]:
    """Fifty lives; after each, everything acknowledged so far is stored. Then one life to the end."""
    chance = random.Random(20260312)
    with lives(data, database_url) as (session, start):
        phones = [Phone(session) for _ in range(WRITERS)]
        for life in range(LIVES):
            live_and_die(start, phones, chance)
            lost = set().union(*(phone.acknowledged for phone in phones)) - set(stored())
            assert not lost, f"life {life + 1} lost {len(lost)} acknowledged entries"
        last = start()
        for phone in phones:
            connection = http.client.HTTPConnection("127.0.0.1", last["port"], timeout=20)
            while phone.waiting:
                phone.waiting = dict(list(phone.waiting.items())[:200])
                phone.post(connection)
            connection.close()
    return phones


def check(phones: list[Phone], stored: list[str]) -> None:
    """Nothing lost, nothing doubled, and the test was a test: much was acknowledged."""
    acknowledged = set().union(*(phone.acknowledged for phone in phones))
    assert acknowledged <= set(stored)
    assert len(stored) == len(set(stored))
    assert len(acknowledged) >= LIVES


@pytest.mark.slow
def test_fifty_kills_lose_no_acknowledged_entry_on_sqlite(tmp_path: Path) -> None:
    def stored() -> list[str]:
        with sqlite3.connect(tmp_path / "hipwise.sqlite3") as connection:
            rows = connection.execute("SELECT client_id FROM care_entry").fetchall()
        connection.close()
        return [_hyphenated(row[0]) for row in rows]

    check(run_lives(tmp_path, None, stored), stored())


@pytest.mark.slow
@pytest.mark.postgresql
def test_fifty_kills_lose_no_acknowledged_entry_on_postgresql(
    tmp_path: Path, postgresql: PostgresqlServer
) -> None:
    import psycopg

    url = postgresql.new_database()

    def stored() -> list[str]:
        with psycopg.connect(url) as connection:
            return [str(row[0]) for row in connection.execute("SELECT client_id FROM care_entry")]

    check(run_lives(tmp_path, url, stored), stored())


def _hyphenated(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
