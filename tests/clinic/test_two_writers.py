"""Two devices of one patient that write at the same moment."""

import http.client
import sqlite3
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.clinic.entries import a_pain, an_entry
from tests.clinic.test_kill import Phone, lives
from tests.postgresql import PostgresqlServer

ROUNDS = 6


def write_together(data: Path, database_url: str | None) -> list[Phone]:
    """Both phones post the same batches at the same time, one of them with pain that eases the plan."""
    with lives(data, database_url) as (session, start):
        port = start()["port"]
        phones = [Phone(session), Phone(session)]
        for _ in range(ROUNDS):
            batch = [an_entry(), a_pain(6), an_entry()]
            gate = threading.Barrier(len(phones))
            threads = [threading.Thread(target=_post, args=(phone, port, batch, gate)) for phone in phones]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(timeout=30)
        return phones


def _post(phone: Phone, port: int, batch: list[dict[str, Any]], gate: threading.Barrier) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    phone.waiting = {entry["id"]: entry for entry in batch}
    gate.wait()
    phone.post(connection)
    connection.close()


def check(phones: list[Phone], clients: list[str], revisions: list[tuple[int, str]]) -> None:
    """Both were answered for everything, each entry is stored once, and one plan is in force."""
    assert [len(phone.acknowledged) for phone in phones] == [ROUNDS * 3] * 2
    assert len(clients) == len(set(clients)) == ROUNDS * 3
    numbers = [number for number, _ in revisions]
    assert len(numbers) == len(set(numbers))
    assert Counter(status for _, status in revisions)["signed"] == 1


_ENTRIES = "SELECT client_id FROM care_entry WHERE kind IN ('set', 'pain')"
_REVISIONS = "SELECT number, status FROM care_planrevision"


def test_two_writers_store_each_entry_once_on_sqlite(tmp_path: Path) -> None:
    phones = write_together(tmp_path, None)
    connection = sqlite3.connect(tmp_path / "hipwise.sqlite3")
    clients = [row[0] for row in connection.execute(_ENTRIES)]
    revisions = connection.execute(_REVISIONS).fetchall()
    connection.close()
    check(phones, clients, revisions)


@pytest.mark.postgresql
def test_two_writers_store_each_entry_once_on_postgresql(
    tmp_path: Path, postgresql: PostgresqlServer
) -> None:
    import psycopg

    url = postgresql.new_database()
    phones = write_together(tmp_path, url)
    with psycopg.connect(url) as connection:
        clients = [str(row[0]) for row in connection.execute(_ENTRIES)]
        revisions = connection.execute(_REVISIONS).fetchall()
    check(phones, clients, revisions)
